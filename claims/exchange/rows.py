"""One imported claim, whatever file it came from, and what is reported about rows that are rejected or only partly imported."""

import re
import reprlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

MAX_ROW = 1_000_000
"""Bytes of one row; a longer one is rejected without being loaded into memory."""

MAX_TEXT = 20_000
"""Characters of one field."""

MAX_ID = 500
MAX_TAGS = 200


@dataclass(frozen=True, slots=True)
class RowWarning:
    """What an import left empty, guessed or skipped: its row, the column or field, the original value (cut), and why."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportedClaim:
    """One good row. ``rating`` is in the publisher's own words; days are ISO 8601.

    ``appearances`` are addresses where the claim was made, the first one first. ``warnings`` say what in the row was left empty.
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
    claimant_role: str | None = None
    claimed_in: str | None = None  # where it was said
    medium: str | None = None  # one of claims.model.Medium
    warnings: tuple[RowWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class RowError:
    """One rejected row: its line in the file (a CSV's header is line 1) or its position in a JSON list, and why."""

    row: int
    reason: str


class Wrong(ValueError):
    """Why a row is rejected, in words that say what to do."""


def identity(url: str | None, text: str) -> str:
    """The external id of a claim that came without one: the same review address and text always give the same id."""
    named = f"{url or ''} {' '.join(text.split())}"
    return f"review-{sha256(named.encode(errors='replace')).hexdigest()[:24]}"


def checked(rows: Iterable[tuple[int, Callable[[], ImportedClaim]] | RowWarning]) -> Iterator[ImportedClaim | RowError | RowWarning]:
    """Make each row's claim, in order; a claim that cannot be made, or whose id was already in the file, becomes a RowError.

    Warnings about the whole file are passed on.
    """
    known_ids: set[int] = set()  # hashes of ids: about 60 bytes a row, however long the ids are
    for maker in rows:
        if isinstance(maker, RowWarning):
            yield maker
            continue
        row, make = maker
        try:
            claim = make()
        except Wrong as error:
            yield RowError(row, str(error))
            continue
        key = hash(claim.external_id)
        if key in known_ids:
            yield RowError(row, f"the id {claim.external_id[:80]!r} stands in this file before: only the first is taken.")
            continue
        known_ids.add(key)
        yield claim


_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def plain(value: str, name: str) -> str:
    """The value in storable form. Raise Wrong when it is too long or contains characters that are not text."""
    if len(value) > MAX_TEXT:
        raise Wrong(f"its {name} has {len(value):,} characters; at most {MAX_TEXT:,} are kept.")
    if _NO_TEXT.search(value):
        raise Wrong(f"its {name} holds characters that are no text (NUL or half a surrogate pair).")
    return value


def is_address(url: str) -> bool:
    """Whether this is exactly one web address that can be stored and shown as a link."""
    return re.match(r"https?://[^\s/?#]+[^\s]*\Z", url, re.IGNORECASE) is not None


def shown(value: Any) -> str:
    """A value for a warning, cut to 80 characters."""
    words = value if isinstance(value, str) else reprlib.repr(value)
    return _NO_TEXT.sub("\ufffd", words[:80])
