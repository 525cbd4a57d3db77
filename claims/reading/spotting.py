"""How checkable each sentence is, and why: a linear model on readable signs, common words and, where those leave doubt, the embedding.

The weights are in ``spotting_weights.json``; ``tests/benchmarks/spotting_fit.py`` fits them.
"""

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from claims.model import Span, Spotted
from claims.reading import languages, signs_abroad
from claims.reading.signs import AGAINST, Sign, reads, reads_alone, signs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = "all-MiniLM-L6-v2-int8"
"""The embedding model that the weights were fitted with; the vectors of another mean nothing to them."""

Embed = Callable[[list[str]], "NDArray[np.floating[Any]]"]
"""What gives the L2-normalised embeddings of texts, one row a text."""

_PROPOSE = 0.5  # the score from which a sentence is proposed
_VETOES = frozenset(("furniture", "heading", "question", "instruction", "short"))  # never a claim, whatever the sum says
_DOUBTS = frozenset(
    ("prediction", "opinion", "framing", "hedge", "feeling", "no answer")
)  # a claim only when a hard fact stands beside them
_HARD = frozenset(("figure", "date", "event"))  # beside a prediction only an event counts: the figure is the prediction's
_SURE = 0.8  # the score from which a sentence with doubts and hard facts is proposed
# Below and above these, signs and words decide alone, and nothing is embedded: more than half of a news article. By
# cross-validation that costs 0.003 of the AUC on debates and nothing on news (November 2026, spotting_fit.py).
_PLAINLY_NOT, _PLAINLY = 0.05, 0.9
_MOST_REASONS = 5
_NOTHING_SEEN = "no single sign: judged by what it means as a whole"
_WORD = re.compile(r"[a-z']+|0")
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_LONGEST_READ = 2000  # code points of a sentence whose words count
_JUDGED_ON = 4000  # code points from which the language is told


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model: the log-odds are ``bias`` + the signs' weights + the common words' + ``vector`` times the embedding."""

    bias: float
    signs: dict[str, float]
    words: dict[str, float]
    vector: tuple[float, ...] = ()


def spot(sentences: Sequence[Span], embed: Embed | None = None, *, language: str | None = None) -> list[Spotted]:
    """Score each sentence: 0..1, the chance that it states something a fact-checker could check, with the reasons for and against.

    ``embed`` gives the L2-normalised embeddings of texts by ``MODEL``, one row a text; it is asked once, for the sentences
    that the readable signs leave in doubt. Without it the signs decide alone. A score depends on the sentence alone, not on
    its neighbours. Other languages are judged by the signs that all share. ``language`` is the text's, where it is known; else it is told from the sentences. Questions, headings, instructions and page furniture are never proposed.
    """
    language = language or _language(sentences)
    if language and language != "en":
        return [_spot_abroad(one.text, language) for one in sentences]
    weights = _weights("signs alone")
    found = []
    doubtful: dict[int, list[tuple[Sign, float]]] = {}
    for number, one in enumerate(sentences):
        seen = list(signs(one.text))
        found.append(_judged(seen, weights, _worth(one.text, weights)))
        if embed and leaves_doubt(found[-1].score, {sign.name for sign, _ in seen}):
            doubtful[number] = seen
    if embed and doubtful:
        weights = _weights("signs and vector")
        pulls = embed([sentences[number].text for number in doubtful]) @ weights.vector
        for pull, (number, seen) in zip(pulls, doubtful.items(), strict=True):
            found[number] = _judged(seen, weights, float(pull) + _worth(sentences[number].text, weights))
    return found


def _spot_abroad(sentence: str, language: str) -> Spotted:
    one = _judged(list(signs_abroad.signs(sentence, language)), _weights("other languages"), 0.0)
    said = f"by figures, dates, names and shape alone: this text is in another language ({language})"
    return replace(one, reasons=(said, *(reason for reason in one.reasons if reason != _NOTHING_SEEN))[:_MOST_REASONS])


def leaves_doubt(score: float, names: set[str]) -> bool:
    """Whether a score by the signs of these names alone needs the embedding's word, too."""
    return not names & _VETOES and _PLAINLY_NOT <= score <= _PLAINLY


def words_of(sentence: str) -> set[str]:
    """The words of a sentence in lower case, each once; every number is the word "0"."""
    return set(_WORD.findall(_NUMBER.sub("0", sentence[:_LONGEST_READ].lower())))


def _worth(sentence: str, weights: Weights) -> float:
    """What the common words add to the log-odds, divided by the root of their number, so that a long sentence has no more of them."""
    found = words_of(sentence) & weights.words.keys()
    return sum(weights.words[word] for word in sorted(found)) / math.sqrt(len(found) or 1)


def _judged(seen: list[tuple[Sign, float]], weights: Weights, from_words: float) -> Spotted:
    names = {sign.name for sign, _ in seen}
    if "furniture" in names:
        return Spotted(0.0, (seen[0][0].reason,), False)
    total = weights.bias + from_words + sum(weights.signs.get(sign.name, 0.0) * amount for sign, amount in seen)
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return Spotted(round(score, 4), _reasons([sign for sign, _ in seen], weights), _proposed(score, names))


def _reasons(seen: list[Sign], weights: Weights) -> tuple[str, ...]:
    """Why a person should look at the sentence or not, what weighs most first; there is always one."""
    shown = sorted(filter(reads, seen), key=lambda sign: -abs(weights.signs.get(sign.name, 0.0)))
    return tuple([sign.reason for sign in shown or filter(reads_alone, seen)][:_MOST_REASONS] or [_NOTHING_SEEN])


def _proposed(score: float, names: set[str]) -> bool:
    """Whether a sentence should become a claim: rather too few than framing, opinion and prediction among them."""
    if names & _VETOES or not names - AGAINST:
        return False
    doubts = names & _DOUBTS
    if names & {"answered", "overtaken"}:
        doubts -= {"prediction", "hedge"}
    if doubts:
        hard = names & ({"event"} if "prediction" in names else _HARD)
        return score >= _SURE and "past" in names and bool(hard)
    return score >= _PROPOSE


def _language(sentences: Sequence[Span]) -> str | None:
    """The language of the sentences; English when there is too little text to tell."""
    return languages.detect(" ".join(sentence.text for sentence in sentences[:40])[:_JUDGED_ON], "en")


@cache
def _weights(kind: str) -> Weights:
    file = resources.files("claims.reading").joinpath("spotting_weights.json")
    model = json.loads(file.read_text(encoding="utf-8"))[kind]
    return Weights(model["bias"], model["signs"], model["words"], tuple(model["vector"]))
