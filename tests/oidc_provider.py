"""An OpenID Connect provider on a local port, which signs in whom a test says and can be told to answer wrongly."""

import base64
import hmac
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

from flask import Flask, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.served import served

CLIENT, SECRET = "claim-tracker", "a secret of the desk"


@dataclass
class Provider:
    """What the provider says. ``claims`` overrides what stands in an ID token; None leaves a claim out."""

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "u-1", "preferred_username": "Ben"})
    claims: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    offered: tuple[str, ...] = ("RS256",)
    named_issuer: str | None = None
    is_silent: bool = False
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}))
    shown_key: RSAKey | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    seen_challenges: list[str] = field(default_factory=list)

    def id_token(self, nonce: str | None) -> str:
        """An ID token about ``person``, signed as the provider was told to."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **self.person, **self.claims}
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.kid}
        if self.algorithm in ("none", "HS256"):
            # By hand, since the library refuses to sign with a key that everybody knows.
            content = ".".join(_packed(json.dumps(part).encode()) for part in (header, claims))
            signature = hmac.digest(self.key.as_pem(private=False), content.encode(), "sha256") if self.algorithm == "HS256" else b""
            return f"{content}.{_packed(signature)}"
        return jwt.encode(header, claims, self.key, algorithms=[self.algorithm])


def app_of(provider: Provider) -> Flask:
    """The provider's own site: it lets everybody in without asking, as ``provider.person``."""
    app = Flask("provider")

    @app.get("/.well-known/openid-configuration")
    def configuration() -> ResponseReturnValue:
        if provider.is_silent:
            return "the provider is being repaired", 503
        root = provider.issuer
        return {
            "issuer": provider.named_issuer or root,
            "authorization_endpoint": f"{root}/authorize",
            "token_endpoint": f"{root}/token",
            "jwks_uri": f"{root}/keys",
            "id_token_signing_alg_values_supported": list(provider.offered),
        }

    @app.get("/authorize")
    def authorize() -> ResponseReturnValue:
        sent = request.args
        assert (sent["response_type"], sent["client_id"]) == ("code", CLIENT) and "openid" in sent["scope"].split()
        assert sent["code_challenge_method"] == "S256" and len(sent["nonce"]) >= 20 and len(sent["state"]) >= 20
        code = secrets.token_urlsafe(16)
        provider.codes[code] = dict(sent)
        provider.seen_challenges.append(sent["code_challenge"])
        return redirect(f"{sent['redirect_uri']}?{urlencode({'code': code, 'state': sent['state']})}")

    @app.post("/token")
    def token() -> ResponseReturnValue:
        begun_with = provider.codes.pop(request.form["code"], None)
        shown = request.authorization
        if begun_with is None or shown is None or (shown.username, shown.password) != (CLIENT, SECRET):
            return {"error": "invalid_grant"}, 400
        challenge = _packed(sha256(request.form["code_verifier"].encode()).digest())
        if (challenge, request.form["redirect_uri"]) != (begun_with["code_challenge"], begun_with["redirect_uri"]):
            return {"error": "invalid_grant"}, 400
        return jsonify(access_token="opaque", token_type="Bearer", expires_in=300, id_token=provider.id_token(begun_with["nonce"]))

    @app.get("/keys")
    def keys() -> ResponseReturnValue:
        return {"keys": [(provider.shown_key or provider.key).as_dict(private=False)]}

    return app


def _packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@contextmanager
def a_provider() -> Iterator[Provider]:
    """A provider on a local port."""
    provider = Provider()
    with served(app_of(provider)) as address:
        provider.issuer = address
        yield provider


def come_back(provider_address: str) -> str:
    """What a browser does at the provider: follow the address; gives where the provider sends it then."""

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *parts: Any) -> None:
            return None

    try:
        build_opener(Stay).open(provider_address, timeout=10)
    except HTTPError as answer:
        return str(answer.headers["Location"])
    raise AssertionError("the provider sent nobody back")


def path_of(address: str) -> str:
    """The path and query of an address."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def parameters_of(address: str) -> dict[str, str]:
    """The query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
