"""The features of the spotting model: a sentence's grammar and words, as numbers between 0 and 1. They are not shown to people."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claims.english.grammar import Word
from claims.english.trees import SUBJECT

_WORD = re.compile(r"[a-z']+|0|[?!]")
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_SIGNS = frozenset((".", ",", "``", "''", ":", "-LRB-", "-RRB-", "NFP", "_SP"))
_LONGEST_READ = 2000  # code points of a sentence whose words count


def features(sentence: str, words: Sequence[Word]) -> dict[str, float]:
    """Each feature by name, with its amount."""
    return {**dict(_grammar(words)), **dict(_look(sentence, words)), **_words(sentence)}


def _grammar(words: Sequence[Word]) -> Iterator[tuple[str, float]]:
    roots = [number for number, word in enumerate(words) if word.head == number and word.tag not in _SIGNS]
    if not roots:
        return
    root = roots[0]
    below = [word for number, word in enumerate(words) if word.head == root and number != root]
    subject = next((word for word in reversed(below) if word.role in SUBJECT), None)
    helpers = [word.text.lower() for word in below if word.role in ("aux", "auxpass")]
    yield f"root {words[root].tag}", 1.0
    yield f"main word {words[root].text.lower()}", 1.0
    yield "roots", min(len(roots), 3) / 3
    if subject is None:
        yield "no subject", 1.0
        if words[root].tag == "VB" and not helpers:
            yield "a command", 1.0
    else:
        yield f"subject {subject.tag}", 1.0
        pronoun = subject.tag in ("PRP", "DT", "EX", "WP", "WDT")
        yield f"subject word {subject.text.lower() if pronoun else 'noun'}", 1.0
        at = words.index(subject)
        first = next((word.text.lower() for word in words if word.head == at and word.role in ("det", "poss")), "none")
        yield f"subject's article {first}", 1.0
    for helper in helpers:
        yield f"helper {helper}", 1.0
    for word in below:
        yield f"has {word.role}", 1.0


def _look(sentence: str, words: Sequence[Word]) -> Iterator[tuple[str, float]]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word.tag] = counts.get(word.tag, 0) + 1
    for tag, count in counts.items():
        yield f"tag {tag}", min(count, 3) / 3
    for before, after in pairwise(words):
        yield f"tags {before.tag} {after.tag}", 1 / math.sqrt(len(words))
    if words:
        yield f"first {words[0].tag}", 1.0
    yield "length", min(len(words), 40) / 40
    stripped = sentence.strip()
    for name, holds in (
        ("short", len(words) < 6),
        ("finite", any(tag in counts for tag in ("VBD", "VBZ", "VBP", "MD"))),
        ("past", "VBD" in counts),
        ("question", stripped.endswith("?")),
        ("no full stop", _ENDS.search(stripped[-10:]) is None),
        ("exclamation", "!" in stripped),
        ("small start", stripped[:1].islower()),
        ("quotation", stripped[:1] in '"“'),
    ):
        if holds:
            yield name, 1.0


def _words(sentence: str) -> dict[str, float]:
    """The words and pairs of words, each number as "0"; the more of them, the less each counts."""
    plain = sentence[:_LONGEST_READ].lower().replace("’", "'")
    read = _WORD.findall(_NUMBER.sub("0", plain))
    return dict.fromkeys([f"w {word}" for word in read] + [f"w {first} {second}" for first, second in pairwise(read)], 1.0)
