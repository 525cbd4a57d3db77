"""Reads a JSON document piece by piece, so that a feed of any size needs only the memory of one element.

The standard library's scanner does the parsing. (ijson 3.6.0 was tried first: its C scanner crashes the process on hostile input.)
"""

import codecs
import json
from collections.abc import Iterator
from typing import IO, Any

from claims.exchange.rows import Wrong

CHUNK = 65_536
MAX_ELEMENT = 4_000_000
"""Characters of one element of a feed; a larger one ends the reading."""

FEEDS = ("dataFeedElement", "claims")
"""Members of an object that may hold long lists: a DataFeed's, and those of an answer of the Fact Check Tools API."""

_IN_NUMBERS = frozenset("0123456789.eE+-")


def elements(file: IO[bytes], rest: dict[str, Any] | None = None) -> Iterator[tuple[int, Any]]:
    """The elements of a JSON list, or of one of an object's FEEDS, each with its position from 1; any other document is one element.

    A file may hold several documents, one per line. ``rest`` receives the other members of an object with a feed. Raise Wrong, naming the
    position, where the JSON is broken. Bytes that are not UTF-8 come as lone surrogates, so that the row is refused.
    """
    text = _Text(file)
    position = 0
    while (mark := text.peek()) in ("[", "{", ",", ";") and mark:
        if mark in ",;":
            text.take(mark)
            continue
        try:
            for number, element in _listed(text, position) if mark == "[" else _object(text, position, rest if rest is not None else {}):
                yield number, element
                position = number
        except Wrong as fault:
            raise fault if str(fault).startswith("element ") or not position else Wrong(f"element {position + 1}: {fault}") from None
    if mark:
        raise Wrong(
            "the file is no JSON: it begins with neither { nor [." if not position else f"what stands after element {position} is no JSON."
        )


def _object(text: "_Text", position: int, rest: dict[str, Any]) -> Iterator[tuple[int, Any]]:
    """The elements of the object's feed; without one, the object itself."""
    members: dict[str, Any] = {}
    before, size = position, 0
    text.take("{")
    while text.peek() != "}":
        key, size = text.value(), size + text.length
        if not isinstance(key, str) or size > MAX_ELEMENT:
            raise Wrong("the JSON breaks off: an object's member has no name, or there are too many.")
        text.take(":")
        if key in FEEDS and text.peek() == "[":
            for element in _listed(text, position):
                position = element[0]
                yield element
        else:
            members[key], size = text.value(), size + text.length
        if text.peek() == ",":
            text.take(",")
    text.take("}")
    if position == before:
        yield position + 1, members
    else:
        rest.update(members)


def _listed(text: "_Text", position: int) -> Iterator[tuple[int, Any]]:
    text.take("[")
    while text.peek() != "]":
        position += 1
        try:
            yield position, text.value()
        except Wrong as fault:
            raise Wrong(f"element {position}: {fault} What stands after it cannot be read.") from None
        if text.peek() != "]":
            text.take(",")
    text.take("]")


class _Text:
    """A JSON text, read only as far as needed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape").decode
        self._scan = json.JSONDecoder(strict=False).raw_decode
        self._held, self._at, self._ended = "", 0, False
        self.length = 0  # characters of the last value

    def peek(self) -> str:
        """The next character that is not white space; empty at the end of the file."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in " \t\r\n":
                self._at += 1
            if self._at < len(self._held):
                return self._held[self._at]
            if self._ended:
                return ""
            self._read(CHUNK)

    def take(self, mark: str) -> None:
        """Skip one mark, which must come next."""
        if self.peek() != mark:
            raise Wrong(f"the JSON breaks off: {mark} was expected and {self.peek() or 'the end of the file'} was found.")
        self._at += 1

    def value(self) -> Any:
        """The next value, complete. Each attempt reads twice as much, so that a long value costs no more than twice its length."""
        self.peek()
        size = CHUNK
        while True:
            try:
                value, end = self._scan(self._held, self._at)
            except RecursionError:
                raise Wrong("it is nested too deeply.") from None
            except ValueError as error:
                fault = Wrong(f"the JSON breaks off ({str(error).split(':')[0].lower()}).")
            else:
                # A number may continue where the text read so far ends, or just before, as in "1." and "1e".
                if self._ended or (end < len(self._held) and self._held[end] not in _IN_NUMBERS):
                    self.length, self._at = end - self._at, end
                    return value
                fault = Wrong("the JSON breaks off.")
            if self._ended:
                raise fault
            if len(self._held) - self._at > MAX_ELEMENT:
                raise Wrong(f"it is broken, or longer than {MAX_ELEMENT:,} characters.")
            self._read(size)
            size *= 2

    def _read(self, size: int) -> None:
        chunk = self._file.read(size)
        self._ended = not chunk
        self._held, self._at = self._held[self._at :] + self._decode(chunk, final=not chunk), 0
