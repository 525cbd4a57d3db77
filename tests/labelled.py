"""The sets of labelled texts under ``tests/data``: their README files say who wrote each one for what, when, and whether anything was tuned on it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True)
class LabelledPair:
    """Two statements. ``kind`` says what differs, or in the set made from frames what harmless change was made."""

    kind: str
    ours: str
    theirs: str
    same: bool
    known_wrong: bool
    ours_on: date | None = None
    theirs_on: date | None = None


@dataclass(frozen=True)
class RelatedPair:
    """Two statements with their true relation, seen from ours: same, more, less, differs or related."""

    relation: str
    kind: str  # of the difference; empty when there is none
    ours: str
    theirs: str
    ours_on: date | None = None
    theirs_on: date | None = None


def differences(name: str) -> list[LabelledPair]:
    """The pairs of one set about differences."""
    return [_pair(row) for row in rows(DATA / "differences" / f"{name}.jsonl")]


def relations(name: str) -> list[RelatedPair]:
    """The pairs of each base text of one set with the texts around it."""
    return [pair for item in rows(DATA / "relations" / f"{name}.jsonl") for pair in around(item)]


def labelled_as_related(name: str) -> list[RelatedPair]:
    """The pairs of one set about differences, as relations."""
    return [
        RelatedPair("same" if pair.same else "differs", pair.kind, pair.ours, pair.theirs, pair.ours_on, pair.theirs_on)
        for pair in differences(name)
    ]


def rows(path: Path) -> list[dict]:  # type: ignore[type-arg]
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _pair(row: dict) -> LabelledPair:  # type: ignore[type-arg]
    days = {name: date.fromisoformat(row[name]) for name in ("ours_on", "theirs_on") if name in row}
    return LabelledPair(**row | days)


def around(item: dict) -> Iterator[RelatedPair]:  # type: ignore[type-arg]
    """The pairs of an item's base text with each text around it."""
    base = item["base"]
    for relation, name in (("same", "same"), ("more", "broader"), ("less", "narrower"), ("related", "related")):
        for text in item[name]:
            yield RelatedPair(relation, "", base, text)
    for text in item["differs"]:
        yield RelatedPair("differs", text["kind"], base, text["text"])
