"""The editor's sourcing report: on a page, on paper, as a file."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from claims.desk import cases, overview
from claims.model import Mark, Problem
from web import forms
from web.access import person
from web.db import get_db, now
from web.lines import coverage_of, rows_of
from web.pages.articles import PAGE

pages = Blueprint("reports", __name__)

FILES = {"html": "text/html", "csv": "text/csv", "json": "application/json", "txt": "text/plain"}


@pages.get("/reports")
def index() -> ResponseReturnValue:
    """Every article with the way to its report."""
    before = request.args.get("before")
    found = overview.list_articles(get_db(), limit=PAGE + 1, before_id=forms.as_number(before, "before") if before else None)
    return render_template("articles/reports.html", articles=found[:PAGE], older=found[PAGE - 1].id if len(found) > PAGE else None)


@pages.get("/articles/<int:article_id>/report")
def show(article_id: int) -> ResponseReturnValue:
    """The report: what to fix, what to weigh, then every line."""
    desk = overview.article_desk(get_db(), article_id, at=now())
    rows = rows_of(desk)
    line_of: dict[int, int] = {}
    for row in rows:
        for claim in row.claims:
            if row.sentence.mark is not Mark.NOT_CLAIM:
                line_of.setdefault(claim.id, row.number)
    parts: dict[bool, list[Problem]] = {True: [], False: []}
    for problem in desk.report.problems:
        parts[cases.is_fix(problem.kind)].append(problem)
    return render_template(
        "articles/report.html",
        desk=desk,
        article=desk.article,
        rows=rows,
        coverage=coverage_of(desk, rows),
        fix=parts[True],
        weigh=parts[False],
        line_of=line_of,
        made_by=person().name,
    )


@pages.get("/articles/<int:article_id>/report.<kind>")
def download(article_id: int, kind: str) -> ResponseReturnValue:
    """The report as a file to keep or mail."""
    if kind not in FILES:
        raise NotFound
    made = cases.sourcing_report(get_db(), article_id, at=now())
    answer = Response(cases.print_report(made, "text" if kind == "txt" else kind), content_type=f"{FILES[kind]}; charset=utf-8")
    # Always a download: the file brings its own style, which this site's policy would not let it show.
    answer.headers["Content-Disposition"] = f'attachment; filename="report-{article_id}.{kind}"'
    return answer
