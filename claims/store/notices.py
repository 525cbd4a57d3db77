"""Notices for people outside the desk: what to send to whom, what became of it, and how each person wants to be told."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.model import NoticeKind, Pace, Person
from claims.store import history
from claims.store.alerts import IN_FORCE
from claims.store.connect import first_row, moment, rows, stamp, write


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person wants to hear of what waits for them. ``hour`` is that of the daily message, ``sent_on`` the day of the last one."""

    email: str
    pace: Pace
    hour: int
    kinds: tuple[NoticeKind, ...]
    sent_on: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that people may want to hear of. ``person_ids`` are those it is meant for, none if it is meant for anybody."""

    kind: NoticeKind
    subject_id: int
    claim_id: int
    by_id: int | None
    at: datetime
    person_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A happening that waits to be told to a person, or with None to the webhook; ``still`` is False when it has passed."""

    id: int
    kind: NoticeKind
    claim_id: int
    claim: str
    by: str | None
    people: tuple[str, ...]
    person_id: int | None
    at: datetime
    tries: int
    still: bool


def contact_of(db: Database, person_id: int) -> Contact | None:
    """How a person wants to hear; None if not at all."""
    return contacts(db, [person_id]).get(person_id)


def contacts(db: Database, person_ids: Iterable[int]) -> dict[int, Contact]:
    """How each of these people wants to hear, for those who do."""
    contact_rows = rows(
        db, "SELECT * FROM contact WHERE person_id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(person_ids))}
    )
    return {
        row["person_id"]: Contact(
            row["email"], Pace(row["pace"]), row["hour"], tuple(NoticeKind(kind) for kind in json.loads(row["kinds"])), row["sent_on"]
        )
        for row in contact_rows
    }


def set_contact(db: Database, person: Person, contact: Contact | None, *, by: Person, at: datetime) -> None:
    """Store how a person wants to hear, or that they do not. The history says that it changed, not the address."""
    with write(db):
        before = contact_of(db, person.id)
        if contact is None:
            db.execute("DELETE FROM contact WHERE person_id = :person", {"person": person.id})
            db.execute("DELETE FROM notice WHERE person_id = :person AND done_at IS NULL", {"person": person.id})
        else:
            db.execute(
                "INSERT INTO contact (person_id, email, pace, hour, kinds) VALUES (:person, :email, :pace, :hour, :kinds)"
                " ON CONFLICT (person_id) DO UPDATE SET email = :email, pace = :pace, hour = :hour, kinds = :kinds",
                {
                    "person": person.id,
                    "email": contact.email,
                    "pace": contact.pace,
                    "hour": contact.hour,
                    "kinds": json.dumps(list(contact.kinds)),
                },
            )
        shown = [{"pace": kept.pace, "kinds": list(kept.kinds)} if kept else None for kept in (before, contact)]
        history.record(
            db, by=by, at=at, action="set_contact", subject="person", subject_id=person.id, before=shown[0] or {}, after=shown[1] or {}
        )


def newest(db: Database) -> dict[str, int]:
    """The number of the newest note, line of the history and alert."""
    return {source: int(rows(db, f"SELECT coalesce(max(id), 0) FROM main.{source}")[0][0]) for source in ("note", "event", "alert")}


def happenings(db: Database, *, since: datetime) -> list[Happening]:
    """What has happened after the marks, but not before ``since``, oldest first."""
    marks = {row["source"]: row["last"] for row in rows(db, "SELECT source, last FROM notice_mark")}
    happening_rows = rows(
        db,
        "SELECT 'mention' AS kind, note.id AS subject_id, claim_id, by_id, at,"
        " (SELECT json_group_array(person_id) FROM mention WHERE note_id = note.id) AS persons FROM note"
        " WHERE id > :note AND at >= :since AND withdrawn_at IS NULL AND id IN (SELECT note_id FROM mention)"
        " UNION ALL SELECT 'assignment', id, subject_id, by_id, at, json_array(content -> '$.after.assignee_id') FROM event"
        " WHERE id > :event AND at >= :since AND action = 'assign' AND content -> '$.after.assignee_id' <> 'null'"
        "  AND content ->> '$.after.assignee_id' <> by_id"
        " UNION ALL SELECT 'second_reading', verdict.id, event.subject_id, by_id, event.at,"
        " (SELECT json_group_array(person_id) FROM chosen_reader WHERE verdict_id = verdict.id)"
        " FROM event JOIN verdict ON verdict.id = event.content ->> '$.after.verdict_id'"
        " WHERE event.id > :event AND event.at >= :since AND action = 'submit_verdict'"
        " UNION ALL SELECT 'alert', alert.id, iif(known_repeats, match.known_id, match.claim_id), NULL, raised_at, '[]'"
        " FROM alert JOIN match ON match.id = match_id WHERE alert.id > :alert AND raised_at >= :since ORDER BY at",
        {**dict.fromkeys(("note", "event", "alert"), 0), **marks, "since": stamp(since)},
    )
    return [
        Happening(
            NoticeKind(row["kind"]),
            row["subject_id"],
            row["claim_id"],
            row["by_id"],
            moment(row["at"]),
            tuple(int(number) for number in json.loads(row["persons"])),
        )
        for row in happening_rows
    ]


def add_notices(db: Database, hearers: Iterable[tuple[Happening, int | None]], marks: Mapping[str, int]) -> None:
    """Store who is to hear of what (None is the webhook), and how far was looked, inside the caller's transaction."""
    for happening, person_id in hearers:
        db.execute(
            "INSERT INTO notice (kind, subject_id, claim_id, person_id, at) VALUES (:kind, :subject, :claim, :person, :at)"
            " ON CONFLICT DO NOTHING",
            {
                "kind": happening.kind,
                "subject": happening.subject_id,
                "claim": happening.claim_id,
                "person": person_id,
                "at": stamp(happening.at),
            },
        )
    for source, last in marks.items():
        db.execute(
            "INSERT INTO notice_mark (source, last) VALUES (:source, :last) ON CONFLICT (source) DO UPDATE SET last = max(last, :last)",
            {"source": source, "last": last},
        )


_STILL = (
    "CASE kind"
    " WHEN 'mention' THEN EXISTS (SELECT 1 FROM note WHERE id = notice.subject_id AND withdrawn_at IS NULL) AND (notice.person_id IS NULL OR EXISTS"
    "  (SELECT 1 FROM mention WHERE note_id = notice.subject_id AND person_id = notice.person_id AND seen_at IS NULL))"
    " WHEN 'assignment' THEN root.assignee_id IS NOT NULL AND root.assignee_id = coalesce(notice.person_id, root.assignee_id)"
    " WHEN 'second_reading' THEN NOT EXISTS (SELECT 1 FROM second_reading WHERE verdict_id = notice.subject_id)"
    " ELSE EXISTS (SELECT 1 FROM alert JOIN match ON match.id = match_id JOIN article ON article.id = alert.article_id"
    f"  WHERE alert.id = notice.subject_id AND {IN_FORCE} AND alert.state = 'new' AND match.status = 'suggested' AND article.withdrawn_at IS NULL)"
    " END"
)


def waiting_notices(db: Database, *, at: datetime) -> list[Notice]:
    """What is to be told now, oldest first: not what failed and is to be tried later."""
    notice_rows = rows(
        db,
        "SELECT notice.*, root.text, person.name AS doer, (SELECT json_group_array(meant.name) FROM person AS meant WHERE meant.id IN ("
        "  SELECT mention.person_id FROM mention WHERE kind = 'mention' AND note_id = subject_id"
        "  UNION SELECT chosen_reader.person_id FROM chosen_reader WHERE kind = 'second_reading' AND verdict_id = subject_id"
        "  UNION SELECT root.assignee_id WHERE kind = 'assignment')) AS people,"
        f" root.state IS NOT 'dropped' AND {_STILL} AS still"
        " FROM notice LEFT JOIN joined_claim ON joined_claim.claim_id = notice.claim_id"
        " JOIN claim AS root ON root.id = coalesce(joined_claim.root_id, notice.claim_id)"
        " LEFT JOIN person ON person.id = CASE kind WHEN 'mention' THEN (SELECT by_id FROM note WHERE id = notice.subject_id)"
        "  WHEN 'assignment' THEN (SELECT by_id FROM event WHERE id = notice.subject_id)"
        "  WHEN 'second_reading' THEN (SELECT submitted_by FROM verdict WHERE id = notice.subject_id) END"
        " WHERE done_at IS NULL AND (next_at IS NULL OR next_at <= :at) ORDER BY notice.id",
        {"at": stamp(at)},
    )
    return [_notice(row) for row in notice_rows]


def set_done(db: Database, notice_ids: Iterable[int], *, at: datetime, reason: str | None = None) -> None:
    """Mark notices as told, or with a reason as given up."""
    with write(db):
        db.execute(
            "UPDATE notice SET done_at = :at, reason = :reason WHERE id IN (SELECT value FROM json_each(:ids))",
            {"at": stamp(at), "reason": reason, "ids": json.dumps(list(notice_ids))},
        )


def set_failed(db: Database, notice_ids: Iterable[int], reason: str, *, next_at: datetime) -> None:
    """Mark notices as tried in vain, and when to try again."""
    with write(db):
        db.execute(
            "UPDATE notice SET tries = tries + 1, reason = :reason, next_at = :next WHERE id IN (SELECT value FROM json_each(:ids))",
            {"reason": reason, "next": stamp(next_at), "ids": json.dumps(list(notice_ids))},
        )


def put_off(db: Database, notice_ids: Iterable[int], *, until: datetime) -> None:
    """Let no other run take these notices until then."""
    with write(db):
        db.execute(
            "UPDATE notice SET next_at = :until WHERE id IN (SELECT value FROM json_each(:ids))",
            {"until": stamp(until), "ids": json.dumps(list(notice_ids))},
        )


def set_sent_on(db: Database, person_id: int, day: str) -> None:
    """Remember the newsroom's day on which a person got their daily message."""
    with write(db):
        db.execute("UPDATE contact SET sent_on = :day WHERE person_id = :person", {"day": day, "person": person_id})


def failures(db: Database) -> tuple[int, str | None]:
    """How many notices were given up, and why the last of them was."""
    row = first_row(
        db,
        "SELECT count(*) AS n, (SELECT reason FROM notice"
        "  WHERE done_at IS NOT NULL AND reason IS NOT NULL ORDER BY done_at DESC, id DESC LIMIT 1) AS reason"
        " FROM notice WHERE done_at IS NOT NULL AND reason IS NOT NULL",
    )
    return (int(row["n"]), row["reason"]) if row else (0, None)


def _notice(row: sqlite3.Row) -> Notice:
    return Notice(
        id=row["id"],
        kind=NoticeKind(row["kind"]),
        claim_id=row["claim_id"],
        claim=row["text"],
        by=row["doer"],
        people=tuple(json.loads(row["people"])),
        person_id=row["person_id"],
        at=moment(row["at"]),
        tries=row["tries"],
        still=bool(row["still"]),
    )
