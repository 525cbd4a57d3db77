"""Linking sources to a claim: find or add the source, pick the passage, choose its stance."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from claims.desk.people import people
from claims.desk.screens import overview
from claims.desk.screens.overview import ClaimPage
from claims.desk.sources import evidence, found_passages, linking, source_passages
from claims.desk.sources.found_passages import FoundPassages
from claims.desk.sources.source_passages import Offered
from claims.errors import ClaimsError
from claims.model import Evidence, Source, Stance, UsedAs
from claims.store import evidence as stored_evidence
from claims.store import sources
from web.pages.linking import offer_unlink
from web.pages.sources import FIELDS as SOURCE_FIELDS
from web.pages.sources import HANDED_OVER, stored_source
from web.request import access, forms, undo
from web.request.access import person
from web.request.context import app_state, get_db, now
from web.request.edit_conflict import Mine, Now, on_conflict
from web.show.language import error_words, gettext

pages = Blueprint("evidence", __name__)

LINK_FIELDS = ("quote", "locator", "note", "source")
FIELDS = (*LINK_FIELDS, *SOURCE_FIELDS)
AT_ONCE = 3
"""How many of the offered sources come with their best passage, to be linked at once."""


@pages.get("/claims/<int:claim_id>/evidence/new")
def new(claim_id: int) -> ResponseReturnValue:
    """Choose a stored source that matches what was typed, or add another; then show the passages of the chosen source."""
    people.require_permission(person(), "link_source")
    typed_words = request.args.get("q", "").strip()
    is_link = typed_words.startswith(("http://", "https://"))
    typed = dict.fromkeys(FIELDS, "") | {"url": typed_words if is_link else "", "title": "" if is_link else typed_words, "passage": ""}
    typed |= {"stance": request.args.get("stance", ""), "used_as": ""}
    wordless = request.args.get("text_of", "")
    if wordless:
        typed |= _details_of(sources.get_source(get_db(), forms.as_number(wordless, "text_of")))
        return _page(overview.claim_page(get_db(), claim_id), None, [], typed, None)
    chosen = request.args.get("source", "")
    source = sources.get_source(get_db(), forms.as_number(chosen, "source")) if chosen else None
    return _page(overview.claim_page(get_db(), claim_id), source, linking.offered_sources(get_db(), typed_words), typed, None)


@pages.post("/claims/<int:claim_id>/evidence")
def add(claim_id: int) -> ResponseReturnValue:
    """Link a source to a claim. A source that is not stored yet is stored first, and its passages are shown to pick from."""
    people.require_permission(person(), "link_source")
    page = overview.claim_page(get_db(), claim_id)
    typed = {name: forms.text(name) for name in (*FIELDS, "stance", "passage", "used_as")}
    number = forms.optional_number("source")
    source = sources.get_source(get_db(), number) if number else None
    try:
        if source is None:
            return _stored(claim_id, typed)
        linked = _link(claim_id, source, typed)
    except ClaimsError as error:
        return _page(page, source, [], typed, error)
    offer_unlink(linked, _page_of(claim_id), is_new=linked.id not in {link.id for link in page.case.evidence})
    return forms.go_back(url_for("claims.show", claim_id=claim_id))


@pages.post("/claims/<int:claim_id>/passages/accept")
def accept(claim_id: int) -> ResponseReturnValue:
    """Link a suggested passage, with its quote, its place and the chosen stance."""
    before = {earlier.id for earlier in linking.links_of(get_db(), claim_id)}
    linked = found_passages.accept_passage(get_db(), claim_id, forms.text("passage"), forms.choice("stance", Stance), by=person(), at=now())
    offer_unlink(linked, _page_of(claim_id), is_new=linked.id not in before)
    return forms.go_back(_page_of(claim_id))


@pages.post("/claims/<int:claim_id>/passages/refuse")
def refuse(claim_id: int) -> ResponseReturnValue:
    """Refuse a suggested passage: it is not offered for this claim again."""
    refusal = found_passages.refuse_passage(get_db(), claim_id, forms.text("passage"), by=person(), at=now())
    page = access.safe_path(request.form.get("back")) or _page_of(claim_id)
    undo.offer_undo(gettext("Passage dismissed for this claim."), url_for("evidence.offer_again", number=refusal), {"back": page})
    return forms.go_back(page)


@pages.post("/passages/<int:number>/again")
def offer_again(number: int) -> ResponseReturnValue:
    """Take a refusal back, by its number."""
    refused = found_passages.offer_again(get_db(), number, by=person(), at=now())
    return forms.go_back(_page_of(refused.claim_id))


def passages_for(claim_id: int) -> FoundPassages:
    """The passages found for a claim in everything stored, for the pages that show them."""
    return found_passages.find_passages(get_db(), claim_id, app_state().library, app_state().matcher, at_once=True)


def _details_of(source: Source) -> dict[str, str]:
    """What is typed already of a source whose text is to be pasted: a stored text never changes, so it becomes a source with a text."""
    if source.hidden:
        return {}
    details = {"url": source.url, "title": source.title, "publisher": source.publisher, "published": source.published_at}
    details |= {
        "archived_url": source.archived_url,
        "kind": source.kind,
        "confidential": "yes" if source.confidential else "",
        "pasting": "yes",
    }
    return {name: str(value) for name, value in details.items() if value}


def _page_of(claim_id: int) -> str:
    return url_for("claims.show", claim_id=claim_id, _anchor="evidence")


@pages.post("/evidence/<int:evidence_id>/withdraw")
def withdraw(evidence_id: int) -> ResponseReturnValue:
    """Withdraw a link, so that it counts nowhere."""
    note = forms.text("note")
    link = stored_evidence.get_evidence(get_db(), evidence_id)
    on_conflict(gettext("Unlink this source"), lambda: _now(evidence_id), [Mine("note", gettext("Note"), note)])
    evidence.unlink_source(get_db(), evidence_id, note, by=person(), at=now(), seen_version=forms.seen_version())
    page = access.safe_path(request.form.get("back")) or url_for("claims.show", claim_id=link.claim_id)
    fields = {"seen": forms.seen_version() + 1, "back": page}
    undo.offer_undo(
        gettext("“%(title)s” unlinked.", title=link.source.title), url_for("withdrawals.restore_link", evidence_id=evidence_id), fields
    )
    return forms.go_back(page)


def _stored(claim_id: int, typed: dict[str, str]) -> ResponseReturnValue:
    added = stored_source(typed)
    if added.was_there:
        flash(gettext("This source is already stored. Nothing was added."))
    if added.source.hidden:
        flash(gettext(HANDED_OVER, number=added.source.id))
        return redirect(url_for("claims.show", claim_id=claim_id), 303)
    back = access.safe_path(request.form.get("back"))
    return redirect(url_for("evidence.new", claim_id=claim_id, source=added.source.id, stance=typed["stance"] or None, back=back), 303)


def _link(claim_id: int, source: Source, typed: dict[str, str]) -> Evidence:
    quote, start = _quoted(source, typed)
    return evidence.link_source(
        get_db(),
        claim_id,
        source.id,
        forms.choice("stance", Stance),
        by=person(),
        at=now(),
        quote=quote,
        locator=typed["locator"],
        used_as=forms.choice("used_as", UsedAs) if typed["used_as"] else None,
        note=typed["note"],
        start=start,
        locate=True,
    )


def _quoted(source: Source, typed: dict[str, str]) -> tuple[str | None, int | None]:
    """The picked passage, given as "start-end" in the source's text; else the typed words, if any are needed."""
    picked = typed["passage"]
    if picked in ("", "own"):
        return typed["quote"], None
    if picked == "none":
        return None, None
    start, _, end = picked.partition("-")
    span = slice(forms.as_number(start, "passage"), forms.as_number(end, "passage"))
    words = (source.text or "")[span]
    if not words:
        raise BadRequest("the passage is none of this source")
    return words, span.start


def _page(
    page: ClaimPage, source: Source | None, offered: list[Source], typed: dict[str, str], error: ClaimsError | None
) -> ResponseReturnValue:
    claim_id = page.case.claim.id
    shown = render_template(
        "sources/link.html",
        page=page,
        source=source,
        offered=offered,
        best=_best_passages(claim_id, offered) if not source else {},
        passages=source_passages.passages_in_source(get_db(), claim_id, source.id) if source else [],
        copies=evidence.likely_copies(get_db(), source) if source and not source.derived_from else [],
        primary=source is not None and source.kind in evidence.PRIMARY_KINDS,
        typed=typed,
        error=error_words(error) if error else None,
        # Only fields that the page shows; nobody would see an error at another.
        field=forms.field_of(error, FIELDS if source else SOURCE_FIELDS) if error else None,
        back=access.safe_path(request.values.get("back")) or url_for("claims.show", claim_id=claim_id),
    )
    return shown, error.http_status if error else 200


def _best_passages(claim_id: int, offered: list[Source]) -> dict[int, Offered]:
    """The best passage of each of the first sources, by source, to link at once."""
    best = {source.id: source_passages.passages_in_source(get_db(), claim_id, source.id, limit=1) for source in offered[:AT_ONCE]}
    return {number: passages[0] for number, passages in best.items() if passages}


def _now(evidence_id: int) -> Now:
    link = stored_evidence.get_evidence(get_db(), evidence_id)
    return Now(link.version, url_for("claims.show", claim_id=link.claim_id), "withdrawn" if link.withdrawn else None)
