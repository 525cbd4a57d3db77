"""Rows in and out: JSON lines and CSV, however dirty."""

import io
import json
import tracemalloc
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange import tables
from claims.exchange.ratings import on_our_scale
from claims.exchange.tables import ImportedClaim, RowError, guarded, read_csv, read_jsonl, unguarded, write_csv, write_jsonl


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
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply|no JSON"),
        ({"text": "x"}, "no id"),
        ({"id": "", "text": "x"}, "no id"),
        ({"id": True, "text": "x"}, "no id"),
        ({"id": "1"}, "no text"),
        ({"id": "1", "text": "  "}, "no text"),
        ({"id": "1", "text": ["x"]}, "text is no text"),
        ({"id": "1", "text": "a\x00b"}, "no text \\(NUL"),
        (b'{"id": "1", "text": "half \\ud800"}', "surrogate"),
        ({"id": "1", "text": "x" * 20_001}, "20,001 characters"),
        ({"id": "1", "text": "x", "url": "javascript:alert(1)"}, "does not begin with http"),
        ({"id": "1", "text": "x", "claimed_at": "last Tuesday"}, "is no day"),
        ({"id": "1", "text": "x", "tags": "sea"}, "tags are no list"),
        ({"id": "1", "text": "x", "tags": [1]}, "tags are no list"),
        (b'{"id": "1", "text": "x", "rating": NaN}', "rating is no text"),
    ],
)
def test_a_bad_row_is_listed_with_its_reason(line: bytes | dict[str, object], said: str) -> None:
    import re

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


def test_a_line_of_fifty_megabytes_is_refused_without_taking_it_in() -> None:
    class Endless(io.RawIOBase):
        """Fifty megabytes on one line, made as they are read."""

        left = 50_000_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            size = min(len(view), self.left)
            view[:size] = b"x" * size
            self.left -= size
            return size

    tracemalloc.start()
    found = list(read_jsonl(io.BufferedReader(Endless())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one_reason(one) for one in found] == ["the line is longer than 1,000,000 bytes."]
    assert peak < 8_000_000


def test_csv_columns_are_found_by_name_in_any_order() -> None:
    content = 'Verdict,Claim Text,"Claim ID",Fact-checker,Keywords\r\nFalse,"The ferry\nsank.",7,Coast Check,"sea; ship"\r\n'
    (claim,) = read_csv(io.BytesIO(b"\xef\xbb\xbf" + content.encode()))
    assert claim == ImportedClaim(2, "7", "The ferry\nsank.", rating="False", publisher="Coast Check", tags=("sea", "ship"))


def test_csv_rows_are_numbered_by_the_line_they_begin_on() -> None:
    content = b'id,text\n1,"two\nlines"\n,no id\n3,\xff\n4,good\n'
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
        (b"name,age\nx,1\n", "no column is called text"),
        (b"\xff\xfei\x00d\x00", "not UTF-8"),
        (b"PK\x03\x04" + bytes(range(128, 256)), "not UTF-8"),
        (",".join(f"c{number}" for number in range(10_000)).encode() + b"\n", "no column is called text"),
    ],
)
def test_a_csv_that_is_none_is_one_error(content: bytes, said: str) -> None:
    (found,) = read_csv(io.BytesIO(content))
    assert said in one_reason(found)


def test_ten_thousand_columns_are_read_by_the_named_ones() -> None:
    header = ["id", "text", *(f"c{number}" for number in range(10_000))]
    content = ",".join(header) + "\n" + "1,The ferry sank." + ",x" * 10_000 + "\n"
    (claim,) = read_csv(io.BytesIO(content.encode()))
    assert isinstance(claim, ImportedClaim) and claim.text == "The ferry sank."


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
)


@given(claims)
def test_what_goes_out_comes_back_the_same(claim: Out) -> None:
    for write, read in ((write_jsonl, read_jsonl), (write_csv, read_csv)):
        file = io.StringIO(newline="")
        assert write([claim], file) == 1  # type: ignore[list-item]
        (back,) = read(io.BytesIO(file.getvalue().encode()))
        assert isinstance(back, ImportedClaim), back
        assert {name: getattr(back, "external_id" if name == "id" else name) for name in tables.FIELDS} == {
            name: getattr(claim, name) for name in tables.FIELDS
        }


@given(st.text())
def test_guarding_a_cell_is_undone_exactly_and_never_runs(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("False", "false"),
        ("Pants on Fire!", "false"),
        ("FOUR PINOCCHIOS", "false"),
        ("Mostly-True", "mostly_true"),
        ("Half True", "mostly_true"),
        ("Missing context.", "missing_context"),
        ("Unproven", "unproven"),
        ("Rating: True", "true"),
        ("it is complicated", None),
        ("", None),
    ],
)
def test_rating_words_are_mapped_by_the_table_and_never_guessed(words: str, rating: str | None) -> None:
    assert on_our_scale(words) == rating
