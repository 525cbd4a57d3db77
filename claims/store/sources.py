"""Sources: documents that are evidence for or against claims, with their text and the bytes they were read from."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims import wording
from claims.errors import NotFound, Refused
from claims.model import Person, Source, SourceKind
from claims.store import history
from claims.store.address_keys import address_key
from claims.store.confidential import HIDDEN
from claims.store.connect import first_row, insert, moment, rows, stamp, write
from claims.store.guarded_edits import set_withdrawn, update_row


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source before it is stored. ``original`` is the bytes that ``text`` was read from, stored compressed."""

    title: str
    kind: SourceKind
    url: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    text: str | None = None
    original: bytes | None = None
    original_type: str | None = None
    archived_url: str | None = None
    derived_from: int | None = None
    confidential: bool = False
    description: str | None = None


# Does not load the bytes of the original: a page needs only whether there are any.
SOURCE_COLUMNS = (
    "source.id, source.title, source.kind, source.url, source.publisher, source.published_at, source.text, source.sha256,"
    " source.archived_url, source.derived_from, source.confidential, source.original IS NOT NULL AS has_bytes,"
    " source.withdrawn_at, source.added_at, source.version, source.description, source.original_type,"
    " source.original_sha256"
)
_SOURCES = f"SELECT {SOURCE_COLUMNS} FROM source"


def add_source(db: Database, source: NewSource, *, by: Person, at: datetime) -> int:
    """Store a source and its event; return its number. The caller must check first whether the same source is stored.

    Raise Refused when it is, and hidden from the caller's reader.
    """
    text_hash = history.digest(source.text) if source.text is not None else None
    with write(db):
        try:
            number = insert(
                db,
                "INSERT INTO main.source (title, kind, url, publisher, published_at, text, sha256, original, original_sha256, original_type,"
                " archived_url, derived_from, confidential, address_key, added_by, added_at, description)"
                " VALUES (:title, :kind, :url, :publisher, :published_at, :text, :sha256, :original, :original_sha256, :original_type,"
                " :archived_url, :derived_from, :confidential, :address_key, :by, :at, :description)",
                {
                    "title": source.title,
                    "kind": source.kind,
                    "url": source.url,
                    "publisher": source.publisher,
                    "published_at": source.published_at,
                    "text": source.text,
                    "sha256": text_hash,
                    "original": zlib.compress(source.original) if source.original is not None else None,
                    "original_sha256": sha256(source.original).hexdigest() if source.original is not None else None,
                    "original_type": source.original_type,
                    "archived_url": source.archived_url,
                    "derived_from": source.derived_from,
                    "confidential": int(source.confidential),
                    "address_key": address_key(source.url),
                    "by": by.id,
                    "at": stamp(at),
                    "description": source.description,
                },
            )
        except sqlite3.IntegrityError as error:
            if "source_identity" not in str(error):
                raise
            raise Refused("this address with this text is stored as a confidential source, which your role does not read.") from error
        after = {"title": source.title, "kind": source.kind, "url": source.url, "sha256": text_hash, "derived_from": source.derived_from}
        if source.text is None and source.original is not None:
            after |= {"original_sha256": sha256(source.original).hexdigest(), "description": source.description}
        history.record(db, by=by, at=at, action="add_source", subject="source", subject_id=number, after=after)
    return number


def find_source(db: Database, *, url: str | None, text: str | None) -> Source | None:
    """The same source, if it is stored and not withdrawn: with the same address (in any spelling) and the same text.

    Without an address only the text is compared; without a text only the address, and the newest version is returned.
    """
    row = first_row(
        db,
        _SOURCES + " WHERE withdrawn_at IS NULL AND coalesce(:key, :sha256) IS NOT NULL"
        " AND (:key IS NULL OR address_key IS :key) AND (:sha256 IS NULL OR sha256 IS :sha256) ORDER BY id DESC LIMIT 1",
        {"key": address_key(url), "sha256": history.digest(text) if text is not None else None},
    )
    return source_in(row) if row else None


def find_wordless(db: Database, content: bytes, *, url: str | None) -> Source | None:
    """The newest source without a text that has these bytes, if it is stored and not withdrawn; at the same address when one is given."""
    row = first_row(
        db,
        _SOURCES + " WHERE withdrawn_at IS NULL AND text IS NULL AND original_sha256 = :sha256 AND (:key IS NULL OR address_key IS :key)"
        " ORDER BY id DESC LIMIT 1",
        {"sha256": sha256(content).hexdigest(), "key": address_key(url)},
    )
    return source_in(row) if row else None


def sources_at(db: Database, url: str | None) -> list[Source]:
    """The sources at an address (in any spelling) that are not withdrawn, newest first."""
    source_rows = rows(db, _SOURCES + " WHERE withdrawn_at IS NULL AND address_key = :key ORDER BY id DESC", {"key": address_key(url)})
    return [source_in(row) for row in source_rows]


def sources_with_words(db: Database, words: Sequence[str], *, limit: int = 40) -> list[Source]:
    """Sources whose text contains some of these words, those with most of them first; candidates for a closer check for copies."""
    if not words:
        return []
    source_rows = rows(
        db,
        f"SELECT {SOURCE_COLUMNS} FROM source_search JOIN source ON source.id = source_search.rowid"
        " WHERE source_search MATCH :query AND withdrawn_at IS NULL AND source.text IS NOT NULL ORDER BY rank LIMIT :limit",
        {"query": " OR ".join(f'"{word}"' for word in words), "limit": limit},
    )
    return [source_in(row) for row in source_rows]


def with_original(db: Database) -> list[int]:
    """The sources whose bytes are kept."""
    return [row["id"] for row in rows(db, "SELECT id FROM source WHERE original IS NOT NULL ORDER BY id")]


def get_original(db: Database, source_id: int) -> bytes | None:
    """The original bytes that a source was read from, or None when none are kept or they are hidden from this reader."""
    row = first_row(db, "SELECT original FROM source WHERE id = :id", {"id": source_id})
    return zlib.decompress(row["original"]) if row and row["original"] else None


def ending_of(db: Database, source_id: int) -> str | None:
    """The ending of the file's name that a source was read from, without its dot: "csv"; None when there was none or it is hidden."""
    row = first_row(db, "SELECT original_type FROM source WHERE id = :id", {"id": source_id})
    return row["original_type"] if row else None


def get_source(db: Database, number: int) -> Source:
    """The source with that number, withdrawn or not. Raise NotFound, also when it is hidden from this reader."""
    sources = get_sources(db, [number])
    if not sources:
        raise NotFound(wording.phrase("there is no source {number}.", number=number))
    if sources[0].hidden:
        raise NotFound(
            wording.phrase(
                "source {number} is confidential, and your role does not read confidential sources: ask an admin.", number=number
            )
        )
    return sources[0]


def get_sources(db: Database, numbers: Iterable[int]) -> list[Source]:
    """Sources, withdrawn or not, in number order; a hidden one has only what affects counts."""
    source_rows = rows(db, _SOURCES + " WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id", {"ids": json.dumps(list(numbers))})
    return [source_in(row) for row in source_rows]


def titles(db: Database, numbers: Iterable[int]) -> dict[int, str]:
    """The titles of sources, withdrawn or not, by number."""
    source_rows = rows(
        db, "SELECT id, title FROM source WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(numbers))}
    )
    return {row["id"]: row["title"] for row in source_rows}


def list_sources(db: Database, *, limit: int = 100, before_id: int | None = None) -> list[Source]:
    """Sources that are neither withdrawn nor hidden, last added first; ``before_id`` continues after an earlier page."""
    sql = (
        _SOURCES
        + f" WHERE withdrawn_at IS NULL AND confidential <> {HIDDEN} AND (:before IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit"
    )
    return [source_in(row) for row in rows(db, sql, {"before": before_id, "limit": limit})]


def sources_named(db: Database, words: Sequence[str], *, limit: int) -> list[Source]:
    """Sources in force with every one of these words, or parts of words, in title, publisher, address or description.

    Those whose title has a word that begins with the first of them come first, then the last added.
    """
    parts = [f"%{_literal(word)}%" for word in words]
    terms = " AND ".join(
        f"(title LIKE :part{number} ESCAPE '\\' OR publisher LIKE :part{number} ESCAPE '\\' OR url LIKE :part{number} ESCAPE '\\' OR description LIKE :part{number} ESCAPE '\\')"
        for number in range(len(parts))
    )
    source_rows = rows(
        db,
        f"{_SOURCES} WHERE withdrawn_at IS NULL AND confidential <> {HIDDEN} AND {terms}"
        " ORDER BY ' ' || title LIKE :beginning ESCAPE '\\' DESC, id DESC LIMIT :limit",
        {f"part{number}": part for number, part in enumerate(parts)} | {"beginning": f"% {_literal(words[0])}%", "limit": limit},
    )
    return [source_in(row) for row in source_rows]


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def copies_behind(db: Database, source_ids: Iterable[int]) -> list[tuple[int, int]]:
    """Every link of the chains in which these sources copy others, as (source, the source it copies)."""
    steps = rows(
        db,
        "WITH RECURSIVE step (id, origin) AS ("
        " SELECT id, derived_from FROM source WHERE id IN (SELECT value FROM json_each(:ids)) AND derived_from IS NOT NULL"
        " UNION SELECT source.id, source.derived_from FROM source JOIN step ON source.id = step.origin WHERE source.derived_from IS NOT NULL"
        ") SELECT id, origin FROM step ORDER BY id",
        {"ids": json.dumps(list(source_ids))},
    )
    return [(row["id"], row["origin"]) for row in steps]


def set_derived_from(db: Database, source: Source, original_id: int | None, *, by: Person, at: datetime) -> None:
    """Set which source this one copies. Raise StaleEdit if the source changed since it was read."""
    with write(db):
        update_row(db, "source", source, {"derived_from": original_id})
        before, after = {"derived_from": source.derived_from}, {"derived_from": original_id}
        history.record(db, by=by, at=at, action="set_origin", subject="source", subject_id=source.id, before=before, after=after)


def set_confidential(db: Database, source: Source, confidential: bool, reason: str, *, by: Person, at: datetime) -> None:
    """Set whether a source is confidential, and record why. Raise StaleEdit if it changed since it was read."""
    with write(db):
        update_row(db, "source", source, {"confidential": int(confidential)})
        before, after = {"confidential": source.confidential}, {"confidential": confidential, "note": reason}
        action = "set_confidential" if confidential else "lift_confidential"
        history.record(db, by=by, at=at, action=action, subject="source", subject_id=source.id, before=before, after=after)


def withdraw_source(db: Database, source: Source, note: str, *, by: Person, at: datetime) -> None:
    """Withdraw a source, so that it no longer counts; it stays in the history. Raise StaleEdit if it changed since it was read."""
    with write(db):
        set_withdrawn(db, "source", source, stamp(at))
        history.record(db, by=by, at=at, action="withdraw_source", subject="source", subject_id=source.id, after={"note": note})


def restore_source(db: Database, source: Source, *, by: Person, at: datetime) -> None:
    """Let a withdrawn source count again. Raise StaleEdit if it changed, Refused if the same source was added again meanwhile."""
    with write(db):
        set_withdrawn(db, "source", source, None)
        history.record(db, by=by, at=at, action="restore_source", subject="source", subject_id=source.id)


def source_in(row: sqlite3.Row) -> Source:
    """The source in a row with ``SOURCE_COLUMNS``."""
    return Source(
        id=row["id"],
        title=row["title"],
        kind=SourceKind(row["kind"]),
        url=row["url"],
        publisher=row["publisher"],
        published_at=row["published_at"],
        text=row["text"],
        sha256=row["sha256"],
        archived_url=row["archived_url"],
        derived_from=row["derived_from"],
        confidential=bool(row["confidential"]),
        has_bytes=bool(row["has_bytes"]),
        withdrawn=row["withdrawn_at"] is not None,
        added_at=moment(row["added_at"]),
        version=row["version"],
        hidden=row["confidential"] == HIDDEN,
        description=row["description"],
        ending=row["original_type"],
        file_sha256=row["original_sha256"],
    )
