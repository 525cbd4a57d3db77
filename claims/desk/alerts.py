"""Alerts: a new article seems to repeat a claim that already has a verdict, ours or another publisher's. False claims matter most.

An alert is raised when a pair is judged the same, or when the article says more than a claim rated false. This happens when an
article is added, and when a claim that stored articles seem to make is rated false. "Says less" and "related" raise none. The
alert says "may repeat" until a person decides on the pair: confirming turns it into "repeats a false claim" in the sourcing
report, rejecting ends it. A dismissal is remembered for the pair: the same words in another article raise no second alert.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.desk.cases import cases
from claims.desk.index.lookup import Known, known_claims
from claims.desk.people import people
from claims.desk.shown_words import chance_of_same
from claims.desk.typed_fields import optional_text
from claims.exchange.alert_feed import Entry
from claims.exchange.alert_feed import feed as as_atom
from claims.model import Closer, Comparison, Meaning, Person, Polarity, Relation, Status
from claims.store import alerts, claims, matches, newsroom
from claims.store.alerts import StoredAlert
from claims.store.connect import read, write
from claims.store.guarded_edits import refuse_stale
from claims.store.history import digest
from claims.wording import phrase

__all__ = ["Entry", "as_atom"]

NOISE = "noise"
"""The reason of an alert that was dismissed with one key."""

LEVELS = (RED, AMBER, PLAIN) = ("red", "amber", "plain")
VIEWS = ("new", "seen", "dismissed", "decided", "all")
MOST = 1_000
"""How many alerts one list considers, newest first."""


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as it is shown: the claim of the new article, and the known one with its verdict as it stands now."""

    stored: StoredAlert
    claim: Known
    known: Known
    says_false: bool

    @property
    def level(self) -> str:
        """RED: same as a claim rated false. AMBER: says more than a claim rated false. PLAIN: same as a claim with another rating."""
        if not self.says_false:
            return PLAIN
        return RED if self.stored.relation is Relation.SAME or self.stored.status is Status.CONFIRMED else AMBER

    @property
    def chance(self) -> int | None:
        """Of 100 such pairs, how many are the same claim; None where the article says more."""
        return chance_of_same(self.stored.score, self.stored.relation, closer_of(self.stored.relation))

    @property
    def rated_by(self) -> str:
        """Who rated the known claim, in words."""
        if self.known.verdict or not self.known.review:
            return phrase("here")
        return phrase("by {publisher}", publisher=self.known.review.publisher or phrase("another publisher"))


def closer_of(relation: Relation | str) -> Closer | None:
    """How the pair of an alert relates beyond its relation: a similar pair raised an alert because the article says more."""
    return Closer.MORE if relation == Relation.SIMILAR else None


def raise_for(db: Database, article_id: int, pairs: Iterable[tuple[int, int, Comparison]], *, at: datetime) -> list[int]:
    """Raise an alert for each pair (match, known claim, comparison) that may repeat a rated claim; return the alert numbers.

    The known claim is the one that the article may repeat, whichever of the two was stored first. Runs inside the transaction that stores the matches; the article's event covers the alerts.
    """
    alike = [(match_id, known_id, comparison) for match_id, known_id, comparison in pairs if _may_repeat(comparison)]
    known = known_claims(db, {known_id for _, known_id, _ in alike})
    false = _false_among(db, known)
    raised = []
    for match_id, known_id, comparison in alike:
        match = matches.get_match(db, match_id)
        ours = match.claim_id if known_id == match.known_id else match.known_id
        counts = known_id in false or (known[known_id].rating and comparison.relation is Relation.SAME)
        if counts and not _was_noise(db, ours, known_id):
            raised.append(alerts.add_alert(db, match_id, article_id, at=at, known_repeats=known_id == match.claim_id))
    return raised


def _may_repeat(comparison: Comparison) -> bool:
    return comparison.relation is Relation.SAME or comparison.closer is Closer.MORE


def _was_noise(db: Database, claim_id: int, known_id: int) -> bool:
    family = claims.family_of(db, [claims.root_of(db, known_id).id])
    return alerts.was_noise(db, claims.get_claim(db, claim_id).text, {number for numbers in family.values() for number in numbers})


def raise_for_verdict(db: Database, claim_id: int, *, by: Person, at: datetime) -> list[int]:
    """Raise an alert for each match that may repeat a claim just rated false; return the alert numbers. Other ratings raise none.

    Runs inside the transaction that approves the verdict; its event covers the alerts. An alert that was seen under the previous
    verdict becomes new again. A dismissed alert stays dismissed, because the two claims differ whatever the rating.
    """
    pairs = [(match, match.known_id if match.claim_id == claim_id else match.claim_id) for match in matches.waiting_of(db, claim_id)]
    false = _false_among(db, [claim_id, *(other_id for _, other_id in pairs)])
    if claim_id not in false:
        return []
    raised = []
    for match, other_id in pairs:
        seen_from_other = match.comparison if other_id == match.claim_id else match.comparison.turned()
        if not _may_repeat(seen_from_other) or other_id in false:
            continue
        # An imported claim has no article here. An article that denies or doubts the claim does not repeat it.
        places = [
            appearance
            for appearance in cases.case_of(db, other_id).appearances
            if not appearance.withdrawn and appearance.polarity is Polarity.ASSERTED
        ]
        before = alerts.find_alert(db, match.id)
        if before is not None:
            if before.state == "seen" and places:
                alerts.move_alert(db, before, "new", None, by=by, at=at)
                raised.append(before.id)
            continue
        if places and not _was_noise(db, other_id, claim_id):
            newest = max(appearance.article_id for appearance in places)  # the newest article in force that makes the claim
            raised.append(alerts.add_alert(db, match.id, newest, at=at, known_repeats=other_id == match.known_id))
    return raised


def list_alerts(db: Database, view: str = "new", *, only_false: bool = False) -> list[Alert]:
    """The alerts of a view, most urgent level first, and the newest first within a level."""
    with read(db):
        shown = _as_shown(db, alerts.list_alerts(db, view, limit=MOST))
    chosen = [alert for alert in shown if alert.says_false or not only_false]
    return sorted(chosen, key=lambda alert: (LEVELS.index(alert.level), -alert.stored.id))


def newest(db: Database, *, limit: int = 50) -> list[Alert]:
    """The alerts for the alert feed: open, seen and confirmed, newest first."""
    with read(db):
        return _as_shown(db, alerts.list_alerts(db, "told", limit=limit))


def alerts_in(db: Database, article_ids: Sequence[int], *, only_open: bool = True) -> list[Alert]:
    """The alerts raised by these articles, most urgent level first."""
    with read(db):
        return sorted(_as_shown(db, alerts.alerts_in(db, article_ids, only_open=only_open)), key=lambda alert: LEVELS.index(alert.level))


def count_repeating_false(db: Database) -> int:
    """How many claims have an open alert for repeating a claim rated false; a claim with two such alerts counts once."""
    with read(db):
        pairs = alerts.open_pairs(db)
        false = _false_among(db, (known_id for _, known_id in pairs))
    return len({claim_id for claim_id, known_id in pairs if known_id in false})


def see(db: Database, chosen: Sequence[tuple[int, int]], *, by: Person, at: datetime) -> None:
    """Mark alerts as seen, all or none. Each is given as (number, version that was read)."""
    people.require_permission(by, "handle_alert")
    with write(db):
        for number, seen_version in chosen:
            alerts.move_alert(db, _current(db, number, seen_version), "seen", None, by=by, at=at)


def dismiss(db: Database, number: int, reason: str, *, by: Person, at: datetime, seen_version: int) -> None:
    """Dismiss an alert with a reason; an empty reason is stored as ``NOISE``."""
    people.require_permission(by, "handle_alert")
    reason = optional_text(reason, "reason") or NOISE
    with write(db):
        alerts.move_alert(db, _current(db, number, seen_version), "dismissed", reason, by=by, at=at)


def undo(db: Database, number: int, *, by: Person, at: datetime, seen_version: int) -> None:
    """Set an alert back to new."""
    people.require_permission(by, "handle_alert")
    with write(db):
        alerts.move_alert(db, _current(db, number, seen_version), "new", None, by=by, at=at)


def make_address(db: Database, person: Person, *, at: datetime) -> str:
    """A new secret for this person's alert feed address. Only its SHA-256 is stored; the previous address stops working."""
    secret = secrets.token_urlsafe(32)
    alerts.put_address(db, person, digest(secret), at=at)
    return secret


def end_address(db: Database, person: Person, *, at: datetime) -> None:
    """Make this person's alert feed address stop working."""
    alerts.end_address(db, person, by=person, at=at)


def has_address(db: Database, secret: str) -> bool:
    """Whether this secret currently opens the alert feed."""
    return alerts.find_address(db, digest(secret)) is not None


def _current(db: Database, number: int, seen_version: int) -> StoredAlert:
    alert = alerts.get_alert(db, number)
    refuse_stale("alert", alert, seen_version)
    return alert


def _as_shown(db: Database, stored: Sequence[StoredAlert]) -> list[Alert]:
    known = known_claims(db, {number for alert in stored for number in (alert.claim_id, alert.known_id)})
    meanings = _meanings(db)
    return [Alert(alert, known[alert.claim_id], known[alert.known_id], _says_false(known[alert.known_id], meanings)) for alert in stored]


def _false_among(db: Database, claim_ids: Iterable[int]) -> set[int]:
    meanings = _meanings(db)
    return {number for number, known in known_claims(db, set(claim_ids)).items() if _says_false(known, meanings)}


def _meanings(db: Database) -> dict[str, Meaning]:
    return {rating.name: rating.meaning for rating in newsroom.scale(db)}


def _says_false(known: Known, meanings: dict[str, Meaning]) -> bool:
    # Our own verdict counts first; without one, the other publisher's.
    if known.verdict:
        return known.verdict.rating.meaning is Meaning.FALSE
    return known.review is not None and meanings.get(known.review.rating or "") is Meaning.FALSE
