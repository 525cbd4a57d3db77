"""What scripts read of claims, pairs and verdicts; the rest of the contract's JSON is in answers."""

from collections.abc import Sequence

from sqlite_utils import Database

from claims.desk.cases.cases import counted_appearances, is_fix, problems_of
from claims.desk.checking.talk import Talk
from claims.desk.index.lookup import Suggestion, known_claims
from claims.desk.publishing.publishing import Standing, page_states
from claims.desk.screens.answers import Answer, evidence_answer, match_answer
from claims.model import Appearance, Case, Claim, Draft, Match, Note, Review, Verdict
from claims.store import claims, people

REVIEW_FIELDS = ("external_id", "title", "url", "publisher", "rating_words", "rating", "reviewed_at")


def pair_answers(db: Database, pairs: Sequence[Match]) -> list[Answer]:
    """Stored matches, seen from the claim that came later: the fields of a match, and whose they are."""
    known = known_claims(db, {number for one in pairs for number in (one.claim_id, one.known_id)})
    return [
        {
            **match_answer(Suggestion(known[one.known_id], one.comparison, one)),
            "ours": {"claim_id": one.claim_id, "text": known[one.claim_id].claim.text},
            "reasons": list(one.reasons),
            "note": one.note,
            "decided_by": one.decided_by,
            "decided_at": one.decided_at.isoformat() if one.decided_at else None,
        }
        for one in pairs
    ]


def claim_answers(db: Database, found: Sequence[Claim]) -> list[Answer]:
    """Claims that speak for themselves, with the rating, tags and places of all that is joined to them."""
    known = known_claims(db, [one.id for one in found])
    families = claims.family_of(db, [one.id for one in found])
    root = {number: head for head, numbers in families.items() for number in numbers}
    tags = claims.tags_of(db, root)
    places: dict[int, list[Appearance]] = {}
    for place in claims.appearances_of(db, root):
        places.setdefault(root[place.claim_id], []).append(place)
    public = page_states(db, [one.id for one in found])
    names = {one.id: one.name for one in people.list_people(db)} if any(one.assignee_id for one in found) else {}
    return [
        {
            "id": one.id,
            "text": one.text,
            "claimant": one.claimant,
            "claimed_at": one.claimed_at,
            "state": one.state,
            "origin": one.origin,
            "proposed": one.proposed,
            "language": one.language,
            "assignee": names.get(one.assignee_id or 0),
            "due_at": one.due_at.isoformat() if one.due_at else None,
            "created_at": one.created_at.isoformat(),
            "tags": sorted({tag for number in families[one.id] for tag in tags.get(number, ())}),
            "rating": known[one.id].rating,
            "review": review_answer(known[one.id].review),
            "appearances": [place_answer(place) for place in counted_appearances(places.get(one.id, ()))],
            "published": published_answer(public.get(one.id)),
            "version": one.version,
        }
        for one in found
    ]


def published_answer(standing: Standing | None) -> Answer | None:
    """What visitors see of a claim: since when, at which claims' addresses, and what changed since, in words; None when they see nothing."""
    if standing is None:
        return None
    return {
        "at": standing.pages[0].at.isoformat(),
        "claim_ids": [one.claim_id for one in standing.pages],
        "changed": list(standing.changes),
    }


def whole_claim_answer(db: Database, case: Case, draft: Draft | None, said: Talk) -> Answer:
    """All about one claim: its own fields, and its problems, evidence, verdicts, draft and notes."""
    return {
        **claim_answers(db, [case.claim])[0],
        "problems": [
            {"kind": one.kind, "weight": "fix" if is_fix(one.kind) else "weigh", "detail": one.detail} for one in problems_of(case)
        ],
        "evidence": [evidence_answer(one) for one in case.evidence],
        "verdicts": [verdict_answer(one) for one in case.verdicts],
        "draft": draft_answer(draft),
        "notes": [note_answer(one) for one in said.notes],
    }


def draft_answer(draft: Draft | None) -> Answer | None:
    """A rating being worked on, or None."""
    if draft is None:
        return None
    return {
        "claim_id": draft.claim_id,
        "rating": draft.rating,
        "explanation": draft.explanation,
        "left_out": list(draft.left_out),
        "saved_by": draft.saved_by,
        "saved_at": draft.saved_at.isoformat(),
        "version": draft.version,
    }


def note_answer(note: Note) -> Answer:
    """What somebody said about a claim."""
    return {
        "id": note.id,
        "claim_id": note.claim_id,
        "text": note.text,
        "about": note.about,
        "by": note.by,
        "at": note.at.isoformat(),
        "mentions": list(note.mentions),
        "withdrawn": note.withdrawn,
    }


def review_answer(review: Review | None) -> Answer | None:
    """Another publisher's verdict, or None for a claim of ours that is joined to none."""
    if review is None:
        return None
    return {name: getattr(review, name) for name in REVIEW_FIELDS}


def place_answer(place: Appearance) -> Answer:
    """Where a claim stands in an article; ``quote == text[start:end]``."""
    return {
        "id": place.id,
        "article_id": place.article_id,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "speaker": place.speaker,
        "candidates": list(place.candidates),
        "polarity": place.polarity,
    }


def appearance_answer(db: Database, place: Appearance) -> Answer:
    """One appearance by itself, with the claim it is of and that claim's version."""
    return {**place_answer(place), "claim_id": place.claim_id, "version": claims.get_claim(db, place.claim_id).version}


def verdict_answer(verdict: Verdict) -> Answer:
    """A submitted verdict. Its version is 1 while it waits for the second reader, and 2 afterwards."""
    return {
        "id": verdict.id,
        "claim_id": verdict.claim_id,
        "rating": verdict.rating.name,
        "label": verdict.rating.label,
        "explanation": verdict.explanation,
        "submitted_by": verdict.submitted_by,
        "submitted_at": verdict.submitted_at.isoformat(),
        "outcome": verdict.outcome,
        "read_by": verdict.read_by,
        "read_at": verdict.read_at.isoformat() if verdict.read_at else None,
        "note": verdict.note,
        "evidence_ids": list(verdict.evidence_ids),
        "version": 1 if verdict.outcome is None else 2,
    }
