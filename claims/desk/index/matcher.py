"""The live index: every claim that speaks for itself, in memory, following the store as it changes.

It can be thrown away at any time: SQLite is the only truth. What a large store held at one moment lies in files that all
processes map (``index_files``); each has what changed since to itself. A second process that adds a claim moves a
counter in the file, and the next question asked here brings in what changed, and nothing else.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from threading import RLock

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from claims.desk.index import index_files
from claims.desk.index.followed import DESK, Followed
from claims.matching import ranking
from claims.matching.ranking import Query
from claims.matching.score import pair_model
from claims.matching.search import encoder as encoders
from claims.matching.search import multilingual as across
from claims.matching.search import snapshot
from claims.matching.search.index import Index, texts_of
from claims.model import Comparison, Hit, KnownClaim
from claims.reading import languages
from claims.store import generation, match_inputs

Vectors = NDArray[np.float32]
"""One row a text, unit length."""

ENCODED_ON_SIGHT = 50
"""Claims without a stored embedding that are encoded while they are brought in, about 10 ms each."""

TOGETHER = 10_000
"""Claims that are read and indexed at once: what is held twice meanwhile, in the index and on its way there, is this much."""

BRIDGED_ON_SIGHT = 2_500
"""English claims without a multilingual embedding that get one when a question in another language comes, about 2 ms each on one core."""

NEAR = 0.3
"""The cosine from which a new claim may be the same as one that was compared before it came."""

Row = NDArray[np.float32]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Embedded:
    """The embeddings of one claim's texts, in the order of ``texts_of``: by the English model, of English claims alone, and the multilingual ones."""

    english: Vectors | None = None
    multilingual: Vectors | None = None


class Matcher:
    """Matches texts against a store. One for each process and database file; safe to share between threads."""

    def __init__(self, model: Path | None = None, *, of: Followed = DESK, beside: "Matcher | None" = None) -> None:
        """``model`` is a folder with another embedding model; nothing is loaded before the first question.

        ``of`` says which claims it follows; one that is ``beside`` another uses that one's embedding model.
        """
        self._model = model
        self._of = of
        self._beside = beside
        self._index = Index()
        self._change_read = 0
        self._filed: int | None = 0  # the change counter of the files; None: there is no place for files
        self._life = 0
        self._lock = RLock()
        self._encoder: encoders.Encoder | None = None
        self._loaded = False
        self._warned = False
        self._pair_model: pair_model.PairModel | None = None
        self._pair_model_loaded = False

    @property
    def encoder(self) -> encoders.Encoder | None:
        """The sentence-embedding model, loaded when first asked for; None when there is none, and words alone are used."""
        if self._beside is not None:
            return self._beside.encoder
        with self._lock:
            if not self._loaded:
                self._encoder = encoders.load(self._model)
                self._loaded = True
            return self._encoder

    @property
    def multilingual(self) -> across.Multilingual | None:
        """The model of all languages, loaded when first asked for; None when it cannot be used. It goes with our own English model alone."""
        return across.load() if self._model is None else None

    @property
    def pair_model(self) -> pair_model.PairModel | None:
        """The model that judges pairs, loaded when first asked for; None when there is none, and words and rules are used.

        A matcher for visitors does without: they search, and the order of what is near does not rest on how a pair is judged.
        """
        if not self._of.judges_pairs:
            return None
        with self._lock:
            if not self._pair_model_loaded:
                self._pair_model = pair_model.load()
                self._pair_model_loaded = True
            return self._pair_model

    @property
    def change_read(self) -> int:
        """The store's change counter up to which the index is complete."""
        return self._change_read

    def refresh(self, db: Database, *, on_claims: Callable[[int], None] = lambda claims: None) -> None:
        """Bring in what changed in the store since the last look. ``on_claims`` hears how many claims were read since it was last called."""
        with self._lock:
            life = generation.current(db)
            if life != self._life:
                # A restore or a redaction changed the file underneath: all is read again.
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
        """How each text and claim compare, whatever else the store holds."""
        with self._lock:
            self.refresh(db)
            foreign = any(query.spoken != "en" or not claim.is_english for query, claim in pairs)
            encoders = ranking.Encoders(self.encoder, self.multilingual if foreign else None)
            return ranking.compare(pairs, self._index, encoders, pair_model=self.pair_model)

    def touched_since(self, db: Database, change_before: int, queries: Sequence[Query]) -> list[int]:
        """The places of the queries that a claim may answer that is new or other than when the change counter was ``change_before``.

        Told by meaning, generously: what was suggested in any test lay above twice ``NEAR``. Without embeddings, all of them.
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
        # A store that was never asked in another language has no multilingual embeddings of its English claims.
        if self._index.unbridged > BRIDGED_ON_SIGHT:
            if not self._warned:
                _log.warning("%d claims are found by their words alone in other languages: run `claims embed`.", self._index.unbridged)
            self._warned = True
            return
        claims = [self._index[number] for number in self._index.without_multilingual()] if self._index.unbridged else []
        self._index.put_multilingual(claims, _embedded(claims, model))

    def __len__(self) -> int:
        return len(self._index)

    @property
    def is_multilingual(self) -> bool:
        """Whether the store holds multilingual embeddings, as far as it was read."""
        return self._index.is_multilingual

    def encode(
        self, claims: Sequence[KnownClaim], ready: Mapping[str, Row] | None = None, *, all_languages: bool = False
    ) -> list[Embedded]:
        """The embeddings of each claim: without a model, or of another language than it knows, None.

        English claims get multilingual ones only with ``all_languages``. ``ready`` holds embeddings by the English model that the caller
        has computed already, by text.
        """
        return embeddings_of(claims, self.encoder, lambda: self.multilingual, ready, all_languages=all_languages)

    def store_vectors(self, db: Database, claims: Sequence[KnownClaim], embedded: Sequence[Embedded]) -> None:
        """Keep embeddings, so that no later start computes them again."""
        if self.encoder is not None:
            match_inputs.add_vectors(db, self.encoder.name, _as_rows(claims, [vectors.english for vectors in embedded]))
        match_inputs.add_vectors(db, across.NAME, _as_rows(claims, [vectors.multilingual for vectors in embedded]))


def _is_near(vector: Row | None, rows: Sequence[Vectors]) -> bool:
    # What has no embedding to be compared with may be near to anything.
    return bool(rows) and (vector is None or float((np.concatenate(rows) @ vector).max()) > NEAR)


def embeddings_of(
    claims: Sequence[KnownClaim],
    encoder: encoders.Encoder | None,
    load_multilingual: Callable[[], across.Multilingual | None],
    ready: Mapping[str, Row] | None = None,
    *,
    all_languages: bool = False,
) -> list[Embedded]:
    """The embeddings of each claim by the model of its language, and with ``all_languages`` by the multilingual one as well."""
    english = [claim for claim in claims if claim.is_english and encoder is not None]
    foreign = [claim for claim in claims if all_languages or not claim.is_english]
    model = load_multilingual() if foreign else None
    ours = dict(zip((claim.id for claim in english), _embedded(english, encoder, ready), strict=True)) if encoder else {}
    theirs = dict(zip((claim.id for claim in foreign), _embedded(foreign, model), strict=True)) if model else {}
    return [Embedded(ours.get(claim.id), theirs.get(claim.id)) for claim in claims]


def live_claims(changes: Sequence[match_inputs.Change]) -> list[KnownClaim]:
    """Those of the changed claims that should be found, each with the language that it is read in."""
    live = [change.known for change in changes if change.known is not None]
    return [replace(claim, language=languages.of_line(claim.text, claim.language)) for claim in live]


def changes_since(
    db: Database,
    seen_change: int,
    encoder: encoders.Encoder | None,
    load_multilingual: Callable[[], across.Multilingual | None],
    of: Followed = DESK,
) -> Iterator[tuple[list[int], list[KnownClaim], list[Embedded]]]:
    """What changed in the store after ``seen_change``, a part at a time: claims that went, those that live, and their embeddings (None: none yet)."""
    numbers = of.changed_claims(db, seen_change)
    unseen = 0
    for first in range(0, len(numbers), TOGETHER):
        part = numbers[first : first + TOGETHER]
        changes = of.changes_of(db, part)
        live = live_claims(changes)
        stored = of.vectors_of(db, encoder.name, part) if encoder else {}
        multilingual = of.vectors_of(db, across.NAME, part)
        embedded = [
            Embedded(
                _stored_vectors(claim, stored.get(claim.id, {})) if claim.is_english else None,
                _stored_vectors(claim, multilingual.get(claim.id, {})),
            )
            for claim in live
        ]
        # A claim that was reworded or written by hand has no stored embedding yet. Many of them come from an
        # import that was stopped: those are found by their words until `import` has embedded them.
        missing = [
            position
            for position, vectors in enumerate(embedded)
            if (vectors.english if live[position].is_english else vectors.multilingual) is None
        ]
        unseen += len(missing)
        if unseen <= ENCODED_ON_SIGHT:
            for position, vectors in zip(
                missing, embeddings_of([live[position] for position in missing], encoder, load_multilingual), strict=True
            ):
                embedded[position] = Embedded(
                    vectors.english, vectors.multilingual if vectors.multilingual is not None else embedded[position].multilingual
                )
        yield [change.claim_id for change in changes if change.known is None], live, embedded


def text_key(text: str) -> bytes:
    """What a stored embedding is found by: the SHA-256 of its text."""
    return sha256(text.encode()).digest()


def _stored_vectors(claim: KnownClaim, stored: dict[bytes, bytes]) -> Vectors | None:
    # All or none: a claim whose newest wording has no embedding yet is found by its words until it has.
    stored_of_texts = [stored.get(text_key(text)) for text in texts_of(claim)]
    if not stored_of_texts or any(vector is None for vector in stored_of_texts):
        return None
    return np.stack([np.frombuffer(vector, dtype=np.float16).astype(np.float32) for vector in stored_of_texts if vector is not None])


def _as_rows(claims: Sequence[KnownClaim], vectors: Sequence[Vectors | None]) -> list[tuple[int, bytes, bytes]]:
    return [
        (claim.id, text_key(text), row.astype(np.float16).tobytes())
        for claim, claim_vectors in zip(claims, vectors, strict=True)
        if claim_vectors is not None
        for text, row in zip(texts_of(claim), claim_vectors, strict=True)
    ]


def _embedded(
    claims: Sequence[KnownClaim], encoder: encoders.Encoder | across.Multilingual, ready: Mapping[str, Row] | None = None
) -> list[Vectors]:
    rows = dict(ready or {})
    missing = sorted({text for claim in claims for text in texts_of(claim) if text not in rows})
    rows |= dict(zip(missing, encoder.encode(missing), strict=True))
    return [np.stack([rows[text] for text in texts_of(claim)]) for claim in claims]
