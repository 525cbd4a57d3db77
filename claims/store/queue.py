"""The queue: the newsroom's own root claims, filtered and counted in SQL so that 10,000 of them stay fast."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import Stance, State
from claims.store.claims import tags_by_root
from claims.store.connect import moment, rows
from claims.store.filters import DUE, OURS, Filter, terms
from claims.store.queue_temp_tables import queue_temp_tables

__all__ = ["Counts", "Filter", "Row", "count", "how_many", "queue"]

ORDERS = {
    "due": f"{DUE} IS NULL, {DUE}, claim.id",
    "new": "claim.id DESC",
    "old": "claim.id",
    "text": "claim.text COLLATE NOCASE, claim.id",
    "state": "CASE claim.state WHEN 'open' THEN 1 WHEN 'in_review' THEN 2 WHEN 'checked' THEN 3 WHEN 'published' THEN 4 ELSE 5 END, claim.id",
}
"""How the queue can be sorted: by deadline, soonest first and claims without one last; by age, by wording, by state."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in the queue. ``due_at`` is its own deadline or the soonest of its articles'; counts include claims joined into it."""

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
    linked: Mapping[Stance, int]  # how many sources have each stance; one that is linked twice counts once
    tags: tuple[str, ...]
    version: int
    is_proposed: bool  # nobody has taken it up
    tip: str | None = None  # where its newest tip was seen, "" if that was not said; None without a tip


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims and articles a filter shows, and how many suggestions these claims have waiting."""

    claims: int
    articles: int
    matches: int


_FROM = f" FROM claim LEFT JOIN temp.deadline ON deadline.claim_id = claim.id WHERE {OURS} AND "


def queue(db: Database, queue_filter: Filter, *, limit: int = 50, offset: int = 0, order: str = "due") -> list[Row]:
    """A page of the queue in one of ``ORDERS``."""
    where, parameters = terms(queue_filter)
    with queue_temp_tables(db):
        claim_rows = rows(
            db,
            f"SELECT claim.id, {DUE} AS due_at{_FROM}{where} ORDER BY {ORDERS[order]} LIMIT :limit OFFSET :offset",
            {**parameters, "limit": limit, "offset": offset},
        )
        due = {row["id"]: moment(row["due_at"]) if row["due_at"] else None for row in claim_rows}
        shown = {row["id"]: row for row in _claims(db, due)}
        appearances, waiting, linked, tags = _places(db, due), _waiting_of(db, due), _stances_of(db, due), tags_by_root(db, due)
        tips = _tips_of(db, due)
    return [
        replace(
            _row(shown[number], at, appearances.get(number, []), waiting.get(number, (0, 0)), linked.get(number, {}), tags.get(number, ())),
            tip=tips.get(number),
        )
        for number, at in due.items()
    ]


def count(db: Database, queue_filter: Filter) -> Counts:
    """The counts for the filter, over all pages."""
    where, parameters = terms(queue_filter)
    with queue_temp_tables(db):
        totals = rows(
            db,
            f"WITH shown (id) AS MATERIALIZED (SELECT claim.id{_FROM}{where}),"
            " family (claim_id) AS (SELECT id FROM shown UNION ALL SELECT claim_id FROM shown JOIN temp.kin ON kin.root_id = shown.id)"
            " SELECT (SELECT count(*) FROM shown) AS claims, (SELECT count(DISTINCT sentence.article_id) FROM family"
            " CROSS JOIN appearance ON appearance.claim_id = family.claim_id CROSS JOIN sentence ON sentence.id = appearance.sentence_id"
            " WHERE sentence.article_id NOT IN (SELECT id FROM article WHERE withdrawn_at IS NOT NULL)) AS articles,"
            " (SELECT count(*) FROM temp.waiting WHERE claim_id IN shown OR known_id IN shown) AS matches",
            parameters,
        )[0]
    return Counts(totals["claims"], totals["articles"], totals["matches"])


def how_many(db: Database, filters: Sequence[Filter]) -> list[int]:
    """How many claims each filter shows, counted in one pass over the claims."""
    if not filters:
        return []
    columns: list[str] = []
    parameters: dict[str, object] = {}
    for position, queue_filter in enumerate(filters):
        where, given = terms(queue_filter, f"f{position}_")
        columns.append(f"count(*) FILTER (WHERE {where})")
        parameters |= given
    with queue_temp_tables(db):
        return list(rows(db, f"SELECT {', '.join(columns)}{_FROM}1", parameters)[0])


def _claims(db: Database, ids: dict[int, datetime | None]) -> list[sqlite3.Row]:
    return rows(
        db,
        "SELECT claim.*, person.name AS assignee, claim.id NOT IN (SELECT claim_id FROM temp.taken_up) AS is_proposed FROM claim LEFT JOIN person ON person.id = claim.assignee_id"
        " WHERE claim.id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids))},
    )


_FAMILY = (
    "WITH family (root_id, claim_id) AS (SELECT value, value FROM json_each(:ids) UNION ALL"
    " SELECT root_id, claim_id FROM temp.kin WHERE root_id IN (SELECT value FROM json_each(:ids)))"
)


def _places(db: Database, ids: Iterable[int]) -> dict[int, list[sqlite3.Row]]:
    """The appearances of each claim in articles in force, first ones first."""
    appearance_rows = rows(
        db,
        f"{_FAMILY} SELECT family.root_id, appearance.sentence_id, article.id AS article_id, article.title"
        " FROM family CROSS JOIN appearance ON appearance.claim_id = family.claim_id"
        " CROSS JOIN sentence ON sentence.id = appearance.sentence_id CROSS JOIN article ON article.id = sentence.article_id"
        " WHERE article.id NOT IN (SELECT id FROM article WHERE withdrawn_at IS NOT NULL) ORDER BY appearance.id",
        {"ids": json.dumps(list(ids))},
    )
    appearances: dict[int, list[sqlite3.Row]] = {}
    for row in appearance_rows:
        appearances.setdefault(row["root_id"], []).append(row)
    return appearances


def _tips_of(db: Database, ids: Iterable[int]) -> dict[int, str]:
    tip_rows = rows(
        db,
        f"{_FAMILY} SELECT family.root_id AS id, coalesce(tip.platform, '') AS platform FROM family"
        " CROSS JOIN tip ON tip.claim_id = family.claim_id ORDER BY tip.id",
        {"ids": json.dumps(list(ids))},
    )
    return {row["id"]: row["platform"] for row in tip_rows}


def _waiting_of(db: Database, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    match_rows = rows(
        db,
        "SELECT wanted.value AS id, count(*) AS n, sum(relation = 'differs') AS differing FROM json_each(:ids) AS wanted"
        " CROSS JOIN temp.waiting ON waiting.claim_id = wanted.value OR waiting.known_id = wanted.value GROUP BY wanted.value",
        {"ids": json.dumps(list(ids))},
    )
    return {row["id"]: (row["n"], row["differing"]) for row in match_rows}


def _stances_of(db: Database, ids: Iterable[int]) -> dict[int, dict[str, int]]:
    evidence_rows = rows(
        db,
        f"{_FAMILY} SELECT family.root_id AS id, stance, count(DISTINCT evidence.source_id) AS n FROM family"
        " CROSS JOIN evidence ON evidence.claim_id = family.claim_id CROSS JOIN source ON source.id = evidence.source_id"
        " WHERE evidence.withdrawn_at IS NULL AND source.withdrawn_at IS NULL GROUP BY 1, 2",
        {"ids": json.dumps(list(ids))},
    )
    counted: dict[int, dict[str, int]] = {}
    for row in evidence_rows:
        counted.setdefault(row["id"], {})[row["stance"]] = row["n"]
    return counted


def _row(
    row: sqlite3.Row,
    due_at: datetime | None,
    appearances: Sequence[sqlite3.Row],
    waiting: tuple[int, int],
    linked: dict[str, int],
    tags: Sequence[str],
) -> Row:
    first_appearance = appearances[0] if appearances else None
    return Row(
        claim_id=row["id"],
        text=row["text"],
        claimant=row["claimant"],
        state=State(row["state"]),
        article_id=first_appearance["article_id"] if first_appearance else None,
        article_title=first_appearance["title"] if first_appearance else None,
        sentence_id=first_appearance["sentence_id"] if first_appearance else None,
        articles=len({appearance["article_id"] for appearance in appearances}),
        assignee=row["assignee"],
        due_at=due_at,
        created_at=moment(row["created_at"]),
        matches_waiting=waiting[0],
        matches_differing=waiting[1],
        linked={stance: linked.get(stance, 0) for stance in Stance},
        tags=tuple(tags),
        version=row["version"],
        is_proposed=bool(row["is_proposed"]),
    )
