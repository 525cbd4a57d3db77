"""import and export."""

import os
import sys
from pathlib import Path

import click

from claims.cli.session import Session, as_json, pass_session, print_json, progress, safe, say, show
from claims.desk import imports
from claims.errors import TooLarge


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "claimreview"]), help="When the ending of the file does not tell.")
@click.option(
    "--no-embed", is_flag=True, help="Leave the sentence embeddings for the next import: claims are found by their words until then."
)
@as_json
@pass_session
def import_(session: Session, /, file: Path, form: str | None, no_embed: bool, json_wanted: bool) -> None:
    """Take in claims that others checked: JSON lines, CSV, ClaimReview JSON-LD, a ClaimReview DataFeed, or a page with it inside.

    Safe to repeat, and to stop and start again; bad rows are listed and left out."""
    size = file.stat().st_size
    if size > session.settings.max_import_bytes:
        raise TooLarge(
            f"{file}: it has {size:,} bytes; at most {session.settings.max_import_bytes:,} are imported (CLAIMS_MAX_IMPORT_BYTES)."
        )
    form = form or imports.form_of(file.name)
    with session.store() as db, file.open("rb") as rows:
        with progress("storing", size) as advance:
            done = 0

            def on_rows(_: int) -> None:
                nonlocal done
                advance(rows.tell() - done)
                done = rows.tell()

            imported = imports.import_claims(db, rows, form, by=session.person(db), at=session.now(), on_rows=on_rows)
        if not no_embed:
            missing = imports.missing_embeddings(db, session.matcher)
            with progress("embedding", len(missing)) as advance:
                imports.embed(db, session.matcher, missing, on_claims=advance)
    if json_wanted:
        rejected = [{"row": one.row, "reason": one.reason} for one in imported.rejected]
        print_json({"added": imported.added, "updated": imported.updated, "unchanged": imported.unchanged, "rejected": rejected})
        return
    for one in imported.rejected:
        say(f"row {one.row}: {one.reason}")
    show(f"{imported.added:,} added, {imported.updated:,} updated, {imported.unchanged:,} unchanged, {len(imported.rejected):,} rejected")


@click.command()
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; stdout otherwise.")
@pass_session
def export(session: Session, /, form: str, output: Path | None) -> None:
    """Every live claim with its rating, for other programs. Confidential sources are in none of it."""
    with session.store() as db:
        if output is None:
            imports.export_claims(db, sys.stdout, form)
            return
        # Written beside and moved into place: a stop leaves the old file whole.
        part = output.with_name(output.name + ".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            count = imports.export_claims(db, file, form)
        os.replace(part, output)
    say(f"{count:,} claims written to {safe(str(output))}")
