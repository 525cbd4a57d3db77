"""The queue: claims of ours that speak for themselves, filtered and counted in SQL so that 10,000 of them stay quick."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import State
from claims.store.claims import tags_by_root
from claims.store.connect import moment, rows
from claims.store.filters import DUE, OURS, Filter, terms

__all__ = ["Counts", "Filter", "Row", "count", "how_many", "queue"]

ORDERS = {
    "due": f"{DUE} IS NULL, {DUE}, claim.id",
    "new": "claim.id DESC",
    "old": "claim.id",
    "text": "claim.text COLLATE NOCASE, claim.id",
    "state": "CASE claim.state WHEN 'open' THEN 1 WHEN 'in_review' THEN 2 WHEN 'checked' THEN 3 WHEN 'published' THEN 4 ELSE 5 END, claim.id",
}
"""How a list may be sorted: soonest due first (those without a deadline last), by age, by wording, by state."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in the queue. ``due_at`` is its own or the soonest of its articles'; counts cover what is joined to it."""

    claim_id: int
    text: str
    claimant: str | None
    state: State
    article_id: int | None
    article_title: str | None
    sentence_id: int | None
    articles: int
    assignee: str | None
    due_at: datetime | None
    created_at: datetime
    matches_waiting: int
    matches_differing: int
    supports: int
    contradicts: int
    context: int
    tags: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims and articles a filter shows, and how many suggestions wait for them."""

    claims: int
    articles: int
    matches: int


_FROM = f" FROM claim LEFT JOIN claim_deadline ON claim_deadline.claim_id = claim.id WHERE {OURS} AND "


def queue(db: Database, wanted: Filter, *, limit: int = 50, offset: int = 0, order: str = "due") -> list[Row]:
    """A page of the queue in one of ``ORDERS``."""
    where, parameters = terms(wanted)
    found = rows(
        db,
        f"SELECT claim.id, {DUE} AS due_at{_FROM}{where} ORDER BY {ORDERS[order]} LIMIT :limit OFFSET :offset",
        {**parameters, "limit": limit, "offset": offset},
    )
    due = {row["id"]: moment(row["due_at"]) if row["due_at"] else None for row in found}
    shown = {row["id"]: row for row in _claims(db, due)}
    places, waiting, linked, tags = _places(db, due), _waiting_of(db, list(due)), _stances_of(db, list(due)), tags_by_root(db, due)
    return [
        _row(shown[number], at, places.get(number), waiting.get(number, (0, 0)), linked.get(number, {}), tags.get(number, ()))
        for number, at in due.items()
    ]


def count(db: Database, wanted: Filter) -> Counts:
    """How much the filter shows, all pages together."""
    where, parameters = terms(wanted)
    numbers = f"WITH shown (id) AS MATERIALIZED (SELECT claim.id{_FROM}{where})"
    found = rows(
        db,
        f"{numbers}, family (claim_id) AS (SELECT id FROM shown UNION ALL SELECT claim_id FROM joined_claim WHERE root_id IN shown)"
        " SELECT (SELECT count(*) FROM shown) AS claims, (SELECT count(DISTINCT sentence.article_id) FROM family"
        " JOIN appearance ON appearance.claim_id = family.claim_id JOIN sentence ON sentence.id = appearance.sentence_id"
        " WHERE sentence.article_id NOT IN (SELECT id FROM article WHERE withdrawn_at IS NOT NULL)) AS articles,"
        " (SELECT count(*) FROM waiting_match WHERE claim_id IN shown OR known_id IN shown) AS matches",
        parameters,
    )[0]
    return Counts(found["claims"], found["articles"], found["matches"])


def how_many(db: Database, several: Sequence[Filter]) -> list[int]:
    """How many claims each filter shows, all counted in one walk through the claims."""
    if not several:
        return []
    columns: list[str] = []
    parameters: dict[str, object] = {}
    for place, wanted in enumerate(several):
        where, given = terms(wanted, f"f{place}_")
        columns.append(f"count(*) FILTER (WHERE {where})")
        parameters |= given
    return list(rows(db, f"SELECT {', '.join(columns)}{_FROM}1", parameters)[0])


def _claims(db: Database, ids: dict[int, datetime | None]) -> list[sqlite3.Row]:
    return rows(
        db,
        "SELECT claim.*, person.name AS assignee FROM claim LEFT JOIN person ON person.id = claim.assignee_id"
        " WHERE claim.id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids))},
    )


def _places(db: Database, ids: dict[int, datetime | None]) -> dict[int, sqlite3.Row]:
    """Where each claim stands: its first place in an article in force, and in how many articles it stands."""
    found = rows(
        db,
        "WITH family (root_id, claim_id) AS (SELECT value, value FROM json_each(:ids) UNION ALL"
        " SELECT root_id, claim_id FROM joined_claim WHERE root_id IN (SELECT value FROM json_each(:ids)))"
        " SELECT family.root_id, min(appearance.id), appearance.sentence_id, article.id AS article_id, article.title,"
        " (SELECT count(DISTINCT other.article_id) FROM family AS kin JOIN appearance AS place ON place.claim_id = kin.claim_id"
        "  JOIN sentence AS other ON other.id = place.sentence_id WHERE kin.root_id = family.root_id) AS articles"
        " FROM family JOIN appearance ON appearance.claim_id = family.claim_id JOIN sentence ON sentence.id = appearance.sentence_id"
        " JOIN article ON article.id = sentence.article_id"
        " WHERE article.id NOT IN (SELECT id FROM article WHERE withdrawn_at IS NOT NULL) GROUP BY family.root_id",
        {"ids": json.dumps(list(ids))},
    )
    return {row["root_id"]: row for row in found}


def _waiting_of(db: Database, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    found = rows(
        db,
        "SELECT wanted.value AS id, count(*) AS n, sum(relation = 'differs') AS differing FROM json_each(:ids) AS wanted JOIN ("
        "SELECT claim_id, known_id, relation FROM waiting_match WHERE claim_id IN (SELECT value FROM json_each(:ids))"
        " OR known_id IN (SELECT value FROM json_each(:ids))) AS pair ON wanted.value IN (pair.claim_id, pair.known_id)"
        " GROUP BY wanted.value",
        {"ids": json.dumps(list(ids))},
    )
    return {row["id"]: (row["n"], row["differing"]) for row in found}


def _stances_of(db: Database, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    found = rows(
        db,
        "WITH family (root_id, claim_id) AS (SELECT value, value FROM json_each(:ids) UNION ALL"
        " SELECT root_id, claim_id FROM joined_claim WHERE root_id IN (SELECT value FROM json_each(:ids)))"
        " SELECT family.root_id AS id, stance, count(*) AS n FROM family JOIN evidence ON evidence.claim_id = family.claim_id"
        " JOIN source ON source.id = evidence.source_id"
        " WHERE evidence.withdrawn_at IS NULL AND source.withdrawn_at IS NULL GROUP BY 1, 2",
        {"ids": json.dumps(list(ids))},
    )
    counted: dict[int, dict[str, int]] = {}
    for row in found:
        counted.setdefault(row["id"], {})[row["stance"]] = row["n"]
    return counted


def _row(
    row: sqlite3.Row,
    due_at: datetime | None,
    place: sqlite3.Row | None,
    waiting: tuple[int, int],
    linked: dict[str, int],
    tags: Sequence[str],
) -> Row:
    return Row(
        claim_id=row["id"],
        text=row["text"],
        claimant=row["claimant"],
        state=State(row["state"]),
        article_id=place["article_id"] if place else None,
        article_title=place["title"] if place else None,
        sentence_id=place["sentence_id"] if place else None,
        articles=place["articles"] if place else 0,
        assignee=row["assignee"],
        due_at=due_at,
        created_at=moment(row["created_at"]),
        matches_waiting=waiting[0],
        matches_differing=waiting[1],
        supports=linked.get("supports", 0),
        contradicts=linked.get("contradicts", 0),
        context=linked.get("context", 0),
        tags=tuple(tags),
        version=row["version"],
    )
