"""The known claims in memory, found by words (tantivy) and by meaning (vectors). Can be rebuilt from the store at any time."""

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from claims.matching.search.folding import fold
from claims.matching.search.terms import ANALYZER, analyzer, distinct, encodable, is_commonest, weight
from claims.matching.search.vectors import LayeredVectors, Vectors, VectorTable
from claims.model import KnownClaim

_MOST_TERMS = 40  # stems of a query that are searched for, rarest first; a post has about twenty
_DIGITS = 3  # decimals kept of a BM25 score of about 5 to 50; further ones depend on the order in which tantivy adds
_ENOUGH_TERMS = 3  # the commonest stems are left out if the text has this many others
_HEAP = 30_000_000  # bytes; tantivy's smallest is 15 MB a thread


def texts_of(claim: KnownClaim) -> list[str]:
    """The distinct texts that a claim is found by: its own, its title, its wordings in articles. Never empty; its own comes first."""
    return distinct(text for text in (claim.text, claim.title, *claim.wordings) if text) or [claim.text]


class Index:
    """Known claims by number. Not safe to change from several threads at once."""

    def __init__(self, folder: Path | None = None, vectors: "Tables | None" = None) -> None:
        """An index whose words are in the files of ``folder`` and whose vectors are in ``vectors``; without them, empty and in memory."""
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name=ANALYZER, index_option="freq")
        builder.add_integer_field("claim", indexed=True, fast=True)
        self._words = tantivy.Index(builder.build(), path=None if folder is None else str(folder))
        self._words.register_tokenizer(ANALYZER, analyzer())
        self._claims: MutableMapping[int, KnownClaim] = {}
        self._tables = vectors or Tables(VectorTable(), VectorTable(), VectorTable())
        self._weigh: Callable[[str], float] = self._weigher()

    @classmethod
    def of_files(cls, words: Path, claims: MutableMapping[int, KnownClaim], vectors: "Tables") -> "Index":
        """An index over existing files. ``put`` and ``drop`` change the word files, but not the files of claims and vectors."""
        index = cls(words, vectors)
        index._claims = claims
        return index

    def put(
        self,
        claims: Sequence[KnownClaim],
        vectors: Sequence[Vectors | None],
        multilingual: Sequence[Vectors | None] | None = None,
        *,
        keep: bool = True,
    ) -> None:
        """Add claims, or replace those with the same number. A claim's vectors have one row for each of ``texts_of``, or are None.

        ``vectors`` are those of the English model, for English claims alone; ``multilingual`` ones can belong to any claim.
        Without ``keep`` the claims themselves are stored elsewhere, and the same claim must not be put twice.
        """
        if not claims:
            return
        known = {claim.id for claim in claims} & self._claims.keys()
        writer = self._words.writer(_HEAP, 1)
        for number in known:
            writer.delete_documents_by_term("claim", number)
        for claim in claims:
            document = tantivy.Document()
            document.add_text("words", encodable(fold("\n".join(texts_of(claim)))))
            document.add_integer("claim", claim.id)
            writer.add_document(document)
        self._commit(writer)
        if keep:
            self._claims.update((claim.id, claim) for claim in claims)
        self._tables.put(claims, vectors, multilingual or [None] * len(claims))

    def drop(self, ids: Iterable[int]) -> None:
        """Remove claims; unknown numbers are ignored."""
        known = [number for number in ids if number in self._claims]
        if not known:
            return
        writer = self._words.writer(_HEAP, 1)
        for number in known:
            writer.delete_documents_by_term("claim", number)
            del self._claims[number]
        self._commit(writer)
        self._tables.drop(known)

    def __len__(self) -> int:
        return len(self._claims)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self._claims

    def __getitem__(self, claim_id: int) -> KnownClaim:
        return self._claims[claim_id]

    def weight(self, term: str) -> float:
        """How rare a stem is among the claims here, about 0..12; see ``terms.weight``."""
        return self._weigh(term)

    def find_by_words(self, stems: Sequence[str], limit: int) -> list[int]:
        """Numbers of the claims that share most with a text, given as distinct stems, by BM25, best first; ties by smaller number.

        tantivy returns ties in no fixed order: a claim's place in its files depends on which segments were merged when.
        """
        # The commonest stems cost most of the time and help least.
        telling = [term for term in stems if not is_commonest(term)]
        searched = sorted(telling if len(telling) >= _ENOUGH_TERMS else stems, key=self.weight, reverse=True)[:_MOST_TERMS]
        if not searched or not self._claims:
            return []
        schema = self._words.schema
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "words", term, "freq")) for term in searched]
        )
        searcher = self._words.searcher()
        room = 4 * limit
        # Fetch every claim that ties with the last one needed, so that the smaller numbers among them are taken.
        while len(hits := searcher.search(query, room, count=False).hits) == room and _equal(hits[limit - 1][0], hits[-1][0]):
            room *= 8
        numbers = searcher.fast_field_values("claim", [address for _, address in hits])
        ranked = sorted((-round(float(score or 0), _DIGITS), int(number or 0)) for (score, _), number in zip(hits, numbers, strict=True))
        return [number for _, number in ranked[:limit]]

    def find_by_meaning(self, queries: Vectors, limit: int) -> list[list[int]]:
        """For each row of unit vectors of the English model the numbers of the nearest English claims, best first."""
        return self._tables.english.nearest(queries, limit)

    def find_across(self, queries: Vectors, limit: int, *, english: bool) -> list[list[int]]:
        """For each row of multilingual unit vectors the nearest claims in other languages, and with ``english`` in English too."""
        return self._tables.nearest_across(queries, limit, english=english)

    @property
    def speaks_other_languages(self) -> bool:
        """Whether any claim has a multilingual vector and is not English."""
        return len(self._tables.other) > 0

    @property
    def unbridged(self) -> int:
        """How many claims have no multilingual vector, so that a query in another language can find them by words only."""
        return len(self._claims) - len(self._tables.bridge) - len(self._tables.other)

    def without_multilingual(self) -> list[int]:
        """Numbers of the English claims among the ``unbridged``; looks at every claim."""
        return [number for number, claim in self._claims.items() if claim.is_english and self._tables.bridge.get(number) is None]

    def put_multilingual(self, claims: Sequence[KnownClaim], vectors: Sequence[Vectors]) -> None:
        """Add multilingual vectors to English claims that are already in the index."""
        self._tables.bridge.put([claim.id for claim in claims], vectors)

    @property
    def is_multilingual(self) -> bool:
        """Whether any claim has a multilingual vector; if so, each new claim should get one."""
        return len(self._tables.bridge) + len(self._tables.other) > 0

    def vectors_of(self, claim_id: int) -> NDArray[np.float32] | None:
        """The English model's vectors of a claim's texts; None when it has none."""
        return self._tables.english.get(claim_id)

    def multilingual_of(self, claim_id: int) -> NDArray[np.float32] | None:
        """The multilingual vectors of a claim's texts; None when it has none."""
        vectors = self._tables.other.get(claim_id)
        return self._tables.bridge.get(claim_id) if vectors is None else vectors

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self._words.reload()
        self._weigh = self._weigher()

    def _weigher(self) -> Callable[[str], float]:
        searcher = self._words.searcher()
        total = searcher.num_docs

        @lru_cache(maxsize=100_000)
        def weigh(term: str) -> float:
            return weight(term, searcher.doc_freq("words", term), total)

        return weigh


@dataclass(frozen=True, slots=True)
class Tables:
    """The vectors of an index: English claims by the English model, all others by the multilingual one, and the bridge.

    The bridge holds the multilingual vectors of English claims. Only queries in other languages need it, so a newsroom that works in
    English alone neither builds nor reads it.
    """

    english: VectorTable | LayeredVectors
    other: VectorTable | LayeredVectors
    bridge: VectorTable | LayeredVectors

    def put(self, claims: Sequence[KnownClaim], vectors: Sequence[Vectors | None], multilingual: Sequence[Vectors | None]) -> None:
        """Set the rows of these claims; None removes them."""
        numbers = [claim.id for claim in claims]
        self.english.put(numbers, vectors)
        self.other.put(numbers, [None if claim.is_english else rows for claim, rows in zip(claims, multilingual, strict=True)])
        self.bridge.put(numbers, [rows if claim.is_english else None for claim, rows in zip(claims, multilingual, strict=True)])

    def drop(self, numbers: Sequence[int]) -> None:
        """Remove the rows of these claims."""
        for table in (self.english, self.other, self.bridge):
            table.drop(numbers)

    def nearest_across(self, queries: Vectors, limit: int, *, english: bool) -> list[list[int]]:
        """For each multilingual query the nearest claims, best first."""
        near = self.other.measured(queries, limit)
        if english:
            near = [[*ours, *theirs] for ours, theirs in zip(near, self.bridge.measured(queries, limit), strict=True)]
        return [[number for _, number in sorted(near_claims, key=lambda pair: (-pair[0], pair[1]))[:limit]] for near_claims in near]


def _equal(first: float, second: float) -> bool:
    return round(first, _DIGITS) == round(second, _DIGITS)
