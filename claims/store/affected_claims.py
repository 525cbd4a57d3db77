"""Finds the claims that are affected by a change to a source, an article, a sentence or a match."""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from claims.store.connect import rows


def our_claims(db: Database, among: Iterable[int] | None = None) -> list[int]:
    """The newsroom's own root claims, neither dropped nor set aside, in number order; with ``among``, only those of them."""
    sql = (
        "SELECT id FROM claim WHERE joined_into IS NULL AND origin = 'own' AND state <> 'dropped'"
        " AND id NOT IN (SELECT claim_id FROM set_aside)"
    )
    if among is not None:
        sql += " AND id IN (SELECT value FROM json_each(:ids))"
    return [row["id"] for row in rows(db, sql + " ORDER BY id", {"ids": json.dumps(list(among or ()))})]


def claims_of_sources(db: Database, source_ids: Iterable[int]) -> set[int]:
    """The claims to which any of these sources, or a copy of one, is linked as evidence."""
    return _claims(
        db,
        "WITH RECURSIVE same (id) AS (SELECT value FROM json_each(:ids)"
        " UNION SELECT source.id FROM source JOIN same ON source.derived_from = same.id)"
        " SELECT claim_id FROM evidence WHERE source_id IN (SELECT id FROM same)",
        source_ids,
    )


def claims_of_articles(db: Database, article_ids: Iterable[int]) -> set[int]:
    """The claims that appear in these articles."""
    return _claims(
        db,
        "SELECT claim_id FROM sentence JOIN appearance ON appearance.sentence_id = sentence.id"
        " WHERE sentence.article_id IN (SELECT value FROM json_each(:ids))",
        article_ids,
    )


def claims_of_sentences(db: Database, sentence_ids: Iterable[int]) -> set[int]:
    """The claims that appear in these sentences."""
    return _claims(db, "SELECT claim_id FROM appearance WHERE sentence_id IN (SELECT value FROM json_each(:ids))", sentence_ids)


def claims_of_matches(db: Database, match_ids: Iterable[int]) -> set[int]:
    """The claims on both sides of these matches."""
    return _claims(
        db,
        "SELECT claim_id FROM match WHERE id IN (SELECT value FROM json_each(:ids))"
        " UNION SELECT known_id FROM match WHERE id IN (SELECT value FROM json_each(:ids))",
        match_ids,
    )


def sentences_of_claims(db: Database, claim_ids: Iterable[int]) -> dict[int, int]:
    """The sentences in which these claims appear, each with its article."""
    sql = (
        "SELECT DISTINCT sentence.id, sentence.article_id FROM appearance JOIN sentence ON sentence.id = appearance.sentence_id"
        " WHERE appearance.claim_id IN (SELECT value FROM json_each(:ids))"
    )
    return {row["id"]: row["article_id"] for row in rows(db, sql, {"ids": json.dumps(list(claim_ids))})}


def articles_of_sentences(db: Database, sentence_ids: Iterable[int]) -> dict[int, int]:
    """The article of each of these sentences."""
    sql = "SELECT id, article_id FROM sentence WHERE id IN (SELECT value FROM json_each(:ids))"
    return {row["id"]: row["article_id"] for row in rows(db, sql, {"ids": json.dumps(list(sentence_ids))})}


def _claims(db: Database, sql: str, numbers: Iterable[int]) -> set[int]:
    ids = list(numbers)
    return {row[0] for row in rows(db, sql, {"ids": json.dumps(ids)})} if ids else set()
