"""An editor's word that an article may be published as it stood."""

from datetime import datetime

from sqlite_utils import Database

from claims.model import Article, Person, SignOff
from claims.store import history
from claims.store.connect import insert, moment, rows, stamp, write


def add_sign_off(db: Database, article: Article, basis: str, note: str | None, *, by: Person, at: datetime) -> None:
    """Store a sign-off and its event. ``basis`` is the SHA-256 of what the report said."""
    with write(db):
        insert(
            db,
            "INSERT INTO sign_off (article_id, by_id, at, note, basis) VALUES (:article_id, :by, :at, :note, :basis)",
            {"article_id": article.id, "by": by.id, "at": stamp(at), "note": note, "basis": basis},
        )
        after = {"note": note, "basis": basis}
        history.record(db, by=by, at=at, action="sign_off", subject="article", subject_id=article.id, after=after)


def newest_sign_off(db: Database, article_id: int) -> SignOff | None:
    """The newest sign-off of an article or of an earlier version of it, or None."""
    found = rows(
        db,
        "WITH RECURSIVE version (id) AS (SELECT :id UNION SELECT article.replaces_id FROM article JOIN version ON article.id = version.id"
        "  WHERE article.replaces_id IS NOT NULL)"
        " SELECT sign_off.*, person.name AS by FROM sign_off JOIN person ON person.id = sign_off.by_id"
        " WHERE article_id IN (SELECT id FROM version) ORDER BY sign_off.id DESC LIMIT 1",
        {"id": article_id},
    )
    if not found:
        return None
    row = found[0]
    return SignOff(row["id"], row["article_id"], row["by"], moment(row["at"]), row["note"], row["basis"])


def has_newer_version(db: Database, article_id: int) -> bool:
    """Whether a later version of the article was read."""
    return bool(rows(db, "SELECT 1 FROM article WHERE replaces_id = :id", {"id": article_id}))
