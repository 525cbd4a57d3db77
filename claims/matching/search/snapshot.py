"""The index as a folder of files: written once, then read by many processes, which share its memory pages instead of copying them."""

import json
import mmap
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.matching.search.index import Index, Tables
from claims.matching.search.vectors import LayeredVectors, Vectors, VectorTable
from claims.model import KnownClaim

Rows = Iterable[tuple[int, Sequence[Any]]]


TABLES = ("english", "other", "bridge")
"""The folders of the vectors, one for each table of ``Tables``."""

Part = tuple[Sequence[KnownClaim], Sequence[Vectors | None], Sequence[Vectors | None]]
"""Claims, their vectors by the English model, and their multilingual ones."""


def write(folder: Path, parts: Iterable[Part], *, expected: int = 0) -> int:
    """Write an index of these claims into an empty folder, part by part, and return their count. Claims must come in order of number.

    Memory is reserved for ``expected`` claims up front, so that it need not be moved as claims arrive.
    """
    (folder / "words").mkdir()
    tables = [VectorTable(expected), VectorTable(), VectorTable()]
    index = Index(folder / "words", Tables(*tables))
    count = 0

    def lines() -> Iterator[tuple[int, Sequence[Any]]]:
        nonlocal count
        for claims, vectors, multilingual in parts:
            index.put(claims, vectors, multilingual, keep=False)
            count += len(claims)
            yield from ((claim.id, _as_row(claim)) for claim in claims)

    write_rows(folder / "claims", lines())
    for name, table in zip(TABLES, tables, strict=True):
        table.save(folder / name)
    return count


def read(folder: Path, *, words: Path | None = None) -> Index:
    """The index that ``write`` wrote. Raise OSError or ValueError when the folder holds none.

    To change it, pass ``words``, a copy of the folder's own "words", which is written to; all other changes stay in this process.
    """
    tables = Tables(*(LayeredVectors(VectorTable.open(folder / name)) for name in TABLES))
    return Index.of_files(words or folder / "words", _StoredClaims(StoredRows(folder / "claims")), tables)


def write_rows(path: Path, rows: Rows) -> None:
    """Write rows by ascending number into ``path``, and the offset of each row into ``path``.npy."""
    offsets: list[tuple[int, int]] = []
    with path.open("wb") as file:
        for number, row in rows:
            offsets.append((number, file.tell()))
            file.write(json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
    np.save(path.with_suffix(".npy"), np.array(offsets, dtype=np.int64).reshape(-1, 2))


class StoredRows:
    """The rows that ``write_rows`` wrote, read on request: a million of them take no memory in this process."""

    def __init__(self, path: Path) -> None:
        """Raise OSError when the files are missing."""
        self._places: NDArray[np.int64] = np.load(path.with_suffix(".npy"), mmap_mode="r")
        with path.open("rb") as file:
            # An empty file cannot be memory-mapped.
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self._places) else None

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[int]:
        return (int(number) for number in self._places[:, 0])

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self._start(number) is not None

    def find(self, number: int) -> Any:
        """The row with that number; None when there is none."""
        start = self._start(number)
        return None if start is None or self._lines is None else json.loads(self._lines[start : self._lines.find(b"\n", start)])

    def _start(self, number: int) -> int | None:
        position = int(np.searchsorted(self._places[:, 0], number))
        is_there = position < len(self._places) and int(self._places[position, 0]) == number
        return int(self._places[position, 1]) if is_there else None


class _StoredClaims(MutableMapping[int, KnownClaim]):
    """The claims of a file, with this process's additions and removals on top."""

    def __init__(self, rows: StoredRows) -> None:
        self._rows = rows
        self._fresh: dict[int, KnownClaim] = {}
        self._gone: set[int] = set()  # numbers in the file that were removed or replaced

    def __getitem__(self, number: int) -> KnownClaim:
        if number in self._fresh:
            return self._fresh[number]
        row = None if number in self._gone else self._rows.find(number)
        if row is None:
            raise KeyError(number)
        text, title, wordings, said_on, language = row
        return KnownClaim(number, text, title, tuple(wordings), date.fromisoformat(said_on) if said_on else None, language)

    def __setitem__(self, number: int, claim: KnownClaim) -> None:
        self._hide(number)
        self._fresh[number] = claim

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._hide(number)
        self._fresh.pop(number, None)

    def __contains__(self, number: object) -> bool:
        return number in self._fresh or (number in self._rows and number not in self._gone)

    def __iter__(self) -> Iterator[int]:
        yield from self._fresh
        yield from (number for number in self._rows if number not in self._gone)

    def __len__(self) -> int:
        return len(self._rows) - len(self._gone) + len(self._fresh)

    def _hide(self, number: int) -> None:
        if number in self._rows:
            self._gone.add(number)


def _as_row(claim: KnownClaim) -> list[Any]:
    return [claim.text, claim.title, claim.wordings, claim.said_on and claim.said_on.isoformat(), claim.language]
