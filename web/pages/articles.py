"""Articles: the list, and adding one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.articles import fetching, intake, signoffs, withdrawals
from claims.desk.articles.fetching import Page
from claims.desk.people import people
from claims.desk.screens import listings, overview
from claims.errors import ClaimsError, Unreadable
from claims.model import Document
from web.request import forms
from web.request.access import person
from web.request.context import app_state, get_db, now
from web.show.listing import PAGE, listing, pages_of, refuse_bad_address
from web.show.words import count

pages = Blueprint("articles", __name__)

FIELDS = ("text", "title", "publisher", "published", "url", "byline", "file")


@pages.get("/articles")
def index() -> ResponseReturnValue:
    """The articles that the address asks for, last added first."""
    view = listing("articles.index", listings.ARTICLE_FIELDS)
    here = now().astimezone(app_state().settings.timezone)
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
        progress=overview.progress_of(get_db(), numbers),
        gone=withdrawals.withdrawn_articles(get_db()),
    )


@pages.route("/articles/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Paste or upload an article."""
    people.require_permission(person(), "add_article")
    typed = {name: forms.text(name) for name in FIELDS}
    if request.method == "GET":
        return render_template("articles/new.html", typed=typed, error=None, field="text")
    try:
        document = _document(typed)
        added = intake.add_article(get_db(), app_state().matcher, document, by=person(), at=now())
    except ClaimsError as error:
        field = forms.field_of(error, FIELDS)
        return render_template("articles/new.html", typed=typed, error=str(error), field=field), error.http_status
    if added.gone:
        flash(f"{count(len(added.gone), 'quote')} of the earlier version of this article stand here no more: look at its claims again.")
    if added.was_there:
        flash("This article was here already, with the same text: nothing was added.")
    if document.beside.warnings:
        flash(" ".join(("How the file was read:", *document.beside.warnings)))
    return redirect(url_for("article_desk.show", article_id=added.article.id), 303)


def fetched_page(url: str) -> Page:
    """The page at an address. An error names the field, so that the form can offer pasting the text instead."""
    try:
        return fetching.fetch_page(url, allowed_hosts=app_state().settings.allowed_hosts, limit=app_state().settings.max_article_bytes)
    except ClaimsError as error:
        raise Unreadable(f"the address could not be read: {error} You can paste the text instead.", field="url") from error


def _document(typed: dict[str, str]) -> Document:
    limit = app_state().settings.max_article_bytes
    given = {name: typed[name].strip() or None for name in ("title", "publisher", "published", "url", "byline")}
    sent = forms.sent_or_pasted(forms.upload("file"), typed["text"])
    if sent is None:
        if given["url"] is None:
            raise Unreadable("the text is empty: paste the article, choose a file, or give its address.", field="text")
        return intake.with_typed_details(fetched_page(given["url"]).document, **given)
    content, name, what, field = sent
    with forms.blaming(what, field):
        document = fetching.read_upload(content, name, limit=limit)
    return intake.with_typed_details(document, **given)
