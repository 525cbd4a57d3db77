"""A fact that one article tells several times: its sentences are suggested as each other, and those that only share a subject are not."""

from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from claims.desk.articles import intake
from claims.desk.index.matcher import Matcher
from claims.desk.opening import open_store
from claims.model import Role
from claims.reading import documents
from claims.store import matches, people
from tests.labelled import DATA, rows

AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
ARTICLES = rows(DATA / "retold" / "articles.jsonl")
THREE_TIMES = rows(DATA / "retold" / "three_times.jsonl")

Pairs = set[frozenset[str]]


def suggested(folder: Path, texts: list[str]) -> tuple[Pairs, set[str]]:
    """The pairs of sentences that are suggested as each other, and all that are proposed as claims."""
    folder.mkdir(exist_ok=True)
    with open_store(folder / "claims.db") as db:
        ada = people.add_person(db, "Ada", Role.ADMIN, by=None, at=AT)
        document = documents.read("\n\n".join(texts).encode(), name="article.txt")
        added = intake.add_article(db, Matcher(), document, by=ada, at=AT)
        quotes = {claim.id: place.quote.strip() for place, claim in intake.claims_in(db, added.article)}
        found = matches.matches_of(db, quotes)
    return {frozenset({quotes[match.claim_id], quotes[match.known_id]}) for match in found}, set(quotes.values())


@pytest.mark.parametrize("article", ARTICLES, ids=[article["title"] for article in ARTICLES])
def test_sentences_that_tell_one_fact_find_each_other_and_nothing_else(tmp_path: Path, article: dict) -> None:  # type: ignore[type-arg]
    facts = {sentence["text"]: sentence["fact"] for sentence in article["sentences"]}
    pairs, proposed = suggested(tmp_path, list(facts))
    wanted = {frozenset(pair) for pair in combinations(proposed, 2) if facts[pair[0]] and facts[pair[0]] == facts[pair[1]]}
    assert pairs == wanted and len(wanted) >= 3


@pytest.mark.parametrize("article", THREE_TIMES, ids=[article["title"] for article in THREE_TIMES])
def test_of_three_facts_told_three_times_no_two_are_mixed(tmp_path: Path, article: dict) -> None:  # type: ignore[type-arg]
    facts = {sentence["text"]: sentence["fact"] for sentence in article["sentences"]}
    pairs, _ = suggested(tmp_path, list(facts))
    assert pairs <= {frozenset(pair) for pair in combinations(facts, 2) if facts[pair[0]] == facts[pair[1]]}
    assert len(pairs) == article["pairs_found"]


def test_a_sentence_that_retells_a_retelling_is_proposed_too(tmp_path: Path) -> None:
    told = [
        "The county gave a grant for electric engines.",
        "The county's grant for electric engines and interest from shipyards point to its importance.",
    ]
    again = "The grant for electric engines and the interest of shipyards abroad point to a growing market."
    _, alone = suggested(tmp_path / "alone", [told[0], again])
    _, beside = suggested(tmp_path / "beside", [*told, again])
    assert again not in alone and again in beside


def test_a_sentence_in_doubt_is_proposed_beside_the_claim_that_it_tells_again(tmp_path: Path) -> None:
    again = "While worries about the closing of the maternity ward remain."
    _, alone = suggested(tmp_path / "alone", ["The health board has named a new chair.", again])
    _, beside = suggested(tmp_path / "beside", ["Worries have been voiced about the closing of the maternity ward.", again])
    assert again not in alone and again in beside


def test_framing_is_not_proposed_for_its_subject(tmp_path: Path) -> None:
    _, proposed = suggested(
        tmp_path, ["Nurses in Vellmark went on strike on Monday.", "The strike marks a significant shift in the relations with the board."]
    )
    assert proposed == {"Nurses in Vellmark went on strike on Monday."}
