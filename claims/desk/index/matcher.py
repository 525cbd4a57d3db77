"""The live index: every claim that speaks for itself, in memory, kept up to date with the store.

It can be thrown away at any time: SQLite is the only truth. For a large store, the state at one moment is in files that all
processes map (``index_files``); each process keeps later changes to itself. When another process adds a claim, it moves a
counter in the database, and the next query here reads only what changed.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from threading import RLock
from typing import TypeVar

import numpy as np
from sqlite_utils import Database

from claims.desk.index import index_files
from claims.desk.index.claim_vectors import Embedded, Row, Vectors, as_rows, changes_since, embedded_texts, embeddings_of
from claims.desk.index.followed import DESK, Followed
from claims.matching import ranking
from claims.matching.queries import Query
from claims.matching.score import pair_model
from claims.matching.search import encoder as encoders
from claims.matching.search import multilingual as across
from claims.matching.search import snapshot
from claims.matching.search.index import Index
from claims.matching.search.terms import distinct, terms
from claims.model import Comparison, Hit, KnownClaim
from claims.reading import languages
from claims.sourcing.library import passage_encoder, passage_model
from claims.store import generation, match_inputs

BRIDGED_ON_SIGHT = 2_500
"""The most English claims that get a multilingual embedding when a query in another language comes, about 2 ms each on one core."""

NEAR = 0.3
"""Above this cosine, a new claim may match a query that was answered before the claim was added."""

Model = TypeVar("Model")

_log = logging.getLogger(__name__)


class Matcher:
    """Matches texts against a store. Make one per process and database file; safe to share between threads."""

    def __init__(self, model: Path | None = None, *, of: Followed = DESK, beside: "Matcher | None" = None) -> None:
        """``model`` is a folder with another embedding model; nothing is loaded before the first query.

        ``of`` says which claims it follows; with ``beside`` it uses that matcher's embedding model.
        """
        self._model = model
        self._of = of
        self._beside = beside
        self._index = Index()
        self._change_read = 0
        self._filed: int | None = 0  # the change counter of the files; None if there is no place for files
        self._life = 0
        self._lock = RLock()
        self._warned = False
        self._encoder = _once(self._lock, lambda: encoders.load(model))
        self._pair_model = _once(self._lock, pair_model.load)
        self._passage_model = _once(self._lock, passage_model.load)
        self._passage_encoder = _once(self._lock, passage_encoder.load)

    @property
    def encoder(self) -> encoders.Encoder | None:
        """The sentence-embedding model, loaded when first used. If there is none, None, and only words are used."""
        return self._beside.encoder if self._beside is not None else self._encoder()

    @property
    def multilingual(self) -> across.Multilingual | None:
        """The multilingual model, loaded when first used; None if it cannot be used. It works only together with our own English model."""
        return across.load() if self._model is None else None

    @property
    def pair_model(self) -> pair_model.PairModel | None:
        """The model that judges pairs, loaded when first used. If there is none, None, and words and rules are used.

        A matcher for visitors has none: they only search, and the order of results does not depend on how pairs are judged.
        """
        return self._pair_model() if self._of.judges_pairs else None

    @property
    def passage_model(self) -> passage_model.PassageModel | None:
        """The model that reads passages for a claim, loaded when first used. If there is none, None, and passages go by words and meaning."""
        return self._passage_model()

    @property
    def passage_encoder(self) -> passage_encoder.PassageEncoder | None:
        """The models that tell how near passages are to claims, loaded when first used. If there are none, None, and words are used.

        They do not depend on which model the matching uses, but there are none where it has no model.
        """
        return self._passage_encoder() if self.encoder else None

    @property
    def change_read(self) -> int:
        """The store's change counter up to which the index is complete."""
        return self._change_read

    def refresh(self, db: Database, *, on_claims: Callable[[int], None] = lambda claims: None) -> None:
        """Read what changed in the store since the last refresh. ``on_claims`` gets the number of claims read since its last call."""
        with self._lock:
            life = generation.current(db)
            if life != self._life:
                # A restore or a redaction replaced the file's content: read everything again.
                self._index, self._change_read, self._filed, self._life = Index(), 0, 0, life
            newest = match_inputs.last_change(db)
            if newest == self._change_read:
                return
            if self._filed is not None and index_files.too_many(self._of.how_many_changed(db, self._filed), len(self._index)):
                self._take_files(db, on_claims)
            for gone, live, embedded in changes_since(db, self._change_read, self.encoder, lambda: self.multilingual, self._of):
                self._index.drop(gone)
                self._index.put(live, [vectors.english for vectors in embedded], [vectors.multilingual for vectors in embedded])
                on_claims(len(live))
            self._change_read = newest

    def _take_files(self, db: Database, on_claims: Callable[[int], None]) -> None:
        def parts(own: Database) -> Iterator[snapshot.Part]:
            for _, live, embedded in changes_since(own, 0, self.encoder, lambda: self.multilingual, self._of):
                yield live, [vectors.english for vectors in embedded], [vectors.multilingual for vectors in embedded]
                on_claims(len(live))

        filed = index_files.open_index(db, self.encoder.name if self.encoder else None, parts, self._of)
        self._filed = filed.change if filed else None
        if filed:
            self._index, self._change_read = filed.index, filed.change

    def match(self, db: Database, queries: Sequence[Query], *, limit: int = 5, also: Index | None = None) -> list[list[Hit]]:
        """The most similar claims of the store, and of ``also``, for each query, best first."""
        with self._lock:
            self.refresh(db)
            speaks = self._index.speaks_other_languages or (also is not None and also.speaks_other_languages)
            foreign = any(query.spoken != "en" for query in queries)
            model = self.multilingual if speaks or foreign else None
            if foreign and model:
                self._bridge(model)
            return ranking.match(
                queries, self._index, limit=limit, also=also, encoder=self.encoder, multilingual=model, pair_model=self.pair_model
            )

    def compare(self, db: Database, pairs: Sequence[tuple[Query, KnownClaim]]) -> list[Comparison]:
        """How each text compares with its claim, regardless of what else the store holds."""
        with self._lock:
            self.refresh(db)
            foreign = any(query.spoken != "en" or not claim.is_english for query, claim in pairs)
            encoders = ranking.Encoders(self.encoder, self.multilingual if foreign else None)
            return ranking.compare(pairs, self._index, encoders, pair_model=self.pair_model)

    def nearest(self, db: Database, texts: Sequence[str], *, limit: int = 5) -> list[list[int]]:
        """For each text the numbers of the nearest claims, by words and then by meaning. No pair is judged: the text may say much more."""
        with self._lock:
            self.refresh(db)
            by_words = [self._index.find_by_words(distinct(terms(text)), limit) for text in texts]
            by_meaning = self._nearest_by_meaning(texts, limit)
            return [list(dict.fromkeys([*words, *by_meaning.get(text, [])])) for text, words in zip(texts, by_words, strict=True)]

    def _nearest_by_meaning(self, texts: Sequence[str], limit: int) -> dict[str, list[int]]:
        """The nearest claims of each text: by the English model for English, by the multilingual one for the rest; a text without a model is missing."""
        english, foreign = ([text for text in texts if (languages.of_line(text) == "en") is is_english] for is_english in (True, False))
        nearest: dict[str, list[int]] = {}
        if english and self.encoder:
            nearest.update(zip(english, self._index.find_by_meaning(self.encoder.encode(english), limit), strict=True))
        if foreign and (model := self.multilingual):
            self._bridge(model)
            nearest.update(zip(foreign, self._index.find_across(model.encode(foreign), limit, english=True), strict=True))
        return nearest

    def touched_since(self, db: Database, change_before: int, queries: Sequence[Query]) -> list[int]:
        """The positions of the queries that a claim added or changed after ``change_before`` may answer.

        Decided by meaning with a wide margin: every suggestion in any test was above twice ``NEAR``. Without embeddings, all queries.
        """
        newer = [
            vectors
            for _, _, part in changes_since(db, change_before, self.encoder, lambda: self.multilingual, self._of)
            for vectors in part
        ]
        if any(vectors.english is None and vectors.multilingual is None for vectors in newer):
            return list(range(len(queries)))
        english = [vectors.english for vectors in newer if vectors.english is not None]
        multilingual = [vectors.multilingual for vectors in newer if vectors.multilingual is not None]
        return [
            position
            for position, query in enumerate(queries)
            if newer and (_is_near(query.vector, english) or _is_near(query.multilingual, multilingual))
        ]

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self._index

    def _bridge(self, model: across.Multilingual) -> None:
        # Until the first query in another language, English claims have no multilingual embeddings.
        if self._index.unbridged > BRIDGED_ON_SIGHT:
            if not self._warned:
                _log.warning("%d claims are found by their words alone in other languages: run `claims embed`.", self._index.unbridged)
            self._warned = True
            return
        claims = [self._index[number] for number in self._index.without_multilingual()] if self._index.unbridged else []
        self._index.put_multilingual(claims, embedded_texts(claims, model))

    def __len__(self) -> int:
        return len(self._index)

    @property
    def is_multilingual(self) -> bool:
        """Whether the part of the store read so far has multilingual embeddings."""
        return self._index.is_multilingual

    def encode(
        self, claims: Sequence[KnownClaim], ready: Mapping[str, Row] | None = None, *, all_languages: bool = False
    ) -> list[Embedded]:
        """The embeddings of each claim; None without a model, or for a language that the model does not know.

        English claims get multilingual ones only with ``all_languages``. ``ready`` holds English-model embeddings, by text,
        that the caller has already computed.
        """
        return embeddings_of(claims, self.encoder, lambda: self.multilingual, ready, all_languages=all_languages)

    def store_vectors(self, db: Database, claims: Sequence[KnownClaim], embedded: Sequence[Embedded]) -> None:
        """Store embeddings, so that they are not computed again after a restart."""
        if self.encoder is not None:
            match_inputs.add_vectors(db, self.encoder.name, as_rows(claims, [vectors.english for vectors in embedded]))
        match_inputs.add_vectors(db, across.NAME, as_rows(claims, [vectors.multilingual for vectors in embedded]))


def _once(lock: AbstractContextManager[object], load: Callable[[], Model]) -> Callable[[], Model]:
    """A function that loads a model when first called and then gives the same, also if there is none.

    One thread loads, under the matcher's own lock: a second lock, as in ``cached_property`` of Python 3.11, would be taken in another
    order by a thread that is matching already, and both would wait for ever.
    """
    loaded: list[Model] = []

    def model() -> Model:
        with lock:
            if not loaded:
                loaded.append(load())
            return loaded[0]

    return model


def _is_near(vector: Row | None, rows: Sequence[Vectors]) -> bool:
    # A query without an embedding may be near to anything.
    return bool(rows) and (vector is None or float((np.concatenate(rows) @ vector).max()) > NEAR)
