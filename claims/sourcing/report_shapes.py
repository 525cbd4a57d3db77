"""The sourcing report as JSON."""

from collections import Counter
from dataclasses import dataclass

from claims import shape_fields as out
from claims.model import Article, Line, Mark, Polarity, Problem, ProblemKind, Report, SignOff, Stance, State
from claims.model.links import LinkOutcome
from claims.sourcing.citing import Citation, citations
from claims.sourcing.rules import PROBLEMS, weight_word
from claims.sourcing.summary import first_lines, headline, live_cases


class ReportArticle(out.Shape):
    id = out.whole()
    title = out.text()
    url = out.maybe()
    publisher = out.maybe()
    published = out.maybe(attribute="published_at")
    text = out.text()


class TakenBack(out.Shape):
    by = out.text()
    at = out.moment()
    note = out.text()


class SignedOff(out.Shape):
    """The newest sign-off; ``lapsed`` says why it holds no more, ``taken_back`` who took it back."""

    WITHIN = "sign_off"

    by = out.text()
    at = out.moment()
    note = out.maybe()
    lapsed = out.maybe()
    taken_back = out.maybe_nested(TakenBack)


class ReportProblem(out.Shape):
    """A problem of a claim; ``line`` is the first line that makes the claim, counted from 1."""

    WITHIN = "problem"

    kind = out.one_of(ProblemKind, required=True)
    claim_id = out.whole()
    text = out.text()
    detail = out.text()
    weight = out.told(weight_word, attribute="kind")
    label = out.told(PROBLEMS.__getitem__, attribute="kind")
    line = out.maybe_whole()


class LineEvidence(out.Shape):
    """A source linked to a claim of the line. Of a confidential one title, quote, locator and addresses are not given.

    ``quote_url`` opens the page at the quote, in browsers that know text fragments; ``description`` says what a picture or a scan shows.
    """

    source_id = out.whole()
    title = out.text()
    stance = out.one_of(Stance, required=True)
    quote = out.maybe()
    locator = out.maybe()
    url = out.maybe()
    quote_url = out.maybe()
    description = out.maybe()


class LineLink(out.Shape):
    """A link of the line and what its page says, as of the last check. Of a confidential page only the outcome is given."""

    address = out.maybe()
    title = out.text()
    outcome = out.one_of(LinkOutcome, required=True)
    source_id = out.maybe_whole(attribute="printed_source_id")
    quote = out.maybe()
    reason = out.text()
    checked_at = out.moment(attribute="at")


class ReportLine(out.Shape):
    """A sentence; ``polarity`` is there if it makes a claim, ``verdict`` if one of its claims is rated."""

    WITHIN = "line"

    ONLY_IF_FILLED = frozenset({"polarity", "verdict"})

    start = out.whole(attribute="sentence.start")
    end = out.whole(attribute="sentence.end")
    text = out.text(attribute="sentence.text")
    mark = out.one_of(Mark, required=True, attribute="sentence.mark")
    claim_ids = out.numbers()
    sources = out.whole()
    evidence = out.many(LineEvidence)
    links = out.many(LineLink, attribute="line.links")
    polarity = out.one_of(Polarity)
    verdict = out.ma.fields.String()


class ReportShape(out.Shape):
    """The report: what to fix and to weigh, then every line."""

    article = out.nested(ReportArticle)
    headline = out.text()
    signed_off = out.maybe_nested(SignedOff)
    sentences = out.whole()
    unmarked = out.whole()
    not_claims = out.whole()
    claims = out.whole()
    proposed = out.whole()
    by_state = out.counts()
    undecided_sources = out.whole()
    open_questions = out.whole()
    open_expert_notes = out.whole()
    reading_notes = out.texts()
    problems = out.many(ReportProblem)
    lines = out.many(ReportLine)


@dataclass(frozen=True, slots=True)
class PrintedSignOff:
    sign_off: SignOff
    lapsed: str | None


@dataclass(frozen=True, slots=True)
class PrintedProblem:
    problem: Problem
    line: int | None


@dataclass(frozen=True, slots=True)
class PrintedLine:
    line: Line
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A report with its counts, for ``ReportShape``."""

    article: Article
    headline: str
    signed_off: PrintedSignOff | None
    sentences: int
    unmarked: int
    not_claims: int
    claims: int
    proposed: int
    by_state: dict[State, int]
    undecided_sources: int
    open_questions: int
    open_expert_notes: int
    reading_notes: tuple[str, ...]
    problems: list[PrintedProblem]
    lines: list[PrintedLine]


def printed(report: Report) -> PrintedReport:
    """A report with its counts."""
    marks = Counter(line.sentence.mark for line in report.lines)
    states = Counter(case.claim.state for case in report.cases if not case.is_proposed)
    positions, live = first_lines(report), live_cases(report)
    return PrintedReport(
        article=report.article,
        headline=headline(report),
        signed_off=PrintedSignOff(report.sign_off, report.lapsed) if report.sign_off else None,
        sentences=len(report.lines),
        unmarked=marks[Mark.UNMARKED],
        not_claims=marks[Mark.NOT_CLAIM],
        claims=len(live),
        proposed=sum(case.is_proposed for case in live),
        by_state={state: states[state] for state in State},
        undecided_sources=report.undecided,
        open_questions=report.questions,
        open_expert_notes=report.expert_notes,
        reading_notes=report.reading_notes,
        problems=[PrintedProblem(problem, positions.get(problem.claim_id)) for problem in report.problems],
        lines=[PrintedLine(line, citations(line.evidence)) for line in report.lines],
    )
