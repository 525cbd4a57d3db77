"""A verdict that comes later: the articles that already repeat the claim are told of, the older ones too."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk import alerts
from claims.desk.articles import withdrawals
from claims.desk.cases import cases
from claims.desk.checking import review, verdicts
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.screens import roundup
from claims.model import Claim, ProblemKind, Reason, Status
from claims.store import alerts as stored_alerts
from claims.store.connect import rows
from stage import a_claim, a_match
from tests.web_stage import Stage


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def rate(stage: Stage, claim: Claim, rating: str) -> None:
    verdicts.submit(stage.db, claim.id, rating, "So.", by=stage.cast["Ben"], at=stage.at)
    verdicts.approve(stage.db, claim.id, by=stage.cast["Cleo"], at=stage.at)


def test_a_claim_rated_false_later_raises_an_alert_in_the_article_that_repeats_it(stage: Stage) -> None:
    stage.match(differing=False)
    rate(stage, stage.claim("9 kilometres", stage.earlier), "false")
    (alert,) = alerts.list_alerts(stage.db)
    assert (alert.says_false, alert.stored.article_id, alert.claim.claim.id) == (True, stage.article, stage.claim("9 kilometres").id)
    assert stored_alerts.count_open(stage.db) == 1
    assert "may repeat a rated claim" in stage.get(f"/articles/{stage.article}?line=2").text
    assert "1 claim may repeat one" in stage.get("/reports").text


def test_claims_that_may_repeat_a_false_one_are_counted_each_once_and_all(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ben = stage.cast["Ben"]
    ours = [a_claim(stage.db, f"The dyke is {one} km long.", by=ben, at=stage.at) for one in range(3)]
    false = [a_claim(stage.db, f"The dyke runs on for {one} km.", by=ben, at=stage.at) for one in range(2)]
    for one, other in [(ours[0], false[0]), (ours[0], false[1]), (ours[1], false[1]), (ours[2], false[1])]:
        stored_alerts.add_alert(stage.db, a_match(stage.db, one, other, at=stage.at), stage.article, at=stage.at)
    assert alerts.count_repeating_false(stage.db) == 0
    for number in false:
        verdicts.submit(stage.db, number, "false", "So.", by=ben, at=stage.at)
        verdicts.approve(stage.db, number, by=stage.cast["Cleo"], at=stage.at)
    monkeypatch.setattr(alerts, "MOST", 2)
    assert (stored_alerts.count_open(stage.db), len(alerts.list_alerts(stage.db)), alerts.count_repeating_false(stage.db)) == (4, 2, 3)
    assert "3 claims may repeat one" in stage.get("/reports").text


def test_rating_a_claim_false_asks_for_the_scale_once_however_many_resemble_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ben, asked = stage.cast["Ben"], []
    rated = a_claim(stage.db, "The dyke is long.", by=ben, at=stage.at)
    for one in range(5):
        a_match(stage.db, rated, a_claim(stage.db, f"The dyke is {one} km long.", by=ben, at=stage.at), at=stage.at)
    known_claims = alerts.known_claims
    monkeypatch.setattr(alerts, "known_claims", lambda db, numbers: asked.append(set(numbers)) or known_claims(db, numbers))
    verdicts.submit(stage.db, rated, "false", "So.", by=ben, at=stage.at)
    verdicts.approve(stage.db, rated, by=stage.cast["Cleo"], at=stage.at)
    assert [len(one) for one in asked] == [6]


def test_it_raises_one_in_the_older_article_too_which_leaves_when_somebody_decides(stage: Stage) -> None:
    match = stage.match(differing=False)
    rated = stage.claim("9 kilometres")
    rate(stage, rated, "false")
    (alert,) = alerts.list_alerts(stage.db)
    older = stage.claim("9 kilometres", stage.earlier)
    assert (alert.stored.article_id, alert.claim.claim.id, alert.known.claim.id) == (stage.earlier, older.id, rated.id)
    queue = unescape(stage.get("/?alerts=1").text)
    assert older.text in queue and rated.text not in queue.partition("<tbody>")[2]
    review.decide_match(stage.db, match.id, Status.REJECTED, reasons=[Reason.SCOPE], by=stage.cast["Ben"], at=stage.at)
    assert stored_alerts.count_open(stage.db) == 0
    review.decide_match(stage.db, match.id, Status.CONFIRMED, by=stage.cast["Ben"], at=stage.at)
    # Now it is certain: both articles stand under it, and both reports say so.
    (repeat,) = roundup.roundup(stage.db, ProblemBook(), at=stage.at, zone=stage.settings.timezone).repeats
    assert {article.id for article in repeat.articles} == {stage.article, stage.earlier}
    for number in (stage.article, stage.earlier):
        problems = cases.sourcing_report(stage.db, number, at=stage.at).problems
        assert ProblemKind.REPEATS_FALSE_CLAIM in {problem.kind for problem in problems}


@pytest.mark.parametrize("rating", ["true", "mostly_true", "unproven"])
def test_no_other_rating_raises_one(stage: Stage, rating: str) -> None:
    stage.match(differing=False)
    rate(stage, stage.claim("9 kilometres"), rating)
    assert rows(stage.db, "SELECT * FROM alert") == []


def test_nor_does_a_pair_that_differs_or_a_claim_that_is_rated_false_itself(stage: Stage) -> None:
    stage.match(differing=True)
    rate(stage, stage.claim("passengers"), "false")
    assert rows(stage.db, "SELECT * FROM alert") == []
    stage.match(differing=False)
    rate(stage, stage.claim("9 kilometres"), "false")
    rate(stage, stage.claim("9 kilometres", stage.earlier), "false")
    assert len(rows(stage.db, "SELECT * FROM alert")) == 1


def test_an_alert_that_was_seen_is_new_again_and_a_dismissed_one_stays(stage: Stage) -> None:
    match = stage.match(differing=False)
    rated, ben = stage.claim("9 kilometres", stage.earlier), stage.cast["Ben"]
    number = stored_alerts.add_alert(stage.db, match.id, stage.article, at=stage.at)
    alerts.see(stage.db, [(number, 1)], by=ben, at=stage.at)
    rate(stage, rated, "false")
    assert (stored_alerts.get_alert(stage.db, number).state, stored_alerts.count_open(stage.db)) == ("new", 1)
    alerts.dismiss(stage.db, number, "another line", by=ben, at=stage.at, seen_version=stored_alerts.get_alert(stage.db, number).version)
    verdicts.reopen(stage.db, rated.id, "again", by=stage.cast["Edith"], at=stage.at)
    rate(stage, rated, "false")
    assert stored_alerts.get_alert(stage.db, number).state == "dismissed"


def test_a_withdrawn_article_is_not_told_of(stage: Stage) -> None:
    stage.match(differing=False)
    rated = stage.claim("9 kilometres")
    withdrawals.withdraw_article(stage.db, stage.earlier, "a spoof", by=stage.cast["Ben"], at=stage.at)
    rate(stage, rated, "false")
    assert rows(stage.db, "SELECT * FROM alert") == []
