"""Workbooks (.xlsx): sources only, a paragraph for each row. As an article a workbook is refused."""

from claims.model import NOTHING_BESIDE
from claims.reading.files import file_signs
from claims.reading.files.details import Details
from claims.reading.files.file_signs import Incoming
from claims.reading.files.format import USUAL_RANK, Format, Reading


def read_rows(incoming: Incoming) -> Reading:
    from claims.reading.files import spreadsheet

    text = spreadsheet.as_text(spreadsheet.workbook_rows(incoming.content))
    return Reading(text, Details(), NOTHING_BESIDE)


def cells_of(incoming: Incoming, quote: str, start: int) -> str | None:
    """The sheet and cells of the row at an offset: "sheet Counts, cells A5:D5"."""
    from claims.reading.files import spreadsheet

    return spreadsheet.locator_of(spreadsheet.workbook_rows(incoming.content), start)


FORMATS = (
    Format(
        "a workbook (XLSX)",
        (".xlsx", ".xlsm"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
        file_signs.has_part("xl/"),
        locate=cells_of,
        instead="bring claims in a table in with `claims import FILE`; of an article, paste the text",
        source_reader=read_rows,
        rank=USUAL_RANK - 1,  # before any other packed file
    ),
)
