"""The facts of a claim beside its wording: its claimant's role, when and where it was said, and the medium."""

from collections.abc import Mapping

from claims.desk.typed_fields import day, optional_text
from claims.errors import Refused
from claims.model import Claim, Medium
from claims.wording import phrase

FACTS = ("claimant_role", "claimed_at", "claimed_in", "medium")
"""The columns, which are the names of the form's fields and of the API's."""


def changed_facts(claim: Claim, typed: Mapping[str, str | None], *, day_first: bool) -> dict[str, str | None]:
    """The facts among those typed that differ from the claim's, as they are stored. Raise Refused or TooLarge, naming the field.

    A value that was stored already is not checked: an import may have stored it.
    """
    changes: dict[str, str | None] = {}
    for name in FACTS:
        before = getattr(claim, name)
        if name in typed and (typed[name] or "").strip() != (before or ""):
            value = _read(name, typed[name], day_first=day_first)
            if value != before:
                changes[name] = value
    return changes


def _read(name: str, typed: str | None, *, day_first: bool) -> str | None:
    if name == "claimed_at":
        return day(typed, name, day_first=day_first)
    value = optional_text(typed, name)
    if name == "medium" and value is not None and value not in set(Medium):
        raise Refused(
            phrase("{medium} is no kind of media: choose one of {kinds}.", medium=repr(value), kinds=", ".join(Medium)), field=name
        )
    return value
