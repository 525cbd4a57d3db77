"""Correcting what was typed or guessed: the details of an article, of a source, of a link between a source and a claim."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.articles import corrections as article_corrections
from claims.desk.corrected import Corrected
from claims.desk.people import people
from claims.desk.sources import corrections
from claims.errors import ClaimsError, StaleEdit
from claims.model import UsedAs
from claims.store import articles, sources
from claims.store import evidence as stored_evidence
from claims.wording import capital, phrase
from web.request import forms, undo
from web.request.access import person, safe_path
from web.request.context import app_state, get_db, now
from web.request.edit_conflict import Mine, Now, on_conflict
from web.show.language import error_words, gettext, translated
from web.show.words import SOURCE_KIND_WORDS

pages = Blueprint("corrections", __name__)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a correction form. ``rows`` makes it a text area, ``choices`` (value and label) a list."""

    name: str
    label: str
    hint: str | None = None
    kind: str = "text"
    rows: int | None = None
    choices: tuple[tuple[str, str], ...] = ()


DAY = Field("published", phrase("Publication date"), phrase("23 November 2026 or 2026-11-23"), kind="day")
ARTICLE = (
    Field("title", phrase("Title")),
    Field("publisher", phrase("Publisher")),
    Field("byline", phrase("Byline")),
    Field(
        "published",
        phrase("Publication date"),
        phrase(
            "23 November 2026 or 2026-11-23. Claims made in the article get the same date and are matched again, which may take a minute."
        ),
        kind="day",
    ),
    Field("url", phrase("Address"), kind="url"),
    Field("language", phrase("Language"), phrase("Two letters: en, de, pt. Claims made in the article are matched again.")),
)
SOURCE = (
    Field("title", phrase("Title")),
    Field("kind", phrase("Kind"), choices=tuple((kind.value, words) for kind, words in SOURCE_KIND_WORDS.items())),
    Field("publisher", phrase("Publisher")),
    DAY,
    Field("url", phrase("Address"), phrase("Page checks of another address no longer count."), kind="url"),
    Field("archived_url", phrase("Address of an archived copy"), kind="url"),
    Field("description", phrase("Description"), phrase("What a picture or a scan shows."), rows=3),
)
LINK = (
    Field("locator", phrase("Location"), phrase("Page, minute or paragraph. Leave it as it is to let it follow a new quote.")),
    Field("quote", phrase("Quote"), phrase("Word for word as in the source."), rows=5),
    Field("note", phrase("Note to colleagues"), rows=3),
    Field(
        "used_as",
        phrase("Used as"),
        choices=((UsedAs.PRIMARY.value, phrase("Primary source")), (UsedAs.SECONDARY.value, phrase("Secondary source"))),
    ),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form corrects: its fields with their present values, the version they were read in, and where it is shown."""

    heading: str
    fields: Sequence[Field]
    values: Mapping[str, str]
    version: int
    page: str
    undo: str
    section: str = "Sources"
    saving: str | None = None  # what the button says while saving, where that takes long


@pages.route("/articles/<int:article_id>/edit", methods=["GET", "POST"])
def article(article_id: int) -> ResponseReturnValue:
    """Correct the details of an article."""

    def correct(typed: Mapping[str, str]) -> Corrected:
        matcher, seen_version = app_state().matcher, forms.seen_version()
        return article_corrections.correct_article(get_db(), matcher, article_id, typed, by=person(), at=now(), seen_version=seen_version)

    return _form(lambda: _article(article_id), correct)


@pages.post("/articles/<int:article_id>/edit/undo")
def undo_article(article_id: int) -> ResponseReturnValue:
    """Put back what the last correction of an article replaced."""
    on_conflict(gettext("Undo the correction"), lambda: _now(_article(article_id)))
    matcher, seen_version = app_state().matcher, forms.seen_version()
    article_corrections.undo_correction(get_db(), matcher, article_id, by=person(), at=now(), seen_version=seen_version)
    return forms.go_back(_article(article_id).page)


@pages.route("/sources/<int:source_id>/edit", methods=["GET", "POST"])
def source(source_id: int) -> ResponseReturnValue:
    """Correct the details of a source."""

    def correct(typed: Mapping[str, str]) -> Corrected:
        return corrections.correct_source(get_db(), source_id, typed, by=person(), at=now(), seen_version=forms.seen_version())

    return _form(lambda: _source(source_id), correct)


@pages.post("/sources/<int:source_id>/edit/undo")
def undo_source(source_id: int) -> ResponseReturnValue:
    """Put back what the last correction of a source replaced."""
    on_conflict(gettext("Undo the correction"), lambda: _now(_source(source_id)))
    corrections.undo_source_correction(get_db(), source_id, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(_source(source_id).page)


@pages.route("/evidence/<int:evidence_id>/edit", methods=["GET", "POST"])
def link(evidence_id: int) -> ResponseReturnValue:
    """Correct what a link says: its quote, where that is, the note, the use."""

    def correct(typed: Mapping[str, str]) -> Corrected:
        return corrections.correct_link(get_db(), evidence_id, typed, by=person(), at=now(), seen_version=forms.seen_version())

    return _form(lambda: _link(evidence_id), correct)


@pages.post("/evidence/<int:evidence_id>/edit/undo")
def undo_link(evidence_id: int) -> ResponseReturnValue:
    """Put back what the last correction of a link replaced."""
    on_conflict(gettext("Undo the correction"), lambda: _now(_link(evidence_id)))
    corrections.undo_link_correction(get_db(), evidence_id, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(_link(evidence_id).page)


def _form(look: Callable[[], Subject], correct: Callable[[Mapping[str, str]], Corrected]) -> ResponseReturnValue:
    people.require_permission(person(), "correct_details")
    subject = look()
    if request.method != "POST":
        return _page(subject, subject.values, request.args.get("field"), subject.version)
    typed = {field.name: forms.text(field.name) for field in subject.fields if field.name in request.form}
    mine = [
        Mine(field.name, translated(field.label), typed[field.name], choices=[(value, translated(label)) for value, label in field.choices])
        for field in subject.fields
        if field.name in typed
    ]
    on_conflict(gettext("Save this correction"), lambda: _now(look()), mine)
    try:
        corrected = correct(typed)
    except StaleEdit:
        raise
    except ClaimsError as error:
        field = forms.field_of(error, [field.name for field in subject.fields])
        return _page(subject, {**subject.values, **typed}, field, forms.seen_version(), error_words(error)), error.http_status
    after = look()
    back = safe_path(request.form.get("back")) or after.page
    if corrected.fields:
        words = " ".join([_corrected(subject, corrected), *(translated(remark) for remark in corrected.remarks)])
        undo.offer_undo(words, after.undo, {"seen": after.version, "back": back})
    return forms.go_back(back)


def _page(subject: Subject, values: Mapping[str, str], field: str | None, seen_version: int, error: str | None = None) -> str:
    back = safe_path(request.values.get("back")) or subject.page
    return render_template("corrections/edit.html", subject=subject, values=values, field=field, seen=seen_version, error=error, back=back)


def _corrected(subject: Subject, corrected: Corrected) -> str:
    named = [translated(field.label).lower() for field in subject.fields if field.name in corrected.fields]
    listed = named[0] if len(named) == 1 else gettext("%(first)s and %(last)s", first=", ".join(named[:-1]), last=named[-1])
    return gettext("%(fields)s corrected.", fields=capital(listed))


def _now(subject: Subject) -> Now:
    return Now(subject.version, subject.page, values=subject.values)


def _values(row: object, fields: Sequence[Field], columns: Mapping[str, str] | None = None) -> dict[str, str]:
    return {field.name: getattr(row, (columns or {}).get(field.name, field.name)) or "" for field in fields}


def _article(article_id: int) -> Subject:
    stored = articles.get_article(get_db(), article_id)
    return Subject(
        gettext("Correct the article"),
        ARTICLE,
        _values(stored, ARTICLE, {"published": "published_at"}),
        stored.version,
        url_for("article_desk.show", article_id=article_id),
        url_for("corrections.undo_article", article_id=article_id),
        "Articles",
        phrase("Matching"),
    )


def _source(source_id: int) -> Subject:
    stored = sources.get_source(get_db(), source_id)
    return Subject(
        gettext("Correct the source"),
        SOURCE,
        _values(stored, SOURCE, {"published": "published_at"}),
        stored.version,
        url_for("sources.show", source_id=source_id),
        url_for("corrections.undo_source", source_id=source_id),
    )


def _link(evidence_id: int) -> Subject:
    stored = stored_evidence.get_evidence(get_db(), evidence_id)
    return Subject(
        gettext("Correct the link to “%(title)s”", title=stored.source.title),
        LINK,
        _values(stored, LINK),
        stored.version,
        url_for("claims.show", claim_id=stored.claim_id, _anchor="evidence"),
        url_for("corrections.undo_link", evidence_id=evidence_id),
        "Claims",
    )
