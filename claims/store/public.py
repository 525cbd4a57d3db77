"""What visitors may find: published pages and imported reviews, by the claim's number. Reads no row of the desk's work."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import Claim, KnownClaim, Review
from claims.store import claims
from claims.store.connect import rows
from claims.store.match_inputs import Change, day_of

_OURS_OR_THEIRS = "(claim_id IN (SELECT claim_id FROM review) OR claim_id IN (SELECT claim_id FROM publication))"


@dataclass(frozen=True, slots=True)
class ImportedReview:
    """Another publisher's verdict and its claim."""

    claim: Claim
    review: Review


def numbers(db: Database, *, after: int, limit: int) -> list[int]:
    """The claims that visitors can find, in number order."""
    claim_rows = rows(
        db,
        "SELECT claim_id FROM (SELECT claim_id FROM review WHERE claim_id > :after UNION"
        " SELECT claim_id FROM public_page WHERE claim_id > :after) ORDER BY claim_id LIMIT :limit",
        {"after": after, "limit": limit},
    )
    return [row["claim_id"] for row in claim_rows]


def imported(db: Database, claim_ids: Iterable[int]) -> dict[int, ImportedReview]:
    """The imported reviews among these claims, by claim, ignoring joins that the desk made."""
    reviews = {imported_review.claim_id: imported_review for imported_review in claims.reviews_of(db, claim_ids)}
    claims_by_number = claims.get_claims(db, reviews)
    return {number: ImportedReview(claims_by_number[number], review) for number, review in reviews.items()}


def reviews_at(db: Database, site: str) -> list[tuple[str, int]]:
    """Day and claim of the imported reviews whose address contains ``site``, newest first."""
    review_rows = rows(
        db,
        "SELECT claim_id, coalesce(reviewed_at, '') AS day FROM review WHERE instr(lower(url), :site) ORDER BY day DESC, claim_id DESC",
        {"site": site},
    )
    return [(row["day"], row["claim_id"]) for row in review_rows]


def named_by_pages(db: Database, claim_ids: Iterable[int]) -> dict[int, list[int]]:
    """For the imported reviews among these claims, the claims whose published pages name them."""
    name_rows = rows(
        db,
        "SELECT public_page.claim_id, named.value ->> '$.claim_id' AS review_id FROM public_page, json_each(public_page.reviews) AS named"
        " WHERE public_page.reviews <> '[]' AND named.value ->> '$.claim_id' IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(claim_ids))},
    )
    pages: dict[int, list[int]] = {}
    for row in name_rows:
        pages.setdefault(row["review_id"], []).append(row["claim_id"])
    return pages


def changed(db: Database, seen_change: int) -> list[int]:
    """The claims that visitors can or could find and that changed after ``seen_change`` (``match_inputs.last_change``), in number order."""
    sql = f"SELECT claim_id FROM claim_change WHERE change > :seen AND {_OURS_OR_THEIRS} ORDER BY claim_id"
    return [row["claim_id"] for row in rows(db, sql, {"seen": seen_change})]


def how_many_changed(db: Database, seen_change: int) -> int:
    """How many claims ``changed`` would return."""
    return int(rows(db, f"SELECT count(*) FROM claim_change WHERE change > :seen AND {_OURS_OR_THEIRS}", {"seen": seen_change})[0][0])


def pages_now(db: Database, claim_ids: Sequence[int]) -> list[Change]:
    """These claims as visitors may find them: pages as they were published and reviews as they were imported, in number order."""
    parameters = {"ids": json.dumps(list(claim_ids))}
    known_rows = rows(
        db,
        "SELECT claim_id AS id, text, NULL AS title, claimed_at AS said, appearances FROM public_page"
        " WHERE claim_id IN (SELECT value FROM json_each(:ids)) UNION ALL"
        " SELECT claim.id, claim.text, review.title, coalesce(claim.claimed_at, review.reviewed_at), '[]' FROM review"
        " JOIN claim ON claim.id = review.claim_id WHERE review.claim_id IN (SELECT value FROM json_each(:ids)) ORDER BY id",
        parameters,
    )
    known = {row["id"]: _known(row) for row in known_rows}
    return [Change(number, known.get(number)) for number in sorted(claim_ids)]


def vectors_of(db: Database, model: str, claim_ids: Sequence[int]) -> dict[int, dict[bytes, bytes]]:
    """Stored embeddings by the claim's own number and the SHA-256 of their text."""
    vectors: dict[int, dict[bytes, bytes]] = {}
    sql = "SELECT claim_id, text_sha256, vector FROM vector WHERE model = :model AND claim_id IN (SELECT value FROM json_each(:ids))"
    for row in rows(db, sql, {"model": model, "ids": json.dumps(list(claim_ids))}):
        vectors.setdefault(row["claim_id"], {})[row["text_sha256"]] = row["vector"]
    return vectors


def _known(row: sqlite3.Row) -> KnownClaim:
    quotes = {appearance["quote"] for appearance in json.loads(row["appearances"])}
    return KnownClaim(row["id"], row["text"], row["title"], tuple(sorted(quotes)), day_of(row["said"]))
