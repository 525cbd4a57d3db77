"""Wording shared by rules and reports: labels, and numbers and names as journalists write them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from claims.model import Article, Evidence, Mark, State
from claims.wording import text

STATES = {
    State.OPEN: text("Open"),
    State.IN_REVIEW: text("In review"),
    State.CHECKED: text("Checked"),
    State.PUBLISHED: text("Published"),
    State.DROPPED: text("Dropped"),
}
MARKS = {Mark.UNMARKED: text("Unmarked"), Mark.CLAIM: text("Claim"), Mark.NOT_CLAIM: text("Not a claim")}

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(count: int) -> str:
    """A count as written in prose: "no", "two", "twelve", then "13"."""
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 sentence", "10 sentences"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def capital(words: str) -> str:
    """The words with a capital first letter, otherwise unchanged."""
    return words[:1].upper() + words[1:]


def listed(words: Iterable[str]) -> str:
    """Distinct words as a list in prose: "A", "A and B", "A, B and C"."""
    once = list(dict.fromkeys(words))
    return " and ".join(once) if len(once) < 3 else f"{', '.join(once[:-1])} and {once[-1]}"


def titles(evidence: Sequence[Evidence]) -> list[str]:
    """The distinct titles of the sources. A confidential source is never named, because a report may be mailed."""
    return list(dict.fromkeys("a confidential source" if item.source.confidential else item.source.title for item in evidence))


def names(evidence: Sequence[Evidence]) -> str:
    """The titles of the sources as a list in prose: "Harbour log and Coastal Wire"."""
    return listed(titles(evidence))


def verb(evidence: Sequence[Evidence], singular: str, plural: str) -> str:
    """The verb form that agrees with ``names``."""
    return singular if len(titles(evidence)) == 1 else plural


def said_by(article: Article) -> str:
    """Who published an article and when, as far as known: "Harbour Gazette, 13 March 2026"."""
    return ", ".join(part for part in (article.publisher, article.published_at and _published(article.published_at)) if part)


def _published(words: str) -> str:
    try:
        return day(date.fromisoformat(words[:10]))
    except ValueError:
        return words


def day(at: date) -> str:
    """A day as people write it: "3 May 2026"."""
    return f"{at.day} {at:%B} {at.year}"


def day_and_time(at: datetime) -> str:
    """A moment as people write it, "13 October 2026, 15:10", in the time zone of ``at``."""
    return f"{day(at)}, {at:%H:%M}"
