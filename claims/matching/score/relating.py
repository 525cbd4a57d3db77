"""How two texts relate: the pair model judges, the rules explain, and ``relations.toml`` holds the chance each relation needs."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from claims.matching.differences import additions
from claims.matching.score.pair_model import EXCLUDED, FOLLOWS, OPEN, Chances, PairModel
from claims.matching.search.normalise import key
from claims.model import Closer, Comparison, Difference, DifferenceKind, Relation

TABLE = Path(__file__).with_name("relations.toml")
"""``tests/benchmarks/score_fit.py`` writes its scales; ``relation_figures.py`` helps to choose its limits. Data: docs/matching.md."""

FEWEST_WORDS = 4
"""Texts with fewer words are never "same": they say too little to be sure."""

_SURE = 0.99  # the score of texts that differ only in case, punctuation and how figures are written

_LEAST = 1e-3  # lower chances count as this


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts to judge, with the days on which they were said.

    ``as_read`` is the pair as the model reads it: without the extras of a post and, for a long text, only the sentence that matched.
    ``likeness`` holds what the texts have in common (features that need no other candidate).
    """

    ours: str
    theirs: str
    ours_on: date | None
    theirs_on: date | None
    as_read: tuple[str, str]
    differences: tuple[Difference, ...]
    likeness: Mapping[str, float]
    is_english: bool = True  # on both sides: the model knows no other language


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a pair relates; the fields are those of ``Comparison``."""

    score: float
    relation: Relation
    closer: Closer | None
    differences: tuple[Difference, ...]
    questions: tuple[Difference, ...]
    signs: Mapping[str, float]  # results of rules and model, as features of the score
    added: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Logistic regression weights that turn a pair's features into a score."""

    intercept: float
    weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """The share of pairs with such features that are the same claim, 0..1; a feature that is missing counts as 0."""
        total = self.intercept + sum([weight * features.get(name, 0.0) for name, weight in self.weights.items()])
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)


@dataclass(frozen=True, slots=True)
class Limits:
    """The chance from which each relation is reported, and the score from which a pair is suggested unasked."""

    worth: float
    settled: float
    close: float
    excludes: float
    excludes_with_rule: Mapping[str, float]
    near: float
    excludes_when_near: float
    same: float
    same_veto: float
    follows: float
    suggested: Mapping[str, float]
    contradicting: Mapping[str, float]
    same_by_words: float
    scales: Mapping[str, Scale]


@lru_cache(maxsize=1)
def limits() -> Limits:
    """The values in ``relations.toml``."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    scales = {name: Scale(float(scale["intercept"]), scale["weights"]) for name, scale in table["scales"].items()}
    return Limits(**table["limits"], scales=scales)


def is_suggested(comparison: Comparison) -> bool:
    """Whether a pair is good enough to be shown to somebody who did not ask for it.

    Two texts that seem to exclude each other are hardly ever the same claim, so their score does not show how close they are. Their
    likeness is used instead.
    """
    excludes = comparison.features.get("excluded", 0.0) >= limits().same_veto
    if excludes or comparison.relation is Relation.DIFFERS or comparison.questions:
        measure = "cosine" if "cosine" in comparison.features else "token_set"
        return comparison.features.get(measure, 0.0) >= limits().contradicting[measure]
    return comparison.score >= limits().suggested[comparison.closer or comparison.relation]


def judge(pairs: Sequence[Pair], model: PairModel | None) -> list[Judgement]:
    """How each pair relates. A pair's answer depends on its two texts alone, not on the store or on other pairs.

    The model runs in one call for all pairs that are worth it: first whether theirs follows from ours, then the reverse where that
    leaves the relation open. A text that says less leaves the first direction just as open as one that is merely related.
    """
    worth = [position for position, pair in enumerate(pairs) if model and pair.is_english and _is_worth_asking(pair)]
    first = _answers(model, {position: pairs[position].as_read for position in worth})
    unsettled = [position for position, chances in first.items() if _leaves_open(pairs[position], chances)]
    second = _answers(model, {position: pairs[position].as_read[::-1] for position in unsettled})
    return [_judged(pair, first.get(position), second.get(position)) for position, pair in enumerate(pairs)]


def _is_worth_asking(pair: Pair) -> bool:
    return max(pair.likeness.get("cosine", 0.0), pair.likeness.get("token_set", 0.0)) >= limits().worth


def _leaves_open(pair: Pair, chances: Chances) -> bool:
    return bool(chances[OPEN] < limits().settled) or pair.likeness.get("cosine", 1.0) >= limits().close


def _answers(model: PairModel | None, texts: Mapping[int, tuple[str, str]]) -> dict[int, Chances]:
    return dict(zip(texts, model.chances(list(texts.values())), strict=True)) if model and texts else {}


def _judged(pair: Pair, ours: Chances | None, theirs: Chances | None) -> Judgement:
    signs = _signs(pair, ours, theirs)
    score = _score({**pair.likeness, **signs}, with_model=ours is not None)
    if key(pair.ours) == key(pair.theirs) and not pair.differences and _says_enough(pair) and pair.is_english:
        return Judgement(_SURE, Relation.SAME, None, (), (), signs)
    if ours is None:
        return _by_rules(pair, score, signs)
    borne_out = tuple(difference for difference in pair.differences if signs["excluded"] >= _least_to_exclude(pair, difference))
    questions = tuple(difference for difference in pair.differences if difference not in borne_out)
    forward, backward = float(ours[FOLLOWS]), float(theirs[FOLLOWS]) if theirs is not None else 0.0
    if borne_out or signs["excluded"] >= limits().excludes:
        return Judgement(score, Relation.DIFFERS, None, borne_out, questions, signs)
    ours_add, theirs_add = _added(pair)
    is_same = min(forward, backward) >= limits().same and signs["excluded"] < limits().same_veto
    # A figure or date that only one side adds means no rewording, whatever the model says: a reworded figure counts as added on both.
    # Names and clauses are reworded too often to count here: counting them would lose a fifth of the rewordings (November 2026).
    if is_same and _says_enough(pair) and not questions and _has_figure(ours_add) == _has_figure(theirs_add):
        return Judgement(score, Relation.SAME, None, (), (), signs)
    if forward >= max(backward, limits().follows) and not theirs_add and not questions:
        return Judgement(score, Relation.SIMILAR, Closer.MORE, (), (), signs, ours_add)
    if backward >= max(forward, limits().follows) and not ours_add and not questions:
        return Judgement(score, Relation.SIMILAR, Closer.LESS, (), (), signs, tuple(difference.turned() for difference in theirs_add))
    return Judgement(score, Relation.SIMILAR, Closer.RELATED, (), questions, signs)


def _has_figure(added: Sequence[Difference]) -> bool:
    return any(difference.kind in (DifferenceKind.NUMBER, DifferenceKind.DATE) for difference in added)


def _added(pair: Pair) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    return (
        additions.find(pair.ours, pair.theirs, longer_on=pair.ours_on, shorter_on=pair.theirs_on),
        additions.find(pair.theirs, pair.ours, longer_on=pair.theirs_on, shorter_on=pair.ours_on),
    )


def _least_to_exclude(pair: Pair, difference: Difference) -> float:
    # In two texts with nearly the same words a rule is seldom wrong; in a free rewording it often is. One word can deny, and one more can
    # take it back ("at their highest since", "have not been this high since"), so among similar words a denial also needs the model.
    is_near = pair.likeness.get("token_sort", 0.0) >= limits().near and difference.kind is not DifferenceKind.NEGATION
    return limits().excludes_when_near if is_near else limits().excludes_with_rule[difference.kind]


def _by_rules(pair: Pair, score: float, signs: Mapping[str, float]) -> Judgement:
    if pair.differences:
        return Judgement(score, Relation.DIFFERS, None, pair.differences, (), signs)
    is_same = pair.is_english and _says_enough(pair) and score >= limits().same_by_words
    return Judgement(score, Relation.SAME if is_same else Relation.SIMILAR, None, (), (), signs)


def _says_enough(pair: Pair) -> bool:
    return min(len(pair.ours.split()), len(pair.theirs.split())) >= FEWEST_WORDS


def _signs(pair: Pair, ours: Chances | None, theirs: Chances | None) -> dict[str, float]:
    """Results of rules and model for a pair, as features of the score."""
    signs = {"rule": float(bool(pair.differences))}
    if ours is None:
        return signs
    signs["forward"], signs["excluded"] = _log_odds(ours[FOLLOWS]), float(ours[EXCLUDED])
    if theirs is not None:
        signs["backward"], signs["excluded"] = _log_odds(theirs[FOLLOWS]), float(max(ours[EXCLUDED], theirs[EXCLUDED]))
    return signs


def _log_odds(chance: float) -> float:
    bounded = min(1 - _LEAST, max(_LEAST, float(chance)))
    # Measured from the minimum, so that a chance that was not computed counts like zero.
    return math.log(bounded / (1 - bounded)) - math.log(_LEAST / (1 - _LEAST))


def _score(features: Mapping[str, float], *, with_model: bool) -> float:
    kind = "words" if "cosine" not in features else "languages" if "crosses" in features else "meaning"
    return limits().scales[f"pair_and_{kind}" if with_model else kind].score(features)
