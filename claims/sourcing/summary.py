"""What all printed forms of the report share: the headline, the counts, and how a line is marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.model import Case, Line, Mark, Polarity, Problem, Report, State
from claims.sourcing.citing import Citation, citations
from claims.sourcing.labels import MARKS, STATES, counted
from claims.sourcing.rules import FIX, PROBLEMS
from claims.wording import day_and_time


def headline(report: Report) -> str:
    """The report in one line: "Not ready: fix 2, weigh 5, mark 10 sentences", or "Ready to publish"."""
    fix, weigh, unmarked = _to_fix(report), len(report.problems) - _to_fix(report), _unmarked(report)
    parts = [f"fix {fix}"] * bool(fix) + [f"weigh {weigh}"] * bool(weigh) + [f"mark {counted(unmarked, 'sentence')}"] * bool(unmarked)
    if not parts:
        return "Ready to publish"
    return ("Nothing to fix: " if is_ready(report) else "Not ready: ") + ", ".join(parts)


def is_ready(report: Report) -> bool:
    """Whether nothing is left to fix or mark."""
    return not _to_fix(report) and not _unmarked(report)


def _to_fix(report: Report) -> int:
    return sum(problem.kind in FIX for problem in report.problems)


def _unmarked(report: Report) -> int:
    return sum(line.sentence.mark is Mark.UNMARKED for line in report.lines)


def signed(report: Report) -> str | None:
    """The sign-off in one line, or None when nobody signed the article off: "Signed off by Edith on 3 May 2026, 14:02: …"."""
    given = report.sign_off
    if given is None:
        return None
    words = f"igned off by {given.by} on {day_and_time(given.at.astimezone(report.made_at.tzinfo))}"
    note = f": {given.note}" if given.note else ""
    if given.taken_back:
        at = day_and_time(given.taken_back.at.astimezone(report.made_at.tzinfo))
        return f"Sign-off withdrawn by {given.taken_back.by} on {at}: {given.taken_back.note} (s{words}{note})"
    return f"S{words}{note}" if report.lapsed is None else f"Sign-off lapsed: {report.lapsed} (s{words}{note})"


def live_cases(report: Report) -> list[Case]:
    """The cases that were not dropped."""
    return [case for case in report.cases if case.claim.state is not State.DROPPED]


def counts(report: Report) -> list[tuple[int, str]]:
    """The numbers beside the headline, with labels. Claims that are only proposed count apart; published ones count as checked, too."""
    live = live_cases(report)
    states = [case.claim.state for case in live if not case.is_proposed]
    proposed = sum(case.is_proposed for case in live)
    published = states.count(State.PUBLISHED)
    return [
        (len(report.lines), "sentences"),
        (sum(line.sentence.mark is not Mark.UNMARKED for line in report.lines), "marked"),
        (len(states), "claims"),
        *([(proposed, "proposed")] if proposed else []),
        (states.count(State.CHECKED) + published, "checked"),
        (published, "published"),
    ]


def left_beside(report: Report) -> str:
    """What the article's own file names or asks and nobody has decided, in one sentence; "" when nothing is left."""
    sources = f"{counted(report.undecided, 'source')} named in the article’s file {'is' if report.undecided == 1 else 'are'} undecided"
    questions = f"{counted(report.questions, 'question')} in it {'is' if report.questions == 1 else 'are'} open"
    if not report.undecided:
        questions = questions.replace(" in it ", " in the article’s file ")
    parts = [sources] * bool(report.undecided) + [questions] * bool(report.questions)
    return " and ".join(parts) + "." if parts else ""


def first_lines(report: Report) -> dict[int, int]:
    """The first line of each claim."""
    positions: dict[int, int] = {}
    for line in report.lines:
        for claim_id in line.claim_ids:
            positions.setdefault(claim_id, line.sentence.position)
    return positions


@dataclass(frozen=True, slots=True)
class Shown:
    """How a line is marked: ``kind`` and words of a state or mark (``kind`` sets its sign), its rating, sources and problems."""

    line: Line
    kind: str
    mark: str
    rated: str
    sources: str
    fix: str
    weigh: str
    citations: tuple[Citation, ...] = ()


def shown_lines(report: Report) -> list[Shown]:
    """Every line as the report shows it."""
    states = {case.claim.id: case.claim.state for case in report.cases}
    return [_shown(line, states, [problem for problem in report.problems if problem.claim_id in line.claim_ids]) for line in report.lines]


def _shown(line: Line, states: dict[int, State | None], problems: Sequence[Problem]) -> Shown:
    mark = line.sentence.mark
    fix, weigh = [problem for problem in problems if problem.kind in FIX], [problem for problem in problems if problem.kind not in FIX]
    state = states[line.claim_ids[0]] if line.claim_ids else None
    # The program proposed it but nobody has marked the sentence, so the editor sees it as unmarked.
    if state is None or mark is Mark.UNMARKED:
        kind, words = str(mark), "Unmarked, claim proposed" if state and mark is Mark.UNMARKED else MARKS[mark]
    else:
        kind, words = str(state), STATES[state]
    rated = f"rated {line.verdict}" if line.verdict else "not rated" if line.claim_ids and mark is not Mark.UNMARKED else ""
    sources = (
        f"{line.supports} for, {line.contradicts} against"
        if line.sources
        else "no source"
        if line.claim_ids and mark is not Mark.UNMARKED
        else ""
    )
    reported = {Polarity.DENIED: "reported as false", Polarity.DOUBTED: "left in doubt"}.get(line.polarity) if line.polarity else None
    rated = ", ".join(part for part in (reported, rated) if part)
    return Shown(line, kind, words, rated, sources, _brief(fix, "fix"), _brief(weigh, "weigh"), citations(line.evidence))


def _brief(problems: Sequence[Problem], what: str) -> str:
    if not problems:
        return ""
    return PROBLEMS[problems[0].kind] if len(problems) == 1 else f"{len(problems)} to {what}"
