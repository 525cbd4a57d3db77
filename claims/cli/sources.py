"""source add, edit, confidential, link, passages, recheck, archive."""

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click
from sqlite_utils import Database

from claims.cli import adding_sources
from claims.cli.correcting import correct_row
from claims.cli.evidence import read_meanings
from claims.cli.rechecking import show_recheck
from claims.cli.session import Session, as_json, pass_session, print_json, progress, safe, say, show
from claims.desk.articles import fetching
from claims.desk.shapes.sources import CopiesShape, EvidenceShape, FoundPassageShape, PassageShape, RecheckShape, SourceShape
from claims.desk.sources import archiving, corrections, evidence, found_passages, rechecks, source_passages
from claims.desk.sources.evidence import NewSource
from claims.desk.sources.found_passages import FoundPassage
from claims.desk.sources.library import Library
from claims.errors import ClaimsError, Refused
from claims.model import Source, SourceKind, Stance, UsedAs
from claims.store import rechecks as stored_rechecks
from claims.store import sources

ARCHIVING = 180.0
"""Seconds that the Wayback Machine may take."""


@click.group()
def source() -> None:
    """Sources, and what they say of claims."""


@source.command("add")
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER|ZIP|URL|-]…")
@click.option(
    "--list",
    "listed",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="A text file of addresses, one a line; - for stdin.",
)
@click.option("--title", help="What it is called; read from the file when it says.")
@click.option("--kind", type=click.Choice([str(kind) for kind in SourceKind]), default="other", show_default=True)
@click.option("--url", help="Where it is found.")
@click.option("--publisher", help="Who published it.")
@click.option("--published", metavar="DAY", help="The day of publication, as 2026-11-23.")
@click.option("--archived-url", help="Where a copy is kept.")
@click.option("--description", metavar="WORDS", help="What it shows: needed for a picture (PNG, JPEG, WebP, GIF) or a scanned PDF.")
@click.option("--derived-from", type=int, metavar="SOURCE_ID", help="The source this one copies: copies of one origin count once.")
@click.option("--confidential", is_flag=True, help="On no published page and in no export.")
@as_json
@pass_session
def add(session: Session, /, files: tuple[str, ...], listed: str | None, json_wanted: bool, **given: object) -> None:
    """Store a source, with the text of FILE, of the page at URL, or of stdin when there is one; or many sources at once.

    The bytes are kept, too. The same source given twice is stored once; sources that are nearly the same are named. Several files, a
    FOLDER, a ZIP file or --list add each item on its own: what fails is listed with the reason, and running the command again goes on
    where it stopped.
    """
    if listed is not None or len(files) > 1 or any(adding_sources.stands_for_many(file) for file in files):
        adding_sources.add_all(session, files, listed, given, json_wanted=json_wanted)
        return
    file = files[0] if files else None
    new = _read(session, file, given)
    with session.store() as db:
        added = evidence.add_source(db, new, by=session.person(db), at=session.now())
        spoken_to = [] if added.was_there else _claims_spoken_to(session, db, added.source)
    if new.confidential and not given.get("confidential"):
        say(f"source {added.source.id} {fetching.FROM_INSIDE}")
    if json_wanted:
        row = SourceShape.of(added.source) | CopiesShape.of(added)
        print_json(row | {"speaks_to": FoundPassageShape.of_all(spoken_to)})
        return
    show(safe(f"source {added.source.id}: {added.source.title}" + (" (was there before)" if added.was_there else "")))
    for likely_copy in added.copies:
        alike = f"{round(likely_copy.share * 100)} in 100 of the text" if likely_copy.share else "at the same address"
        show(
            safe(
                f"  nearly the same as source {likely_copy.source.id}, {likely_copy.source.title} ({alike}): is one a copy? Say --derived-from."
            )
        )
    for passage in spoken_to:
        show(safe(f"  may speak to claim {passage.claim_id}: {passage.passage.judged.reason} (`evidence find {passage.claim_id}`)"))


def _claims_spoken_to(session: Session, db: Database, added: Source) -> list[FoundPassage]:
    if added.text is None or not found_passages.are_claims_at_work(db):
        return []
    if not found_passages.is_short_enough(added):
        say(
            f"the text is longer than {found_passages.LONGEST_AT_ONCE:,} characters, so the claims it may speak to were not looked for:"
            " `evidence find --article ID` does that for the claims of an article."
        )
        return []
    library = Library()
    read_meanings(session, db, library)
    return found_passages.claims_spoken_to(db, added.id, library, session.matcher)


def _read(session: Session, file: str | None, given: Mapping[str, object]) -> NewSource:
    limit = session.settings.max_article_bytes
    if file is None:
        return fetching.read_source(None, None, given, limit=limit)
    try:
        if file.lower().startswith(("http://", "https://")):
            given = {**given, "url": given.get("url") or file}
            return fetching.fetch_source(file, given, allowed_hosts=session.settings.allowed_hosts, limit=limit)
        if file == "-":
            return fetching.read_source(sys.stdin.buffer.read(limit + 1), None, given, limit=limit)
        with Path(file).open("rb") as opened:
            return fetching.read_source(opened.read(limit + 1), Path(file).name, given, limit=limit)
    except ClaimsError as error:
        raise type(error)(f"{file if file != '-' else 'stdin'}: {error}") from error


@source.command("edit")
@click.argument("source_id", type=int)
@click.option("--title", help="What it is called.")
@click.option("--kind", type=click.Choice([str(kind) for kind in SourceKind]))
@click.option("--publisher", help="Who published it.")
@click.option("--published", metavar="DAY", help="The day of publication, as 2026-11-23.")
@click.option("--url", help="Where it is found. Checks of an earlier address no longer count.")
@click.option("--archived-url", help="Where a copy is kept.")
@click.option("--description", metavar="WORDS", help="What a picture or a scan shows.")
@click.option("--undo", is_flag=True, help="Put back what the last correction replaced.")
@as_json
@pass_session
def edit(session: Session, /, source_id: int, undo: bool, json_wanted: bool, **given: str | None) -> None:
    """Correct what was typed or guessed about a source; an empty value clears a field. The history keeps both values."""
    correct_row(
        session,
        f"source {source_id}",
        given,
        undo=undo,
        correct=partial(corrections.correct_source, source_id=source_id),
        put_back=partial(corrections.undo_source_correction, source_id=source_id),
        read=lambda db: SourceShape.of(sources.get_source(db, source_id)),
        json_wanted=json_wanted,
    )


@source.command("confidential")
@click.argument("source_id", type=int)
@click.option("--reason", required=True, help="Why, for the history.")
@click.option("--lift", is_flag=True, help="It may be named again.")
@as_json
@pass_session
def confidential(session: Session, /, source_id: int, reason: str, lift: bool, json_wanted: bool) -> None:
    """Take a source off every public page and out of every export; --lift lets it be named again, once an editor publishes anew."""
    with session.store() as db:
        evidence.set_confidential(db, source_id, not lift, reason, by=session.person(db), at=session.now())
        changed = sources.get_source(db, source_id)
    if json_wanted:
        print_json(SourceShape.of(changed))
    else:
        show(safe(f"source {source_id}: {changed.title}: {'confidential' if changed.confidential else 'not confidential any more'}"))


@source.command("link")
@click.argument("claim_id", type=int)
@click.argument("source_id", type=int)
@click.option("--stance", required=True, type=click.Choice([str(stance) for stance in Stance]), help="What the source says of the claim.")
@click.option("--quote", help="The passage, word for word.")
@click.option("--locator", help="Where it stands: page, minute, paragraph.")
@click.option(
    "--used-as", type=click.Choice([str(use) for use in UsedAs]), help="Primary or secondary; told from the kind of source otherwise."
)
@click.option("--note", help="Anything the next reader should know.")
@click.option(
    "--pick", type=click.IntRange(1, 5), metavar="N", help="Quote the Nth of the passages that `source passages` lists, with its place."
)
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
    pick: int | None,
    json_wanted: bool,
) -> None:
    """Say that a source supports or contradicts a claim, or gives context to it."""
    with session.store() as db:
        start = None
        if pick is not None:
            quote, start = _picked(db, claim_id, source_id, pick, quote)
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
            start=start,
            locate=pick is not None,
        )
    if json_wanted:
        print_json(EvidenceShape.of(linked))
    else:
        show(safe(f"source {linked.source.id} {linked.stance} claim {linked.claim_id}: {linked.source.title}"))


def _picked(db: Database, claim_id: int, source_id: int, pick: int, quote: str | None) -> tuple[str, int]:
    if quote is not None:
        raise click.UsageError("give either --pick or --quote.")
    passages = source_passages.passages_in_source(db, claim_id, source_id)
    if len(passages) < pick:
        raise Refused(f"source {source_id} has {len(passages)} passages that speak to claim {claim_id}: give the words by --quote.")
    sentence = passages[pick - 1].passage.sentence
    return sentence.text, sentence.start


@source.command("passages")
@click.argument("claim_id", type=int)
@click.argument("source_id", type=int)
@as_json
@pass_session
def passages_(session: Session, /, claim_id: int, source_id: int, json_wanted: bool) -> None:
    """The passages of a source that speak most to a claim, best first, with the figures that agree and those that differ."""
    with session.store() as db:
        passages = source_passages.passages_in_source(db, claim_id, source_id)
    if json_wanted:
        print_json({"passages": PassageShape.of_all(passages)})
        return
    for number, offered in enumerate(passages, start=1):
        show(safe(f"{number}. “{offered.passage.sentence.text}”, {offered.locator}"))
        if offered.passage.agreeing:
            show(safe("   ✓ agrees: " + ", ".join(span.text for span in offered.passage.agreeing)))
        for difference in offered.passage.differing:
            show(safe(f"   ≠ {difference.kind}: {difference.ours or 'nothing'} against {difference.theirs or 'nothing'}"))
    if not passages:
        say("no passage of this source speaks to the claim: it has no text here, or other words.")


@source.command("archive")
@click.argument("source_id", type=int)
@as_json
@pass_session
def archive_(session: Session, /, source_id: int, json_wanted: bool) -> None:
    """Save a source's page in the Wayback Machine, with your own keys (CLAIMS_WAYBACK_KEYS), and note the address of the copy."""
    with session.store() as db:
        archived = archiving.archive(
            db,
            source_id,
            session.settings.wayback_keys,
            session.settings.wayback_address,
            within=ARCHIVING,
            by=session.person(db),
            at=session.now(),
        )
    if json_wanted:
        print_json(SourceShape.of(archived))
    else:
        show(safe(f"source {source_id}: saved at {archived.archived_url}"))


@source.command("recheck")
@click.argument("source_ids", nargs=-1, type=int)
@click.option("--all", "every", is_flag=True, help="Every source with an address that evidence rests on.")
@as_json
@pass_session
def recheck(session: Session, /, source_ids: tuple[int, ...], every: bool, json_wanted: bool) -> None:
    """Fetch sources' pages again and say whether each quote is still there: present, moved, changed or gone.

    A page that cannot be fetched is told and stored, and proves nothing; the exit code is 1 only when none could be fetched.
    """
    if every == bool(source_ids):
        raise click.UsageError("give the numbers of sources, or --all.")
    results = []
    with session.store() as db:
        numbers = stored_rechecks.due_for_recheck(db) if every else list(dict.fromkeys(source_ids))
        by = session.person(db)
        with progress("looking at pages", len(numbers)) as step:
            for number in numbers:
                limit, hosts = session.settings.max_article_bytes, session.settings.allowed_hosts
                results.append(rechecks.recheck(db, number, allowed_hosts=hosts, limit=limit, by=by, at=session.now()))
                step(1)
    if json_wanted:
        print_json({"rechecks": RecheckShape.of_all(results)})
    else:
        for result in results:
            show_recheck(result)
        if not numbers:
            say("no source with an address is used as evidence: there is nothing to look at.")
    if results and all(result.recheck.failure for result in results):
        sys.exit(1)
