"""Wording shared by rules and reports: labels, and numbers and names as journalists write them."""

from collections.abc import Iterable, Sequence
from datetime import date

from claims.model import Article, Evidence, Mark, State
from claims.wording import day, phrase

STATES = {
    State.OPEN: phrase("Open"),
    State.IN_REVIEW: phrase("In review"),
    State.CHECKED: phrase("Checked"),
    State.PUBLISHED: phrase("Published"),
    State.DROPPED: phrase("Dropped"),
}
READING_NOTES = phrase("Notes on reading the text")
"""The heading of what reading left out or guessed, in every form of the report."""

MARKS = {Mark.UNMARKED: phrase("Unmarked"), Mark.CLAIM: phrase("Claim"), Mark.NOT_CLAIM: phrase("Not a claim")}

_SMALL = (
    phrase("no"),
    phrase("one"),
    phrase("two"),
    phrase("three"),
    phrase("four"),
    phrase("five"),
    phrase("six"),
    phrase("seven"),
    phrase("eight"),
    phrase("nine"),
    phrase("ten"),
    phrase("eleven"),
    phrase("twelve"),
)


def number(count: int) -> str:
    """A count as written in prose: "no", "two", "twelve", then "13"."""
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 sentence", "10 sentences"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def listed(words: Iterable[str]) -> str:
    """Distinct words as a list in prose: "A", "A and B", "A, B and C"."""
    first, last = _all_but_last(words)
    return phrase("{first} and {last}", first=first, last=last) if first else last


def alternatives(words: Iterable[str]) -> str:
    """Distinct words as a choice in prose: "A", "A or B", "A, B or C"."""
    first, last = _all_but_last(words)
    return phrase("{first} or {last}", first=first, last=last) if first else last


def _all_but_last(words: Iterable[str]) -> tuple[str, str]:
    """The distinct words but the last with commas between, "" when there are none; and the last word, "" likewise."""
    *before, last = dict.fromkeys(words) or [""]
    first = before[0] if before else ""
    for word in before[1:]:
        first = phrase("{first}, {next}", first=first, next=word)
    return first, last


def titles(evidence: Sequence[Evidence]) -> list[str]:
    """The distinct titles of the sources. A confidential source is never named, because a report may be mailed."""
    return list(dict.fromkeys(phrase("a confidential source") if item.source.confidential else item.source.title for item in evidence))


def names(evidence: Sequence[Evidence]) -> str:
    """The titles of the sources as a list in prose: "Harbour log and Coastal Wire"."""
    return listed(titles(evidence))


def said_by(article: Article) -> str:
    """Who published an article and when, as far as known: "Harbour Gazette, 13 March 2026"."""
    return ", ".join(part for part in (article.publisher, article.published_at and _published(article.published_at)) if part)


def _published(words: str) -> str:
    try:
        return day(date.fromisoformat(words[:10]))
    except ValueError:
        return words
