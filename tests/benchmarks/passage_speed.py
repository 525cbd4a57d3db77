"""The speed and size of the search for passages in a large store, and how long a long PDF takes.

    nice .venv/bin/python -m tests.benchmarks.passage_speed FOLDER build [--sources 10000] [--words 5000]
    nice .venv/bin/python -m tests.benchmarks.passage_speed FOLDER ask [--claims 200]
    nice .venv/bin/python -m tests.benchmarks.passage_speed FOLDER pdf [--pages 300]

``build`` makes the store once (50 million words take about 1.5 GB and most of an hour beside other work). Its texts are made of the
words of BERT's vocabulary, as frequent as Zipf's law has them, with names and figures that recur; their vectors are random, because
embedding a million passages takes hours and changes neither time nor size. ``ask`` finds the passages of claims that are sentences of
the store with half of their words changed; each line gives the time that passed and the processor time, which counts where the
machine does other work too. ``pdf`` adds a PDF to a store of its own as ``source add`` does: reading, words, then meaning.
"""

import argparse
import math
import textwrap
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
from sqlite_utils import Database

from claims.desk.articles import fetching
from claims.desk.people import people
from claims.desk.sources import evidence
from claims.desk.sources.library import ENDING, Library
from claims.matching.search.runtime import VOCABULARY
from claims.model import Person, SourceKind
from claims.sourcing.library import passage_encoder, passage_model
from claims.sourcing.library.passage_encoder import DIMENSIONS, MODELS
from claims.sourcing.library.searching import search
from claims.store import library as stored
from claims.store import sources as stored_sources
from claims.store.connect import open_store, write
from claims.store.sources import NewSource
from tests.reading_files import pdf

Answer = TypeVar("Answer")

_STOCK = 200_000  # sentences

_TOGETHER = 200  # sources in one transaction


class Writer:
    """Writes texts of ordinary words as frequent as in English, with names of places and figures."""

    def __init__(self, seed: int) -> None:
        self._chance = np.random.default_rng(seed)
        pieces = VOCABULARY.read_text(encoding="utf-8").split("\n")[1996:]
        self._words = np.array([piece for piece in pieces if piece.isalpha() and piece.isascii() and len(piece) > 1][:20_000])
        shares = 1 / np.arange(1, len(self._words) + 1)
        self._up_to = np.cumsum(shares / shares.sum())
        self._names = [
            f"{a}{b}" for a in ("Kar", "Tep", "Wen", "Lus", "Bro", "Hal", "Dol", "Mer", "Ost") for b in ("vin", "lin", "nick", "na", "dek")
        ]

        self._stock: list[str] = []

    def sentence(self) -> str:
        """A sentence of 8 to 29 words, often with a name, a figure or both."""
        chance = self._chance
        words = [str(word) for word in self._words[np.searchsorted(self._up_to, chance.random(chance.integers(8, 30)))]]
        if chance.random() < 0.4:
            words.insert(int(chance.integers(1, len(words))), self._names[chance.integers(len(self._names))])
        if chance.random() < 0.3:
            words.insert(int(chance.integers(1, len(words))), f"{chance.integers(2, 5000):,} crowns")
        return f"{' '.join(words).capitalize()}."

    def text(self, words: int) -> str:
        """A text of about so many words, in paragraphs: sentences from a stock of ``_STOCK``, which a sentence of its own each would take hours to write."""
        if not self._stock:
            self._stock = [self.sentence() for _ in range(_STOCK)]
        sentences: list[str] = []
        while words > 0:
            sentences.append(self._stock[self._chance.integers(_STOCK)])
            words -= sentences[-1].count(" ") + 1
        return "\n\n".join(" ".join(sentences[first : first + 6]) for first in range(0, len(sentences), 6))

    def changed(self, sentence: str) -> str:
        """The sentence with half of its words replaced, as a free rewording has other words."""
        words = sentence.rstrip(".").split()
        for place in self._chance.choice(len(words), len(words) // 2, replace=False):
            words[place] = str(self._words[np.searchsorted(self._up_to, self._chance.random())])
        return f"{' '.join(words)}."


def build(path: Path, sources: int, words: int) -> None:
    """Make the store and its passages."""
    writer = Writer(1)
    with closing(open_store(path)) as db:
        at = datetime.now(UTC)
        me = people.at_the_command_line(db, "Iris", at=at)
        _timed(f"store {sources:,} sources of {words:,} words", lambda: _store(db, writer, sources, words, me, at))
        library = Library()
        _timed("words of their passages", lambda: library.catch_up(db, lambda: None))
        _timed("random vectors", lambda: _fill(library, db))
    _sizes(path)


def _store(db: Database, writer: Writer, sources: int, words: int, me: Person, at: datetime) -> None:
    for first in range(0, sources, _TOGETHER):
        with write(db):
            for number in range(first, min(sources, first + _TOGETHER)):
                new = NewSource(f"Report {number} on {writer.sentence()[:60]}", SourceKind.REPORT, text=writer.text(words))
                stored_sources.add_source(db, new, by=me, at=at)  # without the search for copies, which takes hours here


def _fill(library: Library, db: Database) -> None:
    index = library.index(db, lambda: None)
    assert index is not None
    chance = np.random.default_rng(2)
    while (missing := len(index) - index.embedded) > 0:
        vectors = chance.normal(size=(min(missing, 20_000), MODELS, DIMENSIONS)).astype(np.float32)
        index.meanings.append(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))


def _sizes(path: Path) -> None:
    folder = path.with_name(path.name + ENDING)
    sizes = {
        part.name: sum(file.stat().st_size for file in part.rglob("*") if file.is_file()) or part.stat().st_size
        for part in folder.iterdir()
    }
    print(
        f"passages on disk: {sum(sizes.values()) / 1e9:.2f} GB", {name: f"{size / 1e6:.0f} MB" for name, size in sizes.items()}, flush=True
    )


def ask(path: Path, claims: int) -> None:
    """Find passages for claims like sentences of the store."""
    writer, encoder, model = Writer(3), passage_encoder.load(), passage_model.load()
    library = Library()
    with closing(open_store(path)) as db:
        _timed("open", lambda: library.index(db, lambda: None))
        index = library.index(db, lambda: None)
        assert index is not None
        print(f"{len(index):,} passages, {index.embedded:,} with meaning", flush=True)
        rows = [index._rows[place] for place in np.random.default_rng(4).choice(len(index), claims, replace=False)]
        texts = [(stored.words_of(db, int(text), int(start), int(end)) or "").split(". ")[1] for text, start, end, _ in rows]
        taken: list[tuple[float, float]] = []
        for text in texts:
            claim = writer.changed(text)
            began, used = time.perf_counter(), time.process_time()
            search(index, claim, partial(stored.words_of, db), partial(stored.title_of, db), encoder, model, least=-math.inf)
            taken.append((time.perf_counter() - began, time.process_time() - used))
    passed, used = (np.array(column) * 1000 for column in zip(*taken[len(taken) // 10 :], strict=True))
    for name, times in (("passed", passed), ("processor", used)):
        print(f"{name}: median {np.median(times):.0f} ms, p95 {np.percentile(times, 95):.0f} ms, most {times.max():.0f} ms")
    _sizes(path)


def add_pdf(pages: int) -> None:
    """Add a PDF of so many pages of about 400 words to an empty store."""
    writer = Writer(5)
    content = pdf([textwrap.wrap(" ".join(writer.sentence() for _ in range(22)), 90) for _ in range(pages)])
    with TemporaryDirectory() as folder, closing(open_store(Path(folder) / "claims.db")) as db:
        at = datetime.now(UTC)
        me = people.at_the_command_line(db, "Iris", at=at)
        library = Library()
        source = _timed(
            f"read a PDF of {pages} pages, {len(content) / 1e6:.1f} MB",
            lambda: fetching.read_source(content, "report.pdf", {}, limit=len(content)),
        )
        _timed("store it", lambda: evidence.add_source(db, source, by=me, at=at))
        _timed("words", lambda: library.catch_up(db, lambda: None))
        _timed("meaning", lambda: library.catch_up(db, passage_encoder.load))
        index = library.index(db, lambda: None)
        print(f"{len(index or ()):,} passages")


def _timed(what: str, act: Callable[[], Answer]) -> Answer:
    began, used = time.perf_counter(), time.process_time()
    answer = act()
    print(f"{what}: {time.perf_counter() - began:.1f} s, {time.process_time() - used:.1f} s of processor time", flush=True)
    return answer


def main() -> None:
    """Build, ask or add."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("what", choices=("build", "ask", "pdf"))
    for name, usual in (("sources", 10_000), ("words", 5_000), ("claims", 200), ("pages", 300)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    path = given.folder / "claims.db"
    if given.what == "build":
        build(path, given.sources, given.words)
    elif given.what == "ask":
        ask(path, given.claims)
    else:
        add_pdf(given.pages)


if __name__ == "__main__":
    main()
