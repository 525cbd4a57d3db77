"""Reads form fields. Each function answers 400 for values that none of the desk's forms could have sent."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import BadRequest

from claims import wording
from claims.desk import typed_fields
from claims.desk.articles.fetching import PASTED
from claims.errors import ClaimsError, Refused, TooLarge, Unreadable
from web.request.access import safe_path
from web.show.language import gettext

Choice = TypeVar("Choice", bound=StrEnum)


def text(name: str) -> str:
    """A field as it was typed, with the line ends of Unix; empty when missing."""
    return request.form.get(name, "").replace("\r\n", "\n")


def seen_version() -> int:
    """The version of the row that the form was filled from."""
    return number("seen")


def number(name: str) -> int:
    """A whole number that the form must contain."""
    value = optional_number(name)
    if value is None:
        raise BadRequest(f"the form lacks {name}")
    return value


def optional_number(name: str) -> int | None:
    """A whole number, or None when the field is empty."""
    return as_number(text(name).strip(), name) if text(name).strip() else None


def as_number(value: str, name: str) -> int:
    """The whole number that a field holds."""
    try:
        return typed_fields.whole_number(value, name)
    except Refused as error:
        raise BadRequest(str(error)) from error


def choice(name: str, among: type[Choice]) -> Choice:
    """One of a fixed set of words, which the form must contain."""
    try:
        return among(text(name))
    except ValueError as error:
        raise BadRequest(f"{name} is none of {', '.join(among)}") from error


LAST_PAGE = 10**9
"""No list is longer; the offset of this page still fits into SQLite's integers."""


def page_number(typed: str | None = None) -> int:
    """The page of a list that the address names, or ``typed``; from 1. Raise BadRequest for anything that cannot be a page number."""
    number = as_number(request.args.get("page", "1") if typed is None else typed, "page")
    if number > LAST_PAGE:
        raise BadRequest("there is no such page of the list")
    return max(1, number)


def choices(name: str, among: type[Choice]) -> list[Choice]:
    """Any of a fixed set of words, each once."""
    try:
        return [among(word) for word in dict.fromkeys(request.form.getlist(name))]
    except ValueError as error:
        raise BadRequest(f"{name} is none of {', '.join(among)}") from error


def versions(name: str) -> list[tuple[int, int]]:
    """Rows chosen in a table, each written "number:version"."""
    chosen = []
    for field in request.form.getlist(name):
        row, _, version = field.partition(":")
        chosen.append((as_number(row, name), as_number(version, name)))
    return chosen


def moment(name: str, zone: ZoneInfo) -> datetime | None:
    """A due time typed in the newsroom's zone, as aware UTC; None when empty. Raise Refused when it is not a valid time."""
    typed = text(name).strip()
    return typed_fields.due_time(typed, zone) if typed else None


def upload(name: str) -> tuple[bytes, str] | None:
    """An uploaded file and its name, or None. Raise Unreadable for an empty file."""
    file = request.files.get(name)
    if file is None or not file.filename:
        return None
    content = file.read()
    if not content:
        raise Unreadable(wording.phrase("the file {filename} is empty: choose another.", filename=file.filename), field=name)
    return content, file.filename


def tell_if_both(upload: tuple[bytes, str] | None, pasted: str) -> None:
    """Say on the next page that a pasted text was not read, because a file was sent, too."""
    if upload is not None and pasted.strip():
        flash(gettext("You gave both a file and a text: only the file was read."))


def sent_or_pasted(upload: tuple[bytes, str] | None, pasted: str) -> tuple[bytes, str, str, str] | None:
    """The uploaded file or, without one, the pasted text: its bytes, its name, what errors call it, and its field. None when both are missing."""
    if upload is not None:
        return *upload, wording.phrase("the file {name}", name=upload[1]), "file"
    # A lone surrogate cannot be encoded; the code that reads the text reports what it cannot read.
    return (pasted.encode(errors="replace"), PASTED, wording.phrase("the text"), "text") if pasted.strip() else None


@contextmanager
def blaming(what: str, field: str) -> Iterator[None]:
    """Add to an error what it is about: ``what`` in its message, and ``field``, where the page shows it."""
    try:
        yield
    except (Unreadable, TooLarge) as error:
        raise type(error)(wording.phrase("{what} cannot be read: {why}", what=what, why=error.message), field=field) from error


def go_back(otherwise: str, field: str = "back") -> ResponseReturnValue:
    """Redirect (303) to the page that the form names in ``field``, by default the one it came from, if it is on this site; else to ``otherwise``."""
    return redirect(safe_path(request.form.get(field)) or otherwise, 303)


def numbers(name: str) -> list[int]:
    """The whole numbers of all fields with that name."""
    return [as_number(value, name) for value in request.form.getlist(name)]


def tell_next_page(words: str, address: str, label: str) -> None:
    """Show a message about what was done on the next page, with a link to look at it or undo it."""
    flash(Markup('{} <a href="{}">{}</a>').format(words, address, label))


def field_of(error: ClaimsError, fields: Sequence[str]) -> str:
    """The field of a form at which its page shows an error: the one that the error is about, else the first."""
    return error.field if error.field is not None and error.field in fields else fields[0]
