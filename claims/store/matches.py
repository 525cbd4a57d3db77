"""Matches: pairs of claims, and what people decided about them."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound, StaleEdit
from claims.model import Closer, Comparison, Difference, DifferenceKind, Match, Person, Reason, Relation, Shared, SharedKind, Status
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import update_row
from claims.wording import phrase


def add_match(db: Database, claim_id: int, known_id: int, comparison: Comparison, *, at: datetime) -> int:
    """Store a suggestion; return its number. The pair must be new (see ``find_pair``). The article has the event."""
    with write(db):
        return insert(
            db,
            "INSERT INTO match (claim_id, known_id, score, relation, closer, differences, questions, added, why, features, created_at, judged)"
            " VALUES (:claim_id, :known_id, :score, :relation, :closer, :differences, :questions, :added, :why, :features, :at, 1)",
            {"claim_id": claim_id, "known_id": known_id, "at": stamp(at), **_comparison_row(comparison)},
        )


def unjudged(db: Database) -> list[Match]:
    """The undecided matches to compare again, in number order: an earlier version of the program compared them, or a claim was corrected."""
    return [_match(row) for row in rows(db, _MATCHES + " WHERE match.judged = 0 AND match.status = 'suggested' ORDER BY match.id")]


def count_unjudged(db: Database) -> int:
    """How many matches ``unjudged`` would return."""
    return int(rows(db, "SELECT count(*) AS n FROM match WHERE judged = 0 AND status = 'suggested'")[0]["n"])


def judge_later(db: Database, claim_ids: Iterable[int]) -> None:
    """Let the undecided matches of these claims be judged again: what they were judged by was corrected. The correction has the event."""
    with write(db):
        db.execute(
            "UPDATE match SET judged = 0 WHERE status = 'suggested' AND (claim_id IN (SELECT value FROM json_each(:ids))"
            " OR known_id IN (SELECT value FROM json_each(:ids)))",
            {"ids": json.dumps(list(claim_ids))},
        )


def judge_again(db: Database, match: Match, comparison: Comparison) -> bool:
    """Replace the comparison of an undecided match; return False when it was decided meanwhile. No event, because no person acted."""
    try:
        with write(db):
            update_row(db, "match", match, {**_comparison_row(comparison), "judged": 1}, only_if="status = 'suggested'")
    except StaleEdit:
        return False
    return True


def take_back(db: Database, match: Match) -> bool:
    """Remove a suggestion; return False, and keep it, when somebody ever decided on it or an alert depends on it."""
    with write(db):
        gone = db.execute(
            "DELETE FROM match WHERE id = :id AND version = 1 AND status = 'suggested' AND id NOT IN (SELECT match_id FROM alert)",
            {"id": match.id},
        )
        return gone.rowcount > 0


def _comparison_row(comparison: Comparison) -> dict[str, object]:
    return {
        "score": comparison.score,
        "relation": comparison.relation,
        "closer": comparison.closer,
        "differences": _difference_rows(comparison.differences),
        "questions": _difference_rows(comparison.questions),
        "added": _difference_rows(comparison.added),
        "why": json.dumps([{"kind": shared.kind, "words": shared.words} for shared in comparison.why], ensure_ascii=False),
        "features": json.dumps(comparison.features),
    }


_MATCHES = "SELECT match.*, person.name AS decider FROM match LEFT JOIN person ON person.id = match.decided_by"


def get_match(db: Database, number: int) -> Match:
    """The match with that number; raise NotFound."""
    row = first_row(db, _MATCHES + " WHERE match.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no match {number}.", number=number))
    return _match(row)


def get_matches(db: Database, numbers: Iterable[int]) -> list[Match]:
    """The matches with those numbers; missing ones are left out."""
    match_rows = rows(db, _MATCHES + " WHERE match.id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(numbers))})
    return [_match(row) for row in match_rows]


def find_pair(db: Database, claim_id: int, known_id: int) -> Match | None:
    """The match between two claims, whichever came first, or None."""
    row = first_row(
        db,
        _MATCHES + " WHERE min(claim_id, known_id) = :low AND max(claim_id, known_id) = :high",
        {"low": min(claim_id, known_id), "high": max(claim_id, known_id)},
    )
    return _match(row) if row else None


def matches_of(db: Database, claim_ids: Iterable[int]) -> list[Match]:
    """All matches of these claims, on either side, best first."""
    ids = json.dumps(list(claim_ids))
    match_rows = rows(
        db,
        _MATCHES + " WHERE match.claim_id IN (SELECT value FROM json_each(:ids))"
        " OR match.known_id IN (SELECT value FROM json_each(:ids)) ORDER BY score DESC, match.id",
        {"ids": ids},
    )
    return [_match(row) for row in match_rows]


def rejected_for(db: Database, root_id: int) -> set[int]:
    """The claims that a person said differ from this one, including joined claims on both sides.

    Rejecting A-C applies to everything joined to A and to everything joined to C.
    """
    return {row["other"] for row in rows(db, "SELECT other FROM rejected_pair WHERE one = :id", {"id": root_id})}


def waiting(db: Database, *, limit: int = 100, after: tuple[float, int] | None = None) -> list[Match]:
    """Suggestions that a person can decide (the view waiting_match), best first.

    ``after`` is the score and number of the last match of the previous page.
    """
    score, number = after or (2.0, 0)
    match_rows = rows(
        db,
        _MATCHES + " WHERE match.id IN (SELECT id FROM waiting_match WHERE score < :score OR score = :score AND id > :number"
        " ORDER BY score DESC, id LIMIT :limit) ORDER BY match.score DESC, match.id",
        {"limit": limit, "score": score, "number": number},
    )
    return [_match(row) for row in match_rows]


def count_waiting(db: Database) -> int:
    """How many suggestions a person can decide."""
    return int(rows(db, "SELECT count(*) AS n FROM waiting_match")[0]["n"])


def waiting_of(db: Database, claim_id: int) -> list[Match]:
    """Suggestions that a person can decide, with this claim on either side, best first."""
    sql = (
        _MATCHES + " WHERE match.id IN (SELECT id FROM waiting_match WHERE claim_id = :id OR known_id = :id) ORDER BY score DESC, match.id"
    )
    return [_match(row) for row in rows(db, sql, {"id": claim_id})]


def claims_with_waiting(db: Database, claim_ids: Iterable[int]) -> frozenset[int]:
    """Those of these claims that have a suggestion which a person can decide."""
    of_these = set(claim_ids)
    pairs = rows(
        db,
        "SELECT claim_id, known_id FROM waiting_match WHERE id IN (SELECT match.id FROM match WHERE status = 'suggested'"
        " AND (claim_id IN (SELECT value FROM json_each(:ids)) OR known_id IN (SELECT value FROM json_each(:ids))))",
        {"ids": json.dumps(sorted(of_these))},
    )
    return frozenset(of_these & {number for pair in pairs for number in (pair["claim_id"], pair["known_id"])})


def decide(
    db: Database,
    match: Match,
    status: Status,
    *,
    by: Person,
    at: datetime,
    reasons: Sequence[Reason] = (),
    note: str | None = None,
    joined_id: int | None = None,
) -> None:
    """Store a person's decision, or that they took it back. Raise StaleEdit if the match changed since it was read."""
    decided = status is not Status.SUGGESTED
    with write(db):
        update_row(
            db,
            "match",
            match,
            {
                "status": status,
                "reasons": json.dumps(list(reasons)),
                "note": note,
                "joined_id": joined_id,
                "decided_by": by.id if decided else None,
                "decided_at": stamp(at) if decided else None,
            },
        )
        history.record(
            db,
            by=by,
            at=at,
            action="decide_match",
            subject="match",
            subject_id=match.id,
            before={"status": match.status, "reasons": list(match.reasons), "note": match.note},
            after={"status": status, "reasons": list(reasons), "note": note},
        )


def _difference_rows(differences: Sequence[Difference]) -> str:
    difference_rows = [
        {
            "kind": difference.kind,
            "ours": difference.ours,
            "theirs": difference.theirs,
            "ours_span": difference.ours_span,
            "theirs_span": difference.theirs_span,
        }
        for difference in differences
    ]
    return json.dumps(difference_rows, ensure_ascii=False)


def _differences(column: str) -> tuple[Difference, ...]:
    return tuple(_difference(row) for row in json.loads(column))


def _difference(row: dict[str, object]) -> Difference:
    def span(value: object) -> tuple[int, int] | None:
        return (int(value[0]), int(value[1])) if isinstance(value, list) else None

    def words(value: object) -> str | None:
        return value if isinstance(value, str) else None

    kind = DifferenceKind(str(row["kind"]))
    return Difference(kind, words(row["ours"]), words(row["theirs"]), span(row["ours_span"]), span(row["theirs_span"]))


def _match(row: sqlite3.Row) -> Match:
    return Match(
        id=row["id"],
        claim_id=row["claim_id"],
        known_id=row["known_id"],
        comparison=Comparison(
            score=row["score"],
            relation=Relation(row["relation"]),
            closer=Closer(row["closer"]) if row["closer"] else None,
            differences=_differences(row["differences"]),
            questions=_differences(row["questions"]),
            added=_differences(row["added"]),
            why=tuple(Shared(SharedKind(shared["kind"]), tuple(shared["words"])) for shared in json.loads(row["why"])),
            features=json.loads(row["features"]),
        ),
        status=Status(row["status"]),
        reasons=tuple(Reason(reason) for reason in json.loads(row["reasons"])),
        note=row["note"],
        decided_by=row["decider"],
        decided_at=moment(row["decided_at"]) if row["decided_at"] else None,
        joined_id=row["joined_id"],
        version=row["version"],
    )
