"""Imported claims: other publishers' reviews, identified by their external id."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import Person
from claims.store import history, newsroom
from claims.store.claims import tags_of
from claims.store.connect import insert, rows, stamp, write


@dataclass(frozen=True, slots=True)
class NewReview:
    """An imported claim as it is stored. ``rating`` is a step of the newsroom's scale or None; ``rating_words`` are the publisher's."""

    external_id: str
    text: str
    title: str | None = None
    claimant: str | None = None
    claimed_at: str | None = None
    url: str | None = None
    rating_words: str | None = None
    rating: str | None = None
    publisher: str | None = None
    reviewed_at: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    appearances: tuple[str, ...] = ()  # empty: the file has none, so the stored ones stay
    claimant_role: str | None = None  # None for this and what follows: the file does not say, so what is stored stays
    claimed_in: str | None = None
    medium: str | None = None


class Put(StrEnum):
    """What storing an imported claim did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


Stored = tuple[sqlite3.Row, frozenset[str]]
"""A stored review with its claim's wording, and its tags."""

_CLAIM_FIELDS = ("text", "claimant", "claimed_at", "language")
_FACTS = ("claimant_role", "claimed_in", "medium")
_REVIEW_FIELDS = ("title", "url", "publisher", "rating_words", "rating", "reviewed_at")


def put_reviews(db: Database, reviews: Sequence[NewReview], *, by: Person, at: datetime) -> list[Put]:
    """Store imported claims in one transaction with one event; those already stored are updated.

    The event names the first and last new claim, and every changed one with its previous values, so that 250,000 rows do not
    make 250,000 lines of history.
    """
    with write(db):
        known = _known(db, reviews)
        done, added, changed, tags = [], [], [], []
        steps = {rating.name for rating in newsroom.scale(db)}
        for given in reviews:
            # The newsroom may have removed the step from its scale; the publisher's words stay.
            review = given if given.rating in steps else replace(given, rating=None)
            put, claim_id, before = _put(db, review, known.get(review.external_id), by=by, at=at)
            done.append(put)
            if put is Put.ADDED:
                added.append(claim_id)
            elif put is Put.UPDATED:
                changed.append({"claim_id": claim_id, "before": before})
            if put is not Put.UNCHANGED:
                tags += [(claim_id, tag) for tag in review.tags]
        db.conn.executemany("INSERT OR IGNORE INTO claim_tag (claim_id, tag) VALUES (?, ?)", tags)
        if added or changed:
            after = {"added": [added[0], added[-1]] if added else [], "count": len(added), "updated": changed}
            subject_id = added[0] if added else changed[0]["claim_id"]
            history.record(db, by=by, at=at, action="import_claims", subject="import", subject_id=int(str(subject_id)), after=after)
    return done


def _known(db: Database, reviews: Sequence[NewReview]) -> dict[str, Stored]:
    """The reviews that are already stored, with their tags, by external id; one query for a whole chunk."""
    review_rows = rows(
        db,
        "SELECT review.*, claim.text, claim.claimant, claim.claimed_at, claim.language, claim.claimant_role, claim.claimed_in, claim.medium"
        " FROM review JOIN claim ON claim.id = review.claim_id WHERE external_id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps([review.external_id for review in reviews])},
    )
    tags = tags_of(db, [row["claim_id"] for row in review_rows])
    return {row["external_id"]: (row, frozenset(tags.get(row["claim_id"], ()))) for row in review_rows}


def external_number(external_id: str) -> int | None:
    """The number in an id that the program made, ``claim-<number>``, or None."""
    head, _, number = external_id.partition("-")
    return int(number) if head == "claim" and number.isascii() and number.isdigit() and len(number) < 19 else None


def is_own(db: Database, review: NewReview) -> bool:
    """Whether this row is one of this store's own claims that was exported and comes back unchanged."""
    number = external_number(review.external_id)
    if number is None:
        return False
    return bool(rows(db, "SELECT 1 FROM claim WHERE id = :id AND origin = 'own' AND text = :text", {"id": number, "text": review.text}))


def _put(db: Database, review: NewReview, known: Stored | None, *, by: Person, at: datetime) -> tuple[Put, int, dict[str, object]]:
    if known is None:
        if is_own(db, review):
            return Put.UNCHANGED, 0, {}
        return Put.ADDED, _add(db, review, by=by, at=at), {}
    row, tags = known
    before = {field: row[field] for field in (*_CLAIM_FIELDS, *_REVIEW_FIELDS) if row[field] != getattr(review, field)}
    before |= {fact: row[fact] for fact in _FACTS if getattr(review, fact) not in (None, row[fact])}
    if not tags.issuperset(review.tags):
        before["tags"] = sorted(tags)
    places = tuple(json.loads(row["appearances"]))
    if review.appearances and review.appearances != places:
        before["appearances"] = list(places)
    if not before:
        return Put.UNCHANGED, row["claim_id"], {}
    _update(db, row["claim_id"], review)
    return Put.UPDATED, row["claim_id"], before


def _add(db: Database, review: NewReview, *, by: Person, at: datetime) -> int:
    claim_id = insert(
        db,
        "INSERT INTO claim (text, claimant, claimed_at, claimant_role, claimed_in, medium, origin, proposed, language, created_by, created_at)"
        " VALUES (:text, :claimant, :claimed_at, :claimant_role, :claimed_in, :medium, 'imported', 0, :language, :by, :at)",
        {**_fields(review, _CLAIM_FIELDS + _FACTS), "by": by.id, "at": stamp(at)},
    )
    db.execute(
        "INSERT INTO review (claim_id, external_id, title, url, publisher, rating_words, rating, reviewed_at, appearances)"
        " VALUES (:claim_id, :external_id, :title, :url, :publisher, :rating_words, :rating, :reviewed_at, :appearances)",
        {"claim_id": claim_id, "external_id": review.external_id, **_fields(review, _REVIEW_FIELDS), "appearances": _places(review)},
    )
    return claim_id


def _update(db: Database, claim_id: int, review: NewReview) -> None:
    db.execute(
        "UPDATE claim SET text = :text, claimant = :claimant, claimed_at = :claimed_at, language = :language, version = version + 1,"
        " claimant_role = ifnull(:claimant_role, claimant_role), claimed_in = ifnull(:claimed_in, claimed_in), medium = ifnull(:medium, medium)"
        " WHERE id = :id",
        {**_fields(review, _CLAIM_FIELDS + _FACTS), "id": claim_id},
    )
    db.execute(
        "UPDATE review SET title = :title, url = :url, publisher = :publisher, rating_words = :rating_words, rating = :rating,"
        " reviewed_at = :reviewed_at, appearances = iif(:appearances = '[]', appearances, :appearances) WHERE claim_id = :id",
        {**_fields(review, _REVIEW_FIELDS), "appearances": _places(review), "id": claim_id},
    )


def _places(review: NewReview) -> str:
    return json.dumps(review.appearances, ensure_ascii=False)


def _fields(review: NewReview, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(review, name) for name in names}


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A stored review whose rating words have no step on the newsroom's scale."""

    claim_id: int
    rating_words: str
    publisher: str | None
    url: str | None


def count_unmapped(db: Database) -> int:
    """How many imported reviews have rating words but no step on the newsroom's scale."""
    return int(rows(db, "SELECT count(*) FROM review WHERE rating IS NULL AND rating_words IS NOT NULL")[0][0])


def unmapped(db: Database, *, after: int, limit: int) -> list[Unmapped]:
    """Reviews with rating words but no step, in the order of their claims."""
    review_rows = rows(
        db,
        "SELECT claim_id, rating_words, publisher, url FROM review"
        " WHERE claim_id > :after AND rating IS NULL AND rating_words IS NOT NULL ORDER BY claim_id LIMIT :limit",
        {"after": after, "limit": limit},
    )
    return [Unmapped(row["claim_id"], row["rating_words"], row["publisher"], row["url"]) for row in review_rows]


def set_ratings(db: Database, ratings: Sequence[tuple[Unmapped, str]], *, by: Person, at: datetime) -> int:
    """Set the rating step of reviews, in one transaction with one event; return how many were set.

    Skips reviews that were imported again meanwhile, and steps that the newsroom removed from its scale.
    """
    with write(db):
        steps = {rating.name for rating in newsroom.scale(db)}
        given: dict[str, list[int]] = {}
        for review, step in ratings:
            if step not in steps:
                continue
            changed = db.execute(
                "UPDATE review SET rating = :step WHERE claim_id = :id AND rating IS NULL AND rating_words = :words",
                {"step": step, "id": review.claim_id, "words": review.rating_words},
            )
            if changed.rowcount:
                given.setdefault(step, []).append(review.claim_id)
        if given:
            first = min(min(numbers) for numbers in given.values())
            history.record(db, by=by, at=at, action="map_ratings", subject="import", subject_id=first, after=dict(given))
    return sum(map(len, given.values()))
