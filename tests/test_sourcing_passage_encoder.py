"""The models that tell how near a passage is to a claim: pieces of words, vectors, and passages in other languages."""

import time
from pathlib import Path

import numpy as np
import pytest

from claims.sourcing.library import passage_encoder, passage_model
from claims.sourcing.library.passage_index import LibraryText, PassageIndex
from claims.sourcing.library.pieces import BEGIN, END, UNKNOWN, Pieces
from claims.sourcing.library.searching import Passage, search

VOCABULARY = "\n".join(
    [
        "<s>\t0",
        "<pad>\t0",
        "</s>\t0",
        "<unk>\t0",
        "▁\t-3",
        "▁the\t-2",
        "fer\t-5",
        "▁fer\t-6",
        "ry\t-5",
        "▁ferry\t-8",
        "r\t-4",
        "y\t-4",
        "f\t-9",
    ]
)
REGATTA, PORT, WATER, DOCTOR, SCHOOLS = 1, 2, 3, 4, 5
TEXTS = {
    REGATTA: (
        "The regatta at Ostry",
        "The regatta at Ostry drew forty boats. It rained all day. The mayor gave out the prizes. Nobody was hurt. The next one is in June.",
    ),
    PORT: (
        "Bericht der Hafenbehörde Lindwarder",
        "Der Hafen von Lindwarder ist seit 1904 in Betrieb. Im Jahr 2022 legten dort 1.840 Schiffe an, weniger als in jedem Jahr seit dem Krieg. "
        "Die Behörde führt den Rückgang auf die neue Schleuse in Kappsiel zurück. Zwei der vier Kräne stehen seit dem Frühjahr still. "
        "Für ihre Reparatur fehlen nach Angaben des Direktors neun Millionen Euro. Der Stadtrat will im November über einen Zuschuss entscheiden.",
    ),
    WATER: (
        "Rapport sur l'eau potable de Vauclerc",
        "La commune de Vauclerc puise son eau dans trois sources. Des traces de pesticides ont été relevées dans deux d'entre elles. "
        "Les valeurs dépassaient quatre fois la limite autorisée. La préfecture a interdit aux habitants de boire l'eau du robinet pendant "
        "onze jours. Une association de parents a porté plainte contre l'exploitant. L'enquête n'est pas terminée.",
    ),
    DOCTOR: (
        "Informe del hospital de Peñarrubia",
        "El hospital comarcal de Peñarrubia atiende a unas 60.000 personas. Desde enero no tiene ningún pediatra de guardia por las noches. "
        "Los padres deben viajar 48 kilómetros hasta la capital de la provincia. La consejería publicó cinco plazas y no recibió ninguna "
        "solicitud. El gerente asegura que la sala de urgencias seguirá abierta. Los sindicatos piden un suplemento.",
    ),
    SCHOOLS: (
        "Raport o szkołach w Brzezinowie",
        "W gminie Brzezinowo działa sześć szkół podstawowych. Liczba uczniów spadła w ciągu dziesięciu lat o jedną trzecią. "
        "Rada gminy postanowiła zamknąć dwie najmniejsze szkoły po wakacjach. Rodzice zebrali ponad dwa tysiące podpisów przeciwko tej decyzji. "
        "Dzieci mają dojeżdżać autobusem do Starej Huty. Gmina zapłaci za bilety. Nauczycielom zaproponowano pracę w sąsiedniej gminie.",
    ),
}


@pytest.fixture(scope="module")
def encoder() -> passage_encoder.PassageEncoder:
    encoder = passage_encoder.load(threads=1)
    assert encoder is not None
    return encoder


@pytest.fixture(scope="module")
def index(encoder: passage_encoder.PassageEncoder, tmp_path_factory: pytest.TempPathFactory) -> PassageIndex:
    index = PassageIndex(tmp_path_factory.mktemp("passages"))
    index.add([LibraryText(number, title, text) for number, (title, text) in TEXTS.items()])
    spans = index.without_meaning(100)
    index.meanings.append(encoder.encode_passages([f"{TEXTS[number][0]}. {TEXTS[number][1][start:end]}" for number, start, end in spans]))
    return index


def passages_for(index: PassageIndex, claim: str, encoder: passage_encoder.PassageEncoder | None) -> list[Passage]:
    return search(
        index, claim, lambda number, start, end: TEXTS[number][1][start:end], lambda number: TEXTS[number][0], encoder, passage_model.load()
    )


def test_a_word_is_cut_into_its_most_probable_pieces() -> None:
    pieces = Pieces(VOCABULARY)
    assert pieces.encode("the ferry", limit=20) == [BEGIN, 5, 9, END]
    assert pieces.encode("ferr  y", limit=20) == [BEGIN, 7, 10, 4, 11, END]  # "▁fer" and "r" are likelier than "▁", "fer" and "r"
    assert pieces.encode("ｔｈｅ\u00a0the", limit=20) == [BEGIN, 5, 5, END]
    assert pieces.encode("t\u00adhe f\u200ber\x07ry", limit=20) == pieces.encode("the ferry", limit=20)
    assert pieces.encode("", limit=20) == [BEGIN, END]
    assert pieces.encode("the the the the", limit=4) == [BEGIN, 5, 5, END]
    assert pieces.encode("the 船", limit=20) == [BEGIN, 5, 4, UNKNOWN, END]


def test_a_word_without_an_end_is_cut_in_time() -> None:
    pieces, began = Pieces(VOCABULARY), time.process_time()
    assert len(pieces.encode("ferry" * 200_000, limit=384)) == 384
    assert len(pieces.encode("\ufdfa" * 200_000, limit=384)) == 384  # one letter that NFKC makes 18 of
    assert time.process_time() - began < 1


def test_long_words_are_not_remembered() -> None:
    pieces = Pieces(VOCABULARY)
    pieces.encode("ferry" * 20 + " the", limit=384)
    assert pieces._numbers.cache_info().currsize == 1


@pytest.mark.parametrize("text", ["", "12 345 67", "word " * 100_000, "x" * 50_000, "\ud800\0\u202e", "Ж" * 3_000])
def test_any_text_has_two_vectors_of_length_one(encoder: passage_encoder.PassageEncoder, text: str) -> None:
    assert np.linalg.norm(encoder.encode_passages([text]), axis=-1) == pytest.approx(np.ones((1, 2)), abs=1e-3)
    assert np.linalg.norm(encoder.encode_claim(text), axis=-1) == pytest.approx(np.ones(2), abs=1e-3)


@pytest.mark.usefixtures("real_answers")
def test_a_passage_has_the_same_vectors_alone_and_among_others(encoder: passage_encoder.PassageEncoder) -> None:
    texts = [text for _, text in TEXTS.values()]
    together = encoder.encode_passages(texts)
    assert together.shape == (len(texts), 2, 384)
    assert np.array_equal(encoder.encode_passages(texts[2:3])[0, 1], together[2, 1])


def test_letters_that_the_model_does_not_read_are_near_to_nothing(encoder: passage_encoder.PassageEncoder) -> None:
    assert not encoder.encode_passages(["港口的四台起重机中有两台自春天以来一直停用。"])[0, 1].any()


@pytest.mark.parametrize(
    ("claim", "number", "words"),
    [
        ("Fewer ships called at the port of Lindwarder in 2022 than in any year since the war.", PORT, "weniger als in jedem Jahr"),
        ("Pesticide levels in Vauclerc's springs were four times over the legal limit.", WATER, "quatre fois la limite"),
        ("The hospital in Peñarrubia has no children's doctor on duty at night.", DOCTOR, "ningún pediatra"),
        ("Brzezinowo's council voted to close two of its primary schools.", SCHOOLS, "zamknąć dwie najmniejsze szkoły"),
        ("An der Regatta in Ostry nahmen vierzig Boote teil.", REGATTA, "drew forty boats"),
    ],
)
def test_a_claim_finds_what_speaks_to_it_in_another_language_and_no_stance_is_suggested(
    index: PassageIndex, encoder: passage_encoder.PassageEncoder, claim: str, number: int, words: str
) -> None:
    first = passages_for(index, claim, encoder)[0]
    assert first.text == number and words in first.judged.key.text and first.span.text.startswith(first.judged.key.text)
    assert first.judged.stance is None and not first.judged.differing and "not both in English" in first.judged.reason


def test_english_tables_and_lists_of_names_are_read_as_english(tmp_path: Path) -> None:
    table = " ".join(f"Day: 2024-03-0{day}; Passengers: {12_000 + day}." for day in range(1, 9))
    index = PassageIndex(tmp_path)
    index.add(
        [LibraryText(1, "Counts", table), LibraryText(2, "Members", "Kell, Anna; Reuss, Ivo; Ostry, Jan."), LibraryText(3, *TEXTS[PORT])]
    )
    languages = {(candidate.text, candidate.is_english_pair) for candidate in index.candidates("Passengers, Kell, Lindwarder", None)}
    assert languages == {(1, True), (2, True), (3, False)}


@pytest.mark.parametrize("claim", ["Parliament doubled the tax on tobacco last spring.", "The minister of justice resigned on Tuesday."])
def test_a_claim_that_no_language_speaks_to_gets_nothing(index: PassageIndex, encoder: passage_encoder.PassageEncoder, claim: str) -> None:
    assert passages_for(index, claim, encoder) == []


def test_a_missing_or_changed_passage_encoder_is_told_and_words_are_used(
    index: PassageIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for content, words in ((None, "is missing"), (b"another", "SHA-256")):
        path = tmp_path / "passage_encoder.onnx"
        if content:
            path.write_bytes(content)
        monkeypatch.setattr(passage_encoder, "MODEL", path)
        passage_encoder._load.cache_clear()
        assert passage_encoder.load() is None
        assert words in caplog.text and words in (passage_encoder.problem() or "")
    passage_encoder._load.cache_clear()
    assert passages_for(index, "The regatta at Ostry drew forty boats.", None)[0].text == REGATTA
