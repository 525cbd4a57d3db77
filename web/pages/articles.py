"""Articles: the list, and adding one."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk import newsroom
from claims.desk.articles import fetching, intake, signoffs
from claims.desk.articles.fetching import Page
from claims.desk.articles.intake import Added
from claims.desk.people import people
from claims.desk.screens import listings
from claims.desk.shown_words import of_100
from claims.errors import ClaimsError, NotFound, TooLarge, Unreadable
from claims.model import Article, Document
from claims.store import articles
from claims.store import withdrawals as stored_withdrawals
from claims.wording import text
from web.request import forms, undo
from web.request.access import person
from web.request.context import app_state, get_db, now, zone
from web.show.language import error_words, gettext, ngettext, translated
from web.show.listing import PAGE, listing, pages_of, refuse_bad_address

pages = Blueprint("articles", __name__)

FIELDS = ("text", "title", "publisher", "published", "url", "byline", "file", "replaces", "unread")


_OFFERED = 50  # articles, the newest, of which a new one may be said to be a version
_LONGEST_NUMBER = 12  # digits of an article's number


@pages.get("/articles")
def index() -> ResponseReturnValue:
    """The articles that match the address's filters, last added first."""
    view = listing("articles.index", listings.ARTICLE_FIELDS)
    here = now().astimezone(zone())
    with refuse_bad_address():
        listed = listings.list_articles(get_db(), view.fields, view.sort, at=here, limit=PAGE, offset=view.offset)
    numbers = [article.id for article in listed.rows]
    return render_template(
        "articles/index.html",
        listing=view,
        articles=listed.rows,
        in_all=listed.in_all,
        pages=pages_of(listed.in_all, PAGE),
        signed=signoffs.standing(get_db(), numbers, at=now()),
        progress=articles.progress_of(get_db(), numbers),
        gone=stored_withdrawals.withdrawn_articles(get_db()),
    )


@pages.route("/articles/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Paste or upload an article."""
    people.require_permission(person(), "add_article")
    typed = {name: forms.text(name) for name in FIELDS}
    if request.method != "POST":
        typed["replaces"] = request.args.get("replaces", "")
        return render_template("articles/new.html", typed=typed, error=None, field="text", versions=_versions(typed))
    try:
        document = _document(typed)
        added = intake.add_article(
            get_db(), app_state().matcher, document, by=person(), at=now(), replaces=forms.optional_number("replaces")
        )
    except ClaimsError as error:
        field = forms.field_of(error, FIELDS)
        if field == "url":
            # If it stayed in its field, the address would become the address of the next pasted text.
            typed["unread"], typed["url"] = typed["url"] or typed["unread"], ""
        page = render_template("articles/new.html", typed=typed, error=error_words(error), field=field, versions=_versions(typed))
        return page, error.http_status
    if added.resembles:
        like = added.resembles.article
        words = gettext(
            "This looks like a new version of “%(title)s”: %(share)s in 100 of its text is the same.",
            title=like.title,
            share=of_100(added.resembles.share),
        )
        fields = {"replaces": like.id, "seen": added.article.version}
        undo.offer_undo(
            words, url_for("changes.make_version", article_id=added.article.id), fields, button=gettext("Make it a new version")
        )
    if added.was_there:
        flash(
            gettext("This article is already stored with the same text. Only what its file holds beside the text was added.")
            if added.beside.has_news
            else gettext("This article is already stored with the same text. Nothing was added.")
        )
    if warnings := (*document.beside.warnings, *added.beside.warnings):
        flash(" ".join((gettext("Notes on reading the file:"), *(translated(warning) for warning in warnings))))
    for message in _brought(added):
        flash(message)
    return redirect(url_for("article_desk.show", article_id=added.article.id), 303)


def _brought(added: Added) -> list[str]:
    """What else the file contained, in words."""
    taken = added.beside
    named = [
        *[ngettext("%(num)s source", "%(num)s sources", taken.sources)] * bool(taken.sources),
        *[ngettext("%(num)s open question", "%(num)s open questions", taken.questions)] * bool(taken.questions),
    ]
    messages = []
    if named:
        brought, waiting = gettext(" and ").join(named), taken.sources + taken.questions
        messages.append(
            ngettext(
                "The file brought %(brought)s: it waits on its line.",
                "The file brought %(brought)s: they wait on their lines.",
                waiting,
                brought=brought,
            )
        )
    if taken.answered:
        messages.append(
            ngettext(
                "Answers to our comments became notes on claim %(claims)s.",
                "Answers to our comments became notes on claims %(claims)s.",
                len(taken.answered),
                claims=", ".join(map(str, taken.answered)),
            )
        )
    return messages


def _versions(typed: dict[str, str]) -> list[Article]:
    """The articles of which a new one may be a version: the newest ones, and the one that was chosen."""
    newest = articles.list_articles(get_db(), limit=_OFFERED)
    chosen = typed["replaces"]
    if chosen.isdecimal() and len(chosen) < _LONGEST_NUMBER and int(chosen) not in {article.id for article in newest}:
        try:
            newest.append(articles.get_article(get_db(), int(chosen)))
        except NotFound:
            typed["replaces"] = ""
    return newest


@contextmanager
def unread_address(url: str) -> Iterator[None]:
    """Name the address in the error of a fetch, and its field, so that the form can offer to paste the text instead."""
    try:
        yield
    except (Unreadable, TooLarge) as error:
        raise Unreadable(
            text("could not read the address {url}: {error} You can paste the text instead.", url=url, error=error.message), field="url"
        ) from error


def _fetched_page(url: str) -> Page:
    with unread_address(url):
        return fetching.fetch_page(url, allowed_hosts=app_state().settings.allowed_hosts, limit=app_state().settings.max_article_bytes)


def _document(typed: dict[str, str]) -> Document:
    limit = app_state().settings.max_article_bytes
    given = {name: typed[name].strip() or None for name in ("title", "publisher", "published", "url", "byline")}
    sent = forms.sent_or_pasted(forms.upload("file"), typed["text"])
    if given["url"] is None and request.form.get("of_unread") == "yes":
        given["url"] = typed["unread"].strip() or None
    if sent is None:
        if given["url"] is None:
            raise Unreadable("the text is empty: paste the article, choose a file, or give its address.", field="text")
        return intake.with_typed_details(_fetched_page(given["url"]).document, newsroom.day_first(get_db()), **given)
    content, name, what, field = sent
    with forms.blaming(what, field):
        document = fetching.read_upload(content, name, limit=limit)
    return intake.with_typed_details(document, newsroom.day_first(get_db()), **given)
