"""The ordered pairs that the pair model is fitted on: every pair that a set's labels settle, and sentences with one word exchanged."""

import hashlib
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.labelled import DATA, rows

FOLLOWS, OPEN, EXCLUDED = 0, 1, 2
SWAPS = DATA / "relations" / "swaps.txt"
SHARES = {"same": 0.35, "differs": 0.31, "implied": 0.16, "related": 0.18}  # of the pairs drawn from a set of items

Item = dict  # type: ignore[type-arg]


@dataclass(frozen=True)
class Ordered:
    """Two texts in their order, and whether the second follows, is left open or is excluded."""

    first: str
    second: str
    label: int


def items(name: str) -> list[Item]:
    """The items of one set of relations."""
    return rows(DATA / "relations" / f"{name}.jsonl")


def is_held_out(name: str, item: Item) -> bool:
    """Whether an item chooses the model and the limits and is never fitted on; see the README beside the sets."""
    number = int(hashlib.sha256(item["id"].encode()).hexdigest(), 16)
    return (name == "items" and item["round"] == 2 and number % 11 == 0) or (name == "natural" and number % 3 == 0) or name == "frozen"


def grouped(item: Item) -> dict[str, list[Ordered]]:
    """Every ordered pair that an item's labels settle, by the relation that it shows."""
    same = [item["base"], *item["same"]]
    groups: dict[str, list[Ordered]] = {
        "same": [Ordered(a, b, FOLLOWS) for a in same for b in same if a != b],
        "implied": [],
        "differs": [],
        "related": [],
    }
    for text in same:
        for longer in item["narrower"]:
            groups["implied"] += [Ordered(longer, text, FOLLOWS), Ordered(text, longer, OPEN)]
        for shorter in item["broader"]:
            groups["implied"] += [Ordered(text, shorter, FOLLOWS), Ordered(shorter, text, OPEN)]
        for different in item["differs"]:
            groups["differs"] += [Ordered(text, different["text"], EXCLUDED), Ordered(different["text"], text, EXCLUDED)]
        for related in item["related"]:
            groups["related"] += [Ordered(text, related, OPEN), Ordered(related, text, OPEN)]
    return groups


def drawn(name: str, number: int, chance: random.Random, *, round_of: int | None = None) -> list[Ordered]:
    """``number`` pairs of a set, each relation with its share, whatever the items hold most of."""
    groups: dict[str, list[Ordered]] = {}
    for item in items(name):
        if not is_held_out(name, item) and (round_of is None or item["round"] == round_of):
            for group, pairs in grouped(item).items():
                groups.setdefault(group, []).extend(pairs)
    return [pair for group, pairs in groups.items() for pair in chance.choices(pairs, k=round(number * SHARES[group]))]


def swapped(number: int, chance: random.Random) -> list[Ordered]:
    """``number`` pairs of an item's text and the same with one word exchanged: for another of its kind, for a synonym, for its genus."""
    texts = [
        text
        for name in ("items", "natural", "short")
        for item in items(name)
        if not is_held_out(name, item)
        for text in (item["base"], *item["same"])
    ]
    exchanges = list(_exchanges())
    pairs: list[Ordered] = []
    while len(pairs) < number:
        text = chance.choice(texts)
        fitting = [exchange for exchange in chance.sample(exchanges, 400) if _has(text, exchange[0])]
        for word, substitute, there, back in fitting[:2]:
            new = _exchange(text, word, substitute)
            pairs += [Ordered(text, new, there), Ordered(new, text, back)]
    return pairs[:number]


def _exchanges() -> Iterator[tuple[str, str, int, int]]:
    for line in SWAPS.read_text(encoding="utf-8").splitlines():
        sort, _, words = line.partition(": ")
        names = [word.replace("_", " ") for word in words.split()]
        for word, substitute in _pairs_of(names):
            if sort == "kinds":
                yield word, substitute, EXCLUDED, EXCLUDED
            elif sort == "synonyms":
                yield word, substitute, FOLLOWS, FOLLOWS
            elif sort == "genus" and word != names[-1]:
                yield word, names[-1], FOLLOWS, OPEN


def _pairs_of(names: list[str]) -> Iterable[tuple[str, str]]:
    return ((word, substitute) for word in names for substitute in names if word != substitute)


def _has(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


def _exchange(text: str, word: str, substitute: str) -> str:
    new = re.sub(rf"\b{re.escape(word)}\b", substitute, text)
    article = "n" if substitute[0].lower() in "aeiou" else ""
    return re.sub(rf"\b([Aa])n? (?={re.escape(substitute)}\b)", rf"\g<1>{article} ", new)
