"""Adding several sources at once in the browser: files, ZIP files, and a pasted list of addresses."""

import time
from collections.abc import Iterator
from itertools import chain

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.articles import fetching
from claims.desk.people import people
from claims.desk.sources import found_passages, many_sources
from claims.desk.sources.many_sources import Results
from claims.model import SourceKind
from web.importing import FILES_TOGETHER
from web.request import forms
from web.request.access import person
from web.request.context import app_state, get_db, now
from web.show.language import gettext, ngettext, translated

pages = Blueprint("many_sources", __name__)

FIELDS = ("addresses", "kind", "publisher", "published")

PATIENCE = 20.0
"""Seconds after which no further address is fetched: the page then offers to go on with the rest."""

LOOKED_UP = 5
"""For how many new sources the claims they may speak to are looked for at once."""


@pages.route("/sources/many", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add files and addresses one by one; failures are shown with their reason, and what there was no time for can be sent again."""
    people.require_permission(person(), "add_source")
    typed = {name: request.form.get(name, "") for name in FIELDS}
    if request.method != "POST":
        return _page(typed, None)
    items = chain(
        many_sources.uploaded_items(_uploads(), limit=app_state().settings.max_article_bytes), many_sources.addresses_in(typed["addresses"])
    )
    ends = time.monotonic() + PATIENCE
    results = many_sources.add_many(
        get_db(),
        items,
        {
            "kind": forms.choice("kind", SourceKind),
            "publisher": typed["publisher"],
            "published": typed["published"],
            "confidential": request.form.get("confidential") == "yes",
        },
        limit=app_state().settings.max_article_bytes,
        allowed_hosts=app_state().settings.allowed_hosts,
        by=person(),
        at=now,
        may_go_on=lambda: time.monotonic() < ends,
    )
    _look_up(results)
    for source in results.inside:
        flash(gettext("Source %(id)s %(from_inside)s", id=source.id, from_inside=translated(fetching.FROM_INSIDE)))
    if results.failed or results.left or not (results.added or results.there):
        typed["addresses"] = "\n".join(results.left)
        return _page(typed, results), 200 if results.added or results.there or results.left else 422
    words = [ngettext("%(num)s source added.", "%(num)s sources added.", len(results.added))]
    if results.there:
        words.append(ngettext("%(num)s source was stored already.", "%(num)s sources were stored already.", len(results.there)))
    flash(" ".join(words))
    return redirect(url_for("sources.index"), 303)


def _uploads() -> Iterator[tuple[str, bytes]]:
    for file in request.files.getlist("files"):
        if file.filename:
            yield file.filename, file.read()


def _look_up(results: Results) -> None:
    """Store for the queue which claims the first few new sources may speak to; for the others that is found when a claim is opened."""
    readable = [source for source in results.added if found_passages.is_short_enough(source)]
    for source in readable[:LOOKED_UP]:
        found_passages.claims_spoken_to(get_db(), source.id, app_state().library, app_state().matcher)


def _page(typed: dict[str, str], results: Results | None) -> str:
    return render_template(
        "sources/many.html",
        typed=typed,
        results=results,
        most_megabytes=FILES_TOGETHER * app_state().settings.max_article_bytes // 1_000_000,
    )
