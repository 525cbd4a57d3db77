"""import and export."""

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from claims.cli.session import Session, as_json, pass_session, print_json, progress, safe, say, show
from claims.desk.exchange import exporting, imports, later_embeddings
from claims.desk.exchange.imports import Imported, Preview
from claims.desk.private_files import make_private
from claims.desk.publishing import published
from claims.desk.sources.library import Library
from claims.errors import TooLarge
from claims.sourcing.labels import counted

SAID_ALIKE = 5
"""How many warnings with the same column and reason are printed."""

_BINARY = {"datasette": "a database", "xlsx": "a workbook"}


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(imports.FORMS), help="When the ending of the file does not tell.")
@click.option(
    "--no-embed", is_flag=True, help="Leave the sentence embeddings for the next import: claims are found by their words until then."
)
@click.option("--dry-run", is_flag=True, help="Show which column of a table holds what, and what would be left out; store nothing.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Say which column of a table, or key of JSON lines, holds a field; as often as needed.",
)
@click.option(
    "--encoding", metavar="NAME", help="The encoding of a CSV or JSON lines, when its bytes do not tell: windows-1251, shift_jis …"
)
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook; otherwise the first with a column of claims.")
@as_json
@pass_session
def import_(
    session: Session,
    /,
    file: Path,
    form: str | None,
    no_embed: bool,
    dry_run: bool,
    mapped: tuple[str, ...],
    encoding: str | None,
    sheet: str | None,
    json_wanted: bool,
) -> None:
    """Take in claims that others checked: JSON lines, CSV, a workbook (.xlsx), ClaimReview JSON-LD, a ClaimReview DataFeed, or a page
    with it inside.

    Safe to repeat, and to stop and start again; bad rows are listed and left out."""
    size = file.stat().st_size
    if size > session.settings.max_import_bytes:
        raise TooLarge(
            f"{file}: it has {size:,} bytes; at most {session.settings.max_import_bytes:,} are imported (CLAIMS_MAX_IMPORT_BYTES)."
        )
    form, mapping = form or imports.form_of(file.name), _mapping(mapped)
    if dry_run:
        with file.open("rb") as rows:
            _show_preview(imports.preview(rows, form, mapping, encoding=encoding, sheet=sheet), json_wanted)
        return
    with session.store() as db, file.open("rb") as rows:
        with progress("storing", size) as advance:
            done = 0

            def on_rows(_: int) -> None:
                nonlocal done
                offset = max(done, rows.tell())  # a workbook is not read from front to back
                advance(offset - done)
                done = offset

            imported = imports.import_claims(
                db,
                rows,
                form,
                by=session.person(db),
                clock=session.now,
                mapping=mapping,
                encoding=encoding,
                sheet=sheet,
                on_rows=on_rows,
            )
        if not no_embed:
            missing = later_embeddings.missing_embeddings(db, session.matcher)
            with progress("embedding", len(missing)) as advance:
                later_embeddings.embed(db, session.matcher, missing, on_claims=advance)
            if missing:
                # Index now, so that the next search at the desk does not wait for it.
                with progress("indexing", imported.added) as advance:
                    session.matcher.refresh(db, on_claims=advance)
    _show_imported(imported, json_wanted)


@click.command()
@pass_session
def embed(session: Session, /) -> None:
    """Let every claim be found in any language, and every passage of a source by its meaning: compute the embeddings that they lack.

    A store that holds claims in several languages gets them by itself. A stop loses nothing: the next run goes on."""
    with session.store() as db:
        missing = later_embeddings.missing_embeddings(db, session.matcher, all_languages=True)
        with progress("embedding", len(missing)) as advance:
            later_embeddings.embed(db, session.matcher, missing, all_languages=True, on_claims=advance)
        library = Library()
        library.index(db, lambda: session.matcher.passage_encoder)
        with progress("reading passages", library.missing) as advance:
            library.catch_up(db, lambda: session.matcher.passage_encoder, on_passages=advance)
    say(
        f"{counted(len(missing), 'claim')} embedded; every claim is found in any language now."
        if missing
        else "no claim lacks an embedding."
    )


def _mapping(mapped: tuple[str, ...]) -> dict[str, str]:
    if wrong := [pair for pair in mapped if "=" not in pair]:
        raise click.UsageError(f"--map takes FIELD=COLUMN, and {wrong[0]!r} has no =.")
    return {field.strip(): column for field, _, column in (pair.partition("=") for pair in mapped)}


def _show_preview(made: Preview, json_wanted: bool) -> None:
    if json_wanted:
        rejected = [{"row": error.row, "reason": error.reason} for error in made.rejected]
        warnings = [asdict(warning) for warning in made.warnings]
        print_json({"columns": made.columns, "unused": made.unused, "rows": made.rows, "rejected": rejected, "warnings": warnings})
        return
    for field, column in made.columns.items():
        show(safe(f"{field:<12} from the column {column}"))
    if made.unused:
        show(safe(f"not used: {', '.join(made.unused[:20])}" + (f" and {len(made.unused) - 20:,} more" if len(made.unused) > 20 else "")))
    _say_warnings(made)
    for error in made.rejected:
        say(f"row {error.row}: {error.reason}")
    if made.first:
        show(safe(f"the first claim: {made.first.text}" + (f" [{made.first.rating}]" if made.first.rating else "")))
    show(f"{made.rows:,} rows would be taken in, {len(made.rejected):,} left out; nothing was stored")


def _say_warnings(made: Imported | Preview) -> None:
    """Print warnings; of similar ones only the first few and how many more there are."""
    alike = Counter((warning.column, warning.reason) for warning in made.warnings)
    printed: Counter[tuple[str, str]] = Counter()
    for warning in made.warnings:
        kind = (warning.column, warning.reason)
        printed[kind] += 1
        if printed[kind] > SAID_ALIKE:
            continue
        where = ", ".join(part for part in (f"row {warning.row}", warning.column) if part)
        say(safe(f"{where}: {repr(warning.value) + ': ' if warning.value else ''}{warning.reason}"))
        if printed[kind] == SAID_ALIKE < alike[kind]:
            say(safe(f"{warning.column}: {alike[kind] - SAID_ALIKE:,} more like this (--json lists them)"))
    if made.more_warnings:
        say(f"{made.more_warnings:,} more warnings are not listed")


def _show_imported(imported: Imported, json_wanted: bool) -> None:
    if json_wanted:
        rejected = [{"row": error.row, "reason": error.reason} for error in imported.rejected]
        counts = {"added": imported.added, "updated": imported.updated, "unchanged": imported.unchanged}
        warnings = [asdict(warning) for warning in imported.warnings]
        print_json({**counts, "rejected": rejected, "warnings": warnings, "more_warnings": imported.more_warnings})
        return
    _say_warnings(imported)
    for error in imported.rejected:
        say(f"row {error.row}: {error.reason}")
    show(f"{imported.added:,} added, {imported.updated:,} updated, {imported.unchanged:,} unchanged, {len(imported.rejected):,} rejected")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([*exporting.FORMS, "xlsx", "datasette"]),
    default="jsonl",
    show_default=True,
    help="xlsx is a workbook, datasette a database to explore; both need --output.",
)
@click.option("--excel", is_flag=True, help="Begin a CSV with the byte-order mark by which Excel knows its letters.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; stdout otherwise.")
@pass_session
def export(session: Session, /, form: str, excel: bool, output: Path | None) -> None:
    """Claims for other programs: jsonl, csv and xlsx hold every live claim, claimreview every published verdict, datasette a copy of
    everything to explore. Confidential sources are in none of it, nor passwords, tokens and sessions.

    An existing file is replaced only once the new one is whole."""
    if form in ("datasette", "xlsx") and output is None:
        raise click.UsageError(f"{_BINARY[form]} cannot go to stdout: say --output FILE.{'db' if form == 'datasette' else form}.")
    if excel and form != "csv":
        raise click.UsageError("--excel is for --format csv: the other formats tell their encoding.")
    with session.store() as db:
        newsroom = published.newsroom_of(db, session.settings)
        if output is None:
            exporting.export_claims(db, sys.stdout, form, newsroom, for_excel=excel)
            return

        def make(part: Path) -> None:
            if form == "datasette":
                exporting.export_copy(db, part)
                return
            if form != "claimreview":
                # The feed of published checks is for everybody; the other formats contain unpublished work.
                make_private(part)
            if form == "xlsx":
                with part.open("r+b") as book:
                    exporting.export_workbook(db, book)
                return
            with part.open("w", encoding="utf-8", newline="") as file:
                exporting.export_claims(db, file, form, newsroom, for_excel=excel)

        exporting.write_then_replace(output, make)
    say(f"written to {safe(str(output))}")
