"""What an article's own file names and asks: accepting or dropping a source, settling a question, the annotated copy."""

import time
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from claims.desk.checking import questions
from claims.desk.exchange import annotated
from claims.desk.screens import overview
from claims.desk.sources import link_checks, proposed_sources
from claims.model import Stance
from claims.store import articles, line_notes
from claims.store import proposed_sources as stored_proposed_sources
from web.request import forms, undo
from web.request.access import person
from web.request.context import app_state, get_db, now, zone
from web.request.edit_conflict import Now, on_conflict
from web.show.language import gettext, ngettext
from web.show.words import STANCES

pages = Blueprint("beside", __name__)

PATIENCE = 20.0
"""Seconds after which no further link is fetched for one click."""

COPIES = {"docx": "docx", "html": "annotated-html"}
"""The endings of annotated copies, and their forms."""


@pages.post("/proposed-sources/<int:number>/accept")
def accept(number: int) -> ResponseReturnValue:
    """Link a source that the article's file names to a claim of its line."""
    page = _line_page(
        stored_proposed_sources.get_proposed(get_db(), number).article_id,
        stored_proposed_sources.get_proposed(get_db(), number).named.start,
    )
    on_conflict(gettext("Accept this source"), lambda: _source_now(number, page))
    link = proposed_sources.accept(
        get_db(),
        number,
        forms.choice("stance", Stance),
        by=person(),
        at=now(),
        claim_id=forms.optional_number("claim"),
        seen_version=forms.seen_version(),
    )
    _offer_undo(number, gettext("“%(title)s” linked: %(stances)s.", title=link.source.title, stances=STANCES[link.stance].lower()), page)
    return forms.go_back(page)


@pages.post("/proposed-sources/<int:number>/drop")
def drop(number: int) -> ResponseReturnValue:
    """Drop a source that the article's file names."""
    source = stored_proposed_sources.get_proposed(get_db(), number)
    page = _line_page(source.article_id, source.named.start)
    on_conflict(gettext("Drop this source"), lambda: _source_now(number, page))
    proposed_sources.drop(get_db(), number, by=person(), at=now(), seen_version=forms.seen_version())
    _offer_undo(number, gettext("“%(title)s” dropped.", title=source.named.title), page)
    return forms.go_back(page)


@pages.post("/proposed-sources/<int:number>/again")
def propose_again(number: int) -> ResponseReturnValue:
    """Undo a decision: the source waits again."""
    source = stored_proposed_sources.get_proposed(get_db(), number)
    page = _line_page(source.article_id, source.named.start)
    on_conflict(gettext("Take this decision back"), lambda: _source_now(number, page))
    proposed_sources.propose_again(get_db(), number, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(page)


@pages.post("/articles/<int:article_id>/check-links")
def check_links(article_id: int) -> ResponseReturnValue:
    """Fetch the pages that the article links to and say whether each says what its line says, as many as time allows."""
    ends = time.monotonic() + PATIENCE
    checked = link_checks.check_links(
        get_db(),
        article_id,
        app_state().matcher,
        allowed_hosts=app_state().settings.allowed_hosts,
        limit=app_state().settings.max_article_bytes,
        by=person(),
        at=now,
        may_go_on=lambda: time.monotonic() < ends,
    )
    if checked.left:
        flash(
            gettext(
                "%(links)s not checked yet: there was no time for all of them. Press Check links to go on.",
                links=ngettext("%(num)s link", "%(num)s links", checked.left),
            )
        )
    else:
        flash(
            gettext(
                "%(links)s checked: each line says what its pages say.",
                links=ngettext("%(num)s link", "%(num)s links", len(checked.checks)),
            )
        )
    return redirect(url_for("reports.show", article_id=article_id, _anchor="lines"), 303)


@pages.post("/questions/<int:number>/settle")
def settle(number: int) -> ResponseReturnValue:
    """Settle a question in the article's file."""
    note = line_notes.get_line_note(get_db(), number)
    page = _line_page(note.article_id, note.remark.start)
    on_conflict(gettext("Settle this question"), lambda: Now(line_notes.get_line_note(get_db(), number).version, page))
    settled = questions.settle(get_db(), number, by=person(), at=now(), seen_version=forms.seen_version())
    fields = {"seen": settled.version, "back": forms.text("back") or page}
    undo.offer_undo(gettext("Question settled."), url_for("beside.reopen", number=number), fields)
    return forms.go_back(page)


@pages.post("/questions/<int:number>/reopen")
def reopen(number: int) -> ResponseReturnValue:
    """Open a settled question again."""
    note = line_notes.get_line_note(get_db(), number)
    page = _line_page(note.article_id, note.remark.start)
    on_conflict(gettext("Open this question again"), lambda: Now(line_notes.get_line_note(get_db(), number).version, page))
    questions.reopen(get_db(), number, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(page)


@pages.get("/articles/<int:article_id>/annotated.<ending>")
def copy(article_id: int, ending: str) -> ResponseReturnValue:
    """The article with what was found beside its words, as a file. Confidential sources are named only where the address asks for them.

    What whoever passes the file on must know is shown first.
    """
    if ending not in COPIES:
        raise NotFound
    made = annotated.annotated_copy(
        get_db(),
        article_id,
        COPIES[ending],
        by=person(),
        at=now().astimezone(zone()),
        address=app_state().settings.address or request.host_url,
        confidential=request.args.get("confidential") == "1",
        footnote_lines=_footnote_lines(request.args.get("footnotes", "")),
    )
    if made.warnings and not request.args.get("told"):
        again = f"{request.path}?{urlencode([*request.args.items(), ('told', '1')])}"
        return render_template(
            "articles/copy.html", article=articles.get_article(get_db(), article_id), warnings=made.warnings, again=again
        )
    answer = Response(made.content, content_type=annotated.MEDIA[COPIES[ending]])
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


def _footnote_lines(words: str) -> frozenset[int]:
    if words in ("", "all"):
        return annotated.ALL_LINES if words else frozenset()
    numbers = words.replace(" ", "").split(",")
    if not all(number.isascii() and number.isdecimal() and len(number) <= 6 for number in numbers):
        raise BadRequest("footnotes takes line numbers such as 3,5,8, or all")
    return frozenset(map(int, numbers))


def _offer_undo(number: int, words: str, page: str) -> None:
    fields = {"seen": stored_proposed_sources.get_proposed(get_db(), number).version, "back": forms.text("back") or page}
    undo.offer_undo(words, url_for("beside.propose_again", number=number), fields)


def _source_now(number: int, page: str) -> Now:
    source = stored_proposed_sources.get_proposed(get_db(), number)
    return Now(source.version, page, source.state)


def _line_page(article_id: int, start: int) -> str:
    """The desk, on the line where some words of the article begin."""
    sentences = overview.article_desk(get_db(), article_id, at=now()).sentences
    line = next((sentence for sentence in sentences if start < sentence.end), sentences[-1])
    return url_for("article_desk.show", article_id=article_id, line=line.position, _anchor="named")
