"""Correcting what was typed or guessed about an article: its title, publisher, byline, day, address and language.

Claims that the article made first follow a corrected day or language, and are matched again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.desk import newsroom
from claims.desk.articles.matching_again import match_again
from claims.desk.corrected import Corrected
from claims.desk.people import people
from claims.desk.typed_fields import day, language, optional_text, required_text, web_address
from claims.errors import Refused, StaleEdit
from claims.model import Article, Claim, Person, Status
from claims.store import articles, claims, corrections, matches
from claims.store.connect import write
from claims.store.guarded_edits import refuse_stale
from claims.wording import phrase

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher

FIELDS = ("title", "publisher", "byline", "published", "url", "language")
"""The fields of an article that people can correct, as forms, commands and the API name them."""

_COLUMNS = {"published": "published_at"}
_READERS = {"title": required_text, "url": web_address, "language": language}
_CLAIM_COLUMNS = {"published_at": "claimed_at", "language": "language"}


def correct_article(
    db: Database,
    matcher: "Matcher",
    article_id: int,
    typed: Mapping[str, str | None],
    *,
    by: Person,
    at: datetime,
    seen_version: int | None = None,
) -> Corrected:
    """Correct the fields of an article that ``typed`` names; a field with its present value stays as it is.

    Claims whose first appearance is in the article take over its day and language where they had the old ones, and their undecided
    pairs are judged again. Raise Refused, naming the field, for a value that cannot be stored, StaleEdit if ``seen_version`` is old.
    """
    people.require_permission(by, "correct_details")
    with write(db):
        article = articles.get_article(db, article_id)
        refuse_stale("article", article, seen_version)
        changes = _changes(article, typed, day_first=newsroom.day_first(db))
        followers = _store(db, article, changes, by=by, at=at)
    return _finish(db, matcher, article, changes, followers, at=at)


def undo_correction(
    db: Database, matcher: "Matcher", article_id: int, *, by: Person, at: datetime, seen_version: int | None = None
) -> Corrected:
    """Put back what the last correction of an article replaced. This is a correction too: undoing it brings the other value back.

    Raise Refused if there is none, StaleEdit if what it corrected has changed since, or ``seen_version`` is old.
    """
    people.require_permission(by, "correct_details")
    with write(db):
        article = articles.get_article(db, article_id)
        refuse_stale("article", article, seen_version)
        last = corrections.newest_correction(db, "edit_article", "article", article_id)
        if last is None:
            raise Refused(phrase("nothing was corrected on article {article_id}, so there is nothing to undo.", article_id=article_id))
        if any(getattr(article, column) != value for column, value in last.after.items()):
            raise StaleEdit("article", article_id)
        changes = {column: str(value) if value is not None else None for column, value in last.before.items()}
        followers = _store(db, article, changes, by=by, at=at)
    return _finish(db, matcher, article, changes, followers, at=at)


def _changes(article: Article, typed: Mapping[str, str | None], *, day_first: bool) -> dict[str, str | None]:
    """The new values by column. A value that was stored already is not checked: an older release may have stored it."""
    changes: dict[str, str | None] = {}
    for field, value in typed.items():
        column = _COLUMNS.get(field, field)
        before = getattr(article, column)
        if (value or "").strip() != (before or ""):
            read = day(value, field, day_first=day_first) if field == "published" else _READERS.get(field, optional_text)(value, field)
            if read != before:
                changes[column] = read
    return changes


def _store(db: Database, article: Article, changes: Mapping[str, str | None], *, by: Person, at: datetime) -> list[Claim]:
    if not changes:
        return []
    corrections.edit_article(db, article, changes, by=by, at=at)
    followers = []
    for claim in claims.first_claimed_in(db, article.id):
        follows = {
            claim_column: changes[column]
            for column, claim_column in _CLAIM_COLUMNS.items()
            if column in changes and getattr(claim, claim_column) == getattr(article, column)
        }
        if follows:
            claims.follow_article(db, claim, follows, by=by, at=at)
            followers.append(claim)
    matches.judge_later(db, [claim.id for claim in followers])
    return followers


def _finish(
    db: Database, matcher: "Matcher", article: Article, changes: Mapping[str, str | None], followers: Sequence[Claim], *, at: datetime
) -> Corrected:
    fields = tuple(field for field in FIELDS if _COLUMNS.get(field, field) in changes)
    numbers = [claim.id for claim in followers]
    if not numbers:
        return Corrected(fields)
    match_again(db, matcher, article.id, numbers, at=at)
    decided = [match for match in matches.matches_of(db, numbers) if match.status is not Status.SUGGESTED]
    remarks = [
        _counted(len(numbers), "claim has the corrected value and was", "claims have the corrected value and were") + " matched again."
    ]
    if decided:
        remarks.append(
            _counted(len(decided), "decided pair rests", "decided pairs rest") + " on the earlier value and was kept: look at it again."
        )
    return Corrected(fields, tuple(remarks))


def _counted(number: int, singular: str, plural: str) -> str:
    return f"{number:,} {singular if number == 1 else plural}"
