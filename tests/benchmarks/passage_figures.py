"""How well passages of everything stored are found for a claim, and how often their suggested stance is right.

    python -m tests.benchmarks.passage_figures [work|final|FOLDER] [--peers]

Prints shares of the claims of tests/data/passages: the right passage first and among the first five (it holds a sentence of the
labelled quote), the stance right among those, "nothing in your sources" right for claims that no text speaks to. ``--peers`` adds
bm25s over the same passages and the older ``best_passages`` over each source. ``final`` is never read: score it, and tune on ``work``.

FOLDER holds any other set, of your own or a public one: ``sources*.jsonl``, a line a text with ``id``, ``title`` and ``text`` (a set of
single evidence sentences has one to a text), and ``claims*.jsonl``, a line a claim with ``claim``, ``source`` (the id of the text that
speaks to it, or null), ``quote`` (exact words of that text, or null) and ``stance`` (supports, contradicts, context or null). A claim
with several pieces of evidence has ``evidence`` instead: a list of objects with ``source``, ``quote`` and ``stance``.
"""

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.model import Span
from claims.reading import sentences
from claims.sourcing.library import passage_encoder, passage_model
from claims.sourcing.library.passage_index import LibraryText, PassageIndex
from claims.sourcing.library.searching import Passage, search

DATA = Path(__file__).parent.parent / "data" / "passages"
HALVES = ("work", "final")

Found = list[tuple[str, int, int]]
"""Source, start and end of passages, best first."""


@dataclass(frozen=True, slots=True)
class Set:
    """Texts by their names, and claims as the files have them."""

    texts: dict[str, dict[str, str]]
    claims: list[dict[str, Any]]


def read_set(name: str) -> Set:
    """The sources and claims of one half, or of a folder."""
    folder, ending = (DATA, f"-{name}") if name in HALVES else (Path(name), "*")
    sources, claims = (
        [json.loads(line) for path in sorted(folder.glob(f"{kind}{ending}.jsonl")) for line in path.open(encoding="utf-8")]
        for kind in ("sources", "claims")
    )
    if not sources or not claims:
        raise SystemExit(f"{folder} has no sources{ending}.jsonl or no claims{ending}.jsonl.")
    return Set({source["id"]: source for source in sources}, claims)


def evidence_of(claim: dict[str, Any]) -> list[dict[str, str]]:
    """The places that speak to a claim, each with source, quote and stance; empty when none does."""
    listed: list[dict[str, str]] = claim.get("evidence") or ([claim] if claim.get("source") else [])
    return listed


def stance_of(labelled: Set, claim: dict[str, Any], passage: tuple[str, int, int]) -> str | None:
    """The labelled stance of a passage that speaks to a claim; None for any other passage."""
    return next((evidence["stance"] for evidence in evidence_of(claim) if _holds(labelled, evidence, passage)), None)


def is_right(labelled: Set, claim: dict[str, Any], passage: tuple[str, int, int]) -> bool:
    """Whether a passage speaks to a claim."""
    return stance_of(labelled, claim, passage) is not None


def _holds(labelled: Set, evidence: dict[str, str], passage: tuple[str, int, int]) -> bool:
    """Whether a passage holds one sentence of the labelled quote whole, or the quote when it is less than a sentence."""
    source, start, end = passage
    if source != evidence["source"]:
        return False
    text = labelled.texts[source]["text"]
    first = text.index(evidence["quote"])
    quote = Span(first, first + len(evidence["quote"]), evidence["quote"])
    inside = [span for span in sentences.split(text) if span.start < quote.end and quote.start < span.end]
    needed = [(max(span.start, quote.start), min(span.end, quote.end)) for span in inside]
    longest = max(stop - begin for begin, stop in needed)
    return any(start <= begin and stop <= end for begin, stop in needed if stop - begin > longest / 3)


def library(labelled: Set, folder: Path) -> tuple[PassageIndex, dict[int, str]]:
    """The index over the texts, with meaning, and the names of its texts."""
    index, names = PassageIndex(folder), dict(enumerate(labelled.texts, start=1))
    index.add([LibraryText(number, labelled.texts[name]["title"], labelled.texts[name]["text"]) for number, name in names.items()])
    encoder = passage_encoder.load()
    assert encoder is not None
    while spans := index.without_meaning(500):
        named = [(labelled.texts[names[number]], start, end) for number, start, end in spans]
        index.meanings.append(encoder.encode_passages([f"{text['title']}. {text['text'][start:end]}" for text, start, end in named]))
    return index, names


def ours(labelled: Set, index: PassageIndex, names: dict[int, str], least: float | None = None) -> list[list[Passage]]:
    """What is offered for each claim."""
    model, encoder = passage_model.load(), passage_encoder.load()

    def text_of(number: int, start: int, end: int) -> str:
        return labelled.texts[names[number]]["text"][start:end]

    def title_of(number: int) -> str:
        return labelled.texts[names[number]]["title"]

    return [search(index, claim["claim"], text_of, title_of, encoder, model, least=least) for claim in labelled.claims]


def scores(labelled: Set, found: Sequence[Found]) -> str:
    """The shares of claims with the right passage first, and among the first five."""
    asked = [(claim, passages) for claim, passages in zip(labelled.claims, found, strict=True) if evidence_of(claim)]
    first = sum(any(is_right(labelled, claim, passage) for passage in passages[:1]) for claim, passages in asked)
    five = sum(any(is_right(labelled, claim, passage) for passage in passages[:5]) for claim, passages in asked)
    return f"right passage first {first / len(asked):.3f}, among the first five {five / len(asked):.3f} of {len(asked)}"


def report(labelled: Set, found: Sequence[Sequence[Passage]], names: dict[int, str]) -> None:
    """Print all figures of ours."""
    spans = [[(names[each.text], each.span.start - len(each.before), each.span.end) for each in passages] for passages in found]
    print("as offered:", scores(labelled, spans))
    shown = [[(names[each.text], each.span.start, each.span.end) for each in passages] for passages in found]
    print("without what stands before the sentence that is shown first:", scores(labelled, shown))
    stances = []
    for claim, passages, places in zip(labelled.claims, found, spans, strict=True):
        labels = [(stance_of(labelled, claim, place), passage.judged.stance) for passage, place in zip(passages, places, strict=True)]
        stances += [pair for pair in labels if pair[0]][:1]
    suggested = [(label, stance) for label, stance in stances if stance]
    correct = sum(label == stance for label, stance in suggested)
    print(f"stance right {correct / max(1, len(stances)):.3f} of {len(stances)} found; suggested for {len(suggested)}, right {correct}")
    nothing = [not passages for claim, passages in zip(labelled.claims, found, strict=True) if not evidence_of(claim)]
    answered = [bool(passages) for claim, passages in zip(labelled.claims, found, strict=True) if evidence_of(claim)]
    if nothing:
        print(f"nothing right {sum(nothing) / len(nothing):.3f} of {len(nothing)}")
    print(f"something for {sum(answered) / len(answered):.3f} of the {len(answered)} others")


def peers(labelled: Set, index: PassageIndex, names: dict[int, str]) -> None:
    """Print bm25s over the same passages, and the older passages of one source asked of each."""
    import bm25s  # only here: a development requirement

    from claims.sourcing.passages import best_passages

    rows = [tuple(map(int, row[:3])) for row in index._rows]
    corpus = bm25s.tokenize(
        [labelled.texts[names[number]]["text"][start:end] for number, start, end in rows], stopwords="en", show_progress=False
    )
    retriever = bm25s.BM25()
    retriever.index(corpus, show_progress=False)
    queries = bm25s.tokenize([claim["claim"] for claim in labelled.claims], stopwords="en", show_progress=False)
    hits, _ = retriever.retrieve(queries, k=40, show_progress=False)
    print("bm25s:", scores(labelled, [_apart([(names[rows[hit][0]], *rows[hit][1:]) for hit in line]) for line in hits.tolist()]))
    split = {name: sentences.split(text["text"]) for name, text in labelled.texts.items()}
    older = []
    for claim in labelled.claims:
        best = [(passage, name) for name, spans in split.items() for passage in best_passages(claim["claim"], spans)]
        best.sort(key=lambda pair: -pair[0].score)
        older.append([(name, passage.sentence.start, passage.sentence.end) for passage, name in best[:5]])
    print("best_passages:", scores(labelled, older))


def _apart(passages: Found) -> Found:
    apart: Found = []
    for name, start, end in passages:
        if not any(name == theirs and start < stop and begin < end for theirs, begin, stop in apart):
            apart.append((name, start, end))
    return apart[:5]


def main() -> None:
    """Score one half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half", metavar="SET", nargs="?", default="work")
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args(sys.argv[1:])
    labelled = read_set(given.half)
    with tempfile.TemporaryDirectory() as folder:
        index, names = library(labelled, Path(folder))
        report(labelled, ours(labelled, index, names), names)
        whatever = ours(labelled, index, names, least=-math.inf)
        spans = [
            [(names[passage.text], passage.span.start - len(passage.before), passage.span.end) for passage in passages]
            for passages in whatever
        ]
        print("if something were always offered:", scores(labelled, spans))
        if given.peers:
            peers(labelled, index, names)


if __name__ == "__main__":
    main()
