"""source add and source link."""

from pathlib import Path

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, show
from claims.desk import answers, evidence, fetching
from claims.model import SourceKind, Stance, UsedAs


@click.group()
def source() -> None:
    """Sources, and what they say of claims."""


@source.command("add")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--title", help="What it is called; read from the file when it says.")
@click.option("--kind", type=click.Choice([str(kind) for kind in SourceKind]), default="other", show_default=True)
@click.option("--url", help="Where it is found.")
@click.option("--publisher", help="Who published it.")
@click.option("--published", metavar="DAY", help="The day of publication, as 2026-11-23.")
@click.option("--archived-url", help="Where a copy is kept.")
@click.option("--derived-from", type=int, metavar="SOURCE_ID", help="The source this one copies: copies of one origin count once.")
@click.option("--confidential", is_flag=True, help="On no published page and in no export.")
@as_json
@pass_session
def add(session: Session, /, file: Path | None, json_wanted: bool, **given: object) -> None:
    """Store a source, with the text of FILE when there is one. The same source given twice is stored once."""
    limit = session.settings.max_article_bytes
    content = None
    if file is not None:
        with file.open("rb") as opened:
            content = opened.read(limit + 1)
    new = fetching.read_source(content, file.name if file else None, given, limit=limit)
    with session.store() as db:
        added = evidence.add_source(db, new, by=session.person(db), at=session.now())
    if json_wanted:
        print_json(answers.source_answer(added.source))
    else:
        show(safe(f"source {added.source.id}: {added.source.title}" + (" (was there before)" if added.was_there else "")))


@source.command("link")
@click.argument("claim_id", type=int)
@click.argument("source_id", type=int)
@click.option("--stance", required=True, type=click.Choice([str(stance) for stance in Stance]), help="What the source says of the claim.")
@click.option("--quote", help="The passage, word for word.")
@click.option("--locator", help="Where it stands: page, minute, paragraph.")
@click.option(
    "--used-as", type=click.Choice([str(one) for one in UsedAs]), help="Primary or secondary; told from the kind of source otherwise."
)
@click.option("--note", help="Anything the next reader should know.")
@as_json
@pass_session
def link(
    session: Session,
    claim_id: int,
    source_id: int,
    stance: str,
    quote: str | None,
    locator: str | None,
    used_as: str | None,
    note: str | None,
    json_wanted: bool,
) -> None:
    """Say that a source supports or contradicts a claim, or gives context to it."""
    with session.store() as db:
        linked = evidence.link_source(
            db,
            claim_id,
            source_id,
            Stance(stance),
            by=session.person(db),
            at=session.now(),
            quote=quote,
            locator=locator,
            used_as=UsedAs(used_as) if used_as else None,
            note=note,
        )
    if json_wanted:
        print_json(answers.evidence_answer(linked))
    else:
        show(safe(f"source {linked.source.id} {linked.stance} claim {linked.claim_id}: {linked.source.title}"))
