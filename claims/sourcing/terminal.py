"""The report on a terminal: problems first, then every line, 92 columns wide."""

import textwrap
import unicodedata
from collections.abc import Callable, Sequence

from claims.model import Problem, Report, Stance, State
from claims.sourcing.citing import Citation
from claims.sourcing.labels import READING_NOTES, counted, said_by
from claims.sourcing.rules import FIX, PROBLEMS
from claims.sourcing.summary import Shown, counts, first_lines, headline, is_ready, is_signed_off, left_beside, reason, shown_lines
from claims.wording import day_and_time

WIDTH = 92
_NUMBER, _LABEL, _SIDE = 4, 26, 30  # columns of a line's number, a problem's label, and the marks beside a sentence
_SIGNS = {
    "unmarked": "◌",
    "not_claim": "–",
    "claim": "○",
    State.OPEN: "○",
    State.IN_REVIEW: "◐",
    State.CHECKED: "✓",
    State.PUBLISHED: "■",
}
_STANCES = {Stance.SUPPORTS: "+", Stance.CONTRADICTS: "≠", Stance.CONTEXT: "·"}
_RED, _AMBER, _GREEN, _DIM, _BOLD, _OFF = "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[2m", "\x1b[1m", "\x1b[0m"

Paint = Callable[[str, str], str]


def text(report: Report, *, colour: bool) -> str:
    """The report as lines of text, with colour codes on request. Colour never carries meaning that the words do not."""

    def paint(words: str, code: str) -> str:
        return f"{code}{words}{_OFF}" if colour and code and words.strip() else words

    return "\n".join([*_head(report, paint), *_problems(report, paint), *_lines(report, paint), "─" * WIDTH]) + "\n"


def _head(report: Report, paint: Paint) -> list[str]:
    article = report.article
    publication = _plain(said_by(article))
    good = is_ready(report) or is_signed_off(report)
    return [
        "━" * WIDTH,
        paint("Sourcing report", _BOLD) + paint(f"made {day_and_time(report.made_at)}".rjust(WIDTH - 15), _DIM),
        *(paint(line, _BOLD) for line in textwrap.wrap(_plain(article.title), WIDTH)),
        *([paint(publication, _DIM)] if publication else []),
        "",
        *(
            paint(line, _BOLD + (_GREEN if good else _RED))
            for line in textwrap.wrap(_plain(f"{'✓' if good else '▲'} {headline(report)}"), WIDTH)
        ),
        ", ".join(f"{number} {word}" for number, word in counts(report)),
        *(paint(line, _AMBER) for line in textwrap.wrap(left_beside(report), WIDTH)),
        *(paint(line, _AMBER) for line in textwrap.wrap(_plain(reason(report)), WIDTH)),
        *_reading_notes(report, paint),
        "",
    ]


def _reading_notes(report: Report, paint: Paint) -> list[str]:
    if not report.reading_notes:
        return []
    return [
        "",
        paint(READING_NOTES, _BOLD),
        *(paint(line, _DIM) for note in report.reading_notes for line in _wrapped(note, WIDTH)),
    ]


def _problems(report: Report, paint: Paint) -> list[str]:
    line_numbers, out = first_lines(report), []
    fix, weigh = (
        [problem for problem in report.problems if problem.kind in FIX],
        [problem for problem in report.problems if problem.kind not in FIX],
    )
    for heading, sign, code, section in (
        ("Fix before publishing", "▲", _RED, fix),
        ("Weigh: each may stand if the editor says why", "△", _AMBER, weigh),
    ):
        if section:
            out += [paint(heading, _BOLD), "─" * WIDTH]
            out += [
                line
                for problem in section
                for line in _problem(problem, line_numbers.get(problem.claim_id), f"{sign} {PROBLEMS[problem.kind]}", code, paint)
            ]
            out.append("")
    return out


def _problem(problem: Problem, line_number: int | None, label: str, code: str, paint: Paint) -> list[str]:
    width = WIDTH - _NUMBER - _LABEL - 3
    claim = _wrapped(problem.text, width)
    detail = [paint(part, _DIM) for part in _wrapped(problem.detail, width)]
    margin = [f"{line_number or '':>{_NUMBER}} " + paint(label.ljust(_LABEL + 1), code)] + [" " * (_NUMBER + _LABEL + 2)] * (
        len(claim) + len(detail) - 1
    )
    return [f"{left} {right}".rstrip() for left, right in zip(margin, [*claim, *detail], strict=True)]


def _lines(report: Report, paint: Paint) -> list[str]:
    out = [
        paint("Line by line", _BOLD) + paint(f"  {counted(len(report.lines), 'sentence')}, in the order of the article", _DIM),
        "─" * WIDTH,
    ]
    for shown in shown_lines(report):
        out += _line(shown, paint)
    return out


def _line(shown: Shown, paint: Paint) -> list[str]:
    width = WIDTH - _NUMBER - _SIDE - 3
    body = _wrapped(shown.line.sentence.text, width)
    side = _side(shown, paint)
    height = max(len(body), len(side))
    numbers = [f"{shown.line.sentence.position:>{_NUMBER}}"] + [" " * _NUMBER] * (height - 1)
    padded = [*(_padded(part, width) for part in body), *[" " * width] * (height - len(body))]
    return (
        [
            f"{left} {middle}  {right}".rstrip()
            for left, middle, right in zip(numbers, padded, [*side, *[""] * (height - len(side))], strict=True)
        ]
        + [part for citation in shown.citations for part in _citation(citation, paint)]
        + [part for link in shown.line.links for part in _noted("→", link.words, paint)]
    )


def _citation(citation: Citation, paint: Paint) -> list[str]:
    return _noted(_STANCES[citation.stance], citation.words, paint)


def _noted(sign: str, words: str, paint: Paint) -> list[str]:
    first, rest = " " * (_NUMBER + 1) + f"{sign} ", " " * (_NUMBER + 3)
    parts = _wrapped(words, WIDTH - len(rest))
    return [(first if number == 0 else rest) + paint(part, _DIM) for number, part in enumerate(parts)]


def _side(shown: Shown, paint: Paint) -> Sequence[str]:
    rated = ", ".join(part for part in (shown.rated, shown.sources) if part)
    return [
        paint(f"{_SIGNS[shown.kind]} {shown.mark}", _GREEN if shown.kind in (State.CHECKED, State.PUBLISHED) else ""),
        *(paint(f"  {part}", _DIM) for part in _wrapped(rated, _SIDE - 2) if part),
        *([paint(f"▲ {shown.fix}", _RED)] if shown.fix else []),
        *([paint(f"△ {shown.weigh}", _AMBER)] if shown.weigh else []),
    ]


def _wrapped(words: str, width: int) -> list[str]:
    return textwrap.wrap(_plain(words), width) or [""]


def _padded(words: str, width: int) -> str:
    """The words padded to a width in terminal columns: East Asian letters take two, combining marks none."""
    taken = sum(0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF") for letter in words)
    return words + " " * (width - taken)


def _plain(words: str) -> str:
    """Stored text on one line, without control characters that could steer a terminal or reverse the text direction."""
    return "".join(letter if letter.isprintable() else " " for letter in words)
