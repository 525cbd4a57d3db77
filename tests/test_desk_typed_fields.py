"""What people type: an error names its field in words, and for the form that shows it."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from claims.desk import typed_fields
from claims.desk.batch.text_lines import text_lines
from claims.errors import ClaimsError, Unreadable


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
