"""What the page behind a link says about the words that carry it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from claims.matching.search.encoder import Encoder
from claims.model import Span, Stance
from claims.model.links import LinkOutcome
from claims.reading import sentences
from claims.sourcing.library.judging import judge
from claims.sourcing.library.key_sentences import key_sentences
from claims.sourcing.library.passage_model import PassageModel
from claims.sourcing.library.passage_ranking import share_of_words
from claims.sourcing.library.windows import windows

READ = 40
"""Passages, those that share most words with the claim, whose meaning is compared; about half a second."""

JUDGED = 3
"""Passages that the passage model reads."""

LEAST_SHARED, LEAST_ALIKE = 0.50, 0.50
"""The share of the claim's content words, or the cosine, from which a passage is told to bear on the claim. Below both, a page "does not
speak to it". Set by hand on a few pages; no set has measured them yet."""


class Judgement(NamedTuple):
    """What a page says, the offsets of its best passage, and why."""

    outcome: LinkOutcome
    span: tuple[int, int] | None
    reason: str


ANOTHER_LANGUAGE = Judgement(LinkOutcome.UNCLEAR, None, "the page is in another language than the article")

_FIRST = (LinkOutcome.SAYS_SO, LinkOutcome.SAYS_OTHERWISE, LinkOutcome.UNCLEAR, LinkOutcome.DOES_NOT_SPEAK)


def judge_page(wordings: Sequence[str], text: str, encoder: Encoder | None, model: PassageModel | None) -> Judgement:
    """What a page's text says about a line, given as its claims, or as its words where it has none.

    A page that says so of any of the claims counts as saying so: a link seldom backs a whole line.
    """
    judgements = [_judge(wording, text, encoder, model) for wording in wordings]
    return min(judgements, key=lambda judgement: _FIRST.index(judgement.outcome))


def _judge(claim: str, text: str, encoder: Encoder | None, model: PassageModel | None) -> Judgement:
    passages = [Span(start, end, text[start:end]) for start, end in windows(sentences.split(text))]
    shared = {passage: share_of_words(claim, passage.text) for passage in passages}
    nearest = sorted(passages, key=lambda passage: (-shared[passage], passage.start))[:READ]
    if not nearest:
        return Judgement(LinkOutcome.DOES_NOT_SPEAK, None, "the page has no sentences")
    alike = dict(zip(nearest, _cosines(claim, nearest, encoder), strict=True))
    best = sorted(nearest, key=lambda passage: (-(shared[passage] + alike[passage]), passage.start))[:JUDGED]
    keys = key_sentences(model, claim, [("", passage) for passage in best])
    judged = [(passage, judge(claim, key.span, key.reading)) for passage, key in zip(best, keys, strict=True)]
    for stance, outcome in ((Stance.SUPPORTS, LinkOutcome.SAYS_SO), (Stance.CONTRADICTS, LinkOutcome.SAYS_OTHERWISE)):
        for _, judgement in judged:
            if judgement.stance is stance:
                return Judgement(outcome, (judgement.key.start, judgement.key.end), judgement.reason)
    first, judgement = judged[0]
    if shared[first] >= LEAST_SHARED or alike[first] >= LEAST_ALIKE:
        return Judgement(LinkOutcome.UNCLEAR, (judgement.key.start, judgement.key.end), judgement.reason)
    return Judgement(LinkOutcome.DOES_NOT_SPEAK, None, "no passage of the page is about it")


def _cosines(claim: str, passages: Sequence[Span], encoder: Encoder | None) -> list[float]:
    if encoder is None:
        return [0.0] * len(passages)
    vectors = encoder.encode([claim, *(passage.text for passage in passages)])
    return [float(cosine) for cosine in np.asarray(vectors[1:], dtype=np.float32) @ np.asarray(vectors[0], dtype=np.float32)]
