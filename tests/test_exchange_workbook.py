"""Workbooks, in and out: sheets, joined cells, days, formulas, and files made to break the reader."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from claims.errors import Refused, TooLarge, Unreadable
from claims.exchange import workbook
from claims.exchange.claim_tables import ImportedClaim, RowError, open_workbook
from claims.exchange.written_workbook import write_workbook

HEADER = ["Claim", "Speaker", "Verdict", "Review date", "Link"]


def book(*sheets: tuple[str, list[list[Any]]], merged: str = "") -> io.BytesIO:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in merged.split():
            sheet.merge_cells(cells)
    file = io.BytesIO()
    made.save(file)
    return file


def taken(file: io.BytesIO, **asked: Any) -> list[ImportedClaim]:
    return [row for row in open_workbook(file, **asked).rows if isinstance(row, ImportedClaim)]


def changed(file: io.BytesIO, part: str, old: str, new: str) -> io.BytesIO:
    """The package with other words in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            copy.writestr(name, content)
    return made


def test_values_are_read_as_a_person_sees_them() -> None:
    rows = [HEADER, ["The kiln cracked.", "Ann", False, date(2024, 2, 1), "https://a.example/1"]]
    rows += [["The oven cracked.", 7, True, 45323, "https://a.example/2"], ["The mill burned.", None, "Mixture", date(2024, 2, 1), None]]
    rows.append(["The dam broke.", "Ann", 0.5, datetime(2024, 2, 1, 9, 30, tzinfo=UTC).replace(tzinfo=None), None])
    found = taken(book(("Checks", rows)))
    assert [(row.row, row.claimant, row.rating, row.reviewed_at) for row in found] == [
        (2, "Ann", "False", "2024-02-01"),
        (3, "7", "True", "2024-02-01"),
        (4, None, "Mixture", "2024-02-01"),
        (5, "Ann", "0.5", "2024-02-01 09:30:00"),
    ]


def test_a_workbook_that_counts_its_days_from_1904_gives_the_same_days() -> None:
    file = changed(
        book(("Checks", [HEADER, ["The kiln cracked.", None, None, date(2024, 2, 1)]])),
        "xl/workbook.xml",
        "<workbookPr",
        '<workbookPr date1904="1"',
    )
    (row,) = taken(file)
    assert row.reviewed_at == "2028-02-02"  # the same number counts from four years and a day later


def test_the_first_sheet_with_claims_is_read_and_the_others_are_named() -> None:
    file = book(
        ("About", [["Made in spring"]]), ("Checks", [HEADER, ["The kiln cracked."]]), ("Old", [HEADER, ["The mill burned."]]), ("Empty", [])
    )
    table = open_workbook(file)
    assert [row.text for row in table.rows if isinstance(row, ImportedClaim)] == ["The kiln cracked."]
    assert [warning.value for warning in table.warnings if "--sheet" in warning.reason] == ["About", "Old"]
    assert [row.text for row in taken(file, sheet="Old")] == ["The mill burned."]
    with pytest.raises(Refused, match="no sheet is called 'New': the sheets are About, Checks, Old"):
        open_workbook(file, sheet="New")


def test_a_hidden_sheet_is_not_taken_for_the_first() -> None:
    file = book(("Lists", [HEADER, ["The mill burned."]]), ("Checks", [HEADER, ["The kiln cracked."]]))
    assert [row.text for row in taken(changed(file, "xl/workbook.xml", '"visible" r:id="rId1"', '"hidden" r:id="rId1"'))] == [
        "The kiln cracked."
    ]


def test_a_title_joined_over_the_columns_is_passed_over_and_told() -> None:
    file = book(
        ("Checks", [["Checks of spring", None, None], ["Claim", "Speaker", "Verdict"], ["The kiln cracked.", "Ann", "False"]]),
        merged="A1:C1",
    )
    table = open_workbook(file)
    (row,) = table.rows
    assert isinstance(row, ImportedClaim) and (row.row, row.claimant) == (3, "Ann")
    assert table.warnings[0].value == "Checks of spring"


def test_a_header_of_two_rows_names_columns_by_both() -> None:
    rows = [["Text", "Claim", None, "Review", None, None], [None, "Speaker", "Date", "Date", "Verdict", "Notes"]]
    rows.append(["The kiln cracked.", "Ann", date(2024, 1, 20), date(2024, 2, 1), "False", "look again"])
    table = open_workbook(book(("Checks", rows), merged="A1:A2 B1:C1 D1:F1"))
    (row,) = table.rows
    assert isinstance(row, ImportedClaim)
    assert (row.text, row.claimant, row.claimed_at, row.reviewed_at, row.rating) == (
        "The kiln cracked.",
        "Ann",
        "2024-01-20",
        "2024-02-01",
        "False",
    )
    assert table.unused == ["Review Notes"]


def test_a_cell_joined_downwards_counts_in_every_row() -> None:
    rows = [
        HEADER,
        ["The kiln cracked.", "Ann", "False", None, "https://a.example/1"],
        [None, None, "Untrue", None, "https://b.example/1"],
        ["The dam broke."],
    ]
    found = taken(book(("Checks", rows), merged="A2:A3 B2:B3"))
    assert [(row.text, row.claimant, row.rating) for row in found] == [
        ("The kiln cracked.", "Ann", "False"),
        ("The kiln cracked.", "Ann", "Untrue"),
        ("The dam broke.", None, None),
    ]


def test_formulas_count_by_their_values_and_those_without_one_are_told() -> None:
    file = book(("Checks", [HEADER, ["The kiln cracked.", "=A1&B1", "=1+1", None, "=9"]]))
    table = open_workbook(file)
    (row,) = table.rows
    assert isinstance(row, ImportedClaim) and (row.claimant, row.rating, row.url) == (None, None, None)
    assert [(warning.row, warning.column, warning.value) for warning in table.warnings] == [
        (2, "Speaker", "=A1&B1"),
        (2, "Verdict", "=1+1"),
        (2, "Link", "=9"),
    ]
    with_value = changed(file, "xl/worksheets/sheet1.xml", "<f>A1&amp;B1</f><v></v>", "<f>A1&amp;B1</f><v>Ann</v>")
    with_value = changed(with_value, "xl/worksheets/sheet1.xml", '<c r="B2"', '<c r="B2" t="str"')
    assert [one.claimant for one in taken(with_value)] == ["Ann"]


def test_an_error_of_the_spreadsheet_is_no_value() -> None:
    table = open_workbook(book(("Checks", [HEADER, ["The kiln cracked.", "#REF!", "#N/A"], ["#VALUE!", "Ann", "False"]])))
    row, wrong = table.rows
    assert isinstance(row, ImportedClaim) and (row.claimant, row.rating) == (None, None)
    assert [warning.column for warning in row.warnings] == ["Speaker", "Verdict"]
    assert isinstance(wrong, RowError) and "an error of the spreadsheet" in wrong.reason


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("xl/worksheets/sheet1.xml", '<row r="1"', '<row r="9999999999"', "names a row"),
        ("xl/worksheets/sheet1.xml", "</row>", "", "broken"),
        ("xl/worksheets/sheet1.xml", "<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet', "document type"),
        ("xl/workbook.xml", "<sheets>", "<sheets", "no workbook that can be read"),
        ("[Content_Types].xml", "</Types>", "", "no workbook that can be read"),
    ],
)
def test_a_hostile_or_broken_workbook_is_refused(part: str, old: str, new: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        list(open_workbook(changed(book(("Checks", [HEADER, ["The kiln cracked."]])), part, old, new)).rows)


@pytest.mark.parametrize("content", [b"", b"claim\nThe kiln cracked.\n", b"PK\x03\x04" + bytes(200), b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        open_workbook(io.BytesIO(content))


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    file = book(("Checks", [HEADER, ["The kiln cracked."]]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package, package.open("xl/media/huge", "w") as part:
        for _ in range(workbook.MAX_UNPACKED // 10_000_000 + 1):
            part.write(bytes(10_000_000))
    assert file.getbuffer().nbytes < 1_000_000
    with pytest.raises(TooLarge, match="400,000,000 bytes"):
        open_workbook(file)


def test_a_sheet_of_few_bytes_that_claims_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 30_000)
    rows: list[list[Any]] = [HEADER] + [[*[None] * 9_999, "x"] for _ in range(4)]
    with pytest.raises(TooLarge, match="30,000 cells"):
        open_workbook(book(("Checks", rows)))


def test_what_goes_out_comes_in_again_and_nothing_is_a_formula() -> None:
    words = ["'=1+1", "a\x01b\tc\nd", "_x0041_", " kept ", "\ufffe"]
    file = io.BytesIO()
    assert write_workbook(["claim", *"bcde"], [words, ["The kiln.", "", "", "", ""]], file, "claims") == 2
    sheet = openpyxl.load_workbook(file)["claims"]
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 5 and sheet.freeze_panes == "A2"
    _, row, _ = workbook._cells(openpyxl.load_workbook(file, read_only=True)["claims"])
    assert row[1] == ["'=1+1", "a\x01b\tc\nd", "_x0041_", "kept", "\ufffe"]


def test_a_workbook_with_a_damaged_sheet_is_refused_in_words() -> None:
    book = openpyxl.Workbook()
    for number in range(100):
        book.active.append([number, f"The pier sank {number} centimetres."])
    made = io.BytesIO()
    book.save(made)
    content = bytearray(made.getvalue())
    with zipfile.ZipFile(made) as package:
        sheet = package.getinfo("xl/worksheets/sheet1.xml")
    start = sheet.header_offset + 30 + len(sheet.filename)
    content[start : start + 8] = b"\xff" * 8
    with pytest.raises(Unreadable, match="a broken one"):
        workbook.open_workbook(io.BytesIO(bytes(content)))
