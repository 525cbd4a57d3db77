"""What an annotated copy says of each claim beside its words: verdict or state, sources, problems, what is open, where the desk is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.model import Case, Evidence, Line, Mark, Problem, Report, Stance, State, Verdict
from claims.model.annotated import Annotation, signature
from claims.model.beside import LineNote, NoteState, ProposalState, ProposedSource
from claims.sourcing.labels import STATES, counted
from claims.sourcing.rules import FIX, PROBLEMS
from claims.wording import day_and_time

STANCES = {Stance.SUPPORTS: "Supports", Stance.CONTRADICTS: "Contradicts", Stance.CONTEXT: "Context"}
UNNAMED = "a confidential source"
_LONGEST_QUOTE = 600  # code points
_SHORTEST_NAME = 4  # code points; a shorter title is in too many words to be taken out of a text


@dataclass(frozen=True, slots=True)
class Beside:
    """What the article's file names and asks, with the label of each proposed source."""

    proposed: Sequence[tuple[ProposedSource, str]] = ()
    notes: Sequence[LineNote] = ()


def annotations(report: Report, beside: Beside, address: str, *, confidential: bool) -> list[Annotation]:
    """One annotation for each place where a claim stands, in the order of the text. Lines marked as no claim have none.

    ``address`` is the desk's, "" where it has none. Confidential sources are named only with ``confidential``.
    """
    made = []
    lines = {line.sentence.id: line for line in report.lines}
    for case in report.cases:
        for appearance in case.appearances:
            line = lines.get(appearance.sentence_id)
            if line is None or line.sentence.mark is Mark.NOT_CLAIM or case.claim.id not in line.claim_ids:
                continue
            made.append(_annotation(report, case, line, appearance.start, appearance.end, beside, address, confidential=confidential))
    return sorted(made, key=lambda annotation: (annotation.start, annotation.end, annotation.claim_id))


def _annotation(
    report: Report, case: Case, line: Line, start: int, end: int, beside: Beside, address: str, *, confidential: bool
) -> Annotation:
    secret = [] if confidential else [link.source.title for link in case.evidence if link.source.confidential]
    paragraphs = [
        standing(case, line),
        *(f"Claim: {case.claim.text}" for _ in [0] if case.claim.text.strip(" .") not in report.article.text[start:end]),
        *sources(case.evidence, confidential=confidential),
        *(problem_words(problem) for problem in report.problems if problem.claim_id == case.claim.id),
        *open_beside(line, beside),
        f"{signature(case.claim.id, report.article.id)}: {address}/articles/{report.article.id}?claim={case.claim.id}",
    ]
    cited = [link for link in case.evidence if confidential or not link.source.confidential]
    return Annotation(
        case.claim.id, start, end, tuple(without(words, secret) for words in paragraphs), tuple(dict.fromkeys(map(citation, cited)))
    )


def standing(case: Case, line: Line) -> str:
    """The verdict with its explanation, or how far the work on a claim is."""
    verdict, claim = case.verdict, case.claim
    if line.sentence.mark is Mark.UNMARKED:
        return "Proposed by the program: nobody has marked this line yet."
    waiting = _waiting(case)
    if waiting is not None:
        return f"In review: rated {waiting.rating.label} by {waiting.submitted_by}, waiting for a second reader."
    if claim.state in (State.CHECKED, State.PUBLISHED) and verdict is not None:
        return f"{verdict.rating.label}: {verdict.explanation}" if verdict.explanation else verdict.rating.label
    before = f" Before that: {verdict.rating.label}." if verdict is not None else ""
    return f"{STATES[claim.state] if claim.state else 'Rated elsewhere'}: not rated yet.{before}"


def _waiting(case: Case) -> Verdict | None:
    newest = case.verdicts[-1] if case.verdicts else None
    return newest if newest is not None and newest.outcome is None else None


def sources(evidence: Iterable[Evidence], *, confidential: bool) -> list[str]:
    """One line for each source with its stance, place and quote; confidential ones are counted where they are not named."""
    lines = []
    left_out = 0
    for link in evidence:
        if link.source.confidential and (not confidential or link.source.hidden):
            left_out += 1
            continue
        flag = " (confidential)" if link.source.confidential else ""
        quote = f" “{_cut(link.quote)}”" if link.quote else ""
        lines.append(f"{STANCES[link.stance]}{flag}: {citation(link)}{quote}")
    if left_out:
        lines.append(f"{counted(left_out, 'confidential source')} {'is' if left_out == 1 else 'are'} left out of this copy.")
    return lines or ["No source."]


def citation(link: Evidence) -> str:
    """A source as a footnote names it: title, publisher, day, place in it, address."""
    source = link.source
    shows = f"shows: {source.description}" if source.is_wordless and source.description else None
    parts = [source.title, shows, source.publisher, source.published_at, link.locator]
    named = ", ".join(part for part in parts if part)
    return f"{named}. {source.url or source.archived_url or ''}".rstrip()


def problem_words(problem: Problem) -> str:
    """A problem in one sentence, with its weight."""
    return f"{'To fix' if problem.kind in FIX else 'To weigh'}: {PROBLEMS[problem.kind]}. {problem.detail}"


def open_beside(line: Line, beside: Beside) -> list[str]:
    """The questions and undecided sources that the article's own file has on a line."""
    start, end = line.sentence.start, line.sentence.end
    questions = [
        f"Open question{f' from {note.remark.author}' if note.remark.author else ''}: {note.remark.text}"
        for note in beside.notes
        if note.state is NoteState.OPEN and start <= note.remark.start < end
    ]
    undecided = [
        f"Not decided: {label}, {proposed.named.title}"
        for proposed, label in beside.proposed
        if proposed.state is ProposalState.PROPOSED and start <= proposed.named.start < end
    ]
    return questions + undecided


def audience(report: Report, *, confidential: bool) -> str:
    """Whom a copy is for, and when it was made: the first thing a reader of it is told."""
    made = f"made {day_and_time(report.made_at)}"
    if confidential:
        return f"For the newsroom only: with confidential sources, {made}."
    hidden = {link.source.id for case in report.cases for link in case.evidence if link.source.confidential}
    left = f", {counted(len(hidden), 'confidential source')} left out" if hidden else ""
    return f"May be passed on: without confidential sources{left}, {made}."


def without(words: str, titles: Sequence[str]) -> str:
    """The words without the titles of confidential sources that somebody wrote into them."""
    for title in titles:
        if len(title) >= _SHORTEST_NAME:
            words = re.sub(re.escape(title), UNNAMED, words, flags=re.IGNORECASE)
    return words


def _cut(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"
