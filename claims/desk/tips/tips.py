"""Adding a tip: it becomes a claim at once, matched like every other."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.desk import newsroom
from claims.desk.index.lookup import Suggestion, suggestions_for
from claims.desk.people import people
from claims.desk.tips.files import medium_of
from claims.desk.typed_fields import day, optional_text, required_text, web_address
from claims.matching import queries
from claims.model import Hit, Medium, Person, Tip
from claims.reading import languages
from claims.store import claims, match_inputs, matches
from claims.store import tips as stored
from claims.store.connect import read, write
from claims.store.match_inputs import day_of
from claims.store.tips import NewTip

if TYPE_CHECKING:
    from claims.desk.index.matcher import Matcher

__all__ = ["NewTip"]

SUGGESTIONS = 5
"""The most known claims that are suggested for a tip."""

MAX_CLAIM = 2_000
"""The most characters of what a tip claims: a claim is a sentence, not an article."""


@dataclass(frozen=True, slots=True)
class AddedTip:
    """A stored tip with the known claims that its claim resembles, best first."""

    tip: Tip
    suggestions: tuple[Suggestion, ...]


def add_tip(
    db: Database,
    matcher: "Matcher",
    text: str,
    tip: NewTip,
    *,
    by: Person,
    at: datetime,
    claimant: str | None = None,
) -> AddedTip:
    """Store what somebody sent in as a claim of ours, with where it was seen, and suggest the known claims that it resembles.

    ``tip`` is as it was typed: a day in any usual form. Without a medium other than text,
    the file or the address tells it. Raise Refused or TooLarge, naming the field.
    """
    people.require_permission(by, "add_tip")
    text, claimant = required_text(text, "claim", limit=MAX_CLAIM), optional_text(claimant, "claimant")
    tip = _checked(tip, day_first=newsroom.day_first(db))
    hits = _matched(db, matcher, text, tip)
    change_before = matcher.change_read
    with write(db):
        if match_inputs.last_change(db) != change_before:
            hits = _matched(db, matcher, text, tip)  # claims were added in the meantime
        claim_id = claims.add_claim(
            db, text, by=by, at=at, claimant=claimant, claimed_at=tip.seen_on, language=languages.detect(text), medium=tip.medium
        )
        number = stored.add_tip(db, claim_id, tip, by=by, at=at)
        for hit in hits:
            matches.add_match(db, claim_id, hit.claim_id, hit.comparison, at=at)
        return AddedTip(stored.get_tip(db, number), tuple(suggestions_for(db, [claim_id])[claim_id]))


def tips_of(db: Database, claim_id: int) -> list[Tip]:
    """The tips that brought a claim and the claims joined to it, first ones first."""
    with read(db):
        root = claims.root_of(db, claim_id).id
        return stored.tips_of(db, claims.family_of(db, [root])[root])


def _checked(tip: NewTip, *, day_first: bool) -> NewTip:
    """The tip as it is stored. Raise Refused, naming the field."""
    url = web_address(tip.url, "url")
    medium = tip.medium
    if medium is Medium.TEXT and tip.file:
        medium = medium_of(tip.file[1])
    elif medium is Medium.TEXT and url and not tip.platform:
        medium = Medium.LINK
    return replace(
        tip,
        medium=medium,
        platform=optional_text(tip.platform, "platform"),
        url=url,
        seen_on=day(tip.seen_on, "seen", day_first=day_first),
        sender=optional_text(tip.sender, "sender"),
    )


def _matched(db: Database, matcher: "Matcher", text: str, tip: NewTip) -> list[Hit]:
    from claims.matching import ranking  # loads all of matching, which listing tips does not need

    (hits,) = matcher.match(db, [queries.Query(text, day_of(tip.seen_on))], limit=2 * SUGGESTIONS)
    return [hit for hit in hits if ranking.suggested(hit.comparison)][:SUGGESTIONS]
