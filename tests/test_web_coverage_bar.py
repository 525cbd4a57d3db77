"""The bar above an article: a column a line, or for several lines where there are many, with the worst of them in sight and all within reach."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.desk.screens import overview
from claims.model import Mark
from tests.stage import a_claim, an_article
from tests.web_stage import Stage
from web.show.coverage_bar import MOST, columns_of
from web.show.line_shapes import rows_of


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def test_a_short_article_has_a_column_a_line(stage: Stage) -> None:
    rows = rows_of(overview.article_desk(stage.db, stage.article, at=stage.at))
    columns = columns_of(rows, 2)
    assert [column.number for column in columns] == [row.number for row in rows]
    assert [column.chosen for column in columns] == [row.number == 2 for row in rows]
    assert columns[0].label == f"Line 1: {rows[0].word}"


@pytest.mark.parametrize("lines", [81, 178, 2_000])
def test_a_long_article_fits_and_no_line_is_lost(stage: Stage, lines: int) -> None:
    ben = stage.cast["Ben"]
    number = an_article(stage.db, *(f"Line {n} is here." for n in range(1, lines + 1)), by=ben, at=stage.at)
    sentences = overview.article_desk(stage.db, number, at=stage.at).sentences
    stage.db.execute("UPDATE sentence SET mark = 'not_claim' WHERE article_id = ? AND position <> 37", [number])
    stage.db.execute("UPDATE sentence SET mark = 'claim' WHERE id = ?", [sentences[37].id])
    a_claim(stage.db, "Line 38 is here.", by=ben, at=stage.at, sentence_id=sentences[37].id)
    rows = rows_of(overview.article_desk(stage.db, number, at=stage.at))
    columns = columns_of(rows, 40)
    assert len(columns) <= MOST and sum(column.chosen for column in columns) == 1
    spans = [tuple(map(int, re.findall(r"\d+", column.label.split(":")[0]))) for column in columns]
    assert [first for span in spans for first in range(span[0], span[-1] + 1)] == list(range(1, lines + 1))
    assert rows[36].sentence.mark is Mark.UNMARKED and rows[37].fix
    worst = next(column for column, span in zip(columns, spans, strict=True) if span[0] <= 38 <= span[-1])
    assert worst.has_fix and worst.number == 38 and "1 to fix" in worst.label and worst.shape in ("unmarked", "open")
    page = stage.get(f"/articles/{number}?line=40").text
    assert page.count('class="cell ') == len(columns) and 'class="coverage many"' in page
