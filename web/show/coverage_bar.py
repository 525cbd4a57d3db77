"""The bar above an article: a column for each line, or for several where an article is long, so that 2,000 lines fit on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from web.show.language import gettext
from web.show.line_shapes import Row

MOST = 80
"""The most columns: four pixels each on the narrowest phone."""

WORST_FIRST = ("unmarked", "open", "in-review", "checked", "published", "dropped", "not-claim")
"""What a column of several lines shows: what is furthest from done."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``number`` is the line that it leads to: its worst."""

    number: int
    shape: str
    label: str
    has_fix: bool
    has_weigh: bool
    chosen: bool


def columns_of(rows: Sequence[Row], chosen: int, most: int = MOST) -> list[Column]:
    """The columns of an article's lines, in order, at most ``most``; ``chosen`` is the number of the selected line."""
    together = -(-len(rows) // most) if rows else 1
    return [_column(rows[first : first + together], chosen) for first in range(0, len(rows), together)]


def _column(rows: Sequence[Row], chosen: int) -> Column:
    worst = min(rows, key=lambda row: (not row.fix, not row.weigh, WORST_FIRST.index(row.shape)))
    shape = min((row.shape for row in rows), key=WORST_FIRST.index)
    fix, weigh = sum(len(row.fix) for row in rows), sum(len(row.weigh) for row in rows)
    first, last = rows[0].number, rows[-1].number
    where = (
        gettext("Line %(position)s", position=first) if len(rows) == 1 else gettext("Lines %(first)s to %(last)s", first=first, last=last)
    )
    what = rows[0].word if len(rows) == 1 else _counted(rows)
    weights = [gettext("%(count)s to fix", count=fix)] * bool(fix) + [gettext("%(count)s to weigh", count=weigh)] * bool(weigh)
    is_chosen = any(row.number == chosen for row in rows)
    return Column(worst.number, shape, f"{where}: {', '.join([what, *weights])}", bool(fix), bool(weigh), is_chosen)


def _counted(rows: Sequence[Row]) -> str:
    by_word = {word: sum(row.word == word for row in rows) for word in dict.fromkeys(row.word for row in rows)}
    return ", ".join(f"{count} {word.lower()}" for word, count in by_word.items())
