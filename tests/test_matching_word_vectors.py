"""Words as directions: near for words of like meaning, nothing for words that nothing is known of."""

from pathlib import Path

import numpy as np
import pytest

from claims.matching.search import word_vectors
from claims.matching.search.word_vectors import DIMENSIONS, vectors_of


def test_words_of_like_meaning_lie_near_each_other() -> None:
    vacant, empty, ferry, invented = vectors_of(["vacant", "empty", "ferry", "karvelin"])
    assert np.allclose(np.linalg.norm([vacant, empty, ferry, invented], axis=1), 1, atol=1e-5)
    assert vacant @ empty > 0.4 > 0.2 > abs(float(vacant @ ferry))


def test_a_word_that_the_vocabulary_cannot_spell_is_like_none() -> None:
    assert not vectors_of(["\U00013080\U000130e0"]).any() and vectors_of([]).shape == (0, DIMENSIONS)


def test_without_the_file_words_are_compared_by_their_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caches = (word_vectors._table, word_vectors._vector)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(word_vectors, "FILE", tmp_path / "none.npy")
    assert not vectors_of(["vacant", "empty"]).any()
    assert "by their letters alone" in caplog.text
    for cached in caches:
        cached.cache_clear()
