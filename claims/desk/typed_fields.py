"""Checks what people type before anything is written. This is the only place that does so."""

from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from claims.errors import Refused, TooLarge
from claims.figures import written_days
from claims.reading import languages
from claims.wording import phrase

MAX_LINE = 2_000
MAX_TEXT = 100_000
"""The most characters in a one-line field and in a text field. Far more than anybody types; the limits stop floods."""


FIELD_WORDS = {
    "explanation": phrase("the explanation"),
    "note": phrase("the note"),
    "headline": phrase("the headline"),
    "summary": phrase("the summary"),
    "quote": phrase("the quote"),
    "wording": phrase("the wording"),
    "claimant": phrase("the claimant"),
    "claimant_role": phrase("the role"),
    "claimed_at": phrase("the day it was said"),
    "claimed_in": phrase("where it was said"),
    "medium": phrase("the kind of media"),
    "title": phrase("the title"),
    "publisher": phrase("the publisher"),
    "published": phrase("the publication date"),
    "url": phrase("the address"),
    "byline": phrase("the byline"),
    "language": phrase("the language"),
    "kind": phrase("the kind"),
    "used_as": phrase("the use"),
    "speaker": phrase("the speaker"),
    "candidate": phrase("a candidate"),
    "label": phrase("the label"),
    "name": phrase("the name"),
    "user_name": phrase("the user name"),
    "filter": phrase("the filter"),
    "tag": phrase("the tag"),
    "text": phrase("the text"),
    "archived_url": phrase("the address of the archived copy"),
    "locator": phrase("the locator"),
    "reason": phrase("the reason"),
    "query": phrase("the query"),
    "text_to_match": phrase("the text to match"),
    "due": phrase("the due time"),
    "time_zone": phrase("the time zone"),
    "claim": phrase("the claim"),
    "newsroom_name": phrase("the name of the newsroom"),
    "methodology_url": phrase("the address of your page on how you check claims"),
    "corrections_url": phrase("the address of your page on corrections"),
    "platform": phrase("the platform"),
    "sender": phrase("the sender"),
    "seen": phrase("the day it was seen"),
}
"""How errors name each field that people type; a field not listed here goes by its own name."""

BIGGEST = 2**63 - 1
"""The largest integer that SQLite can store."""


def is_text(value: str) -> bool:
    """Whether this text can be stored and sent: it has no NUL and no half of a surrogate pair."""
    return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)


def in_words(field: str) -> str:
    """How errors name a field."""
    return FIELD_WORDS.get(field, field)


def optional_text(value: str | None, field: str, *, limit: int = MAX_LINE) -> str | None:
    """The field's text, stripped; None if empty. Raise Refused or TooLarge, naming the field."""
    if value is None:
        return None
    value = value.strip()
    if len(value) > limit:
        raise TooLarge(
            phrase(
                "{field} has {count} characters. Shorten it to at most {limit}.",
                field=in_words(field),
                count=format(len(value), ","),
                limit=format(limit, ","),
            ),
            field=field,
        )
    if not is_text(value):
        raise Refused(
            phrase("{in_words} contains invalid characters (NUL or half a surrogate pair). Type it again.", in_words=in_words(field)),
            field=field,
        )
    return value or None


def required_text(value: str | None, field: str, *, limit: int = MAX_LINE) -> str:
    """The field's text, stripped. Raise Refused if it is empty or cannot be stored, TooLarge if it is too long; both name the field."""
    text = optional_text(value, field, limit=limit)
    if text is None:
        raise Refused(phrase("{in_words} is empty. Fill it in.", in_words=in_words(field)), field=field)
    return text


def whole_number(value: str, field: str) -> int:
    """The field's whole number, 0 to ``BIGGEST``. Raise Refused, naming the field."""
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(BIGGEST)) and int(value) <= BIGGEST):
        raise Refused(phrase("{in_words} is not a number. Type a whole number.", in_words=in_words(field)), field=field)
    return int(value)


def due_time(typed: str, zone: ZoneInfo) -> datetime:
    """A day and time typed in the newsroom's zone, as aware UTC. Raise Refused if it is not a valid time.

    When the clocks go back and an hour occurs twice, the first one is meant: better an early deadline than a late one.
    """
    words, _, clock = typed.strip().rpartition(" ")
    try:
        # "23 November 2026 16:00": the day in any form, then the time.
        there = datetime.fromisoformat(f"{written_days.iso_day(words)}T{clock}" if ":" in clock and words else typed)
        there = there if there.tzinfo else there.replace(tzinfo=zone)
        moment = there.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused(
            phrase("the due time {typed} cannot be read: write it as 2026-11-23 16:00 or 23 November 2026 16:00.", typed=repr(typed)),
            field="due",
        ) from error
    # A time that the clocks skip becomes a different time on the way to UTC and back.
    if moment.astimezone(there.tzinfo).replace(tzinfo=None) != there.replace(tzinfo=None):
        raise Refused(
            phrase(
                "the due time {typed} does not exist in {key}: the clocks skip that hour. Choose an earlier or later time.",
                typed=repr(typed),
                key=zone.key,
            ),
            field="due",
        )
    return moment


def day(value: str | None, field: str, *, day_first: bool | None = None) -> str | None:
    """A day, or a day and time, in ISO 8601, as articles and sources store it; None if empty. "23 November 2026" is read too.

    ``day_first`` is the newsroom's order: whether 11/10/2024 is 11 October; without it, such a day is refused. Raise Refused for
    anything that is not certainly one day.
    """
    typed = optional_text(value, field)
    if typed is None:
        return None
    read = written_days.iso_day(typed, day_first)
    try:
        datetime.fromisoformat(read or "")
    except ValueError as error:
        raise Refused(
            phrase(
                "{in_words} is given as {typed}: write it as 23 November 2026 or 2026-11-23.",
                in_words=in_words(field),
                typed=repr(typed[:40]),
            ),
            field=field,
        ) from error
    return read


def language(value: str | None, field: str) -> str | None:
    """The two-letter code of a language ("pt-BR" is "pt"); None if empty. Raise Refused for anything else."""
    typed = optional_text(value, field)
    if typed is None:
        return None
    code = languages.code(typed)
    if code not in languages.ISO_639_1:
        raise Refused(
            phrase(
                "{in_words} {typed} is not known: write its two-letter code, such as en, de or pt.",
                in_words=in_words(field),
                typed=repr(typed),
            ),
            field=field,
        )
    return code


def web_address(value: str | None, field: str) -> str | None:
    """A web address that can be stored and shown as a link (http or https, with a host); None if empty. Raise Refused otherwise."""
    address = optional_text(value, field)
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and not any(letter.isspace() for letter in address)
    except ValueError:
        usable = False
    if not usable:
        raise Refused(
            phrase("{in_words} is not a web address. Start it with http:// or https:// and a host name.", in_words=in_words(field)),
            field=field,
        )
    # Lower-case the scheme: the schema and the pages compare it literally.
    scheme, rest = address.split(":", 1)
    return f"{scheme.lower()}:{rest}"
