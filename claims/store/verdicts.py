"""Drafts, verdicts and second readings."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import StaleEdit
from claims.model import Claim, Draft, Meaning, Outcome, Person, Rating, Verdict, newest_approved
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write


def find_draft(db: Database, claim_id: int) -> Draft | None:
    """The draft of a claim's rating, or None."""
    row = first_row(
        db, "SELECT draft.*, person.name FROM draft JOIN person ON person.id = draft.saved_by WHERE claim_id = :id", {"id": claim_id}
    )
    if not row:
        return None
    left_out = tuple(json.loads(row["left_out"]))
    return Draft(row["claim_id"], row["rating"], row["explanation"], row["name"], moment(row["saved_at"]), row["version"], left_out)


def save_draft(
    db: Database,
    claim: Claim,
    rating: str | None,
    explanation: str,
    left_out: Sequence[int],
    *,
    seen_version: int,
    by: Person,
    at: datetime,
) -> None:
    """Store the draft of a claim's rating, and the evidence links that it does not rest on.

    ``seen_version`` is the version of the draft that was read, 0 for none. Raise StaleEdit if the draft has another version now.
    """
    before = find_draft(db, claim.id)
    with write(db):
        changed = db.execute(
            "INSERT INTO draft (claim_id, rating, explanation, left_out, saved_by, saved_at)"
            " SELECT :id, :rating, :explanation, :left_out, :by, :at WHERE :seen = 0"
            " ON CONFLICT (claim_id) DO NOTHING"
            if seen_version == 0
            else "UPDATE draft SET rating = :rating, explanation = :explanation, left_out = :left_out, saved_by = :by, saved_at = :at,"
            " version = version + 1 WHERE claim_id = :id AND version = :seen",
            {
                "id": claim.id,
                "rating": rating,
                "explanation": explanation,
                "left_out": json.dumps(sorted(left_out)),
                "by": by.id,
                "at": stamp(at),
                "seen": seen_version,
            },
        )
        if changed.rowcount == 0:
            raise StaleEdit("the draft verdict on claim", claim.id)
        history.record(
            db,
            by=by,
            at=at,
            action="save_draft",
            subject="claim",
            subject_id=claim.id,
            before={"rating": before.rating, "explanation": before.explanation, "left_out": list(before.left_out)} if before else None,
            after={"rating": rating, "explanation": explanation, "left_out": sorted(left_out)},
        )


def add_verdict(
    db: Database,
    claim: Claim,
    rating: str,
    explanation: str,
    evidence_ids: Sequence[int],
    *,
    by: Person,
    at: datetime,
    reader: Person | None = None,
) -> int:
    """Store a verdict with the evidence it rests on and its chosen second reader, and delete its draft; return the verdict's number."""
    with write(db):
        number = insert(
            db,
            "INSERT INTO verdict (claim_id, rating, explanation, submitted_by, submitted_at) VALUES (:id, :rating, :explanation, :by, :at)",
            {"id": claim.id, "rating": rating, "explanation": explanation, "by": by.id, "at": stamp(at)},
        )
        for evidence_id in evidence_ids:
            db.execute("INSERT INTO verdict_evidence (verdict_id, evidence_id) VALUES (?, ?)", [number, evidence_id])
        db.execute("DELETE FROM draft WHERE claim_id = :id", {"id": claim.id})
        if reader is not None:
            db.execute("INSERT INTO chosen_reader (verdict_id, person_id) VALUES (?, ?)", [number, reader.id])
        after = {"verdict_id": number, "rating": rating, "explanation": explanation, "evidence_ids": list(evidence_ids)}
        after |= {"reader": reader.name} if reader else {}
        history.record(db, by=by, at=at, action="submit_verdict", subject="claim", subject_id=claim.id, after=after)
    return number


def add_reading(db: Database, verdict: Verdict, outcome: Outcome, note: str | None, *, by: Person, at: datetime) -> None:
    """Store the second reader's decision. Raise StaleEdit if the verdict already has one."""
    with write(db):
        added = db.execute(
            "INSERT INTO second_reading (verdict_id, outcome, read_by, read_at, note) VALUES (:id, :outcome, :by, :at, :note)"
            " ON CONFLICT (verdict_id) DO NOTHING",
            {"id": verdict.id, "outcome": outcome, "by": by.id, "at": stamp(at), "note": note},
        )
        if added.rowcount == 0:
            raise StaleEdit("verdict", verdict.id)
        action = "approve_verdict" if outcome is Outcome.APPROVED else "return_verdict"
        after = {"verdict_id": verdict.id, "rating": verdict.rating.name, "note": note}
        history.record(db, by=by, at=at, action=action, subject="claim", subject_id=verdict.claim_id, after=after)


# Drafts and submissions on the claim since the previous approval, up to this verdict; includes work on returned verdicts.
_DRAFTED_BY = (
    "(SELECT json_group_array(DISTINCT hand.name) FROM event JOIN person AS hand ON hand.id = event.by_id"
    " WHERE event.subject = 'claim' AND event.subject_id = verdict.claim_id AND event.action IN ('save_draft', 'submit_verdict')"
    " AND event.id <= (SELECT max(id) FROM event AS own WHERE own.subject = 'claim' AND own.subject_id = verdict.claim_id"
    "  AND own.action = 'submit_verdict' AND own.content ->> '$.after.verdict_id' = verdict.id)"
    " AND event.id > (SELECT coalesce(max(id), 0) FROM event AS before WHERE before.subject = 'claim'"
    "  AND before.subject_id = verdict.claim_id AND before.action = 'approve_verdict'"
    "  AND before.content ->> '$.after.verdict_id' < verdict.id))"
)


def verdicts_of(db: Database, claim_ids: Iterable[int]) -> list[Verdict]:
    """Every verdict ever submitted on these claims, oldest first."""
    verdict_rows = rows(
        db,
        "SELECT verdict.*, rating.label, rating.meaning, rating.position, writer.name AS writer, second_reading.outcome,"
        " second_reading.read_at, second_reading.note, reader.name AS reader,"
        " (SELECT json_group_array(evidence_id) FROM verdict_evidence WHERE verdict_id = verdict.id) AS evidence_ids,"
        f" {_DRAFTED_BY} AS drafted_by,"
        " (SELECT chosen.name FROM chosen_reader JOIN person AS chosen ON chosen.id = person_id WHERE verdict_id = verdict.id) AS chosen_reader"
        " FROM verdict JOIN rating ON rating.name = verdict.rating JOIN person AS writer ON writer.id = verdict.submitted_by"
        " LEFT JOIN second_reading ON second_reading.verdict_id = verdict.id"
        " LEFT JOIN person AS reader ON reader.id = second_reading.read_by"
        " WHERE claim_id IN (SELECT value FROM json_each(:ids)) ORDER BY verdict.id",
        {"ids": json.dumps(list(claim_ids))},
    )
    return [_verdict(row) for row in verdict_rows]


def approved_by_root(db: Database, roots: Mapping[int, int]) -> dict[int, Verdict]:
    """The newest approved verdict of each root claim. ``roots`` maps each claim, joined or not, to its root."""
    rated: dict[int, list[Verdict]] = {}
    for verdict in verdicts_of(db, roots):
        rated.setdefault(roots[verdict.claim_id], []).append(verdict)
    return {root: newest for root, verdicts in rated.items() if (newest := newest_approved(verdicts))}


def _verdict(row: sqlite3.Row) -> Verdict:
    return Verdict(
        id=row["id"],
        claim_id=row["claim_id"],
        rating=Rating(row["rating"], row["label"], Meaning(row["meaning"]), row["position"]),
        explanation=row["explanation"],
        submitted_by=row["writer"],
        submitted_at=moment(row["submitted_at"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        read_by=row["reader"],
        read_at=moment(row["read_at"]) if row["read_at"] else None,
        note=row["note"],
        evidence_ids=tuple(json.loads(row["evidence_ids"])),
        drafted_by=tuple(json.loads(row["drafted_by"])),
        chosen_reader=row["chosen_reader"],
    )
