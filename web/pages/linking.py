"""Linking a source on the spot: the steps of the small pane under a claim's evidence, each a piece of a page that the script puts in place.

Without script the form of ``evidence.new`` does the same on pages of its own.
"""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.sources import evidence, linking
from claims.errors import ClaimsError
from claims.model import Evidence, Stance
from claims.store import claims
from web.pages.sources import HANDED_OVER, stored_source
from web.request import access, forms, undo
from web.request.access import person
from web.request.context import app_state, get_db, now
from web.show.language import error_words, gettext
from web.show.words import STANCES

pages = Blueprint("linking", __name__)

UNDONE = "undone right after linking"
"""The reason that the history gives for a link that was undone by the button."""


@pages.get("/claims/<int:claim_id>/linking/sources")
def list_offered(claim_id: int) -> ResponseReturnValue:
    """The stored sources that the typed words name, or the offer to fetch the typed address."""
    typed = request.args.get("q", "").strip()
    claim = claims.root_of(get_db(), claim_id)
    return render_template(
        "linking/sources.html",
        claim=claim,
        typed=typed,
        offered=linking.offered_sources(get_db(), typed),
        is_address=typed.startswith(("http://", "https://")),
        linked=linking.linked_stances(get_db(), claim.id),
        back=_back(claim_id),
    )


@pages.get("/claims/<int:claim_id>/linking/sources/<int:source_id>")
def choose(claim_id: int, source_id: int) -> ResponseReturnValue:
    """The passages of a stored source, to be linked with a stance."""
    return _passages(claim_id, source_id)


@pages.post("/claims/<int:claim_id>/linking/fetch")
def fetch(claim_id: int) -> ResponseReturnValue:
    """Store the page at an address as a source, then show its passages."""
    claim = claims.root_of(get_db(), claim_id)
    typed = {
        "url": forms.text("url").strip(),
        "text": "",
        "title": "",
        "publisher": "",
        "published": "",
        "archived_url": "",
        "description": "",
    }
    try:
        added = stored_source(typed)
    except ClaimsError as error:
        return _told(claim.id, error_words(error), typed["url"]), error.http_status
    if added.source.hidden:
        return _told(claim.id, gettext(HANDED_OVER, number=added.source.id), typed["url"]), 403
    return _passages(claim.id, added.source.id, was_there=added.was_there)


@pages.post("/claims/<int:claim_id>/linking")
def link(claim_id: int) -> ResponseReturnValue:
    """Link a passage, selected words or a whole source with the chosen stance; the next page offers the undo."""
    stance, source_id = forms.choice("stance", Stance), forms.number("source")
    before = {earlier.id for earlier in linking.links_of(get_db(), claim_id)}
    try:
        linked = evidence.link_source(
            get_db(),
            claim_id,
            source_id,
            stance,
            by=person(),
            at=now(),
            quote=forms.text("quote") or None,
            start=forms.optional_number("start"),
            locate=True,
        )
    except ClaimsError as error:
        return _told(claim_id, error_words(error), ""), error.http_status
    page = url_for("claims.show", claim_id=claim_id, _anchor="evidence")
    offer_unlink(linked, page, is_new=linked.id not in before)
    return forms.go_back(page)


def offer_unlink(linked: Evidence, page: str, *, is_new: bool) -> None:
    """Say on the next page what was linked and how, with a button that unlinks it again; an older link stays untouched."""
    words = gettext("“%(title)s” linked: %(stances)s.", title=linked.source.title, stances=STANCES[linked.stance].lower())
    if not is_new:
        forms.tell_next_page(gettext("Nothing was added: this was linked before. %(words)s", words=words), page, gettext("Show it"))
        return
    fields = {"note": UNDONE, "seen": linked.version, "back": _back(linked.claim_id) or page}
    undo.offer_undo(words, url_for("evidence.withdraw", evidence_id=linked.id), fields)


def _passages(claim_id: int, source_id: int, *, was_there: bool | None = None) -> ResponseReturnValue:
    choice = linking.choose_source(get_db(), claim_id, source_id, app_state().matcher)
    return render_template("linking/passages.html", choice=choice, was_there=was_there, back=_back(claim_id))


def _told(claim_id: int, message: str, typed: str) -> str:
    return render_template("linking/refused.html", claim_id=claim_id, message=message, typed=typed, back=_back(claim_id))


def _back(claim_id: int) -> str:
    return access.safe_path(request.values.get("back")) or url_for("claims.show", claim_id=claim_id, _anchor="evidence")
