"""Reading what a form sent: each reader answers 400 for what no form of ours could have sent."""

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

from claims.desk import typed_fields
from claims.errors import ClaimsError, Refused, TooLarge, Unreadable
from web.request.access import safe_path

Choice = TypeVar("Choice", bound=StrEnum)


def text(name: str) -> str:
    """A field as it was typed, with the line ends of Unix; empty when missing."""
    return request.form.get(name, "").replace("\r\n", "\n")


def seen_version() -> int:
    """The version of the row that the form was made from."""
    return number("seen")


def number(name: str) -> int:
    """A whole number that the form must carry."""
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
    """One of a fixed set of words that the form must carry."""
    try:
        return among(text(name))
    except ValueError as error:
        raise BadRequest(f"{name} is none of {', '.join(among)}") from error


LAST_PAGE = 10**9
"""No list is longer; the rows before it can still be counted in SQLite's numbers."""


def page_number(typed: str | None = None) -> int:
    """Which page of a list the address names, or ``typed``; from 1. BadRequest for what is no number, or no page that can be."""
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
    """A due time typed in the newsroom's zone, as aware UTC; None when empty. Raise Refused when it is none."""
    typed = text(name).strip()
    return typed_fields.due_time(typed, zone) if typed else None


def upload(name: str) -> tuple[bytes, str] | None:
    """A file that came with the form and its name, or None. Raise Unreadable for an empty file."""
    file = request.files.get(name)
    if file is None or not file.filename:
        return None
    content = file.read()
    if not content:
        raise Unreadable(f"the file {file.filename} is empty: choose another.", field=name)
    return content, file.filename


def sent_or_pasted(upload: tuple[bytes, str] | None, pasted: str) -> tuple[bytes, str, str, str] | None:
    """What came with a form, the file before the pasted text: its bytes, a name for them, what errors call it, and its field. None for neither."""
    if upload is not None:
        return *upload, f"the file {upload[1]}", "file"
    # A lone surrogate cannot be encoded; the reader answers for what cannot be read.
    return (pasted.encode(errors="replace"), "pasted.txt", "the text", "text") if pasted.strip() else None


@contextmanager
def blaming(what: str, field: str) -> Iterator[None]:
    """Say of an error what it is about, in words and for the page, which shows it at that field."""
    try:
        yield
    except (Unreadable, TooLarge) as error:
        raise type(error)(f"{what} cannot be read: {error}", field=field) from error


def go_back(otherwise: str, field: str = "back") -> ResponseReturnValue:
    """See other: the page that the form says it came from, if that is one of ours. Another ``field`` names where it leads on."""
    return redirect(safe_path(request.form.get(field)) or otherwise, 303)


def numbers(name: str) -> list[int]:
    """The whole numbers of all fields with that name."""
    return [as_number(value, name) for value in request.form.getlist(name)]


def tell_next_page(words: str, address: str, label: str) -> None:
    """Say on the next page what was done, with a link to look at it or take it back."""
    flash(Markup('{} <a href="{}">{}</a>').format(words, address, label))


def field_of(error: ClaimsError, fields: Sequence[str]) -> str:
    """At which of a form's fields its page shows an error: the one that it is about, else the first."""
    return error.field if error.field is not None and error.field in fields else fields[0]
