"""The moves of an arc-eager parser (Nivre 2008), which can put a word back (Honnibal and Johnson 2015).

Unread words wait in a buffer, half-read ones lie on a stack.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SHIFT, _REDUCE, _LEFT, _RIGHT, _BREAK = range(5)


@dataclass(frozen=True, slots=True)
class Arcs:
    """A tree: for each word the number of the word it depends on (its own at a root), and the kind of dependency."""

    heads: tuple[int, ...]
    roles: tuple[str, ...]


class State:
    """The parser's progress in one sentence. ``begin`` is the row of its first token among those of all sentences."""

    __slots__ = ("_ahead", "_back", "_begin", "_left", "_length", "_once", "_right", "_starts", "heads", "roles", "stack")

    def __init__(self, length: int, begin: int) -> None:
        self._length, self._begin, self._ahead = length, begin, 0
        self.stack: list[int] = []
        self._back: list[int] = []  # words put back from the stack, the next one last
        self.heads = [-1] * length
        self.roles = ["ROOT"] * length
        self._left: dict[int, list[int]] = {}
        self._right: dict[int, list[int]] = {}
        self._once: set[int] = set()  # words that were put back and may not be shifted again
        self._starts: set[int] = set()  # words that the parser took for the start of a new sentence

    def is_final(self) -> bool:
        return not self.stack and self._waiting() == 0

    def _waiting(self) -> int:
        return self._length - self._ahead + len(self._back)

    def _next(self, number: int = 0) -> int:
        if number < len(self._back):
            return self._back[-1 - number]
        at = self._ahead + number - len(self._back)
        return at if at < self._length else -1

    def context(self) -> list[int]:
        """The rows of the eight words that the next move depends on; -1 for a missing word."""
        stack, first = self.stack, self._next()
        top = stack[-1] if stack else -1
        words = (
            first,
            self._next(1),
            top,
            stack[-2] if len(stack) > 1 else -1,
            stack[-3] if len(stack) > 2 else -1,
            _last(self._left, first),
            _last(self._left, top),
            _last(self._right, top),
        )
        return [word + self._begin if word >= 0 else -1 for word in words]

    def allowed(self) -> tuple[bool, bool, bool, bool, bool]:
        """Which of shift, reduce, left, right and break may come next."""
        waiting, first, second = self._waiting(), self._next(), self._next(1)
        starts = first in self._starts
        arc = bool(self.stack) and waiting > 0 and not starts
        shift = not self.stack or (waiting > 1 and not starts and first not in self._once)
        return shift, bool(self.stack), arc, arc, waiting > 1 and second == first + 1 and second not in self._starts

    def shift(self) -> None:
        if self._back:
            self.stack.append(self._back.pop())
        else:
            self.stack.append(self._ahead)
            self._ahead += 1

    def reduce(self) -> None:
        word = self.stack.pop()
        if self.heads[word] < 0 and self.stack:
            self._once.add(word)
            self._back.append(word)

    def left(self, role: str) -> None:
        head = self._next()
        self._add(head, self.stack.pop(), role)
        self._once.discard(head)

    def right(self, role: str) -> None:
        self._add(self.stack[-1], self._next(), role)
        self.shift()

    def break_after(self) -> None:
        self._starts.add(self._next(1))

    def _add(self, head: int, word: int, role: str) -> None:
        old = self.heads[word]
        if old >= 0:
            (self._left if old > word else self._right)[old].remove(word)
        self.heads[word], self.roles[word] = head, role
        (self._left if head > word else self._right).setdefault(head, []).append(word)

    def tree(self) -> Arcs:
        """The tree, with crossing arcs attached where their labels say: "prep||dobj" belongs to the object of the word it depends on."""
        heads = [number if head < 0 else head for number, head in enumerate(self.heads)]
        roles = list(self.roles)
        for number, role in enumerate(self.roles):
            own, _, owner = role.partition("||")
            if owner:
                roles[number] = own
                heads[number] = _below(heads, self.roles, heads[number], owner, number)
        return Arcs(tuple(heads), tuple(roles))


class Moves:
    """The moves that the model chooses from: the kind of each, and the role of the arc it makes."""

    def __init__(self, names: Sequence[str]) -> None:
        self._kinds = np.array(["SDLRB".index(name[0]) for name in names])
        self._roles = [name[2:] for name in names]

    def best(self, scores: NDArray[np.float32], states: Sequence[State]) -> list[int]:
        """For each state the best move that is allowed."""
        allowed = np.array([state.allowed() for state in states])[:, self._kinds]
        chosen: list[int] = np.where(allowed, scores, -np.inf).argmax(axis=1).tolist()
        return chosen

    def make(self, move: int, state: State) -> None:
        kind = self._kinds[move]
        if kind == _SHIFT:
            state.shift()
        elif kind == _REDUCE:
            state.reduce()
        elif kind == _LEFT:
            state.left(self._roles[move])
        elif kind == _RIGHT:
            state.right(self._roles[move])
        else:
            state.break_after()


def _last(arcs: dict[int, list[int]], head: int) -> int:
    below = arcs.get(head)
    return below[-1] if below else -1


def _below(heads: Sequence[int], roles: Sequence[str], top: int, role: str, but: int) -> int:
    """The nearest word under ``top`` with this role, level by level; ``top`` if there is none."""
    level = [top]
    for _ in range(len(heads)):
        level = [word for head in level for word in range(len(heads)) if heads[word] == head and word not in (head, but)]
        match = next((word for word in level if roles[word].partition("||")[0] == role), None)
        if match is not None or not level:
            return top if match is None else match
    return top
