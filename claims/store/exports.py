"""Claims as rows for other programs, streamed in the order of their numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from sqlite_utils import Database

from claims.store.claims import tags_of
from claims.store.connect import rows
from claims.store.verdicts import approved_by_root

TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """One root claim. ``id`` is the external id, or ``claim-<number>``."""

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
    claimant_role: str | None
    claimed_in: str | None
    medium: str | None


COLUMNS = tuple(field.name for field in fields(Exported))
"""What a row of an export has, in the order of its columns."""


def export_rows(db: Database) -> Iterator[Exported]:
    """Every claim that is not joined into another, dropped or set aside, with its newest approved verdict; uses constant memory."""
    last = 0
    while True:
        claim_rows = rows(
            db,
            "SELECT claim.id, claim.text, claim.claimant, claim.claimed_at, claim.language, claim.claimant_role, claim.claimed_in, claim.medium, review.external_id, review.title, review.url,"
            " review.publisher, review.rating_words, review.reviewed_at"
            " FROM claim LEFT JOIN review ON review.claim_id = claim.id"
            " WHERE claim.id > :last AND claim.joined_into IS NULL AND claim.state IS NOT 'dropped'"
            " AND claim.id NOT IN (SELECT claim_id FROM set_aside) ORDER BY claim.id LIMIT :limit",
            {"last": last, "limit": TOGETHER},
        )
        if not claim_rows:
            return
        ids = [row["id"] for row in claim_rows]
        approved = approved_by_root(db, {number: number for number in ids})
        tags = tags_of(db, ids)
        for row in claim_rows:
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
                claimant_role=row["claimant_role"],
                claimed_in=row["claimed_in"],
                medium=row["medium"],
            )
        last = ids[-1]


def speaking_numbers(db: Database, *, after: int, limit: int) -> list[int]:
    """Root claims that are neither dropped nor set aside, in number order."""
    sql = (
        "SELECT id FROM claim WHERE id > :after AND joined_into IS NULL AND state IS NOT 'dropped'"
        " AND id NOT IN (SELECT claim_id FROM set_aside) ORDER BY id LIMIT :limit"
    )
    return [row["id"] for row in rows(db, sql, {"after": after, "limit": limit})]
