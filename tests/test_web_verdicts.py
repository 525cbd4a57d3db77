"""What a verdict rests on, picked on the page; and what readers see of it, its sources and its corrections."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from claims.desk import newsroom
from claims.desk.checking import review, verdicts
from claims.desk.screens import overview
from claims.desk.sources import evidence
from claims.model import Stance, Status
from tests.web_stage import Stage


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def two_links(stage: Stage) -> tuple[int, list[int]]:
    """The claim about the depot with two sources; gives its number and those of the links."""
    claim, ben = stage.claim("depot").id, stage.cast["Ben"]
    made = [stage.source(title).id for title in ("Building register", "Wire of the coast")]
    return claim, [evidence.link_source(stage.db, claim, one, Stance.SUPPORTS, by=ben, at=stage.at).id for one in made]


def submit(stage: Stage, claim: int, **more: object) -> None:
    fields = {"seen": stage.page_of(claim).version, "rating": "true", "explanation": "The register says so.", **more}
    assert stage.post(f"/claims/{claim}/submit", fields).status_code == 303


def rests_on(stage: Stage, claim: int) -> tuple[int, ...]:
    return overview.claim_page(stage.db, claim).case.verdicts[-1].evidence_ids


def test_every_source_is_ticked_and_unticking_one_leaves_it_out(stage: Stage) -> None:
    claim, links = two_links(stage)
    page = stage.get(f"/claims/{claim}").text
    assert all(f'name="evidence" value="{link}" checked' in page for link in links)
    submit(stage, claim, offered=links, evidence=[links[1]])
    assert rests_on(stage, claim) == (links[1],)
    assert "Based on Wire of the coast (supports)." in " ".join(stage.get(f"/claims/{claim}", by="Cleo").text.split())


def test_without_the_boxes_it_rests_on_all_and_with_none_ticked_on_none(stage: Stage) -> None:
    claim, links = two_links(stage)
    submit(stage, claim)
    assert rests_on(stage, claim) == tuple(links)
    verdicts.return_verdict(stage.db, claim, "Why?", by=stage.cast["Cleo"], at=stage.at)
    submit(stage, claim, offered=links)
    assert rests_on(stage, claim) == ()
    assert "Not based on any source." in stage.get(f"/claims/{claim}").text


def draft(stage: Stage, claim: int, **more: object) -> str | None:
    kept = overview.claim_page(stage.db, claim).draft
    fields = {"draft_seen": kept.version if kept else 0, "rating": "true", "explanation": "So.", **more}
    answer = stage.post(f"/claims/{claim}/draft", fields)
    assert answer.status_code == 303, answer.text
    return answer.location


def ticked(stage: Stage, claim: int, links: list[int]) -> list[int]:
    page = stage.get(f"/claims/{claim}").text
    assert all(f'name="evidence" value="{link}"' in page for link in links)
    return [link for link in links if f'name="evidence" value="{link}" checked' in page]


def test_a_draft_remembers_what_was_unticked_and_what_is_linked_later_is_ticked(stage: Stage) -> None:
    claim, links = two_links(stage)
    draft(stage, claim, offered=links, evidence=[links[1]])
    assert ticked(stage, claim, links) == [links[1]]
    assert "Based on 1 of 2 sources" in stage.get(f"/claims/{claim}").text
    assert "draft verdict saved: True, based on all but 1 source link" in stage.get(f"/claims/{claim}/history").text
    ben = stage.cast["Ben"]
    later = evidence.link_source(stage.db, claim, stage.source("Minutes").id, Stance.CONTEXT, by=ben, at=stage.at).id
    assert ticked(stage, claim, [*links, later]) == [links[1], later]
    submit(stage, claim, draft_seen=1, offered=[*links, later], evidence=[links[1], later])
    assert rests_on(stage, claim) == (links[1], later)


def test_a_link_that_was_taken_away_meanwhile_does_not_keep_a_draft_from_being_saved(stage: Stage) -> None:
    claim, links = two_links(stage)
    evidence.unlink_source(stage.db, links[0], "wrong page", by=stage.cast["Cleo"], at=stage.at)
    draft(stage, claim, offered=links, evidence=[links[1]])
    kept = overview.claim_page(stage.db, claim).draft
    assert kept is not None and (kept.explanation, kept.left_out) == ("So.", ())


def test_a_returned_verdict_is_worked_on_with_what_it_rested_on(stage: Stage) -> None:
    claim, links = two_links(stage)
    submit(stage, claim, offered=links, evidence=[links[1]])
    verdicts.return_verdict(stage.db, claim, "Why?", by=stage.cast["Cleo"], at=stage.at)
    assert ticked(stage, claim, links) == [links[1]]


def test_a_refused_verdict_keeps_its_ticks(stage: Stage) -> None:
    claim, links = two_links(stage)
    fields = {"seen": stage.page_of(claim).version, "rating": "true", "explanation": "", "offered": links, "evidence": links[1:]}
    answer = stage.post(f"/claims/{claim}/submit", {**fields, "back": f"/claims/{claim}"})
    assert answer.status_code == 409
    assert f'value="{links[1]}" checked' in answer.text and f'value="{links[0]}" checked' not in answer.text


def test_going_on_to_another_line_keeps_what_was_typed_as_a_draft(stage: Stage) -> None:
    claim, links = two_links(stage)
    line = f"/articles/{stage.article}?line=1"
    desk = stage.client("Ben").get(f"/articles/{stage.article}?claim={claim}", follow_redirects=True).text
    assert f'form="rate" name="go" value="{line}"' in desk
    assert draft(stage, claim, offered=links, evidence=[links[1]], go=line) == line
    kept = overview.claim_page(stage.db, claim).draft
    assert kept is not None and (kept.rating, kept.explanation, kept.left_out) == ("true", "So.", (links[0],))
    # Passing by again changes nothing, and passing by an untouched claim takes nothing up.
    assert draft(stage, claim, offered=links, evidence=[links[1]], go=line) == line
    assert overview.claim_page(stage.db, claim).draft == kept
    other = stage.claim("12,000")
    assert draft(stage, other.id, rating="", explanation="", go=line) == line
    assert stage.page_of(other.id) == other
    assert draft(stage, claim, explanation="More.", go="//elsewhere.example.org/") == f"/claims/{claim}"


def test_evidence_of_another_claim_is_refused(stage: Stage) -> None:
    claim, _ = two_links(stage)
    fields = {"seen": stage.page_of(claim).version, "rating": "true", "explanation": "So.", "offered": ["999"], "evidence": ["999"]}
    assert stage.post(f"/claims/{claim}/submit", fields).status_code == 409
    assert overview.claim_page(stage.db, claim).case.verdicts == ()


def publish(stage: Stage, claim: int, rating: str, explanation: str, only: list[int] | None = None) -> None:
    ben, cleo, edith = (stage.cast[name] for name in ("Ben", "Cleo", "Edith"))
    verdicts.submit(stage.db, claim, rating, explanation, by=ben, at=stage.at, evidence_ids=only)
    verdicts.approve(stage.db, claim, by=cleo, at=stage.at)
    verdicts.publish(stage.db, claim, by=edith, at=stage.at)


def test_readers_see_what_it_rests_on_and_nothing_that_came_up_since(stage: Stage) -> None:
    claim, links = two_links(stage)
    publish(stage, claim, "true", "The register says so.", only=links[:1])
    evidence.link_source(stage.db, claim, stage.source("A denial").id, Stance.CONTRADICTS, by=stage.cast["Ben"], at=stage.at)
    page = stage.get(f"/claims/{claim}", by=None).text
    assert "Building register" in page and "Wire of the coast" not in page and "A denial" not in page
    assert "read by a second person" in page
    assert not any(name in page for name in ("Ben", "Cleo", "Edith"))


def test_a_changed_verdict_keeps_the_old_one_as_a_correction_with_its_day(stage: Stage) -> None:
    claim, _ = two_links(stage)
    publish(stage, claim, "true", "The register says so.")
    verdicts.withdraw(stage.db, claim, "A reader wrote.", by=stage.cast["Edith"], at=stage.at)
    verdicts.reopen(stage.db, claim, "A reader wrote.", by=stage.cast["Edith"], at=stage.at)
    stage.at += timedelta(days=20)
    publish(stage, claim, "mostly_true", "Most of it fell.")
    page = " ".join(unescape(stage.get(f"/claims/{claim}", by=None).text).split())
    assert "Our rating: <b>Mostly true</b>" in page
    assert "<b>3 April 2026:</b> we changed our rating from <b>True</b> to <b>Mostly true</b>." in page
    assert "The register says so." in page and "A reader wrote" not in page


def test_a_self_approved_verdict_does_not_claim_a_second_reader(stage: Stage) -> None:
    claim, _ = two_links(stage)
    newsroom.allow_self_approval(stage.db, True, by=stage.cast["Ada"], at=stage.at)
    ben = stage.cast["Ben"]
    verdicts.submit(stage.db, claim, "true", "So.", by=ben, at=stage.at)
    verdicts.approve(stage.db, claim, by=ben, at=stage.at)
    verdicts.publish(stage.db, claim, by=stage.cast["Edith"], at=stage.at)
    assert "second person" not in stage.get(f"/claims/{claim}", by=None).text


def test_the_page_offers_to_approve_what_waits_after_a_claim_with_a_returned_verdict_was_joined(stage: Stage) -> None:
    ben, cleo, match = stage.cast["Ben"], stage.cast["Cleo"], stage.match(differing=False)
    stays, goes = sorted((match.claim_id, match.known_id))
    verdicts.submit(stage.db, stays, "true", "Measured.", by=ben, at=stage.at)
    page = stage.get(f"/claims/{stays}", by="Cleo").text
    assert "Waiting for a second reader: True" in page and "All verdicts" not in page
    verdicts.submit(stage.db, goes, "false", "Not so.", by=ben, at=stage.at)
    verdicts.return_verdict(stage.db, goes, "Who says so?", by=cleo, at=stage.at)
    assert "All verdicts" in stage.get(f"/claims/{goes}").text, "a returned verdict stands nowhere else"
    review.decide_match(stage.db, match.id, Status.CONFIRMED, by=ben, at=stage.at)
    page = stage.get(f"/claims/{stays}", by="Cleo").text
    assert "Waiting for a second reader: True" in page and f'action="/claims/{stays}/approve"' in page
    assert "All verdicts" in page and 'name="explanation"' not in page
