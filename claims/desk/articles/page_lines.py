"""The lines of an article that belong to the page and state nothing: headline, byline, date, "Share this". Offered to be marked in one go."""

import re
from collections.abc import Collection, Sequence

from claims.figures.written_days import iso_day
from claims.model import Article, Mark, Sentence
from claims.reading.files.days import day_after_name

_BYLINE = re.compile(r"(?:By|Words by|Story by) (?:the )?[A-ZÀ-Þ]\S*(?: \S+){0,7}")
_OPENING = 8  # lines among which the paper and the day are given
_DAY = len("2026-11-23")
_PAGE = frozenset(("furniture", "heading"))
"""Signs of spotting for what stands around an article."""


def page_lines(article: Article, sentences: Sequence[Sentence], with_claims: Collection[int]) -> list[Sentence]:
    """The unmarked lines that look like page furniture, in order. ``with_claims`` are the sentences that carry a claim; they are left out."""
    return [
        sentence
        for sentence in sentences
        if sentence.mark is Mark.UNMARKED and sentence.id not in with_claims and _is_of_page(article, sentence)
    ]


def _is_of_page(article: Article, sentence: Sentence) -> bool:
    text = " ".join(sentence.text.split()).rstrip(".")
    names = {reason.name for reason in sentence.reasons}
    is_headline = sentence.position == 1 and text.casefold() == " ".join(article.title.split()).rstrip(".").casefold()
    is_byline = "fragment" in names and (_BYLINE.fullmatch(text) is not None or text == article.byline)
    return (
        bool(names & _PAGE)
        or is_headline
        or is_byline
        or _is_day(text)
        or (sentence.position <= _OPENING and day_after_name(text) is not None)
    )


def _is_day(text: str) -> bool:
    read = iso_day(text, day_first=True)
    return read is not None and len(read) == _DAY
