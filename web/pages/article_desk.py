"""The desk: an article line by line beside the selected claim."""

from urllib.parse import quote

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from claims.desk import alerts, newsroom
from claims.desk.articles import facts, intake, withdrawals
from claims.desk.articles.page_lines import page_lines
from claims.desk.cases.changed_lines import what_changed
from claims.desk.checking import review, verdicts
from claims.desk.history import histories
from claims.desk.people import people
from claims.desk.screens import overview
from claims.desk.screens.beside_lines import beside_lines
from claims.desk.screens.overview import ArticleDesk, ClaimPage
from claims.desk.sources import proposed_sources
from claims.errors import NotFound, Refused
from claims.model import Mark, Sentence
from claims.sourcing.origins import count_origins
from claims.store import articles
from claims.store import evidence as stored_evidence
from claims.store import history as stored_history
from claims.store import newsroom as stored_newsroom
from claims.store import people as stored_people
from claims.wording import phrase
from web.live import live
from web.pages.evidence import passages_for
from web.pages.marking_lines import lines_marked, links_dropped, marked_meanwhile, picked_lines
from web.pages.talk import opened_talk
from web.request import forms, undo
from web.request.access import person
from web.request.context import get_db, now, zone
from web.request.edit_conflict import Mine, Now, on_conflict
from web.request.refused_form import page_query
from web.show.language import error_words, gettext, ngettext
from web.show.line_shapes import Row, coverage_of, next_to_do, numbered_claims, rows_of
from web.show.next_step import NextStep, next_step
from web.show.templating import typed_time
from web.show.words import MARKS

pages = Blueprint("article_desk", __name__)

TABS = ("seen", "evidence", "verdict")
"""The parts of a claim, one at a time on a phone."""


@pages.get("/articles/<int:article_id>")
def show(article_id: int) -> ResponseReturnValue:
    """The article; the address says which line, and which of its claims, is selected. Without a line it leads to what is next."""
    # Read first: what happens while the page is made is then told to it afterwards.
    since = stored_history.last_line(get_db())
    desk = overview.article_desk(get_db(), article_id, at=now())
    rows = rows_of(desk)
    claim_id = forms.as_number(page_query()["claim"], "claim") if page_query().get("claim") else None
    if not page_query().get("line"):
        changed = None if claim_id else what_changed(get_db(), article_id)
        if changed and changed.is_open:
            return redirect(url_for("changes.show", article_id=article_id), 302)
        return _to_line_of(desk, rows, claim_id) if claim_id else redirect(address(article_id, first_line(desk, rows), view="all"), 302)
    row = _selected(rows, page_query()["line"])
    if page_query().get("view") == "choose":
        people.require_permission(person(), "mark_sentence")
        return _choosing(desk, rows, row, picked_lines(rows, page_query().get("pick", "")))
    return _reading(desk, rows, row, claim_id, since)


def _reading(desk: ArticleDesk, rows: list[Row], row: Row, claim_id: int | None, since: int) -> str:
    number = desk.article.id
    chosen = next((claim for claim in row.claims if claim.id == claim_id), row.claims[0] if row.claims else None)
    page: ClaimPage | None = overview.claim_page(get_db(), chosen.id) if chosen else None
    tab, opening = page_query().get("tab", ""), _opening_tab(page)
    tab = tab if tab in TABS else opening
    view = "all" if page_query().get("view") == "all" else None
    return render_template(
        "articles/desk.html",
        desk=desk,
        since=since,
        live_pass=live().make_pass(number, person()),
        alerts=alerts.alerts_in(get_db(), [desk.article.id]),
        rows=rows,
        row=row,
        page=page,
        gone=withdrawals.find_gone(get_db(), number) if desk.article.withdrawn else None,
        beside=beside_lines(get_db(), number, desk.sentences),
        label=proposed_sources.label,
        linked_ids={link.id for case in desk.report.cases for link in case.evidence},
        found=passages_for(chosen.id) if chosen and row.sentence.mark is not Mark.NOT_CLAIM else None,
        talk=opened_talk(chosen.id) if chosen else None,
        coverage=coverage_of(desk, rows),
        following=following_step(desk, rows, row),
        furniture=page_lines(desk.article, desk.sentences, {line.sentence.id for line in rows if line.claims}),
        onward=_onward(rows, row, view),
        whole=view == "all",
        # The form for rating is on the page, and may hold words that are stored nowhere.
        keeps=page is not None and page.rateable and row.sentence.mark is not Mark.NOT_CLAIM and people.may(person(), "rate"),
        tab=tab,
        tabs=TABS,
        facts=facts.facts_left(row.sentence, _before(rows, row), row.claims) if people.may(person(), "mark_sentence") else [],
        scale=stored_newsroom.scale(get_db()),
        origins=count_origins,
        numbered=numbered_claims(rows),
        readers=verdicts.possible_readers(get_db(), by=person()),
        people=[colleague for colleague in stored_people.list_people(get_db()) if not colleague.disabled and people.may(colleague, "rate")],
        zone=zone().key,
        here=address(number, row.number, chosen.id if chosen and len(row.claims) > 1 else None, tab if tab != opening else None, view),
        to=lambda line, claim=None, tab=None, view=None: address(number, line, claim, tab, view),
    )


def _opening_tab(page: ClaimPage | None) -> str:
    """The part of the claim that a phone shows first: the verdict, if the person may approve it, else what was seen before."""
    if page is None or page.waiting is None or not people.may(person(), "approve"):
        return TABS[0]
    return "verdict" if page.waiting.may_be_read_by(person().name, self_approval=page.self_approval) else TABS[0]


def _choosing(desk: ArticleDesk, rows: list[Row], row: Row, picked: set[int], error: str | None = None) -> str:
    return render_template(
        "articles/choose.html",
        desk=desk,
        rows=rows,
        row=row,
        coverage=coverage_of(desk, rows),
        picked=picked,
        error=error,
        unmarked=len(picked_lines(rows, "unmarked")),
        unlikely=len(picked_lines(rows, "unlikely")),
        to=lambda line, claim=None, tab=None, view=None, pick=None: address(desk.article.id, line, claim, tab, view, pick),
    )


@pages.post("/sentences/<int:sentence_id>/mark")
def mark(sentence_id: int) -> ResponseReturnValue:
    """Mark a sentence."""
    chosen_mark = forms.choice("mark", Mark)
    sentence = articles.get_sentence(get_db(), sentence_id)
    mine = Mine("mark", gettext("Line %(position)s", position=sentence.position), MARKS[chosen_mark], typed=False)
    on_conflict(gettext("Mark line %(position)s", position=sentence.position), lambda: sentence_now(sentence_id), [mine])
    dropped = review.mark_sentence(get_db(), sentence_id, chosen_mark, by=person(), at=now(), seen_version=forms.seen_version())
    lost = links_dropped(stored_evidence.evidence_of(get_db(), dropped))
    if lost:
        marked = articles.get_sentence(get_db(), sentence_id)
        fields = {"mark": sentence.mark, "seen": marked.version, "back": address(sentence.article_id, sentence.position)}
        undo.offer_undo(f"{lines_marked(1, chosen_mark)} {lost}", url_for("article_desk.mark", sentence_id=sentence_id), fields)
    # With "next" in the form, marking moves on to the next line that nobody has marked.
    return forms.go_back(address(sentence.article_id, sentence.position), "next" if forms.text("next") else "back")


@pages.post("/articles/<int:article_id>/marks")
def mark_several(article_id: int) -> ResponseReturnValue:
    """Mark the chosen sentences, all or none. If that is refused, the page shows the choice again, with the reason."""
    people.require_permission(person(), "mark_sentence")
    chosen_mark, chosen = forms.choice("mark", Mark), dict(forms.versions("chosen"))
    desk = overview.article_desk(get_db(), article_id, at=now())
    rows = rows_of(desk)
    if not set(chosen) <= {row.sentence.id for row in rows}:
        raise NotFound("there is no such line in this article.")
    row = next((line for line in rows if line.sentence.id in chosen), rows[0])
    changed = [line for line in rows if line.sentence.id in chosen and line.sentence.version != chosen[line.sentence.id]]
    dropped: list[int] = []
    problem = gettext("Select at least one line.") if not chosen else marked_meanwhile(changed) if changed else None
    if problem is None:
        try:
            dropped = review.mark_sentences(get_db(), list(chosen.items()), chosen_mark, by=person(), at=now())
        except Refused as error:
            problem = error_words(error)
    if problem:
        picked = set(chosen) - {line.sentence.id for line in changed}
        return _choosing(desk, rows, row, picked, problem), 409 if chosen else 422
    lines = ",".join(str(line.number) for line in rows if line.sentence.id in chosen)
    again = address(article_id, row.number, view="choose", pick=lines)
    forms.tell_next_page(
        " ".join(filter(None, (lines_marked(len(chosen), chosen_mark), links_dropped(stored_evidence.evidence_of(get_db(), dropped))))),
        again,
        ngettext("Select it again", "Select them again", len(chosen)),
    )
    if forms.text("then") == "next":
        row = next_to_do([line for line in rows if line.sentence.id not in chosen] or rows)
    return redirect(address(article_id, row.number, view="all"), 303)


@pages.post("/articles/<int:article_id>/due")
def set_due(article_id: int) -> ResponseReturnValue:
    """Set the article's deadline, the default for its claims."""
    due_at = forms.moment("due", zone())
    on_conflict(gettext("Set this deadline"), lambda: article_now(article_id), [Mine("due", gettext("Due"), forms.text("due"))])
    before = typed_time(articles.get_article(get_db(), article_id).due_at)
    intake.set_due(get_db(), article_id, due_at, by=person(), at=now(), seen_version=forms.seen_version())
    fields = {"due": before, "seen": articles.get_article(get_db(), article_id).version, "back": forms.text("back")}
    undo.offer_undo(
        gettext("Deadline set.") if due_at else gettext("Deadline removed."), url_for("article_desk.set_due", article_id=article_id), fields
    )
    return forms.go_back(url_for("article_desk.show", article_id=article_id))


@pages.post("/articles/<int:article_id>/claims")
def add_claim(article_id: int) -> ResponseReturnValue:
    """Make selected words of the article a claim."""
    start, wording = forms.optional_number("start"), forms.text("wording") or None
    number = review.add_claim_from_quote(get_db(), article_id, forms.text("quote"), by=person(), at=now(), start=start, wording=wording)
    return redirect(url_for("article_desk.show", article_id=article_id, claim=number), 303)


@pages.post("/sentences/<int:sentence_id>/parts")
def add_parts(sentence_id: int) -> ResponseReturnValue:
    """Make each fact of a line a claim of its own."""
    before = articles.get_sentence(get_db(), sentence_id)
    on_conflict(gettext("Add the facts of line %(position)s", position=before.position), lambda: sentence_now(sentence_id), [])
    numbers = facts.add_parts(get_db(), sentence_id, by=person(), at=now(), seen_version=forms.seen_version())
    back = url_for("article_desk.show", article_id=before.article_id, claim=numbers[0])
    message = ngettext(
        "%(num)s claim added from line %(line)s.", "%(num)s claims added from line %(line)s.", len(numbers), line=before.position
    )
    if before.mark is Mark.UNMARKED:  # taking the mark back drops the claims that came with it
        fields = {
            "mark": Mark.UNMARKED,
            "seen": articles.get_sentence(get_db(), sentence_id).version,
            "back": address(before.article_id, before.position),
        }
        undo.offer_undo(message, url_for("article_desk.mark", sentence_id=sentence_id), fields)
    else:
        forms.tell_next_page(message, back, gettext("Show them"))
    return redirect(back, 303)


@pages.get("/articles/<int:article_id>/history")
def history(article_id: int) -> ResponseReturnValue:
    """What happened to the article and its sentences."""
    desk = overview.article_desk(get_db(), article_id, at=now())
    events = histories.of_article(get_db(), article_id, zone=zone())
    return render_template("articles/history.html", article=desk.article, told=events)


def address(
    article_id: int, line: int, claim: int | None = None, tab: str | None = None, view: str | None = None, pick: str | None = None
) -> str:
    """The address of a line on the desk; its fragment scrolls there without JavaScript, but not past what stands above the first line."""
    # A page has two of these for each line. Werkzeug makes the first part, once; it would take 50 ms for 471 lines.
    bases: dict[int, str] = g.setdefault("article_addresses", {})
    if article_id not in bases:
        bases[article_id] = url_for("article_desk.show", article_id=article_id)
    there = f"#line-{line}" if line > 1 else ""
    if (claim, tab, view, pick) == (None, None, None, None):  # nearly every line's
        return f"{bases[article_id]}?line={line}{there}"
    query = {"line": line, "claim": claim, "tab": tab, "view": view, "pick": pick}
    filled = "&".join(f"{name}={quote(str(value))}" for name, value in query.items() if value is not None)
    return f"{bases[article_id]}?{filled}{there}"


def following_step(desk: ArticleDesk, rows: list[Row], row: Row | None) -> NextStep | None:
    """What waits next for the person who asks, beside the selected line."""
    return next_step(desk, rows, person(), self_approval=newsroom.self_approval_allowed(get_db()), after=row)


def first_line(desk: ArticleDesk, rows: list[Row]) -> int:
    """The line with which an article opens: what waits first, else its first line."""
    step = following_step(desk, rows, None)
    return step.number if step else 1


def sentence_now(sentence_id: int) -> Now:
    sentence = articles.get_sentence(get_db(), sentence_id)
    return Now(sentence.version, address(sentence.article_id, sentence.position), values={"mark": MARKS[sentence.mark]})


def article_now(article_id: int) -> Now:
    article = overview.article_desk(get_db(), article_id, at=now()).article
    return Now(article.version, url_for("article_desk.show", article_id=article_id), values={"due": typed_time(article.due_at)})


def _to_line_of(desk: ArticleDesk, rows: list[Row], claim_id: int) -> ResponseReturnValue:
    root = overview.claim_page(get_db(), claim_id).case.claim.id
    for row in rows:
        if any(claim.id == root for claim in desk.claims_in.get(row.sentence.id, ())):
            return redirect(address(desk.article.id, row.number, root if len(row.claims) > 1 else None), 302)
    raise NotFound(phrase("claim {claim_id} is not in this article.", claim_id=claim_id))


def _selected(rows: list[Row], line: str) -> Row:
    number = forms.as_number(line, "line")
    if not 1 <= number <= len(rows):
        raise NotFound(phrase("this article has {rows} lines; there is no line {number}.", rows=len(rows), number=number))
    return rows[number - 1]


def _onward(rows: list[Row], row: Row, view: str | None) -> str | None:
    """The next unmarked line, where marking moves on to; None if there is none."""
    following = next_to_do(rows, row)
    moves = row.sentence.mark is Mark.UNMARKED and following is not row and following.sentence.mark is Mark.UNMARKED
    return address(row.sentence.article_id, following.number, view=view) if moves else None


def _before(rows: list[Row], row: Row) -> list[Sentence]:
    """The sentences before a line, in order."""
    return [line.sentence for line in rows[: rows.index(row)]]
