"""From a text to the known claims: found by words, by meaning, by their best sentence; scored, banded, explained."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from claims.matching import ranking
from claims.matching.evaluation import average_precision, calibration_error, evaluate, indexed, reliability
from claims.matching.queries import Query
from claims.matching.ranking import compare, match, suggested
from claims.matching.score import pair_model
from claims.matching.search import encoder as encoders
from claims.matching.search.encoder import Encoder
from claims.matching.search.index import Index, texts_of
from claims.matching.search.vectors import VectorTable
from claims.model import Hit, KnownClaim, Relation

STORE = [
    "The council of Belmar approved a budget of $12 million.",
    "Crime in Corvale fell by ten per cent last year.",
    "The harbour bridge will close for repairs in March.",
    "Ferry fares to Pellgrave will go up next month.",
    "The new library in Ostmark opened with 20,000 books.",
    "A mill near Quarrow dumped dye into the river.",
    "Teachers in Varnic have been on strike since Monday.",
]


@pytest.fixture(scope="module")
def model() -> Encoder:
    loaded = encoders.load()
    assert loaded is not None
    return loaded


def store(texts: Sequence[str], model: Encoder | None) -> Index:
    return indexed([KnownClaim(number, text) for number, text in enumerate(texts, start=1)], model)


def best(text: str, index: Index, model: Encoder | None) -> Hit:
    return match([Query(text)], index, encoder=model)[0][0]


PARAPHRASES = [
    ("Councillors in Belmar passed a budget of $12m.", 1),
    ("Corvale saw 10% less crime last year, the mayor said.", 2),
    ("The bridge over the harbour shuts in March to be repaired.", 3),
    ("From next month, the boat to Pellgrave will cost more.", 4),
    ("Ostmark's library holds twenty thousand books.", 5),
]


@pytest.mark.parametrize(("text", "number"), PARAPHRASES)
def test_a_paraphrase_finds_its_claim_and_is_suggested(text: str, number: int, model: Encoder) -> None:
    hit = best(text, store(STORE, model), model)
    assert hit.claim_id == number
    assert suggested(hit.comparison)


@pytest.mark.parametrize(("text", "number"), PARAPHRASES)
def test_without_a_model_words_alone_find_it(text: str, number: int) -> None:
    hit = best(text, store(STORE, None), None)
    assert hit.claim_id == number
    assert "cosine" not in hit.comparison.features


def test_a_text_about_something_else_is_not_suggested(model: Encoder) -> None:
    for text in ["The goalkeeper signed for another club.", "Scientists found water on a distant planet."]:
        assert not any(suggested(hit.comparison) for hit in match([Query(text)], store(STORE, model), encoder=model)[0])


def test_a_paragraph_with_one_matching_sentence_is_found(model: Encoder) -> None:
    text = "It rained all week. Our reporters walked the whole coast. Crime in Corvale dropped by 10% last year. The fair opens on Sunday at noon."
    hit = best(text, store(STORE, model), model)
    assert hit.claim_id == 2
    assert suggested(hit.comparison)


def test_paraphrases_within_one_article_find_each_other_in_an_empty_store(model: Encoder) -> None:
    texts = [*STORE, *(text for text, _ in PARAPHRASES)]
    own = store(texts, model)
    for place, (text, number) in enumerate(PARAPHRASES, start=len(STORE) + 1):
        hit = match([Query(text, exclude=frozenset({place}))], Index(), also=own, encoder=model)[0][0]
        assert hit.claim_id == number
        assert suggested(hit.comparison)


def test_a_title_and_the_wordings_of_appearances_find_the_claim_too(model: Encoder) -> None:
    claim = KnownClaim(1, "It did so.", "Did the Water Board close the pool?", ("The swimming baths were shut by the authority.",))
    index = indexed([claim, *(KnownClaim(number, text) for number, text in enumerate(STORE, start=2))], model)
    assert best("The Water Board closed the pool.", index, model).claim_id == 1
    assert best("Swimming baths shut by the authority", index, model).claim_id == 1


def test_a_pair_with_a_difference_differs_and_scores_less(model: Encoder) -> None:
    hit = best("Crime in Corvale fell by forty per cent last year.", store(STORE, model), model)
    assert hit.comparison.relation is Relation.DIFFERS
    assert suggested(hit.comparison)
    same = best("Crime in Corvale fell by 10% last year.", store(STORE, model), model)
    assert same.comparison.relation is Relation.SAME
    assert same.comparison.score > hit.comparison.score


def test_a_pair_scores_the_same_in_a_store_of_one_and_of_many(model: Encoder) -> None:
    judge = pair_model.load()
    others = [f"The council of town {number} built {number} kilometres of road near the mill in Corvale." for number in range(3_000)]
    rows = np.random.default_rng(3).standard_normal((len(others), model.dim)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    many = store(STORE, model)
    many.put([KnownClaim(100 + place, text) for place, text in enumerate(others)], list(rows[:, None]), [None] * len(others))
    for text in (
        "Crime in Corvale fell by 10% last year.",
        "The mayor is proud. Corvale saw 10% less crime last year. #Corvale https://example.org/1",
    ):
        alone, among = (match([Query(text)], index, encoder=model, pair_model=judge)[0][0] for index in (store([STORE[1]], model), many))
        assert many[among.claim_id].text == STORE[1]
        assert replace(alone.comparison, why=()) == replace(among.comparison, why=())


def test_texts_under_four_words_are_never_the_same(model: Encoder) -> None:
    index = store(["Crime fell sharply.", *STORE], model)
    assert best("Crime fell sharply.", index, model).comparison.relation is Relation.SIMILAR


def test_relative_dates_count_from_the_days_the_texts_were_said() -> None:
    index = Index()
    index.put([KnownClaim(1, "The old pool in Belmar closed last month.", said_on=date(2024, 5, 1))], [None])
    text = "The old pool in Belmar closed last month."
    assert match([Query(text, date(2024, 5, 20))], index)[0][0].comparison.relation is not Relation.DIFFERS
    assert match([Query(text, date(2026, 5, 1))], index)[0][0].comparison.relation is Relation.DIFFERS


def test_the_reasons_name_what_both_texts_have(model: Encoder) -> None:
    why = [
        word for shared in best("Corvale saw 10% less crime last year.", store(STORE, model), model).comparison.why for word in shared.words
    ]
    assert "Corvale" in why
    assert "crime" in why


def test_excluded_claims_and_the_limit_are_respected() -> None:
    index = store(STORE, None)
    hits = match([Query("The council of Belmar", exclude=frozenset({1}))], index, limit=2)[0]
    assert len(hits) <= 2
    assert 1 not in {hit.claim_id for hit in hits}


def test_compare_gives_what_match_gives(model: Encoder) -> None:
    index = store(STORE, model)
    text = PARAPHRASES[0][0]
    query = Query(text, vector=model.encode([text])[0])
    assert compare([(query, index[1])], index) == [match([query], index)[0][0].comparison]


def test_one_by_one_and_together_give_the_same_answers(model: Encoder) -> None:
    index = store(STORE, model)
    queries = [Query(text) for text, _ in PARAPHRASES]
    assert match(queries, index, encoder=model) == [match([query], index, encoder=model)[0] for query in queries]


def test_a_claim_can_be_replaced_and_dropped(model: Encoder) -> None:
    index = store(STORE, model)
    changed = KnownClaim(1, "The zoo in Lindholm bought two otters.")
    index.put([changed], [model.encode(texts_of(changed))])
    assert best("Two otters were bought by the zoo.", index, model).claim_id == 1
    index.drop([1, 99])
    assert 1 not in index
    assert len(index) == len(STORE) - 1
    assert all(hit.claim_id != 1 for hit in match([Query("Two otters were bought by the zoo.")], index, encoder=model)[0])


HOSTILE = [
    "",
    " ",
    "word",
    "https://example.org/a?b=c",
    "😀😀😀",
    "Это предложение на другом языке",
    "词语在这里",
    '" AND (field:* OR',
    "\0\ud800",
    "NOT",
]


@pytest.mark.parametrize("text", [*HOSTILE, "council " * 10_000, "A sentence of several words here. " * 2_000, "x" * 100_000])
def test_any_text_gets_an_answer_in_under_a_second(text: str, model: Encoder) -> None:
    index = store(STORE, model)
    began = time.process_time()
    hits = match([Query(text)], index, encoder=model)[0]
    assert time.process_time() - began < 2
    assert all(0 <= hit.comparison.score <= 1 for hit in hits)


def test_an_empty_store_has_no_matches(model: Encoder) -> None:
    assert match([Query("The pool closed.")], Index(), encoder=model) == [[]]


def test_a_large_table_finds_nearly_what_an_exact_search_finds() -> None:
    chance = np.random.default_rng(3)
    centres = chance.standard_normal((300, 384))
    rows = centres[chance.integers(0, 300, 30_000)] + 0.7 * chance.standard_normal((30_000, 384))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    table = VectorTable()
    for first in range(0, len(rows), 7_000):
        part = range(first, min(first + 7_000, len(rows)))
        table.put(part, [rows[place : place + 1] for place in part])
    table.drop([5])
    exact = np.argsort(-(rows[:50] @ rows.T), axis=1)[:, :10]
    found = table.nearest(rows[:50], 10)
    assert np.mean([len(set(one.tolist()) & set(other)) / 10 for one, other in zip(exact, found, strict=True)]) >= 0.95
    assert 5 not in found[5]


def test_evaluation_gives_every_figure_of_the_contract(model: Encoder) -> None:
    queries = {str(number): text for text, number in PARAPHRASES}
    figures = evaluate(store(STORE, model), queries, {str(number): {number} for _, number in PARAPHRASES}, model)
    assert figures["map5"] == figures["mrr"] == figures["hit1"] == 1
    assert {"hit5", "hit10", "hit50", "ms_median", "ms_p95", "claims", "queries", "ece", "reliability"} <= figures.keys()


def test_average_precision_and_calibration_are_computed_by_the_book() -> None:
    assert average_precision([True, False, True], 2, 5) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([False] * 5, 1, 5) == 0
    table = reliability([0.95, 0.95, 0.15], [True, False, False])
    assert calibration_error(table) == pytest.approx((2 * 0.45 + 0.15) / 3)


def test_a_sentence_of_a_long_text_is_asked_without_the_whole_texts_vectors() -> None:
    text = " ".join(f"Ferry number {number} carried goods to the far side of Corvale bay." for number in range(12))
    whole = np.ones(3, dtype=np.float32)
    questions = ranking._questions(Query(text, vector=whole, multilingual=whole), [store(STORE, None)])
    assert len(questions) > 1
    assert all(question.vector is None and question.multilingual is None for question, _ in questions)
