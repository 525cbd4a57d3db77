"""Where the words that a reader took from a file stand in the text it made of them: both have the same letters in the same order."""

from bisect import bisect_left

_ADDED = frozenset("-|")
"""What readers put into a text besides white space: bullets of lists, strokes between the cells of a row."""


class Alignment:
    """The places of ``words`` in ``text``. White space and what readers add do not count; a letter that is not in the text has no place."""

    def __init__(self, words: str, text: str) -> None:
        self._at: list[int] = []  # offsets in ``words`` of the letters that have a place, and those places
        self._places: list[int] = []
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
        """Where ``words[start:end]`` stands, from its first letter to after its last; without letters both are the place before it."""
        first, after = bisect_left(self._at, start), bisect_left(self._at, end)
        if first >= after:
            here = self._places[first - 1] + 1 if first else 0
            return here, here
        return self._places[first], self._places[after - 1] + 1

    def letters(self, start: int, end: int) -> tuple[int, int] | None:
        """The offsets in ``words`` of the first letter and after the last one that stand in ``text[start:end]``; None without letters there."""
        first, after = bisect_left(self._places, start), bisect_left(self._places, end)
        return (self._at[first], self._at[after - 1] + 1) if first < after else None
