"""The editor's sourcing report: on a page, on paper, as a file."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from claims.desk.articles import signoffs
from claims.desk.cases import cases
from claims.desk.people import confidential
from claims.desk.screens import overview, roundup
from claims.desk.screens.beside_lines import beside_lines
from claims.desk.sources import link_checks
from claims.errors import ClaimsError, Refused, StaleEdit
from claims.model import Evidence, Mark, Problem, ProblemKind, Report
from claims.sourcing import findings, rules, sign_off_basis
from claims.sourcing.report import print_report
from claims.sourcing.report_page import footer
from claims.sourcing.summary import counts, headline, is_ready, is_signed_off, left_beside, reason
from claims.store import articles as stored_articles
from web.request import forms, undo
from web.request.access import person
from web.request.context import app_state, get_db, now, zone
from web.show import charts
from web.show.language import error_words, gettext
from web.show.line_shapes import coverage_of, rows_of
from web.show.listing import PAGE
from web.show.times import short_day
from web.show.words import PROBLEMS, STATES

pages = Blueprint("reports", __name__)

FILES = {"html": "text/html", "csv": "text/csv", "json": "application/json", "txt": "text/plain"}


@pages.get("/reports")
def index() -> ResponseReturnValue:
    """The state of all articles, with links to their reports."""
    before = request.args.get("before")
    articles = stored_articles.list_articles(get_db(), limit=PAGE + 1, before_id=forms.as_number(before, "before") if before else None)
    summary = roundup.roundup(get_db(), app_state().problems, at=now(), zone=zone())
    return render_template(
        "articles/reports.html",
        articles=articles[:PAGE],
        older=articles[PAGE - 1].id if len(articles) > PAGE else None,
        seen=summary,
        most=roundup.MOST,
        states=charts.bars([(STATES[state], count) for state, count in summary.states.items()]),
        problems=charts.bars([(PROBLEMS[kind], summary.problems[kind]) for kind in rules.RULES if summary.problems[kind]]),
        weeks=charts.bars([(short_day(day), count) for day, count in summary.approved.items()]),
        is_fix={PROBLEMS[kind]: rules.is_fix(kind) for kind in rules.RULES},
        counted_at={STATES[state]: url_for("queue.show", state=state) for state in summary.states}
        | {PROBLEMS[kind]: url_for("queue.show", problem=kind) for kind in rules.RULES},
    )


@pages.get("/articles/<int:article_id>/report")
def show(article_id: int) -> ResponseReturnValue:
    """The report: what to fix, what to weigh, then every line."""
    return _page(article_id, None)


@pages.post("/articles/<int:article_id>/sign-off")
def sign_off(article_id: int) -> ResponseReturnValue:
    """Sign the article off, as the report was when it was read."""
    try:
        signoffs.sign_off(get_db(), article_id, forms.text("note"), by=person(), at=now(), seen_basis=forms.text("basis"))
    except (Refused, StaleEdit) as error:
        return _page(article_id, error)
    return redirect(url_for("reports.show", article_id=article_id), 303)


@pages.post("/articles/<int:article_id>/sign-off/take-back")
def take_back(article_id: int) -> ResponseReturnValue:
    """Withdraw the sign-off."""
    number = forms.number("sign_off")
    try:
        signoffs.take_back(get_db(), article_id, forms.text("note"), by=person(), at=now(), seen_number=number)
    except (Refused, StaleEdit) as error:
        return _page(article_id, error, of="take_back")
    undo.offer_undo(gettext("Sign-off withdrawn."), url_for("reports.restore", article_id=article_id), {"sign_off": number})
    return redirect(url_for("reports.show", article_id=article_id), 303)


@pages.post("/articles/<int:article_id>/sign-off/restore")
def restore(article_id: int) -> ResponseReturnValue:
    """Restore a withdrawn sign-off."""
    try:
        signoffs.restore(get_db(), article_id, by=person(), at=now(), seen_number=forms.number("sign_off"))
    except (Refused, StaleEdit) as error:
        return _page(article_id, error, of="restore")
    return redirect(url_for("reports.show", article_id=article_id), 303)


def _page(article_id: int, error: ClaimsError | None, of: str = "sign_off") -> ResponseReturnValue:
    desk = overview.article_desk(get_db(), article_id, at=now().astimezone(zone()))
    rows = rows_of(desk)
    beside = beside_lines(get_db(), article_id, desk.sentences)
    line_of: dict[int, int] = {}
    for row in rows:
        for claim in row.claims:
            if row.sentence.mark is not Mark.NOT_CLAIM:
                line_of.setdefault(claim.id, row.number)
    parts: dict[bool, list[Problem]] = {True: [], False: []}
    for problem in desk.report.problems:
        parts[rules.is_fix(problem.kind)].append(problem)
    shown = render_template(
        "articles/report.html",
        desk=desk,
        article=desk.article,
        rows=rows,
        coverage=coverage_of(desk, rows),
        headline=headline(desk.report),
        counts=counts(desk.report),
        counted_at=_counted_at(article_id),
        ready=is_ready(desk.report),
        reason=reason(desk.report),
        signed_off=is_signed_off(desk.report),
        beside=left_beside(desk.report),
        beside_line=next((row.number for row in rows if row.sentence.id in beside and beside[row.sentence.id].waiting), 1),
        reads_confidential=confidential.may_read(get_db(), person()),
        basis=sign_off_basis.basis(desk.report),
        fix=parts[True],
        weigh=parts[False],
        line_of=line_of,
        mendable=_mendable(desk.report),
        links_due=link_checks.count_due(get_db(), article_id),
        made_by=person().name,
        error=error_words(error) if error else None,
        error_of=of,
        note=forms.text("note"),
    )
    return shown, error.http_status if error else 200


def _counted_at(article_id: int) -> dict[str, str]:
    """Where the numbers beside the headline lead, by their labels: to what each counts."""
    return {
        "sentence": "#lines",
        "marked": url_for("article_desk.show", article_id=article_id),
        "claim": url_for("queue.show", state="open,in_review,checked,published", article=article_id),
        "proposed": url_for("queue.show", proposed="only", article=article_id),
        "checked": url_for("queue.show", state="checked,published", article=article_id),
        "published": url_for("queue.show", state="published", article=article_id),
    }


def _mendable(report: Report) -> dict[tuple[ProblemKind, int], list[Evidence]]:
    """The links behind each problem that a value typed on its row solves; of one source only the first where the source lacks it."""
    links: dict[tuple[ProblemKind, int], list[Evidence]] = {}
    for case in report.cases:
        loose = findings.without_locator(case)
        unkept: dict[int, Evidence] = {}
        for link in findings.without_copy(case):
            unkept.setdefault(link.source.id, link)
        links[ProblemKind.NO_LOCATOR, case.claim.id] = [link for link in loose if not link.source.hidden]
        links[ProblemKind.UNARCHIVED, case.claim.id] = [link for link in unkept.values() if not link.source.hidden]
    return links


@pages.get("/articles/<int:article_id>/report/paper.css")
def paper(article_id: int) -> Response:
    """A style sheet with the title in it. Only a style sheet can print it on every page, and pages have no inline style."""
    return Response(footer("Sourcing report", stored_articles.get_article(get_db(), article_id)), content_type="text/css; charset=utf-8")


@pages.get("/articles/<int:article_id>/report.<kind>")
def download(article_id: int, kind: str) -> ResponseReturnValue:
    """The report as a file to keep or mail."""
    if kind not in FILES:
        raise NotFound
    made = cases.sourcing_report(get_db(), article_id, at=now().astimezone(zone()))
    answer = Response(print_report(made, "text" if kind == "txt" else kind), content_type=f"{FILES[kind]}; charset=utf-8")
    # Always a download: the file has its own style, which this site's policy would block.
    answer.headers["Content-Disposition"] = f'attachment; filename="report-{article_id}.{kind}"'
    return answer
