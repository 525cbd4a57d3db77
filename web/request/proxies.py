"""Behind a reverse proxy: takes the client's address and scheme, and who is signed in there, from headers, but only from trusted proxies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from werkzeug.middleware.proxy_fix import ProxyFix

from claims.settings import Networks
from claims.sign_in_settings import ProxySignIn

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


VOUCHED = "claims.vouched"
"""Where the environment of a request has a Vouched, if a trusted proxy named somebody. No header of a client can have this name."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the proxy says it signed in. ``groups`` is None when the desk does not ask the proxy for groups."""

    name: str
    groups: tuple[str, ...] | None


class TrustedProxies:
    """Trusts the last X-Forwarded-For, -Proto and -Host, and the headers of ``sign_in``, of requests that come from ``networks``, and of no others."""

    def __init__(self, app: "WSGIApplication", networks: Networks, sign_in: ProxySignIn) -> None:
        self._direct = app
        self._proxied = ProxyFix(app, x_for=1, x_proto=1, x_host=1)
        self._networks = networks
        self._sign_in = sign_in

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        if not self._is_ours(environ.get("REMOTE_ADDR")):
            return self._direct(environ, start_response)
        vouched = self._vouched(environ)
        if vouched:
            environ[VOUCHED] = vouched
        return self._proxied(environ, start_response)

    def _vouched(self, environ: "WSGIEnvironment") -> Vouched | None:
        name = _value(environ, self._sign_in.user_header)
        if not name:
            return None
        if not self._sign_in.groups_header:
            return Vouched(name, None)
        groups = re.split(r"[,;|]", _value(environ, self._sign_in.groups_header))
        return Vouched(name, tuple(group.strip() for group in groups if group.strip()))

    def _is_ours(self, address: Any) -> bool:
        try:
            parsed = ip_address(str(address))
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)


def _value(environ: "WSGIEnvironment", header: str | None) -> str:
    value = str(environ.get("HTTP_" + header.upper().replace("-", "_"), "")) if header else ""
    try:
        # WSGI hands the bytes of a header over as Latin-1; proxies send UTF-8.
        return value.encode("latin-1").decode().strip()
    except UnicodeError:
        return value.strip()
