"""The assistant's door as a program: ``python -m web.assistant stdio`` or ``python -m web.assistant http HOST PORT``."""

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError, Refused
from claims.settings import Settings, from_environment

if TYPE_CHECKING:
    from mcp.server.mcpserver import Context

    from web.assistant.door import Asker, Door


def serve_stdio(settings: Settings) -> None:
    """Answer the program that started this one, on stdin and stdout, with the rights of CLAIMS_TOKEN."""
    from web.assistant.door import Asker, Door
    from web.assistant.tools import make_server

    asker = Asker(settings.token)
    make_server(Door(settings), lambda context: asker).run("stdio")


def serve_http(settings: Settings, host: str, port: int) -> None:
    """Answer streamable HTTP at /mcp. Each request has the rights of its own bearer token."""
    import uvicorn

    from web.assistant.door import Door

    # No access log: it would keep addresses and paths, which the desk never does.
    uvicorn.run(http_app(Door(settings), host, port), host=host, port=port, log_level="warning", access_log=False)


def http_app(door: "Door", host: str, port: int) -> Any:
    """The ASGI application. It answers under the names of the desk alone, and no page of another site."""
    from mcp.server.transport_security import TransportSecuritySettings

    from web.assistant.tools import make_server
    from web.request.headers import hosts_of

    names = sorted(hosts_of(door.settings) | {host})
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=True, allowed_hosts=[*names, *(f"{name}:*" for name in names)], allowed_origins=[]
    )
    server = make_server(door, asker_of_request)
    return server.streamable_http_app(stateless_http=True, json_response=True, transport_security=security, host=host)


def asker_of_request(context: "Context[Any, Any]") -> "Asker":
    """Who asks by HTTP. A token that is not one is refused by the desk, never taken for no token."""
    from web.assistant.door import Asker

    shown = (context.headers or {}).get("authorization", "")
    scheme, _, token = shown.partition(" ")
    client = getattr(context.request_context.request, "client", None)
    # An empty token, or another scheme than "Bearer", is no token of the desk's: it is handed on, and refused there.
    given = (token.strip() if scheme.lower() == "bearer" else shown) or "none"
    return Asker(given if shown else None, client.host if client else "127.0.0.1")


def main(arguments: list[str]) -> None:
    """Start. Raise Refused when the optional requirement is missing."""
    if find_spec("mcp") is None:
        raise Refused("the assistant's door needs the package mcp: pip install -r requirements-mcp.txt, or install the package with [mcp].")
    settings = from_environment()
    if arguments[:1] == ["http"]:
        serve_http(settings, arguments[1], int(arguments[2]))
    else:
        serve_stdio(settings)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ClaimsError as failure:
        sys.exit(f"error: {failure}")
