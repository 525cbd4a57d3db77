"""How often each way of finding a speaker is right, over every labelled set and for the worst writer: ``.venv/bin/python -m tests.benchmarks.speaker_ways``."""

from collections import Counter

from claims.reading.sentences import split
from claims.reading.speech.speakers import readings
from claims.reading.speech.ways import Way
from tests import reading_sets as sets

WRITERS = {"gold": "author", "work": "first", "final": "first", "work-2": "second", "final-2": "second", "work-3": "third", "final-3": "third"}
WRITERS |= {"work-4": "fourth", "final-4": "fourth", "train-1": "fifth", "final-6": "fifth", "work-7": "seventh"}


def writer(name: str) -> str:
    """Who wrote a set; the gold sets are the first rules' author's."""
    return WRITERS.get("gold" if name.startswith("gold") else name, name)


def main() -> None:
    named: Counter[tuple[Way, str]] = Counter()
    right: Counter[tuple[Way, str]] = Counter()
    for name in sets.names("speakers"):
        for passage in sets.passages("speakers", name):
            spans = split(passage["text"])
            for label, read in sets.statements(passage, spans, readings(spans, passage["text"])):
                if read.speaker and "speaker" in label:
                    named[read.way, writer(name)] += 1
                    right[read.way, writer(name)] += bool(label["speaker"]) and sets.is_same_name(label["speaker"], read.speaker)
    writers = sorted({writer for _, writer in named})
    print(f"{'way':14}{'right':>6} of {'named':>5}  precision" + "".join(f"{writer:>9}" for writer in writers))
    for way in Way:
        total = sum(named[way, writer] for writer in writers)
        if total:
            shares = [f"{right[way, writer] / named[way, writer]:9.2f}" if named[way, writer] else " " * 9 for writer in writers]
            hits = sum(right[way, writer] for writer in writers)
            print(f"{way:14}{hits:6} of {total:5}  {hits / total:9.3f}" + "".join(shares))


if __name__ == "__main__":
    main()
