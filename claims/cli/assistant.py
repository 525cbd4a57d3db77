"""mcp: a read-only door for assistants."""

import click

from claims.cli.becoming import become_program
from claims.cli.session import Session, pass_session, say


@click.command()
@click.option("--http", "is_http", is_flag=True, help="Serve streamable HTTP at /mcp instead of stdin and stdout.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5001, show_default=True, type=click.IntRange(1, 65535))
@pass_session
def mcp(session: Session, /, is_http: bool, host: str, port: int) -> None:
    """Let an assistant read the desk by the Model Context Protocol: match, search, passages, claim, report, spot; published checks.

    On stdin and stdout it has the rights of the API token in CLAIMS_TOKEN; by HTTP, those of each request's bearer token. Without a token it
    reads published checks alone. Needs the optional package mcp."""
    with session.store():
        if is_http:
            say(f"an assistant reads {session.settings.db} at http://{host}:{port}/mcp (stop with Ctrl-C)")
    arguments = ("http", host, str(port)) if is_http else ("stdio",)
    become_program(session.settings.db.absolute(), "web.assistant", *arguments)
