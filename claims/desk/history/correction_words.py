"""Corrections in words: "corrected: day of publication from “2026-03-01” to “2026-03-02”"."""

from collections.abc import Mapping

from claims.desk.history.told import text_in
from claims.wording import joined, phrase

FIELDS = {
    "title": phrase("title"),
    "publisher": phrase("publisher"),
    "byline": phrase("byline"),
    "published_at": phrase("day of publication"),
    "url": phrase("address"),
    "language": phrase("language"),
    "kind": phrase("kind"),
    "archived_url": phrase("archived copy"),
    "description": phrase("description"),
    "quote": phrase("quote"),
    "locator": phrase("location"),
    "note": phrase("note"),
    "used_as": phrase("use"),
    "claimed_at": phrase("day"),
    "claimed_in": phrase("where it was said"),
    "claimant_role": phrase("role of the claimant"),
    "medium": phrase("kind of media"),
}
"""How the history names each column that people correct."""

_FIXED = frozenset({"kind", "used_as", "language", "medium"})
"""Columns whose values are words of the program."""

_LONG = 80  # characters; a longer value is shown beside the sentence


def corrected(before: Mapping[str, object], after: Mapping[str, object], linked: str | None = None) -> tuple[str, str | None, str | None]:
    """A correction in a sentence, and the old and new text of its first long field, to be shown side by side.

    ``linked`` names the source of the link that was corrected.
    """
    pairs = {column: (before.get(column), after.get(column)) for column in FIELDS if column in before}
    long = [column for column, values in pairs.items() if any(len(str(value or "")) > _LONG for value in values)]
    spoken = [
        FIELDS[column]
        if column in long
        else phrase("{field} from {old} to {new}", field=FIELDS[column], old=_value(column, old), new=_value(column, new))
        for column, (old, new) in pairs.items()
    ]
    what = phrase("link to {source} corrected", source=linked) if linked else phrase("corrected")
    words = phrase("{what}: {changes}", what=what, changes=joined(spoken, ", ")) if spoken else what
    old, new = pairs[long[0]] if long else (None, None)
    return words, text_in(old), text_in(new)


def _value(column: str, value: object) -> str:
    if not value:
        return phrase("nothing")
    return str(value).replace("_", " ") if column in _FIXED else f"“{value}”"
