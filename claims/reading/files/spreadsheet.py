"""Rows of tables as sources: each becomes a paragraph that names its columns, with its sheet and cells as its locator. Reads .xlsx."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from claims.errors import TooLarge, Unreadable
from claims.reading.files import packages
from claims.wording import phrase

MOST_ROWS = 50_000
"""Rows of one sheet."""

MOST_COLUMNS = 200

HEADER_WITHIN = 20
"""How many rows are searched for the row of headers."""

_DTD = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)
_LONGEST_HEADER = 80  # characters


@dataclass(frozen=True, slots=True)
class RowText:
    """A row in words, "Year: 2024; Passengers: 12,400.", and its cells: "A5:D5". A CSV file has no sheets: ``sheet`` is empty."""

    sheet: str
    cells: str
    words: str

    @property
    def locator(self) -> str:
        """Where the row is: "sheet Counts, cells A5:D5"."""
        return f"sheet {self.sheet}, cells {self.cells}" if self.sheet else f"cells {self.cells}"


def workbook_rows(content: bytes) -> list[RowText]:
    """The rows of all visible sheets. Formulas count by the value stored for them. Raise Unreadable or TooLarge."""
    packages.check(content, "workbook", "your spreadsheet program", ("xl/workbook.xml",))
    _refuse_document_types(content)
    import openpyxl  # only where workbooks are read

    rows: list[RowText] = []
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and validation that it does not know; they do not affect the values.
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    cells = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
                    rows += rows_in_words(([_cell_words(cell) for cell in row] for row in cells), str(sheet.title))
    except (Unreadable, TooLarge):
        raise
    except Exception as error:  # a broken package makes openpyxl raise almost anything
        raise Unreadable("The workbook is damaged: open it in a spreadsheet program and save it as .xlsx.") from error
    return rows


def as_text(rows: Sequence[RowText]) -> str:
    """The rows as a text, a paragraph each, under the names of their sheets."""
    return "\n\n".join(words for words, _ in _paragraphs(rows))


def locator_of(rows: Sequence[RowText], start: int) -> str | None:
    """The locator of the row at an offset of ``as_text``; None at the name of a sheet or past the end."""
    at = 0
    for words, row in _paragraphs(rows):
        if at <= start < at + len(words):
            return row.locator if row else None
        at += len(words) + 2
    return None


def _paragraphs(rows: Sequence[RowText]) -> Iterator[tuple[str, RowText | None]]:
    sheet = ""
    for row in rows:
        if row.sheet != sheet:
            yield row.sheet, None
        sheet = row.sheet
        yield row.words, row


def rows_in_words(rows: Iterable[Sequence[str]], sheet: str) -> list[RowText]:
    """The rows that are not empty, each with the names of its columns where one of the first rows has names. Raise TooLarge."""
    kept = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    if kept and kept[-1][0] > MOST_ROWS:
        raise TooLarge(
            phrase("It has more than {most_rows} rows: keep the part that matters and add that.", most_rows=format(MOST_ROWS, ","))
        )
    header = next((position for position, (_, row) in enumerate(kept[:HEADER_WITHIN]) if _is_header(row, kept[position + 1 :])), None)
    names = [cell[:_LONGEST_HEADER].rstrip(":") for cell in kept[header][1]] if header is not None else []
    return [
        RowText(sheet, _range(number, row), _in_words(row, names if header is not None and position > header else []))
        for position, (number, row) in enumerate(kept)
        if position != header
    ]


def _is_header(row: Sequence[str], below: Sequence[tuple[int, Sequence[str]]]) -> bool:
    """Whether a row names columns: two cells or more, each without a figure alone in it, over a row with as many."""
    names = [cell for cell in row if cell]
    is_named = len(names) > 1 and not any(
        re.fullmatch(r"[\d.,%\s€$£+-]+", cell) and not re.fullmatch(r"(?:1[89]|20)\d\d", cell) for cell in names
    )
    return is_named and bool(below) and sum(map(bool, below[0][1])) > 1


def _in_words(row: Sequence[str], names: Sequence[str]) -> str:
    labelled = [
        f"{names[position]}: {cell}" if position < len(names) and names[position] else cell for position, cell in enumerate(row) if cell
    ]
    words = "; ".join(labelled)
    return words if words.endswith((".", "!", "?")) else words + "."


def _range(number: int, row: Sequence[str]) -> str:
    filled = [position for position, cell in enumerate(row) if cell]
    first, last = f"{_letters(filled[0])}{number}", f"{_letters(filled[-1])}{number}"
    return first if first == last else f"{first}:{last}"


def _letters(column: int) -> str:
    """The name of a column from 0: "A", "Z", "AA"."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def _cell_words(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        is_share = "%" in str(getattr(cell, "number_format", "") or "")
        return f"{value * 100:,.10g}%" if is_share else number_words(value)
    return " ".join(str(value).split())


def number_words(value: float) -> str:
    """A number with commas from 10,000 on: "12,400"."""
    # A year is a number, too, and is not written with a comma.
    return f"{value:.0f}" if float(value).is_integer() and abs(value) < 10_000 else f"{value:,.12g}"


def _refuse_document_types(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            with package.open(name) as part:
                if _DTD.search(part.read(2_000).replace(b"\x00", b"")):
                    raise Unreadable(
                        "A part of the workbook declares a document type, which no spreadsheet program writes: it is not read."
                    )
