"""Articles: the list, and adding one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk import fetching, intake, listings, overview, people, signoffs, withdrawals
from claims.desk.fetching import Page
from claims.errors import ClaimsError, Unreadable
from claims.model import Document
from web import forms
from web.access import person
from web.db import get_db, now, room
from web.listing import PAGE, listing, of_the_address, pages_of
from web.words import count

pages = Blueprint("articles", __name__)

FIELDS = {
    "text": "the text",
    "title": "the title",
    "publisher": "the publisher",
    "published": "the day of publication",
    "url": "the address",
    "byline": "the byline",
    "file": "the file",
}
"""The fields of the form, and how errors name them."""


@pages.get("/articles")
def index() -> ResponseReturnValue:
    """The articles that the address asks for, last added first."""
    asked = listing("articles.index", listings.ARTICLE_FIELDS)
    here = now().astimezone(room().settings.timezone)
    with of_the_address():
        found = listings.list_articles(get_db(), asked.asked, asked.sort, at=here, limit=PAGE, offset=asked.offset)
    numbers = [one.id for one in found.rows]
    return render_template(
        "articles/index.html",
        listing=asked,
        articles=found.rows,
        in_all=found.in_all,
        pages=pages_of(found.in_all, PAGE),
        signed=signoffs.standing(get_db(), numbers, at=now()),
        progress=overview.progress_of(get_db(), numbers),
        gone=withdrawals.withdrawn_articles(get_db()),
    )


@pages.route("/articles/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Paste or upload an article."""
    people.check(person(), "add_article")
    typed = {name: forms.text(name) for name in FIELDS}
    if request.method == "GET":
        return render_template("articles/new.html", typed=typed, error=None, field="text")
    try:
        document = _document(typed)
        added = intake.add_article(get_db(), room().matcher, document, by=person(), at=now())
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
        return fetching.fetch_page(url, allowed_hosts=room().settings.allowed_hosts, limit=room().settings.max_article_bytes)
    except ClaimsError as error:
        raise Unreadable(f"the address could not be read: {error} You can paste the text instead.") from error


def _document(typed: dict[str, str]) -> Document:
    limit = room().settings.max_article_bytes
    given = {name: typed[name].strip() or None for name in ("title", "publisher", "published", "url", "byline")}
    sent = forms.sent_or_pasted(forms.upload("file"), typed["text"])
    if sent is None:
        if given["url"] is None:
            raise Unreadable("the text is empty: paste the article, choose a file, or give its address.")
        return intake.override(fetched_page(given["url"]).document, **given)
    content, name, what = sent
    with forms.blaming(what):
        document = fetching.read_upload(content, name, limit=limit)
    return intake.override(document, **given)
