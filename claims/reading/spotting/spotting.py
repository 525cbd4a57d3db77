"""How checkable each sentence is, and why: a linear model on its grammar, its words, readable signs and, if those leave doubt, the embedding.

The weights are in ``spotting_weights.json``; ``tests/benchmarks/spotting_fit.py`` fits them.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from claims.english import grammar
from claims.english.grammar import Word
from claims.model import Sign, Span, Spotted
from claims.reading import languages
from claims.reading.spotting import rumours, signs_abroad
from claims.reading.spotting.shapes import features
from claims.reading.spotting.signs import COUNTED, shown, signs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = "all-MiniLM-L6-v2-int8"
"""The embedding model that the weights were fitted with; they do not fit the vectors of another model."""

PROPOSE = 0.3
"""The score from which a sentence is proposed. Lower than one half: a claim that is overlooked costs more than a click on "Not a claim"."""

_NEVER = frozenset(("furniture", "question", "no answer", "vague"))  # no claim, whatever the sum says
_DOUBTS = frozenset(("prediction", "framing", "opinion", "feeling", "command", "fragment"))  # a claim only when the sum is sure
_SURE = 0.7  # the score from which a sentence with doubts is proposed
_FACTS = frozenset(("figure", "date", "when", "event", "comparison", "record", "document"))  # without one of these, framing is only framing
# Below and above these, grammar, words and signs decide alone, and nothing is embedded.
_PLAINLY_NOT, _PLAINLY = 0.04, 0.93
_NEVER_ABROAD = frozenset(("furniture", "heading", "question", "short"))
_PROPOSE_ABROAD = 0.5
_JUDGED_ON = 4000  # code points from which the language is determined


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model: the log-odds are ``bias`` + the weights of the features that are present + ``vector`` times the embedding."""

    bias: float
    features: dict[str, float]
    vector: tuple[float, ...] = ()

    def log_odds(self, present: Mapping[str, float]) -> float:
        return self.bias + sum(self.features[name] * amount for name, amount in sorted(spread(present, self.features).items()))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A sentence as it is judged: what it asserts, and the signs in that."""

    text: str
    asserted: str | None
    signs: list[Sign]
    present: dict[str, float]


def spot(
    sentences: Sequence[Span], embed: "Callable[[list[str]], NDArray[np.floating[Any]]] | None" = None, *, language: str | None = None
) -> list[Spotted]:
    """Score each sentence: 0..1, the chance that it states something a fact-checker could check, with at most three reasons.

    ``embed`` gives the L2-normalised embeddings of texts by ``MODEL``, one row a text; it is asked once, for the sentences
    that are in doubt without it. A score depends on the sentence alone, not on its neighbours. A rumour put as a question is
    judged by what it asserts; other questions, calls to act and page furniture are never proposed. ``language`` is the text's,
    where it is known; else it is told from the sentences. Other languages are judged by the signs that all share.
    """
    language = language or language_of(sentences)
    if language and language != "en":
        return [_spot_abroad(sentence.text, language) for sentence in sentences]
    evidence = _evidence_in([sentence.text for sentence in sentences])
    weights = _weights("without vector")
    odds = [weights.log_odds(sentence_evidence.present) for sentence_evidence in evidence]
    doubtful = [
        number for number, sentence_evidence in enumerate(evidence) if embed and leaves_doubt(odds[number], sentence_evidence.signs)
    ]
    if embed and doubtful:
        weights = _weights("with vector")
        pulls = embed([evidence[number].text for number in doubtful]) @ weights.vector
        for pull, number in zip(pulls, doubtful, strict=True):
            odds[number] = weights.log_odds(evidence[number].present) + float(pull)
    return [_judged(sentence_evidence, odds[number]) for number, sentence_evidence in enumerate(evidence)]


def present(text: str, words: Sequence[Word], gathered: Sequence[Sign]) -> dict[str, float]:
    """All features that the model counts in a sentence, by name."""
    return {**features(text, words), **{f"sign {sign.name}": 1.0 for sign in gathered if sign.name in COUNTED}}


def spread(present: Mapping[str, float], known: Mapping[str, object]) -> dict[str, float]:
    """The known part of the present features; words share their weight, so that a long sentence has no more of it than a short one."""
    kept = {name: amount for name, amount in present.items() if name in known}
    words = sum(name.startswith("w ") for name in kept)
    return {name: amount / math.sqrt(words) if name.startswith("w ") else amount for name, amount in kept.items()}


def leaves_doubt(log_odds: float, gathered: Sequence[Sign]) -> bool:
    """Whether a judgement without the embedding also needs the embedding."""
    return not any(sign.name in _NEVER for sign in gathered) and _PLAINLY_NOT <= _chance(log_odds) <= _PLAINLY


def judged(texts: Sequence[str], log_odds: Sequence[float]) -> list[Spotted]:
    """English sentences with the log-odds that a model gave them, decided as ``spot`` decides."""
    return [_judged(sentence_evidence, odds) for sentence_evidence, odds in zip(_evidence_in(texts), log_odds, strict=True)]


def _evidence_in(texts: Sequence[str]) -> list[_Evidence]:
    asserted = [rumours.asserted(text) for text in texts]
    judged = [bare or text for bare, text in zip(asserted, texts, strict=True)]
    trees = grammar.read(judged)
    evidence = []
    for text, bare, whole, words in zip(judged, asserted, texts, trees, strict=True):
        here = signs(text, words)
        if bare and rumours.is_question(whole):
            here.append(Sign("rumour"))
        elif rumours.is_question(whole):
            here.append(Sign("question"))
        evidence.append(_Evidence(text, bare if bare and rumours.is_question(whole) else None, here, present(text, words, here)))
    return evidence


def _judged(evidence: _Evidence, log_odds: float) -> Spotted:
    names = {sign.name for sign in evidence.signs}
    score = 0.0 if "furniture" in names else round(_chance(log_odds), 4)
    proposed = _proposed(score, names)
    reasons = shown(evidence.signs, proposed=proposed)
    return Spotted(score, reasons, proposed, evidence.asserted)


def _spot_abroad(sentence: str, language: str) -> Spotted:
    """A sentence of another language, judged by the signs that all languages share."""
    amounts = dict(signs_abroad.signs(sentence, language))
    names = {sign.name for sign in amounts}
    score = _chance(_weights("other languages").log_odds({sign.name: amount for sign, amount in amounts.items()}))
    proposed = score >= _PROPOSE_ABROAD and not names & _NEVER_ABROAD
    reasons = [sign for sign in shown(list(amounts), proposed=proposed, most=2) if sign.name not in ("statement", "nothing")]
    return Spotted(0.0 if "furniture" in names else round(score, 4), (Sign("language", language), *reasons), proposed)


def _proposed(score: float, names: set[str]) -> bool:
    if names & _NEVER:
        return False
    doubts = names & _DOUBTS
    if names & {"answered", "overtaken"}:
        doubts -= {"prediction"}
    if "framing" in doubts and not names & _FACTS:
        return False
    return score >= (_SURE if doubts else PROPOSE)


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def language_of(sentences: Sequence[Span]) -> str | None:
    """The language of the sentences; English if there is too little text."""
    return languages.detect(" ".join(sentence.text for sentence in sentences[:40])[:_JUDGED_ON], "en")


@cache
def _weights(kind: str) -> Weights:
    file = resources.files("claims.reading.spotting").joinpath("spotting_weights.json")
    model = json.loads(file.read_text(encoding="utf-8"))[kind]
    return Weights(model["bias"], model["features"], tuple(model["vector"]))
