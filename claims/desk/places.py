"""Where a claim stands in an article, who says it there, and what the article does with it."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk import people
from claims.desk.entry import words
from claims.errors import StaleEdit
from claims.model import Appearance, Person, Polarity, Said, Span
from claims.reading import anchors
from claims.store import alerts, claims
from claims.store.connect import write


def add_place(db: Database, claim_id: int, sentence_id: int, span: Span, text: str, said: Said) -> None:
    """Store that a claim stands in a sentence, with the words around it that find it again."""
    prefix, suffix = anchors.anchor(text, span.start, span.end)
    claims.add_appearance(
        db,
        claim_id,
        sentence_id,
        start=span.start,
        end=span.end,
        quote=span.text,
        prefix=prefix,
        suffix=suffix,
        speaker=said.speaker,
        polarity=said.polarity,
        candidates=said.candidates,
    )


def get_place(db: Database, number: int) -> Appearance:
    """Where a claim stands; raise NotFound."""
    return claims.get_appearance(db, number)


def name_speaker(db: Database, number: int, speaker: str | None, *, by: Person, at: datetime, seen: str | None) -> None:
    """Say who says a claim in an article; the claimant follows where it was the same name, or nobody.

    ``seen`` is the speaker that was read. Raise StaleEdit when it is another by now.
    """
    people.check(by, "edit_claim")
    speaker = words(speaker, "the speaker")
    with write(db):
        place = _as_seen(db, number, speaker=seen)
        claims.edit_appearance(db, place, "speaker", speaker, by=by, at=at)
        claim = claims.get_claim(db, place.claim_id)
        if claim.claimant == place.speaker != speaker:
            claims.edit_claimant(db, claim, speaker, by=by, at=at)


def set_polarity(db: Database, number: int, polarity: Polarity, *, by: Person, at: datetime, seen: Polarity) -> None:
    """Say whether an article asserts a claim, reports it as false or leaves it in doubt. An alert that it repeats a claim ends with that.

    ``seen`` is what was read. Raise StaleEdit when it is something else by now.
    """
    people.check(by, "edit_claim")
    with write(db):
        place = _as_seen(db, number, polarity=seen)
        claims.edit_appearance(db, place, "polarity", polarity, by=by, at=at)
        if polarity is not Polarity.ASSERTED:
            _end_alerts(db, place, polarity, by=by, at=at)


def _as_seen(db: Database, number: int, **seen: object) -> Appearance:
    place = claims.get_appearance(db, number)
    ((column, value),) = seen.items()
    if getattr(place, column) != value:
        raise StaleEdit("claim", place.claim_id)
    return place


def _end_alerts(db: Database, place: Appearance, polarity: Polarity, *, by: Person, at: datetime) -> None:
    reason = "the article reports it as false" if polarity is Polarity.DENIED else "the article leaves it in doubt"
    for alert in alerts.alerts_in(db, [place.article_id], only_open=True):
        if place.claim_id == alert.claim_id:
            alerts.move_alert(db, alert, "dismissed", reason, by=by, at=at)
