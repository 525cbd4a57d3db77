"""Workbooks as sources: each row with its headers, and where its cells are."""

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest

from claims.errors import TooLarge, Unreadable
from claims.reading import documents
from claims.reading.files import spreadsheet

ROWS: list[list[Any]] = [
    ["Counts at the gates"],
    [],
    ["Day", "Station", "Passengers", "Share"],
    [date(2024, 3, 4), "Mill Lane", 12400, 0.125],
    [date(2024, 3, 5), "Quay", 2024, None],
]


def workbook(*sheets: tuple[str, list[list[Any]]], hidden: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cell in sheet["D"]:
            cell.number_format = "0.0%"
        sheet.sheet_state = "hidden" if title == hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_each_row_is_a_paragraph_that_names_its_columns() -> None:
    read = documents.read(workbook(("Counts", ROWS)), name="counts.xlsx", is_source=True)
    assert read.text.split("\n\n") == [
        "Counts",
        "Counts at the gates.",
        "Day: 2024-03-04; Station: Mill Lane; Passengers: 12,400; Share: 12.5%.",
        "Day: 2024-03-05; Station: Quay; Passengers: 2024.",
    ]


def test_a_quote_has_its_sheet_and_its_cells() -> None:
    content = workbook(("Counts", ROWS), ("Costs", [["Year", "Crowns"], ["2023", "61 million"]]))
    text = documents.read(content, name=None, is_source=True).text
    for words, locator in (
        ("Station: Mill Lane", "sheet Counts, cells A4:D4"),
        ("Station: Quay", "sheet Counts, cells A5:C5"),
        ("Crowns: 61 million", "sheet Costs, cells A2:B2"),
    ):
        assert documents.place_of(content, words, text.index(words)) == locator


def test_hidden_sheets_and_empty_books_say_nothing() -> None:
    content = workbook(("Counts", ROWS), ("Drafts", [["secret", "figure"]]), hidden="Drafts")
    assert "secret" not in documents.read(content, name="a.xlsx", is_source=True).text
    with pytest.raises(Unreadable, match="no words"):
        documents.read(workbook(("Empty", [])), name="a.xlsx", is_source=True)


def test_a_workbook_is_still_no_article() -> None:
    with pytest.raises(Unreadable, match="claims import"):
        documents.read(workbook(("Counts", ROWS)), name="counts.xlsx")


def test_columns_past_z_have_two_letters() -> None:
    row = spreadsheet.workbook_rows(workbook(("Wide", [[None] * 27 + ["far"]])))[0]
    assert (row.cells, row.locator) == ("AB1", "sheet Wide, cells AB1")


def changed(content: bytes, part: str, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, new if name == part else old.read(name))
    return out.getvalue()


def test_damaged_hostile_and_huge_workbooks_are_refused_in_words() -> None:
    content = workbook(("Counts", ROWS))
    with pytest.raises(Unreadable, match="damaged"):
        documents.read(content[: len(content) // 2], name="a.xlsx", is_source=True)
    with pytest.raises(Unreadable, match="damaged"):
        documents.read(changed(content, "xl/worksheets/sheet1.xml", b"<nothing"), name="a.xlsx", is_source=True)
    with pytest.raises(Unreadable, match="document type"):
        documents.read(changed(content, "xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'), name="a.xlsx", is_source=True)
    with pytest.raises(TooLarge, match="unpacks to"):
        documents.read(changed(content, "xl/worksheets/sheet1.xml", b" " * 13_000_000), name="a.xlsx", is_source=True)
