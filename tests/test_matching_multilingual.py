"""Texts in other languages: found by their meaning, said to be similar and no more, and no cost to a store in English."""

from collections.abc import Sequence

import pytest

from claims.matching.evaluation import indexed
from claims.matching.queries import Query
from claims.matching.ranking import match
from claims.matching.search import encoder as encoders
from claims.matching.search import multilingual
from claims.matching.search.encoder import Encoder
from claims.matching.search.index import Index
from claims.matching.search.multilingual import Multilingual
from claims.model import Hit, KnownClaim, Relation

ENGLISH = [
    "The council of Belmar approved a budget of $12 million.",
    "No money from the state went to the hospital of Corvale.",
    "The harbour bridge will close for repairs in March.",
    "Wind turbines kill more birds than cats do.",
]


@pytest.fixture(scope="module")
def english() -> Encoder:
    loaded = encoders.load()
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def across() -> Multilingual:
    loaded = multilingual.load()
    assert loaded is not None
    return loaded


def store(claims: Sequence[KnownClaim], english: Encoder, across: Multilingual) -> Index:
    return indexed(claims, english, across)


def first(text: str, index: Index, english: Encoder | None, across: Multilingual | None) -> Hit:
    return match([Query(text)], index, encoder=english, multilingual=across)[0][0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Al hospital de Corvale no llegó dinero del Estado.", 2),
        ("Die Hafenbrücke wird im März wegen Reparaturen gesperrt.", 3),
        ("Rüzgâr türbinleri kedilerden daha çok kuş öldürüyor.", 4),
        ("Nenhum dinheiro do Estado foi para o hospital de Corvale.", 2),
        ("توربينات الرياح تقتل من الطيور أكثر مما تقتله القطط.", 4),
    ],
)
def test_a_translation_finds_its_english_claim_and_is_similar_at_most(
    text: str, number: int, english: Encoder, across: Multilingual
) -> None:
    index = store([KnownClaim(n, one, language="en") for n, one in enumerate(ENGLISH, start=1)], english, across)
    hit = first(text, index, english, across)
    assert hit.claim_id == number
    assert hit.comparison.relation is Relation.SIMILAR and hit.comparison.differences == ()


def test_an_english_question_finds_a_claim_in_another_language_beside_english_ones(english: Encoder, across: Multilingual) -> None:
    known = [KnownClaim(n, one, language="en") for n, one in enumerate(ENGLISH, start=1)]
    known.append(KnownClaim(5, "La vaccination des enfants rend les parents malades.", language="fr"))
    index = store(known, english, across)
    assert index.speaks_other_languages
    assert first("Vaccinating children makes their parents ill.", index, english, across).claim_id == 5
    assert first("The bridge over the harbour shuts in March to be repaired.", index, english, across).claim_id == 3


def test_english_scores_do_not_depend_on_claims_in_other_languages(english: Encoder, across: Multilingual) -> None:
    known = [KnownClaim(n, one, language="en") for n, one in enumerate(ENGLISH, start=1)]
    alone = first("The harbour bridge shuts in March.", store(known, english, across), english, across)
    beside = [*known, KnownClaim(5, "Die Hafenbrücke wird im März gesperrt.", language="de")]
    hits = match([Query("The harbour bridge shuts in March.")], store(beside, english, across), encoder=english, multilingual=across)[0]
    with_german = next(hit for hit in hits if hit.claim_id == alone.claim_id)
    assert with_german.comparison.score == alone.comparison.score


def test_without_the_multilingual_model_words_alone_are_used(english: Encoder) -> None:
    index = indexed([KnownClaim(n, one, language="en") for n, one in enumerate(ENGLISH, start=1)], english)
    hit = first("El ayuntamiento de Belmar aprobó un presupuesto de 12 millones.", index, english, None)
    assert hit.claim_id == 1 and "cosine" not in hit.comparison.features


def test_a_changed_model_file_is_not_used(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    multilingual._load.cache_clear()
    monkeypatch.setitem(multilingual.SHA256, "weights.npz", "0" * 64)
    assert multilingual.load() is None
    assert "missing or changed" in caplog.text
    monkeypatch.undo()
    multilingual._load.cache_clear()
    assert multilingual.load() is not None


@pytest.mark.parametrize("text", ["", " ", "12", "😀😀", "\ud800", "x" * 100_000, "слово " * 20_000, "a\x00b", "שלום hello"])
def test_any_text_gets_a_vector_of_length_one(text: str, across: Multilingual) -> None:
    (row,) = across.encode([text])
    assert float(row @ row) == pytest.approx(1.0, abs=1e-4)


def test_a_text_gets_the_same_vector_beside_any_others(across: Multilingual) -> None:
    texts = [f"El puente número {number} está cerrado." for number in range(20)]
    assert (across.encode(texts)[7] == across.encode([texts[7]])[0]).all()
