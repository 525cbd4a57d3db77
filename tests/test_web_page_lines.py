"""Headline, byline, date and what stands around an article are offered to be marked as not claims in one go; nothing else is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.desk.screens import overview
from claims.model import Mark
from tests.web_stage import Stage

TEXT = """The quay at Orvel is closed

By the Coast desk

Friday, 11 October 2024

Orvel Chronicle | 11 October 2024

Share this article

The quay at Orvel is 90 metres long. It was closed on Monday. What a fine place.

Read more
"""


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def test_the_lines_of_the_page_are_marked_in_one_go(stage: Stage) -> None:
    number = stage.add_article(TEXT)
    page = stage.get(f"/articles/{number}?line=1").text
    form = page[page.index('class="page-lines') :]
    chosen = re.findall(r'name="chosen" value="([\d:]+)"', form[: form.index("</form>")])
    offered = {line.text for line in lines(stage, number) if f"{line.id}:{line.version}" in chosen}
    assert offered == {
        "The quay at Orvel is closed",
        "By the Coast desk",
        "Friday, 11 October 2024",
        "Orvel Chronicle | 11 October 2024",
        "Share this article",
        "Read more",
    }
    assert stage.post(f"/articles/{number}/marks", {"mark": "not_claim", "chosen": chosen}).status_code == 303
    assert {line.text for line in lines(stage, number) if line.mark is Mark.NOT_CLAIM} == offered
    assert 'class="page-lines' not in stage.get(f"/articles/{number}?line=1").text


def test_whoever_may_not_mark_is_offered_nothing(stage: Stage) -> None:
    number = stage.add_article(TEXT)
    assert 'class="page-lines' not in stage.get(f"/articles/{number}?line=1", by="Vic").text


def lines(stage: Stage, number: int) -> tuple[overview.Sentence, ...]:
    return overview.article_desk(stage.db, number, at=stage.at).sentences
