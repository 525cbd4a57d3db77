"""The editor's report on an article: first what is weak, then every line. As JSON, CSV, text and one HTML file."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from claims.cells import guarded
from claims.model import Article, Case, Line, Polarity, Problem, Report, Sentence, Stance, State
from claims.model.links import LinkCheck
from claims.shape_fields import Answer
from claims.sourcing import report_page, terminal
from claims.sourcing.citing import citations
from claims.sourcing.report_shapes import ReportShape, printed
from claims.sourcing.rules import PROBLEMS, WEIGHT, problems, weight_word
from claims.sourcing.summary import first_lines


def build(
    article: Article, sentences: Sequence[Sentence], cases: Sequence[Case], *, made_at: datetime, links: Sequence[LinkCheck] = ()
) -> Report:
    """Judge every claim of an article. ``cases`` are those with claims in it, each claim once.

    Problems are ordered by weight, then by line; lines by their order in the article.
    """
    on_line: dict[int, list[Case]] = {sentence.id: [] for sentence in sentences}
    for case in cases:
        for sentence_id in dict.fromkeys(appearance.sentence_id for appearance in case.appearances):
            # Appearances in other articles count for the case, but are on no line of this article.
            if sentence_id in on_line and case.claim.state is not State.DROPPED:
                on_line[sentence_id].append(case)
    lines = tuple(_line(sentence, on_line[sentence.id], links) for sentence in sentences)
    report = Report(article, lines, tuple(cases), (), made_at)
    positions = first_lines(report)
    all_problems = [problem for case in cases for problem in problems(_as_made_in(on_line, case))]
    all_problems.sort(key=lambda problem: (WEIGHT[problem.kind], positions.get(problem.claim_id, 0)))
    return Report(article, lines, tuple(cases), tuple(all_problems), made_at)


def _as_made_in(on_line: Mapping[int, Sequence[Case]], case: Case) -> Case:
    """The case as this article makes the claim: another article may assert it where this one denies it."""
    here = tuple(appearance for appearance in case.appearances if appearance.sentence_id in on_line)
    articles = {appearance.article_id for appearance in here}
    return replace(case, appearances=here, links=tuple(link for link in case.links if link.article_id in articles))


def _line(sentence: Sentence, here: Sequence[Case], links: Sequence[LinkCheck]) -> Line:
    evidence = [item for case in here for item in case.evidence]
    rated = [case.verdict.rating.label for case in here if case.verdict]
    return Line(
        sentence=sentence,
        claim_ids=tuple(case.claim.id for case in here),
        verdict=rated[0] if rated else None,
        polarity=_polarity(sentence, here),
        supports=len({item.source.id for item in evidence if item.stance is Stance.SUPPORTS}),
        contradicts=len({item.source.id for item in evidence if item.stance is Stance.CONTRADICTS}),
        sources=len({item.source.id for item in evidence}),
        evidence=tuple(evidence),
        links=tuple(link for link in links if link.start < sentence.end and sentence.start < link.end),
    )


def _polarity(sentence: Sentence, here: Sequence[Case]) -> Polarity | None:
    """What the sentence does with its claims: asserted as soon as one of them is; None if it has none."""
    done = [appearance.polarity for case in here for appearance in case.appearances if appearance.sentence_id == sentence.id]
    return Polarity.ASSERTED if Polarity.ASSERTED in done else done[0] if done else None


def as_json(report: Report) -> Answer:
    """The report with the keys of the contract, plus "headline", "signed_off" and each problem's "weight", "label" and "line"."""
    return ReportShape.of(printed(report))


COLUMNS = ("line", "sentence", "mark", "claim", "verdict", "supports", "contradicts", "problem", "weight", "detail", "evidence", "links")


def as_csv(report: Report) -> str:
    """One row for each sentence and problem, for a spreadsheet; a cell that could run as a formula gets a leading '."""
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for line in report.lines:
        on_line: list[Problem | None] = [problem for problem in report.problems if problem.claim_id in line.claim_ids]
        for problem in on_line or [None]:
            table.writerow([_cell(value) for value in _row(line, problem)])
    return file.getvalue()


def _row(line: Line, problem: Problem | None) -> tuple[object, ...]:
    problem_cells = (PROBLEMS[problem.kind], weight_word(problem.kind), problem.detail) if problem else ("", "", "")
    claims = problem.claim_id if problem else " ".join(map(str, line.claim_ids))
    sentence = line.sentence
    return (
        sentence.position,
        sentence.text,
        sentence.mark.value,
        claims,
        line.verdict or "",
        line.supports,
        line.contradicts,
        *problem_cells,
        "\n".join(citation.words for citation in citations(line.evidence)),
        "\n".join(link.words for link in line.links),
    )


def _cell(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value


def as_text(report: Report, *, colour: bool = False) -> str:
    """The report for a terminal, 92 columns wide; control characters in stored text are removed."""
    return terminal.text(report, colour=colour)


def as_html(report: Report) -> str:
    """The report as one HTML file to mail or print; it loads nothing from outside, and all stored text is escaped."""
    return report_page.html(report)


def print_report(made: Report, form: str, *, colour: bool = False) -> str:
    """A report as "text", "html" (one file to mail or print), "csv" or "json"; ``colour`` is for text on a terminal."""
    if form == "json":
        return json.dumps(as_json(made), ensure_ascii=False, indent=2)
    if form == "html":
        return as_html(made)
    if form == "csv":
        return as_csv(made)
    return as_text(made, colour=colour)
