"""Exports: claims as tables and as ClaimReview, and a copy of everything to explore."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, TextIO

from sqlite_utils import Database

from claims.desk.cases.cases import cases_of
from claims.desk.publishing import published
from claims.desk.publishing.published import Newsroom
from claims.exchange import claim_tables, markup
from claims.model import Evidence
from claims.sourcing import rules
from claims.store import explore, history
from claims.store.connect import read
from claims.store.explore import FoundProblem
from claims.store.exports import COLUMNS, export_rows, speaking_numbers

TOGETHER = 500
"""Claims judged at once while the copy is made."""

FORMS = ("claimreview", "csv", "jsonl")


def export_claims(db: Database, file: TextIO, form: str, newsroom: Newsroom, *, for_excel: bool = False) -> None:
    """Write claims to a file from one consistent view of the store, without confidential sources.

    "csv" and "jsonl" hold every live claim, "claimreview" every published verdict, ours and others', as a DataFeed.
    ``for_excel`` begins a CSV with the byte-order mark that Excel needs.
    """
    with read(db):
        if form == "claimreview":
            rated = (check for check in published.every_check(db, newsroom) if check.rating_words)
            file.writelines(markup.data_feed(rated, name=f"Fact checks known to {newsroom.name}", made_at=history.last_at(db)))
        elif form == "csv":
            claim_tables.write_csv(export_rows(db), file, COLUMNS, for_excel=for_excel)
        else:
            claim_tables.write_jsonl(export_rows(db), file, COLUMNS)


def export_workbook(db: Database, file: IO[bytes]) -> None:
    """Write every live claim to a workbook (.xlsx), from one consistent view of the store. Raise Refused if a sheet is too small."""
    with read(db):
        claim_tables.write_xlsx(export_rows(db), file, COLUMNS)


def export_copy(db: Database, output: Path) -> None:
    """Write a database to explore, with readable names, full-text search and views, without secrets and confidential sources."""
    with read(db):
        explore.make_copy(db, output, _problems(db))


def _problems(db: Database) -> Iterator[FoundProblem]:
    last = 0
    while numbers := speaking_numbers(db, after=last, limit=TOGETHER):
        for case in cases_of(db, numbers):
            for problem in rules.problems(replace(case, evidence=tuple(_unnamed(link) for link in case.evidence))):
                yield FoundProblem(problem.claim_id, problem.kind, rules.weight_word(problem.kind), problem.detail)
        last = numbers[-1]


def _unnamed(link: Evidence) -> Evidence:
    # A confidential source counts but is not named.
    if not link.source.confidential:
        return link
    return replace(link, source=replace(link.source, title="a confidential source", publisher=None))


def write_then_replace(output: Path, make: Callable[[Path], None]) -> None:
    """Let ``make`` write a file beside ``output``, then move it into place. If writing is interrupted, the old file stays as it was."""
    part = output.with_name(f"{output.name}.{os.getpid()}.part")
    try:
        make(part)
        os.replace(part, output)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
