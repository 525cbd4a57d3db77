"""Withdrawing a wrong article, and bringing articles, sources and links back."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from claims.desk import evidence, overview, withdrawals
from web import forms, undo
from web.access import person
from web.db import get_db, now
from web.stale import Mine, Now, if_stale
from web.words import count

pages = Blueprint("withdrawals", __name__)


@pages.post("/articles/<int:article_id>/withdraw")
def withdraw_article(article_id: int) -> ResponseReturnValue:
    """Take a wrong article out of every count."""
    note = forms.text("note")
    if_stale("Withdraw this article", lambda: _article_now(article_id), [Mine("note", "Note", note)])
    gone = withdrawals.withdraw_article(get_db(), article_id, note, by=person(), at=now(), seen=forms.seen())
    page = url_for("article_desk.show", article_id=article_id)
    went = f" {count(gone, 'claim')} that {'stands' if gone == 1 else 'stand'} nowhere else left the queue with it." if gone else ""
    seen = forms.seen() + 1
    undo.offer(
        f"The article is withdrawn.{went}", url_for("withdrawals.restore_article", article_id=article_id), {"seen": seen, "back": page}
    )
    return forms.go_back(page)


@pages.post("/articles/<int:article_id>/restore")
def restore_article(article_id: int) -> ResponseReturnValue:
    """Let it count again."""
    if_stale("Restore this article", lambda: _article_now(article_id))
    withdrawals.restore_article(get_db(), article_id, by=person(), at=now(), seen=forms.seen())
    return forms.go_back(url_for("article_desk.show", article_id=article_id))


@pages.post("/sources/<int:source_id>/restore")
def restore_source(source_id: int) -> ResponseReturnValue:
    """Let it, and all that rests on it, count again."""
    if_stale("Restore this source", lambda: _source_now(source_id))
    withdrawals.restore_source(get_db(), source_id, by=person(), at=now(), seen=forms.seen())
    return forms.go_back(url_for("sources.show", source_id=source_id))


@pages.post("/evidence/<int:evidence_id>/restore")
def restore_link(evidence_id: int) -> ResponseReturnValue:
    """Let a link that was taken away count again."""
    if_stale("Restore this link", lambda: _link_now(evidence_id))
    link = withdrawals.restore_link(get_db(), evidence_id, by=person(), at=now(), seen=forms.seen())
    return forms.go_back(url_for("claims.show", claim_id=link.claim_id))


def _article_now(article_id: int) -> Now:
    article = overview.article_desk(get_db(), article_id, at=now()).article
    return Now(article.version, url_for("article_desk.show", article_id=article_id), "withdrawn" if article.withdrawn else None)


def _source_now(source_id: int) -> Now:
    source = evidence.get_source(get_db(), source_id)
    return Now(source.version, url_for("sources.show", source_id=source_id), "withdrawn" if source.withdrawn else None)


def _link_now(evidence_id: int) -> Now:
    link = overview.get_evidence(get_db(), evidence_id)
    return Now(link.version, url_for("claims.show", claim_id=link.claim_id), "withdrawn" if link.withdrawn else None)
