"""Who says a claim in an article, and whether the article asserts it: read, asked on the desk, changed by a person, taken back."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.desk import alerts
from claims.desk.articles import appearances
from claims.desk.cases import cases
from claims.desk.exchange import imports
from claims.desk.screens import overview
from claims.errors import Refused
from claims.model import Appearance, Polarity, ProblemKind, Said
from claims.sourcing import rules
from claims.sourcing.report import as_json, print_report
from claims.store import appearances as stored_appearances
from claims.store import claims as stored_claims
from claims.store.connect import rows
from tests.web_stage import Stage

TWO = """Council hears two engineers

Mayor Ilsa Brenn met port engineer Bo Rusk on Monday. He said the pier cost 61 million crowns in 2019. The pier opened in May 2020.
"""
DENIED = """Posts on the pier

A viral post falsely claimed that the pier cost 90 million crowns in 2019. The pier opened in May 2020.
"""
KNOWN = {"id": "known-1", "text": "The pier cost 90 million crowns in 2019.", "rating": "False", "publisher": "Avel Facts"}


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def place_of(stage: Stage, article: int, words: str) -> Appearance:
    stage.claim(words, article)
    return next(appearance for appearance in stored_appearances.appearances_in(stage.db, article) if words in appearance.quote)


def desk(stage: Stage, place: Appearance) -> str:
    """The article's page with the claim beside it."""
    return stage.client("Ben").get(f"/articles/{place.article_id}?claim={place.claim_id}", follow_redirects=True).text


def test_where_two_may_have_said_it_the_desk_asks_and_a_button_answers(stage: Stage) -> None:
    article = stage.add_article(TWO)
    place = place_of(stage, article, "61 million")
    assert (place.speaker, set(place.candidates)) == (None, {"Ilsa Brenn", "Bo Rusk"})
    page = desk(stage, place)
    assert "Who says this?" in page and "Ilsa Brenn</button>" in page and "Bo Rusk</button>" in page
    answer = stage.post(f"/appearances/{place.id}/speaker", {"speaker": "Bo Rusk", "was": ""})
    assert answer.status_code == 303
    assert stored_appearances.get_appearance(stage.db, place.id).speaker == "Bo Rusk"
    assert stored_claims.get_claim(stage.db, place.claim_id).claimant == "Bo Rusk"
    events = [
        row["action"]
        for row in rows(stage.db, "SELECT action FROM event WHERE subject = 'claim' AND subject_id = :id", {"id": place.claim_id})
    ]
    assert events[-2:] == ["edit_speaker", "edit_claimant"]
    page = desk(stage, place)
    assert "Who says this?" not in page
    stage.post(f"/appearances/{place.id}/speaker", {"speaker": "", "was": "Bo Rusk"})
    assert stored_appearances.get_appearance(stage.db, place.id).speaker is None
    assert stored_claims.get_claim(stage.db, place.claim_id).claimant is None
    assert "Who says this?" in desk(stage, place)


def test_neither_of_them_ends_the_question_and_can_be_taken_back(stage: Stage) -> None:
    place = place_of(stage, stage.add_article(TWO), "61 million")
    assert "Neither</button>" in desk(stage, place)
    names = "\r\n".join(place.candidates)
    assert stage.post(f"/appearances/{place.id}/nobody", {"candidates": names}).status_code == 303
    answered = stored_appearances.get_appearance(stage.db, place.id)
    assert (answered.speaker, answered.candidates) == (None, ())
    page = desk(stage, place)
    assert "Who says this?" not in page
    assert "nobody named in the article says it, not" in stage.get(f"/claims/{place.claim_id}/history").text
    assert stage.post(f"/appearances/{place.id}/nobody", {"candidates": names}).status_code == 409, "somebody answered by now"
    assert stage.post(f"/appearances/{place.id}/candidates", {"candidates": names}).status_code == 303
    assert stored_appearances.get_appearance(stage.db, place.id).candidates == place.candidates
    assert "Who says this?" in desk(stage, place)


def test_nobody_is_asked_about_more_names_than_fit(stage: Stage) -> None:
    place = place_of(stage, stage.add_article(TWO), "61 million")
    appearances.name_nobody(stage.db, place.id, by=stage.cast["Ben"], at=stage.at, read_before=Said(None, candidates=place.candidates))
    with pytest.raises(Refused, match="21 candidates are too many"):
        appearances.ask_again(stage.db, place.id, [f"Person {number}" for number in range(21)], by=stage.cast["Ben"], at=stage.at)
    assert stored_appearances.get_appearance(stage.db, place.id).candidates == ()


def test_whoever_was_slower_changes_no_speaker(stage: Stage) -> None:
    place = place_of(stage, stage.add_article(TWO), "61 million")
    stage.post(f"/appearances/{place.id}/speaker", {"speaker": "Bo Rusk", "was": ""})
    assert stage.post(f"/appearances/{place.id}/speaker", {"speaker": "Ilsa Brenn", "was": ""}).status_code == 409
    assert stored_appearances.get_appearance(stage.db, place.id).speaker == "Bo Rusk"


def test_what_an_article_denies_is_kept_so_and_shown_and_a_person_can_change_it(stage: Stage) -> None:
    article = stage.add_article(DENIED)
    place = place_of(stage, article, "90 million")
    assert place.polarity is Polarity.DENIED
    assert stored_claims.get_claim(stage.db, place.claim_id).text == "The pier cost 90 million crowns in 2019."
    assert "The article reports this as false" in desk(stage, place)
    assert "reported as false" in stage.get(f"/articles/{article}/report").text
    made = as_json(cases.sourcing_report(stage.db, article, at=stage.at))
    assert [line["polarity"] for line in made["lines"] if "90 million" in line["text"]] == ["denied"]
    assert stage.post(f"/appearances/{place.id}/polarity", {"polarity": "asserted", "was": "denied"}).status_code == 303
    assert stored_appearances.get_appearance(stage.db, place.id).polarity is Polarity.ASSERTED
    assert stage.post(f"/appearances/{place.id}/polarity", {"polarity": "doubted", "was": "denied"}).status_code == 409


def test_what_somebody_says_in_an_article_is_not_stated_by_the_article(stage: Stage) -> None:
    place = place_of(stage, stage.add_article(TWO), "61 million")
    assert "The article reports that somebody says this" in desk(stage, place)
    stage.post(f"/appearances/{place.id}/speaker", {"speaker": "Bo Rusk", "was": ""})
    named = desk(stage, place)
    assert "The article reports that Bo Rusk says this" in named and "states this as fact" not in named
    stage.post(f"/appearances/{place.id}/polarity", {"polarity": "denied", "was": "asserted"})
    assert "The article reports that Bo Rusk says this</button>" in desk(stage, place)
    typed = stage.claim("12,000 passengers")
    stage.post(f"/claims/{typed.id}/edit", {"text": typed.text, "claimant": "Mayor Ana Reyes", "seen": typed.version}, by="Ben")
    assert "The article reports that Mayor Ana Reyes says this" in stage.get(f"/articles/{stage.article}?line=2&claim={typed.id}").text
    unsaid = stage.claim("9 kilometres")
    assert "The article states this as fact" in stage.get(f"/articles/{stage.article}?line=6&claim={unsaid.id}").text


def test_a_viewer_is_asked_nothing_and_changes_nothing(stage: Stage) -> None:
    place = place_of(stage, stage.add_article(TWO), "61 million")
    assert "Neither</button>" not in stage.client("Vic").get(f"/articles/{place.article_id}?claim={place.claim_id}").text
    for path, fields in (
        ("speaker", {"speaker": "Bo Rusk", "was": ""}),
        ("nobody", {"candidates": "Bo Rusk"}),
        ("candidates", {"candidates": "Zanzibar"}),
    ):
        assert stage.post(f"/appearances/{place.id}/{path}", fields, by="Vic").status_code == 403
    assert stored_appearances.get_appearance(stage.db, place.id) == place


def test_a_denied_claim_repeats_nothing(stage: Stage) -> None:
    imports.import_claims(stage.db, io.BytesIO(json.dumps(KNOWN).encode()), "jsonl", by=stage.cast["Edith"], clock=lambda: stage.at)
    denied = stage.add_article(DENIED)
    assert alerts.alerts_in(stage.db, [denied]) == []
    asserted = stage.add_article(DENIED.replace("A viral post falsely claimed that the", "The"))
    assert alerts.alerts_in(stage.db, [asserted])
    place = place_of(stage, asserted, "90 million")
    stage.post(f"/appearances/{place.id}/polarity", {"polarity": "denied", "was": "asserted"})
    assert alerts.alerts_in(stage.db, [asserted]) == []
    page = overview.claim_page(stage.db, place.claim_id)
    assert ProblemKind.REPEATS_FALSE_CLAIM not in {problem.kind for problem in rules.problems(page.case)}


def test_the_printed_report_says_what_is_reported_as_false(stage: Stage) -> None:
    article = stage.add_article(DENIED)
    place_of(stage, article, "90 million")
    made = cases.sourcing_report(stage.db, article, at=stage.at)
    assert "reported as false" in print_report(made, "text") and "reported as false" in print_report(made, "html")


def test_one_button_makes_each_fact_of_a_line_a_claim_and_tells_how_many(stage: Stage) -> None:
    article = stage.add_article("Storm report\n\nThe Avel ferry sank in 1931, and the Avel harbour board closed a pier.\n")
    sentence = next(row for row in rows(stage.db, "SELECT * FROM sentence WHERE article_id = :id AND position = 2", {"id": article}))
    answer = stage.post(f"/sentences/{sentence['id']}/parts", {"seen": sentence["version"]})
    assert answer.status_code == 303
    marked = rows(stage.db, "SELECT mark FROM sentence WHERE id = :id", {"id": sentence["id"]})
    texts = {row["text"] for row in rows(stage.db, "SELECT text FROM claim")}
    assert marked[0]["mark"] == "claim" and {"The Avel ferry sank in 1931.", "The Avel harbour board closed a pier."} <= texts
    assert stage.post(f"/sentences/{sentence['id']}/parts", {"seen": sentence["version"]}).status_code == 409, "somebody was quicker"
