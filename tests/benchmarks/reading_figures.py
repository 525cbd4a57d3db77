"""How right sentences, speakers, polarity and the parts of compound sentences are on every labelled set: ``.venv/bin/python -m tests.benchmarks.reading_figures [-v]``."""

import sys
from pathlib import Path

from claims.model import Span
from claims.reading.parts.parts import parts
from claims.reading.sentences import split
from claims.reading.speech.speakers import attribute
from tests import reading_sets as sets


def main(show: bool, only: list[str]) -> None:
    print(f"{'sentences':24} {'F1':>7} {'right':>6} {'missed':>6} {'extra':>6}")
    for name in [name for name in sets.names("sentences") if not only or name in only]:
        score = sets.Boundaries()
        for passage in sets.passages("sentences", name):
            score.add(passage["sentences"], [span.text for span in split(passage["text"])])
        print(f"{name:24} {score.f1:7.4f} {score.right:6} {score.missed:6} {score.extra:6}")
        _tell(show, score.wrong)
    print(
        f"\n{'speakers':24} {'precision':>9} {'recall':>7} {'named':>6} {'wanted':>6} {'asked':>6} {'right among':>11} {'right first':>11}"
        f" {'named or among':>14} {'polarity':>9}"
    )
    for name in [name for name in sets.names("speakers") if not only or name in only]:
        read = sets.Speakers()
        for passage in sets.passages("speakers", name):
            spans = split(passage["text"])
            for label, said in sets.statements(passage, spans, attribute(spans, passage["text"])):
                read.add(label, said)
        polarity = f"{read.polar_right}/{read.polar}" if read.polar else "-"
        print(
            f"{name:24} {read.precision:9.4f} {read.recall:7.4f} {read.named:6} {read.wanted:6} {read.asked:6} {read.offered:11} {read.first:11}"
            f" {read.reached:14.4f} {polarity:>9}"
        )
        _tell(show, read.wrong)
    print(f"\n{'parts':24} {'right':>9} {'offered':>7} {'facts met':>9} {'sentences with parts':>21}")
    for name in [name for name in sets.names("compound") if not only or name in only]:
        facts = sets.Parts()
        for passage in sets.passages("compound", name):
            span = Span(0, len(passage["text"]), passage["text"])
            facts.add(passage["text"], passage["parts"], [part.wording for part in parts(span, passage["context"] or "")])
        print(
            f"{name:24} {facts.right / facts.offered:9.4f} {facts.offered:7} {facts.met / facts.labelled:9.4f} {facts.parted:12} of {facts.compound:5}"
        )
        _tell(show, facts.wrong)


def _tell(show: bool, wrong: list[str]) -> None:
    for line in wrong if show else ():
        print("   ", line)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    folder = [argument.removeprefix("--data=") for argument in arguments if argument.startswith("--data=")]
    if folder:
        sets.DATA = Path(folder[0])
    main("-v" in arguments, [argument for argument in arguments if not argument.startswith("-")])
