"""One imported claim, whatever file it came from: what is taken from its fields, and what is refused."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from claims.exchange.dates import iso_day

MAX_ROW = 1_000_000
"""Bytes of one row; a longer one is rejected without being taken into memory."""

MAX_TEXT = 20_000
"""Characters of one field."""

MAX_ID = 500
MAX_TAGS = 200


@dataclass(frozen=True, slots=True)
class ImportedClaim:
    """One good row. ``rating`` is the publisher's own words; days are ISO 8601.

    ``appearances`` are addresses where the claim was made, the first one first.
    """

    row: int
    external_id: str
    text: str
    title: str | None = None
    claimant: str | None = None
    claimed_at: str | None = None
    url: str | None = None
    rating: str | None = None
    publisher: str | None = None
    reviewed_at: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    appearances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowError:
    """One row that was left out: its line in the file (a CSV's header is line 1) or its place in a JSON list, and why."""

    row: int
    reason: str


class Wrong(ValueError):
    """Why a row is left out, in words that say what to do."""


def identity(url: str | None, text: str) -> str:
    """The external id of a claim that came without one: the same review address and text give the same id again."""
    named = f"{url or ''} {' '.join(text.split())}"
    return f"review-{sha256(named.encode(errors='replace')).hexdigest()[:24]}"


def checked(rows: Iterable[tuple[int, Callable[[], ImportedClaim]]]) -> Iterator[ImportedClaim | RowError]:
    """Make each row's claim, in order; one that cannot be made, or whose id stood in the file before, becomes a RowError."""
    seen: set[int] = set()  # hashes of ids: about 60 bytes a row, however long the ids are
    for row, make in rows:
        try:
            claim = make()
        except Wrong as error:
            yield RowError(row, str(error))
            continue
        key = hash(claim.external_id)
        if key in seen:
            yield RowError(row, f"the id {claim.external_id[:80]!r} stands in this file before: only the first is taken.")
            continue
        seen.add(key)
        yield claim


def claim_of(row: int, fields: Mapping[str, Any]) -> ImportedClaim:
    """The claim in a row's fields, under the names of the JSON-lines form. Raise Wrong, naming the field, for what cannot be stored."""
    text = words(fields, "text")
    if text is None:
        raise Wrong("it has no text.")
    url = words(fields, "url")
    if url is not None and not is_address(url):
        raise Wrong(f"the url {url[:80]!r} does not begin with http:// or https:// and a host.")
    return ImportedClaim(
        row=row,
        external_id=_external_id(fields.get("id")),
        text=text,
        title=words(fields, "title"),
        claimant=words(fields, "claimant"),
        claimed_at=_day(fields, "claimed_at"),
        url=url,
        rating=_rating(fields),
        publisher=words(fields, "publisher"),
        reviewed_at=_day(fields, "reviewed_at"),
        language=words(fields, "language"),
        tags=_tags(fields.get("tags")),
    )


def words(fields: Mapping[str, Any], name: str) -> str | None:
    """A field as text without space around it, None when it is empty. Raise Wrong for anything but text."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Wrong(f"its {name} is {_KINDS.get(type(value), 'no text')}, not text.")
    return plain(value.strip(), name) or None


_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def plain(value: str, name: str) -> str:
    """The value as it can be stored. Raise Wrong when it is too long or holds what is no text."""
    if len(value) > MAX_TEXT:
        raise Wrong(f"its {name} has {len(value):,} characters; at most {MAX_TEXT:,} are kept.")
    if _NO_TEXT.search(value):
        raise Wrong(f"its {name} holds characters that are no text (NUL or half a surrogate pair).")
    return value


def is_address(url: str) -> bool:
    """Whether this is one web address that can be stored and shown as a link."""
    return re.match(r"https?://[^\s/?#]+[^\s]*\Z", url, re.IGNORECASE) is not None


def _external_id(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise Wrong("it has no id: give each claim one of your own.")
    found = plain(str(value).strip(), "id")
    if len(found) > MAX_ID:
        raise Wrong(f"its id has {len(found):,} characters; at most {MAX_ID} are kept.")
    return found


def _rating(fields: Mapping[str, Any]) -> str | None:
    value = fields.get("rating")
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15:
        return str(value)
    return words(fields, "rating")


def _day(fields: Mapping[str, Any], name: str) -> str | None:
    value = words(fields, name)
    if value is None:
        return None
    found = iso_day(value)
    if found is None:
        raise Wrong(f"its {name} {value[:40]!r} is no day that is certain: write it as 2026-11-23.")
    return found


def _tags(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MAX_TAGS or not all(isinstance(tag, str) for tag in value):
        raise Wrong(f"its tags are no list of at most {MAX_TAGS} texts.")
    return tuple(dict.fromkeys(plain(tag.strip(), "tags") for tag in value if tag.strip()))
