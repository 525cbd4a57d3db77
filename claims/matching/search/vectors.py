"""Finds the vectors nearest to a query: exactly in a small table, through a short form of each vector in a large one."""

from collections.abc import Iterable, MutableMapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Near = tuple[float, int]
"""A cosine and the owner of the row."""

Number = TypeVar("Number", np.float16, np.float32)

EXACT_ROWS = 20_000
"""Up to this many rows, every row is compared in full."""

SHORT = 128
"""Numbers in the short form: the directions in which these vectors differ most (principal components), strongest first."""

FIRST = 64
"""Numbers of the short form with which all rows are compared; the rest are used only for the best of them."""

_SAMPLE = 4_000  # rows from which the directions are computed
_REFINED = 10  # times ``limit``: rows compared in full after the short form; recall is measured in tests/benchmarks
_FEWEST_REFINED = 400
_WIDER = 10  # times as many as are compared in full are compared by the whole short form
_ROWS_EACH = 4  # rows of one owner that may be among the best; more would only take up room
_EVERY = 64  # one value in this many is in the sample that estimates where the highest values begin
_TOGETHER = 32  # queries that are compared with the table in one pass
_GROWTH = 1.2  # spare room, so that adding claims one by one seldom moves the table
_NOBODY = np.iinfo(np.int64).min


class VectorTable:
    """Rows of unit vectors, one or more for each owner. Stored with 16 bits a number, which moves a cosine by less than 0.001."""

    def __init__(self, expected: int = 0) -> None:
        """An empty table; the first vectors set the row length. With room for the ``expected`` rows it is not moved while it grows."""
        self._expected = expected
        self._rows: NDArray[np.float16] = np.zeros((0, 0), dtype=np.float16)
        self._owners: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        # The numbers all rows are compared by: the start of the short forms, or in a small table the full rows. Then the remaining numbers.
        self._first: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._further: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._basis: Vectors | None = None
        self._next_basis = EXACT_ROWS
        self._used = 0
        self._places: MutableMapping[int, tuple[int, int]] = {}

    def put(self, owners: Sequence[int], vectors: Sequence[Vectors | None]) -> None:
        """Set the rows of each owner; None removes them."""
        self.drop(owners)
        given = [(owner, rows) for owner, rows in zip(owners, vectors, strict=True) if rows is not None and len(rows)]
        if not given:
            return
        added = sum(len(rows) for _, rows in given)
        self._make_room(added, given[0][1].shape[1])
        first = self._used
        for owner, rows in given:
            self._places[owner] = (self._used, len(rows))
            self._rows[self._used : self._used + len(rows)] = rows
            self._owners[self._used : self._used + len(rows)] = owner
            self._used += len(rows)
        self._shorten(first)

    def drop(self, owners: Iterable[int]) -> None:
        """Remove the rows of these owners."""
        for owner in owners:
            span = self._places.pop(owner, None)
            if span:
                self._owners[span[0] : span[0] + span[1]] = _NOBODY

    def get(self, owner: int) -> Vectors | None:
        """The rows of an owner; None when it has none."""
        span = self._places.get(owner)
        return None if span is None else self._rows[span[0] : span[0] + span[1]].astype(np.float32)

    def __len__(self) -> int:
        """How many owners have rows."""
        return len(self._places)

    def save(self, folder: Path) -> None:
        """Write the table into files of a folder, for ``open`` to read; the folder is created if missing. An empty table writes nothing."""
        if not self._used:
            return
        folder.mkdir(exist_ok=True)
        places = np.array([(owner, *span) for owner, span in sorted(self._places.items())], dtype=np.int64).reshape(-1, 3)
        np.save(folder / "rows.npy", self._rows[: self._used])
        np.save(folder / "owners.npy", self._owners[: self._used])
        np.save(folder / "places.npy", places)
        if self._basis is not None:
            np.save(folder / "basis.npy", self._basis)
            np.save(folder / "first.npy", self._first[: self._used])
            np.save(folder / "further.npy", self._further[: self._used])

    @classmethod
    def open(cls, folder: Path) -> "VectorTable":
        """The table that ``save`` wrote; nothing can be added to it. Processes that open the same files share them in memory.

        A missing folder gives an empty table. Raise OSError or ValueError when the folder holds no table.
        """
        table = cls()
        if not folder.exists():
            return table
        table._rows = np.asarray(np.load(folder / "rows.npy", mmap_mode="r"))
        # Copy-on-write: removing an owner copies the page, and the file stays as it is.
        table._owners = np.asarray(np.load(folder / "owners.npy", mmap_mode="c"))
        table._places = _StoredPlaces(np.asarray(np.load(folder / "places.npy", mmap_mode="r")))
        table._used = len(table._rows)
        if (folder / "basis.npy").exists():
            table._basis = np.load(folder / "basis.npy")
            table._first = np.asarray(np.load(folder / "first.npy", mmap_mode="r"))
            table._further = np.asarray(np.load(folder / "further.npy", mmap_mode="r"))
        else:
            table._first = table._rows.astype(np.float32)
        return table

    def nearest(self, queries: Vectors, limit: int) -> list[list[int]]:
        """For each query the owners of the nearest rows, best first, ``limit`` at most."""
        return [[owner for _, owner in near] for near in self.measured(queries, limit)]

    def measured(self, queries: Vectors, limit: int) -> list[list[Near]]:
        """The results of ``nearest``, each owner with the cosine of its nearest row."""
        if not self._places:
            return [[] for _ in queries]
        near: list[list[Near]] = []
        for first in range(0, len(queries), _TOGETHER):
            near += self._nearest(queries[first : first + _TOGETHER], limit)
        return near

    def _nearest(self, queries: Vectors, limit: int) -> list[list[Near]]:
        short = queries if self._basis is None else queries @ self._basis
        near = short[:, : self._first.shape[1]] @ self._first[: self._used].T
        near[:, self._owners[: self._used] == _NOBODY] = -2.0
        return [self._best(*row, limit) for row in zip(queries, short, near, strict=True)]

    def _best(self, query: Vectors, short: Vectors, near: Vectors, limit: int) -> list[Near]:
        if self._basis is None:
            places = _highest(near, limit * _ROWS_EACH)
            exact = near[places]
        else:
            refined = max(limit * _REFINED, _FEWEST_REFINED)
            places = _highest(near, refined * _WIDER)
            places = places[_highest(near[places] + self._further[places] @ short[FIRST:], refined)]
            exact = self._rows[places].astype(np.float32) @ query
        order = np.lexsort((self._owners[places], -exact))[: limit * _ROWS_EACH]
        best: dict[int, float] = {}
        for owner, cosine in zip(self._owners[places[order]].tolist(), exact[order].tolist(), strict=True):
            if owner != _NOBODY:
                best.setdefault(owner, cosine)
        return [(cosine, owner) for owner, cosine in best.items()][:limit]

    def _make_room(self, added: int, dim: int) -> None:
        if self._rows.shape[1] not in (0, dim):
            raise ValueError(f"vectors of {dim} numbers do not fit a table of {self._rows.shape[1]}")
        if self._used + added <= len(self._rows):
            return
        alive = np.flatnonzero(self._owners[: self._used] != _NOBODY)
        room = max(int((len(alive) + added) * _GROWTH) + 64, self._expected)
        self._rows = _grown(self._rows, alive, room, dim)
        self._first = _grown(self._first, alive, room, self._first.shape[1] or dim)
        self._further = _grown(self._further, alive, room, self._further.shape[1])
        owners = np.full(room, _NOBODY)
        owners[: len(alive)] = self._owners[alive]
        self._owners, self._used = owners, len(alive)
        starts = np.flatnonzero(np.diff(owners[: len(alive)], prepend=_NOBODY))
        self._places = {int(owners[start]): (int(start), self._places[int(owners[start])][1]) for start in starts}

    def _shorten(self, first: int) -> None:
        if self._used >= self._next_basis and self._rows.shape[1] > SHORT:
            # The first vectors may not represent later ones, so the directions are recomputed each time the table has grown fourfold.
            sample = self._rows[: self._used : max(1, self._used // _SAMPLE)].astype(np.float32)
            self._basis = np.ascontiguousarray(np.linalg.eigh(sample.T @ sample)[1][:, : -SHORT - 1 : -1], dtype=np.float32)
            self._next_basis = 4 * self._used
            self._first, self._further = (np.zeros((len(self._rows), width), dtype=np.float32) for width in (FIRST, SHORT - FIRST))
            first = 0
        for start in range(first, self._used, _SAMPLE):
            rows = self._rows[start : min(start + _SAMPLE, self._used)].astype(np.float32)
            if self._basis is None:
                self._first[start : start + len(rows)] = rows
            else:
                short = rows @ self._basis
                self._first[start : start + len(rows)] = short[:, :FIRST]
                self._further[start : start + len(rows)] = short[:, FIRST:]


class LayeredVectors:
    """A table in files, which many processes share, with this process's additions and removals on top."""

    def __init__(self, stored: VectorTable) -> None:
        """A layer over the ``stored`` table; rows that are put again here are removed there."""
        self._stored, self._fresh = stored, VectorTable()

    def put(self, owners: Sequence[int], vectors: Sequence[Vectors | None]) -> None:
        """Set the rows of each owner; None removes them."""
        self._stored.drop(owners)
        self._fresh.put(owners, vectors)

    def drop(self, owners: Iterable[int]) -> None:
        """Remove the rows of these owners."""
        for owner in owners:
            self._stored.drop([owner])
            self._fresh.drop([owner])

    def get(self, owner: int) -> Vectors | None:
        """The rows of an owner; None when it has none."""
        fresh = self._fresh.get(owner)
        return self._stored.get(owner) if fresh is None else fresh

    def __len__(self) -> int:
        """How many owners have rows."""
        return len(self._stored) + len(self._fresh)

    def nearest(self, queries: Vectors, limit: int) -> list[list[int]]:
        """For each query the owners of the nearest rows, best first, ``limit`` at most."""
        return [[owner for _, owner in near] for near in self.measured(queries, limit)]

    def measured(self, queries: Vectors, limit: int) -> list[list[Near]]:
        """The results of ``nearest``, each owner with the cosine of its nearest row."""
        layers = zip(self._stored.measured(queries, limit), self._fresh.measured(queries, limit), strict=True)
        return [sorted([*ours, *theirs], key=lambda near: (-near[0], near[1]))[:limit] for ours, theirs in layers]


class _StoredPlaces(dict[int, tuple[int, int]]):
    """Where each owner's rows are, looked up in a sorted table instead of a million objects in memory."""

    def __init__(self, table: NDArray[np.int64]) -> None:
        super().__init__()
        self._table = table
        self._gone: set[int] = set()

    def get(self, owner: int, default: Any = None) -> Any:
        at = int(np.searchsorted(self._table[:, 0], owner))
        is_there = at < len(self._table) and int(self._table[at, 0]) == owner and owner not in self._gone
        return (int(self._table[at, 1]), int(self._table[at, 2])) if is_there else default

    def pop(self, owner: int, default: Any = None) -> Any:
        span = self.get(owner, default)
        self._gone |= {owner} if span is not default else set()
        return span

    def __len__(self) -> int:
        return len(self._table) - len(self._gone)


def _highest(values: Vectors, limit: int) -> NDArray[np.int64]:
    """The positions of the ``limit`` highest values, in any order."""
    if limit >= len(values):
        return np.arange(len(values))
    # Most values are out of the question: a sample gives a cut-off, with some margin. 0.2 instead of 2 ms for 200,000.
    sample = values[::_EVERY]
    lowest = len(sample) - (2 * limit // _EVERY + 16)
    if lowest > 0:
        places = np.flatnonzero(values >= np.partition(sample, lowest)[lowest])
        if len(places) >= limit:
            return places[np.argpartition(-values[places], limit - 1)[:limit]]
    return np.argpartition(-values, limit - 1)[:limit]


def _grown(table: NDArray[Number], kept: NDArray[np.int64], room: int, width: int) -> NDArray[Number]:
    grown = np.zeros((room, width), dtype=table.dtype)
    if len(kept):
        grown[: len(kept)] = table[kept]
    return grown
