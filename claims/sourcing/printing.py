"""The report as people read it: on a terminal, and as one printable HTML file."""

import textwrap
from collections.abc import Sequence
from datetime import datetime
from importlib import resources

from claims.model import Case, Line, Mark, Problem, Report, State
from claims.sourcing.rules import FIX, LABELS

WIDTH = 88
_RED, _AMBER, _GREEN, _DIM, _BOLD, _OFF = "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[2m", "\x1b[1m", "\x1b[0m"

STATES = {
    State.OPEN: "Open",
    State.IN_REVIEW: "In review",
    State.CHECKED: "Checked",
    State.PUBLISHED: "Published",
    State.DROPPED: "Dropped",
}
MARKS = {Mark.UNMARKED: "Unmarked", Mark.CLAIM: "Claim", Mark.NOT_CLAIM: "Not a claim"}


def headline(report: Report) -> str:
    """The report in one line: "Not ready: fix 2, weigh 5, mark 10 sentences", or "Ready to publish"."""
    fix = sum(one.kind in FIX for one in report.problems)
    weigh = len(report.problems) - fix
    unmarked = sum(line.sentence.mark is Mark.UNMARKED for line in report.lines)
    parts = [f"fix {fix}"] * bool(fix) + [f"weigh {weigh}"] * bool(weigh)
    parts += [f"mark {unmarked} {'sentence' if unmarked == 1 else 'sentences'}"] * bool(unmarked)
    if not parts:
        return "Ready to publish"
    return ("Not ready: " if fix or unmarked else "Nothing to fix: ") + ", ".join(parts)


def counts(report: Report, live: Sequence[Case]) -> list[tuple[int, str]]:
    """The numbers beside the headline, each with its word."""
    marked = sum(line.sentence.mark is not Mark.UNMARKED for line in report.lines)
    states = [case.claim.state for case in live]
    checked = states.count(State.CHECKED) + states.count(State.PUBLISHED)
    return [
        (len(report.lines), "sentences"),
        (marked, "marked"),
        (len(live), "claims"),
        (checked, "checked"),
        (states.count(State.PUBLISHED), "published"),
    ]


def line_numbers(report: Report) -> dict[int, int]:
    """The first line on which each claim stands."""
    numbers: dict[int, int] = {}
    for line in report.lines:
        for claim_id in line.claim_ids:
            numbers.setdefault(claim_id, line.sentence.position)
    return numbers


def mark_words(line: Line, states: dict[int, State]) -> tuple[str, str]:
    """How a line is shown: the state of its claim ("Checked") or its mark, and "rated True" or "not rated"."""
    if not line.claim_ids:
        return MARKS[line.sentence.mark], ""
    unmarked = line.sentence.mark is Mark.UNMARKED
    state = STATES[states[line.claim_ids[0]]]
    return ("Proposed" if unmarked and state == "Open" else state), f"rated {line.verdict}" if line.verdict else "not rated"


def day_and_time(at: datetime) -> str:
    """A moment as people write it, "13 October 2024, 15:10", in the zone it was given in."""
    return f"{at.day} {at:%B} {at.year}, {at:%H:%M}"


def text(report: Report, live: Sequence[Case], *, colour: bool) -> str:
    """The report for a terminal, WIDTH columns wide, with colour codes when asked for."""

    def paint(words: str, code: str) -> str:
        return f"{code}{words}{_OFF}" if colour else words

    article = report.article
    said = ", ".join(part for part in (article.publisher, article.published_at) if part)
    ready = headline(report)
    code = _RED if ready.startswith("Not") else _GREEN
    out = ["─" * WIDTH, paint(f"Sourcing report: {_plain(article.title)}", _BOLD)]
    out += [_plain(said)] if said else []
    out += ["", paint(ready, _BOLD + code), ", ".join(f"{number} {word}" for number, word in counts(report, live)), ""]
    numbers = line_numbers(report)
    for heading, kinds, code in (("Fix before publishing", True, _RED), ("Weigh; each may stand if the editor says why", False, _AMBER)):
        here = [one for one in report.problems if (one.kind in FIX) is kinds]
        if here:
            out += [paint(heading, _BOLD), *(line for one in here for line in _problem_lines(one, numbers, paint(_label(one), code))), ""]
    out.append(paint("Line by line", _BOLD))
    states = _states(live)
    for line in report.lines:
        out += _text_line(line, states)
    return "\n".join([*out, "─" * WIDTH]) + "\n"


def _label(problem: Problem) -> str:
    return f"{LABELS[problem.kind]:<24}"


def _problem_lines(problem: Problem, numbers: dict[int, int], label: str) -> list[str]:
    first, *rest = textwrap.wrap(_plain(problem.text), WIDTH - 31) or [""]
    lines = [f"{numbers.get(problem.claim_id, 0):>4}  {label} {first}"]
    lines += [
        " " * 31 + part for part in [*rest, *textwrap.wrap(_plain(problem.detail), WIDTH - 33, initial_indent="  ", subsequent_indent="  ")]
    ]
    return lines


def _text_line(line: Line, states: dict[int, State]) -> list[str]:
    mark, rated = mark_words(line, states)
    sources = f"{line.supports} for, {line.contradicts} against" if line.claim_ids else ""
    first, *rest = textwrap.wrap(_plain(line.sentence.text), WIDTH - 40) or [""]
    side = [mark, rated, *([sources] if line.sources else [])] if line.claim_ids else [mark]
    column = [*side, *[""] * len(rest)]
    body = [first, *rest, *[""] * len(side)][: max(len(rest) + 1, len(side))]
    return [
        f"{line.sentence.position if place == 0 else '':>4}  {part:<{WIDTH - 38}}{column[place]}".rstrip()
        for place, part in enumerate(body)
    ]


def html(report: Report, live: Sequence[Case]) -> str:
    """The report as one HTML file with its own style inside; every stored text is escaped."""
    # Imported here: only this form of the report needs it.
    from jinja2 import Environment, StrictUndefined

    template = resources.files("claims.sourcing").joinpath("report.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(template)
    states, numbers = _states(live), line_numbers(report)
    return page.render(
        article=report.article,
        made=day_and_time(report.made_at),
        headline=headline(report),
        counts=counts(report, live),
        fix=[one for one in report.problems if one.kind in FIX],
        weigh=[one for one in report.problems if one.kind not in FIX],
        labels=LABELS,
        numbers=numbers,
        lines=[(line, *mark_words(line, states)) for line in report.lines],
    )


def _states(live: Sequence[Case]) -> dict[int, State]:
    return {case.claim.id: case.claim.state for case in live if case.claim.state is not None}


def _plain(words: str) -> str:
    """Stored text on one line, without the control characters that could steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in words)
