"""The checks of the links that articles' files name: the newest of each link."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import Person
from claims.model.beside import ProposalState
from claims.model.links import LinkCheck, LinkOutcome
from claims.store.confidential import NAME
from claims.store.connect import moment, rows, stamp, write


def put_check(
    db: Database,
    proposed_id: int,
    outcome: LinkOutcome,
    source_id: int | None,
    span: tuple[int, int] | None,
    reason: str,
    *,
    by: Person,
    at: datetime,
) -> None:
    """Store the check of a link in place of an earlier one. The article has the event."""
    with write(db):
        db.execute(
            "INSERT INTO main.link_check (proposed_source_id, outcome, source_id, start_offset, end_offset, reason, checked_by, checked_at)"
            " VALUES (:id, :outcome, :source, :start, :end, :reason, :by, :at) ON CONFLICT (proposed_source_id) DO UPDATE SET"
            " outcome = excluded.outcome, source_id = excluded.source_id, start_offset = excluded.start_offset,"
            " end_offset = excluded.end_offset, reason = excluded.reason, checked_by = excluded.checked_by, checked_at = excluded.checked_at",
            {
                "id": proposed_id,
                "outcome": outcome,
                "source": source_id,
                "start": span[0] if span else None,
                "end": span[1] if span else None,
                "reason": reason,
                "by": by.id,
                "at": stamp(at),
            },
        )


_CHECKS = (
    "SELECT link_check.*, proposed_source.article_id, proposed_source.start_offset AS link_start, proposed_source.end_offset AS link_end,"
    " proposed_source.title, proposed_source.address, proposed_source.state, person.name AS checker,"
    " coalesce(source.confidential, 0) AS is_confidential, substr(source.text, link_check.start_offset + 1,"
    " link_check.end_offset - link_check.start_offset) AS quote FROM link_check CROSS JOIN proposed_source ON proposed_source.id ="
    " proposed_source_id JOIN person ON person.id = checked_by LEFT JOIN source ON source.id = link_check.source_id"
)


def checks_in(db: Database, article_id: int) -> list[LinkCheck]:
    """The checks of an article's links, in the order of its text."""
    sql = _CHECKS + " WHERE proposed_source.article_id = :id ORDER BY link_start, proposed_source.id"
    return [_check(row) for row in rows(db, sql, {"id": article_id})]


def checks_on(db: Database, sentence_ids: Iterable[int]) -> dict[int, list[LinkCheck]]:
    """The checks of the links on these sentences, by sentence."""
    sql = _CHECKS.replace("SELECT ", "SELECT sentence.id AS sentence_id, ", 1) + (
        " JOIN sentence ON sentence.article_id = proposed_source.article_id AND proposed_source.start_offset < sentence.end_offset"
        " AND sentence.start_offset < proposed_source.end_offset"
        " WHERE sentence.id IN (SELECT value FROM json_each(:ids)) ORDER BY link_start, proposed_source.id"
    )
    checks: dict[int, list[LinkCheck]] = {}
    for row in rows(db, sql, {"ids": json.dumps(list(sentence_ids))}):
        checks.setdefault(row["sentence_id"], []).append(_check(row))
    return checks


def _check(row: sqlite3.Row) -> LinkCheck:
    # The page behind a confidential source may be named nowhere; that its words were read is no secret.
    is_confidential = bool(row["is_confidential"])
    return LinkCheck(
        proposed_id=row["proposed_source_id"],
        article_id=row["article_id"],
        start=row["link_start"],
        end=row["link_end"],
        title=NAME if is_confidential else row["title"],
        address=None if is_confidential else row["address"],
        outcome=LinkOutcome(row["outcome"]),
        source_id=row["source_id"],
        quote=None if is_confidential else row["quote"],
        quote_start=row["start_offset"],
        reason="the source is confidential" if is_confidential else row["reason"],
        at=moment(row["checked_at"]),
        by=row["checker"],
        is_undecided=row["state"] == ProposalState.PROPOSED,
        is_confidential=is_confidential,
    )
