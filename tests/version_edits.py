"""Edits of the sample articles that each change one fact, made from rules: the tests and the benchmark count how many are carried over unseen."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import islice
from pathlib import Path

from claims.reading import sentences
from claims.reading.documents import read

RETOLD = Path(__file__).parent / "data" / "retold" / "articles.jsonl"

SWAPS = {
    "figure": [("two", "three"), ("four", "five"), ("three", "four"), ("million", "billion"), ("a tenth", "a fifth"), ("twice", "three times")],
    "date": [("Monday", "Tuesday"), ("March", "May"), ("September", "November"), ("October", "August"), ("last year", "this year"),
             ("Last month", "Last week"), ("autumn", "spring"), ("next year", "this year")],
    "negation": [(" is ", " is not "), (" was ", " was not "), (" will ", " will not "), (" can ", " cannot "), (" has ", " has not "),
                 (" have ", " have not "), (" did not ", " did "), (" no longer ", " still "), (" had ", " had not "), ("denied", "confirmed")],
    "certainty": [(" will ", " may "), (" is ", " may be "), (" was ", " is said to have been "), ("expects", "hopes"), (" has ", " may have "),
                  (" have ", " are expected to have "), (" paid ", " is planning to pay "), (" is to ", " might "), (" cost ", " may have cost ")],
    "scope": [("The ", "Some of the "), ("several", "all"), ("more than", "about"), ("first", "second"), ("longest", "second longest"),
              ("most expensive", "least expensive"), ("Everybody", "Nobody"), ("everybody", "anybody"), (" the ", " only the "), ("up to", "over")],
    "direction": [("before", "after"), ("fell", "rose"), ("rise", "fall"), ("raised", "lowered"), ("east", "west"), ("more", "less"), ("large", "small")],
    "unit": [("kilometres", "miles"), ("tonnes", "kilos"), ("crowns", "dollars"), ("metres", "feet"), ("percent", "percentage points")],
    "words": [("hospital", "airport"), ("harbour", "station"), ("council", "ministry"), ("county", "state"), ("divers", "engineers"), ("toll", "fence"),
              ("quay", "school"), ("fish", "flower"), ("mackerel", "herring"), ("contract", "lease"), ("cracks", "leaks"), ("bus", "train"),
              ("landings", "accidents"), ("reopened", "closed"), ("told", "wrote to"), ("signed", "cancelled"), ("moved", "sold")],
}  # fmt: skip
"""What is put for what, by the kind of fact that changes with it."""

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?! \d)")
_QUOTED = re.compile(r'(?<=")[^"]{12,}(?=")')


@dataclass(frozen=True, slots=True)
class Edit:
    """An article's sentences before and after one of them was changed."""

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    position: int


def articles() -> list[tuple[str, ...]]:
    """The sentences of the sample article and of the articles that tell facts several times."""
    sample = read(resources.files("claims.sample").joinpath("article.md").read_bytes(), name="article.md", limit=100_000)
    told = [json.loads(line) for line in RETOLD.read_text(encoding="utf-8").splitlines()]
    return [
        tuple(span.text for span in sentences.split(sample.text)),
        *(tuple(sentence["text"] for sentence in article["sentences"]) for article in told),
    ]


def edits(count: int) -> list[Edit]:
    """The first ``count`` edits, in a fixed order in which kinds and sentences take turns."""
    made = [
        Edit(kind, article, (*article[:position], changed, *article[position + 1 :]), position)
        for article in articles()
        for position, text in enumerate(article)
        for kind, changed in _changed(text)
        if changed != text
    ]
    step = 7  # has no factor in common with the number of edits, so that each comes once
    while len(made) % step == 0:
        step += 2
    return list(islice((made[number * step % len(made)] for number in range(len(made))), count))


def _changed(text: str) -> Iterator[tuple[str, str]]:
    for make in (_other_figures, _other_names, _other_quotes):
        yield from make(text)
    for kind, pairs in SWAPS.items():
        for earlier, later in pairs:
            if earlier in text:
                yield kind, text.replace(earlier, later, 1)


Edits = Iterator[tuple[str, str]]


def _each(text: str, pattern: re.Pattern[str], kind: str, later: Callable[[str], str]) -> Edits:
    for match in pattern.finditer(text):
        yield kind, text[: match.start()] + later(match[0]) + text[match.end() :]


def _other_figures(text: str) -> Edits:
    yield from _each(text, _NUMBER, "figure", lambda digits: digits[:-1] + str((int(digits[-1]) + 3) % 10))
    yield from _each(text, _NUMBER, "figure", lambda digits: "1" + digits)
    yield from _each(text, _NUMBER, "figure", lambda digits: str((int(digits[0]) % 9) + 1) + digits[1:])


def _other_names(text: str) -> Edits:
    yield from _each(text, _NAME, "name", lambda name: name[0] + name[1:-1].replace("n", "m", 1) + name[-1] + "a")
    yield from _each(text, _NAME, "name", lambda name: "Orlanda")
    yield from _each(text, _NAME, "name", lambda name: f"{name} Lower")


def _other_quotes(text: str) -> Edits:
    yield from _each(text, _QUOTED, "quote", lambda words: " ".join([*words.split()[:-1], "yesterday"]))
    yield from _each(text, _QUOTED, "quote", lambda words: " ".join(words.split()[1:]))
