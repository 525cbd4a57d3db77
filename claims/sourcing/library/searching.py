"""From a claim to the passages offered for it: candidates, their order, what each says about the claim, and whether any is good enough."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from claims.matching.score.pair_model import PairModel
from claims.matching.search.encoder import Encoder
from claims.model import Span
from claims.sourcing.library.coverage import coverage, sought
from claims.sourcing.library.judging import Judged, judge
from claims.sourcing.library.passage_index import Candidate, PassageIndex
from claims.sourcing.library.passage_ranking import Ranked, nearness, relevance, share_of_words, without_overlaps

OFFERED = 5
"""Passages offered for a claim, at most."""

READ = 80
"""The nearest candidates, whose words are compared with the claim's; about 20 ms."""

BEFORE = 300
"""Characters before a passage that count as if they were in it: they often have the name that its pronoun stands for."""

LEAST = 0.95
"""The relevance that the best passage needs before any is offered. Lower values find more and offer more that is useless. On the working
set, 75 of 100 claims that no stored text bears on get nothing, and 79 of 100 of the others get something (November 2026)."""

LEAST_BY_WORDS = 0.50
"""The same where no passage has a vector yet: the share of the claim's content words in one passage."""

LEAST_OF_BEST = 0.70
"""The share of the best passage's relevance that others need to be offered as well."""

LONGEST_CLAIM = 2_000
"""Characters of a claim that are searched for."""


REMEMBERED = 2_000
"""Judgements that are kept: what a passage says about a claim stays the same, and a page is opened many times."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that may bear on a claim: ``text`` is the number of its text in the index, ``span`` has the offsets in that text.

    It begins at the sentence that seems to speak to the claim, not at a title or a table that only stands near it; ``before`` are the
    words of the same passage that stand before that sentence.
    """

    text: int
    span: Span
    score: float
    judged: Judged
    before: str = ""


TextOf = Callable[[int, int, int], str | None]
"""The words of a text between two offsets; None when this reader may not see it, or when it no longer counts."""

TitleOf = Callable[[int], str]
"""The title of a text that ``TextOf`` gave words of."""


def search(
    index: PassageIndex,
    claim: str,
    text_of: TextOf,
    title_of: TitleOf,
    encoder: Encoder | None,
    model: PairModel | None,
    *,
    claimed_on: date | None = None,
    is_refused: Callable[[Candidate], bool] = lambda candidate: False,
    least: float = LEAST,
) -> list[Passage]:
    """At most five passages, best first; none when nothing stored bears on the claim."""
    claim = claim[:LONGEST_CLAIM]
    vector = encoder.encode([claim])[0] if encoder and index.embedded else None
    candidates = [candidate for candidate in index.candidates(claim, vector) if not is_refused(candidate)]
    nearest = sorted(candidates, key=lambda candidate: (-nearness(candidate), candidate.text, candidate.start))[:READ]
    offered = _best(_read(index, claim, nearest, text_of, title_of))
    if not offered or offered[0].relevance < (least if vector is not None else 0.0):
        return []
    if vector is None and max(share_of_words(claim, passage.words) for passage in offered) < LEAST_BY_WORDS:
        return []
    return [_passage(claim, passage, model, claimed_on) for passage in offered]


def _passage(claim: str, ranked: Ranked, model: PairModel | None, claimed_on: date | None) -> Passage:
    start, end = ranked.candidate.start, ranked.candidate.end
    judged = _judged(claim, Span(start, end, ranked.words), model, claimed_on)
    speaks = judged.key.start - start
    return Passage(
        ranked.candidate.text,
        Span(judged.key.start, end, ranked.words[speaks:]),
        ranked.relevance,
        judged,
        ranked.words[:speaks],
    )


@lru_cache(maxsize=REMEMBERED)
def _judged(claim: str, span: Span, model: PairModel | None, claimed_on: date | None) -> Judged:
    return judge(claim, span, model, claimed_on=claimed_on)


def _read(index: PassageIndex, claim: str, nearest: Sequence[Candidate], text_of: TextOf, title_of: TitleOf) -> list[Ranked]:
    """The candidates that this reader may see, best first."""
    words_of_claim = sought(claim, index.weight_of)
    ranked = []
    for candidate in nearest:
        begin = max(0, candidate.start - BEFORE)
        if words := text_of(candidate.text, begin, candidate.end):
            passage = words[candidate.start - begin :]
            covered = coverage(words_of_claim, passage, words[: candidate.start - begin], title_of(candidate.text))
            ranked.append(Ranked(candidate, passage, relevance(candidate, covered)))
    return sorted(ranked, key=lambda passage: (-passage.relevance, passage.candidate.text, passage.candidate.start))


def _best(ranked: Iterable[Ranked]) -> list[Ranked]:
    offered: dict[str, Ranked] = {}  # the same words in a copy add nothing
    best = 0.0
    for passage in without_overlaps(ranked):
        best = best or passage.relevance
        if len(offered) == OFFERED or passage.relevance < LEAST_OF_BEST * best:
            break
        offered.setdefault(passage.words, passage)
    return list(offered.values())
