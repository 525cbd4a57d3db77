"""What can be seen in a sentence that makes it checkable or not, each in words that a person reads. Made for English."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.reading import quantities
from claims.reading.abbreviations import OPENERS
from claims.reading.forecasts import answered, overtaken
from claims.reading.furniture import is_furniture
from claims.reading.offices import is_organisation
from claims.reading.people import Run, person_in, runs
from claims.reading.quantity import CURRENCIES
from claims.reading.sign_rules import RULES


@dataclass(frozen=True, slots=True)
class Sign:
    """Something seen in a sentence. ``reason`` is for people: the sign's name and the words that show it."""

    name: str
    reason: str


FEATURES = (
    "figure",
    "percent",
    "money",
    *(rule.name for rule in RULES),
    "answered",
    "overtaken",
    "actor",
    "names",
    "digits",
    "short",
    "long",
    "heading",
    "quoted",
    "past",
    "furniture",
)
AGAINST = frozenset(
    (
        "prediction",
        "opinion",
        "value",
        "no answer",
        "question",
        "instruction",
        "hedge",
        "framing",
        "feeling",
        "furniture",
        "heading",
        "short",
    )
)
_SILENT = frozenset(("first person", "you", "pointing", "names", "digits", "long", "past", "percent", "money", "scope", "law", "quoted"))
_LAST_RESORT = ("scope", "law", "past")  # too weak to stand among others
_ENDS = re.compile(r"[.!?…。！？।॥؟۔።][\"'”’»)\]*_]*$")
_PART_OF_NAME = re.compile(r"[\w.-]")
_PAST = re.compile(
    r"\b(?:was|were|had|did|[a-z]{2,}ed|made|went|came|took|gave|got|saw|became|held|left|kept|brought|began|led|sent|set|cut|put|hit"
    r"|shut|lost|won|paid|sold|built|spent|met|fell|rose|grew)\b"
)
_ACTS = re.compile(
    r"\s+(?:has |have |had |also |later |then |[a-z]+ly )*(?:[a-z]{2,}ed|made|went|came|took|gave|got|saw|became|held|left|kept"
    r"|brought|began|led|sent|set|cut|put|hit|shut|lost|won|paid|sold|built|spent|met|fell|rose|grew|is|are|was|were|owns|runs|makes"
    r"|says|said|told|has|have|[a-z]{2,}s)\b"
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # scripts without spaces; about two signs a word
_LONGEST_WORDS = 60  # code points of the sentence that a reason quotes
_LONGEST_READ = 2000  # code points of a sentence that are looked at


def signs(sentence: str) -> Iterator[tuple[Sign, float]]:
    """Everything seen in a sentence, with how much of it there is (0..1, or a count held to 1)."""
    words = sentence[:_LONGEST_READ].strip()
    if is_furniture(words):
        yield Sign("furniture", "page furniture, not the article"), 1.0
        return
    for rule in RULES:
        if found := rule.pattern.search(words):
            yield Sign(rule.name, f"{rule.reads}: {_quoted(found[0])}" if rule.name != "question" else rule.reads), 1.0
    yield from _shape(words)


def reads(sign: Sign) -> bool:
    """Whether people are shown this sign; the others only help the sum."""
    return sign.name not in _SILENT


def reads_alone(sign: Sign) -> bool:
    """Whether people are shown this sign when a sentence has no other that says why it can be checked."""
    return sign.name in _LAST_RESORT


def _quoted(words: str) -> str:
    words = " ".join(words.split()).strip(" ,;")
    return words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS].rsplit(" ", 1)[0] + " …"


def _acts_in_its_own_name(run: Run, words: str) -> bool:
    name = person_in(run, words)
    return is_organisation(run.words) or (name is not None and len(run.words) > 1 and not any(sign in name for sign in "’'0123456789"))


def _figures(words: str) -> Iterator[tuple[Sign, float]]:
    """Numbers that measure or count something: not years, not "one of", not the 19 in COVID-19."""
    found = [
        figure
        for figure in quantities.find(words)
        if figure.text.lower() not in ("one", "a", "an", "half")
        and not _PART_OF_NAME.search(words[max(0, figure.start - 1) : figure.start])
    ]
    if found:
        figure = found[0]
        counted = "" if figure.unit or not figure.of or figure.of in OPENERS else f" {figure.of}"
        yield Sign("figure", f"names a figure: {_quoted(figure.text)}{counted}"), 1.0
    if any(figure.unit == "%" for figure in found):
        yield Sign("percent", ""), 1.0
    if any(figure.unit in CURRENCIES for figure in found):
        yield Sign("money", ""), 1.0


def _shape(words: str) -> Iterator[tuple[Sign, float]]:
    figures = list(_figures(words))
    yield from figures
    if figures and (who := answered(words)):
        yield Sign("answered", f"somebody answers for the figure: {_quoted(who)}"), 1.0
    if overtaken(words):
        yield Sign("overtaken", "sets what was expected beside what came"), 1.0
    named = [run for run in runs(words) if run.start > 0 or len(run.words) > 1 or run.words[0].isupper()]
    actor = next((run for run in named if _ACTS.match(words, run.end) and _acts_in_its_own_name(run, words)), None)
    if actor:
        yield Sign("actor", f"a named actor: {_quoted(words[actor.start : actor.end])}"), 1.0
    yield from shape(words, named)
    if past := _PAST.search(words):
        yield Sign("past", f"tells what happened: {past[0]}"), 1.0


def shape(words: str, named: Sequence[Run]) -> Iterator[tuple[Sign, float]]:
    """What can be seen of a sentence in any language, given the runs of capitals that name somebody or something."""
    count = max(len(words.split()), len(_UNSPACED.findall(words)) // 2)
    yield Sign("names", ""), min(len(named), 4) / 4
    yield Sign("digits", ""), min(len(re.findall(r"[0-9]+(?:[.,][0-9]+)*", words)), 3) / 3
    if count < 5:
        yield Sign("short", "too short to check"), 1.0
    yield Sign("long", ""), min(count, 40) / 40
    if not _ENDS.search(words) and not words.startswith(("- ", "* ", "• ")):
        yield Sign("heading", "a heading or label, not a sentence"), 1.0
    if words[:1] in '"“‘«':
        yield Sign("quoted", ""), 1.0
