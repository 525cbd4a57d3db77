"""Alerts (a claim may repeat one that has a verdict), what people did with them, and the secret addresses of the alert feed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import NotFound
from claims.model import Person, Relation, Status
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import update_row
from claims.wording import phrase


@dataclass(frozen=True, slots=True)
class StoredAlert:
    """An alert with its pair. ``state``: new, seen or dismissed; ``status`` is what a person decided about the pair."""

    id: int
    match_id: int
    claim_id: int
    known_id: int
    article_id: int
    article_title: str
    article_url: str | None
    publisher: str | None
    published_at: str | None
    sentence_id: int | None
    raised_at: datetime
    state: str
    reason: str | None
    handled_by: str | None
    handled_at: datetime | None
    score: float
    relation: Relation
    status: Status
    decided_by: str | None
    version: int


_REPEATS = "iif(alert.known_repeats, match.known_id, match.claim_id)"
_RATED = "iif(alert.known_repeats, match.claim_id, match.known_id)"

_ALERTS = (
    f"SELECT alert.*, {_REPEATS} AS claim_id, {_RATED} AS known_id, match.score, match.relation, match.status, decider.name AS decider, person.name AS handler,"
    " article.title, article.url, article.publisher, article.published_at,"
    f" (SELECT sentence_id FROM appearance JOIN sentence ON sentence.id = sentence_id WHERE claim_id = {_REPEATS}"
    "  AND sentence.article_id = alert.article_id ORDER BY appearance.id LIMIT 1) AS sentence_id"
    " FROM alert JOIN match ON match.id = alert.match_id JOIN article ON article.id = alert.article_id"
    f" JOIN claim ON claim.id = {_REPEATS} LEFT JOIN person ON person.id = alert.handled_by"
    " LEFT JOIN person AS decider ON decider.id = match.decided_by"
)
IN_FORCE = "(match.status <> 'suggested' OR match.relation = 'same' OR match.closer = iif(alert.known_repeats, 'less', 'more'))"
"""When a pair justifies an alert: its claims are the same, or the article's claim says more. A pair that was judged again may be neither."""

OPEN = (
    f"{IN_FORCE} AND alert.state = 'new' AND match.status = 'suggested' AND claim.state IS NOT 'dropped' AND claim.joined_into IS NULL"
    f" AND article.withdrawn_at IS NULL AND {_RATED} NOT IN (SELECT claim_id FROM set_aside)"
)
"""An alert is open until somebody marks it seen, dismisses it, decides on the pair, drops the claim or withdraws an article."""

_FROM = (
    f" FROM alert JOIN match ON match.id = alert.match_id JOIN claim ON claim.id = {_REPEATS} JOIN article ON article.id = alert.article_id"
)
ALERTED = f"SELECT {_REPEATS}{_FROM} WHERE {OPEN}"
"""The claims of open alerts."""

_VIEWS = {
    "new": OPEN,
    "seen": f"alert.state = 'seen' AND {IN_FORCE}",
    "dismissed": "alert.state = 'dismissed'",
    "decided": "match.status <> 'suggested'",
    "all": "1",
    "told": f"({OPEN}) OR (article.withdrawn_at IS NULL AND (alert.state = 'seen' AND {IN_FORCE} OR match.status = 'confirmed'))",
}
"""Which alerts a view shows; "told" is the content of the alert feed."""


def add_alert(db: Database, match_id: int, article_id: int, *, at: datetime, known_repeats: bool = False) -> int:
    """Store an alert; return its number. It has no event of its own: the article or verdict that raised it has one.

    ``known_repeats``: the older claim of the pair repeats the newer one, which has been rated since.
    """
    with write(db):
        return insert(
            db,
            "INSERT INTO alert (match_id, article_id, raised_at, known_repeats) VALUES (:match, :article, :at, :known_repeats)",
            {"match": match_id, "article": article_id, "at": stamp(at), "known_repeats": int(known_repeats)},
        )


def list_alerts(db: Database, view: str, *, limit: int) -> list[StoredAlert]:
    """The alerts of a view, newest first."""
    alert_rows = rows(db, f"{_ALERTS} WHERE {_VIEWS[view]} ORDER BY alert.id DESC LIMIT :limit", {"limit": limit})
    return [_alert(row) for row in alert_rows]


def alerts_in(db: Database, article_ids: Sequence[int], *, only_open: bool) -> list[StoredAlert]:
    """The alerts that these articles raised, in order."""
    where = f" AND {OPEN}" if only_open else ""
    alert_rows = rows(
        db,
        f"{_ALERTS} WHERE alert.article_id IN (SELECT value FROM json_each(:ids)){where} ORDER BY alert.id",
        {"ids": json.dumps(list(article_ids))},
    )
    return [_alert(row) for row in alert_rows]


def count_open(db: Database) -> int:
    """How many alerts are open."""
    count = rows(db, f"SELECT count(*) AS n{_FROM} WHERE {OPEN}")
    return int(count[0]["n"])


def open_pairs(db: Database) -> list[tuple[int, int]]:
    """The open alerts as (repeating claim, claim it repeats); every pair once."""
    return [
        (row["claim_id"], row["known_id"])
        for row in rows(db, f"SELECT DISTINCT {_REPEATS} AS claim_id, {_RATED} AS known_id{_FROM} WHERE {OPEN}")
    ]


def find_alert(db: Database, match_id: int) -> StoredAlert | None:
    """The alert on a match, or None."""
    row = first_row(db, f"{_ALERTS} WHERE alert.match_id = :id", {"id": match_id})
    return _alert(row) if row else None


def was_noise(db: Database, claim_text: str, known_ids: Iterable[int]) -> bool:
    """Whether somebody dismissed an alert in which a claim with exactly this text repeats one of these known claims."""
    dismissed = rows(
        db,
        f"SELECT 1{_FROM} WHERE alert.state = 'dismissed' AND claim.text = :text AND {_RATED} IN (SELECT value FROM json_each(:ids)) LIMIT 1",
        {"text": claim_text, "ids": json.dumps(list(known_ids))},
    )
    return bool(dismissed)


def get_alert(db: Database, number: int) -> StoredAlert:
    """The alert with that number; raise NotFound."""
    row = first_row(db, f"{_ALERTS} WHERE alert.id = :id", {"id": number})
    if not row:
        raise NotFound(phrase("there is no alert {number}.", number=number))
    return _alert(row)


def move_alert(db: Database, alert: StoredAlert, to: str, reason: str | None, *, by: Person, at: datetime) -> None:
    """Mark an alert as seen, dismiss it with a reason, or make it new again. Raise StaleEdit if it changed since it was read."""
    handled = to != "new"
    with write(db):
        handling = {"handled_by": by.id if handled else None, "handled_at": stamp(at) if handled else None}
        update_row(db, "alert", alert, {"state": to, "reason": reason, **handling})
        history.record(
            db,
            by=by,
            at=at,
            action="handle_alert",
            subject="alert",
            subject_id=alert.id,
            before={"state": alert.state, "reason": alert.reason},
            after={"state": to, "reason": reason, "article_id": alert.article_id},
        )


def put_address(db: Database, person: Person, secret_sha256: str, *, at: datetime) -> None:
    """Give a person a new address for the alert feed; the old one stops working."""
    with write(db):
        db.execute(
            "INSERT INTO alert_address (person_id, secret_sha256, made_at) VALUES (:person, :secret, :at)"
            " ON CONFLICT (person_id) DO UPDATE SET secret_sha256 = excluded.secret_sha256, made_at = excluded.made_at",
            {"person": person.id, "secret": secret_sha256, "at": stamp(at)},
        )
        history.record(db, by=person, at=at, action="make_alert_address", subject="person", subject_id=person.id)


def end_address(db: Database, person: Person, *, by: Person, at: datetime) -> None:
    """End a person's feed address; does nothing when there is none."""
    with write(db):
        ended = db.execute("DELETE FROM alert_address WHERE person_id = :person", {"person": person.id})
        if ended.rowcount:
            history.record(db, by=by, at=at, action="end_alert_address", subject="person", subject_id=person.id)


def address_made_at(db: Database, person: Person) -> datetime | None:
    """When a person's feed address was made, or None."""
    row = first_row(db, "SELECT made_at FROM alert_address WHERE person_id = :person", {"person": person.id})
    return moment(row["made_at"]) if row else None


def find_address(db: Database, secret_sha256: str) -> int | None:
    """The number of the person whose feed address this is; None when there is none or the person was shut out."""
    row = first_row(
        db,
        "SELECT person_id FROM alert_address JOIN person ON person.id = person_id WHERE secret_sha256 = :secret AND disabled = 0",
        {"secret": secret_sha256},
    )
    return row["person_id"] if row else None


def _alert(row: sqlite3.Row) -> StoredAlert:
    return StoredAlert(
        id=row["id"],
        match_id=row["match_id"],
        claim_id=row["claim_id"],
        known_id=row["known_id"],
        article_id=row["article_id"],
        article_title=row["title"],
        article_url=row["url"],
        publisher=row["publisher"],
        published_at=row["published_at"],
        sentence_id=row["sentence_id"],
        raised_at=moment(row["raised_at"]),
        state=row["state"],
        reason=row["reason"],
        handled_by=row["handler"],
        handled_at=moment(row["handled_at"]) if row["handled_at"] else None,
        score=row["score"],
        relation=Relation(row["relation"]),
        status=Status(row["status"]),
        decided_by=row["decider"],
        version=row["version"],
    )
