"""Articles: the list, and adding one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.articles import signoffs
from claims.desk.people import people
from claims.desk.screens import listings
from claims.desk.shown_words import of_100
from claims.errors import ClaimsError, NotFound
from claims.model import Article
from claims.store import articles
from claims.store import withdrawals as stored_withdrawals
from claims.wording import phrase
from web.adding import AddingReport, adding
from web.request import forms, undo
from web.request.access import person
from web.request.context import get_db, now, zone
from web.show.adding_steps import steps_of
from web.show.language import error_words, gettext, ngettext, translated
from web.show.listing import PAGE, listing, pages_of, refuse_bad_address
from web.show.words import all_of

pages = Blueprint("articles", __name__)

FIELDS = ("text", "title", "publisher", "published", "url", "byline", "file", "replaces", "unread", "of_unread")

STOPPED = {
    "running": phrase("This stopped before it was done, because the desk was restarted. Nothing was stored: add it again."),
    "cancelled": phrase("You stopped this. Nothing was stored."),
}
"""Why an article was not stored although nothing was wrong with it, by the state of its report."""


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
    adding().forget_old()
    return render_template(
        "articles/index.html",
        listing=view,
        articles=listed.rows,
        in_all=listed.in_all,
        pages=pages_of(listed.in_all, PAGE),
        signed=signoffs.standing(get_db(), numbers, at=now()),
        progress=articles.progress_of(get_db(), numbers),
        gone=stored_withdrawals.withdrawn_articles(get_db()),
        being_added=adding().reports_for(person()),
    )


@pages.route("/articles/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Paste or upload an article."""
    people.require_permission(person(), "add_article")
    if request.method != "POST":
        typed = dict.fromkeys(FIELDS, "") | {"replaces": request.args.get("replaces", "")}
        return _form(typed, None, "text")
    typed = {name: forms.text(name) for name in FIELDS}
    try:
        upload = forms.upload("file")
        forms.tell_if_both(upload, typed["text"])
        report = adding().start(typed, upload, replaces=forms.optional_number("replaces"), by=person(), kept=forms.text("kept"))
    except ClaimsError as error:
        return _form(typed, error_words(error), forms.field_of(error, FIELDS)), error.http_status
    return redirect(url_for("articles.progress", number=report.id), 303) if report.is_running else _answer(report)


@pages.get("/articles/new/<number>")
def progress(number: str) -> ResponseReturnValue:
    """How far an article is. When it is stored, this leads to it; when it could not be, the form comes back as it was sent.

    With ``peek`` in the address, the answer is empty once the work has ended, so that a script can ask without using up the messages.
    """
    report = adding().report(number)
    return ("", 204) if request.args.get("peek") and not report.is_running else _answer(report)


@pages.post("/articles/new/<number>/stop")
def stop(number: str) -> ResponseReturnValue:
    """Stop adding an article, or discard what was sent for one that could not be added."""
    report = adding().report(number)
    adding().stop(report, by=person())
    if report.is_running:
        return redirect(url_for("articles.progress", number=report.id), 303)
    flash(gettext("“%(name)s” was discarded.", name=report.name or gettext("The article")))
    return redirect(url_for("articles.index"), 303)


def _answer(report: AddingReport) -> ResponseReturnValue:
    is_own = report.by_id == person().id
    if report.is_running or not (is_own or report.article_id):
        return render_template("articles/adding.html", report=report, steps=steps_of(report), is_own=is_own)
    is_news = is_own and not report.is_answered
    if is_own:
        adding().mark_answered(report)
    if report.article_id is None:
        problem = translated(report.problem or STOPPED[report.state])
        field = report.wrong_field if report.wrong_field in FIELDS else FIELDS[0]
        return _form(adding().typed(report), problem, field, report), report.http_status if request.method == "POST" else 200
    if is_news:
        _tell(report, report.article_id)
    return redirect(url_for("article_desk.show", article_id=report.article_id), 303)


def _tell(report: AddingReport, article_id: int) -> None:
    """Say on the article's page what else is to be known about it."""
    if report.resembles:
        like = report.resembles
        words = gettext(
            "This looks like a new version of “%(title)s”: %(share)s in 100 of its text is the same.",
            title=like.title,
            share=of_100(like.share),
        )
        fields = {"replaces": like.article_id, "seen": like.version}
        undo.offer_undo(words, url_for("changes.make_version", article_id=article_id), fields, button=gettext("Make it a new version"))
    if report.was_there:
        flash(
            gettext("This article is already stored with the same text. Only what its file holds beside the text was added.")
            if report.has_news
            else gettext("This article is already stored with the same text. Nothing was added.")
        )
    if report.notes:
        flash(" ".join((gettext("Notes on reading the text:"), *(translated(note) for note in report.notes))))
    for message in _brought(report):
        flash(message)


def _brought(report: AddingReport) -> list[str]:
    """What else the file contained, in words."""
    named = [
        *[ngettext("%(num)s source", "%(num)s sources", report.sources)] * bool(report.sources),
        *[ngettext("%(num)s open question", "%(num)s open questions", report.questions)] * bool(report.questions),
    ]
    messages = []
    if named:
        brought, waiting = all_of(named), report.sources + report.questions
        messages.append(
            ngettext(
                "The article itself has %(brought)s: it waits on its line.",
                "The article itself has %(brought)s: they wait on their lines.",
                waiting,
                brought=brought,
            )
        )
    if report.answered:
        messages.append(
            ngettext(
                "Answers to our comments became notes on claim %(claims)s.",
                "Answers to our comments became notes on claims %(claims)s.",
                len(report.answered),
                claims=", ".join(map(str, report.answered)),
            )
        )
    return messages


def _form(typed: dict[str, str], error: str | None, field: str, report: AddingReport | None = None) -> str:
    if error and field == "url":
        # If it stayed in its field, the address would become the address of the next pasted text.
        typed["unread"], typed["url"] = typed["url"] or typed["unread"], ""
    return render_template("articles/new.html", typed=typed, error=error, field=field, versions=_versions(typed), report=report)


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
