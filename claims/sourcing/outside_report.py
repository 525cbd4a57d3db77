"""The report as somebody outside the newsroom may read it: without confidential sources, internal notes, names of colleagues or footnotes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claims.model import Article, Case, Line, Mark, Problem, ProblemKind, Report
from claims.sourcing.citing import Citation, citations
from claims.sourcing.rules import FIX
from claims.sourcing.summary import Shown, first_lines, shown_lines

INTERNAL = frozenset({ProblemKind.SELF_APPROVED, ProblemKind.LINK_DOES_NOT_SAY, ProblemKind.LINK_GONE})
"""Problems that name colleagues, or what the draft's comments and footnotes name."""

WITHOUT_DETAIL = frozenset({ProblemKind.STALE})
"""Problems whose detail may quote an earlier draft."""

ABOUT_NO_SOURCE = frozenset({ProblemKind.REPEATS_FALSE_CLAIM})
"""Problems that tell nothing of how many sources a claim has, so that they say nothing of a confidential one."""


@dataclass(frozen=True, slots=True)
class OutsideLine:
    """A line; ``text`` is None where it is a footnote of the draft or has the words of a confidential source. Numbers count what is cited."""

    number: int
    text: str | None
    kind: str
    mark: str
    rated: str
    is_claim: bool
    supports: int
    contradicts: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class OutsideProblem:
    """A problem of a claim on a line."""

    kind: ProblemKind
    is_fix: bool
    line: int | None
    text: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class OutsideReport:
    """What the page of an expert's link shows. ``url`` is the article's address if it belongs to the public web."""

    title: str
    publisher: str | None
    published_at: str | None
    url: str | None
    lines: tuple[OutsideLine, ...]
    problems: tuple[OutsideProblem, ...]


def outside(
    report: Report,
    *,
    names_secret: Callable[[str], bool],
    footnotes: Sequence[str],
    is_public: Callable[[str], bool],
    has_public_address: bool,
) -> OutsideReport:
    """The part of a report for readers outside.

    ``names_secret`` tells whether words name a confidential source; ``footnotes`` are the texts of the notes in the article's file;
    ``is_public`` tells whether an address belongs to the public web.
    """
    article = report.article
    notes = ["".join(note.split()) for note in footnotes]

    def is_withheld(words: str) -> bool:
        plain = "".join(words.split())
        return names_secret(words) or any(plain in note for note in notes)

    def public(url: str | None) -> str | None:
        return url if url and is_public(url) else None

    lines = tuple(_line(shown, is_withheld, names_secret, public) for shown in shown_lines(report))
    withheld = {line.number for line in lines if line.text is None}
    return OutsideReport(
        title=_title(article, names_secret),
        publisher=article.publisher,
        published_at=article.published_at,
        url=public(article.url) if has_public_address else None,
        lines=lines,
        problems=tuple(_problems(report, names_secret, withheld)),
    )


def _title(article: Article, names_secret: Callable[[str], bool]) -> str:
    return "Untitled" if names_secret(article.title) else article.title


def _line(
    shown: Shown, is_withheld: Callable[[str], bool], names_secret: Callable[[str], bool], public: Callable[[str | None], str | None]
) -> OutsideLine:
    sentence = shown.line.sentence
    withheld = is_withheld(sentence.text)
    cited = () if withheld or sentence.mark is Mark.NOT_CLAIM else _citations(shown.line, names_secret, public)
    return OutsideLine(
        number=sentence.position,
        text=None if withheld else sentence.text,
        kind=shown.kind,
        mark=shown.mark,
        rated="" if withheld else shown.rated,
        is_claim=sentence.mark is Mark.CLAIM and not withheld,
        supports=len({citation.source_id for citation in cited if citation.stance.value == "supports"}),
        contradicts=len({citation.source_id for citation in cited if citation.stance.value == "contradicts"}),
        citations=cited,
    )


def _citations(line: Line, names_secret: Callable[[str], bool], public: Callable[[str | None], str | None]) -> tuple[Citation, ...]:
    """The citations of sources that anybody may read about; their addresses only where these are public."""
    named = citations(link for link in line.evidence if not link.source.confidential)
    kept = []
    for citation in named:
        words = " ".join(filter(None, (citation.title, citation.publisher, citation.locator, citation.quote, citation.description)))
        if not names_secret(words):
            is_public = public(citation.url) is not None
            kept.append(citation if is_public else replace(citation, url=None, quote_url=None))
    return tuple(kept)


def _problems(report: Report, names_secret: Callable[[str], bool], withheld: set[int]) -> list[OutsideProblem]:
    lines = first_lines(report)
    kinds_shown = {case.claim.id: _kinds_shown(case) for case in report.cases}
    return [
        OutsideProblem(
            problem.kind,
            problem.kind in FIX,
            lines.get(problem.claim_id),
            problem.text,
            None if problem.kind in WITHOUT_DETAIL else problem.detail,
        )
        for problem in report.problems
        if problem.kind in kinds_shown.get(problem.claim_id, frozenset()) and _is_shown(problem, lines, names_secret, withheld)
    ]


def _kinds_shown(case: Case) -> frozenset[ProblemKind]:
    rests_on_secret = any(link.source.confidential for link in case.evidence)
    return (ABOUT_NO_SOURCE if rests_on_secret else frozenset(ProblemKind)) - INTERNAL


def _is_shown(problem: Problem, lines: dict[int, int], names_secret: Callable[[str], bool], withheld: set[int]) -> bool:
    return lines.get(problem.claim_id) not in withheld and not names_secret(f"{problem.text} {problem.detail}")
