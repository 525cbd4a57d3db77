"""How well a new version of an article is told apart from the old one, line by line.

    python -m tests.benchmarks.version_figures tests/data/edits/edits-1.jsonl [--misses]

For each file: how many changed facts were told as unchanged or as wording only (the figure that must be nought), how many unchanged lines
keep their work, how many that were only worded otherwise are told so, and how many new and gone lines are told as such.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.matching.score import pair_model
from claims.matching.score.pair_model import PairModel
from claims.matching.versions.comparing import compare
from claims.model import LineChange, LineStatus, Span
from claims.reading import sentences

KEPT = (LineStatus.UNCHANGED, LineStatus.WORDING)


@dataclass(frozen=True, slots=True)
class Answer:
    """A line as a person labelled it, and what the program told of its sentences in each version."""

    label: str
    kind: str | None
    before: str
    after: str
    of_before: frozenset[LineStatus]
    of_after: frozenset[LineStatus]

    @property
    def is_carried(self) -> bool:
        """Whether any sentence of the line was told as unchanged or as wording only."""
        return bool((self.of_before | self.of_after) & set(KEPT))


def answers(article: dict[str, Any], model: PairModel | None) -> Iterator[Answer]:
    """What the program tells of each line of an article that a person edited."""
    before, after = sentences.split(article["before"]), sentences.split(article["after"])
    changes = compare([span.text for span in before], [span.text for span in after], model)
    earlier, later = _by_position(changes, "before"), _by_position(changes, "after")
    starts = {"before": 0, "after": 0}
    for line in article["lines"]:
        parts = {side: _listed(line[side]) for side in starts}
        told = {
            side: frozenset(status for part in parts[side] for status in _told(article[side], part, spans, statuses))
            for side, spans, statuses in (("before", before, earlier), ("after", after, later))
        }
        yield Answer(line["status"], line.get("kind"), " ".join(parts["before"]), " ".join(parts["after"]), told["before"], told["after"])


def _listed(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else value


def _by_position(changes: Sequence[LineChange], side: str) -> dict[int, LineStatus]:
    return {position: change.status for change in changes for position in getattr(change, side)}


def _told(text: str, part: str, spans: Sequence[Span], statuses: dict[int, LineStatus]) -> set[LineStatus]:
    start = text.find(part)
    if start < 0:
        raise ValueError(f"no such words in the article: {part!r}")
    return {statuses[number] for number, span in enumerate(spans) if span.start < start + len(part) and start < span.end}


def figures(told: Sequence[Answer]) -> dict[str, str]:
    """The figures of a set, each as "so many of so many"."""
    labels = Counter(answer.label for answer in told)
    carried = sum(answer.label == "changed" and answer.is_carried for answer in told)
    kept = sum(answer.label == "unchanged" and answer.of_after == {LineStatus.UNCHANGED} for answer in told)
    worded = sum(answer.label == "wording" and answer.of_after <= set(KEPT) for answer in told)
    new = sum(answer.label == "new" and answer.of_after == {LineStatus.NEW} for answer in told)
    gone = sum(answer.label == "gone" and answer.of_before == {LineStatus.GONE} for answer in told)
    new_carried = sum(answer.label in ("new", "gone") and answer.is_carried for answer in told)
    return {
        "changed, carried over unseen": f"{carried} of {labels['changed']}",
        "unchanged, told so": f"{kept} of {labels['unchanged']}",
        "wording, told so": f"{worded} of {labels['wording']}",
        "new, told so": f"{new} of {labels['new']}",
        "gone, told so": f"{gone} of {labels['gone']}",
        "new or gone, told as kept": f"{new_carried} of {labels['new'] + labels['gone']}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what went wrong; never of a set that is kept for the last look")
    given = parser.parse_args()
    model = pair_model.load(threads=1)
    for file in given.files:
        articles = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        told = [answer for article in articles for answer in answers(article, model)]
        print(f"{file.name}: {len(articles)} articles, {len(told)} lines")
        for name, value in figures(told).items():
            print(f"  {name:32} {value}")
        if given.misses:
            _print_misses(told)


def _print_misses(told: Sequence[Answer]) -> None:
    for answer in told:
        wrong = answer.is_carried if answer.label != "unchanged" else answer.of_after != {LineStatus.UNCHANGED}
        if wrong and answer.label != "wording":
            print(f"{answer.label} {answer.kind or ''}: {sorted(answer.of_before)} {sorted(answer.of_after)}")
            print(f"    {answer.before}\n    {answer.after}")


if __name__ == "__main__":
    main()
