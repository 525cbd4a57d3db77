"""The index as a folder of files: written once, then read by many processes, which share its pages instead of copying them."""

import json
import mmap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.matching.index import Index
from claims.matching.vectors import Vectors, VectorTable
from claims.model import KnownClaim

Rows = Iterable[tuple[int, Sequence[Any]]]


def write(folder: Path, parts: Iterable[tuple[Sequence[KnownClaim], Sequence[Vectors | None]]]) -> int:
    """Write an index of these claims into an empty folder, part by part, and give how many there are. Claims come in the order of their numbers."""
    (folder / "words").mkdir()
    index = Index(folder / "words")
    count = 0

    def lines() -> Iterator[tuple[int, Sequence[Any]]]:
        nonlocal count
        for claims, vectors in parts:
            index.put(claims, vectors, keep=False)
            count += len(claims)
            yield from ((claim.id, _as_row(claim)) for claim in claims)

    write_rows(folder / "claims", lines())
    index.vectors.save(folder)
    return count


def read(folder: Path) -> Index:
    """The index that ``write`` wrote; it must not be changed. Raise OSError or ValueError when the folder holds none."""
    return Index.of_files(folder / "words", _StoredClaims(StoredRows(folder / "claims")), VectorTable.open(folder))


def write_rows(path: Path, rows: Rows) -> None:
    """Write rows by ascending number into ``path`` and, where each begins, into ``path``.npy."""
    places: list[tuple[int, int]] = []
    with path.open("wb") as file:
        for number, row in rows:
            places.append((number, file.tell()))
            file.write(json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
    np.save(path.with_suffix(".npy"), np.array(places, dtype=np.int64).reshape(-1, 2))


class StoredRows:
    """The rows of ``write_rows``, read when they are asked for: a million of them take no memory of this process."""

    def __init__(self, path: Path) -> None:
        """Raise OSError when the files are not there."""
        self._places: NDArray[np.int64] = np.load(path.with_suffix(".npy"), mmap_mode="r")
        with path.open("rb") as file:
            # An empty file cannot be mapped.
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self._places) else None

    def __len__(self) -> int:
        return len(self._places)

    def find(self, number: int) -> Any:
        """The row of that number; None when there is none."""
        place = int(np.searchsorted(self._places[:, 0], number))
        if self._lines is None or place == len(self._places) or int(self._places[place, 0]) != number:
            return None
        start = int(self._places[place, 1])
        return json.loads(self._lines[start : self._lines.find(b"\n", start)])


class _StoredClaims(dict[int, KnownClaim]):
    def __init__(self, rows: StoredRows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, number: int) -> KnownClaim:
        row = self._rows.find(number)
        if row is None:
            raise KeyError(number)
        text, title, wordings, said_on = row
        return KnownClaim(number, text, title, tuple(wordings), date.fromisoformat(said_on) if said_on else None)

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self._rows.find(number) is not None

    def __len__(self) -> int:
        return len(self._rows)


def _as_row(claim: KnownClaim) -> list[Any]:
    return [claim.text, claim.title, claim.wordings, claim.said_on and claim.said_on.isoformat()]
