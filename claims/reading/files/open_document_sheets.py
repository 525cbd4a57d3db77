"""The rows of an OpenDocument spreadsheet (.ods): walks its ``content.xml`` (OASIS OpenDocument 1.3, part 3, chapter 9)."""

from collections.abc import Iterator
from typing import Any

from claims.errors import TooLarge, Unreadable
from claims.reading.files import packages
from claims.reading.files.opendocument import OASIS, parts_of
from claims.reading.files.spreadsheet import MOST_COLUMNS, MOST_ROWS, RowText, number_words, rows_in_words
from claims.wording import phrase

_TABLE, _OFFICE, _TEXT, _STYLE = (f"{{{OASIS}{name}:1.0}}" for name in ("table", "office", "text", "style"))

MOST_CHARACTERS = 20_000_000
"""Characters of all cells: the format can repeat a row or a cell thousands of times in a few bytes."""


def open_document_rows(content: bytes) -> list[RowText]:
    """The rows of all visible sheets. Formulas count by the value stored for them. Raise Unreadable or TooLarge."""
    packages.check(content, "ODS", "LibreOffice", ("content.xml",))
    parts = parts_of(content, "ODS")
    if "content" not in parts:
        raise Unreadable("The ODS is encrypted: save it without a password and add it again.")
    book = parts["content"].find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if book is None:
        raise Unreadable("The ODS is damaged (it has no sheets): save it again from LibreOffice.")
    hidden = {
        style.get(f"{_STYLE}name")
        for style in parts["content"].iter(f"{_STYLE}style")
        if any(properties.get(f"{_TABLE}display") == "false" for properties in style.iterchildren(f"{_STYLE}table-properties"))
    }
    room = MOST_CHARACTERS
    rows: list[RowText] = []
    for sheet in book.iterchildren(f"{_TABLE}table"):
        if sheet.get(f"{_TABLE}style-name") not in hidden:
            cells = list(_limited(_rows(sheet), room))
            room -= sum(len(cell) for row in cells for cell in row)
            rows += rows_in_words(cells, " ".join(sheet.get(f"{_TABLE}name", "Sheet").split()))
    return rows


def _limited(rows: Iterator[list[str]], room: int) -> Iterator[list[str]]:
    for row in rows:
        room -= sum(map(len, row))
        if room < 0:
            raise TooLarge(
                phrase(
                    "Its cells hold more than {most_characters} characters: keep the part that matters and add that.",
                    most_characters=format(MOST_CHARACTERS, ","),
                )
            )
        yield row


def _rows(sheet: Any) -> Iterator[list[str]]:
    """The cells of each row down to the last that is not empty; one row more than is allowed, so that too many are noticed."""
    number, empty = 0, 0
    for row in sheet.iter(f"{_TABLE}table-row"):
        cells = _cells(row)
        repeated = _count(row, "rows")
        if not any(cells):
            empty += repeated
            continue
        for _ in range(min(empty, MOST_ROWS + 1 - number)):
            yield []
        number, empty = number + empty, 0
        for _ in range(min(repeated, max(0, MOST_ROWS + 1 - number))):
            yield cells
        number += repeated
        if number > MOST_ROWS:
            return


def _cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        words = "" if cell.tag == f"{_TABLE}covered-table-cell" else _words(cell)
        cells += [words] * min(_count(cell, "columns"), MOST_COLUMNS - len(cells))
    return cells


def _count(element: Any, kind: str) -> int:
    written = element.get(f"{_TABLE}number-{kind}-repeated", "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 10 else 1


def _words(cell: Any) -> str:
    """What a cell says: its value, as a workbook's cells are read, or the words that it shows."""
    kind, value = cell.get(f"{_OFFICE}value-type"), cell.get(f"{_OFFICE}value")
    if kind == "boolean":
        return "yes" if cell.get(f"{_OFFICE}boolean-value") == "true" else "no"
    if kind == "date" and (day := cell.get(f"{_OFFICE}date-value")):
        return str(day).removesuffix("T00:00:00").replace("T", " ")
    if kind in ("float", "percentage", "currency") and (number := _number(value)) is not None:
        if kind == "percentage":
            return f"{number * 100:,.10g}%"
        currency = cell.get(f"{_OFFICE}currency")
        return f"{number_words(number)} {currency}" if currency else number_words(number)
    lines = [" ".join("".join(_shown(line)).split()) for line in cell.iterchildren(f"{_TEXT}p")]
    return " ".join(line for line in lines if line)


def _shown(line: Any) -> Iterator[str]:
    yield line.text or ""
    for part in line.iterdescendants():
        if part.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        yield part.text or ""
        yield part.tail or ""


def _number(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if abs(number) < 1e300 else None
