"""How long reading takes: a 2,000-word page end to end with the model warm (the goal: under 400 ms), and 1 MB of text step by step.

python -m tests.benchmarks.reading_speed
"""

import time
from collections.abc import Callable
from itertools import pairwise

from claims.english import grammar
from claims.matching.search import encoder
from claims.reading.anchors import anchor, find
from claims.reading.documents import read
from claims.reading.sentences import split
from claims.reading.speech.speakers import attribute
from claims.reading.spotting.spotting import spot
from tests.benchmarks import spotting_sets
from tests.reading_files import page

WORDS = 2_000
ROUNDS = 5


def article(words: int) -> str:
    """Labelled news sentences, two joined to one and four of those a paragraph."""
    short = [row.text for row in spotting_sets.read("articles") if len(row.text.split()) > 4]
    said = [f"{one[:-1]}, and {two[:1].lower()}{two[1:]}" for one, two in pairwise(short)]  # as long as real news sentences
    chosen: list[str] = []
    while sum(len(text.split()) for text in chosen) < words:
        chosen.append(said[len(chosen) % len(said)])
    return "\n\n".join(" ".join(chosen[at : at + 4]) for at in range(0, len(chosen), 4))


def timed(what: str, action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of some rounds, printed and given back in seconds."""
    taken = []
    for _ in range(rounds):
        grammar._known.clear()  # each round reads its sentences as if for the first time
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    median = sorted(taken)[len(taken) // 2]
    print(f"{what:<52}{median * 1000:9.1f} ms")
    return median


def main() -> None:
    text = article(WORDS)
    content = page("<article>" + "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n")) + "</article>")
    model = encoder.load()
    read(content, name="a.html")  # warm
    sentences = split(text)
    print(f"{len(text.split())} words, {len(sentences)} sentences, embedding model: {model.name if model else 'none'}")
    timed("read a page", lambda: read(content, name="a.html"))
    timed("split", lambda: split(text))
    timed("spot, embedding what is in doubt" if model else "spot", lambda: spot(sentences, model.encode if model else None))
    timed("attribute, the grammar of every sentence read anew", lambda: attribute(sentences, text))

    def whole() -> None:  # as the desk reads an article: who speaks is found with the grammar that the spotting has read
        read(content, name="a.html")
        split(text)
        spot(sentences, model.encode if model else None)
        attribute(sentences, text)

    timed("in all", whole)
    print()
    for size in (250_000, 1_000_000):
        long_text((text + "\n\n") * (size // len(text)))


def long_text(text: str) -> None:
    """Each step once; four times the text may take four times as long."""
    sentences = split(text)
    quote = sentences[len(sentences) // 2]
    prefix, suffix = anchor(text, quote.start, quote.end)
    print(f"{len(text):,} code points, {len(sentences):,} sentences")
    timed("read plain text", lambda: read(text.encode(), name="a.txt"), 1)
    timed("split", lambda: split(text), 1)
    timed("spot", lambda: spot(sentences), 1)
    timed("attribute", lambda: attribute(sentences, text), 1)
    timed("find an edited quote", lambda: find(text, quote.text.replace("the", "this"), prefix, suffix, quote.start), 1)


if __name__ == "__main__":
    main()
