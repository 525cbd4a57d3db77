"""Where a claim stands in an article, who says it there, and what the article does with it."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.typed_fields import optional_text
from claims.errors import NotFound, Refused, StaleEdit
from claims.model import Appearance, Person, Polarity, Said, Span
from claims.reading import anchors
from claims.store import alerts, claims
from claims.store.connect import write

MOST_CANDIDATES = 20
"""Names that the desk's question "Who says this?" offers, at most."""


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


def place_of(db: Database, claim_id: int, *, article_id: int | None = None, number: int | None = None) -> Appearance:
    """The one place where a claim stands, in an article if one is named. Raise NotFound for none, and Refused for more than one, naming them."""
    claims.get_claim(db, claim_id)
    among = [
        place for place in claims.appearances_of(db, [claim_id]) if article_id in (None, place.article_id) and number in (None, place.id)
    ]
    if not among:
        raise NotFound(f"claim {claim_id} does not stand there: `claim show {claim_id} --json` lists its appearances.")
    if len(among) > 1:
        numbers = ", ".join(f"{place.id} (article {place.article_id})" for place in among)
        raise Refused(f"claim {claim_id} stands in {len(among)} sentences: say which appearance, {numbers}.")
    return among[0]


def name_speaker(db: Database, number: int, speaker: str | None, *, by: Person, at: datetime, seen: str | None) -> None:
    """Say who says a claim in an article; the claimant follows where it was the same name, or nobody.

    ``seen`` is the speaker that was read. Raise StaleEdit when it is another by now.
    """
    people.require_permission(by, "edit_claim")
    speaker = optional_text(speaker, "the speaker")
    with write(db):
        place = _as_seen(db, number, speaker=seen)
        claims.edit_appearance(db, place, "speaker", speaker, by=by, at=at)
        claim = claims.get_claim(db, place.claim_id)
        if claim.claimant == place.speaker != speaker:
            claims.edit_claimant(db, claim, speaker, by=by, at=at)


def name_nobody(db: Database, number: int, *, by: Person, at: datetime, seen: Said) -> None:
    """Say that the article names nobody who says a claim: none of the candidates, nor whoever was named. The question is answered with that.

    ``seen`` is what was read. Raise StaleEdit when another speaker or other candidates stand there by now.
    """
    people.require_permission(by, "edit_claim")
    with write(db):
        place = _as_seen(db, number, candidates=seen.candidates)
        if seen.speaker is not None or place.speaker is not None:
            name_speaker(db, number, None, by=by, at=at, seen=seen.speaker)
        if place.candidates:
            claims.edit_candidates(db, place, (), by=by, at=at)


def ask_again(db: Database, number: int, candidates: Sequence[str], *, by: Person, at: datetime) -> None:
    """Ask again which of the candidates says a claim, after ``name_nobody``. Raise StaleEdit when somebody is named or asked about by now."""
    people.require_permission(by, "edit_claim")
    names = tuple(dict.fromkeys(name for given in candidates if (name := optional_text(given, "a candidate"))))
    if len(names) > MOST_CANDIDATES:
        raise Refused(f"{len(names)} candidates are too many: name at most {MOST_CANDIDATES}.")
    with write(db):
        place = _as_seen(db, number, candidates=())
        if place.speaker is not None:
            raise StaleEdit("claim", place.claim_id)
        claims.edit_candidates(db, place, names, by=by, at=at)


def say_of(
    db: Database, place: Appearance, speaker: str | None, polarity: Polarity, *, nobody: bool, by: Person, at: datetime
) -> Appearance:
    """Say at once who says a claim where it stands and what the article does with it; give the place as it is then.

    ``nobody`` answers the question who of the candidates says it. All of it is stored or nothing; raise StaleEdit where ``place`` is another by now.
    """
    people.require_permission(by, "edit_claim")
    with write(db):
        if nobody:
            name_nobody(db, place.id, by=by, at=at, seen=Said(place.speaker, candidates=place.candidates))
        elif speaker != place.speaker:
            name_speaker(db, place.id, speaker, by=by, at=at, seen=place.speaker)
        if polarity is not place.polarity:
            set_polarity(db, place.id, polarity, by=by, at=at, seen=place.polarity)
    return get_place(db, place.id)


def set_polarity(db: Database, number: int, polarity: Polarity, *, by: Person, at: datetime, seen: Polarity) -> None:
    """Say whether an article asserts a claim, reports it as false or leaves it in doubt. An alert that it repeats a claim ends with that.

    ``seen`` is what was read. Raise StaleEdit when it is something else by now.
    """
    people.require_permission(by, "edit_claim")
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
