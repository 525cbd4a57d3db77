"""Sign-offs: an editor's approval to publish an article as it is, and taking it back."""

from datetime import datetime

from sqlite_utils import Database

from claims.errors import StaleEdit
from claims.model import Article, Person, SignOff, Withdrawal
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write


def add_sign_off(db: Database, article: Article, basis: str, note: str | None, *, by: Person, at: datetime) -> None:
    """Store a sign-off and its event. ``basis`` is the SHA-256 of the content of the report."""
    with write(db):
        insert(
            db,
            "INSERT INTO sign_off (article_id, by_id, at, note, basis) VALUES (:article_id, :by, :at, :note, :basis)",
            {"article_id": article.id, "by": by.id, "at": stamp(at), "note": note, "basis": basis},
        )
        after = {"note": note, "basis": basis}
        history.record(db, by=by, at=at, action="sign_off", subject="article", subject_id=article.id, after=after)


def newest_sign_off(db: Database, article_id: int) -> SignOff | None:
    """The newest sign-off of an article or of an earlier version of it, taken back or not, or None."""
    row = first_row(
        db,
        "WITH RECURSIVE version (id) AS (SELECT :id UNION SELECT article.replaces_id FROM article JOIN version ON article.id = version.id"
        "  WHERE article.replaces_id IS NOT NULL)"
        " SELECT sign_off.*, person.name AS by, taken.at AS taken_at, taken.note AS taken_note, taker.name AS taken_by"
        " FROM sign_off JOIN person ON person.id = sign_off.by_id"
        " LEFT JOIN sign_off_taken_back AS taken ON taken.sign_off_id = sign_off.id LEFT JOIN person AS taker ON taker.id = taken.by_id"
        " WHERE article_id IN (SELECT id FROM version) ORDER BY sign_off.id DESC LIMIT 1",
        {"id": article_id},
    )
    if not row:
        return None
    taken_back = Withdrawal(row["taken_by"], moment(row["taken_at"]), row["taken_note"]) if row["taken_by"] else None
    return SignOff(row["id"], row["article_id"], row["by"], moment(row["at"]), row["note"], row["basis"], taken_back)


def take_back(db: Database, given: SignOff, note: str, *, by: Person, at: datetime) -> None:
    """Take a sign-off back. Raise StaleEdit when it is already taken back."""
    with write(db):
        taken = db.execute(
            "INSERT INTO sign_off_taken_back (sign_off_id, by_id, at, note) VALUES (:id, :by, :at, :note)"
            " ON CONFLICT (sign_off_id) DO NOTHING",
            {"id": given.id, "by": by.id, "at": stamp(at), "note": note},
        )
        if taken.rowcount == 0:
            raise StaleEdit("the sign-off of article", given.article_id)
        before, after = {"by": given.by, "note": given.note}, {"note": note}
        history.record(
            db, by=by, at=at, action="take_back_sign_off", subject="article", subject_id=given.article_id, before=before, after=after
        )


def restore(db: Database, given: SignOff, *, by: Person, at: datetime) -> None:
    """Restore a sign-off that was taken back. Raise StaleEdit when it is not taken back."""
    with write(db):
        if db.execute("DELETE FROM sign_off_taken_back WHERE sign_off_id = :id", {"id": given.id}).rowcount == 0:
            raise StaleEdit("the sign-off of article", given.article_id)
        after = {"by": given.by}
        history.record(db, by=by, at=at, action="restore_sign_off", subject="article", subject_id=given.article_id, after=after)


def has_newer_version(db: Database, article_id: int) -> bool:
    """Whether a later version of the article was read."""
    return bool(rows(db, "SELECT 1 FROM article WHERE replaces_id = :id", {"id": article_id}))
