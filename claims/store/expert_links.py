"""Links for experts. Secrets come in as their SHA-256: the store never sees one."""

from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound
from claims.model import Person
from claims.model.experts import ExpertLink
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import update_row
from claims.wording import phrase


def add_link(db: Database, article_id: int, secret_sha256: str, label: str, *, expires_at: datetime, by: Person, at: datetime) -> int:
    """Store a link and its event; return its number."""
    with write(db):
        number = insert(
            db,
            "INSERT INTO main.expert_link (article_id, secret_sha256, label, made_by, made_at, expires_at)"
            " VALUES (:article, :secret, :label, :by, :at, :expires)",
            {
                "article": article_id,
                "secret": secret_sha256,
                "label": label,
                "by": by.id,
                "at": stamp(at),
                "expires": stamp(expires_at),
            },
        )
        after = {"expert_link_id": number, "for": label, "expires_at": stamp(expires_at)}
        history.record(db, by=by, at=at, action="share_article", subject="article", subject_id=article_id, after=after)
    return number


_LINKS = (
    "SELECT expert_link.*, maker.name AS maker, ender.name AS ender FROM expert_link JOIN person AS maker ON maker.id = made_by"
    " LEFT JOIN person AS ender ON ender.id = ended_by"
)


def links_of(db: Database, article_id: int) -> list[ExpertLink]:
    """Every link that was ever made for an article, the newest first."""
    return [_link(row) for row in rows(db, _LINKS + " WHERE article_id = :id ORDER BY expert_link.id DESC", {"id": article_id})]


def get_link(db: Database, number: int) -> ExpertLink:
    """The link with that number; raise NotFound."""
    row = first_row(db, _LINKS + " WHERE expert_link.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no expert link {number}.", number=number))
    return _link(row)


def find_link(db: Database, secret_sha256: str) -> ExpertLink | None:
    """The link with this secret, open or not; None if there is none, and if its article was withdrawn."""
    row = first_row(
        db,
        _LINKS + " JOIN article ON article.id = expert_link.article_id AND article.withdrawn_at IS NULL WHERE secret_sha256 = :secret",
        {"secret": secret_sha256},
    )
    return _link(row) if row else None


def end_link(db: Database, link: ExpertLink, *, by: Person, at: datetime) -> None:
    """End a link at once and for good, with its event. Raise StaleEdit if it changed since it was read."""
    with write(db):
        update_row(db, "expert_link", link, {"ended_by": by.id, "ended_at": stamp(at)})
        after = {"expert_link_id": link.id, "for": link.label}
        history.record(db, by=by, at=at, action="end_share", subject="article", subject_id=link.article_id, after=after)


def end_links_of(db: Database, person: Person, *, by: Person, at: datetime) -> None:
    """End every link that a person made and that is not ended yet."""
    with write(db):
        for row in rows(db, _LINKS + " WHERE made_by = :person AND ended_at IS NULL ORDER BY expert_link.id", {"person": person.id}):
            end_link(db, _link(row), by=by, at=at)


def count_opening(db: Database, link: ExpertLink, *, at: datetime) -> None:
    """Count that the page was opened. Adds no event to the history: anybody with the link could fill it."""
    with write(db):
        db.execute("UPDATE main.expert_link SET opened = opened + 1, last_opened_at = :at WHERE id = :id", {"id": link.id, "at": stamp(at)})


def _link(row: sqlite3.Row) -> ExpertLink:
    return ExpertLink(
        id=row["id"],
        article_id=row["article_id"],
        label=row["label"],
        made_by=row["maker"],
        made_at=moment(row["made_at"]),
        expires_at=moment(row["expires_at"]),
        ended_by=row["ender"],
        ended_at=moment(row["ended_at"]) if row["ended_at"] else None,
        opened=row["opened"],
        last_opened_at=moment(row["last_opened_at"]) if row["last_opened_at"] else None,
        version=row["version"],
    )
