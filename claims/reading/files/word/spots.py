"""Where words of an article are in the ``document.xml`` that they were read from."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from claims.model.annotated import Spot, Stretch
from claims.reading import anchors
from claims.reading.alignment import Alignment
from claims.reading.files import docx as word_file
from claims.reading.files.word.stretches import Piece


def stretches_of(content: bytes, text: str, spans: Sequence[tuple[int, int]]) -> list[Stretch | None]:
    """For each span of the article's text, where its words are in the file; None if it does not have them.

    An older release may have read the file a little differently: then the words are looked for. Raise Unreadable for no Word file.
    """
    document, walk, read_now = word_file.walked(content)
    words = walk.stretches.words
    if text != read_now and (skipped := _before(words, text)) is not None:
        alignment, read_now = Alignment(" " * skipped + words[skipped:], text), text
    else:
        alignment = Alignment(words, read_now)
    elements = [element for element in document.element.iter() if isinstance(element.tag, str)]
    numbers = {element: number for number, element in enumerate(elements)}
    pieces = walk.stretches.pieces
    starts = [piece.at for piece in pieces]
    found_stretches: list[Stretch | None] = []
    for start, end in spans:
        span = (start, end) if text == read_now else _again(text, read_now, start, end)
        letters = alignment.letters(*span) if span else None
        if letters is None:
            found_stretches.append(None)
            continue
        first, last = pieces[bisect_right(starts, letters[0]) - 1], pieces[bisect_right(starts, letters[1] - 1) - 1]
        begins, ends = _spot(first, letters[0], numbers), _spot(last, letters[1], numbers)
        found_stretches.append(Stretch(begins, ends) if begins and ends else None)
    return found_stretches


def _before(words: str, text: str) -> int | None:
    """How much of the file's words stands before the text, where all the rest is the text letter for letter; None where it is not."""
    rest, whole = "".join(text.split()), "".join(words.split())
    if not whole.endswith(rest):
        return None
    letters = len(whole) - len(rest)
    for position, letter in enumerate(words):
        if not letters and not letter.isspace():
            return position
        letters -= not letter.isspace()
    return None


def _again(text: str, read_now: str, start: int, end: int) -> tuple[int, int] | None:
    anchor = anchors.find(read_now, text[start:end], *anchors.anchor(text, start, end), start)
    return (anchor.start, anchor.end) if anchor.start is not None and anchor.end is not None else None


def _spot(piece: Piece, at: int, numbers: dict[Any, int]) -> Spot | None:
    number = numbers.get(piece.element)
    if number is None:
        return None
    return Spot(number, at - piece.at if piece.is_verbatim else None)
