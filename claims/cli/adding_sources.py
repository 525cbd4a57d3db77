"""What `source add` does with several files, folders, ZIP files and lists of addresses."""

import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import click

from claims.cli.evidence import read_meanings
from claims.cli.session import Session, counting, print_json, safe, say, show
from claims.desk.articles import fetching
from claims.desk.shapes.sources import SourceShape
from claims.desk.sources import found_passages, many_sources
from claims.desk.sources.library import Library
from claims.desk.sources.many_sources import Item, Results
from claims.errors import Unreadable

LOOKED_UP = 20
"""The most new sources, those with a long text left out, for which the claims that they may speak to are looked for, a second or two each."""

OF_ONE = ("title", "url", "archived_url", "description", "derived_from")
"""Options that can hold for one source only."""


def stands_for_many(file: str) -> bool:
    """Whether an argument of `source add` is a folder or a ZIP file."""
    path = Path(file)
    return file != "-" and (path.is_dir() or (path.suffix.lower() == ".zip" and zipfile.is_zipfile(path)))


def add_all(session: Session, files: Sequence[str], listed: str | None, given: Mapping[str, object], *, json_wanted: bool) -> None:
    """Add each item and print what became of it; exit with 1 when nothing went in."""
    if wrong := [name for name in OF_ONE if given.get(name)]:
        raise click.UsageError(f"--{wrong[0].replace('_', '-')} holds for one source: leave it out when you add several.")
    if "-" in files:
        raise click.UsageError("stdin is one source: add it on its own, or give a list of addresses with --list -.")
    limit = session.settings.max_article_bytes
    items: Iterator[Item] = chain(many_sources.items_in(files, limit=limit), _listed(listed))
    with session.store() as db, counting() as count:
        done = 0

        def tell(name: str) -> None:
            nonlocal done
            done += 1
            count(f"{safe(name)[-60:]}: item", done, done)

        hosts = session.settings.allowed_hosts
        results = many_sources.add_many(
            db, items, given, limit=limit, allowed_hosts=hosts, by=session.person(db), at=session.now, on_item=tell
        )
        with_text = [source for source in results.added if source.text is not None] if found_passages.are_claims_at_work(db) else []
        looked_up = [source for source in with_text if found_passages.is_short_enough(source)][:LOOKED_UP]
        library = Library()
        if looked_up:
            read_meanings(session, db, library)
        spoken_to = {source.id: found_passages.claims_spoken_to(db, source.id, library, session.matcher) for source in looked_up}
    if json_wanted:
        print_json(_answer(results))
    else:
        _show(results)
        for number, passages in spoken_to.items():
            for passage in passages:
                show(safe(f"source {number} may speak to claim {passage.claim_id} (`evidence find {passage.claim_id}`)"))
        if len(with_text) > len(looked_up):
            say(f"The claims that {len(with_text) - len(looked_up):,} more sources may speak to: `evidence find --article ID` lists them.")
    if results.failed and not results.added and not results.there:
        sys.exit(1)


def _listed(listed: str | None) -> list[Item]:
    if listed is None:
        return []
    content = sys.stdin.buffer.read() if listed == "-" else Path(listed).read_bytes()
    try:
        return many_sources.addresses_in(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(f"{listed}: the list is no text in UTF-8: save it as plain text, one address a line.") from error


def _answer(results: Results) -> dict[str, object]:
    return {
        "added": SourceShape.of_all(results.added),
        "there": SourceShape.of_all(results.there),
        "failed": [{"item": failed.item, "reason": failed.reason} for failed in results.failed],
    }


def _show(results: Results) -> None:
    for source in results.added:
        show(safe(f"source {source.id}: {source.title}"))
    for source in results.there:
        show(safe(f"source {source.id}: {source.title} (was there before)"))
    for source in results.inside:
        say(f"source {source.id} {fetching.FROM_INSIDE}")
    for failed in results.failed:
        say(f"not added: {failed.item}: {failed.reason}")
    say(f"{len(results.added):,} added, {len(results.there):,} there before, {len(results.failed):,} not added.")
