"""The queue: claims of ours that speak for themselves, filtered and counted in SQL so that 10,000 of them stay quick."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import State
from claims.store.connect import moment, rows, stamp


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; every part left out shows all. ``assignee_id`` 0 means nobody."""

    states: tuple[State, ...] = ()
    assignee_id: int | None = None
    article_id: int | None = None
    matches_waiting: bool = False
    unsourced: bool = False
    waiting_for_reader: bool = False
    due_before: datetime | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in the queue. ``due_at`` is the claim's own or its article's; counts cover what is joined to it."""

    claim_id: int
    text: str
    state: State
    article_id: int | None
    article_title: str | None
    sentence_id: int | None
    assignee: str | None
    due_at: datetime | None
    created_at: datetime
    matches_waiting: int
    matches_differing: int
    supports: int
    contradicts: int
    context: int
    version: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims and articles a filter shows, and how many suggestions wait for them."""

    claims: int
    articles: int
    matches: int


_FROM = (
    " FROM claim"
    " LEFT JOIN appearance ON appearance.id = (SELECT min(id) FROM appearance WHERE claim_id = claim.id)"
    " LEFT JOIN sentence ON sentence.id = appearance.sentence_id"
    " LEFT JOIN article ON article.id = sentence.article_id"
    " LEFT JOIN person ON person.id = claim.assignee_id"
)

# A suggestion counts while both sides speak for themselves and nobody said they differ.
_WAITING = (
    "SELECT {columns} FROM match JOIN claim AS a ON a.id = match.claim_id JOIN claim AS b ON b.id = match.known_id"
    " WHERE match.status = 'suggested' AND a.joined_into IS NULL AND b.joined_into IS NULL"
    " AND a.state IS NOT 'dropped' AND b.state IS NOT 'dropped'"
    " AND NOT EXISTS (SELECT 1 FROM rejected_pair WHERE one = match.claim_id AND other = match.known_id)"
)


def queue(db: Database, wanted: Filter, *, limit: int = 50, offset: int = 0) -> list[Row]:
    """A page of the queue, soonest due first, then oldest first; claims without a deadline come last."""
    where, parameters = _where(wanted)
    found = rows(
        db,
        "SELECT claim.id, claim.text, claim.state, claim.created_at, claim.version, article.id AS article_id, article.title,"
        " appearance.sentence_id, person.name AS assignee, coalesce(claim.due_at, article.due_at) AS due_at"
        f"{_FROM}{where} ORDER BY coalesce(claim.due_at, article.due_at) IS NULL, coalesce(claim.due_at, article.due_at), claim.id"
        " LIMIT :limit OFFSET :offset",
        {**parameters, "limit": limit, "offset": offset},
    )
    ids = [row["id"] for row in found]
    waiting, linked = _waiting_of(db, ids), _stances_of(db, ids)
    return [_row(row, waiting.get(row["id"], (0, 0)), linked.get(row["id"], {})) for row in found]


def count(db: Database, wanted: Filter) -> Counts:
    """How much the filter shows, all pages together."""
    where, parameters = _where(wanted)
    shown = rows(db, f"SELECT count(*) AS claims, count(DISTINCT article.id) AS articles{_FROM}{where}", parameters)[0]
    numbers = f"SELECT claim.id{_FROM}{where}"
    matches = rows(
        db,
        _WAITING.format(columns="count(*) AS n") + f" AND (match.claim_id IN ({numbers}) OR match.known_id IN ({numbers}))",
        parameters,
    )
    return Counts(shown["claims"], shown["articles"], matches[0]["n"])


def _where(wanted: Filter) -> tuple[str, dict[str, object]]:
    terms = ["claim.joined_into IS NULL", "claim.origin = 'own'"]
    parameters: dict[str, object] = {}
    if wanted.states:
        terms.append("claim.state IN (SELECT value FROM json_each(:states))")
        parameters["states"] = json.dumps(wanted.states)
    else:
        terms.append("claim.state <> 'dropped'")
    if wanted.assignee_id is not None:
        terms.append("coalesce(claim.assignee_id, 0) = :assignee")
        parameters["assignee"] = wanted.assignee_id
    if wanted.article_id is not None:
        terms.append(
            "claim.id IN (SELECT coalesce(root_id, claim_id) FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id"
            " LEFT JOIN joined_claim USING (claim_id) WHERE sentence.article_id = :article)"
        )
        parameters["article"] = wanted.article_id
    if wanted.due_before is not None:
        terms.append("coalesce(claim.due_at, article.due_at) < :due_before")
        parameters["due_before"] = stamp(wanted.due_before)
    if wanted.text:
        terms.append("claim.text LIKE :text ESCAPE '\\'")
        escaped = wanted.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        parameters["text"] = f"%{escaped}%"
    if wanted.matches_waiting:
        pairs = _WAITING.format(columns="match.claim_id") + " UNION " + _WAITING.format(columns="match.known_id")
        terms.append(f"claim.id IN ({pairs})")
    if wanted.unsourced:
        terms.append(
            "claim.id NOT IN (SELECT coalesce(root_id, claim_id) FROM evidence JOIN source ON source.id = evidence.source_id"
            " LEFT JOIN joined_claim USING (claim_id) WHERE evidence.withdrawn_at IS NULL AND source.withdrawn_at IS NULL)"
        )
    if wanted.waiting_for_reader:
        terms.append(
            "EXISTS (SELECT 1 FROM verdict WHERE verdict.claim_id = claim.id"
            " AND NOT EXISTS (SELECT 1 FROM second_reading WHERE verdict_id = verdict.id))"
        )
    return " WHERE " + " AND ".join(terms), parameters


def _waiting_of(db: Database, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    found = rows(
        db,
        "SELECT wanted.value AS id, count(*) AS n, sum(relation = 'differs') AS differing FROM json_each(:ids) AS wanted JOIN ("
        + _WAITING.format(columns="match.claim_id, match.known_id, match.relation")
        + " AND (match.claim_id IN (SELECT value FROM json_each(:ids)) OR match.known_id IN (SELECT value FROM json_each(:ids)))"
        ") AS pair ON wanted.value IN (pair.claim_id, pair.known_id) GROUP BY wanted.value",
        {"ids": json.dumps(list(ids))},
    )
    return {row["id"]: (row["n"], row["differing"]) for row in found}


def _stances_of(db: Database, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    found = rows(
        db,
        "SELECT coalesce(root_id, evidence.claim_id) AS id, stance, count(*) AS n FROM evidence"
        " JOIN source ON source.id = evidence.source_id LEFT JOIN joined_claim ON joined_claim.claim_id = evidence.claim_id"
        " WHERE evidence.withdrawn_at IS NULL AND source.withdrawn_at IS NULL"
        " AND coalesce(root_id, evidence.claim_id) IN (SELECT value FROM json_each(:ids)) GROUP BY 1, 2",
        {"ids": json.dumps(list(ids))},
    )
    counted: dict[int, dict[str, int]] = {}
    for row in found:
        counted.setdefault(row["id"], {})[row["stance"]] = row["n"]
    return counted


def _row(row: sqlite3.Row, waiting: tuple[int, int], linked: dict[str, int]) -> Row:
    return Row(
        claim_id=row["id"],
        text=row["text"],
        state=State(row["state"]),
        article_id=row["article_id"],
        article_title=row["title"],
        sentence_id=row["sentence_id"],
        assignee=row["assignee"],
        due_at=moment(row["due_at"]) if row["due_at"] else None,
        created_at=moment(row["created_at"]),
        matches_waiting=waiting[0],
        matches_differing=waiting[1],
        supports=linked.get("supports", 0),
        contradicts=linked.get("contradicts", 0),
        context=linked.get("context", 0),
        version=row["version"],
    )
