"""Signing in through an OpenID Connect provider: the code flow with PKCE, by Authlib (the optional requirement ``oidc``)."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from flask import Flask, current_app
from flask.typing import ResponseReturnValue

from claims.errors import ClaimsError, NotAllowed, Refused
from claims.settings import Settings
from claims.sign_in_settings import OidcSignIn
from claims.wording import phrase
from web.request import logs

SECONDS = 10
"""How long the provider may take for an answer."""

LEEWAY = 60
"""Seconds by which its clock and ours may differ."""

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""Signatures that only the provider can make. A shared secret (HS256) or none at all never counts, whatever the provider's page lists."""


class SilentProvider(ClaimsError):
    """The provider did not answer, or not as its own page says."""

    http_status = 502


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the provider signed in. ``groups`` is None when the desk does not ask for groups."""

    issuer: str
    subject: str
    name: str
    groups: tuple[str, ...] | None


def install(app: Flask, settings: Settings) -> None:
    """Get ready to ask the provider of the settings, if there is one. Raise Refused when Authlib is not installed."""
    if settings.oidc is None:
        return
    try:
        flask_client: Any = import_module("authlib.integrations.flask_client")
    except ImportError as error:
        raise Refused(
            "CLAIMS_OIDC_ISSUER needs Authlib: pip install -r requirements-oidc.txt, or install the package with [oidc]."
        ) from error
    oidc = settings.oidc
    app.extensions["oidc"] = flask_client.OAuth(app).register(
        "newsroom",
        client_id=oidc.client_id,
        client_secret=oidc.client_secret,
        server_metadata_url=f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
            "token_endpoint_auth_method": "client_secret_basic" if oidc.client_secret else "none",
        },
    )


def is_configured() -> bool:
    """Whether people can sign in through a provider."""
    return "oidc" in current_app.extensions


def go_to_provider(back: str, settings: OidcSignIn) -> ResponseReturnValue:
    """Send the browser to the provider, which sends it to the address ``back`` afterwards. Raise SilentProvider when it does not answer."""
    try:
        client = _client(settings)
        answer: ResponseReturnValue = client.authorize_redirect(back)
    except ClaimsError:
        raise
    except Exception as error:
        raise _silent(error) from error
    return answer


def subject_of_answer(settings: OidcSignIn) -> Subject:
    """Whom the provider signed in, from the answer that this request carries. Raise NotAllowed for any answer that is not wholly in order.

    Checked: state, PKCE, signature, issuer, audience, expiry, nonce (OpenID Connect Core 1.0, section 3.1.3.7).
    """
    try:
        client = _client(settings)
        answer = client.authorize_access_token(
            leeway=LEEWAY,
            claims_options={
                "iss": {"essential": True, "value": settings.issuer},
                # Without this, Authlib takes a token for somebody else whose "azp" names us.
                "aud": {"essential": True, "value": settings.client_id},
            },
        )
        answered = answer["userinfo"]
    except ClaimsError:
        raise
    except OSError as error:  # requests' own errors among them
        raise _silent(error) from error
    except Exception as error:
        logs.failed(error)
        raise NotAllowed("the newsroom's sign-in gave no valid answer. Start again at the sign-in page.") from error
    name, groups = answered.get(settings.name_claim), answered.get(settings.groups_claim) if settings.groups_claim else None
    if not isinstance(name, str):
        raise NotAllowed(
            phrase("the newsroom's sign-in did not tell your name ({name_claim}): ask whoever runs it.", name_claim=settings.name_claim)
        )
    listed = groups if isinstance(groups, list) else []
    return Subject(settings.issuer, str(answered["sub"]), name, tuple(str(group) for group in listed) if settings.groups_claim else None)


def _client(settings: OidcSignIn) -> Any:
    client = current_app.extensions["oidc"]
    metadata = client.load_server_metadata()
    if metadata.get("issuer") != settings.issuer:
        raise NotAllowed("the newsroom's sign-in calls itself by another address than CLAIMS_OIDC_ISSUER: ask whoever runs the desk.")
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    metadata["id_token_signing_alg_values_supported"] = [name for name in offered if name in ALGORITHMS] or ["RS256"]
    return client


def _silent(error: Exception) -> SilentProvider:
    logs.failed(error)
    return SilentProvider("the newsroom's sign-in does not answer. Try again in a moment, or sign in with a one-time link of an admin.")
