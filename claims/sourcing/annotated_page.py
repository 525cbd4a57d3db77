"""An article as one page without script, line by line, with what is known of each claim beside its words; it prints well."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from jinja2 import Environment, StrictUndefined, Template

from claims.hidden_signs import mark_in_html
from claims.model import Line, Report
from claims.model.annotated import Annotation
from claims.sourcing.annotations import Beside, open_beside, without
from claims.sourcing.labels import READING_NOTES, said_by
from claims.sourcing.report_page import footer
from claims.sourcing.summary import headline, left_beside, readiness, reason

_ADDRESS = re.compile(r"(https?://[^\s<>\"“”]{3,2000})")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    marked: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    pieces: tuple[_Piece, ...]
    kind: str  # "fix", "weigh" or ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the article; ``begins`` says that a paragraph begins with it, ``more`` is what stands beside a line without a claim."""

    number: int
    begins: bool
    pieces: tuple[_Piece, ...]
    notes: tuple[tuple[_Paragraph, ...], ...]
    more: tuple[str, ...]


def html(
    report: Report,
    annotations: Sequence[Annotation],
    beside: Beside,
    audience: str,
    secret: Sequence[str] = (),
    *,
    confidential: bool = False,
) -> str:
    """The page as one file that loads nothing; all stored text is escaped, and only web addresses become links.

    A sign-off, whose note is the newsroom's own, is shown only with ``confidential``; without it, the titles of ``secret`` sources
    are taken out of the reading notes.
    """
    article = report.article
    why = reason(report) if confidential else ""
    shown = _template().render(
        article=article,
        language=article.language or "en",
        footer=footer("Annotated", article),
        published_by=said_by(article),
        link=article.url if article.url and article.url.lower().startswith(("http://", "https://")) else None,
        audience=audience,
        headline=headline(report) if confidential else readiness(report),
        beside=" ".join(part for part in (why and f"{why}.", left_beside(report)) if part),
        notes_heading=READING_NOTES,
        reading_notes=[note if confidential else without(note, secret) for note in report.reading_notes],
        rows=[_row(report, line, annotations, beside) for line in report.lines],
    )
    return mark_in_html(shown)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(resources.files("claims.sourcing").joinpath("annotated.html").read_text(encoding="utf-8"))


def _row(report: Report, line: Line, annotations: Sequence[Annotation], beside: Beside) -> _Row:
    sentence, text = line.sentence, report.article.text
    here = [note for note in annotations if sentence.start <= note.start < sentence.end]
    between = text[: sentence.start].rstrip(" ")
    return _Row(
        number=sentence.position,
        begins=between.endswith("\n\n"),
        pieces=tuple(_marked(text, sentence.start, sentence.end, here)),
        notes=tuple(tuple(_paragraph(words) for words in note.paragraphs) for note in here),
        more=tuple(() if here else open_beside(line, beside)),
    )


def _marked(text: str, start: int, end: int, notes: Sequence[Annotation]) -> list[_Piece]:
    edges = sorted({start, end, *(edge for note in notes for edge in (note.start, min(note.end, end)))})
    return [_Piece(text[first:last], any(note.start <= first and last <= note.end for note in notes)) for first, last in pairwise(edges)]


def _paragraph(words: str) -> _Paragraph:
    kind = "fix" if words.startswith("To fix: ") else "weigh" if words.startswith(("To weigh: ", "Open question", "Not decided: ")) else ""
    pieces = [_Piece(part, link=part if number % 2 else None) for number, part in enumerate(_ADDRESS.split(words)) if part]
    return _Paragraph(tuple(pieces), kind)
