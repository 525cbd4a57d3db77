"""The product's fixed words as journalists read them, and times in the newsroom's zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from claims.desk.shown_words import MARKS, STATES, day, relation
from claims.model import Closer, Comparison, DifferenceKind, Polarity, Reason, Relation, SourceKind, Stance, Whereabouts
from claims.sourcing.rules import PROBLEMS

__all__ = ["MARKS", "PROBLEMS", "STATES"]

STANCES = {stance: stance.value.capitalize() for stance in Stance}
POLARITIES = {
    Polarity.ASSERTED: "The article states this as fact",
    Polarity.DENIED: "The article reports this as false",
    Polarity.DOUBTED: "The article leaves this in doubt",
}
SIGNS = {Relation.SAME: "=", Relation.SIMILAR: "~", Relation.DIFFERS: "≠", Closer.MORE: "+", Closer.LESS: "−", Closer.RELATED: "~"}
KINDS = {kind: kind.value.capitalize() for kind in DifferenceKind}
REASONS = {
    Reason.NUMBER: "Different figure",
    Reason.NEGATION: "Negated",
    Reason.DATE: "Different date",
    Reason.SPEAKER: "Different speaker",
    Reason.SCOPE: "Broader or narrower",
    Reason.NAME: "Different name",
    Reason.DIRECTION: "Opposite direction",
    Reason.OTHER: "Something else",
}
SOURCE_KINDS = {
    SourceKind.PRIMARY_DOCUMENT: "Primary document",
    SourceKind.DATASET: "Data set",
    SourceKind.INTERVIEW: "Interview",
    SourceKind.REPORT: "Report",
    SourceKind.WIRE: "Wire agency",
    SourceKind.NEWS: "News article",
    SourceKind.SOCIAL_POST: "Social post",
    SourceKind.OTHER: "Something else",
}
WHEREABOUTS = {
    Whereabouts.PRESENT: "Still there, word for word",
    Whereabouts.MOVED: "Still there, in another place",
    Whereabouts.CHANGED: "Worded otherwise now",
    Whereabouts.GONE: "Not there any more",
}
NOTE_ABOUT = {
    "return": "returned the verdict",
    "approve": "approved the verdict",
    "reopen": "sent it back for checking",
    "withdraw": "withdrew it from the public pages",
    "drop": "dropped it",
}
DAY = timedelta(days=1)


def short_day(moment: date) -> str:
    """A day without its year: "15 Oct"."""
    return f"{moment.day} {moment:%b}"


def relation_of(comparison: Comparison) -> str:
    """How a pair relates, with its sign: "= Same", "+ Says more", "≠ Reads as a different claim"."""
    label = relation(comparison.relation, comparison.closer, has_differences=bool(comparison.differences))
    return f"{SIGNS[comparison.closer or comparison.relation]} {label[0].upper()}{label[1:]}"


def when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment in short form: "14:02" today, "14:02 on 3 May" this year, with the year before that."""
    here, today = moment.astimezone(zone), now.astimezone(zone)
    if here.date() == today.date():
        return f"{here:%H:%M}"
    return f"{here:%H:%M} on " + (short_day(here) if here.year == today.year else day(here.date()))


def full(moment: datetime, zone: ZoneInfo) -> str:
    """A moment in full, for print: "13 October 2024, 15:10"."""
    here = moment.astimezone(zone)
    return f"{day(here.date())}, {here:%H:%M}"


def due(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A deadline: "1 d late", "today 16:00", "tomorrow", "15 Oct"."""
    here, today = moment.astimezone(zone), now.astimezone(zone)
    if moment < now:
        late = now - moment
        return f"{late.days} d late" if late >= DAY else f"{max(1, late.seconds // 3600)} h late"
    if here.date() == today.date():
        return f"today {here:%H:%M}"
    return "tomorrow" if here.date() == today.date() + DAY else short_day(here)


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in days; the number and its unit stay on one line."""
    return f"{max(0, (now - moment).days)}\N{NO-BREAK SPACE}d"


def count(number: int, singular: str, many: str | None = None) -> str:
    """A number with its noun: "1 claim", "9 claims", "no claims"."""
    return f"{number:,} {singular if number == 1 else many or singular + 's'}"
