"""Signing an article off: an editor decides that it may be published as it is, or takes that back."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk.cases.cases import sourcing_report
from claims.desk.people import people
from claims.desk.typed_fields import MAX_TEXT, optional_text, required_text
from claims.errors import Refused, StaleEdit
from claims.model import Person, Report, SignOff
from claims.sourcing.sign_off_basis import basis
from claims.sourcing.summary import is_ready, readiness
from claims.store import articles, signoffs
from claims.store.connect import read, write
from claims.wording import phrase


def sign_off(db: Database, article_id: int, note: str | None, *, by: Person, at: datetime, seen_basis: str | None = None) -> None:
    """Sign off an article: it may be published as it is. ``seen_basis`` is the ``sign_off_basis`` of the report that was read.

    Raise StaleEdit if the report has changed since. Raise Refused without a note while something must be fixed or marked,
    and for a version that is not the newest.
    """
    people.require_permission(by, "sign_off")
    note = optional_text(note, "note", limit=MAX_TEXT)
    with write(db):
        report = sourcing_report(db, article_id, at=at)
        if seen_basis is not None and seen_basis != basis(report):
            raise StaleEdit("the report on article", article_id)
        if signoffs.has_newer_version(db, article_id):
            raise Refused("this article has a newer version. Sign that one off.")
        if not is_ready(report) and note is None:
            raise Refused(
                phrase(
                    "the note is empty, and the report says “{headline}”: say in the note why it can be published anyway.",
                    headline=readiness(report),
                )
            )
        signoffs.add_sign_off(db, report.article, basis(report), note, by=by, at=at)


def take_back(db: Database, article_id: int, note: str, *, by: Person, at: datetime, seen_number: int | None = None) -> None:
    """Take back the newest sign-off of an article. ``seen_number`` is the number of the sign-off that was read.

    Raise StaleEdit if there is a newer one or it was taken back already, Refused without a note or if nobody signed the article off.
    """
    people.require_permission(by, "sign_off")
    note = required_text(note, "note", limit=MAX_TEXT)
    with write(db):
        given = _newest(db, article_id, seen_number)
        if given.taken_back:
            raise Refused(phrase("this sign-off was already withdrawn by {by}.", by=given.taken_back.by))
        signoffs.take_back(db, given, note, by=by, at=at)


def restore(db: Database, article_id: int, *, by: Person, at: datetime, seen_number: int | None = None) -> None:
    """Restore a sign-off that was taken back; it still lapses if the report has changed since."""
    people.require_permission(by, "sign_off")
    with write(db):
        given = _newest(db, article_id, seen_number)
        if given.taken_back is None:
            raise Refused("this sign-off was not withdrawn, so there is nothing to restore.")
        signoffs.restore(db, given, by=by, at=at)


def _newest(db: Database, article_id: int, seen_number: int | None) -> SignOff:
    articles.get_article(db, article_id)
    given = signoffs.newest_sign_off(db, article_id)
    if given is None:
        raise Refused(phrase("nobody has signed off article {article_id}.", article_id=article_id))
    if seen_number is not None and seen_number != given.id:
        raise StaleEdit("the sign-off of article", article_id)
    return given


def standing(db: Database, article_ids: list[int], *, at: datetime) -> dict[int, Report]:
    """The reports, by article number, on those articles that were ever signed off, themselves or in an earlier version."""
    with read(db):
        return {number: sourcing_report(db, number, at=at) for number in article_ids if signoffs.newest_sign_off(db, number)}
