"""Moments and days as people write them, in the language of the page and the time zone of the newsroom."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from claims.store.match_inputs import day_of
from web.show import language
from web.show.language import gettext, month_names

DAY = timedelta(days=1)


def short_day(moment: date) -> str:
    """A day without its year: "15 Oct"."""
    return gettext("%(day)s %(month)s", day=moment.day, month=month_names("abbreviated")[moment.month])


def day(moment: datetime | date | str | None) -> str:
    """A day as people write it, "3 May 2024"; text without an ISO 8601 day is returned as it is, None as "no date"."""
    known = day_of(moment) if isinstance(moment, str) else moment
    if known is None:
        return str(moment) if moment else gettext("no date")
    return language.day(known)


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
    """A deadline: "1 d late", "today 16:00 CET", "tomorrow", "15 Oct"."""
    here, today = moment.astimezone(zone), now.astimezone(zone)
    if moment < now:
        late = now - moment
        if late >= DAY:
            return gettext("%(days)s d late", days=late.days)
        return gettext("%(hours)s h late", hours=max(1, late.seconds // 3600))
    if here.date() == today.date():
        return gettext("today %(time)s", time=f"{here:%H:%M %Z}")
    return gettext("tomorrow") if here.date() == today.date() + DAY else short_day(here)


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in days; the number and its unit stay on one line."""
    return f"{max(0, (now - moment).days)}\N{NO-BREAK SPACE}d"
