"""Where a claim appears in an article, who says it there, and whether the article asserts, denies or doubts it."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from claims import wording
from claims.desk.people import people
from claims.desk.typed_fields import optional_text
from claims.errors import NotFound, Refused, StaleEdit
from claims.model import Appearance, Person, Polarity, Said, Span
from claims.reading import anchors
from claims.store import alerts, appearances, claims
from claims.store.connect import write

MOST_CANDIDATES = 20
"""The most names that the desk's question "Who says this?" offers."""


def add_place(db: Database, claim_id: int, sentence_id: int, span: Span, text: str, attribution: Said) -> None:
    """Store that a claim appears in a sentence, with the words around it, by which it can be found again."""
    prefix, suffix = anchors.anchor(text, span.start, span.end)
    appearances.add_appearance(
        db,
        claim_id,
        sentence_id,
        start=span.start,
        end=span.end,
        quote=span.text,
        prefix=prefix,
        suffix=suffix,
        speaker=attribution.speaker,
        polarity=attribution.polarity,
        candidates=attribution.candidates,
    )


def place_of(db: Database, claim_id: int, *, article_id: int | None = None, number: int | None = None) -> Appearance:
    """A claim's only appearance, in the given article if any. Raise NotFound if there is none, Refused (listing them) for more than one."""
    claims.get_claim(db, claim_id)
    among = [
        appearance
        for appearance in appearances.appearances_of(db, [claim_id])
        if article_id in (None, appearance.article_id) and number in (None, appearance.id)
    ]
    if not among:
        raise NotFound(
            wording.phrase(
                "claim {claim_id} does not stand there: `claim show {claim_id} --json` lists its appearances.", claim_id=claim_id
            )
        )
    if len(among) > 1:
        numbers = ", ".join(f"{appearance.id} (article {appearance.article_id})" for appearance in among)
        raise Refused(
            wording.phrase(
                "claim {claim_id} stands in {among} sentences: say which appearance, {numbers}.",
                claim_id=claim_id,
                among=len(among),
                numbers=numbers,
            )
        )
    return among[0]


def name_speaker(db: Database, number: int, speaker: str | None, *, by: Person, at: datetime, speaker_read: str | None) -> None:
    """Set who says a claim in an article. The claim's claimant changes too if it was the same name or empty.

    ``speaker_read`` is the speaker that the person saw. Raise StaleEdit if it has changed since.
    """
    people.require_permission(by, "edit_claim")
    speaker = optional_text(speaker, "speaker")
    with write(db):
        appearance = _as_seen(db, number, speaker=speaker_read)
        appearances.edit_appearance(db, appearance, "speaker", speaker, by=by, at=at)
        claim = claims.get_claim(db, appearance.claim_id)
        if claim.claimant == appearance.speaker != speaker:
            claims.edit_claimant(db, claim, speaker, by=by, at=at)


def name_nobody(db: Database, number: int, *, by: Person, at: datetime, read_before: Said) -> None:
    """Record that nobody named in the article says the claim, neither a candidate nor the current speaker. This answers the question.

    ``read_before`` is what the person saw. Raise StaleEdit if the speaker or the candidates have changed since.
    """
    people.require_permission(by, "edit_claim")
    with write(db):
        appearance = _as_seen(db, number, candidates=read_before.candidates)
        if read_before.speaker is not None or appearance.speaker is not None:
            name_speaker(db, number, None, by=by, at=at, speaker_read=read_before.speaker)
        if appearance.candidates:
            appearances.edit_candidates(db, appearance, (), by=by, at=at)


def ask_again(db: Database, number: int, candidates: Sequence[str], *, by: Person, at: datetime) -> None:
    """Undo ``name_nobody``: ask again which candidate says a claim. Raise StaleEdit if there is a speaker or candidates by now."""
    people.require_permission(by, "edit_claim")
    names = tuple(dict.fromkeys(name for given in candidates if (name := optional_text(given, "candidate"))))
    if len(names) > MOST_CANDIDATES:
        raise Refused(
            wording.phrase(
                "{names} candidates are too many: name at most {most_candidates}.", names=len(names), most_candidates=MOST_CANDIDATES
            )
        )
    with write(db):
        appearance = _as_seen(db, number, candidates=())
        if appearance.speaker is not None:
            raise StaleEdit("claim", appearance.claim_id)
        appearances.edit_candidates(db, appearance, names, by=by, at=at)


def say_of(
    db: Database, appearance: Appearance, speaker: str | None, polarity: Polarity, *, nobody: bool, by: Person, at: datetime
) -> Appearance:
    """Set the speaker and the polarity of an appearance in one step, all or nothing; return the appearance afterwards.

    ``nobody`` answers that none of the candidates says it. Raise StaleEdit if ``appearance`` has changed since it was read.
    """
    people.require_permission(by, "edit_claim")
    with write(db):
        if nobody:
            name_nobody(db, appearance.id, by=by, at=at, read_before=Said(appearance.speaker, candidates=appearance.candidates))
        elif speaker != appearance.speaker:
            name_speaker(db, appearance.id, speaker, by=by, at=at, speaker_read=appearance.speaker)
        if polarity is not appearance.polarity:
            set_polarity(db, appearance.id, polarity, by=by, at=at, polarity_read=appearance.polarity)
    return appearances.get_appearance(db, appearance.id)


def set_polarity(db: Database, number: int, polarity: Polarity, *, by: Person, at: datetime, polarity_read: Polarity) -> None:
    """Set whether an article asserts a claim, reports it as false or leaves it in doubt.

    If the article does not assert the claim, an alert that it repeats one ends.

    ``polarity_read`` is what the person saw. Raise StaleEdit if it has changed since.
    """
    people.require_permission(by, "edit_claim")
    with write(db):
        appearance = _as_seen(db, number, polarity=polarity_read)
        appearances.edit_appearance(db, appearance, "polarity", polarity, by=by, at=at)
        if polarity is not Polarity.ASSERTED:
            _end_alerts(db, appearance, polarity, by=by, at=at)


def _as_seen(db: Database, number: int, **value_read: object) -> Appearance:
    appearance = appearances.get_appearance(db, number)
    ((column, value),) = value_read.items()
    if getattr(appearance, column) != value:
        raise StaleEdit("claim", appearance.claim_id)
    return appearance


def _end_alerts(db: Database, appearance: Appearance, polarity: Polarity, *, by: Person, at: datetime) -> None:
    reason = "the article reports it as false" if polarity is Polarity.DENIED else "the article leaves it in doubt"
    for alert in alerts.alerts_in(db, [appearance.article_id], only_open=True):
        if appearance.claim_id == alert.claim_id:
            alerts.move_alert(db, alert, "dismissed", reason, by=by, at=at)
