"""Behind a reverse proxy: takes the client's address and scheme from the proxy's headers, but only from trusted proxies."""

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from werkzeug.middleware.proxy_fix import ProxyFix

from claims.settings import Networks

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class TrustedProxies:
    """Trusts the last X-Forwarded-For, -Proto and -Host of requests that come from ``networks``, and of no others."""

    def __init__(self, app: "WSGIApplication", networks: Networks) -> None:
        self._direct = app
        self._proxied = ProxyFix(app, x_for=1, x_proto=1, x_host=1)
        self._networks = networks

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        return (self._proxied if self._is_ours(environ.get("REMOTE_ADDR")) else self._direct)(environ, start_response)

    def _is_ours(self, address: Any) -> bool:
        try:
            parsed = ip_address(str(address))
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)
