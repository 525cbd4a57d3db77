"""An article with what was found about it beside its words: its own Word file with comments, a clean one, or one page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from claims.desk.cases import cases
from claims.desk.checking import questions
from claims.desk.people import people
from claims.desk.sources import proposed_sources
from claims.errors import Refused, Unreadable
from claims.exchange.draft import clean_copy, word_copy
from claims.exchange.draft.word_copy import Copy, Placed
from claims.exchange.named_inside import names_any
from claims.model import Article, Person, Report
from claims.model.annotated import Annotation
from claims.reading.files import docx
from claims.reading.files.word import spots
from claims.reading.own_comments import own
from claims.sourcing import annotated_page, annotations
from claims.sourcing.annotations import Beside
from claims.store import claims, originals
from claims.store.connect import read
from claims.store.secret_names import secret_names
from claims.wording import phrase

AUTHOR = "Claim tracker"
"""Who our comments are by."""

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "annotated-html": "text/html; charset=utf-8",
}
"""The forms of an annotated copy and their media types."""

IN_TEXT = "The article’s text itself, a line or a footnote, has the words of a confidential source’s title or address: read it before you pass it on."
"""Told with whatever holds the text of such an article."""

ALL_LINES = frozenset({0})
"""Chooses every line for footnotes."""


@dataclass(frozen=True, slots=True)
class AnnotatedCopy:
    """The bytes of a copy, a name for its file, and what whoever passes it on must know."""

    content: bytes
    name: str
    warnings: tuple[str, ...] = ()


def annotated_copy(
    db: Database,
    article_id: int,
    form: str,
    *,
    by: Person,
    at: datetime,
    address: str = "",
    confidential: bool = False,
    footnote_lines: Collection[int] = (),
) -> AnnotatedCopy:
    """A copy of an article in a form of ``MEDIA``. ``address`` is the desk's. Raise NotFound.

    Confidential sources are named only with ``confidential``, and only those that this person may read. The sources of
    ``footnote_lines`` (positions from 1, or ALL_LINES) become footnotes of a Word file.
    """
    people.require_permission(by, "look")
    if form not in MEDIA:
        raise Refused(phrase("{form} is no form of a copy: choose {media}.", form=repr(form), media=" or ".join(MEDIA)))
    with read(db):
        report = cases.sourcing_report(db, article_id, at=at)
        beside = _beside(db, article_id)
        original = originals.find_original(db, article_id)
        made = annotations.annotations(report, beside, address.rstrip("/"), confidential=confidential)
        made = _with_footnotes(made, report, footnote_lines)
        audience = annotations.audience(report, confidential=confidential)
        name = f"article-{article_id}{'-confidential' if confidential else ''}"
        titles, addresses = secret_names(db, article_id)
        told = () if confidential or not names_any(report.article.text.encode(), titles, addresses) else (IN_TEXT,)
        if form == "annotated-html":
            page = annotated_page.html(report, made, beside, audience, titles, confidential=confidential)
            return AnnotatedCopy(page.encode(), f"{name}.html", told)
        own_file = original.content if original and original.ending == "docx" else None
        copy = _word(db, report.article, own_file, made, audience, name, at, confidential=confidential)
        return replace(copy, warnings=(*copy.warnings, *told))


def _beside(db: Database, article_id: int) -> Beside:
    proposed = proposed_sources.list_proposed(db, article_id)
    return Beside([(source, proposed_sources.label(source)) for source in proposed], questions.list_notes(db, article_id))


def _with_footnotes(made: Sequence[Annotation], report: Report, lines: Collection[int]) -> list[Annotation]:
    """The annotations, those of other lines without footnotes."""
    spans = [(line.sentence.start, line.sentence.end) for line in report.lines if line.sentence.position in lines or lines == ALL_LINES]
    return [note if any(start <= note.start < end for start, end in spans) else replace(note, footnotes=()) for note in made]


def _word(
    db: Database,
    article: Article,
    original: bytes | None,
    made: Sequence[Annotation],
    audience: str,
    name: str,
    at: datetime,
    *,
    confidential: bool,
) -> AnnotatedCopy:
    warnings = []
    if original is not None:
        try:
            copy = _onto(db, article, original, made, at)
            titles, addresses = secret_names(db, article.id, hidden_only=confidential)
            if (confidential and not titles) or not names_any(copy.content, titles, addresses):
                return AnnotatedCopy(copy.content, f"{name}.docx", _left_out(copy))
            warnings.append("The article’s own file names a source that this copy may not name. This is a clean copy of its text.")
        except Unreadable as error:
            warnings.append(f"The article’s own file cannot carry comments: {error} This is a clean copy of its text.")
    copy = _onto(db, article, clean_copy.clean(article.title, audience, article.text), made, at)
    return AnnotatedCopy(copy.content, f"{name}.docx", (*warnings, *_left_out(copy)))


def _onto(db: Database, article: Article, content: bytes, made: Sequence[Annotation], at: datetime) -> Copy:
    stretches = spots.stretches_of(content, article.text, [(note.start, note.end) for note in made])
    ours = own(docx.read(content)[3].comments)
    roots = claims.roots_of(db, ours.values())
    by_claim: dict[int, list[str]] = {}
    for comment_id, claim_id in ours.items():
        by_claim.setdefault(roots.get(claim_id, claim_id), []).append(comment_id)
    placed = [
        Placed(note, stretch, by_claim[note.claim_id].pop(0) if by_claim.get(note.claim_id) else None)
        for note, stretch in zip(made, stretches, strict=True)
    ]
    gone = {comment_id: "This is no claim of the article any more." for left in by_claim.values() for comment_id in left}
    has_footnotes = any(note.footnotes for note in made)
    return word_copy.annotated(content, placed, author=AUTHOR, at=at, gone=gone, with_footnotes=has_footnotes)


def _left_out(copy: Copy) -> tuple[str, ...]:
    if not copy.left_out:
        return ()
    numbers = ", ".join(map(str, copy.left_out))
    is_one = len(copy.left_out) == 1
    return (
        f"The words of {'claim' if is_one else 'claims'} {numbers} are not in the file as it is now: {'it has' if is_one else 'they have'} no comment.",
    )
