"""Sources: the list, one source, adding one, naming the source it copies."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.articles import fetching, pictures
from claims.desk.history import histories
from claims.desk.people import people
from claims.desk.screens import listings, overview
from claims.desk.sources import archiving, evidence, found_passages, rechecks
from claims.desk.sources.evidence import AddedSource, NewSource
from claims.desk.tips.files import ANYTHING, kind_of
from claims.errors import ClaimsError, NotFound, Refused, Unreadable
from claims.model import SourceKind
from claims.store import library, publications, sources
from claims.wording import phrase
from web.request import forms, undo
from web.request.access import person
from web.request.context import app_state, get_db, now, zone
from web.request.edit_conflict import Mine, Now, on_conflict
from web.sent_articles import unread_address
from web.show.language import error_words, gettext, translated
from web.show.listing import PAGE, listing, pages_of, refuse_bad_address

pages = Blueprint("sources", __name__)

FIELDS = ("title", "archived_url", "url", "published", "publisher", "file", "text", "description", "kind")
"""The fields of the form, and how errors name them."""

ARCHIVING = 20.0
"""Seconds that the Wayback Machine may take for one click; afterwards the same click asks for the copy."""

HANDED_OVER = phrase("Source %(number)s is stored as confidential. Your role cannot read confidential sources.")


@pages.get("/sources")
def index() -> ResponseReturnValue:
    """The sources that match the address's filters, last added first."""
    view = listing("sources.index", listings.SOURCE_FIELDS)
    with refuse_bad_address():
        listed = listings.list_sources(get_db(), view.fields, view.sort, limit=PAGE, offset=view.offset)
    in_all = listed.in_all
    return render_template("sources/index.html", listing=view, sources=listed.rows, in_all=in_all, pages=pages_of(in_all, PAGE))


@pages.route("/sources/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add a source by hand or as a file; typed details replace those of the file."""
    people.require_permission(person(), "add_source")
    typed = {name: request.values.get(name, "") for name in FIELDS}
    if request.method != "POST":
        return render_template("sources/new.html", typed=typed, error=None, field="title")
    try:
        added = stored_source(typed)
    except ClaimsError as error:
        field = forms.field_of(error, FIELDS)
        return render_template("sources/new.html", typed=typed, error=error_words(error), field=field), error.http_status
    if added.was_there:
        flash(gettext("This source is already stored. Nothing was added."))
    return _to_source(added.source.id)


@pages.get("/sources/<int:source_id>")
def show(source_id: int) -> ResponseReturnValue:
    """A source, its text, and the claims it speaks to."""
    source, links = overview.source_page(get_db(), source_id)
    (original,) = sources.get_sources(get_db(), [source.derived_from]) if source.derived_from else (None,)
    likely = evidence.likely_copies(get_db(), source)
    named = {copy.source.id for copy in likely}
    unlike = [stored for stored in sources.list_sources(get_db(), limit=PAGE) if stored.id != source_id and stored.id not in named]
    looks = rechecks.last_looks(get_db(), source_id)
    last_look = next((look for look in looks if not look.failure), None)
    return render_template(
        "sources/show.html",
        source=source,
        links=links,
        original=original,
        likely=likely,
        others=[copy.source for copy in likely] + unlike,
        looks=looks,
        may_archive=app_state().settings.wayback_keys is not None and archiving.may_be_archived(source),
        may_speak_to=library.claims_waiting_for(get_db(), source_id),
        quotes={quote.evidence_id: quote for quote in last_look.quotes} if last_look else {},
        public_claims=publications.claims_citing(get_db(), source_id),
        told=histories.of_source(get_db(), source_id, zone=zone()),
        here=url_for("sources.show", source_id=source_id),
    )


@pages.get("/sources/<int:source_id>/file")
def file(source_id: int) -> ResponseReturnValue:
    """The file that a source was read from: a picture to look at, everything else only to download. Nothing in it can run here."""
    source = sources.get_source(get_db(), source_id)
    content = sources.get_original(get_db(), source_id)
    if not content:
        raise NotFound(phrase("no file of source {number} is kept here.", number=source_id))
    picture = pictures.is_picture(content)
    answer = Response(content, content_type=kind_of(content) if picture else ANYTHING)
    answer.headers.set(
        "Content-Disposition", "inline" if picture else "attachment", filename=f"source-{source_id}.{source.ending or 'bin'}"
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.post("/sources/<int:source_id>/archive")
def archive(source_id: int) -> ResponseReturnValue:
    """Save its page in the Wayback Machine, and note the address of the copy."""
    try:
        settings = app_state().settings
        archiving.archive(get_db(), source_id, settings.wayback_keys, settings.wayback_address, within=ARCHIVING, by=person(), at=now())
        flash(gettext("Saved in the Wayback Machine."))
    except (Refused, Unreadable) as error:
        flash(gettext("Not archived: %(error)s", error=error_words(error)))
    return forms.go_back(url_for("sources.show", source_id=source_id))


@pages.post("/sources/<int:source_id>/recheck")
def recheck(source_id: int) -> ResponseReturnValue:
    """Fetch the source's page again and check whether each quote is still there."""
    settings = app_state().settings
    result = rechecks.recheck(
        get_db(), source_id, allowed_hosts=settings.allowed_hosts, limit=settings.max_article_bytes, by=person(), at=now()
    )
    if result.recheck.failure:
        flash(gettext("Could not fetch the page: %(failure)s", failure=translated(result.recheck.failure or "")))
    return forms.go_back(url_for("sources.show", source_id=source_id, _anchor="looked"))


@pages.post("/sources/<int:source_id>/origin")
def set_origin(source_id: int) -> ResponseReturnValue:
    """Set which source this one copies, or that it copies none."""
    original = forms.optional_number("original")
    mine = Mine("original", gettext("Copies source"), str(original or gettext("none")), typed=False)
    on_conflict(gettext("Set what this source copies"), lambda: _now(source_id), [mine])
    evidence.set_origin(get_db(), source_id, original, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(url_for("sources.show", source_id=source_id))


@pages.post("/sources/<int:source_id>/confidential")
def set_confidential(source_id: int) -> ResponseReturnValue:
    """Make a source confidential, or lift that."""
    reason, confidential = forms.text("note"), request.form.get("confidential") == "yes"
    on_conflict(
        gettext("Make this source confidential") if confidential else gettext("Lift confidentiality"),
        lambda: _now(source_id),
        [Mine("note", gettext("Why"), reason)],
    )
    evidence.set_confidential(get_db(), source_id, confidential, reason, by=person(), at=now(), seen_version=forms.seen_version())
    flash(gettext("The source is confidential now.") if confidential else gettext("The source is no longer confidential."))
    return _to_source(source_id)


@pages.post("/sources/<int:source_id>/withdraw")
def withdraw(source_id: int) -> ResponseReturnValue:
    """Withdraw a source and all that rests on it."""
    note = forms.text("note")
    on_conflict(gettext("Withdraw this source"), lambda: _now(source_id), [Mine("note", gettext("Note"), note)])
    evidence.withdraw_source(get_db(), source_id, note, by=person(), at=now(), seen_version=forms.seen_version())
    page = url_for("sources.show", source_id=source_id)
    fields = {"seen": forms.seen_version() + 1, "back": page}
    undo.offer_undo(gettext("Source withdrawn. It no longer counts."), url_for("withdrawals.restore_source", source_id=source_id), fields)
    return forms.go_back(page)


def stored_source(typed: dict[str, str]) -> AddedSource:
    """Store the source that a form describes: its file, its pasted text or the page at its address, and what is said of it."""
    given: dict[str, object] = {
        **typed,
        "kind": forms.choice("kind", SourceKind),
        "confidential": request.form.get("confidential") == "yes",
    }
    upload = forms.upload("file")
    forms.tell_if_both(upload, typed["text"])
    sent = forms.sent_or_pasted(upload, typed["text"])
    if sent is None and typed["url"].startswith(("http://", "https://")) and request.form.get("fetch") == "yes":
        new = _fetched(typed["url"], given)
    else:
        content, name, what, field = sent or (None, None, "", "text")
        with forms.blaming(what, field):
            new = fetching.read_source(content, name, given, limit=app_state().settings.max_article_bytes)
    added = evidence.add_source(get_db(), new, by=person(), at=now())
    if new.confidential and not given["confidential"]:
        flash(gettext("Source %(id)s %(from_inside)s", id=added.source.id, from_inside=translated(fetching.FROM_INSIDE)))
    state = app_state()
    # For a long text the claims are found later: embedding it takes longer than a page may.
    if not added.was_there and found_passages.is_short_enough(added.source):
        found_passages.claims_spoken_to(get_db(), added.source.id, state.library, state.matcher)
    return added


def _fetched(url: str, given: dict[str, object]) -> NewSource:
    """The source at an address. An error names the field, so that the form can offer to paste the text instead."""
    with unread_address(url):
        settings = app_state().settings
        return fetching.fetch_source(url, given, allowed_hosts=settings.allowed_hosts, limit=settings.max_article_bytes)


def _to_source(source_id: int) -> ResponseReturnValue:
    """Go to a source's page, or to the list if the person may no longer read the source."""
    (source,) = sources.get_sources(get_db(), [source_id])
    if source.hidden:
        flash(gettext(HANDED_OVER, number=source_id))
        return redirect(url_for("sources.index"), 303)
    return forms.go_back(url_for("sources.show", source_id=source_id))


def _now(source_id: int) -> Now:
    source = sources.get_source(get_db(), source_id)
    values = {"original": str(source.derived_from or "none")}
    return Now(source.version, url_for("sources.show", source_id=source_id), "withdrawn" if source.withdrawn else None, values)
