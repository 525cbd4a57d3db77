"""What people type: an error names its field in words, and for the form that shows it."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from claims.desk import typed_fields
from claims.desk.batch.text_lines import text_lines
from claims.errors import ClaimsError, Refused, Unreadable


@pytest.mark.parametrize(
    ("read", "field", "begins"),
    [
        (lambda: typed_fields.required_text("  ", "explanation"), "explanation", "the explanation is empty"),
        (lambda: typed_fields.optional_text("x" * 2_001, "note"), "note", "the note has 2,001 characters"),
        (lambda: typed_fields.optional_text("a\x00b", "quote"), "quote", "the quote contains invalid characters"),
        (lambda: typed_fields.web_address("ftp://example.org", "archived_url"), "archived_url", "the address of the archived copy is no"),
        (lambda: typed_fields.whole_number("nine", "article"), "article", "article is not a number"),
        (lambda: typed_fields.due_time("soon", ZoneInfo("UTC")), "due", "the due time 'soon' cannot be read"),
    ],
)
def test_an_error_carries_the_field_that_it_is_about(read: Callable[[], object], field: str, begins: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        read()
    assert caught.value.field == field and str(caught.value).startswith(begins)


@pytest.mark.parametrize(
    "line",
    [b"{", b'["id", "text"]', b'{"id": true, "text": "x"}', b'{"id": "1"}', b'{"id": "1", "text": 4}', b'{"id": "1", "text": "\\u0000"}'],
)
def test_a_line_without_an_id_and_a_text_is_named(line: bytes) -> None:
    with pytest.raises(Unreadable, match="^in.jsonl: line 3 "):
        list(text_lines([b'{"id": 1, "text": "The depot burned."}\n', b"\n", line], "in.jsonl"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2026-11-23", "2026-11-23"),
        (" 23 November 2026 ", "2026-11-23"),
        ("23.11.2026", "2026-11-23"),
        ("2026-11-23T16:00:00+01:00", "2026-11-23T16:00:00+01:00"),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str | None, stored: str | None) -> None:
    assert typed_fields.day(typed, "published") == stored


@pytest.mark.parametrize("typed", ["3/4/2026", "2026", "November 2026", "2026-02-30", "soon", "2026-11-23xyz", "2" * 90])
def test_what_is_not_certainly_one_day_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="the publication date is given as") as caught:
        typed_fields.day(typed, "published")
    assert caught.value.field == "published"


@pytest.mark.parametrize(("typed", "stored"), [("de", "de"), ("pt-BR", "pt"), (" EN_gb ", "en"), ("", None)])
def test_a_language_is_stored_as_its_two_letters(typed: str, stored: str | None) -> None:
    assert typed_fields.language(typed, "language") == stored
