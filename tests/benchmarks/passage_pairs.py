"""The pairs that the passage model is fitted on: a passage, a claim, and what the passage says about the claim.

    nice .venv/bin/python -m tests.benchmarks.passage_pairs OUT --sets FOLDER … --stances FILE … --general FILE

Writes JSON lines {"passage", "claim", "stance": 0 supports, 1 neither, 2 contradicts, "speaks": 1, 0 or null, "group"} for ``passage_fit``.

--sets: folders in the form of ``passage_figures``. The labelled quote gives what speaks to a claim; what the search ranks high without it
gives what only looks like it. --stances: lines {"claim", "passages": [{"text", "label": supports, contradicts or neither}]}. --general:
pairs of general inference, lines {"first", "second", "label": 0 follows, 1 open, 2 excluded}. The items of relations in tests/data are
recast: a text about the same subject becomes a neighbour of the sentence that speaks to the claim.
"""

import argparse
import json
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from claims.matching.search import encoder as encoders
from claims.model import Span
from claims.reading import sentences
from claims.sourcing.library.passage_index import PassageIndex
from claims.sourcing.library.searching import ranked_passages
from tests.benchmarks.passage_figures import Set, evidence_of, library, read_set, stance_of
from tests.benchmarks.relation_pairs import EXCLUDED, FOLLOWS, OPEN, Ordered, grouped, is_held_out, items
from tests.labelled import rows

STANCES = {"supports": FOLLOWS, "contradicts": EXCLUDED, "context": OPEN, "neither": OPEN}
SILENT = 16
"""Passages that the search ranks highest for a claim, and that do not speak to it, which are taken as such."""

TAKEN = 40
"""Sentences of a text that are taken as claims in their own words."""

_FIGURE = re.compile(r"\b(?:[2-9]|[1-9]\d{1,3})\b(?![.,]\d|th\b|st\b)")


@dataclass(frozen=True)
class Pair:
    """A passage and a claim; ``speaks`` is None where the labels do not say whether the passage bears on the claim."""

    passage: str
    claim: str
    stance: int
    speaks: int | None
    group: str


def from_set(labelled: Set, index: PassageIndex, names: dict[int, str], chance: random.Random) -> Iterator[Pair]:
    """The quotes of each claim, alone and among their neighbours, and the passages that the search wrongly ranks high."""
    encoder = encoders.load()
    split = {name: sentences.split(text["text"]) for name, text in labelled.texts.items()}
    for claim in labelled.claims:
        for evidence in evidence_of(claim):
            yield from _speaking(labelled, claim["claim"], evidence, split[evidence["source"]], chance)
        found = ranked_passages(
            index,
            claim["claim"],
            lambda number, start, end: labelled.texts[names[number]]["text"][start:end],
            lambda number: labelled.texts[names[number]]["title"],
            encoder,
        )
        silent = [
            (names[passage.candidate.text], passage.candidate.start, passage.candidate.end)
            for passage in found
            if not _touches(labelled, claim, names[passage.candidate.text], passage.candidate.start, passage.candidate.end)
        ][:SILENT]
        for source, start, end in silent:
            inside = [span for span in split[source] if span.start >= start and span.end <= end]
            title = labelled.texts[source]["title"]
            for spans in (inside, _some(inside, chance), _some(inside, chance)):
                if spans:
                    yield Pair(_titled(title, spans, chance), claim["claim"], OPEN, 0, "set silent")


def from_texts(labelled: Set, chance: random.Random) -> Iterator[Pair]:
    """Sentences as claims: the text says so itself, or another figure, or another of its sentences is silent on it."""
    for text in labelled.texts.values():
        spans = [span for span in sentences.split(text["text"]) if 6 <= len(span.text.split()) <= 30]
        for span, another in pairwise(chance.sample(spans, min(len(spans), TAKEN))):
            claim = chance.choice((span.text, re.split(r", (?:and|but|which|who|though|while) |; ", span.text)[0]))
            yield Pair(_titled(text["title"], [span], chance), claim, FOLLOWS, 1, "text says so")
            yield Pair(_titled(text["title"], [another], chance), claim, OPEN, 0, "text silent")
            if changed := _with_another_figure(claim, span.text, chance):
                yield Pair(_titled(text["title"], [span], chance), changed, EXCLUDED, 1, "text says otherwise")


def _speaking(labelled: Set, claim: str, evidence: dict[str, str], split: Sequence[Span], chance: random.Random) -> Iterator[Pair]:
    text = labelled.texts[evidence["source"]]
    first = text["text"].index(evidence["quote"])
    numbers = [number for number, span in enumerate(split) if span.start < first + len(evidence["quote"]) and first < span.end]
    title, stance = text["title"], STANCES[evidence["stance"]]
    for before in range(3):
        for after in range(3):
            spans = split[max(0, numbers[0] - before) : numbers[-1] + after + 1]
            if len(spans) <= max(4, len(numbers)):
                yield Pair(_titled(title, spans, chance), claim, stance, 1, "set speaks")
                if stance == FOLLOWS and (other := _with_another_figure(claim, " ".join(span.text for span in spans), chance)):
                    yield Pair(_titled(title, spans, chance), other, EXCLUDED, 1, "set figures")


def _touches(labelled: Set, claim: dict[str, Any], source: str, start: int, end: int) -> bool:
    """Whether a passage has any of the labelled words."""
    for evidence in evidence_of(claim):
        if evidence["source"] == source:
            first = labelled.texts[source]["text"].index(evidence["quote"])
            if start < first + len(evidence["quote"]) and first < end:
                return True
    return stance_of(labelled, claim, (source, start, end)) is not None


def _titled(title: str, spans: Sequence[Span], chance: random.Random) -> str:
    words = " ".join(span.text for span in spans)
    return f"{title}. {words}" if chance.random() < 0.7 else words


def _some(spans: Sequence[Span], chance: random.Random) -> Sequence[Span]:
    if not spans:
        return spans
    first = chance.randrange(len(spans))
    return spans[first : first + chance.choice((1, 2, 2, 3))]


def _with_another_figure(claim: str, passage: str, chance: random.Random) -> str | None:
    """The claim with one figure that the passage has, too, replaced: it no longer holds."""
    shared = [match for match in _FIGURE.finditer(claim) if re.search(rf"\b{match[0]}\b", passage)]
    if not shared:
        return None
    match = chance.choice(shared)
    number = int(match[0])
    step = chance.choice((1, 2, 3, 5)) if 1900 <= number <= 2100 else max(1, round(number * chance.choice((0.2, 0.3, 0.5, 1.0))))
    changed = number + step if chance.random() < 0.5 or number - step < 2 else number - step
    return f"{claim[: match.start()]}{changed}{claim[match.end() :]}"


def from_stances(path: Path, chance: random.Random) -> Iterator[Pair]:
    """Every labelled sentence of a claim, and each beside one that says nothing about it."""
    for row in rows(path):
        passages = [(passage["text"], passage["label"]) for passage in row["passages"]]
        silent = [text for text, label in passages if label == "neither"]
        for text, label in passages:
            speaks = int(label != "neither")
            group = "stance" if speaks else "stance silent"
            yield Pair(text, row["claim"], STANCES[label], speaks, group)
            for beside in silent:
                if beside != text:
                    both = f"{text} {beside}" if chance.random() < 0.5 else f"{beside} {text}"
                    yield Pair(both, row["claim"], STANCES[label], speaks, f"{group} joined")


def from_items(chance: random.Random) -> Iterator[Pair]:
    """The items of relations, alone and with a neighbour about the same subject."""
    for name in ("items", "natural", "short"):
        for item in items(name):
            if is_held_out(name, item):
                continue
            for group, ordered in grouped(item).items():
                for pair in ordered:
                    yield _recast(pair, group)
                    if item["related"] and chance.random() < 0.3:
                        beside = chance.choice(item["related"])
                        if beside not in (pair.first, pair.second):
                            parts = [pair.first, beside] if chance.random() < 0.5 else [beside, pair.first]
                            yield _recast(Ordered(" ".join(parts), pair.second, pair.label), f"{group} joined")


def _recast(pair: Ordered, group: str) -> Pair:
    # A text that says less than the claim bears on it in part: left open.
    speaks = 1 if pair.label != OPEN else 0 if group.startswith("related") else None
    return Pair(pair.first, pair.second, pair.label, speaks, f"items {group}")


def main() -> None:
    """Write all pairs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    for name in ("sets", "stances", "general"):
        options.add_argument(f"--{name}", nargs="*", default=[])
    given = options.parse_args()
    chance = random.Random(7)
    pairs: list[Pair] = list(from_items(chance))
    for name in given.sets:
        labelled = read_set(name)
        with tempfile.TemporaryDirectory() as folder:
            index, names = library(labelled, Path(folder))
            pairs += from_set(labelled, index, names, chance)
        pairs += from_texts(labelled, chance)
    for name in given.stances:
        pairs += from_stances(Path(name), chance)
    for name in given.general:
        pairs += [Pair(row["first"], row["second"], row["label"], None, "general") for row in rows(Path(name))]
    with given.out.open("w", encoding="utf-8") as file:
        for pair in pairs:
            file.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")
    for group in sorted({pair.group for pair in pairs}):
        print(group, sum(pair.group == group for pair in pairs))


if __name__ == "__main__":
    main()
