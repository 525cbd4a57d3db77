"""The history in words: every action has some, names stand where numbers would, before and after stand beside each other."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from claims.desk import newsroom
from claims.desk.checking import moves, review, verdicts
from claims.desk.history import event_sentences, event_words, histories
from claims.desk.history.event_names import Names
from claims.desk.sources import evidence
from claims.model import Event, Meaning, Status
from tests.web_stage import Stage

CLAIMS = Path(__file__).parent.parent / "claims"


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def actions() -> set[str]:
    """Every action that the product's code writes to the history."""
    found = set(moves.MOVES)
    for file in (CLAIMS / "store").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= {
                    str(keyword.value.value)
                    for keyword in node.keywords
                    if keyword.arg == "action" and isinstance(keyword.value, ast.Constant)
                }
                if getattr(node.func, "id", "") in ("_change", "_record"):
                    found |= {str(one.value) for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found - {"move", "import_claims"}


def test_every_action_is_told_in_words_of_its_own() -> None:
    known = event_sentences._TELLERS.keys() | event_words.WORDS.keys() | event_words.MOVES.keys() | {"approve", "publish"}
    assert "set_due" in actions() and "rate" not in actions()
    assert actions() - known == set()


def test_an_action_nobody_knows_is_still_told_by_its_name() -> None:
    event = Event(1, datetime(2026, 3, 14, tzinfo=UTC), "Ben", "paint_it_blue", "claim", 7, {}, {"note": "a test"})
    assert event_sentences.tell(event, Names()).words == "paint it blue: a test"


def words_of(stage: Stage, number: int) -> list[str]:
    return [one.words for one in histories.of_claim(stage.db, number, zone=ZoneInfo("Europe/Lisbon"))]


def test_the_way_of_a_claim_is_told_with_names_states_and_times_of_the_newsroom(stage: Stage) -> None:
    claim, ben, cleo = stage.claim("depot"), stage.cast["Ben"], stage.cast["Cleo"]
    verdicts.set_due(stage.db, claim.id, datetime(2026, 7, 1, 15, 0, tzinfo=UTC), by=ben, at=stage.at)
    verdicts.take(stage.db, claim.id, by=ben, at=stage.at)
    verdicts.assign(stage.db, claim.id, cleo, by=ben, at=stage.at)
    source = stage.source()
    evidence.link_source(
        stage.db, claim.id, source.id, evidence.Stance.SUPPORTS, by=ben, at=stage.at, quote="The depot was demolished", locate=True
    )
    verdicts.save_draft(stage.db, claim.id, "mostly_true", "Nearly so.", by=ben, at=stage.at)
    verdicts.submit(stage.db, claim.id, "true", "The register says so.", by=ben, at=stage.at)
    verdicts.approve(stage.db, claim.id, by=cleo, at=stage.at, note="seen")
    assert words_of(stage, claim.id)[1:] == [
        "due 1 July 2026, 16:00 WEST",
        "taken for checking, moved from open to in review",
        "assigned to Ben",
        "assigned to Cleo; previously Ben",
        "“Building register of Brackwater” linked: supports (primary; paragraph 1)",
        "draft verdict saved: Mostly true",
        "verdict submitted: True, based on 1 source link",
        "verdict approved: True: seen",
        "moved from in review to checked",
    ]


def test_what_befalls_a_source_is_told_of_the_claims_that_rest_on_it_from_then_on(stage: Stage) -> None:
    claim, ben = stage.claim("depot"), stage.cast["Ben"]
    source, wire = stage.source(), stage.source("Wire of the coast")
    evidence.link_source(stage.db, claim.id, source.id, evidence.Stance.SUPPORTS, by=ben, at=stage.at)
    evidence.set_origin(stage.db, source.id, wire.id, by=ben, at=stage.at)
    told = histories.of_claim(stage.db, claim.id)[-1]
    assert (told.words, told.about) == ("marked as a copy of “Wire of the coast”", "Building register of Brackwater")
    assert [one.words for one in histories.of_source(stage.db, source.id)] == ["source added", "marked as a copy of “Wire of the coast”"]


def test_a_decision_names_the_other_claim_and_so_does_taking_it_back(stage: Stage) -> None:
    match = stage.match(differing=False)
    ours, theirs = stage.page_of(match.claim_id).text, stage.page_of(match.known_id).text
    review.decide_match(stage.db, match.id, Status.CONFIRMED, by=stage.cast["Ben"], at=stage.at)
    root = stage.page_of(match.claim_id)
    other = theirs if root.text == ours else ours
    assert f"marked as the same claim as “{other}”" in words_of(stage, root.id)
    assert f"joined into “{root.text}”" in words_of(stage, root.id)
    review.decide_match(stage.db, match.id, Status.SUGGESTED, by=stage.cast["Ben"], at=stage.at)
    assert f"undid the decision that it is the same claim as “{other}”" in words_of(stage, root.id)


def test_the_history_of_an_article_tells_its_lines_and_its_claims(stage: Stage) -> None:
    claim = stage.claim("depot")
    review.edit_claim(stage.db, claim.id, "The old depot was pulled down in March 2024.", None, by=stage.cast["Cleo"], at=stage.at)
    told = histories.of_article(stage.db, stage.article)
    assert ("article added", "Brackwater opens its tram line") in [(one.words, one.after) for one in told]
    line = stage.sentence("depot")
    assert (f"line {line.position} marked as a claim", line.text) in [(one.words, one.about) for one in told]
    edited = told[-1]
    assert edited.words == "wording changed" and edited.after == "The old depot was pulled down in March 2024."


def test_before_and_after_stand_beside_each_other_with_the_changed_words_marked(stage: Stage) -> None:
    claim = stage.claim("depot")
    review.edit_claim(stage.db, claim.id, "The old depot was pulled down in March 2024.", None, by=stage.cast["Cleo"], at=stage.at)
    page = stage.get(f"/claims/{claim.id}/history").text
    assert "<dt>Before</dt>" in page and '<span class="reworded">pulled</span>' in page
    assert "09:30, Cleo" in page


def test_the_newsrooms_decisions_are_told_with_what_was_before(stage: Stage) -> None:
    ada, at = stage.cast["Ada"], stage.at + timedelta(minutes=1)
    newsroom.set_threshold(stage.db, "origins", 3, by=ada, at=at)
    newsroom.set_threshold(stage.db, "origins", 2, by=ada, at=at)
    newsroom.add_rating(stage.db, "Satire", Meaning.NEITHER, by=ada, at=at)
    newsroom.edit_rating(stage.db, "satire", "A joke", Meaning.NEITHER, by=ada, at=at)
    newsroom.remove_rating(stage.db, "satire", by=ada, at=at)
    assert [one.words for one in histories.of_newsroom(stage.db)] == [
        "independent origins needed: 3",
        "independent origins needed: 2 (before: 3)",
        "rating Satire added to the scale, meaning neither",
        "rating A joke changed, meaning neither; it was Satire",
        "rating A joke removed from the scale",
    ]
