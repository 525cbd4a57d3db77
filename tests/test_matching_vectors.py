"""Which vectors lie nearest: exactly in a small table, nearly so in a large one, whether it grew, was saved or was changed since."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from claims.matching.search import vectors
from claims.matching.search.vectors import LayeredVectors, VectorTable

Rows = NDArray[np.float32]
COUNT = 4_000


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Rows:
    """Vectors in two hundred heaps, of which 500 are enough for the short forms."""
    monkeypatch.setattr(vectors, "EXACT_ROWS", 500)
    chance = np.random.default_rng(4)
    heaps = chance.standard_normal((200, 256)).astype(np.float32)
    made = heaps[chance.integers(0, 200, COUNT)] + 0.7 * chance.standard_normal((COUNT, 256)).astype(np.float32)
    unit: Rows = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


def filled(rows: Rows, expected: int = 0, step: int = 250) -> VectorTable:
    table = VectorTable(expected)
    for first in range(0, len(rows), step):
        numbers = range(first, min(first + step, len(rows)))
        table.put(list(numbers), [rows[number : number + 1] for number in numbers])
    return table


def recall(found: list[list[int]], asked: Rows, rows: Rows, among: list[int]) -> float:
    exact = np.argsort(-(asked @ rows[among].T), axis=1)[:, :10]
    return float(np.mean([len({among[place] for place in right} & set(some)) / 10 for right, some in zip(exact, found, strict=True)]))


def test_the_nearest_of_many_are_found(rows: Rows) -> None:
    table, every = filled(rows), list(range(COUNT))
    asked = rows[:100] + 0.02
    assert recall(table.nearest(asked, 10), asked, rows, every) > 0.99
    assert filled(rows, COUNT).nearest(asked, 10) == table.nearest(asked, 10)


def test_a_table_from_files_finds_the_same_and_what_changed_since(rows: Rows, tmp_path: Path) -> None:
    filled(rows[:3_000]).save(tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert "further.npy" in before
    stored, asked = VectorTable.open(tmp_path), rows[:100]
    assert stored.nearest(asked, 10) == filled(rows[:3_000]).nearest(asked, 10)
    layered = LayeredVectors(stored)
    layered.put(list(range(3_000, COUNT)), [rows[number : number + 1] for number in range(3_000, COUNT)])
    layered.drop([*range(50), *range(3_000, 3_050), 10**9])
    layered.put([60, 61], [rows[61:62], None])
    left = [number for number in range(COUNT) if not (number < 50 or 3_000 <= number < 3_050 or number in (60, 61))]
    found = layered.nearest(asked, 10)
    assert not {number for some in found for number in some} - set(left) - {60}
    assert recall(found, asked, rows, left) > 0.97  # number 60 stands where 61 stood
    assert layered.nearest(rows[61:62], 1) == [[60]]
    assert layered.get(0) is None and layered.get(61) is None and layered.get(70) is not None and layered.get(3_100) is not None
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before, "the files that others read were changed"


@pytest.mark.parametrize("values", ["spread", "equal", "few", "rising"])
def test_the_largest_values_are_found_however_they_are_spread(values: str) -> None:
    chance = np.random.default_rng(5)
    several = {
        "spread": chance.standard_normal(60_000).astype(np.float32),
        "equal": np.zeros(60_000, dtype=np.float32),
        "few": np.where(np.arange(60_000) % 64 == 0, 0.0, chance.random(60_000)).astype(np.float32),  # the sample has none of the largest
        "rising": np.arange(60_000, dtype=np.float32),
    }[values]
    for wanted in (1, 400, 4_000, 59_999, 70_000):
        found = vectors._highest(several, wanted)
        assert len(set(found.tolist())) == min(wanted, 60_000)
        assert np.array_equal(np.sort(several[found]), np.sort(several)[-wanted:])
