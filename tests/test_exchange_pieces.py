"""A JSON document taken apart piece by piece, wherever the pieces of the file end."""

import io
import json
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange import json_pieces
from claims.exchange.json_pieces import elements
from claims.exchange.rows import Wrong

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=2), inner, max_size=3),
    max_leaves=8,
)


def read(text: str, chunk: int) -> list[tuple[int, Any]]:
    with patch.object(json_pieces, "CHUNK", chunk):
        return list(elements(io.BytesIO(text.encode())))


@given(st.lists(values, max_size=6), st.integers(1, 9), st.sampled_from([None, 2]))
def test_a_list_gives_its_elements_wherever_the_pieces_end(sent: list[Any], chunk: int, indent: int | None) -> None:
    text = json.dumps(sent, ensure_ascii=False, indent=indent)
    assert read(text, chunk) == list(enumerate(sent, start=1))


@given(st.lists(values, max_size=4), values, st.integers(1, 9))
def test_a_feed_gives_its_elements_whatever_stands_around_them(sent: list[Any], other: Any, chunk: int) -> None:
    feed = {"@context": other, "dataFeedElement": sent, "after": other}
    expected = list(enumerate(sent, start=1)) or [(1, {"@context": other, "after": other})]
    assert read(json.dumps(feed, ensure_ascii=False), chunk) == expected


@given(st.lists(values, min_size=1, max_size=3), st.integers(1, 200), st.integers(1, 9))
def test_a_document_that_breaks_off_is_never_taken_for_a_whole_one(sent: list[Any], cut: int, chunk: int) -> None:
    text = json.dumps(sent)[: -min(cut, len(json.dumps(sent)) - 1)]
    with pytest.raises(Wrong, match="breaks off"):
        read(text, chunk)


def test_an_object_without_a_feed_is_one_element() -> None:
    assert read('{"a": 12, "b": {"dataFeedElement": 3}}', 1) == [(1, {"a": 12, "b": {"dataFeedElement": 3}})]
    assert read("  ", 1) == []


@pytest.mark.parametrize("text", ["7", '"a"', "nul", "<html>", "\x00"])
def test_what_is_neither_list_nor_object_is_refused(text: str) -> None:
    with pytest.raises(Wrong, match="neither"):
        read(text, 5)
