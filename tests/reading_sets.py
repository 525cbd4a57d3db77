"""The labelled passages for sentences and speakers, and how a reading is scored against them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from claims.model import Attribution, Span

DATA = Path(__file__).parent / "data"


def passages(part: str, name: str) -> list[dict[str, Any]]:
    """The passages of a set ("sentences" or "speakers"), as the README beside the set describes them."""
    return [json.loads(line) for line in (DATA / part / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]


def names(part: str) -> list[str]:
    return sorted(file.stem for file in (DATA / part).glob("*.jsonl"))


def joints(pieces: list[str]) -> set[int]:
    """Where one piece ends and the next begins, as places in the text without its spaces."""
    at, places = 0, set()
    for piece in pieces[:-1]:
        at += len("".join(piece.split()))
        places.add(at)
    return places


@dataclass
class Boundaries:
    """Sentence boundaries of a set: how many were right, missed, too many."""

    right: int = 0
    missed: int = 0
    extra: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, wanted: list[str], given: list[str]) -> None:
        gold, got = joints(wanted), joints(given)
        self.right += len(gold & got)
        self.missed += len(gold - got)
        self.extra += len(got - gold)
        if gold != got:
            self.wrong.append(" | ".join(given))

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.missed + self.extra)


def statements(passage: dict[str, Any], sentences: list[Span], read: list[Attribution]) -> Iterator[tuple[dict[str, Any], Attribution]]:
    """Each labelled statement with what was read of the first sentence from there on that holds its words."""
    at = 0
    for label in passage["statements"]:
        start = passage["text"].find(label["piece"], at)
        start = start if start >= 0 else passage["text"].index(label["piece"])
        number = next(n for n, span in enumerate(sentences) if start < span.end)
        yield label, read[number]
        at = start


def is_same_name(wanted: str, given: str) -> bool:
    """Whether two names mean one speaker: articles and the "@" of an account aside, the words of one are all in the other."""
    one, other = (
        set(words.lower().replace(".", "").replace(",", "").replace("’", "'").replace("@", "").split())
        - {"the", "a", "an", "its", "his", "her"}
        for words in (wanted, given)
    )
    return bool(one and other) and (one <= other or other <= one)


@dataclass
class Speakers:
    """Speakers of a set: how many named ones are right, how many of the wanted were named, and what the questions about the rest offer."""

    named: int = 0
    right: int = 0
    wanted: int = 0
    asked: int = 0  # statements with buttons instead of a speaker
    offered: int = 0  # ... with the right one among them
    first: int = 0  # ... with the right one first
    polar: int = 0
    polar_right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, label: dict[str, Any], read: Attribution) -> None:
        if "speaker" in label:
            self._speaker(label, read)
        if "polarity" in label:
            polarity = getattr(read, "polarity", "asserted")
            self.polar += 1
            self.polar_right += polarity == label["polarity"]
            if polarity != label["polarity"]:
                self.wrong.append(f"polarity: {label['piece'][:70]!r}: wanted {label['polarity']}, got {polarity}")

    def _speaker(self, label: dict[str, Any], read: Attribution) -> None:
        wanted, given = label["speaker"], read.speaker
        self.named += given is not None
        self.wanted += wanted is not None
        right = bool(wanted and given and is_same_name(wanted, given))
        self.right += right
        if given is None and read.candidates:
            fits = [wanted is not None and is_same_name(wanted, candidate) for candidate in read.candidates]
            self.asked, self.offered, self.first = self.asked + 1, self.offered + any(fits), self.first + fits[0]
        if not right and (wanted or given):
            kind = "missed" if given is None else "WRONG"
            self.wrong.append(f"{kind}: {label['piece'][:70]!r}: wanted {wanted}, got {given}")

    @property
    def precision(self) -> float:
        return self.right / self.named if self.named else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def reached(self) -> float:
        """The share of the wanted speakers that are named or among the buttons."""
        return (self.right + self.offered) / self.wanted if self.wanted else 1.0


@dataclass
class Parts:
    """Parts offered of compound sentences: how many are labelled facts, how many facts are among them, how many sentences get any."""

    labelled: int = 0
    met: int = 0
    offered: int = 0
    right: int = 0
    compound: int = 0
    parted: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, whole: str, labelled: list[str], given: list[str]) -> None:
        """A sentence that is left whole offers nothing."""
        offered = given if given != [whole] else []
        if len(labelled) > 1:
            self.compound, self.parted = self.compound + 1, self.parted + bool(offered)
        met = [fact for fact in labelled if any(is_same_fact(fact, part) for part in given)]
        right = [part for part in offered if any(is_same_fact(fact, part) for fact in labelled)]
        self.labelled, self.met = self.labelled + len(labelled), self.met + len(met)
        self.offered, self.right = self.offered + len(offered), self.right + len(right)
        self.wrong += [f"missed: {fact}" for fact in labelled if fact not in met] + [
            f"WRONG: {part}" for part in offered if part not in right
        ]


def is_same_fact(labelled: str, given: str) -> bool:
    """Whether two wordings are one fact: alike to 85 in 100 letters, and in every figure."""
    return fuzz.ratio(labelled.lower(), given.lower()) >= 85 and re.findall(r"\d+", labelled) == re.findall(r"\d+", given)
