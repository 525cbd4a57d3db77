"""Withdrawing a wrong article, and restoring it."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.publishing.page_states import live_pages
from claims.desk.typed_fields import required_text
from claims.errors import Refused
from claims.model import Person, Withdrawal
from claims.store import appearances, articles, claims, withdrawals
from claims.store.connect import read, write
from claims.store.guarded_edits import refuse_stale
from claims.wording import phrase


@dataclass(frozen=True, slots=True)
class Gone:
    """A withdrawn article: who withdrew it, when and why, and how many claims are set aside because they appear nowhere else."""

    withdrawal: Withdrawal
    set_aside: int


def withdraw_article(db: Database, article_id: int, note: str, *, by: Person, at: datetime, seen_version: int | None = None) -> int:
    """Take a wrong article out of every count; it stays in the history. Return how many claims are set aside with it.

    Claims that appear in no other article leave the queue, the search and the suggestions until it is restored.
    Raise Refused while one of them is public: readers must not lose a page as a side effect.
    """
    people.require_permission(by, "withdraw_article")
    with write(db):
        article = articles.get_article(db, article_id)
        refuse_stale("article", article, seen_version)
        if article.withdrawn:
            raise Refused(phrase("article {article_id} is already withdrawn.", article_id=article_id))
        alone = withdrawals.standing_nowhere_else(db, article_id)
        public = [number for number in alone if live_pages(db, number)]
        if public:
            which = f"claim {public[0]} is" if len(public) == 1 else f"claims {', '.join(map(str, public))} are"
            raise Refused(phrase("{which} public and in no other article: withdraw it from the public pages first.", which=which))
        withdrawals.withdraw_article(db, article, required_text(note, "note"), by=by, at=at)
        return len(alone)


def restore_article(db: Database, article_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Restore a withdrawn article: it and its claims count again."""
    people.require_permission(by, "withdraw_article")
    with write(db):
        article = articles.get_article(db, article_id)
        refuse_stale("article", article, seen_version)
        if not article.withdrawn:
            raise Refused(phrase("article {article_id} is not withdrawn, so there is nothing to restore.", article_id=article_id))
        withdrawals.restore_article(db, article, by=by, at=at)


def find_gone(db: Database, article_id: int) -> Gone | None:
    """Who withdrew an article, when and why, and how many claims went with it; None while it is in force."""
    with read(db):
        withdrawal = withdrawals.find_withdrawal(db, article_id)
        if withdrawal is None:
            return None
        roots = claims.roots_of(db, [appearance.claim_id for appearance in appearances.appearances_in(db, article_id)])
        return Gone(withdrawal, len(claims.set_aside(db, set(roots.values()))))
