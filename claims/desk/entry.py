"""What people type, made safe to store: checked once, here, before anything is written."""

from urllib.parse import urlsplit

from claims.errors import Refused, TooLarge

MAX_LINE = 2_000
MAX_TEXT = 100_000
"""Characters of a one-line field and of a text field. Far above what anybody types; they stop floods."""


def words(value: str | None, what: str, *, limit: int = MAX_LINE) -> str | None:
    """A field as it can be stored: None when empty. Raise Refused or TooLarge, naming the field."""
    if value is None:
        return None
    value = value.strip()
    if len(value) > limit:
        raise TooLarge(f"{what} has {len(value):,} characters: at most {limit:,} are kept.")
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Refused(f"{what} holds characters that are no text (NUL or half a surrogate pair): type it again.")
    return value or None


def needed(value: str | None, what: str, *, limit: int = MAX_LINE) -> str:
    """A field that must not be empty. Raise Refused or TooLarge, naming the field."""
    found = words(value, what, limit=limit)
    if found is None:
        raise Refused(f"{what} is empty: fill it in.")
    return found


def link(value: str | None, what: str) -> str | None:
    """A web address as it can be stored and shown as a link: http or https with a host. Raise Refused otherwise."""
    address = words(value, what)
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and not any(letter.isspace() for letter in address)
    except ValueError:
        usable = False
    if not usable:
        raise Refused(f"{what} is no web address: it must begin with http:// or https:// and name a host.")
    # The scheme in lower case: the schema and the pages compare it as it stands.
    scheme, rest = address.split(":", 1)
    return f"{scheme.lower()}:{rest}"
