"""The fields of one row: which values are imported, and which are left empty with a warning."""

import json
import math
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, cast

from claims.exchange.rows import MAX_ID, MAX_TAGS, ImportedClaim, RowWarning, Wrong, identity, is_address, plain, shown
from claims.figures.written_days import DayOrder, iso_day, numbered_day
from claims.model import Medium

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_ORDERS: Mapping[str, DayOrder] = MappingProxyType({})


class Odd(ValueError):
    """Why an optional field is left empty, in words that say what to do."""


NO_MEDIUM = f"it is not a kind of media: left empty here and wherever the column names none. Write one of {', '.join(Medium)}."
"""Many tables have an outlet's name in a column "Medium": this is about the whole column, so an import says it once."""

_NO_VALUE = frozenset(("n/a", "na", "n.a.", "none", "null", "nan", "nil", "-", "--", "–", "—", "?"))
"""What people write into an optional field that has no value."""

_SHEET_ERROR = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NUM|NULL|SPILL|CALC|FIELD|BUSY|ERROR)[!?]?\Z")
"""What a spreadsheet shows where a formula failed."""

_PLACE = re.compile(r"(?:[\w-]{1,63}\.){1,9}(?!(?:html?|php|aspx?|pdf|docx?|jpe?g|png)\b)[a-z]{2,24}(?:[/?#:]\S*)?\Z", re.IGNORECASE)


class Fields:
    """The fields of one row, under the names of the JSON-lines form, and the warnings about them.

    ``columns`` are the fields' names in the file, where they differ; ``orders`` say how its columns write days.
    """

    def __init__(
        self, row: int, values: Mapping[str, Any], columns: Mapping[str, str] = NOTHING, orders: Mapping[str, DayOrder] = NO_ORDERS
    ) -> None:
        self.row, self.values, self.columns, self.orders = row, values, columns, orders
        self.warnings: list[RowWarning] = []

    def warn(self, name: str, value: Any, reason: str) -> None:
        """Report that a field was left empty, or imported differently from what the file has."""
        self.warnings.append(RowWarning(self.row, self.columns.get(name, name), shown(value), reason))

    def optional(self, name: str, read: Callable[[Any], Any]) -> Any:
        """A field converted by ``read``; None, with a warning, when ``read`` raises Odd or Wrong."""
        value = self.values.get(name)
        if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
            return None
        try:
            return read(value)
        except (Odd, Wrong) as fault:
            self.warn(name, value, str(fault))
            return None

    def words(self, name: str) -> str | None:
        """An optional field as text."""
        return cast("str | None", self.optional(name, lambda value: _text(value, name)))

    def day(self, name: str) -> str | None:
        """An optional field as a day, or an instant."""
        return cast("str | None", self.optional(name, lambda value: self._day(name, value)))

    def _day(self, name: str, value: Any) -> str | None:
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(int(value)) if math.isfinite(value) else ""
        words = _text(value, name)
        if words is None:
            return None
        order = self.orders.get(name)
        if day := iso_day(words, order.day_first if order else None) or numbered_day(words):
            return day
        if words.casefold() in _NO_VALUE:
            raise Odd("it is no day: left empty.")
        if order and order.proves_day and order.proves_month:
            raise Odd(
                f"its column writes both {order.proves_day[:20]} and {order.proves_month[:20]}, so this is no certain day: left empty."
            )
        raise Odd("it is no day that is certain: left empty. Write it as 2026-11-23.")

    def address(self) -> str | None:
        """The field ``url``; the first if it has several addresses."""
        return cast("str | None", self.optional("url", self._address))

    def _address(self, value: Any) -> str | None:
        words = _text(value, "url")
        if words is None or is_address(words):
            return words
        parts = words.split()
        if len(parts) > 1 and all(is_address(part) for part in parts):
            self.warn("url", value, f"it holds {len(parts)} addresses: the first was taken.")
            return parts[0]
        if _PLACE.match(words):
            self.warn("url", value, "it does not say http:// or https://: taken as https://.")
            return f"https://{words}"
        raise Odd("it is no web address (http:// or https:// and a host): left empty.")

    def tags(self) -> tuple[str, ...]:
        """The distinct values of the field ``tags``."""
        return self.optional("tags", self._tags) or ()

    def _tags(self, value: Any) -> tuple[str, ...]:
        tags = tag_list(value) if isinstance(value, str) else value
        if not isinstance(tags, list):
            raise Odd("it is no list of texts: left empty.")
        kept = [str(tag).strip() for tag in tags if isinstance(tag, str | int | float) and not isinstance(tag, bool)]
        kept = [plain(tag, "tag") for tag in dict.fromkeys(kept) if tag]
        if len(kept) > MAX_TAGS:
            self.warn("tags", value, f"it holds {len(kept):,} tags: the first {MAX_TAGS} were taken.")
        elif any(not isinstance(tag, str | int | float) or isinstance(tag, bool) for tag in tags):
            self.warn("tags", value, "not all of it are texts: the rest was left out.")
        return tuple(kept[:MAX_TAGS])


def claim_of(fields: Fields) -> ImportedClaim:
    """The claim in a row's fields. Raise Wrong when it has no text; odd values in other fields are left empty with a warning."""
    text = required_text(fields.values.get("text"))
    url = fields.address()
    number = fields.optional("id", _external_id)
    return ImportedClaim(
        row=fields.row,
        external_id=number or identity(url, text),
        text=text,
        title=fields.words("title"),
        claimant=fields.words("claimant"),
        claimed_at=fields.day("claimed_at"),
        url=url,
        rating=fields.optional("rating", _rating),
        publisher=fields.words("publisher"),
        reviewed_at=fields.day("reviewed_at"),
        language=fields.words("language"),
        tags=fields.tags(),
        claimant_role=fields.words("claimant_role"),
        claimed_in=fields.words("claimed_in"),
        medium=fields.optional("medium", _medium),
        warnings=tuple(fields.warnings),
    )


def required_text(value: Any) -> str:
    """The claim's text. Raise Wrong when there is none."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        raise Wrong("it has no text.")
    if not isinstance(value, str):
        raise Wrong(f"its text is {_KINDS.get(type(value), 'no text')}, not text.")
    text = plain(value.strip(), "text")
    if not text:
        raise Wrong("it has no text.")
    if _SHEET_ERROR.match(text):
        raise Wrong(f"its text is {text}, an error of the spreadsheet: mend the formula there.")
    return text


def _text(value: Any, name: str) -> str | None:
    """A value as text without surrounding space, None when it is empty. Raise Odd for anything but text."""
    if not isinstance(value, str):
        raise Odd(f"it is {_KINDS.get(type(value), 'no text')}, not text: left empty.")
    if _SHEET_ERROR.match(value.strip()):
        raise Odd("it is an error of the spreadsheet: left empty.")
    try:
        return plain(value.strip(), name) or None
    except Wrong as fault:
        raise Odd(f"{fault} Left empty.") from None


_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def _external_id(value: Any) -> str | None:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Odd("it is no id: the claim is known by its address and text.")
    own_id = plain(str(value).strip(), "id")
    if len(own_id) > MAX_ID:
        raise Odd(f"it has {len(own_id):,} characters, and at most {MAX_ID} are kept: the claim is known by its address and text.")
    return own_id or None


def _rating(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15:
        return str(value)
    return _text(value, "rating")


def _medium(value: Any) -> str | None:
    words = (_text(value, "medium") or "").casefold()
    if words in frozenset(Medium):
        return words
    if not words or words in _NO_VALUE:
        return None
    raise Odd(NO_MEDIUM)


def tag_list(cell: str) -> list[Any]:
    """The tags in one text: a JSON list, a Python list, or words separated by comma, semicolon or bar. Raise Odd for a broken list."""
    if not cell.lstrip().startswith("["):
        return re.split(r"[;,|]", cell)
    try:
        tags = json.loads(cell)
    except (ValueError, RecursionError):
        return _python_list(cell)
    return tags if isinstance(tags, list) else []


_QUOTED = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""", re.DOTALL)


def _python_list(cell: str) -> list[Any]:
    if _QUOTED.sub("", cell).replace(",", "").replace(" ", "") != "[]":
        raise Odd("it begins with [ but is no list: left empty.")
    return [re.sub(r"\\(.)", r"\1", single or double) for single, double in _QUOTED.findall(cell)]
