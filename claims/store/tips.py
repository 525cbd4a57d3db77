"""Tips: claims that came without an article, with the file they hang on."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims import wording
from claims.errors import NotFound
from claims.model import Medium, Person, State, Tip, TipFile
from claims.store import history
from claims.store.connect import first_row, insert, moment, rows, stamp, write


@dataclass(frozen=True, slots=True)
class NewTip:
    """A tip before it is stored, without what is claimed. ``file`` is its name, its media type and its bytes."""

    medium: Medium
    platform: str | None = None
    url: str | None = None
    seen_on: str | None = None
    sender: str | None = None
    sender_confidential: bool = True
    file: tuple[str, str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class TipFilter:
    """Which tips to show; a field that is not set filters nothing. ``state`` is that of the claim that speaks for the tip's."""

    text: str | None = None
    platform: str | None = None
    medium: Medium | None = None
    state: State | None = None
    has_file: bool | None = None
    before_id: int | None = None  # only tips that were added before this one


ORDERS = {"added": "tip.id", "seen": "tip.seen_on", "platform": "tip.platform COLLATE NOCASE", "text": "root.text COLLATE NOCASE"}
"""What the list of tips can be sorted by. Rows without such a value come last in both directions."""

# The bytes are read only where they are sent.
_COLUMNS = (
    "tip.id, tip.claim_id, tip.medium, tip.platform, tip.url, tip.seen_on, tip.sender, tip.sender_confidential,"
    " length(tip.media) AS size, tip.media_sha256, tip.media_type, tip.media_name, person.name AS added_by, tip.added_at, tip.version"
)
_FROM = (
    " FROM tip JOIN person ON person.id = tip.added_by LEFT JOIN joined_claim ON joined_claim.claim_id = tip.claim_id"
    " JOIN claim AS root ON root.id = coalesce(joined_claim.root_id, tip.claim_id)"
)


def add_tip(db: Database, claim_id: int, tip: NewTip, *, by: Person, at: datetime) -> int:
    """Store a tip beside its claim; return its number. The history names neither its sender nor where it was seen."""
    name, kind, content = tip.file or (None, None, None)
    digest = sha256(content).hexdigest() if content is not None else None
    with write(db):
        number = insert(
            db,
            "INSERT INTO main.tip (claim_id, medium, platform, url, seen_on, sender, sender_confidential, media, media_sha256, media_type,"
            " media_name, added_by, added_at) VALUES (:claim_id, :medium, :platform, :url, :seen_on, :sender, :confidential, :media,"
            " :media_sha256, :media_type, :media_name, :by, :at)",
            {
                "claim_id": claim_id,
                "medium": tip.medium,
                "platform": tip.platform,
                "url": tip.url,
                "seen_on": tip.seen_on,
                "sender": tip.sender,
                "confidential": int(tip.sender_confidential),
                "media": content,
                "media_sha256": digest,
                "media_type": kind,
                "media_name": name,
                "by": by.id,
                "at": stamp(at),
            },
        )
        after = {"tip_id": number, "medium": tip.medium} | ({"sha256": digest} if digest else {})
        history.record(db, by=by, at=at, action="add_tip", subject="claim", subject_id=claim_id, after=after)
    return number


def get_tip(db: Database, number: int) -> Tip:
    """The tip with that number; raise NotFound."""
    row = first_row(db, f"SELECT {_COLUMNS}{_FROM} WHERE tip.id = :id", {"id": number})
    if not row:
        raise NotFound(wording.phrase("there is no tip {number}.", number=number))
    return _tip(row)


def get_file(db: Database, number: int) -> tuple[TipFile, bytes]:
    """The file of a tip with its bytes; raise NotFound when there is none."""
    tip = get_tip(db, number)
    if tip.file is None:
        raise NotFound(wording.phrase("tip {number} came without a file.", number=number))
    return tip.file, rows(db, "SELECT media FROM tip WHERE id = :id", {"id": number})[0]["media"]


def tips_of(db: Database, claim_ids: Iterable[int]) -> list[Tip]:
    """The tips that brought these claims, first ones first."""
    sql = f"SELECT {_COLUMNS}{_FROM} WHERE tip.claim_id IN (SELECT value FROM json_each(:ids)) ORDER BY tip.id"
    return [_tip(row) for row in rows(db, sql, {"ids": json.dumps(list(claim_ids))})]


def tips(
    db: Database, tip_filter: TipFilter, *, order: str, descending: bool, limit: int, offset: int
) -> tuple[list[tuple[Tip, int]], int]:
    """A page of the tips, each with the claim that speaks for its own, and how many there are on all pages."""
    terms, parameters = _terms(tip_filter)
    way = "DESC" if descending else "ASC"
    page = rows(
        db,
        f"SELECT {_COLUMNS}, root.id AS root_id, count(*) OVER () AS in_all{_FROM} WHERE {' AND '.join(['1', *terms])}"
        f" ORDER BY {ORDERS[order]} IS NULL, {ORDERS[order]} {way}, tip.id {way} LIMIT :limit OFFSET :offset",
        {**parameters, "limit": limit, "offset": offset},
    )
    return [(_tip(row), row["root_id"]) for row in page], page[0]["in_all"] if page else 0


def platforms(db: Database) -> list[str]:
    """The platforms that tips name, most used first."""
    sql = "SELECT platform FROM tip WHERE platform IS NOT NULL GROUP BY platform COLLATE NOCASE ORDER BY count(*) DESC, platform"
    return [row["platform"] for row in rows(db, sql)]


def with_files(db: Database) -> list[int]:
    """The tips that came with a file."""
    return [row["id"] for row in rows(db, "SELECT id FROM tip WHERE media IS NOT NULL ORDER BY id")]


def _terms(tip_filter: TipFilter) -> tuple[list[str], dict[str, object]]:
    terms, parameters = [], dict[str, object]()
    if tip_filter.text:
        escaped = tip_filter.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        columns = ("root.text", "tip.platform", "tip.url", "tip.sender", "tip.media_name")
        terms.append("(" + " OR ".join(f"{column} LIKE :text ESCAPE '\\'" for column in columns) + ")")
        parameters["text"] = f"%{escaped}%"
    if tip_filter.platform:
        terms.append("tip.platform = :platform COLLATE NOCASE")
        parameters["platform"] = tip_filter.platform
    if tip_filter.medium is not None:
        terms.append("tip.medium = :medium")
        parameters["medium"] = tip_filter.medium
    if tip_filter.state is not None:
        terms.append("root.state = :state")
        parameters["state"] = tip_filter.state
    if tip_filter.before_id is not None:
        terms.append("tip.id < :before_id")
        parameters["before_id"] = tip_filter.before_id
    if tip_filter.has_file is not None:
        terms.append("(tip.media IS NOT NULL) = :has_file")
        parameters["has_file"] = int(tip_filter.has_file)
    return terms, parameters


def _tip(row: sqlite3.Row) -> Tip:
    file = None
    if row["media_sha256"] is not None:
        file = TipFile(row["media_name"] or f"tip-{row['id']}", row["media_type"], row["size"], row["media_sha256"])
    return Tip(
        id=row["id"],
        claim_id=row["claim_id"],
        medium=Medium(row["medium"]),
        platform=row["platform"],
        url=row["url"],
        seen_on=row["seen_on"],
        sender=row["sender"],
        sender_confidential=bool(row["sender_confidential"]),
        file=file,
        added_by=row["added_by"],
        added_at=moment(row["added_at"]),
        version=row["version"],
    )
