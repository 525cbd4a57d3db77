"""The product's fixed words as journalists read them, and times in the newsroom's zone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from claims.desk import shown_words
from claims.model import (
    Closer,
    Comparison,
    DifferenceKind,
    Meaning,
    NoticeKind,
    Outcome,
    Polarity,
    Reason,
    Relation,
    Role,
    Shared,
    SourceKind,
    Stance,
    UsedAs,
    Whereabouts,
)
from claims.model.links import LINK_WORDS
from claims.sourcing import rules
from claims.store.match_inputs import day_of
from claims.wording import text
from web.show import language
from web.show.language import gettext, month_names, translated

Key = TypeVar("Key")


class Shown(Mapping[Key, str]):
    """A table of fixed words that gives each in the language of the page."""

    def __init__(self, words: Mapping[Key, str]) -> None:
        self.words = words

    def __getitem__(self, key: Key) -> str:
        """The words of a key, translated."""
        return translated(self.words[key])

    def __iter__(self) -> Iterator[Key]:
        """The keys, in the order of the table."""
        return iter(self.words)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.words)


STATES, MARKS, PROBLEMS = Shown(shown_words.STATES), Shown(shown_words.MARKS), Shown(rules.PROBLEMS)
NOTICES = Shown(
    {
        NoticeKind.MENTION: text("Notes that mention you"),
        NoticeKind.ASSIGNMENT: text("Claims that are assigned to you"),
        NoticeKind.SECOND_READING: text("Verdicts that wait for you or for any second reader"),
        NoticeKind.ALERT: text("Articles that may repeat a rated claim"),
    }
)
STANCES = Shown({Stance.SUPPORTS: text("Supports"), Stance.CONTRADICTS: text("Contradicts"), Stance.CONTEXT: text("Context")})
POLARITIES = Shown(
    {
        Polarity.ASSERTED: text("The article states this as fact"),
        Polarity.DENIED: text("The article reports this as false"),
        Polarity.DOUBTED: text("The article leaves this in doubt"),
    }
)
SIGNS = {Relation.SAME: "=", Relation.SIMILAR: "~", Relation.DIFFERS: "≠", Closer.MORE: "+", Closer.LESS: "−", Closer.RELATED: "~"}
RELATIONS = Shown(
    {
        Relation.SAME: text("Same"),
        Relation.SIMILAR: text("Similar"),
        Relation.DIFFERS: text("Differs"),
        Closer.MORE: text("Says more"),
        Closer.LESS: text("Says less"),
        Closer.RELATED: text("Related"),
    }
)
KINDS = Shown(
    {
        DifferenceKind.NUMBER: text("Number"),
        DifferenceKind.DATE: text("Date"),
        DifferenceKind.NEGATION: text("Negation"),
        DifferenceKind.NAME: text("Name"),
        DifferenceKind.DIRECTION: text("Direction"),
        DifferenceKind.SCOPE: text("Scope"),
    }
)
NOTHING_OF = Shown(
    {
        DifferenceKind.NUMBER: text("no number"),
        DifferenceKind.DATE: text("no date"),
        DifferenceKind.NEGATION: text("no negation"),
        DifferenceKind.NAME: text("no name"),
        DifferenceKind.DIRECTION: text("no direction"),
        DifferenceKind.SCOPE: text("no scope"),
    }
)
"""What stands where one of two texts lacks what differs."""

REASONS = Shown(
    {
        Reason.NUMBER: text("Different figure"),
        Reason.NEGATION: text("Negated"),
        Reason.DATE: text("Different date"),
        Reason.SPEAKER: text("Different speaker"),
        Reason.SCOPE: text("Broader or narrower"),
        Reason.NAME: text("Different name"),
        Reason.DIRECTION: text("Opposite direction"),
        Reason.OTHER: text("Something else"),
    }
)
SOURCE_KIND_WORDS = {
    SourceKind.PRIMARY_DOCUMENT: text("Primary document"),
    SourceKind.DATASET: text("Data set"),
    SourceKind.INTERVIEW: text("Interview"),
    SourceKind.REPORT: text("Report"),
    SourceKind.WIRE: text("Wire agency"),
    SourceKind.NEWS: text("News article"),
    SourceKind.SOCIAL_POST: text("Social post"),
    SourceKind.OTHER: text("Something else"),
}
SOURCE_KINDS = Shown(SOURCE_KIND_WORDS)
WHEREABOUTS = Shown(
    {
        Whereabouts.PRESENT: text("Still there, word for word"),
        Whereabouts.MOVED: text("Still there, in another place"),
        Whereabouts.CHANGED: text("Worded otherwise now"),
        Whereabouts.GONE: text("Not there any more"),
    }
)
NOTE_ABOUT = Shown(
    {
        "return": text("returned the verdict"),
        "approve": text("approved the verdict"),
        "reopen": text("sent it back for checking"),
        "withdraw": text("withdrew it from the public pages"),
        "drop": text("dropped it"),
    }
)
ROLES = Shown({Role.VIEWER: text("Viewer"), Role.CHECKER: text("Checker"), Role.EDITOR: text("Editor"), Role.ADMIN: text("Admin")})
USED_AS = Shown({UsedAs.PRIMARY: text("Primary"), UsedAs.SECONDARY: text("Secondary")})
MEANINGS = Shown({Meaning.TRUE: text("true"), Meaning.FALSE: text("false"), Meaning.NEITHER: text("neither")})
OUTCOMES = Shown({Outcome.APPROVED: text("approved"), Outcome.RETURNED: text("returned")})
LINKS = Shown(LINK_WORDS)
DAY = timedelta(days=1)


def month(moment: date, width: str = "wide") -> str:
    """The name of a month in the language of the page: "May", "mayo"."""
    return month_names(width)[moment.month]


def short_day(moment: date) -> str:
    """A day without its year: "15 Oct"."""
    return gettext("%(day)s %(month)s", day=moment.day, month=month(moment, "abbreviated"))


def day(moment: datetime | date | str | None) -> str:
    """A day as people write it, "3 May 2024"; text without an ISO 8601 day is returned as it is, None as "no date"."""
    known = day_of(moment) if isinstance(moment, str) else moment
    if known is None:
        return str(moment) if moment else gettext("no date")
    return language.day(known)


def relation_of(comparison: Comparison) -> str:
    """How a pair relates, with its sign: "= Same", "+ Says more", "≠ Reads as a different claim"."""
    key = comparison.closer or comparison.relation
    if comparison.relation is Relation.DIFFERS and not comparison.differences:
        return f"{SIGNS[key]} {gettext('Reads as a different claim')}"
    return f"{SIGNS[key]} {RELATIONS[Relation.DIFFERS if comparison.relation is Relation.DIFFERS else key]}"


def shared_labelled(why: Sequence[Shared]) -> list[tuple[str, str]]:
    """What two texts share, each with its label: ("Names in both", "Tarnmouth, Vellmark")."""
    return [(translated(label), translated(words)) for label, words in shown_words.shared_labelled(why)]


def when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment in short form: "14:02" today, "14:02 on 3 May" this year, with the year before that."""
    here, today = moment.astimezone(zone), now.astimezone(zone)
    if here.date() == today.date():
        return f"{here:%H:%M}"
    shown_day = short_day(here) if here.year == today.year else day(here.date())
    return gettext("%(time)s on %(day)s", time=f"{here:%H:%M}", day=shown_day)


def full(moment: datetime, zone: ZoneInfo) -> str:
    """A moment in full, for print: "13 October 2024, 15:10"."""
    here = moment.astimezone(zone)
    return f"{day(here.date())}, {here:%H:%M}"


def due(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A deadline: "1 d late", "today 16:00", "tomorrow", "15 Oct"."""
    here, today = moment.astimezone(zone), now.astimezone(zone)
    if moment < now:
        late = now - moment
        if late >= DAY:
            return gettext("%(days)s d late", days=late.days)
        return gettext("%(hours)s h late", hours=max(1, late.seconds // 3600))
    if here.date() == today.date():
        return gettext("today %(time)s", time=f"{here:%H:%M}")
    return gettext("tomorrow") if here.date() == today.date() + DAY else short_day(here)


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in days; the number and its unit stay on one line."""
    return f"{max(0, (now - moment).days)}\N{NO-BREAK SPACE}d"
