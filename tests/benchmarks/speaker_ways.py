"""How often each way of finding a speaker is right, on every labelled set and by writer: ``.venv/bin/python -m tests.benchmarks.speaker_ways``.

``claims/reading/speech/deciding.py`` names a speaker or asks by these figures. The last column is the lowest share of a writer with ten statements
or more: what a way is worth to somebody whose words nobody tuned on.
"""

from collections import Counter

from claims.reading.sentences import split
from claims.reading.speech.deciding import is_unsure
from claims.reading.speech.speakers import readings
from claims.reading.speech.ways import Reading
from tests import reading_sets as sets

WRITERS = {"work": "first", "final": "first", "work-2": "second", "final-2": "second", "work-3": "third", "final-3": "third"}
WRITERS |= {"work-4": "fourth", "final-4": "fourth", "train-1": "fifth", "final-6": "fifth", "work-7": "seventh", "final-7": "seventh"}
WRITERS |= {"train-2a": "sixth", "train-2b": "sixth", "final-8": "eighth"}
_FEWEST = 10


def writer(name: str) -> str:
    """Who wrote a set; the gold sets are the first rules' author's."""
    return WRITERS.get(name, "author")


def kinds(read: Reading) -> list[str]:
    """A way with what was decided, and the way with each of its signs."""
    return [f"{read.way}: {'asks' if is_unsure(read) else 'names'}", *(f"{read.way} + {sign}" for sign in sorted(read.signs))]


def main() -> None:
    named: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for name in sets.names("speakers"):
        for passage in sets.passages("speakers", name):
            spans = split(passage["text"])
            for label, read in sets.statements(passage, spans, readings(spans, passage["text"])):
                for kind in kinds(read) if read.speaker and "speaker" in label else ():
                    named[kind, writer(name)] += 1
                    right[kind, writer(name)] += bool(label["speaker"]) and sets.is_same_name(label["speaker"], read.speaker)
    writers = sorted({writer for _, writer in named})
    print(f"{'way':28}{'right':>6} of {'named':>5}  share{'lowest writer':>15}")
    for kind in sorted({kind for kind, _ in named}):
        hits, total = (sum(counts[kind, writer] for writer in writers) for counts in (right, named))
        shares = [right[kind, writer] / named[kind, writer] for writer in writers if named[kind, writer] >= _FEWEST]
        print(f"{kind:28}{hits:6} of {total:5}  {hits / total:5.3f}" + (f"{min(shares):15.2f}" if shares else ""))


if __name__ == "__main__":
    main()
