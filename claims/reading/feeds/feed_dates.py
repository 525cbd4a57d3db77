"""The date of a feed's item, as feeds write it. feedparser reads "BST" as UTC and 1727856000 as a day of 2017."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from time import struct_time

_MONTHS = {
    "jan": 1, "ene": 1, "gen": 1, "feb": 2, "fev": 2, "mar": 3, "apr": 4, "abr": 4, "avr": 4, "may": 5, "mai": 5, "mag": 5, "mei": 5, "jun": 6,
    "giu": 6, "jui": 6, "jul": 7, "lug": 7, "aug": 8, "ago": 8, "aou": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "out": 10, "ott": 10,
    "nov": 11, "dec": 12, "dic": 12, "dez": 12,
}  # fmt: skip
"""Beginnings of the months' names in English, Spanish, German, French, Italian, Portuguese and Dutch; "juil" and "juin" are kept apart."""

_ZONES = {
    "GMT": 0, "UT": 0, "UTC": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "SAST": 120, "EET": 120,
    "EEST": 180, "MSK": 180, "TRT": 180, "EAT": 180, "WAT": 60, "CAT": 120, "PKT": 300, "WIB": 420, "ICT": 420, "HKT": 480, "SGT": 480, "PHT": 480,
    "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "ACST": 570, "ACDT": 630, "AWST": 480, "NZST": 720, "NZDT": 780, "BRT": -180, "ART": -180,
    "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600, "NST": -210,
}  # fmt: skip
"""Minutes from UTC. IST (India, Israel, Ireland) and CST (America, China) are not here: such a time is not certain."""

_WRITTEN = re.compile(
    r"(?:[^\W\d_]{1,12}\.?,?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?P<month>[^\W\d_]{3,12})\.?|(?P<month2>[^\W\d_]{3,12})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)"
    r",?[\s-]+(?P<year>\d{4}|\d\d)\b(?:,?\s*(?:-|at|T)?\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?P<zone>[+-]\d\d:?\d\d|[A-Za-z]{1,5})?\s*(?:\([A-Za-z ]{1,40}\))?\s*\Z"
)
_SINCE_1970 = re.compile(r"(\d{10})(?:\d{3})?\Z")
_LONGEST = 80


def instant(words: object, parsed: object) -> str | None:
    """The instant that ``words`` name, in UTC as ISO 8601; None if it is not certain. ``parsed`` is feedparser's reading of them.

    A date without a zone counts as UTC. A two-digit year is 1969 to 2068, as in POSIX.
    """
    text = " ".join(str(words or "").split())
    if not text or len(text) > _LONGEST:
        return None
    if seconds := _SINCE_1970.match(text):
        return _iso(datetime.fromtimestamp(int(seconds[1]), UTC))
    try:
        return _iso(datetime.fromisoformat(text))
    except ValueError:
        pass
    if (written := _WRITTEN.match(text)) is not None:
        return _from(written)
    # The rest are dialects of ISO 8601 and of Asia, which feedparser knows; its guess must at least be in that year.
    if isinstance(parsed, struct_time) and str(parsed.tm_year) in text:
        try:
            return _iso(datetime(*parsed[:6], tzinfo=UTC))
        except (ValueError, OverflowError):
            return None
    return None


def _from(written: re.Match[str]) -> str | None:
    month = _month(written["month"] or written["month2"])
    zone = _zone(written["zone"])
    if month is None or zone is None:
        return None
    year = int(written["year"]) if len(written["year"]) == 4 else int(written["year"]) + (1900 if int(written["year"]) > 68 else 2000)
    hour = int(written["hour"] or 0)
    if written["half"]:
        hour = hour % 12 + (12 if written["half"][0] in "Pp" else 0)
    try:
        day = datetime(year, month, int(written["day"] or written["day2"]), hour, int(written["minute"] or 0), tzinfo=zone)
        return _iso(day + timedelta(seconds=int(written["second"] or 0)))
    except (ValueError, OverflowError):
        return None


def _month(name: str) -> int | None:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.lower()) if sign.isascii())
    return 7 if plain.startswith("juil") else _MONTHS.get(plain[:3])


def _zone(name: str | None) -> timezone | None:
    if not name:
        return UTC
    if name[0] in "+-":
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes)) if minutes < 24 * 60 else None
    minutes_east = _ZONES.get(name.upper())
    return None if minutes_east is None else timezone(timedelta(minutes=minutes_east))


def _iso(moment: datetime) -> str | None:
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None
