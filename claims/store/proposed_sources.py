"""The sources that articles' own files name, and what people decided about each."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound
from claims.model.beside import NamedIn, NamedSource, ProposalState, ProposedSource
from claims.model.stored import Person
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import update_row
from claims.wording import phrase


def add_proposed(db: Database, article_id: int, sources: Sequence[NamedSource]) -> list[int]:
    """Store what an article's file names as sources; return their numbers. The article has the event."""
    with write(db):
        return [
            insert(
                db,
                "INSERT INTO main.proposed_source (article_id, start_offset, end_offset, kind, label, title, address, locator, note, author,"
                " noted_at) VALUES (:article, :start, :end, :kind, :label, :title, :address, :locator, :note, :author, :noted_at)",
                {
                    "article": article_id,
                    "start": named.start,
                    "end": named.end,
                    "kind": named.kind,
                    "label": named.label,
                    "title": named.title,
                    "address": named.address,
                    "locator": named.locator,
                    "note": named.note,
                    "author": named.author,
                    "noted_at": named.noted_at,
                },
            )
            for named in sources
        ]


_PROPOSED = "SELECT proposed_source.*, person.name AS decided_by_name FROM proposed_source LEFT JOIN person ON person.id = decided_by"


def proposed_in(db: Database, article_id: int) -> list[ProposedSource]:
    """Every proposed source of an article, decided or not, in the order of its text."""
    stored = rows(db, _PROPOSED + " WHERE article_id = :id ORDER BY start_offset, end_offset, proposed_source.id", {"id": article_id})
    return [_proposed(row) for row in stored]


def notes_in_file(db: Database, article_id: int) -> list[str]:
    """The texts of the footnotes and endnotes in an article's file, those that name a confidential source among them."""
    sql = "SELECT note FROM main.proposed_source WHERE article_id = :id AND kind IN ('footnote', 'endnote') AND note <> ''"
    return [row["note"] for row in rows(db, sql, {"id": article_id})]


def get_proposed(db: Database, number: int) -> ProposedSource:
    """The proposed source with that number; raise NotFound."""
    row = first_row(db, _PROPOSED + " WHERE proposed_source.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no proposed source {number}.", number=number))
    return _proposed(row)


def count_undecided(db: Database, article_ids: Iterable[int]) -> dict[int, int]:
    """How many sources of each of these articles wait for a decision, by the article's number."""
    sql = (
        "SELECT article_id, count(*) AS waiting FROM proposed_source WHERE state = 'proposed'"
        " AND article_id IN (SELECT value FROM json_each(:ids)) GROUP BY article_id"
    )
    return {row["article_id"]: row["waiting"] for row in rows(db, sql, {"ids": json.dumps(list(article_ids))})}


def find_source_named(db: Database, article_ids: Iterable[int], title: str) -> int | None:
    """The source that was stored for a document without an address of this title, when one of these articles named it before; or None.

    Decisions that were taken back count too: the source is still the same document.
    """
    source_rows = rows(
        db,
        "SELECT source.id FROM event JOIN proposed_source ON proposed_source.id = event.content ->> '$.after.proposed_source_id'"
        " JOIN evidence ON evidence.id = event.content ->> '$.after.evidence_id' JOIN source ON source.id = evidence.source_id"
        " WHERE event.subject = 'article' AND event.subject_id IN (SELECT value FROM json_each(:articles))"
        " AND event.action = 'accept_proposed_source' AND proposed_source.address IS NULL AND proposed_source.title = :title"
        " AND source.withdrawn_at IS NULL ORDER BY source.id LIMIT 1",
        {"articles": json.dumps(list(article_ids)), "title": title},
    )
    return source_rows[0]["id"] if source_rows else None


def decide(
    db: Database, proposed: ProposedSource, state: ProposalState, evidence_id: int | None, *, by: Person, at: datetime, action: str
) -> None:
    """Store a decision, or that there is none any more, and its event. Raise StaleEdit if somebody decided since it was read."""
    is_open = state is ProposalState.PROPOSED
    with write(db):
        changes = {
            "state": state,
            "evidence_id": evidence_id,
            "decided_by": None if is_open else by.id,
            "decided_at": None if is_open else stamp(at),
        }
        update_row(db, "proposed_source", proposed, changes)
        before = {"state": proposed.state}
        after = {"proposed_source_id": proposed.id, "state": state, "evidence_id": evidence_id}
        history.record(db, by=by, at=at, action=action, subject="article", subject_id=proposed.article_id, before=before, after=after)


def carry_decision(db: Database, number: int, earlier: ProposedSource) -> None:
    """Give a proposal of a new version the decision on the same one in the version before. The article has the event."""
    with write(db):
        db.execute(
            "UPDATE main.proposed_source SET (state, evidence_id, decided_by, decided_at) ="
            " (SELECT state, evidence_id, decided_by, decided_at FROM main.proposed_source WHERE id = :earlier) WHERE id = :id",
            {"id": number, "earlier": earlier.id},
        )


def _proposed(row: sqlite3.Row) -> ProposedSource:
    return ProposedSource(
        id=row["id"],
        article_id=row["article_id"],
        named=NamedSource(
            start=row["start_offset"],
            end=row["end_offset"],
            kind=NamedIn(row["kind"]),
            label=row["label"],
            title=row["title"],
            address=row["address"],
            locator=row["locator"],
            note=row["note"],
            author=row["author"],
            noted_at=row["noted_at"],
        ),
        state=ProposalState(row["state"]),
        evidence_id=row["evidence_id"],
        decided_by=row["decided_by_name"],
        decided_at=moment(row["decided_at"]) if row["decided_at"] else None,
        version=row["version"],
    )
