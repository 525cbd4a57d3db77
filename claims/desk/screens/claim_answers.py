"""The contract's JSON for claims, pairs and verdicts; the rest is in ``answers``."""

from collections.abc import Sequence

from sqlite_utils import Database

from claims.desk.cases.cases import counted_appearances
from claims.desk.checking.talk import Talk
from claims.desk.index.lookup import Suggestion, known_claims
from claims.desk.publishing.publishing import Standing, page_states
from claims.desk.screens.answers import Answer, evidence_answer, match_answer
from claims.model import Appearance, Case, Claim, Draft, Match, Note, Origin, Review, Verdict
from claims.sourcing import rules
from claims.store import appearances, claims, people

REVIEW_FIELDS = ("external_id", "title", "url", "publisher", "rating_words", "rating", "reviewed_at")


def pair_answers(db: Database, pairs: Sequence[Match]) -> list[Answer]:
    """Stored matches, seen from the claim that was added later: the fields of a match, and both claims."""
    known = known_claims(db, {number for match in pairs for number in (match.claim_id, match.known_id)})
    return [
        {
            **match_answer(Suggestion(known[match.known_id], match.comparison, match)),
            "ours": {"claim_id": match.claim_id, "text": known[match.claim_id].claim.text},
            "reasons": list(match.reasons),
            "note": match.note,
            "decided_by": match.decided_by,
            "decided_at": match.decided_at.isoformat() if match.decided_at else None,
        }
        for match in pairs
    ]


def claim_answers(db: Database, listed: Sequence[Claim]) -> list[Answer]:
    """Claims that speak for themselves, with the rating, tags and appearances of all claims joined to them."""
    known = known_claims(db, [claim.id for claim in listed])
    families = claims.family_of(db, [claim.id for claim in listed])
    root = {number: head for head, numbers in families.items() for number in numbers}
    tags, taken_up = claims.tags_of(db, root), claims.taken_up(db, root)
    places: dict[int, list[Appearance]] = {}
    for appearance in appearances.appearances_of(db, root):
        places.setdefault(root[appearance.claim_id], []).append(appearance)
    public = page_states(db, [claim.id for claim in listed])
    names = {person.id: person.name for person in people.list_people(db)} if any(claim.assignee_id for claim in listed) else {}
    return [
        {
            "id": claim.id,
            "text": claim.text,
            "claimant": claim.claimant,
            "claimed_at": claim.claimed_at,
            "state": claim.state,
            "origin": claim.origin,
            "proposed": claim.origin is Origin.OWN and taken_up.isdisjoint(families[claim.id]),
            "language": claim.language,
            "assignee": names.get(claim.assignee_id or 0),
            "due_at": claim.due_at.isoformat() if claim.due_at else None,
            "created_at": claim.created_at.isoformat(),
            "tags": sorted({tag for number in families[claim.id] for tag in tags.get(number, ())}),
            "rating": known[claim.id].rating,
            "review": review_answer(known[claim.id].review),
            "appearances": [place_answer(appearance) for appearance in counted_appearances(places.get(claim.id, ()))],
            "published": published_answer(public.get(claim.id)),
            "version": claim.version,
        }
        for claim in listed
    ]


def published_answer(standing: Standing | None) -> Answer | None:
    """A claim's public pages: since when, at which claims' addresses, and what changed since, in words; None if nothing is public."""
    if standing is None:
        return None
    return {
        "at": standing.pages[0].at.isoformat(),
        "claim_ids": [publication.claim_id for publication in standing.pages],
        "changed": list(standing.changes),
    }


def whole_claim_answer(db: Database, case: Case, draft: Draft | None, talk: Talk) -> Answer:
    """Everything about one claim: its own fields, problems, evidence, verdicts, draft and notes."""
    return {
        **claim_answers(db, [case.claim])[0],
        "problems": [
            {"kind": problem.kind, "weight": "fix" if rules.is_fix(problem.kind) else "weigh", "detail": problem.detail}
            for problem in rules.problems(case)
        ],
        "evidence": [evidence_answer(link) for link in case.evidence],
        "verdicts": [verdict_answer(verdict) for verdict in case.verdicts],
        "draft": draft_answer(draft),
        "notes": [note_answer(note) for note in talk.notes],
    }


def draft_answer(draft: Draft | None) -> Answer | None:
    """The draft of a verdict, or None."""
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
    """A note on a claim."""
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
    """Another publisher's verdict, or None for a claim of ours that is not joined to a reviewed one."""
    if review is None:
        return None
    return {name: getattr(review, name) for name in REVIEW_FIELDS}


def place_answer(appearance: Appearance) -> Answer:
    """Where a claim appears in an article; ``quote == text[start:end]``."""
    return {
        "id": appearance.id,
        "article_id": appearance.article_id,
        "start": appearance.start,
        "end": appearance.end,
        "quote": appearance.quote,
        "speaker": appearance.speaker,
        "candidates": list(appearance.candidates),
        "polarity": appearance.polarity,
    }


def appearance_answer(db: Database, appearance: Appearance) -> Answer:
    """One appearance with the number and version of its claim."""
    return {**place_answer(appearance), "claim_id": appearance.claim_id, "version": claims.get_claim(db, appearance.claim_id).version}


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
