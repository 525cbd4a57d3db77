"""The passages of many texts, in the files of a folder: found by words (tantivy) and by meaning (vectors).

Can be deleted and rebuilt at any time. Only one process may write at a time, which the caller ensures; any number may read.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from claims.matching.search.folding import fold
from claims.matching.search.terms import ANALYZER, analyzer, distinct, encodable, is_commonest, terms, weight
from claims.reading import languages, sentences
from claims.sourcing.library.meanings import Meanings
from claims.sourcing.library.passage_encoder import Vectors
from claims.sourcing.library.windows import windows

BY_WORDS, BY_MEANING = 300, 200
"""Passages considered for a claim: the best by words, and the nearest in meaning."""

ABROAD = 0.06
"""Added to the cosine of a passage that is not English. Half of what counts for an English passage is the cosine of the English model, which is
higher for a passage that bears on the claim: this makes up for it (November 2026)."""

_MOST_TERMS = 40  # stems of a claim that are searched for
_HEAP = 50_000_000  # bytes; tantivy's smallest is 15 MB a thread
_BEGINNING = 2_000  # characters of a text from which its language is detected
_COLUMNS = 4  # of rows.bin: text number, start, end, and 1 where the text is English
_ROW = 4 * _COLUMNS  # bytes of a passage there

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class LibraryText:
    """A text whose passages can be found. The caller chooses its number; 0 stands for none."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may bear on a claim: its text, its offsets, and how near it is.

    ``words`` is its BM25 score as a share of the best candidate's, 0..1; ``meaning`` and ``around`` are the cosines of the passage and of
    its neighbours, or None without a vector. ``is_english_pair`` tells whether the passage and the claim are both English.
    """

    text: int
    start: int
    end: int
    words: float
    meaning: float | None
    around: float | None
    is_english_pair: bool = True


class PassageIndex:
    """The passages of the added texts, in order."""

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder, or start one. Raise ValueError when its files do not fit together."""
        words = folder / "words"
        words.mkdir(mode=0o700, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name=ANALYZER, index_option="freq")
        builder.add_integer_field("row", fast=True)
        self._words = tantivy.Index(builder.build(), path=str(words))
        self._words.register_tokenizer(ANALYZER, analyzer())
        self._rows_file = folder / "rows.bin"
        self.meanings = Meanings(folder)
        self.reload()
        self._by_words("bridge")  # that a file is missing shows only in a search

    def reload(self) -> None:
        """Load what another process has added."""
        self._words.reload()
        self._searcher = self._words.searcher()
        size = self._rows_file.stat().st_size if self._rows_file.exists() else 0
        total = self._searcher.num_docs
        if size // _ROW < total:
            raise ValueError("words and rows are not of the same passages")
        self._rows: Rows = (
            np.memmap(self._rows_file, np.int32, "r", shape=(total, _COLUMNS)) if total else np.empty((0, _COLUMNS), np.int32)
        )

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def embedded(self) -> int:
        """How many passages can be found by meaning."""
        return min(len(self.meanings), len(self))

    def add(self, texts: Sequence[LibraryText]) -> None:
        """Add the passages of texts that have not been added before."""
        rows: list[tuple[int, int, int, bool]] = []
        writer = self._words.writer(_HEAP, 1)
        for text in texts:
            is_english = languages.of_line(text.text[:_BEGINNING]) == "en"
            for start, end in windows(sentences.split(text.text)):
                document = tantivy.Document()
                document.add_text("words", encodable(fold(f"{text.title}\n{text.text[start:end]}")))
                document.add_integer("row", len(self) + len(rows))
                writer.add_document(document)
                rows.append((text.number, start, end, is_english))
        # Rows first: the next writer cuts off rows without words, but words without rows would point at another passage.
        with self._rows_file.open("ab") as file:
            file.truncate(len(self) * _ROW)
            file.write(np.array(rows, np.int32).reshape(-1, _COLUMNS).tobytes())
        writer.commit()
        writer.wait_merging_threads()
        self.reload()

    def forget(self, texts: Collection[int]) -> None:
        """Leave out the passages of these texts from now on: each is marked with text 0, which costs its place until the files are made anew."""
        gone = np.flatnonzero(np.isin(self._rows[:, 0], list(texts)))
        with self._rows_file.open("r+b") as file:
            for row in gone.tolist():
                file.seek(row * _ROW)
                file.write(np.int32(0).tobytes())
        self.reload()

    def without_meaning(self, limit: int) -> list[tuple[int, int, int]]:
        """Text number, start and end of the next passages that need a vector."""
        first = self.embedded
        return [(int(text), int(start), int(end)) for text, start, end, _ in self._rows[first : first + limit]]

    def weight_of(self, stem: str) -> float:
        """How informative a stem is among the passages, from 0: the logarithm of its rarity."""
        return weight(stem, self._searcher.doc_freq("words", stem), len(self))

    def candidates(self, claim: str, vectors: Vectors | None) -> list[Candidate]:
        """The passages that may bear on a claim, unordered; ``vectors`` are the claim's, None without a model."""
        claim_is_english = languages.of_line(claim) == "en"
        by_words = self._by_words(claim)
        by_meaning = self.meanings.nearest(vectors, BY_MEANING) if vectors is not None else []
        numbers = np.array(sorted({*by_words, *(number for number in by_meaning if number < len(self))}), np.int64)
        near, around = self._meaning(numbers, vectors, claim_is_english)
        return [
            Candidate(text, start, end, by_words.get(number, 0.0), cosine, beside, claim_is_english and bool(is_english))
            for number, (text, start, end, is_english), cosine, beside in zip(
                numbers.tolist(), self._rows[numbers].tolist(), near, around, strict=True
            )
            if text  # 0: forgotten
        ]

    def _meaning(
        self, numbers: NDArray[np.int64], vectors: Vectors | None, claim_is_english: bool
    ) -> tuple[list[float | None], list[float | None]]:
        """The cosine of each passage, and the mean of its neighbours' in the same text."""
        if vectors is None or not len(numbers):
            return [None] * len(numbers), [None] * len(numbers)
        beside = numbers[:, None] + np.array([0, -2, -1, 1, 2])
        is_there = (beside >= 0) & (beside < len(self))
        same_text = is_there & (self._rows[np.where(is_there, beside, 0), 0] == self._rows[numbers, 0][:, None])
        needed, places = np.unique(np.where(same_text, beside, -1), return_inverse=True)
        english, any_language = self.meanings.cosines(vectors, needed).T
        is_english_pair = (self._rows[needed, 3] == 1) & claim_is_english
        table = np.where(is_english_pair, (english + any_language) / 2, any_language + ABROAD)[places].reshape(beside.shape)
        counted = (~np.isnan(table[:, 1:])).sum(axis=1)
        around = np.where(counted > 0, np.nansum(table[:, 1:], axis=1) / np.maximum(counted, 1), np.nan)
        return _known(table[:, 0]), _known(around)

    def _by_words(self, claim: str) -> dict[int, float]:
        # The commonest stems cost most of the time and help least.
        stems = [stem for stem in distinct(terms(claim)) if not is_commonest(stem)][:_MOST_TERMS]
        if not stems or not len(self):
            return {}
        schema = self._words.schema
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "words", stem, "freq")) for stem in stems]
        )
        hits = self._searcher.search(query, BY_WORDS, count=False).hits
        numbers = self._searcher.fast_field_values("row", [address for _, address in hits])
        best = max((float(score or 0) for score, _ in hits), default=1.0) or 1.0
        return {int(number or 0): float(score or 0) / best for (score, _), number in zip(hits, numbers, strict=True)}


def _known(cosines: NDArray[np.float32]) -> list[float | None]:
    return [None if math.isnan(cosine) else cosine for cosine in cosines.tolist()]
