"""The embeddings of claims, stored or computed when first needed, and what changed in the store since a given change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from claims.desk.index.followed import DESK, Followed
from claims.matching.search import encoder as encoders
from claims.matching.search import multilingual as across
from claims.matching.search.index import texts_of
from claims.model import KnownClaim
from claims.reading import languages
from claims.store import match_inputs

Vectors = NDArray[np.float32]
"""One row per text, of unit length."""


ENCODED_ON_SIGHT = 50
"""The most claims without a stored embedding that are encoded while changes are read, about 10 ms each."""


TOGETHER = 10_000
"""Claims that are read and indexed at once; no more than these are in memory twice."""


Row = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Embedded:
    """The embeddings of one claim's texts, in the order of ``texts_of``. ``english`` is for English claims only."""

    english: Vectors | None = None
    multilingual: Vectors | None = None


def embeddings_of(
    claims: Sequence[KnownClaim],
    encoder: encoders.Encoder | None,
    load_multilingual: Callable[[], across.Multilingual | None],
    ready: Mapping[str, Row] | None = None,
    *,
    all_languages: bool = False,
) -> list[Embedded]:
    """The embeddings of each claim from the model of its language; with ``all_languages`` also from the multilingual model."""
    english = [claim for claim in claims if claim.is_english and encoder is not None]
    foreign = [claim for claim in claims if all_languages or not claim.is_english]
    model = load_multilingual() if foreign else None
    ours = dict(zip((claim.id for claim in english), embedded_texts(english, encoder, ready), strict=True)) if encoder else {}
    theirs = dict(zip((claim.id for claim in foreign), embedded_texts(foreign, model), strict=True)) if model else {}
    return [Embedded(ours.get(claim.id), theirs.get(claim.id)) for claim in claims]


def live_claims(changes: Sequence[match_inputs.Change]) -> list[KnownClaim]:
    """The changed claims that should be found, each with its language filled in."""
    live = [change.known for change in changes if change.known is not None]
    return [with_language(claim) for claim in live]


def with_language(claim: KnownClaim) -> KnownClaim:
    """The claim with the language that its words, or else what was declared, tell."""
    return replace(claim, language=languages.of_line(claim.text, claim.language))


def changes_since(
    db: Database,
    seen_change: int,
    encoder: encoders.Encoder | None,
    load_multilingual: Callable[[], across.Multilingual | None],
    of: Followed = DESK,
) -> Iterator[tuple[list[int], list[KnownClaim], list[Embedded]]]:
    """What changed in the store after ``seen_change``, ``TOGETHER`` at a time: numbers of removed claims, live claims, their embeddings.

    A missing embedding is None.
    """
    numbers = of.changed_claims(db, seen_change)
    unseen = 0
    for first in range(0, len(numbers), TOGETHER):
        part = numbers[first : first + TOGETHER]
        changes = of.as_they_are(db, part)
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
        # A claim that was reworded or written by hand has no stored embedding yet. If there are many, an import was
        # interrupted: those are found by their words until `import` has embedded them.
        missing = [
            position
            for position, vectors in enumerate(embedded)
            if (vectors.english if live[position].is_english else vectors.multilingual) is None
        ]
        unseen += len(missing)
        if unseen <= ENCODED_ON_SIGHT:
            made = embeddings_of([live[position] for position in missing], encoder, load_multilingual)
            for position, vectors in zip(missing, made, strict=True):
                multilingual_vectors = embedded[position].multilingual if vectors.multilingual is None else vectors.multilingual
                embedded[position] = Embedded(vectors.english, multilingual_vectors)
        yield [change.claim_id for change in changes if change.known is None], live, embedded


def text_key(text: str) -> bytes:
    """The key of a stored embedding: the SHA-256 of its text."""
    return sha256(text.encode()).digest()


def _stored_vectors(claim: KnownClaim, stored: dict[bytes, bytes]) -> Vectors | None:
    # All or none: if the newest wording has no embedding yet, the claim is found by its words.
    stored_of_texts = [stored.get(text_key(text)) for text in texts_of(claim)]
    if not stored_of_texts or any(vector is None for vector in stored_of_texts):
        return None
    return np.stack([np.frombuffer(vector, dtype=np.float16).astype(np.float32) for vector in stored_of_texts if vector is not None])


def as_rows(claims: Sequence[KnownClaim], vectors: Sequence[Vectors | None]) -> list[tuple[int, bytes, bytes]]:
    return [
        (claim.id, text_key(text), row.astype(np.float16).tobytes())
        for claim, claim_vectors in zip(claims, vectors, strict=True)
        if claim_vectors is not None
        for text, row in zip(texts_of(claim), claim_vectors, strict=True)
    ]


def embedded_texts(
    claims: Sequence[KnownClaim], encoder: encoders.Encoder | across.Multilingual, ready: Mapping[str, Row] | None = None
) -> list[Vectors]:
    rows = dict(ready or {})
    missing = sorted({text for claim in claims for text in texts_of(claim) if text not in rows})
    rows |= dict(zip(missing, encoder.encode(missing), strict=True))
    return [np.stack([rows[text] for text in texts_of(claim)]) for claim in claims]
