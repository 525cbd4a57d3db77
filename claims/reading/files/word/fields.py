"""Fields: the result of a field is read, its instruction is not."""

import re
from dataclasses import dataclass, field
from typing import Any

from claims.reading.files.word.elements import W, w

_OTHER_STORIES = w("del", "moveFrom", "txbxContent")
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"(https?://[^"]{1,2000})"', re.IGNORECASE)


def address(instruction: str) -> str:
    """The web address in a HYPERLINK field's instruction, else ""."""
    match = _HYPERLINK.match(instruction)
    return match[1] if match else ""


@dataclass(slots=True)
class _Field:
    words: list[str] = field(default_factory=list)
    start: int | None = None  # where its result starts; None while the instruction goes on

    @property
    def instruction(self) -> str:
        return "".join(self.words)[:3000]


class Fields:
    """The fields that are open at a position. A field without an end in ``story`` is ignored: it would swallow all that follows."""

    def __init__(self, story: Any | None = None) -> None:
        self.in_instruction = False
        self._open: list[_Field] = []
        self._without_end: set[Any] = set()
        pending: list[Any] = []
        if story is None:
            return
        for sign in story.iter(f"{W}fldChar"):
            around = next(sign.iterancestors(*_OTHER_STORIES), story)
            if around is not story and story in around.iterancestors():
                continue
            kind = sign.get(f"{W}fldCharType")
            if kind == "begin":
                pending.append(sign)
            elif kind == "end" and pending:
                pending.pop()
        self._without_end.update(pending)

    def begin(self, sign: Any) -> None:
        """Begin a field, with its instruction."""
        if sign not in self._without_end:
            self._open.append(_Field())
            self.in_instruction = True

    def add(self, words: str) -> None:
        """Add to the innermost field's instruction."""
        if self._open and self._open[-1].start is None:
            self._open[-1].words.append(words)

    def separate(self, at: int) -> None:
        """Begin the innermost field's result."""
        if self._open:
            self._open[-1].start = at
            self._look()

    def end(self) -> _Field | None:
        """End the innermost field; None if none is open."""
        ended = self._open.pop() if self._open else None
        self._look()
        return ended

    def _look(self) -> None:
        self.in_instruction = any(opened.start is None for opened in self._open)
