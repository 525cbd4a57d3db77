"""The evidence that links sources to claims."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound
from claims.model import Evidence, Person, Stance, UsedAs
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import set_withdrawn
from claims.store.sources import SOURCE_COLUMNS, source_in
from claims.wording import phrase


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A link before it is stored."""

    claim_id: int
    source_id: int
    stance: Stance
    used_as: UsedAs
    quote: str | None = None
    locator: str | None = None
    note: str | None = None
    start: int | None = None  # where the quote is in the source's text
    end: int | None = None
    prefix: str = ""
    suffix: str = ""


def add_evidence(db: Database, link: NewEvidence, *, by: Person, at: datetime) -> int:
    """Store a link between a claim and a source, and its event; return its number."""
    with write(db):
        number = insert(
            db,
            "INSERT INTO main.evidence (claim_id, source_id, stance, quote, locator, used_as, note, start_offset, end_offset, prefix, suffix,"
            " checked_by, checked_at) VALUES (:claim_id, :source_id, :stance, :quote, :locator, :used_as, :note, :start, :end, :prefix,"
            " :suffix, :by, :at)",
            {
                "claim_id": link.claim_id,
                "source_id": link.source_id,
                "stance": link.stance,
                "quote": link.quote,
                "locator": link.locator,
                "used_as": link.used_as,
                "note": link.note,
                "start": link.start,
                "end": link.end,
                "prefix": link.prefix,
                "suffix": link.suffix,
                "by": by.id,
                "at": stamp(at),
            },
        )
        after = {
            "evidence_id": number,
            "source_id": link.source_id,
            "stance": link.stance,
            "used_as": link.used_as,
            "quote": link.quote,
            "locator": link.locator,
            "note": link.note,
        }
        history.record(db, by=by, at=at, action="link_source", subject="claim", subject_id=link.claim_id, after=after)
    return number


_EVIDENCE = (
    "SELECT evidence.id AS evidence_id, evidence.claim_id, evidence.stance, evidence.quote, evidence.locator, evidence.used_as,"
    " evidence.note, evidence.checked_at, evidence.withdrawn_at AS link_withdrawn_at, evidence.version AS evidence_version,"
    " evidence.corrected_at, evidence.start_offset, evidence.end_offset, evidence.prefix, evidence.suffix,"
    f" person.name AS checker, {SOURCE_COLUMNS}"
    " FROM evidence JOIN source ON source.id = evidence.source_id JOIN person ON person.id = evidence.checked_by"
)


def get_evidence(db: Database, number: int) -> Evidence:
    """The evidence link with that number; raise NotFound, also when its source is hidden from this reader."""
    row = first_row(db, _EVIDENCE + " WHERE evidence.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no evidence link {number}.", number=number))
    link = _evidence(row)
    if link.source.hidden:
        raise NotFound(
            phrase("evidence link {number} is to a confidential source, and your role does not read those: ask an admin.", number=number)
        )
    return link


def find_evidence(db: Database, link: NewEvidence) -> Evidence | None:
    """The link in force with the same claim, source, stance and quote, or None."""
    row = first_row(
        db,
        _EVIDENCE + " WHERE claim_id = :claim_id AND source_id = :source_id AND stance = :stance AND quote IS :quote"
        " AND evidence.withdrawn_at IS NULL",
        {"claim_id": link.claim_id, "source_id": link.source_id, "stance": link.stance, "quote": link.quote},
    )
    return _evidence(row) if row else None


def find_other_stance(db: Database, claim_ids: Iterable[int], source_id: int, quote: str, stance: Stance) -> Evidence | None:
    """The first link in force that gives the same words of a source another stance on one of these claims, or None."""
    row = first_row(
        db,
        _EVIDENCE + " WHERE claim_id IN (SELECT value FROM json_each(:ids)) AND source_id = :source_id AND quote = :quote"
        " AND stance <> :stance AND evidence.withdrawn_at IS NULL ORDER BY evidence.id",
        {"ids": json.dumps(list(claim_ids)), "source_id": source_id, "quote": quote, "stance": stance},
    )
    return _evidence(row) if row else None


def evidence_of(db: Database, claim_ids: Iterable[int]) -> list[Evidence]:
    """The evidence in force on these claims, in the order it was linked; withdrawn links and sources are left out."""
    evidence_rows = rows(
        db,
        _EVIDENCE + " WHERE claim_id IN (SELECT value FROM json_each(:ids)) AND evidence.withdrawn_at IS NULL"
        " AND source.withdrawn_at IS NULL ORDER BY evidence.id",
        {"ids": json.dumps(list(claim_ids))},
    )
    return [_evidence(row) for row in evidence_rows]


def claims_using(db: Database, source_id: int) -> list[Evidence]:
    """The evidence in force from a source, in the order it was linked."""
    sql = _EVIDENCE + " WHERE source_id = :id AND evidence.withdrawn_at IS NULL ORDER BY evidence.id"
    return [_evidence(row) for row in rows(db, sql, {"id": source_id})]


def ever_linked(db: Database, claim_ids: Iterable[int]) -> list[int]:
    """The sources that these claims were ever linked to, withdrawn links included."""
    sql = "SELECT DISTINCT source_id FROM evidence WHERE claim_id IN (SELECT value FROM json_each(:ids)) ORDER BY source_id"
    return [row["source_id"] for row in rows(db, sql, {"ids": json.dumps(list(claim_ids))})]


def withdraw_evidence(db: Database, link: Evidence, note: str, *, by: Person, at: datetime) -> None:
    """Withdraw a link, so that it no longer counts; it stays in the history. Raise StaleEdit if it changed since it was read."""
    with write(db):
        set_withdrawn(db, "evidence", link, stamp(at))
        after = {"evidence_id": link.id, "source_id": link.source.id, "note": note}
        history.record(db, by=by, at=at, action="withdraw_link", subject="claim", subject_id=link.claim_id, after=after)


def restore_evidence(db: Database, link: Evidence, *, by: Person, at: datetime) -> None:
    """Let a withdrawn link count again. Raise StaleEdit if it changed, Refused if the same link was added again meanwhile."""
    with write(db):
        set_withdrawn(db, "evidence", link, None)
        after = {"evidence_id": link.id, "source_id": link.source.id}
        history.record(db, by=by, at=at, action="restore_link", subject="claim", subject_id=link.claim_id, after=after)


def _evidence(row: sqlite3.Row) -> Evidence:
    return Evidence(
        id=row["evidence_id"],
        claim_id=row["claim_id"],
        source=source_in(row),
        stance=Stance(row["stance"]),
        quote=row["quote"],
        locator=row["locator"],
        used_as=UsedAs(row["used_as"]),
        note=row["note"],
        checked_by=row["checker"],
        checked_at=moment(row["checked_at"]),
        withdrawn=row["link_withdrawn_at"] is not None,
        version=row["evidence_version"],
        start=row["start_offset"],
        end=row["end_offset"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        corrected_at=moment(row["corrected_at"]) if row["corrected_at"] else None,
    )
