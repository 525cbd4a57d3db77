"""From a claim to the passages offered for it: candidates, their order, what each says about the claim, and whether any is good enough."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from claims.model import Span
from claims.sourcing.library.coverage import coverage, sought
from claims.sourcing.library.judging import Judged, judge, not_judged
from claims.sourcing.library.key_sentences import KeySentence, key_sentences, nearest_sentences
from claims.sourcing.library.passage_encoder import PassageEncoder
from claims.sourcing.library.passage_index import Candidate, PassageIndex
from claims.sourcing.library.passage_model import PassageModel
from claims.sourcing.library.passage_ranking import Ranked, nearness, relevance, share_of_words, without_overlaps

OFFERED = 5
"""Passages offered for a claim, at most."""

READ = 60
"""The nearest candidates, whose words are compared with the claim's; about 15 ms. The right passage is hardly ever among the next."""

READ_BY_MODEL = 6
"""The most relevant passages, of which the passage model reads two sentences each, about 6 ms. A seventh finds hardly more."""

BEFORE = 300
"""Characters before a passage that count as if they were in it: they often have the name that its pronoun stands for."""

SPEAKS = 0.05
"""The weight of the passage model's log-odds that a passage speaks to the claim, against the relevance, in the order of passages. On a set that was not
fitted on, any weight up to 0.10 finds as many among the first five (98 claims, November 2026)."""

SPEAKS_AT_ALL = 0.10
"""The same weight where it is decided whether the best passage is worth showing: the model tells that better than the order."""

LEAST, LEAST_UNREAD = 1.06, 0.97
"""The relevance that the best passage needs before any is offered, with and without the model's reading; a passage that is not English
never has one. On the set that the limits were chosen on, 91 of 100 claims that no stored text bears on get nothing (docs/evidence.md)."""

LEAST_BY_WORDS = 0.50
"""The same where no passage has a vector yet: the share of the claim's content words in one passage."""

BEHIND = 0.55
"""How much less relevant than the best passage others may be and still be offered: with 0.35 the right one, though among the first five, is left
out for 5 claims in 100 (60 claims, November 2026). One that would be offered alone is offered beside any other: what contradicts a claim in its
own words must not go under because another source repeats the claim word for word."""

LONGEST_CLAIM = 2_000
"""Characters of a claim that are searched for."""

REMEMBERED = 2_000
"""Readings that are kept: what a passage says about a claim stays the same, and a page is opened many times."""


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


@dataclass(frozen=True, slots=True)
class Read:
    """A ranked passage with its key sentence, and its relevance after the model has read that.

    ``relevance`` gives the order, ``worth`` tells whether it is shown at all.
    """

    passage: Ranked
    key: KeySentence
    relevance: float
    worth: float


TextOf = Callable[[int, int, int], str | None]
"""The words of a text between two offsets; None when this reader may not see it, or when it no longer counts."""

TitleOf = Callable[[int], str]
"""The title of a text that ``TextOf`` gave words of."""


def search(
    index: PassageIndex,
    claim: str,
    text_of: TextOf,
    title_of: TitleOf,
    encoder: PassageEncoder | None,
    model: PassageModel | None,
    *,
    claimed_on: date | None = None,
    is_refused: Callable[[Candidate], bool] = lambda candidate: False,
    least: float | None = None,
) -> list[Passage]:
    """At most five passages, best first; none when nothing stored bears on the claim, or reaches the relevance ``least``."""
    claim = claim[:LONGEST_CLAIM]
    ranked = ranked_passages(index, claim, text_of, title_of, encoder, is_refused=is_refused)
    passages = _read(claim, ranked, encoder, model)
    if encoder is None or not index.embedded:
        enough = any(share_of_words(claim, passage.passage.words) >= LEAST_BY_WORDS for passage in passages)
    else:
        passages = [passage for passage in passages if passage.passage.candidate.is_english_pair or _is_worth_showing(passage, least)]
        enough = bool(passages) and _is_worth_showing(passages[0], least)
    if not enough:
        return []
    offered = [passage for passage in passages if passage.relevance >= passages[0].relevance - BEHIND or _is_worth_showing(passage, least)][
        :OFFERED
    ]
    return [_judged(claim, passage, claimed_on) for passage in offered]


def ranked_passages(
    index: PassageIndex,
    claim: str,
    text_of: TextOf,
    title_of: TitleOf,
    encoder: PassageEncoder | None,
    *,
    is_refused: Callable[[Candidate], bool] = lambda candidate: False,
) -> list[Ranked]:
    """The nearest passages by words and meaning, those that this reader may see, best first, before the model reads any."""
    vectors = encoder.encode_claim(claim) if encoder and index.embedded else None
    candidates = [candidate for candidate in index.candidates(claim, vectors) if not is_refused(candidate)]
    nearest = sorted(candidates, key=lambda candidate: (-nearness(candidate), candidate.text, candidate.start))[:READ]
    words_of_claim = sought(claim, index.weight_of)
    ranked = []
    for candidate in nearest:
        begin = max(0, candidate.start - BEFORE)
        if words := text_of(candidate.text, begin, candidate.end):
            passage, title = words[candidate.start - begin :], title_of(candidate.text)
            covered = coverage(words_of_claim, f"{title}. {words}")
            ranked.append(Ranked(candidate, title, passage, relevance(candidate, covered)))
    return sorted(ranked, key=lambda passage: (-passage.relevance, passage.candidate.text, passage.candidate.start))


def _read(claim: str, ranked: Sequence[Ranked], encoder: PassageEncoder | None, model: PassageModel | None) -> list[Read]:
    """The most relevant passages, none overlapping or the copy of a better one, in the order after the model has read those it can read."""
    most_relevant = list(islice(_without_copies(without_overlaps(ranked)), READ_BY_MODEL))
    english, abroad = (
        [passage for passage in most_relevant if passage.candidate.is_english_pair is is_english] for is_english in (True, False)
    )
    keys = [*_keys(model, claim, _titled(english)), *_keys_abroad(encoder, claim, _titled(abroad))]
    passages = [_with_reading(passage, key) for passage, key in zip([*english, *abroad], keys, strict=True)]
    return sorted(passages, key=lambda passage: -passage.relevance)


def _is_worth_showing(passage: Read, least: float | None) -> bool:
    if least is None:
        least = LEAST if passage.key.reading else LEAST_UNREAD
    return passage.worth >= least


def _with_reading(passage: Ranked, key: KeySentence) -> Read:
    speaks = key.reading.speaks if key.reading else 0.0
    return Read(passage, key, passage.relevance + SPEAKS * speaks, passage.relevance + SPEAKS_AT_ALL * speaks)


def _titled(passages: Sequence[Ranked]) -> tuple[tuple[str, Span], ...]:
    return tuple((passage.title, _span(passage)) for passage in passages)


def _span(passage: Ranked) -> Span:
    return Span(passage.candidate.start, passage.candidate.end, passage.words)


def _without_copies(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    words: set[str] = set()
    for passage in ranked:
        if passage.words not in words:
            words.add(passage.words)
            yield passage


@lru_cache(maxsize=REMEMBERED // READ_BY_MODEL)
def _keys(model: PassageModel | None, claim: str, passages: tuple[tuple[str, Span], ...]) -> list[KeySentence]:
    return key_sentences(model, claim, passages)


@lru_cache(maxsize=REMEMBERED // READ_BY_MODEL)
def _keys_abroad(encoder: PassageEncoder | None, claim: str, passages: tuple[tuple[str, Span], ...]) -> list[KeySentence]:
    return nearest_sentences(encoder, claim, passages)


def _judged(claim: str, read: Read, claimed_on: date | None) -> Passage:
    key, span = read.key.span, _span(read.passage)
    begins = key.start - span.start
    judged = judge(claim, key, read.key.reading, claimed_on=claimed_on) if read.passage.candidate.is_english_pair else not_judged(key)
    return Passage(
        read.passage.candidate.text, Span(key.start, span.end, span.text[begins:]), read.relevance, judged, before=span.text[:begins]
    )
