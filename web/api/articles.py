"""Articles: in, listed, read, and the editor's report."""

from typing import Any

from claims.desk.articles import corrections, fetching, intake
from claims.desk.cases import cases
from claims.desk.cases.changed_lines import what_changed
from claims.desk.cases.reading_notes import reading_notes
from claims.desk.screens.added_articles import added_article
from claims.desk.shapes.articles import AddedArticle, ArticleWhole, ChangesShape, NotedArticle
from claims.errors import NotFound, Refused
from claims.model import Document
from claims.sourcing.report_shapes import ReportShape, printed
from claims.store import articles as stored_articles
from web.api import bodies
from web.api.asking import Page, Paths, page_of, position_in, tagged, version_read
from web.api.correcting import UNDO, kind_of_change
from web.request.access import person
from web.request.context import app_state, get_db, now

paths = Paths("articles", "Articles and what is weak in them.")


@paths.route("/articles", methods=["GET"])
@paths.arguments(Page, location="query")
@paths.response(200, bodies.Articles)
def index(query: dict[str, Any]) -> Any:
    """The newest version of every article, last added first."""
    (before,) = position_in(query["cursor"], int)
    articles = stored_articles.list_articles(get_db(), limit=query["limit"] + 1, before_id=before)
    return page_of("articles", articles, query["limit"], lambda last: [last.id])


@paths.route("/articles", methods=["POST"])
@paths.arguments(bodies.NewArticle)
@paths.response(201, AddedArticle)
@paths.alt_response(200, schema=AddedArticle, description="This text at this address was here already: nothing was added.")
def add(body: dict[str, Any]) -> Any:
    """Read an article, propose its claims, match each with all that is known."""
    document = _document(body)
    added = intake.add_article(get_db(), app_state().matcher, document, by=person(), at=now(), replaces=body.get("replaces"))
    return added_article(get_db(), added, document.beside), 200 if added.was_there else 201


@paths.route("/articles/<int:article_id>", methods=["GET"])
@paths.response(200, ArticleWhole)
def show(article_id: int) -> Any:
    """An article with its text."""
    return tagged(_article(article_id))


@paths.route("/articles/<int:article_id>", methods=["PATCH"])
@paths.arguments(bodies.ArticleChange)
@paths.response(200, ArticleWhole)
def change(body: dict[str, Any], article_id: int) -> Any:
    """Set or remove the deadline, which is the default of its claims', or correct details: claims made there follow a corrected
    ``published`` or ``language`` and are matched again.
    """
    version = version_read(_article(article_id))
    by, matcher = person(), app_state().matcher
    kind = kind_of_change(body, frozenset({"due_at"}), frozenset(corrections.FIELDS), UNDO)
    if kind == 0:
        intake.set_due(get_db(), article_id, body["due_at"], by=by, at=now(), seen_version=version)
    elif kind == 1:
        corrections.correct_article(get_db(), matcher, article_id, body, by=by, at=now(), seen_version=version)
    else:
        corrections.undo_correction(get_db(), matcher, article_id, by=by, at=now(), seen_version=version)
    return tagged(_article(article_id))


@paths.route("/articles/<int:article_id>/changes", methods=["GET"])
@paths.response(200, ChangesShape)
def changes(article_id: int) -> Any:
    """What changed since the version before: lines whose facts changed, old beside new, worded otherwise, new, gone."""
    changed = what_changed(get_db(), article_id)
    if changed is None:
        raise NotFound(f"article {article_id} has no version before it.")
    return changed


@paths.route("/articles/<int:article_id>/report", methods=["GET"])
@paths.response(200, ReportShape)
def report(article_id: int) -> Any:
    """The sourcing report: what to fix, what to weigh, then every line."""
    return printed(cases.sourcing_report(get_db(), article_id, at=now()))


def _article(article_id: int) -> dict[str, Any]:
    article = stored_articles.get_article(get_db(), article_id)
    return ArticleWhole.of(NotedArticle(article, reading_notes(get_db(), article)))


def _document(body: dict[str, Any]) -> Document:
    limit = app_state().settings.max_article_bytes
    given = {name: body.get(name) for name in ("title", "publisher", "published", "url", "byline")}
    if body.get("text", "").strip():
        return intake.with_typed_details(fetching.read_upload(body["text"].encode(errors="replace"), "sent.txt", limit=limit), **given)
    if not given["url"]:
        raise Refused("send the text of the article, or its address as url.")
    return intake.with_typed_details(fetching.fetch(given["url"], allowed_hosts=app_state().settings.allowed_hosts, limit=limit), **given)
