"""Claims as rows for other programs, streamed in the order of their numbers."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.model import Outcome
from claims.store.claims import tags_of
from claims.store.connect import moment, rows
from claims.store.verdicts import verdicts_of

TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """One claim that speaks for itself. ``id`` is the external id, or ``claim-<number>``."""

    id: str
    text: str
    title: str | None
    claimant: str | None
    claimed_at: str | None
    url: str | None
    rating: str | None
    publisher: str | None
    reviewed_at: str | None
    language: str | None
    tags: tuple[str, ...]


def export_rows(db: Database) -> Iterator[Exported]:
    """Every claim that is neither joined into another nor dropped nor set aside, with its newest approved verdict; in constant memory."""
    last = 0
    while True:
        found = rows(
            db,
            "SELECT claim.id, claim.text, claim.claimant, claim.claimed_at, claim.language, review.external_id, review.title, review.url,"
            " review.publisher, review.rating_words, review.reviewed_at"
            " FROM claim LEFT JOIN review ON review.claim_id = claim.id"
            " WHERE claim.id > :last AND claim.joined_into IS NULL AND claim.state IS NOT 'dropped'"
            " AND claim.id NOT IN (SELECT claim_id FROM set_aside) ORDER BY claim.id LIMIT :limit",
            {"last": last, "limit": TOGETHER},
        )
        if not found:
            return
        ids = [row["id"] for row in found]
        approved = {one.claim_id: one for one in verdicts_of(db, ids) if one.outcome is Outcome.APPROVED}
        tags = tags_of(db, ids)
        for row in found:
            ours = approved.get(row["id"])
            yield Exported(
                id=row["external_id"] or f"claim-{row['id']}",
                text=row["text"],
                title=row["title"],
                claimant=row["claimant"],
                claimed_at=row["claimed_at"],
                url=row["url"],
                rating=row["rating_words"] or (ours.rating.label if ours else None),
                publisher=row["publisher"],
                reviewed_at=row["reviewed_at"] or (ours.read_at.date().isoformat() if ours and ours.read_at else None),
                language=row["language"],
                tags=tuple(tags.get(row["id"], ())),
            )
        last = ids[-1]


def speaking_numbers(db: Database, *, after: int, limit: int) -> list[int]:
    """Claims that speak for themselves and are neither dropped nor set aside, in the order of their numbers."""
    sql = (
        "SELECT id FROM claim WHERE id > :after AND joined_into IS NULL AND state IS NOT 'dropped'"
        " AND id NOT IN (SELECT claim_id FROM set_aside) ORDER BY id LIMIT :limit"
    )
    return [row["id"] for row in rows(db, sql, {"after": after, "limit": limit})]


def published_numbers(db: Database, *, after: int, limit: int) -> list[int]:
    """Published claims of ours, in the order of their numbers."""
    sql = "SELECT id FROM claim WHERE id > :after AND joined_into IS NULL AND state = 'published' ORDER BY id LIMIT :limit"
    return [row["id"] for row in rows(db, sql, {"after": after, "limit": limit})]


def last_published(db: Database, limit: int) -> list[int]:
    """The claims of ours that were published last and still are, the newest first."""
    found = rows(
        db,
        "SELECT claim.id FROM claim JOIN event ON subject = 'claim' AND subject_id = claim.id AND action = 'publish'"
        " WHERE joined_into IS NULL AND state = 'published' GROUP BY claim.id ORDER BY max(event.id) DESC LIMIT :limit",
        {"limit": limit},
    )
    return [row["id"] for row in found]


def published_since(db: Database, numbers: Iterable[int]) -> dict[int, datetime]:
    """When each of these claims was last published."""
    found = rows(
        db,
        "SELECT subject_id, max(at) AS at FROM event WHERE subject = 'claim' AND action = 'publish'"
        " AND subject_id IN (SELECT value FROM json_each(:numbers)) GROUP BY subject_id",
        {"numbers": json.dumps(list(numbers))},
    )
    return {row["subject_id"]: moment(row["at"]) for row in found}


def article_addresses(db: Database, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The address of each of these articles that has one, and the day by which they are put in order."""
    found = rows(
        db,
        "SELECT id, url, coalesce(published_at, added_at) AS day FROM article WHERE url IS NOT NULL AND withdrawn_at IS NULL"
        " AND id IN (SELECT value FROM json_each(:numbers))",
        {"numbers": json.dumps(list(numbers))},
    )
    return {row["id"]: (row["url"], row["day"]) for row in found}


def numbers_at_site(db: Database, site: str, ours: str) -> list[int]:
    """Claims with a published verdict whose address holds ``site``, the newest verdict first; ``ours`` is the address of our own."""
    found = rows(
        db,
        "SELECT coalesce(joined_claim.root_id, review.claim_id) AS id, max(coalesce(review.reviewed_at, '')) AS day"
        " FROM review LEFT JOIN joined_claim ON joined_claim.claim_id = review.claim_id WHERE instr(lower(review.url), :site) GROUP BY 1"
        " UNION ALL SELECT claim.id, max(read_at) FROM claim JOIN verdict ON verdict.claim_id = claim.id"
        " JOIN second_reading ON verdict_id = verdict.id WHERE state = 'published' AND instr(lower(:ours), :site) GROUP BY 1"
        " ORDER BY day DESC, id DESC",
        {"site": site, "ours": ours},
    )
    return list(dict.fromkeys(row["id"] for row in found))
