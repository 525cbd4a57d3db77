"""What can be seen in a sentence of any language that makes it checkable or not: figures, dates, names, quotation, and its shape. No word is read."""

import re
from collections.abc import Iterator

from claims.reading.figures import figures
from claims.reading.furniture import is_furniture
from claims.reading.people import runs
from claims.reading.quantity import CURRENCIES
from claims.reading.signs import Sign, shape

FEATURES = ("figure", "percent", "money", "date", "names", "digits", "short", "long", "heading", "quoted", "question")
_LONGEST_READ = 2_000
_QUESTION = re.compile(r"[?？؟;]\s*[\"'”’»)]*$")
_DIGITS = re.compile(r"\d")


def signs(sentence: str, language: str) -> Iterator[tuple[Sign, float]]:
    """Everything seen in a sentence of a language (ISO 639-1), with how much of it there is (0..1, or a count held to 1)."""
    words = sentence[:_LONGEST_READ].strip()
    if is_furniture(words):
        yield Sign("furniture", "page furniture, not the article"), 1.0
        return
    found = figures(words, language)
    numbers = [one for one in found if one.unit != "date"]
    if numbers:
        yield Sign("figure", f"names a figure: {numbers[0].text.strip()}"), 1.0
    elif not found and _DIGITS.search(words):
        yield Sign("figure", "names a figure"), 1.0
    if any(one.unit == "%" for one in numbers):
        yield Sign("percent", ""), 1.0
    if any(one.unit in CURRENCIES for one in numbers):
        yield Sign("money", ""), 1.0
    if dates := [one for one in found if one.unit == "date"]:
        yield Sign("date", f"gives a date: {dates[0].text.strip()}"), 1.0
    if _QUESTION.search(words):
        yield Sign("question", "a question"), 1.0
    yield from shape(words, [run for run in runs(words) if run.start > 0 or len(run.words) > 1])
