"""verify, serve, demo: looking after the store and showing it."""

import os
import sys

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk import checkup


@click.command()
@as_json
@pass_session
def verify(session: Session, json_wanted: bool) -> None:
    """Check the database: integrity, foreign keys, the history's chain, quotes, the SQLite version, the model."""
    with session.store() as db:
        found = checkup.verify(db, session.settings.model)
    if json_wanted:
        print_json({"ok": found.ok, "problems": list(found.problems), "warnings": list(found.warnings), "head": found.head})
    else:
        for line in found.problems:
            show(safe(f"problem: {line}"))
        for line in found.warnings:
            show(safe(f"warning: {line}"))
        show("everything is as it should be." if found.ok else f"{len(found.problems)} problems.")
        show(f"head of the history: {found.head}")
    if not found.ok:
        sys.exit(1)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Server processes.")
@pass_session
def serve(session: Session, host: str, port: int, workers: int) -> None:
    """Serve the web desk."""
    with session.store():
        say(f"serving {session.settings.db} on http://{host}:{port} (stop with Ctrl-C)")
    # The desk is another program built on this library, so the library does not import it: it is started in our place.
    os.environ["CLAIMS_DB"] = str(session.settings.db.absolute())
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "web.serving", host, str(port), str(workers)])
