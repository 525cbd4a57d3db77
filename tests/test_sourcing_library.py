"""Passages of all stored texts: cut, found by words and meaning, ordered, judged."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from claims.model import Span, Stance
from claims.reading import sentences
from claims.sourcing.library import meanings, passage_encoder, passage_model
from claims.sourcing.library.coverage import coverage, sought
from claims.sourcing.library.judging import judge, suggested
from claims.sourcing.library.key_sentences import key_sentences
from claims.sourcing.library.passage_index import LibraryText, PassageIndex
from claims.sourcing.library.searching import search
from claims.sourcing.library.windows import LONGEST, windows

MILL = (
    "The mill at Ostry stands on the left bank. It was built in 1871. Grain came by boat from Teplin. The last miller was Anna Reuss. "
    "She sold the mill in 1964. Since then the building has been empty. The roof was repaired in 2011 at a cost of 61 million crowns. "
    "The town paid half of it."
)
FERRY = "The ferry at Teplin carries cars. It crosses the river forty times a day. In winter it rests. Pupils ride for free."
TEXTS = {1: ("The mill", MILL), -2: ("The ferry", FERRY)}


def library_of(folder: Path, *, with_meaning: bool = True) -> PassageIndex:
    index = PassageIndex(folder)
    index.add([LibraryText(number, title, text) for number, (title, text) in TEXTS.items()])
    encoder = passage_encoder.load()
    assert encoder is not None
    if with_meaning:
        spans = index.without_meaning(100)
        index.meanings.append(
            encoder.encode_passages([f"{TEXTS[number][0]}. {TEXTS[number][1][start:end]}" for number, start, end in spans])
        )
    return index


def words_of(number: int, start: int, end: int) -> str:
    return TEXTS[number][1][start:end]


def title_of(number: int) -> str:
    return TEXTS[number][0]


@pytest.mark.parametrize("text", ["", "One.", MILL, "word " * 3_000, "a\nb\nc\n" * 40, "Short. " + "long " * 900 + "."])
def test_every_sentence_lies_in_a_passage_and_none_is_too_long(text: str) -> None:
    spans = sentences.split(text)
    passages = windows(spans)
    assert all(0 <= start < end <= len(text) and end - start <= LONGEST for start, end in passages)
    for span in spans:
        covered = {offset for start, end in passages for offset in range(max(start, span.start), min(end, span.end))}
        assert covered == set(range(span.start, span.end))


def test_sentences_that_follow_each_other_stand_together_in_a_passage() -> None:
    spans = sentences.split(MILL)
    for first, second in pairwise(spans):
        assert any(start <= first.start and second.end <= end for start, end in windows(spans))


def test_the_passage_that_speaks_to_a_claim_comes_first_with_its_stance(tmp_path: Path) -> None:
    index = library_of(tmp_path)
    passages = search(
        index,
        "The roof of the mill was repaired at a cost of 48 million crowns.",
        words_of,
        title_of,
        passage_encoder.load(),
        passage_model.load(),
    )
    assert "61 million" in passages[0].span.text and passages[0].text == 1
    assert MILL[passages[0].span.start : passages[0].span.end] == passages[0].span.text
    assert passages[0].judged.stance is Stance.CONTRADICTS
    assert "says 61 million crowns, the claim 48 million crowns" in passages[0].judged.reason


def test_a_claim_that_no_text_speaks_to_gets_nothing(tmp_path: Path) -> None:
    index = library_of(tmp_path)
    assert (
        search(
            index, "Parliament doubled the tax on tobacco last spring.", words_of, title_of, passage_encoder.load(), passage_model.load()
        )
        == []
    )
    assert search(index, "", words_of, title_of, passage_encoder.load(), passage_model.load()) == []


def test_words_alone_find_passages_where_no_meaning_is_ready(tmp_path: Path) -> None:
    index = library_of(tmp_path, with_meaning=False)
    passages = search(index, "Anna Reuss sold the mill at Ostry.", words_of, title_of, passage_encoder.load(), passage_model.load())
    assert index.embedded == 0 and "Anna Reuss" in passages[0].before + passages[0].span.text
    assert search(index, "Anna Reuss won the regatta of the fire brigades in Karlovice.", words_of, title_of, None, None) == []


def test_what_a_reader_may_not_see_or_refused_is_passed_over(tmp_path: Path) -> None:
    index = library_of(tmp_path)
    claim = "The ferry at Teplin crosses the river forty times a day."
    assert search(index, claim, words_of, title_of, passage_encoder.load(), None)
    assert search(index, claim, lambda *span: None, title_of, passage_encoder.load(), None) == []
    assert not [
        each
        for each in search(index, claim, words_of, title_of, passage_encoder.load(), None, is_refused=lambda passage: passage.text == -2)
        if each.text == -2
    ]


def test_an_index_opened_anew_holds_the_same(tmp_path: Path) -> None:
    index = library_of(tmp_path)
    again = PassageIndex(tmp_path)
    assert (len(again), again.embedded) == (len(index), index.embedded) and len(index) == 4
    again.add([LibraryText(7, "Third", "A third text. It has two sentences.")])
    index.reload()
    assert len(index) == len(again)


def test_words_without_rows_are_no_index(tmp_path: Path) -> None:
    library_of(tmp_path)
    (tmp_path / "rows.bin").write_bytes(b"")
    with pytest.raises(ValueError, match="not of the same passages"):
        PassageIndex(tmp_path)


def test_half_written_vectors_are_cut_off(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    vectors = rng.normal(size=(40, passage_encoder.MODELS, passage_encoder.DIMENSIONS)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=-1, keepdims=True)
    stored = meanings.Meanings(tmp_path)
    stored.append(vectors[:20])
    with (tmp_path / "meanings.bin").open("ab") as file:
        file.write(b"\x01" * 100)
    assert len(stored) == 20
    stored.append(vectors[20:])
    assert len(stored) == 40
    for number in (0, 19, 20, 39):
        assert stored.nearest(vectors[number], 3)[0] == number
        assert stored.cosines(vectors[number], np.array([number, 99, -1]))[0] == pytest.approx([1.0, 1.0], abs=0.01)
    assert np.isnan(stored.cosines(vectors[0], np.array([40, -1]))).all()


def test_the_key_sentence_and_figures_stand_where_they_are_said_to() -> None:
    claim, passage = "The ferry at Teplin crosses the river forty times a day.", Span(100, 100 + len(FERRY), FERRY)
    (key,) = key_sentences(passage_model.load(), claim, [("The ferry at Teplin", passage)])
    judged = judge(claim, key.span, key.reading)
    assert FERRY[judged.key.start - 100 : judged.key.end - 100] == judged.key.text == "It crosses the river forty times a day."
    assert judged.stance is Stance.SUPPORTS and judged.agreeing


def test_words_of_like_meaning_cover_a_claim_and_unlike_ones_do_not() -> None:
    claim = sought("Council flats stand vacant.", lambda stem: 2.0 if stem == "vacant" else 1.0)
    same, alike = coverage(claim, "The council's flats are vacant; they stand there."), coverage(claim, "Municipal apartments stand empty.")
    assert same == 1.0 and 0.3 < alike < 0.9
    assert coverage(claim, "The ferry sailed at noon.") < 0.15
    assert coverage(claim, "Municipal apartments stand vacant.") > alike
    assert coverage(claim, "") == coverage(sought("It was the one.", lambda stem: 1.0), "It was the one.") == 0.0


def test_what_stands_before_a_passage_tells_what_its_pronoun_means(tmp_path: Path) -> None:
    library_of(tmp_path)
    claim = "The ferry at Teplin crosses the river forty times a day."
    unread: list[int] = []

    def recorded(number: int, start: int, end: int) -> str:
        unread.append(start)
        return words_of(number, start, end)

    passages = search(PassageIndex(tmp_path), claim, recorded, title_of, passage_encoder.load(), None)
    assert passages[0].text == -2 and passages[0].span.text == FERRY[passages[0].span.start : passages[0].span.end]
    assert min(unread) == 0


def test_without_a_model_no_stance_is_suggested() -> None:
    (key,) = key_sentences(None, "Pupils ride the ferry for free on Sundays.", [("The ferry", Span(0, len(FERRY), FERRY))])
    assert key.reading is None and key.span.text == "Pupils ride for free."
    judged = judge("Pupils ride the ferry for free on Sundays.", key.span, key.reading)
    assert judged.stance is None and judged.reason


@pytest.mark.parametrize("text", ["", "12 345 67", "الجسر مغلق", "word " * 100_000, "\ud800\0"])
def test_the_passage_model_answers_about_any_text(text: str) -> None:
    model = passage_model.load(threads=1)
    assert model is not None
    readings = model.read("The ferry rests in winter.", [text]) + model.read(text, [FERRY])
    assert all(np.isfinite(reading.speaks) and 0 <= reading.supports + reading.contradicts <= 1.001 for reading in readings)


def test_a_missing_or_changed_passage_model_is_told_and_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for content, words in ((None, "is missing"), (b"another", "SHA-256")):
        path = tmp_path / "passage.onnx"
        if content:
            path.write_bytes(content)
        monkeypatch.setattr(passage_model, "MODEL", path)
        passage_model._load.cache_clear()
        assert passage_model.load() is None
        assert words in caplog.text and words in (passage_model.problem() or "")
    passage_model._load.cache_clear()


def test_a_sentence_that_says_the_claim_itself_speaks_to_it_more_than_one_beside_it() -> None:
    model = passage_model.load(threads=1)
    assert model is not None
    itself, beside = model.read(
        "The mill at Ostry was built in 1871.", ["The mill. It was built in 1871.", "The mill. The town paid half of it."]
    )
    assert itself.speaks > beside.speaks


@pytest.mark.parametrize(
    ("passage", "stance"),
    [
        ("In 2023 the council of Vellmark raised the school budget by 4 million crowns.", Stance.CONTRADICTS),
        ("The council of Vellmark cut the school budget by 4 million crowns in 2023, the minutes show.", Stance.SUPPORTS),
        ("Nobody can show that the council of Vellmark cut the school budget by 4 million crowns in 2023.", None),
        ("The council of Vellmark talked about the school budget and 4 million crowns for a pool in 2023.", None),
        ("Schools there had to make do with less money.", None),
    ],
)
def test_a_stance_is_suggested_only_where_the_words_are_near_and_both_models_agree(passage: str, stance: Stance | None) -> None:
    claim, model = "The council of Vellmark cut the school budget by 4 million crowns in 2023.", passage_model.load(threads=1)
    assert model is not None
    assert suggested(model.read(claim, [passage])[0]) is stance


def test_a_stance_that_the_pair_model_does_not_find_has_no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    model = passage_model.load(threads=1)
    assert model is not None and model._pairs is not None
    claim = "The council of Vellmark cut the school budget by 4 million crowns in 2023."
    passage = "In 2023 the council of Vellmark raised the school budget by 4 million crowns."
    monkeypatch.setattr(model._pairs, "chances", lambda pairs: np.array([[0.3, 0.4, 0.3]] * len(pairs), np.float32))
    reading = model.read(claim, [passage])[0]
    assert reading.supports == reading.contradicts == 0 and reading.speaks > 0


def test_a_passage_that_would_be_offered_alone_is_offered_beside_one_that_repeats_the_claim(tmp_path: Path) -> None:
    claim = "The bridge of Merrow cost 48 million crowns to repair."
    german = "Die Instandsetzung der Brücke von Merrow hat 61 Millionen Kronen gekostet, dreizehn Millionen mehr als geplant. Der Rat hatte die Mittel im Frühjahr bewilligt."
    texts = {
        1: ("Audit of the bridge", f"{claim} So a reader writes."),
        2: ("Bericht des Rechnungshofs über die Brücke von Merrow", german),
    }
    encoder, model = passage_encoder.load(), passage_model.load()
    assert encoder is not None

    def offered(numbers: list[int], folder: Path) -> list[int]:
        folder.mkdir()
        index = PassageIndex(folder)
        index.add([LibraryText(number, *texts[number]) for number in numbers])
        spans = index.without_meaning(100)
        index.meanings.append(
            encoder.encode_passages([f"{texts[number][0]}. {texts[number][1][start:end]}" for number, start, end in spans])
        )
        passages = search(
            index, claim, lambda number, start, end: texts[number][1][start:end], lambda number: texts[number][0], encoder, model
        )
        return [passage.text for passage in passages]

    assert 2 in offered([2], tmp_path / "alone")
    together = offered([1, 2], tmp_path / "beside")
    assert together[0] == 1 and 2 in together
