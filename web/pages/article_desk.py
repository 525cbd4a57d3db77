"""The desk: an article line by line beside the selected claim."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk import cases, intake, overview, people, review
from claims.desk.overview import ArticleDesk, ClaimPage
from claims.errors import NotFound
from claims.model import Mark
from web import forms
from web.access import person
from web.db import get_db, now, room
from web.lines import Row, coverage_of, next_to_do, rows_of
from web.stale import Mine, Now, if_stale
from web.templating import typed_time
from web.words import MARKS

pages = Blueprint("article_desk", __name__)

TABS = ("seen", "evidence", "verdict")
"""The parts of a claim, one at a time on a phone."""


@pages.get("/articles/<int:article_id>")
def show(article_id: int) -> ResponseReturnValue:
    """The article; the address says which line, and which of its claims, is selected."""
    desk = overview.article_desk(get_db(), article_id, at=now())
    rows = rows_of(desk)
    claim_id = forms.as_number(request.args["claim"], "claim") if request.args.get("claim") else None
    if claim_id is not None and not request.args.get("line"):
        return _to_line_of(desk, rows, claim_id)
    row = _selected(rows, request.args.get("line"))
    chosen = next((one for one in row.claims if one.id == claim_id), row.claims[0] if row.claims else None)
    page: ClaimPage | None = overview.claim_page(get_db(), chosen.id) if chosen else None
    tab = request.args.get("tab", TABS[0])
    return render_template(
        "articles/desk.html",
        desk=desk,
        rows=rows,
        row=row,
        page=page,
        coverage=coverage_of(desk, rows),
        whole=not request.args.get("line"),
        tab=tab if tab in TABS else TABS[0],
        tabs=TABS,
        parts=review.parts_of(row.sentence) if people.may(person(), "mark_sentence") else [],
        scale=overview.scale(get_db()),
        origins=cases.origins,
        numbered=_numbered(rows),
        people=[one for one in people.list_people(get_db()) if not one.disabled and people.may(one, "rate")],
        zone=room().settings.timezone.key,
        here=address(article_id, row.number, chosen.id if chosen and len(row.claims) > 1 else None, tab if tab != TABS[0] else None),
        to=lambda line, claim=None, tab=None: address(article_id, line, claim, tab),
    )


@pages.post("/sentences/<int:sentence_id>/mark")
def mark(sentence_id: int) -> ResponseReturnValue:
    """Say what a sentence is."""
    wanted = forms.choice("mark", Mark)
    sentence = overview.get_sentence(get_db(), sentence_id)
    said = Mine("mark", f"Line {sentence.position}", MARKS[wanted], typed=False)
    if_stale(f"Mark line {sentence.position}", lambda: _now(sentence_id), [said])
    review.mark_sentence(get_db(), sentence_id, wanted, by=person(), at=now(), seen=forms.seen())
    return forms.go_back(address(sentence.article_id, sentence.position))


@pages.post("/articles/<int:article_id>/marks")
def mark_several(article_id: int) -> ResponseReturnValue:
    """Mark the chosen sentences, all or none."""
    wanted, chosen = forms.choice("mark", Mark), forms.versions("chosen")
    if any(overview.get_sentence(get_db(), number).article_id != article_id for number, _ in chosen):
        raise NotFound("there is no such line in this article.")
    review.mark_sentences(get_db(), chosen, wanted, by=person(), at=now())
    return forms.go_back(url_for("article_desk.show", article_id=article_id))


@pages.post("/articles/<int:article_id>/due")
def set_due(article_id: int) -> ResponseReturnValue:
    """Set the article's deadline, which is its claims' own until they have another."""
    due_at = forms.moment("due", room().settings.timezone)
    if_stale("Set this due time", lambda: _article_now(article_id), [Mine("due", "Due", forms.text("due"))])
    intake.set_due(get_db(), article_id, due_at, by=person(), at=now(), seen=forms.seen())
    return forms.go_back(url_for("article_desk.show", article_id=article_id))


@pages.post("/articles/<int:article_id>/claims")
def add_claim(article_id: int) -> ResponseReturnValue:
    """Make some words of the article a claim of their own."""
    start, wording = forms.optional_number("start"), forms.text("wording") or None
    number = review.add_claim_from_quote(get_db(), article_id, forms.text("quote"), by=person(), at=now(), start=start, wording=wording)
    return redirect(url_for("article_desk.show", article_id=article_id, claim=number), 303)


@pages.get("/articles/<int:article_id>/history")
def history(article_id: int) -> ResponseReturnValue:
    """What happened to the article and its sentences."""
    desk = overview.article_desk(get_db(), article_id, at=now())
    told = overview.history_of_article(get_db(), article_id)
    return render_template("articles/history.html", article=desk.article, told=told)


def address(article_id: int, line: int, claim: int | None = None, tab: str | None = None) -> str:
    """Where a line of an article is shown, scrolled to it without script."""
    return url_for("article_desk.show", article_id=article_id, line=line, claim=claim, tab=tab, _anchor=f"line-{line}")


def _now(sentence_id: int) -> Now:
    sentence = overview.get_sentence(get_db(), sentence_id)
    return Now(sentence.version, address(sentence.article_id, sentence.position), values={"mark": MARKS[sentence.mark]})


def _article_now(article_id: int) -> Now:
    article = overview.article_desk(get_db(), article_id, at=now()).article
    return Now(article.version, url_for("article_desk.show", article_id=article_id), values={"due": typed_time(article.due_at)})


def _to_line_of(desk: ArticleDesk, rows: list[Row], claim_id: int) -> ResponseReturnValue:
    root = overview.claim_page(get_db(), claim_id).case.claim.id
    for row in rows:
        if any(one.id == root for one in desk.claims_in.get(row.sentence.id, ())):
            return redirect(address(desk.article.id, row.number, root if len(row.claims) > 1 else None), 302)
    raise NotFound(f"claim {claim_id} does not stand in this article.")


def _selected(rows: list[Row], line: str | None) -> Row:
    if not line:
        return next_to_do(rows)
    number = forms.as_number(line, "line")
    if not 1 <= number <= len(rows):
        raise NotFound(f"this article has {len(rows)} lines, and no line {number}.")
    return rows[number - 1]


def _numbered(rows: list[Row]) -> dict[int, int]:
    """The place of each claim among the article's claims, from 1."""
    found: dict[int, int] = {}
    for row in rows:
        for claim in row.claims:
            found.setdefault(claim.id, len(found) + 1)
    return found
