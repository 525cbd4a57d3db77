"""One page over all articles: what is open, what repeats a false claim, what went stale, and the charts' numbers."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from claims.desk.checking import review, verdicts
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.screens import overview, roundup
from claims.desk.screens.roundup import Roundup
from claims.desk.sources import evidence
from claims.model import Mark, ProblemKind, Stance, State
from tests.web_stage import Stage
from web.show import charts

LISBON = ZoneInfo("Europe/Lisbon")


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def seen(stage: Stage) -> Roundup:
    return roundup.roundup(stage.db, ProblemBook(), at=stage.at, zone=LISBON)


def test_open_articles_come_oldest_first_with_what_is_left_in_each(stage: Stage) -> None:
    stage.claim("depot")
    stage.bring("9 kilometres", "taken")
    assert [(one.id, one.open, one.in_review) for one in seen(stage).open] == [(stage.earlier, 0, 0), (stage.article, 1, 1)]
    page = stage.get("/reports").text
    assert page.index("Trams for Brackwater") < page.index("Brackwater opens its tram line")


def test_an_article_with_nothing_left_is_not_open(stage: Stage) -> None:
    for number in (stage.article, stage.earlier):
        for line in overview.article_desk(stage.db, number, at=stage.at).sentences:
            review.mark_sentence(stage.db, line.id, Mark.NOT_CLAIM, by=stage.cast["Ben"], at=stage.at)
    assert seen(stage).open == ()
    assert "Nothing is open" in stage.get("/reports").text


def test_a_claim_rated_false_is_listed_as_a_repeat_with_its_articles(stage: Stage) -> None:
    claim = stage.claim("depot").id
    verdicts.submit(stage.db, claim, "false", "It stands.", by=stage.cast["Ben"], at=stage.at)
    verdicts.approve(stage.db, claim, by=stage.cast["Cleo"], at=stage.at)
    (repeat,) = seen(stage).repeats
    assert (repeat.case.claim.id, [article.id for article in repeat.articles]) == (claim, [stage.article])
    page = unescape(stage.get("/reports").text)
    assert "The same claim was rated False here" in page
    spanish = unescape(stage.client("Ben").get("/reports", headers={"Accept-Language": "es"}).text)
    assert "La misma afirmación fue calificada aquí como Falso el" in spanish and "rated" not in spanish


def test_what_went_stale_is_listed_for_a_week_from_when_it_did(stage: Stage) -> None:
    claim, ben = stage.bring("depot", "checked").id, stage.cast["Ben"]
    later = stage.at + timedelta(days=30)
    evidence.link_source(stage.db, claim, stage.source().id, Stance.CONTRADICTS, by=ben, at=later)
    stage.at = later + timedelta(days=6)
    (found,) = seen(stage).stale
    assert (found.case.claim.id, found.since) == (claim, later)
    assert "Stale since 09:30 on 13 Apr" in stage.get("/reports").text
    stage.at = later + timedelta(days=8)
    assert seen(stage).stale == ()


def test_the_charts_count_states_weeks_and_problems(stage: Stage) -> None:
    stage.bring("depot", "checked")
    stage.bring("9 kilometres", "taken")
    counted = seen(stage)
    assert counted.states[State.CHECKED] == 1 and counted.states[State.IN_REVIEW] == 1
    assert list(counted.approved)[-1] == date(2026, 3, 9) and list(counted.approved.values()) == [0] * 7 + [1]
    assert counted.problems[ProblemKind.UNSOURCED] >= 2
    page = stage.get("/reports").text
    assert 'style="' not in page and page.count('<rect class="bar"') >= 8


def test_the_largest_bar_is_the_longest_and_one_is_never_too_small_to_see() -> None:
    assert [bar.length for bar in charts.bars([("a", 1000), ("b", 1), ("c", 0), ("d", 500)])] == [100, 1, 0, 50]
    assert charts.bars([]) == [] and [bar.length for bar in charts.bars([("a", 0)])] == [0]


def test_an_empty_desk_says_so(path: Path) -> None:
    stage = Stage(path.with_name("empty.db"))
    stage.db.execute("UPDATE article SET withdrawn_at = 'x'")
    page = stage.get("/reports").text
    stage.db.close()
    assert "No claim in any article repeats" in page and "No article yet, so no report." in page
