"""Rating a claim and moving it through its states: taken, submitted, approved by a second reader, published, and every way back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlite_utils import Database

from claims.desk import alerts
from claims.desk.checking import moves, talk
from claims.desk.checking.review import get_current
from claims.desk.newsroom import self_approval_allowed
from claims.desk.people import people
from claims.desk.publishing import page_states, publishing
from claims.desk.publishing.publishing import Picked
from claims.desk.typed_fields import MAX_TEXT, optional_text, required_text
from claims.errors import NotAllowed, Refused, StaleEdit
from claims.model import Claim, Outcome, Person, State, Verdict
from claims.store import claims, evidence, newsroom, publications, verdicts
from claims.store import people as stored_people
from claims.store.connect import write
from claims.wording import joined, phrase

AS_OFFERED = Picked()
"""Publish with the default selection."""


def take(db: Database, claim_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Start checking an open claim, and assign it to oneself."""
    people.require_permission(by, "rate")
    with write(db):
        claim = moves.make_move(db, get_current(db, claim_id, seen_version), "take", by=by, at=at)
        claims.assign(db, claim, by, by=by, at=at)


def release(db: Database, claim_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Put a claim back into the queue. Raise Refused while its verdict waits for the second reader."""
    people.require_permission(by, "rate")
    with write(db):
        claim = get_current(db, claim_id, seen_version)
        _refuse_waiting(db, claim)
        claims.assign(db, moves.make_move(db, claim, "release", by=by, at=at), None, by=by, at=at)


def assign(db: Database, claim_id: int, to: Person | None, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Assign a claim to somebody, or to nobody (None)."""
    people.require_permission(by, "assign")
    with write(db):
        claims.assign(db, moves.ours(get_current(db, claim_id, seen_version)), to, by=by, at=at)


def set_due(db: Database, claim_id: int, due_at: datetime | None, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Set a claim's deadline; with None its article's deadline applies."""
    people.require_permission(by, "assign")
    with write(db):
        claims.set_due(db, moves.ours(get_current(db, claim_id, seen_version)), due_at, by=by, at=at)


def save_draft(
    db: Database,
    claim_id: int,
    rating: str | None,
    explanation: str,
    *,
    by: Person,
    at: datetime,
    left_out: Collection[int] = (),
    seen_version: int = 0,
) -> None:
    """Save the draft of a verdict and the evidence links that it does not rest on.

    ``seen_version`` is the version of the draft that was read, 0 for none. Raise StaleEdit if somebody saved another draft in the meantime,
    Refused if the claim is not being checked.
    """
    people.require_permission(by, "rate")
    explanation = optional_text(explanation, "explanation", limit=MAX_TEXT) or ""
    with write(db):
        claim = _in_review(db, claim_id, None, by=by, at=at)
        # Evidence that was removed in the meantime is no reason to refuse the draft.
        left = [evidence_id for evidence_id in _in_force(db, claim) if evidence_id in left_out]
        verdicts.save_draft(db, claim, _on_scale(db, rating), explanation, left, seen_version=seen_version, by=by, at=at)


def submit(
    db: Database,
    claim_id: int,
    rating: str,
    explanation: str,
    *,
    by: Person,
    at: datetime,
    evidence_ids: Sequence[int] | None = None,
    seen_version: int | None = None,
    draft_seen: int | None = None,
    reader: Person | None = None,
) -> int:
    """Submit a verdict to the second reader; return its number. It rests on all evidence in force unless ``evidence_ids`` is given.

    ``reader`` is whom its author would like to read it; anybody else who may approve still can.

    An open claim is taken first. Raise Refused for a rating that is not on the scale, evidence of another claim, an empty
    explanation, or if a verdict already waits; StaleEdit if ``draft_seen`` (0 for none) is not the draft's version.
    """
    people.require_permission(by, "submit")
    if not rating:
        raise Refused("choose a rating before you submit.", field="rating")
    explanation = required_text(explanation, "explanation", limit=MAX_TEXT)
    with write(db):
        claim = _in_review(db, claim_id, seen_version, by=by, at=at)
        draft = verdicts.find_draft(db, claim.id)
        if draft_seen is not None and draft_seen != (draft.version if draft else 0):
            raise StaleEdit("the draft verdict on claim", claim.id)
        chosen = _on_scale(db, rating)
        if chosen is None:
            raise Refused("choose a rating before you submit.", field="rating")
        in_force = _in_force(db, claim)
        rests_on = in_force if evidence_ids is None else list(dict.fromkeys(evidence_ids))
        if not set(rests_on) <= set(in_force):
            raise Refused("some of this evidence belongs to another claim or was withdrawn. Choose again.")
        if reader is not None and reader not in possible_readers(db, by=by):
            raise Refused(
                phrase("{name} cannot be the second reader: choose another checker, editor or admin.", name=reader.name), field="reader"
            )
        return verdicts.add_verdict(db, claim, chosen, explanation, rests_on, by=by, at=at, reader=reader)


def possible_readers(db: Database, *, by: Person) -> list[Person]:
    """Who may be asked to read this person's verdicts, by name: the list that the form offers and that ``submit`` takes."""
    return [person for person in stored_people.list_people(db) if person.id != by.id and people.may(person, "approve")]


def return_verdict(db: Database, claim_id: int, note: str, *, by: Person, at: datetime, seen_version: int | None = None) -> int:
    """Send a submitted verdict back to its author with a note on what is missing; return the verdict's number."""
    people.require_permission(by, "return")
    note = required_text(note, "note", limit=MAX_TEXT)
    with write(db):
        claim = get_current(db, claim_id, seen_version)
        verdict = _waiting(db, claim)
        verdicts.add_reading(db, verdict, Outcome.RETURNED, note, by=by, at=at)
        talk.add_move_note(db, claim.id, "return", note, verdict.submitted_by, by=by, at=at)
        return verdict.id


def approve(db: Database, claim_id: int, *, by: Person, at: datetime, note: str | None = None, seen_version: int | None = None) -> int:
    """Approve a submitted verdict as the second reader; return its number. Raise NotAllowed for whoever wrote it or a draft of it."""
    people.require_permission(by, "approve")
    with write(db):
        claim = get_current(db, claim_id, seen_version)
        verdict = _waiting(db, claim)
        if not verdict.may_be_read_by(by.name, self_approval=self_approval_allowed(db)):
            if verdict.submitted_by == by.name:
                raise NotAllowed("you wrote this verdict: another checker, editor or admin must approve it.")
            raise NotAllowed("you wrote a draft of this verdict: another checker, editor or admin must approve it.")
        note = optional_text(note, "note", limit=MAX_TEXT)
        verdicts.add_reading(db, verdict, Outcome.APPROVED, note, by=by, at=at)
        talk.add_move_note(db, claim.id, "approve", note, by=by, at=at)
        moves.make_move(db, claim, "approve", by=by, at=at)
        alerts.raise_for_verdict(db, claim.id, by=by, at=at)
        return verdict.id


def publish(db: Database, claim_id: int, *, by: Person, at: datetime, seen_version: int | None = None, picked: Picked = AS_OFFERED) -> None:
    """Publish a checked claim as it is now, with what the editor picked; a page that is already public is replaced."""
    people.require_permission(by, "publish")
    with write(db):
        claim = moves.ours(get_current(db, claim_id, seen_version))
        moves.target_of(claim, "publish")
        publishing.publish_page(db, claim, picked, by=by, at=at)
        if claim.state is State.PUBLISHED:
            claims.record(db, claim, "publish", by=by, at=at)
        else:
            moves.make_move(db, claim, "publish", by=by, at=at)


def withdraw(db: Database, claim_id: int, note: str, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Take a claim and all claims joined to it off the public pages; its verdict stays. Raise Refused if nothing of it is public."""
    people.require_permission(by, "withdraw")
    note = required_text(note, "note", limit=MAX_TEXT)
    with write(db):
        claim = moves.ours(get_current(db, claim_id, seen_version))
        pages = page_states.live_pages(db, claim.id)
        if not pages:
            moves.target_of(claim, "withdraw")
        for publication in pages:
            publications.take_off(db, publication.claim_id, by=by, at=at)
            shown = claims.get_claim(db, publication.claim_id)
            if shown.state is State.PUBLISHED:
                claims.move_claim(db, shown, State.CHECKED, by=by, at=at, action="withdraw", note=note)
            else:
                claims.record(db, shown, "withdraw", by=by, at=at, note=note)
        talk.add_move_note(db, claim.id, "withdraw", note, by=by, at=at)


def reopen(db: Database, claim_id: int, note: str, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Check a claim again. Its verdict stays until another is approved; its public page stays until it is published again."""
    people.require_permission(by, "reopen")
    with write(db):
        moves.make_move(
            db, get_current(db, claim_id, seen_version), "reopen", by=by, at=at, note=required_text(note, "note", limit=MAX_TEXT)
        )


def drop(db: Database, claim_id: int, *, by: Person, at: datetime, note: str | None = None, seen_version: int | None = None) -> None:
    """Drop a claim: it is not checked unless it is restored. Raise Refused while its verdict waits or its page is public."""
    people.require_permission(by, "drop")
    with write(db):
        claim = get_current(db, claim_id, seen_version)
        _refuse_waiting(db, claim)
        page_states.refuse_public(db, claim)
        moves.make_move(db, claim, "drop", by=by, at=at, note=optional_text(note, "note", limit=MAX_TEXT))


def restore(db: Database, claim_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Reopen a dropped claim."""
    people.require_permission(by, "drop")
    with write(db):
        moves.make_move(db, get_current(db, claim_id, seen_version), "restore", by=by, at=at)


def _in_review(db: Database, claim_id: int, seen_version: int | None, *, by: Person, at: datetime) -> Claim:
    claim = moves.ours(get_current(db, claim_id, seen_version))
    if claim.state is State.OPEN:
        claim = moves.make_move(db, claim, "take", by=by, at=at)
        claims.assign(db, claim, by, by=by, at=at)
        return claims.get_claim(db, claim.id)
    if claim.state is not State.IN_REVIEW:
        what_to_do = phrase("reopen it before you rate it again.")
        raise Refused(joined([moves.state_sentence(claim), what_to_do], ": "))
    _refuse_waiting(db, claim)
    return claim


def _newest(db: Database, claim: Claim) -> Verdict | None:
    # Only this claim's own verdicts: a claim whose verdict waits cannot be joined into another.
    submitted = verdicts.verdicts_of(db, [claim.id])
    return submitted[-1] if submitted else None


def _in_force(db: Database, claim: Claim) -> list[int]:
    return [link.id for link in evidence.evidence_of(db, claims.family_of(db, [claim.id])[claim.id])]


def _waiting(db: Database, claim: Claim) -> Verdict:
    newest = _newest(db, claim)
    if newest is None or newest.outcome is not None:
        raise Refused(phrase("claim {id} has no verdict waiting for a second reader.", id=claim.id))
    return newest


def _refuse_waiting(db: Database, claim: Claim) -> None:
    newest = _newest(db, claim)
    if newest is not None and newest.outcome is None:
        raise Refused(phrase("the verdict on claim {id} is waiting for a second reader. Approve or return it first.", id=claim.id))


def _on_scale(db: Database, rating: str | None) -> str | None:
    names = [step.name for step in newsroom.scale(db)]
    if rating and rating not in names:
        raise Refused(phrase("{rating} is not on the scale: choose {names}.", rating=repr(rating), names=", ".join(names)))
    return rating or None
