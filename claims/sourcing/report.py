"""The editor's report on an article: what is weak first, then every line. As JSON, CSV, text and one HTML file."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from claims.model import Article, Case, Line, Mark, Problem, Report, Sentence, Stance, State
from claims.sourcing import printing
from claims.sourcing.rules import DEFAULT, FIX, LABELS, WEIGHT, Thresholds, problems


def build(
    article: Article, sentences: Sequence[Sentence], cases: Sequence[Case], *, made_at: datetime, thresholds: Thresholds = DEFAULT
) -> Report:
    """Judge every claim of an article. ``cases`` are those whose claims appear in it, each claim once."""
    found = [problem for case in cases for problem in problems(case, thresholds=thresholds)]
    place = {case.claim.id: case.appearances[0].start if case.appearances else 0 for case in cases}
    found.sort(key=lambda problem: (WEIGHT[problem.kind], place[problem.claim_id]))
    lines = tuple(_line(sentence, cases) for sentence in sentences)
    return Report(article, lines, tuple(cases), tuple(found), made_at)


def _line(sentence: Sentence, cases: Sequence[Case]) -> Line:
    here = [
        case for case in cases if case.claim.state is not State.DROPPED and any(one.sentence_id == sentence.id for one in case.appearances)
    ]
    evidence = [one for case in here for one in case.evidence]
    rated = [case.verdict.rating.label for case in here if case.verdict]
    return Line(
        sentence=sentence,
        claim_ids=tuple(case.claim.id for case in here),
        verdict=rated[0] if rated else None,
        supports=sum(one.stance is Stance.SUPPORTS for one in evidence),
        contradicts=sum(one.stance is Stance.CONTRADICTS for one in evidence),
        sources=len({one.source.id for one in evidence}),
    )


def live_cases(report: Report) -> list[Case]:
    """The cases that count: those not dropped."""
    return [case for case in report.cases if case.claim.state is not State.DROPPED]


def as_json(report: Report) -> dict[str, Any]:
    """The report with the keys of the contract."""
    article, marks = report.article, [line.sentence.mark for line in report.lines]
    states = [case.claim.state for case in report.cases]
    return {
        "article": {
            "id": article.id,
            "title": article.title,
            "url": article.url,
            "publisher": article.publisher,
            "published": article.published_at,
            "text": article.text,
        },
        "sentences": len(report.lines),
        "unmarked": marks.count(Mark.UNMARKED),
        "not_claims": marks.count(Mark.NOT_CLAIM),
        "claims": len(live_cases(report)),
        "by_state": {str(state): states.count(state) for state in State},
        "problems": [{"kind": one.kind, "claim_id": one.claim_id, "text": one.text, "detail": one.detail} for one in report.problems],
        "lines": [_line_json(line) for line in report.lines],
    }


def _line_json(line: Line) -> dict[str, Any]:
    sentence = line.sentence
    answer: dict[str, Any] = {
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "mark": sentence.mark,
        "claim_ids": list(line.claim_ids),
        "sources": line.sources,
    }
    return answer | ({"verdict": line.verdict} if line.verdict else {})


COLUMNS = ("line", "sentence", "mark", "claim", "verdict", "supports", "contradicts", "problem", "weight", "detail")


def as_csv(report: Report) -> str:
    """One row for each sentence and problem, for a spreadsheet; a cell that could run as a formula gets a leading '."""
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for line in report.lines:
        here: list[Problem | None] = [one for one in report.problems if one.claim_id in line.claim_ids]
        for problem in here or [None]:
            table.writerow([_cell(value) for value in _row(line, problem)])
    return file.getvalue()


def _row(line: Line, problem: Problem | None) -> tuple[object, ...]:
    told = (LABELS[problem.kind], "fix" if problem.kind in FIX else "weigh", problem.detail) if problem else ("", "", "")
    claim_id = problem.claim_id if problem else (line.claim_ids[0] if line.claim_ids else "")
    sentence = line.sentence
    return (sentence.position, sentence.text, sentence.mark, claim_id, line.verdict or "", line.supports, line.contradicts, *told)


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def as_text(report: Report, *, colour: bool = False) -> str:
    """The report for a terminal, 88 columns wide; stored text cannot steer the terminal."""
    return printing.text(report, live_cases(report), colour=colour)


def as_html(report: Report) -> str:
    """The report as one HTML file to mail or print; it asks for nothing from outside."""
    return printing.html(report, live_cases(report))
