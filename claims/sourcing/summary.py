"""What all printed forms of the report share: the headline, the counts, and how a line is marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.model import Case, Line, Mark, Polarity, Problem, Report, State
from claims.sourcing.citing import Citation, citations
from claims.sourcing.labels import MARKS, STATES, listed
from claims.sourcing.rules import FIX, PROBLEMS
from claims.wording import capital, counted_phrase, joined, phrase


def headline(report: Report) -> str:
    """The state of the article in one line: who signed it off, as long as that holds, else its ``readiness``; never both."""
    return (is_signed_off(report) and signed(report)) or readiness(report)


def reason(report: Report) -> str:
    """The line under the headline: what a sign-off leaves open, or why the last one no longer holds; "" if there is nothing to say."""
    if not is_signed_off(report):
        return signed(report) or ""
    left = _left(report)
    return phrase("Left open: {left}", left=joined(left, ", ")) if left else ""


def readiness(report: Report) -> str:
    """What is left to do, in one line: "Not ready: fix 2, weigh 5, mark 10 sentences", or "Ready to publish"."""
    parts = _left(report)
    if not parts:
        return phrase("Ready to publish")
    left = joined(parts, ", ")
    return phrase("Nothing to fix: {left}", left=left) if is_ready(report) else phrase("Not ready: {left}", left=left)


def is_signed_off(report: Report) -> bool:
    """Whether somebody signed the article off and nothing has changed since."""
    return report.sign_off is not None and report.lapsed is None


def _left(report: Report) -> list[str]:
    fix, weigh, unmarked = _to_fix(report), len(report.problems) - _to_fix(report), _unmarked(report)
    parts = [phrase("fix {count}", count=fix)] * bool(fix) + [phrase("weigh {count}", count=weigh)] * bool(weigh)
    if unmarked:
        parts.append(counted_phrase("mark {count} sentence", "mark {count} sentences", unmarked, count=f"{unmarked:,}"))
    return parts


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
    zone = report.made_at.tzinfo
    words = phrase("signed off by {name} on {time}", name=given.by, time=given.at.astimezone(zone))
    if given.note:
        words = phrase("{words}: {note}", words=words, note=given.note)
    if given.taken_back:
        back = given.taken_back
        return phrase(
            "Sign-off withdrawn by {name} on {time}: {note} ({words})",
            name=back.by,
            time=back.at.astimezone(zone),
            note=back.note,
            words=words,
        )
    return capital(words) if report.lapsed is None else phrase("Sign-off lapsed: {reason} ({words})", reason=report.lapsed, words=words)


def live_cases(report: Report) -> list[Case]:
    """The cases that were not dropped."""
    return [case for case in report.cases if case.claim.state is not State.DROPPED]


def counts(report: Report) -> list[tuple[int, str]]:
    """The numbers beside the headline, with labels. Claims that are only proposed count apart; published ones count as checked, too."""
    live = live_cases(report)
    states = [case.claim.state for case in live if not case.is_proposed]
    proposed = sum(case.is_proposed for case in live)
    marked = sum(line.sentence.mark is not Mark.UNMARKED for line in report.lines)
    published = states.count(State.PUBLISHED)
    checked = states.count(State.CHECKED) + published
    return [
        (len(report.lines), counted_phrase("sentence", "sentences", len(report.lines))),
        (marked, counted_phrase("marked", "marked", marked)),
        (len(states), counted_phrase("claim", "claims", len(states))),
        *([(proposed, counted_phrase("proposed", "proposed", proposed))] if proposed else []),
        (checked, counted_phrase("checked", "checked", checked)),
        (published, counted_phrase("published", "published", published)),
    ]


def left_beside(report: Report) -> str:
    """What the article's own file names or asks and what experts noted, and nobody has decided; "" when nothing is left."""
    parts = []
    if report.undecided == 1:
        parts.append(phrase("1 source named in the article is undecided"))
    elif report.undecided:
        parts.append(phrase("{count} sources named in the article are undecided", count=f"{report.undecided:,}"))
    if report.questions:
        parts.append(_open_questions(report.questions, is_alone=not report.undecided))
    in_file = [phrase("{left}.", left=listed(parts))] if parts else []
    sentences = [*in_file, *_open_expert_notes(report.expert_notes)]
    return sentences[0] if len(sentences) == 1 else joined(sentences)


def _open_expert_notes(count: int) -> list[str]:
    if not count:
        return []
    return [phrase("1 note from an expert is open.") if count == 1 else phrase("{count} notes from experts are open.", count=f"{count:,}")]


def _open_questions(count: int, *, is_alone: bool) -> str:
    if is_alone:
        if count == 1:
            return phrase("1 question in the article is open")
        return phrase("{count} questions in the article are open", count=f"{count:,}")
    return phrase("1 question in it is open") if count == 1 else phrase("{count} questions in it are open", count=f"{count:,}")


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
