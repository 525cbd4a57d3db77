"""Withdrawing an article, and restoring articles, sources and links."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from claims.desk.articles import withdrawals
from claims.desk.screens import overview
from claims.desk.sources import evidence
from claims.store import evidence as stored_evidence
from claims.store import sources
from web.request import forms, undo
from web.request.access import person
from web.request.context import get_db, now
from web.request.edit_conflict import Mine, Now, on_conflict
from web.show.language import gettext, ngettext

pages = Blueprint("withdrawals", __name__)


@pages.post("/articles/<int:article_id>/withdraw")
def withdraw_article(article_id: int) -> ResponseReturnValue:
    """Withdraw an article, so that it counts nowhere."""
    note = forms.text("note")
    on_conflict(gettext("Withdraw this article"), lambda: _article_now(article_id), [Mine("note", gettext("Note"), note)])
    gone = withdrawals.withdraw_article(get_db(), article_id, note, by=person(), at=now(), seen_version=forms.seen_version())
    page = url_for("article_desk.show", article_id=article_id)
    words = [gettext("Article withdrawn.")]
    if gone:
        words.append(
            ngettext(
                "%(num)s claim found in no other article left the queue with it.",
                "%(num)s claims found in no other article left the queue with it.",
                gone,
            )
        )
    withdrawn_version = forms.seen_version() + 1
    undo.offer_undo(
        " ".join(words),
        url_for("withdrawals.restore_article", article_id=article_id),
        {"seen": withdrawn_version, "back": page},
    )
    return forms.go_back(page)


@pages.post("/articles/<int:article_id>/restore")
def restore_article(article_id: int) -> ResponseReturnValue:
    """Restore an article."""
    on_conflict(gettext("Restore this article"), lambda: _article_now(article_id))
    withdrawals.restore_article(get_db(), article_id, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(url_for("article_desk.show", article_id=article_id))


@pages.post("/sources/<int:source_id>/restore")
def restore_source(source_id: int) -> ResponseReturnValue:
    """Restore a source and all that rests on it."""
    on_conflict(gettext("Restore this source"), lambda: _source_now(source_id))
    evidence.restore_source(get_db(), source_id, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(url_for("sources.show", source_id=source_id))


@pages.post("/evidence/<int:evidence_id>/restore")
def restore_link(evidence_id: int) -> ResponseReturnValue:
    """Restore a withdrawn link."""
    on_conflict(gettext("Restore this link"), lambda: _link_now(evidence_id))
    link = evidence.restore_link(get_db(), evidence_id, by=person(), at=now(), seen_version=forms.seen_version())
    return forms.go_back(url_for("claims.show", claim_id=link.claim_id))


def _article_now(article_id: int) -> Now:
    article = overview.article_desk(get_db(), article_id, at=now()).article
    return Now(article.version, url_for("article_desk.show", article_id=article_id), "withdrawn" if article.withdrawn else None)


def _source_now(source_id: int) -> Now:
    source = sources.get_source(get_db(), source_id)
    return Now(source.version, url_for("sources.show", source_id=source_id), "withdrawn" if source.withdrawn else None)


def _link_now(evidence_id: int) -> Now:
    link = stored_evidence.get_evidence(get_db(), evidence_id)
    return Now(link.version, url_for("claims.show", claim_id=link.claim_id), "withdrawn" if link.withdrawn else None)
