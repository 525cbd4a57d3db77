"""Where the words of a file are in the text that a reader made of them: both have the same letters in the same order."""

from array import array
from bisect import bisect_left

_ADDED = frozenset("-|")
"""What readers add to a text besides white space: bullets of lists, strokes between the cells of a row."""


class Alignment:
    """The positions of ``words`` in ``text``. White space and what readers add do not count; a letter that is not in the text has none."""

    def __init__(self, words: str, text: str) -> None:
        # Offsets in ``words`` of the letters that have a position, and those positions: arrays, for a file has millions of letters.
        self._at, self._places = array("I"), array("I")
        place, end = 0, len(text)
        for at, letter in enumerate(words):
            if letter.isspace():
                continue
            ahead = place
            while ahead < end and text[ahead] != letter and (text[ahead].isspace() or text[ahead] in _ADDED):
                ahead += 1
            if ahead < end and text[ahead] == letter:
                self._at.append(at)
                self._places.append(ahead)
                place = ahead + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``words[start:end]`` is, from its first letter to after its last; without letters, both are the position before it."""
        first, after = bisect_left(self._at, start), bisect_left(self._at, end)
        if first >= after:
            here = self._places[first - 1] + 1 if first else 0
            return here, here
        return self._places[first], self._places[after - 1] + 1

    def letters(self, start: int, end: int) -> tuple[int, int] | None:
        """The offsets in ``words`` of the first letter, and after the last one, that are in ``text[start:end]``; None without letters there."""
        first, after = bisect_left(self._places, start), bisect_left(self._places, end)
        return (self._at[first], self._at[after - 1] + 1) if first < after else None
