"""Spotting: facts above framing, reasons that a person reads, never a question or a piece of furniture."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.matching import encoder
from claims.model import Span
from claims.reading.sentences import split
from claims.reading.signs import FEATURES
from claims.reading.spotting import spot
from tests import reading_spotting_forecasts as forecasts
from tests import reading_spotting_more as more
from tests import reading_spotting_news as first

SENTENCES = first.SENTENCES + more.SENTENCES + forecasts.SENTENCES
ARTICLES = first.ARTICLES | more.ARTICLES


def spans(*texts: str) -> list[Span]:
    return [Span(0, len(text), text) for text in texts]


@pytest.fixture(scope="module", params=["signs alone", "signs and vector"])
def model(request: pytest.FixtureRequest) -> encoder.Encoder | None:
    loaded = encoder.load() if request.param == "signs and vector" else None
    if request.param == "signs and vector" and loaded is None:
        pytest.skip("no embedding model is installed")
    return loaded


def test_there_are_at_least_300_labelled_news_sentences() -> None:
    assert len(SENTENCES) >= 300
    assert len({text for _, text in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize("name", list(ARTICLES))
def test_of_the_ten_highest_in_an_article_at_least_nine_are_checkable(name: str, model: encoder.Encoder | None) -> None:
    article = ARTICLES[name]
    texts = [text for _, text in article]
    scored = spot(spans(*texts), model.encode if model else None)
    best = sorted(range(len(article)), key=lambda at: -scored[at].score)[:10]
    assert sum(article[at][0] for at in best) >= 9


def test_what_is_proposed_in_articles_is_nearly_always_checkable(model: encoder.Encoder | None) -> None:
    labelled = [row for article in ARTICLES.values() for row in article]
    texts = [text for _, text in labelled]
    proposed = [at for at, one in enumerate(spot(spans(*texts), model.encode if model else None)) if one.proposed]
    right = sum(labelled[at][0] for at in proposed)
    assert right / len(proposed) >= 0.95
    assert right / sum(label for label, _ in labelled) >= 0.8


@pytest.mark.parametrize(
    "text",
    [
        "Share.",
        "Exit mobile version",
        "Read more",
        "Advertisement",
        "Also read: Ten facts about the 40 bridges of Dunmore",
        "Sign up for our newsletter and join 40,000 readers.",
        "Will the bridge cost $3 million?",
        "Harbour budget passes 9 to 4",
        "The vote marks a significant shift in how the city sees its harbour.",
        "The report highlights the importance of cooperation.",
        "The council must act now.",
        "Prices are expected to rise by 5 percent next year.",
        "Keep your receipts for five years.",
        "We are proud of what we have built.",
    ],
)
def test_furniture_questions_headings_framing_opinion_and_predictions_are_not_proposed(text: str, model: encoder.Encoder | None) -> None:
    assert not spot(spans(text), model.encode if model else None)[0].proposed


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board said dredging the channel would bring in 40 more ships a month.",
        "The pier will have cost 9 million crowns by the time it reopens, the audit found.",
        "A study by Carrow University estimates that the ban will save 300 lives a year.",
        "The new timetable will lengthen the journey by 12 minutes, according to the ferry company.",
        "The school was supposed to open in 2021, but the site is still empty.",
        "Dana Frye told the council that the scheme would cost each household 200 crowns.",
    ],
)
def test_a_forecast_that_somebody_answers_for_with_a_figure_is_proposed(text: str, model: encoder.Encoder | None) -> None:
    (one,) = spot(spans(text), model.encode if model else None)
    assert one.proposed
    assert any(reason.startswith(("somebody answers", "sets what was expected", "reports an event")) for reason in one.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Rents will climb another 6 percent.",
        "The ferry company said it would buy three new ships by 2031.",
        "The scheme could save 2 million crowns, the council said.",
        "The board said it hoped to attract 40 ships a month.",
        "Frye promised that taxes would fall by a tenth.",
        "The minister said the talks would continue.",
    ],
)
def test_a_forecast_that_nobody_answers_for_or_that_is_a_plan_or_a_possibility_is_not(text: str, model: encoder.Encoder | None) -> None:
    assert not spot(spans(text), model.encode if model else None)[0].proposed


def test_reasons_say_what_was_seen_in_words() -> None:
    fact, guess = spot(spans("Unemployment in Avel fell to 4.2 percent in March 2019.", "It will probably rise to 5 percent."))
    assert "names a figure: 4.2 percent" in fact.reasons
    assert any(reason.startswith("gives a date") for reason in fact.reasons)
    assert "a prediction: will" in guess.reasons
    assert fact.proposed
    assert fact.score > 0.9 > guess.score


def test_framing_is_quoted_in_whole_words() -> None:
    (one,) = spot(spans("The vote marks a significant shift."))
    assert "framing, not a fact: marks a significant shift" in one.reasons


def test_every_sentence_has_a_reason(model: encoder.Encoder | None) -> None:
    texts = ["The mayor abstained from the vote.", "Her brother runs the firm that made the estimate.", "All of it is his.", "Rain."]
    found = spot(spans(*texts), model.encode if model else None)
    assert all(one.reasons for one in found)
    assert found[0].reasons == ("tells what happened: abstained",)


def test_a_line_about_who_did_not_answer_is_not_proposed(model: encoder.Encoder | None) -> None:
    for text in ("The company could not be reached for comment.", "The ministry did not respond to a request for comment."):
        (one,) = spot(spans(text), model.encode if model else None)
        assert not one.proposed
        assert any("no answer" in reason for reason in one.reasons)


def test_the_number_in_a_name_is_no_figure_and_a_year_is_a_date() -> None:
    (one,) = spot(spans("COVID-19 reached the island in 2020."))
    assert not any("figure" in reason for reason in one.reasons)
    assert "gives a date: in 2020" in one.reasons


def test_another_language_is_said_so() -> None:
    text = "Die Brücke kostete nach Angaben der Stadt drei Millionen Euro. Der Rat stimmte am Montag mit neun zu vier Stimmen dafür. " * 3
    assert all("another language (de)" in one.reasons[0] for one in spot(split(text)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Brücke kostete 61 Millionen Euro."),
        ("ja", "2019年3月3日、議会は予算を9対4で承認し、橋の建設費310万ユーロを支払った。"),
        ("hi", "परिषद ने 3 मार्च 2019 को चार के मुकाबले नौ मतों से 31 लाख यूरो के बजट को मंजूरी दी।"),
    ],
)
def test_a_language_that_is_known_is_said_and_its_marks_end_sentences(language: str, text: str) -> None:
    (one,) = spot(split(text), language=language)
    assert f"another language ({language})" in one.reasons[0]
    assert not any("heading" in reason or "too short" in reason for reason in one.reasons)


def test_only_what_the_signs_leave_in_doubt_is_embedded_and_in_one_go(model: encoder.Encoder | None) -> None:
    asked: list[list[str]] = []

    def embed(texts: list[str]) -> np.ndarray:
        asked.append(texts)
        return np.zeros((len(texts), 384))

    sentences = spans(
        "Unemployment in Avel fell to 4.2 percent in March 2019.", "Will it rain?", "Her brother runs the firm.", "All of it is his."
    )
    found = spot(sentences, embed)
    assert asked == [["Her brother runs the firm.", "All of it is his."]]
    assert [one.score for one in found[:2]] == [one.score for one in spot(sentences)[:2]]


def test_a_score_is_the_same_alone_and_among_others(model: encoder.Encoder | None) -> None:
    texts = [text for _, text in next(iter(ARTICLES.values()))]
    embed = model.encode if model else None
    assert spot(spans(*texts), embed) == [spot(spans(text), embed)[0] for text in texts]


@given(st.lists(st.text(), max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_text_gets_a_score_between_0_and_1(texts: list[str]) -> None:
    for one in spot(spans(*texts)):
        assert 0.0 <= one.score <= 1.0
        assert all(reason and "\n" not in reason for reason in one.reasons)


@pytest.mark.parametrize("hostile", ["a ", "1", "1,", "not ", "the first ", "A. ", "(", "will " * 3, "’", "de ", "A de ", "said "])
def test_a_sentence_of_50_kb_is_judged_in_time(hostile: str) -> None:
    start = time.process_time()
    spot(spans((hostile * 50_000)[:50_000]))
    assert time.process_time() - start < 2.0


def test_every_sign_has_a_weight_so_that_none_is_forgotten_when_fitting() -> None:
    from claims.reading.spotting import _weights

    assert all(set(_weights(kind).signs) == set(FEATURES) for kind in ("signs alone", "signs and vector"))
