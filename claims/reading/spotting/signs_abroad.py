"""Signs in a sentence of any language that make it checkable or not: figures, dates, names, quotation, and its shape. No word is read."""

import re
from collections.abc import Iterator, Sequence

from claims.figures.manners import figures
from claims.figures.quantity import CURRENCIES
from claims.model import Sign
from claims.reading.capitals import Run, runs
from claims.reading.furniture import is_furniture

FEATURES = ("figure", "percent", "money", "date", "names", "digits", "short", "long", "heading", "quoted", "question")
_LONGEST_READ = 2_000
_QUESTION = re.compile(r"[?？؟;]\s*[\"'”’»)]*$")
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?…。！？।॥؟۔።][\"'”’»)\]*_]*$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # scripts without spaces; about two signs a word


def signs(sentence: str, language: str) -> Iterator[tuple[Sign, float]]:
    """All signs in a sentence of a language (ISO 639-1), each with its amount (0..1, or a count limited to 1)."""
    words = sentence[:_LONGEST_READ].strip()
    if is_furniture(words):
        yield Sign("furniture"), 1.0
        return
    numbers_and_dates = figures(words, language)
    numbers = [figure for figure in numbers_and_dates if figure.unit != "date"]
    if numbers:
        yield Sign("figure", numbers[0].text.strip()), 1.0
    elif not numbers_and_dates and _DIGITS.search(words):
        yield Sign("figure", _DIGITS.findall(words)[0]), 1.0
    if any(figure.unit == "%" for figure in numbers):
        yield Sign("percent"), 1.0
    if any(figure.unit in CURRENCIES for figure in numbers):
        yield Sign("money"), 1.0
    if dates := [figure for figure in numbers_and_dates if figure.unit == "date"]:
        yield Sign("date", dates[0].text.strip()), 1.0
    if _QUESTION.search(words):
        yield Sign("question"), 1.0
    yield from _shape(words, [run for run in runs(words) if run.start > 0 or len(run.words) > 1])


def _shape(words: str, named: Sequence[Run]) -> Iterator[tuple[Sign, float]]:
    """The signs of a sentence in any language, given its runs of capitals that name somebody or something."""
    count = max(len(words.split()), len(_UNSPACED.findall(words)) // 2)
    yield Sign("names"), min(len(named), 4) / 4
    yield Sign("digits"), min(len(re.findall(r"[0-9]+(?:[.,][0-9]+)*", words)), 3) / 3
    if count < 5:
        yield Sign("short"), 1.0
    yield Sign("long"), min(count, 40) / 40
    if not _ENDS.search(words) and not words.startswith(("- ", "* ", "• ")):
        yield Sign("heading"), 1.0
    if words[:1] in '"“‘«':
        yield Sign("quoted"), 1.0
