"""Newsroom settings: the thresholds of the sourcing rules, whether people may approve their own verdicts, and the rating scale."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from sqlite_utils import Database

from claims.desk.people import confidential, languages, people, second_factor
from claims.desk.typed_fields import required_text
from claims.errors import Refused
from claims.model import Meaning, Person, Thresholds
from claims.store import newsroom
from claims.store.connect import write
from claims.wording import phrase

SELF_APPROVAL = "allow_self_approval"
"""The setting that, when "yes", lets people approve their own verdicts (for a team of one)."""

TIME_ZONE = "time_zone"
"""The setting with the zone in which the newsroom reads and types times, such as Europe/Lisbon. Without it, CLAIMS_TIMEZONE holds."""

DAY_FIRST = "day_first"
"""The setting that, when "no", reads 11/10/2024 as November 10."""

_PREFIX = "threshold."


@dataclass(frozen=True, slots=True)
class Knob:
    """A threshold of the sourcing rules: its name, label, explanation and allowed range."""

    name: str
    label: str
    why: str
    least: int
    most: int


KNOBS = (
    Knob(
        "origins",
        phrase("Independent origins needed"),
        phrase("Copies of one origin count once; a primary document or data set stands alone."),
        1,
        10,
    ),
    Knob(
        "secondary_origins",
        phrase("Origins needed if all are secondary"),
        phrase("Second-hand accounts, with no document or data behind them."),
        1,
        10,
    ),
    Knob(
        "copied",
        phrase("Suggest as a copy from, in 100"),
        phrase("How much of the shorter text must stand word for word in the longer one."),
        10,
        100,
    ),
)
"""Every threshold. Defaults are in ``model.Thresholds``, the newsroom's own values in the table ``setting``."""


def thresholds(db: Database) -> Thresholds:
    """The newsroom's thresholds, with defaults where none was chosen."""
    chosen = newsroom.settings(db)
    known = {
        threshold.name: int(chosen[_PREFIX + threshold.name]) for threshold in fields(Thresholds) if _PREFIX + threshold.name in chosen
    }
    return Thresholds(**known)


def set_threshold(db: Database, name: str, value: int, *, by: Person, at: datetime) -> None:
    """Set one threshold; reports use it at once. Raise Refused for an unknown name or a number out of range."""
    people.require_permission(by, "manage_settings")
    knob = next((setting for setting in KNOBS if setting.name == name), None)
    if knob is None:
        raise Refused(
            phrase("{name} is not a threshold: choose {names}.", name=repr(name), names=", ".join(setting.name for setting in KNOBS))
        )
    if not knob.least <= value <= knob.most:
        raise Refused(
            phrase(
                "{label}: {value} is out of range: choose {least} to {most}.",
                label=knob.label,
                value=value,
                least=knob.least,
                most=knob.most,
            ),
            field=name,
        )
    with write(db):
        if getattr(thresholds(db), name) != value:
            newsroom.put_setting(db, _PREFIX + name, str(value), by=by, at=at)


def set_all(
    db: Database,
    numbers: Mapping[str, int],
    *,
    self_approval: bool,
    confidential_readers: str,
    second_factor_from: str,
    zone: str | None = None,
    is_day_first: bool | None = None,
    language: str | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Set thresholds, self-approval, times, the language and the lowest roles that read confidential sources and need a second factor; all or none."""
    with write(db):
        for name, value in numbers.items():
            set_threshold(db, name, value, by=by, at=at)
        allow_self_approval(db, self_approval, by=by, at=at)
        confidential.set_lowest_reader(db, confidential_readers, by=by, at=at)
        second_factor.set_required_from(db, second_factor_from, by=by, at=at)
        if zone:
            set_time_zone(db, zone, by=by, at=at)
        if is_day_first is not None:
            set_day_first(db, is_day_first, by=by, at=at)
        if language:
            languages.set_newsroom_language(db, language, by=by, at=at)


def allow_self_approval(db: Database, allowed: bool, *, by: Person, at: datetime) -> None:
    """Let people approve their own verdicts, for a team of one; the report still names each such verdict."""
    people.require_permission(by, "manage_settings")
    with write(db):
        if self_approval_allowed(db) != allowed:
            newsroom.put_setting(db, SELF_APPROVAL, "yes" if allowed else "no", by=by, at=at)


def self_approval_allowed(db: Database) -> bool:
    """Whether people may approve their own verdicts."""
    return newsroom.find_setting(db, SELF_APPROVAL) == "yes"


def time_zone(db: Database, otherwise: ZoneInfo) -> ZoneInfo:
    """The newsroom's time zone; ``otherwise`` until an admin chose one."""
    chosen = newsroom.find_setting(db, TIME_ZONE)
    return ZoneInfo(chosen) if chosen else otherwise


def set_time_zone(db: Database, name: str, *, by: Person, at: datetime) -> None:
    """Choose the newsroom's time zone by its IANA name; reading and typing of times follow at once. Raise Refused for an unknown one."""
    people.require_permission(by, "manage_settings")
    name = required_text(name, TIME_ZONE, limit=60)
    if name not in available_timezones():
        raise Refused(phrase("the time zone {name} is not known. Write it like Europe/Lisbon.", name=repr(name)), field=TIME_ZONE)
    with write(db):
        if newsroom.find_setting(db, TIME_ZONE) != name:
            newsroom.put_setting(db, TIME_ZONE, name, by=by, at=at)


def day_first(db: Database) -> bool:
    """Whether 11/10/2024 is 11 October in this newsroom."""
    return newsroom.find_setting(db, DAY_FIRST) != "no"


def set_day_first(db: Database, is_first: bool, *, by: Person, at: datetime) -> None:
    """Choose the order of day and month in days written in figures."""
    people.require_permission(by, "manage_settings")
    with write(db):
        if day_first(db) != is_first:
            newsroom.put_setting(db, DAY_FIRST, "yes" if is_first else "no", by=by, at=at)


def add_rating(db: Database, label: str, meaning: Meaning, *, by: Person, at: datetime) -> None:
    """Add a rating at the end of the scale. Raise Refused if the label is taken."""
    people.require_permission(by, "manage_settings")
    label = required_text(label, "label", limit=60)
    name = "_".join(re.findall(r"\w+", label.casefold()))
    if not name:
        raise Refused("the label has no letters. Use words.", field="label")
    newsroom.add_rating(db, name, label, meaning, by=by, at=at)


def edit_rating(db: Database, name: str, label: str, meaning: Meaning, *, by: Person, at: datetime) -> None:
    """Change a rating's label, and its meaning while nothing uses it: the meaning decides what its verdicts come down to."""
    people.require_permission(by, "manage_settings")
    label = required_text(label, "label", limit=60)
    with write(db):
        rating = newsroom.get_rating(db, name)
        if meaning is not rating.meaning and name in newsroom.ratings_in_use(db):
            raise Refused(
                phrase(
                    "{label} is in use, so its meaning cannot change. Add another rating with the meaning {meaning}.",
                    label=rating.label,
                    meaning=meaning,
                )
            )
        if (label, meaning) != (rating.label, rating.meaning):
            newsroom.edit_rating(db, rating, label, meaning, by=by, at=at)


def move_rating(db: Database, name: str, *, up: bool, by: Person, at: datetime) -> None:
    """Swap a rating with the one before or after it; at the end of the scale nothing happens."""
    people.require_permission(by, "manage_settings")
    with write(db):
        rating, steps = newsroom.get_rating(db, name), newsroom.scale(db)
        position = steps.index(rating) + (-1 if up else 1)
        if 0 <= position < len(steps):
            newsroom.swap_ratings(db, rating, steps[position], by=by, at=at)


def remove_rating(db: Database, name: str, *, by: Person, at: datetime) -> None:
    """Remove a rating from the scale. Raise Refused while anything uses it, or if it is the last one."""
    people.require_permission(by, "manage_settings")
    with write(db):
        rating = newsroom.get_rating(db, name)
        if name in newsroom.ratings_in_use(db):
            raise Refused(phrase("{label} is in use and cannot be removed. Rename it, or move it to the end.", label=rating.label))
        if len(newsroom.scale(db)) == 1:
            raise Refused(phrase("{label} is the last rating. Add another one first.", label=rating.label))
        newsroom.remove_rating(db, rating, by=by, at=at)
