"""What a verdict rests on, picked on the page; and what readers see of it, its sources and its corrections."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from claims.desk import evidence, newsroom, overview, verdicts
from claims.model import Stance
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
    assert all(f'name="evidence" value="{one}" checked' in page for one in links)
    submit(stage, claim, rests="picked", evidence=[links[1]])
    assert rests_on(stage, claim) == (links[1],)
    assert "Rests on Wire of the coast (supports)." in " ".join(stage.get(f"/claims/{claim}", by="Cleo").text.split())


def test_without_the_boxes_it_rests_on_all_and_with_none_ticked_on_none(stage: Stage) -> None:
    claim, links = two_links(stage)
    submit(stage, claim)
    assert rests_on(stage, claim) == tuple(links)
    verdicts.return_verdict(stage.db, claim, "Why?", by=stage.cast["Cleo"], at=stage.at)
    submit(stage, claim, rests="picked")
    assert rests_on(stage, claim) == ()
    assert "It rests on no source." in stage.get(f"/claims/{claim}").text


def test_evidence_of_another_claim_is_refused(stage: Stage) -> None:
    claim, _ = two_links(stage)
    fields = {"seen": stage.page_of(claim).version, "rating": "true", "explanation": "So.", "rests": "picked", "evidence": ["999"]}
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
