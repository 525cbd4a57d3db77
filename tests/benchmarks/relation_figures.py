"""How well relations are told: per set and true relation what rules alone, the pair model alone and both tell, and what each rule is worth.

    python -m tests.benchmarks.relation_figures [SET ...] [--worth] [--fit]

``--worth`` leaves each rule out in turn. ``--fit`` looks for limits (claims/matching/score/relations.toml) on the items held out of fitting;
"frozen" is for figures alone. Every pair counts as found: the figures are of the judgement, not of the search.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, utils

from claims.matching import query_passages
from claims.matching.differences import differences
from claims.matching.score import pair_model, relating
from claims.matching.score.pair_model import Chances, PairModel
from claims.matching.score.relating import Limits, Pair
from tests.benchmarks.relation_pairs import is_held_out, items
from tests.labelled import RelatedPair, around, labelled_as_related

HELD_OUT = ("items, held out", "natural, held out")
SETS = (*HELD_OUT, "frozen", "frozen-2", "01", "02", "03", "04", "05", "06", "07", "08", "09")
RELATIONS = ("same", "more", "less", "related", "differs")
MOST_CHANGED_SAME, MOST_SAME_DIFFERS, MOST_RELATED_SAME = (
    0.04,
    0.08,
    0.02,
)  # half to four fifths of what is allowed, since texts to come are new


class Remembering:
    """A pair model that answers each question once."""

    def __init__(self, model: PairModel) -> None:
        self._model, self._known = model, dict[tuple[str, str], Chances]()

    def chances(self, asked: Sequence[tuple[str, str]]) -> list[Chances]:
        for pair in asked:
            if pair not in self._known:
                self._known[pair] = self._model.chances([pair])[0]
        return [self._known[pair] for pair in asked]


def read(name: str) -> list[RelatedPair]:
    """The pairs of a set."""
    file, _, part = name.partition(", ")
    if file in ("items", "natural", "frozen", "frozen-2"):
        return [pair for item in items(file) if not part or is_held_out(file, item) for pair in around(item)]
    return labelled_as_related(file)


def asked(pair: RelatedPair) -> Pair:
    """The pair as the search would hand it on."""
    likeness = {"cosine": 1.0, "token_sort": fuzz.token_sort_ratio(pair.ours, pair.theirs, processor=utils.default_process) / 100}
    rules = differences.find(pair.ours, pair.theirs, ours_on=pair.ours_on, theirs_on=pair.theirs_on)
    as_read = (query_passages.clean(pair.ours), query_passages.clean(pair.theirs))
    return Pair(pair.ours, pair.theirs, pair.ours_on, pair.theirs_on, as_read, rules, likeness)


def told(several: Sequence[Pair], model: Remembering | None) -> list[str]:
    """What is told of each pair: one of RELATIONS. Rules alone know but "same" and "differs"."""
    if model is None:
        return ["differs" if pair.differences else "same" for pair in several]
    judged = relating.judge(several, model)  # type: ignore[arg-type]
    return [str(judgement.closer or judgement.relation) for judgement in judged]


def shares(truths: Sequence[str], answers: Sequence[str]) -> dict[tuple[str, str], float]:
    """Of the pairs with each true relation the share that is told as each."""
    total, counts = Counter(truths), Counter(zip(truths, answers, strict=True))
    return {(truth, answer): counts[truth, answer] / total[truth] for truth in total for answer in RELATIONS}


def show(name: str, model: Remembering) -> None:
    """Print the table of a set."""
    labelled = read(name)
    ready = [asked(pair) for pair in labelled]
    bare = [replace(pair, differences=()) for pair in ready]
    truths = [pair.relation for pair in labelled]
    print(
        f"\n{name}: {len(labelled)} pairs\n| truth | pairs | judged by | "
        + " | ".join(RELATIONS)
        + " |\n|---|---|---|"
        + "---|" * len(RELATIONS)
    )
    for truth in (relation for relation in RELATIONS if relation in truths):
        for by, answers in (("rules", told(ready, None)), ("model", told(bare, model)), ("both", told(ready, model))):
            share = shares(truths, answers)
            print(
                f"| {truth} | {truths.count(truth)} | {by} | "
                + " | ".join(f"{share[truth, relation]:.1%}" for relation in RELATIONS)
                + " |"
            )


def show_worth(names: Sequence[str], model: Remembering) -> None:
    """Print what is lost and gained when a rule is left out."""
    labelled = [pair for name in names for pair in read(name)]
    whole = told([asked(pair) for pair in labelled], model)
    print(
        "\n| without | changed meaning no longer told differs | of these told same | the same no longer told differs |\n|---|---|---|---|"
    )
    every = differences.RULES
    for rule in every:
        differences.RULES = tuple(kept for kept in every if kept is not rule)
        without = told([asked(pair) for pair in labelled], model)
        lost = [(pair.relation, now) for pair, before, now in zip(labelled, whole, without, strict=True) if before == "differs" != now]
        counts = Counter(lost)
        changed = sum(count for (truth, _), count in counts.items() if truth == "differs")
        print(
            f"| {rule.__name__} | {changed} | {counts['differs', 'same']} | {sum(count for (truth, _), count in counts.items() if truth == 'same')} |"
        )
    differences.RULES = every


def fit(model: Remembering) -> None:
    """Print the best limits for the held-out items."""
    labelled = [pair for name in HELD_OUT for pair in read(name)]
    ready, truths = [asked(pair) for pair in labelled], [pair.relation for pair in labelled]
    shipped: Callable[[], Limits] = relating.limits
    best = max(
        ((worth(shares(truths, judged_by(limits, ready, model))), limits) for limits in candidates(shipped())), key=lambda scored: scored[0]
    )
    relating.limits = shipped  # type: ignore[assignment]
    names = ("excludes", "same", "same_veto", "excludes_with_rule", "excludes_when_near")
    print(f"\nworth {best[0]:.3f}: " + ", ".join(f"{name} = {getattr(best[1], name)}" for name in names))


def judged_by(limits: Limits, ready: Sequence[Pair], model: Remembering) -> list[str]:
    """What is told with other limits."""
    relating.limits = lambda: limits  # type: ignore[assignment]
    return told(ready, model)


def candidates(shipped: Limits) -> Iterator[Limits]:
    """The limits that are tried."""
    for excludes, same, veto, figures, words in itertools.product(
        (0.8, 0.85, 0.88, 0.9, 0.92), (0.4, 0.5, 0.6, 0.7, 0.8), (0.3, 0.5), (0.2, 0.35, 0.5), (0.6, 0.8)
    ):
        by_kind = {kind: words if kind in ("negation", "direction", "scope") else figures for kind in shipped.excludes_with_rule}
        yield replace(shipped, excludes=excludes, same=same, same_veto=veto, excludes_with_rule=by_kind)


def worth(share: dict[tuple[str, str], float]) -> float:
    """What is told rightly, less ten times what goes beyond the bounds."""
    beyond = max(0.0, share["differs", "same"] - MOST_CHANGED_SAME) + max(0.0, share["related", "same"] - MOST_RELATED_SAME)
    beyond += max(0.0, share["same", "differs"] - MOST_SAME_DIFFERS)
    return share["same", "same"] + share["differs", "differs"] - 10 * beyond


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sets", nargs="*", default=SETS)
    options.add_argument("--worth", action="store_true")
    options.add_argument("--fit", action="store_true")
    given = options.parse_args()
    loaded = pair_model.load()
    assert loaded is not None, "the pair model is missing or changed"
    model = Remembering(loaded)
    if given.fit:
        fit(model)
    elif given.worth:
        show_worth(given.sets, model)
    else:
        for name in given.sets:
            show(name, model)


if __name__ == "__main__":
    main()
