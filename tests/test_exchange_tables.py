"""Rows in and out: JSON lines and CSV, however dirty."""

import io
import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.cells import guarded, unguarded
from claims.errors import Unreadable
from claims.exchange import claim_tables
from claims.exchange.claim_tables import ImportedClaim, RowError, mapping_of, read_csv, read_jsonl, write_csv, write_jsonl
from claims.figures.written_days import iso_day
from claims.model import Medium
from claims.reading.files.days import day_opening


@dataclass(frozen=True)
class Out:
    """A claim on its way out."""

    id: str
    text: str
    title: str | None = None
    claimant: str | None = None
    claimed_at: str | None = None
    url: str | None = None
    rating: str | None = None
    publisher: str | None = None
    reviewed_at: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    claimant_role: str | None = None
    claimed_in: str | None = None
    medium: str | None = None


def jsonl(*lines: bytes | dict[str, object]) -> list[ImportedClaim | RowError]:
    content = b"\n".join(json.dumps(line).encode() if isinstance(line, dict) else line for line in lines)
    return list(read_jsonl(io.BytesIO(content)))


def one_error(line: bytes | dict[str, object]) -> str:
    (found,) = jsonl(line)
    assert isinstance(found, RowError)
    return found.reason


def test_a_whole_row_comes_in_with_every_field() -> None:
    row = {
        "id": "a-1",
        "text": " The ferry sank. ",
        "title": "Did it?",
        "claimant": "A letter",
        "claimed_at": "2026-01-02",
        "url": "https://e.example/1",
        "rating": "Pants on Fire!",
        "publisher": "Coast Check",
        "reviewed_at": "2026-01-03T10:00:00+00:00",
        "language": "en",
        "tags": ["sea", "sea", " "],
    }
    assert jsonl(row) == [
        ImportedClaim(
            1,
            "a-1",
            "The ferry sank.",
            "Did it?",
            "A letter",
            "2026-01-02",
            "https://e.example/1",
            "Pants on Fire!",
            "Coast Check",
            "2026-01-03T10:00:00+00:00",
            "en",
            ("sea",),
        )
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "no JSON"),
        (b"[1, 2]", "no JSON object"),
        (b'{"id": "\xe9"}', "not UTF-8 .byte 9"),
        (b"[" * 100_000, "nested too deeply|no JSON"),
        ({"id": "1"}, "no text"),
        ({"id": "1", "text": "  "}, "no text"),
        ({"id": "1", "text": ["x"]}, "text is a list, not text"),
        ({"id": "1", "text": 7}, "text is a number, not text"),
        ({"id": "1", "text": "a\x00b"}, "no text \\(NUL"),
        (b'{"id": "1", "text": NaN}', "no text"),
        (b'{"id": "1", "text": "half \\ud800"}', "surrogate"),
        ({"id": "1", "text": "x" * 20_001}, "20,001 characters"),
    ],
)
def test_a_bad_row_is_listed_with_its_reason(line: bytes | dict[str, object], said: str) -> None:
    assert re.search(said, one_error(line))


def test_bad_rows_do_not_stop_the_good_ones_and_keep_their_line_numbers() -> None:
    found = jsonl({"id": "1", "text": "x"}, b"broken", b"", {"id": "1", "text": "again"}, {"id": "2", "text": "y"})
    assert [(type(one).__name__, one.row) for one in found] == [
        ("ImportedClaim", 1),
        ("RowError", 2),
        ("RowError", 4),
        ("ImportedClaim", 5),
    ]
    assert "stands in this file before" in one_reason(found[2])


def one_reason(found: ImportedClaim | RowError) -> str:
    assert isinstance(found, RowError)
    return found.reason


def test_csv_columns_are_found_by_name_in_any_order() -> None:
    content = 'Verdict,Claim Text,"Claim ID",Fact-checker,Keywords\r\nFalse,"The ferry\nsank.",7,Coast Check,"sea; ship"\r\n'
    (claim,) = read_csv(io.BytesIO(b"\xef\xbb\xbf" + content.encode()))
    assert claim == ImportedClaim(2, "7", "The ferry\nsank.", rating="False", publisher="Coast Check", tags=("sea", "ship"))


def test_csv_rows_are_numbered_by_the_line_they_begin_on() -> None:
    content = b'id,text\n1,"two\nlines \xc3\xa9"\n2,\n3,\xff\n4,good\n'
    found = list(read_csv(io.BytesIO(content)))
    assert [(type(one).__name__, one.row) for one in found] == [
        ("ImportedClaim", 2),
        ("RowError", 4),
        ("RowError", 5),
        ("ImportedClaim", 6),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name,age\nx,1\n", "no column is called text or claim, but name, age"),
        (b'"id,text\n1,x\n', "cannot be read: a quotation mark opens"),
        (",".join(f"c{number}" for number in range(10_000)).encode() + b"\n", "no column is called text"),
    ],
)
def test_a_csv_without_usable_columns_is_refused_whole(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(said)):
        list(read_csv(io.BytesIO(content)))


@pytest.mark.parametrize("read", [read_csv, read_jsonl])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + bytes(range(128, 256)), "say --format xlsx"),
        (b"\xef\xbb\xbf <!DOCTYPE html><title>502</title>", "a web page"),
    ],
)
def test_another_kind_of_file_is_refused_whole(read: Any, content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        list(read(io.BytesIO(content)))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_may_be_parted_by_comma_semicolon_or_tab(mark: str) -> None:
    content = f'id{mark}text{mark}url\n1{mark}"The ferry, sank; at\tdawn."{mark}\n'
    (claim,) = read_csv(io.BytesIO(content.encode()))
    assert claim == ImportedClaim(2, "1", "The ferry, sank; at\tdawn.")


def test_a_row_with_more_cells_than_columns_is_refused_since_its_cells_have_shifted() -> None:
    found = list(read_csv(io.BytesIO(b"id,text\n1,It sank, they said\n2,They swam,\n")))
    assert "3 cells where the first line names 2" in one_reason(found[0])
    assert isinstance(found[1], ImportedClaim)


def test_a_quotation_mark_that_is_never_closed_is_told_where_it_opens() -> None:
    found = list(read_csv(io.BytesIO(b'id,text\n1,good\n2,"open\n3,lost\n')))
    assert [one.row for one in found] == [2, 3]
    assert "never closed" in one_reason(found[1])


def test_a_csv_without_ids_is_known_by_address_and_text() -> None:
    content = b"claim,url\nIt sank.,https://a.example/1\nIt swam.,https://a.example/1\nIt  sank.,https://a.example/1\n"
    first, second, third = read_csv(io.BytesIO(content))
    assert isinstance(first, ImportedClaim) and isinstance(second, ImportedClaim)
    assert first.external_id != second.external_id
    assert "stands in this file before" in one_reason(third)
    assert [first, second] == list(read_csv(io.BytesIO(content)))[:2]


def test_a_dry_run_can_show_which_column_is_which_field() -> None:
    assert mapping_of(io.BytesIO(b"Claim Text,Fact-Checker,reviewDate,mood\n")) == (
        {"text": "Claim Text", "publisher": "Fact-Checker", "reviewed_at": "reviewDate"},
        ["mood"],
    )
    assert mapping_of(io.BytesIO(b"")) == ({}, [])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021-03-14", "2021-03-14"),
        ("2021-03-14T10:00:00Z", "2021-03-14T10:00:00Z"),
        ("2021-03-14T99:00:00Z", "2021-03-14"),
        ("14 March 2021", "2021-03-14"),
        ("March 14th, 2021", "2021-03-14"),
        ("Sunday, Mar. 14, 2021", "2021-03-14"),
        ("Sun, 14 Mar 2021 10:00:00 GMT", "2021-03-14"),
        ("2021/3/14", "2021-03-14"),
        ("03/04/2021", None),
        ("2021-02-30", None),
        ("30 February 2021", None),
        ("March 2021", "2021-03"),
        ("2021-13", None),
        ("yesterday", None),
        ("1 " * 50_000, None),
    ],
)
def test_days_are_read_as_people_write_them_when_they_are_certain(words: str, day: str | None) -> None:
    assert iso_day(words) == day


def test_an_empty_file_gives_nothing() -> None:
    assert list(read_csv(io.BytesIO(b""))) == list(read_jsonl(io.BytesIO(b""))) == []


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40).filter(
    lambda text: text == text.strip() and text
)
claims = st.builds(
    Out,
    id=words,
    text=words,
    title=st.none() | words,
    claimant=st.none() | words,
    claimed_at=st.none() | st.dates().map(str),
    rating=st.none() | words,
    url=st.none() | st.just("https://checks.example.org/1"),
    tags=st.lists(words, max_size=3, unique=True).map(tuple),
    claimant_role=st.none() | words,
    claimed_in=st.none() | words,
    medium=st.none() | st.sampled_from([str(medium) for medium in Medium]),
)


@given(claims)
def test_what_goes_out_comes_back_the_same(claim: Out) -> None:
    for write, read in ((write_jsonl, read_jsonl), (write_csv, read_csv)):
        file = io.StringIO(newline="")
        assert write([claim], file) == 1  # type: ignore[list-item]
        (back,) = read(io.BytesIO(file.getvalue().encode()))
        assert isinstance(back, ImportedClaim), back
        assert {name: getattr(back, "external_id" if name == "id" else name) for name in claim_tables.FIELDS} == {
            name: getattr(claim, name) for name in claim_tables.FIELDS
        }


FORMULAS = "=+-@\uff1d\uff0b\uff0d\uff20"


@given(st.text() | st.text(alphabet=FORMULAS + ";,|\t\r\n'\" \u00a0x", max_size=12))
def test_guarding_a_cell_is_undone_exactly_and_never_runs(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    # However a spreadsheet takes the line apart, no part of it begins like a formula.
    for place, part in enumerate(re.split(r"[;|\t\r\n]", guarded(cell))):
        begins = part.lstrip('" \u00a0')[:1] if place and len(part) < 9 else part[:1]
        assert not begins or begins not in FORMULAS


@pytest.mark.parametrize(
    "cell", ["\uff1dcmd|' /C calc'!A0", "Rain;=HYPERLINK(1)", "Rain\t@SUM(1)", 'Rain;"=1+1', "Rain\n=1", "\uff20SUM(1)"]
)
def test_full_width_signs_and_all_separators_are_guarded_in_both_exports(cell: str) -> None:
    assert guarded(cell) != cell and unguarded(guarded(cell)) == cell


def test_a_person_may_say_which_column_holds_a_field() -> None:
    content = b"nr,Was war los,url\n1,It sank.,https://a.example/1\n"
    with pytest.raises(Unreadable, match="no column is called text"):
        list(read_csv(io.BytesIO(content)))
    (row,) = read_csv(io.BytesIO(content), {"text": "Was war los", "id": "NR"})
    assert isinstance(row, ImportedClaim) and (row.text, row.external_id, row.url) == ("It sank.", "1", "https://a.example/1")
    with pytest.raises(Unreadable, match=r"no column is called 'Wer': the columns are nr, Was war los, url"):
        list(read_csv(io.BytesIO(content), {"text": "Wer"}))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted: Thursday, April 21, 2022 by the desk", "2022-04-21"),
        ("14 de março de 2021, Tarnmouth", "2021-03-14"),
        ("On 4 May 2020 the bridge closed", "2020-05-04"),
        ("Opened 4 May 2020 after a year", None),
        ("3 sets 2019", None),
        ("1 May 5000 people came", None),
        ("5 jui 2021", None),  # juin or juillet
    ],
)
def test_a_day_that_opens_a_line_is_read_by_the_parser_of_the_tables(line: str, day: str | None) -> None:
    assert day_opening(line) == day
