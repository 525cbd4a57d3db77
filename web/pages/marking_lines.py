"""Marking several lines of an article: which are ticked at first, and what is said afterwards."""

from collections.abc import Sequence

from claims.model import Evidence, Mark
from web.show.language import gettext, ngettext
from web.show.line_shapes import Row
from web.show.words import MARKS


def picked_lines(rows: list[Row], pick: str) -> set[int]:
    """The sentences that are ticked at first: "unmarked", "unlikely" (unmarked and not proposed), or lines by number."""
    unmarked = [line for line in rows if line.sentence.mark is Mark.UNMARKED]
    if pick == "unmarked":
        return {line.sentence.id for line in unmarked}
    if pick == "unlikely":
        return {line.sentence.id for line in unmarked if not line.claims}
    named = set(pick.split(","))
    return {line.sentence.id for line in rows if str(line.number) in named}


def lines_marked(count: int, mark: Mark) -> str:
    if mark is Mark.CLAIM:
        return ngettext("%(num)s line marked as a claim.", "%(num)s lines marked as claims.", count)
    if mark is Mark.NOT_CLAIM:
        return ngettext("%(num)s line marked as not a claim.", "%(num)s lines marked as not claims.", count)
    return ngettext("%(num)s line unmarked again.", "%(num)s lines unmarked again.", count)


def links_dropped(links: Sequence[Evidence]) -> str:
    """What is said when marks drop claims that have evidence; nothing where none of them has."""
    return ngettext("%(num)s linked source no longer counts.", "%(num)s linked sources no longer count.", len(links)) if links else ""


def marked_meanwhile(changed: list[Row]) -> str:
    changes = ", ".join(
        gettext("line %(number)s is now %(mark)s", number=line.number, mark=MARKS[line.sentence.mark].lower()) for line in changed
    )
    return gettext(
        "Someone else has just marked these: %(changes)s. The other lines are still selected; nothing was changed.", changes=changes
    )
