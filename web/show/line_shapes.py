"""The article as the desk shows it: each sentence with its shape, its label and its position in the coverage bar."""

from dataclasses import dataclass

from claims.desk.screens.overview import ArticleDesk
from claims.model import Claim, Line, Mark, Problem, Sentence, State
from claims.sourcing import rules
from claims.sourcing.summary import live_cases
from web.show import words
from web.show.language import gettext, ngettext


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence as it is shown. ``shape`` is the name of its icon and its CSS class."""

    sentence: Sentence
    claims: tuple[Claim, ...]
    line: Line
    fix: tuple[Problem, ...]
    weigh: tuple[Problem, ...]
    shape: str
    word: str
    more: str

    @property
    def number(self) -> int:
        """The sentence's position in the article, from 1."""
        return self.sentence.position


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the work on an article is. Counts are of sentences, except ``claims``, ``proposed`` and ``checked``."""

    sentences: int
    marked: int
    claims: int
    proposed: int
    checked: int
    fix: int
    weigh: int

    @property
    def unmarked(self) -> int:
        """Sentences that nobody has marked."""
        return self.sentences - self.marked


def rows_of(desk: ArticleDesk) -> list[Row]:
    """Every sentence of the article, in order."""
    problems: dict[int, list[Problem]] = {}
    for problem in desk.report.problems:
        problems.setdefault(problem.claim_id, []).append(problem)
    return [_row(line, desk.claims_in.get(line.sentence.id, ()), problems) for line in desk.report.lines]


def coverage_of(desk: ArticleDesk, rows: list[Row]) -> Coverage:
    """The counts shown above the article."""
    cases = live_cases(desk.report)
    inside = [case.claim for case in cases if not case.is_proposed]
    fix = sum(rules.is_fix(problem.kind) for problem in desk.report.problems)
    return Coverage(
        sentences=len(rows),
        marked=sum(row.sentence.mark is not Mark.UNMARKED for row in rows),
        claims=len(inside),
        proposed=len(cases) - len(inside),
        checked=sum(claim.state in (State.CHECKED, State.PUBLISHED) for claim in inside),
        fix=fix,
        weigh=len(desk.report.problems) - fix,
    )


def next_to_do(rows: list[Row], after: Row | None = None) -> Row:
    """The row to continue with: the next unmarked sentence, else the next unchecked claim, else the current row."""
    start = after.number if after else 0
    order = [*rows[start:], *rows[:start]]
    unmarked = (row for row in order if row.sentence.mark is Mark.UNMARKED)
    unchecked = (row for row in order if any(claim.state in (State.OPEN, State.IN_REVIEW) for claim in row.claims))
    return next(unmarked, None) or next(unchecked, None) or after or rows[0]


def _row(line: Line, claims: tuple[Claim, ...], problems: dict[int, list[Problem]]) -> Row:
    mark = line.sentence.mark
    shown = claims if mark is Mark.NOT_CLAIM else tuple(claim for claim in claims if claim.state is not State.DROPPED)
    raised = [problem for claim in shown for problem in problems.get(claim.id, ())] if mark is not Mark.NOT_CLAIM else []
    fix = tuple(problem for problem in raised if rules.is_fix(problem.kind))
    weigh = tuple(problem for problem in raised if not rules.is_fix(problem.kind))
    if mark is not Mark.CLAIM:
        shape = "not-claim" if mark is Mark.NOT_CLAIM else "unmarked"
        more = gettext("likely a claim") if mark is Mark.UNMARKED and shown else ""
        return Row(line.sentence, shown, line, fix, weigh, shape, words.MARKS[mark], more)
    state = shown[0].state if shown else None
    shape = str(state).replace("_", "-") if state else "open"
    sources = ngettext("%(num)s source", "%(num)s sources", line.sources) if line.sources else ""
    more = line.verdict or sources
    return Row(line.sentence, shown, line, fix, weigh, shape, words.STATES[state] if state else gettext("Claim"), more)


def numbered_claims(rows: list[Row]) -> dict[int, int]:
    """The position of each claim among the article's claims, from 1; a proposed claim has none."""
    numbers: dict[int, int] = {}
    for row in rows:
        for claim in row.claims if row.sentence.mark is Mark.CLAIM else ():
            if claim.state is not State.DROPPED:
                numbers.setdefault(claim.id, len(numbers) + 1)
    return numbers
