"""What editors published: append-only rows. A claim's newest row says what its public address shows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import (
    Claim,
    EarlierRating,
    Meaning,
    Medium,
    Person,
    Publication,
    PublicPage,
    Rating,
    ShownPlace,
    ShownReview,
    ShownSource,
    Stance,
)
from claims.store.connect import first_row, insert, moment, rows, stamp, write

# Values that the program reads back from JSON are stored as numbers: a redaction changes texts, and must not break a page.
_STANCES = tuple(Stance)


def add_page(db: Database, claim: Claim, page: PublicPage, *, by: Person, at: datetime) -> int:
    """Show this page to visitors from now on; return its number. The claim has the event."""
    frozen = {
        "claim_id": claim.id,
        "kind": "shown",
        "by_id": by.id,
        "at": stamp(at),
        "verdict_id": page.verdict_id,
        "text": page.text,
        "claimant": page.claimant,
        "claimed_at": page.claimed_at,
        "language": page.language,
        "rating": page.rating.name,
        "label": page.rating.label,
        "meaning": page.rating.meaning,
        "explanation": page.explanation,
        "submitted_at": stamp(page.submitted_at),
        "read_at": stamp(page.read_at),
        "second_reader": int(page.second_reader),
        "evidence": _json([{**asdict(part), "stance": _STANCES.index(part.stance)} for part in page.evidence]),
        "appearances": _json([asdict(part) for part in page.appearances]),
        "reviews": _json([asdict(part) for part in page.reviews]),
        "tags": _json(page.tags),
        "earlier": _json([_earlier_row(part) for part in page.earlier]),
        "basis": _json({"claims": page.claims, "articles": page.offered}),
        "headline": page.headline,
        "summary": page.summary,
        "author": page.author,
        "reader": page.reader,
        "claimed_in": page.claimed_in,
        "claimant_role": page.claimant_role,
        "medium": page.medium,
    }
    with write(db):
        return insert(db, f"INSERT INTO publication ({', '.join(frozen)}) VALUES ({', '.join(f':{name}' for name in frozen)})", frozen)


def take_off(db: Database, claim_id: int, *, by: Person, at: datetime) -> int:
    """Stop showing a page at the claim's address; return the number of the row that says so."""
    sql = "INSERT INTO publication (claim_id, kind, by_id, at) VALUES (:claim_id, 'withdrawn', :by, :at)"
    with write(db):
        return insert(db, sql, {"claim_id": claim_id, "by": by.id, "at": stamp(at)})


def lead_on(db: Database, claim_id: int, to: int, *, by: Person, at: datetime) -> int:
    """Redirect visitors from the claim's address to the claim that was published in its place."""
    sql = "INSERT INTO publication (claim_id, kind, by_id, at, moved_to) VALUES (:claim_id, 'moved', :by, :at, :to)"
    with write(db):
        return insert(db, sql, {"claim_id": claim_id, "by": by.id, "at": stamp(at), "to": to})


def find_page(db: Database, claim_id: int) -> Publication | None:
    """The page that visitors see at a claim's own address; None when there is none."""
    return pages_of(db, [claim_id]).get(claim_id)


def pages_of(db: Database, claim_ids: Iterable[int]) -> dict[int, Publication]:
    """The pages that visitors see at these claims' own addresses, by claim; claims without one are left out."""
    sql = "SELECT * FROM public_page WHERE claim_id IN (SELECT value FROM json_each(:ids))"
    return _publications(db, rows(db, sql, {"ids": json.dumps(list(claim_ids))}))


def numbers(db: Database, *, after: int = 0, limit: int = -1) -> list[int]:
    """The claims that have a public page, in number order."""
    sql = "SELECT claim_id FROM public_page WHERE claim_id > :after ORDER BY claim_id LIMIT :limit"
    return [row["claim_id"] for row in rows(db, sql, {"after": after, "limit": limit})]


def claims_citing(db: Database, source_id: int) -> list[int]:
    """The claims whose current public pages name a source, in number order."""
    page_rows = rows(
        db,
        "SELECT DISTINCT claim_id FROM public_page, json_each(public_page.evidence) AS shown WHERE shown.value ->> '$.source_id' = :id"
        " AND (SELECT confidential FROM source WHERE id = :id) = 0"
        " AND public_page.id > coalesce((SELECT max(up_to) FROM source_taken_off WHERE source_id = :id), 0) ORDER BY claim_id",
        {"id": source_id},
    )
    return [row["claim_id"] for row in page_rows]


def newest(db: Database, limit: int) -> list[Publication]:
    """The most recently published pages, newest first."""
    page_rows = rows(db, "SELECT * FROM public_page ORDER BY id DESC LIMIT :limit", {"limit": limit})
    return list(_publications(db, page_rows).values())


def forwards_to(db: Database, claim_id: int) -> int | None:
    """The claim to whose page this claim's address redirects; None when it does not redirect."""
    visited = {claim_id}
    while True:
        row = first_row(db, "SELECT kind, moved_to FROM publication WHERE claim_id = :id ORDER BY id DESC LIMIT 1", {"id": claim_id})
        if not row or row["kind"] == "withdrawn" or row["moved_to"] in visited:
            return None
        if row["kind"] == "shown":
            return claim_id
        claim_id = row["moved_to"]
        visited.add(claim_id)


def forwarded_from(db: Database, claim_id: int) -> set[int]:
    """The claims whose addresses redirect to this one's."""
    publication_rows = rows(
        db,
        "SELECT claim_id FROM publication WHERE moved_to = :id AND NOT EXISTS (SELECT 1 FROM publication AS later"
        " WHERE later.claim_id = publication.claim_id AND later.id > publication.id)",
        {"id": claim_id},
    )
    return {row["claim_id"] for row in publication_rows}


def is_untouched(db: Database, claim_id: int, claim_ids: Iterable[int]) -> bool:
    """Whether a claim, these claims (all joined to it, now or then), and what they rest on are unchanged since the claim was last published.

    Every action writes an event, so one query of the history replaces comparing the page with everything it was made of.
    """
    answer = rows(
        db,
        "WITH member (id) AS (SELECT value FROM json_each(:ids)),"
        " line (id) AS (SELECT max(id) FROM main.event WHERE subject = 'claim' AND subject_id = :claim_id AND action = 'publish')"
        " SELECT (SELECT id FROM line) IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM main.event WHERE subject = 'claim' AND subject_id IN member AND id > (SELECT id FROM line))"
        " AND NOT EXISTS (SELECT 1 FROM main.event WHERE subject = 'source' AND id > (SELECT id FROM line)"
        "  AND subject_id IN (SELECT source_id FROM evidence WHERE claim_id IN member))"
        " AND NOT EXISTS (SELECT 1 FROM main.event WHERE subject = 'article' AND id > (SELECT id FROM line) AND subject_id IN"
        "  (SELECT article_id FROM appearance JOIN sentence ON sentence.id = sentence_id WHERE claim_id IN member))"
        " AND NOT (EXISTS (SELECT 1 FROM review WHERE claim_id IN member)"
        "  AND EXISTS (SELECT 1 FROM main.event WHERE subject = 'import' AND id > (SELECT id FROM line)))"
        " AND NOT EXISTS (SELECT 1 FROM main.event WHERE subject = 'person' AND action = 'redact' AND id > (SELECT id FROM line))",
        {"claim_id": claim_id, "ids": json.dumps(list(claim_ids))},
    )
    return bool(answer[0][0])


def last_shown(db: Database, claim_id: int) -> Publication | None:
    """The page that was last published at a claim's address, whether or not visitors still see it; None when there was none."""
    sql = "SELECT * FROM publication WHERE claim_id = :id AND kind = 'shown' ORDER BY id DESC LIMIT 1"
    return _publications(db, rows(db, sql, {"id": claim_id})).get(claim_id)


def last_line(db: Database) -> tuple[int, datetime | None]:
    """The number of the newest row, 0 when there is none, and the time of the last change to what visitors see, by a new row or a redaction."""
    row = first_row(db, "SELECT id, at FROM publication ORDER BY id DESC LIMIT 1")
    if not row:
        return 0, None
    redacted = rows(
        db,
        "SELECT max(at) FROM event WHERE action = 'redact' AND json_type(content, '$.after.places.publication') = 'array'",
    )[0][0]
    return row["id"], moment(max(row["at"], redacted or ""))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _earlier_row(rating: EarlierRating) -> dict[str, object]:
    times = {"submitted_at": rating.submitted_at, "read_at": rating.read_at, "until": rating.until}
    return {**asdict(rating), **{name: _milliseconds(at) if at else None for name, at in times.items()}}


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _publications(db: Database, page_rows: Iterable[sqlite3.Row]) -> dict[int, Publication]:
    listed = list(page_rows)
    named = {row["id"]: {int(source["source_id"]) for source in json.loads(row["evidence"])} for row in listed}
    hidden = _hidden(db, named)
    return {row["claim_id"]: _publication(row, hidden.get(row["id"], frozenset())) for row in listed}


def _hidden(db: Database, named: Mapping[int, set[int]]) -> dict[int, frozenset[int]]:
    """The sources of each publication that visitors must not see because they are or were confidential at any time since it was published."""
    numbers = {source for sources in named.values() for source in sources}
    if not numbers:
        return {}
    source_rows = rows(
        db,
        "SELECT id, confidential, (SELECT max(up_to) FROM source_taken_off WHERE source_id = source.id) AS up_to"
        " FROM source WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(sorted(numbers))},
    )
    until = {row["id"]: 2**63 if row["confidential"] else row["up_to"] or 0 for row in source_rows}
    return {number: frozenset(source for source in sources if until[source] >= number) for number, sources in named.items()}


def _publication(row: sqlite3.Row, hidden: frozenset[int]) -> Publication:
    basis = json.loads(row["basis"])
    page = PublicPage(
        text=row["text"],
        claimant=row["claimant"],
        claimed_at=row["claimed_at"],
        language=row["language"],
        verdict_id=row["verdict_id"],
        rating=Rating(row["rating"], row["label"], Meaning(row["meaning"]), 0),
        explanation=row["explanation"],
        submitted_at=moment(row["submitted_at"]),
        read_at=moment(row["read_at"]),
        second_reader=bool(row["second_reader"]),
        evidence=tuple(_source(part) for part in json.loads(row["evidence"]) if part["source_id"] not in hidden),
        appearances=tuple(ShownPlace(**part) for part in json.loads(row["appearances"])),
        reviews=tuple(ShownReview(**part) for part in json.loads(row["reviews"])),
        tags=tuple(json.loads(row["tags"])),
        earlier=tuple(_earlier(part) for part in json.loads(row["earlier"])),
        claims=tuple(basis["claims"]),
        offered=tuple(basis["articles"]),
        headline=row["headline"],
        summary=row["summary"],
        author=row["author"],
        reader=row["reader"],
        claimed_in=row["claimed_in"],
        claimant_role=row["claimant_role"],
        medium=Medium(row["medium"]) if row["medium"] else None,
    )
    return Publication(row["id"], row["claim_id"], row["by_id"], moment(row["at"]), page)


def _source(stored: dict[str, Any]) -> ShownSource:
    return ShownSource(**{**stored, "stance": _STANCES[stored["stance"]]})


def _earlier(stored: dict[str, Any]) -> EarlierRating:
    times = {name: _moment(stored[name]) for name in ("submitted_at", "read_at", "until") if stored.get(name) is not None}
    return EarlierRating(**{**stored, **times})
