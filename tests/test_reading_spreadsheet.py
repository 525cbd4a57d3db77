"""Workbooks and tables as sources: each row with its headers, and where its cells are."""

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


TABLE = 'Day;Station;Passengers\n2024-03-04;Mill Lane;12400\n\n2024-03-05;"Quay;\nNorth";2024\n'

ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">
<office:automatic-styles><style:style style:name="gone"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="Counts">
<table:table-row><table:table-cell><text:p>Day</text:p></table:table-cell><table:table-cell><text:p>Station</text:p></table:table-cell>
<table:table-cell><text:p>Passengers</text:p></table:table-cell><table:table-cell><text:p>Share</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell office:value-type="date" office:date-value="2024-03-04T00:00:00"><text:p>4 March</text:p></table:table-cell>
<table:table-cell><text:p>Mill<text:s/>Lane</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="12400"><text:p>12 400</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>13 %</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="REPEATED"><table:table-cell table:number-columns-repeated="2"/>
<table:table-cell office:value-type="currency" office:currency="EUR" office:value="61000"><text:p>x</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
</table:table>
<table:table table:name="Drafts" table:style-name="gone"><table:table-row><table:table-cell><text:p>secret</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def open_document(xml: str = ODS, repeated: str = "1") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("content.xml", xml.replace("REPEATED", repeated))
    return out.getvalue()


def test_an_open_document_spreadsheet_is_read_by_rows_with_their_cells() -> None:
    content = open_document()
    text = documents.read(content, name="counts.ods", is_source=True).text
    assert text.split("\n\n") == [
        "Counts",
        "Day: 2024-03-04; Station: Mill Lane; Passengers: 12,400; Share: 12.5%.",
        "Passengers: 61,000 EUR.",
    ]
    assert documents.place_of(content, "Station: Mill", text.index("Station: Mill")) == "sheet Counts, cells A4:D4"
    assert documents.place_of(content, "Passengers: 61,000", text.index("Passengers: 61")) == "sheet Counts, cells C5"


def test_an_open_document_spreadsheet_that_is_damaged_or_repeats_itself_without_end_is_refused() -> None:
    for content, message in (
        (open_document(ODS[:900]), "damaged"),
        (open_document(ODS.replace("office:spreadsheet", "office:text")), "no sheets"),
        (open_document(ODS.replace("<office:doc", "<!DOCTYPE x [<!ENTITY a 'b'>]><office:doc", 1)), "damaged"),
    ):
        with pytest.raises(Unreadable, match=message):
            documents.read(content, name="a.ods", is_source=True)
    with pytest.raises(TooLarge, match="rows"):
        documents.read(open_document(repeated="1048576"), name="a.ods", is_source=True)
    long = ODS.replace("<text:p>x</text:p>", "").replace(
        'office:value-type="currency" office:currency="EUR" office:value="61000">', f"><text:p>{'x' * 90_000}</text:p>"
    )
    with pytest.raises(TooLarge, match="characters"):
        documents.read(open_document(long, repeated="40000"), name="a.ods", is_source=True)


def test_a_csv_file_is_read_by_rows_with_the_cells_that_a_spreadsheet_program_shows() -> None:
    for content in (TABLE.encode(), TABLE.replace("\n", "\r\n").encode("utf-8-sig")):
        text = documents.read(content, name="counts.csv", is_source=True).text
        assert text.split("\n\n") == [
            "Day: 2024-03-04; Station: Mill Lane; Passengers: 12400.",
            "Day: 2024-03-05; Station: Quay; North; Passengers: 2024.",
        ]
        quote = "Station: Quay; North; Passengers: 2024."
        assert documents.place_of(content, quote, text.index(quote), name="file.csv") == "cells A4:C4"
        assert documents.place_of(content, "other words", 0, name="file.csv") is None


def test_a_csv_file_that_is_no_table_stays_a_text() -> None:
    for words in ("One line, with a comma.", "A note.\nAnother note, with a comma.\nAnd a third.", '"An open, sign\nand, another'):
        assert documents.read(words.encode(), name="a.csv", is_source=True).text == words
