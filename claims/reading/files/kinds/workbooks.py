"""Workbooks and tables as sources: a paragraph for each row. As an article they are refused."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from claims.model import NOTHING_BESIDE
from claims.reading.files import file_signs, pasted_signs
from claims.reading.files.details import Details
from claims.reading.files.file_signs import Incoming
from claims.reading.files.format import USUAL_RANK, Format, Locator, Reader, Reading

if TYPE_CHECKING:
    from claims.reading.files.spreadsheet import RowText

_IMPORT = "bring claims in a table in with `claims import FILE`; of an article, paste the text"
_TABLE = "save the table as .csv and bring its claims in with `claims import FILE`; of an article, paste the text"

_COMPARED = 5  # words of a quote

Rows = Callable[[Incoming], "Sequence[RowText] | None"]


def workbook(incoming: Incoming) -> "Sequence[RowText]":
    from claims.reading.files import spreadsheet

    return spreadsheet.workbook_rows(incoming.content)


def open_document(incoming: Incoming) -> "Sequence[RowText]":
    from claims.reading.files import open_document_sheets

    return open_document_sheets.open_document_rows(incoming.content)


def table(incoming: Incoming) -> "Sequence[RowText] | None":
    from claims.reading.files import csv_rows

    return csv_rows.csv_rows(incoming.text.lstrip("\ufeff"))


def reader_of(rows_of: Rows) -> Reader:
    """A reader of sources that have rows; a text without rows is read as it stands."""

    def read(incoming: Incoming) -> Reading:
        from claims.reading.files import spreadsheet
        from claims.reading.files.kinds import plain_text

        rows = rows_of(incoming)
        return plain_text.read(incoming) if rows is None else Reading(spreadsheet.as_text(rows), Details(), NOTHING_BESIDE)

    return read


def locator_of(rows_of: Rows) -> Locator:
    """Tells the sheet and cells of the row at an offset: "sheet Counts, cells A5:D5"."""

    def locate(incoming: Incoming, quote: str, start: int) -> str | None:
        from claims.reading.files import spreadsheet

        rows = rows_of(incoming) or ()
        # A source that an earlier version read may have another text for the same file.
        there = " ".join(spreadsheet.as_text(rows)[start : start + 2 * len(quote)].split())
        return spreadsheet.locator_of(rows, start) if there.startswith(" ".join(quote.split()[:_COMPARED])) else None

    return locate


FORMATS = (
    Format(
        "a workbook (XLSX)",
        (".xlsx", ".xlsm"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
        file_signs.has_part("xl/"),
        locate=locator_of(workbook),
        instead=_IMPORT,
        source_reader=reader_of(workbook),
        rank=USUAL_RANK - 1,  # before any other packed file
    ),
    Format(
        "a spreadsheet (ODS)",
        (".ods",),
        ("application/vnd.oasis.opendocument.spreadsheet",),
        file_signs.is_open_document("spreadsheet"),
        locate=locator_of(open_document),
        instead=_TABLE,
        source_reader=reader_of(open_document),
        rank=USUAL_RANK - 1,
    ),
    Format(
        "a table (CSV)",
        (".csv", ".tsv"),
        ("text/csv", "text/tab-separated-values"),
        pasted_signs.is_table,
        locate=locator_of(table),
        instead=_IMPORT,
        source_reader=reader_of(table),
        is_text=True,
        rank=USUAL_RANK + 1,  # after the texts that also have rows, such as JSON
    ),
)
