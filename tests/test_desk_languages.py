"""A store in several languages: every claim is found in any of them, and a store in English pays nothing for it."""

import json
from datetime import datetime
from io import BytesIO

import pytest
from sqlite_utils import Database

from claims.desk.articles import intake
from claims.desk.articles.fetching import read_upload
from claims.desk.exchange import imports, later_embeddings
from claims.desk.index import lookup
from claims.desk.index.matcher import BRIDGED_ON_SIGHT, Matcher
from claims.matching.search.multilingual import NAME
from claims.model import Person, Relation
from claims.store.connect import rows

KNOWN = [
    {"id": "1", "text": "The ferry Solveig sank off Pellgrave with 140 passengers on board.", "language": "en"},
    {"id": "2", "text": "Petrol now costs more than milk.", "language": "en-GB"},
    {"id": "3", "text": "The election was stolen with 80,000 forged ballots."},
]
GERMAN = {"id": "4", "text": "Die Impfung macht Frauen unfruchtbar, behaupten die Gegner.", "language": "de"}


def put(db: Database, matcher: Matcher, claims: list[dict[str, str]], by: Person, at: datetime) -> None:
    lines = BytesIO("\n".join(map(json.dumps, claims)).encode())
    imports.import_claims(db, lines, "jsonl", by=by, clock=lambda: at)
    later_embeddings.embed(db, matcher, later_embeddings.missing_embeddings(db, matcher))


def multilingual_rows(db: Database) -> int:
    return int(rows(db, "SELECT count(*) FROM vector WHERE model = :model", {"model": NAME})[0][0])


def test_a_store_in_english_makes_no_multilingual_vectors(db: Database, edith: Person, at: datetime) -> None:
    matcher = Matcher()
    put(db, matcher, KNOWN, edith, at)
    lookup.look_up(db, matcher, ["Milk is cheaper than petrol."])
    assert multilingual_rows(db) == 0 and not matcher.is_multilingual


def test_a_question_in_another_language_finds_english_claims_that_were_never_prepared_for_it(
    db: Database, edith: Person, at: datetime
) -> None:
    matcher = Matcher()
    put(db, matcher, KNOWN, edith, at)
    (hits,) = lookup.look_up(db, matcher, ["Benzin kostet inzwischen mehr als Milch."])
    assert hits[0].known.claim.text == KNOWN[1]["text"]
    assert hits[0].comparison.relation is Relation.SIMILAR


def test_the_first_claim_in_another_language_gives_every_claim_its_multilingual_vector(db: Database, edith: Person, at: datetime) -> None:
    matcher = Matcher()
    put(db, matcher, KNOWN, edith, at)
    put(db, matcher, [GERMAN], edith, at)
    assert multilingual_rows(db) == 4
    assert later_embeddings.missing_embeddings(db, matcher) == []
    (hits,) = lookup.look_up(db, Matcher(), ["The opponents claim that the vaccination makes women infertile."])
    assert hits[0].known.claim.text == GERMAN["text"]


def test_too_many_claims_to_prepare_on_sight_are_found_by_words_and_the_log_says_so(
    db: Database, edith: Person, at: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert BRIDGED_ON_SIGHT > 2
    monkeypatch.setattr("claims.desk.index.matcher.BRIDGED_ON_SIGHT", 2)
    matcher = Matcher()
    put(db, matcher, KNOWN, edith, at)
    (hits,) = lookup.look_up(db, matcher, ["Die Fähre Solveig sank vor Pellgrave."])
    assert hits[0].known.claim.text == KNOWN[0]["text"], "by the names"
    assert "claims embed" in caplog.text

    later_embeddings.embed(db, matcher, later_embeddings.missing_embeddings(db, matcher, all_languages=True), all_languages=True)
    assert multilingual_rows(db) == 3
    (hits,) = lookup.look_up(db, matcher, ["Benzin kostet inzwischen mehr als Milch."])
    assert hits[0].known.claim.text == KNOWN[1]["text"]


def test_an_article_in_another_language_is_matched_with_english_claims(db: Database, edith: Person, at: datetime) -> None:
    matcher = Matcher()
    put(db, matcher, KNOWN, edith, at)
    text = (
        "Fähre gesunken\n\nDie Fähre Solveig sank am 3. Mai 2021 vor Pellgrave mit 140 Passagieren an Bord. "
        "Die Küstenwache rettete 138 Menschen. Zwei Passagiere starben nach Angaben der Polizei im Krankenhaus von Corvale.\n"
    )
    document = read_upload(text.encode(), "bericht.txt", limit=5_000_000)
    article = intake.add_article(db, matcher, document, by=edith, at=at).article
    assert article.language == "de"
    found = intake.claims_in(db, article)
    assert found, "sentences with figures are proposed in any language"
    pairs = rows(db, "SELECT relation, differences FROM match")
    assert all(pair["relation"] != "same" for pair in pairs)
    assert multilingual_rows(db) > 0
