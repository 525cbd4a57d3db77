"""Makes the domain's objects for tests that need no store, with sensible values for all that a test does not name."""

from datetime import UTC, datetime, timedelta
from typing import Any

from claims.model import (
    Appearance,
    Article,
    Case,
    Claim,
    Evidence,
    Mark,
    Meaning,
    Origin,
    Outcome,
    Rating,
    Sentence,
    Source,
    SourceKind,
    Stance,
    State,
    UsedAs,
    Verdict,
)

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
TRUE = Rating("true", "True", Meaning.TRUE, 1)
MISSING = Rating("missing_context", "Missing context", Meaning.NEITHER, 3)
FALSE = Rating("false", "False", Meaning.FALSE, 5)


def hours(count: float) -> datetime:
    """So many hours after NOON."""
    return NOON + timedelta(hours=count)


def article(**known: Any) -> Article:
    values: dict[str, Any] = {
        "id": 1,
        "title": "Ferry news",
        "text": "The ferry sank. All were saved.",
        "sha256": "0" * 64,
        "url": "https://news.example.org/ferry",
        "publisher": "Harbour Gazette",
        "byline": None,
        "published_at": "2026-03-13",
        "language": "en",
        "added_at": NOON,
        "replaces_id": None,
        "due_at": None,
        "version": 1,
    }
    return Article(**{**values, **known})


def sentence(position: int, text: str, *, start: int = 0, mark: Mark = Mark.UNMARKED, article_id: int = 1) -> Sentence:
    """The sentence of that place; its number is its place."""
    return Sentence(position, article_id, position, start, start + len(text), text, mark, 0.5, (), 1)


def sentences(of: Article, *texts: str, mark: Mark = Mark.CLAIM) -> list[Sentence]:
    """Sentences that stand in the article's text, all with one mark."""
    return [sentence(place, text, start=of.text.index(text), mark=mark, article_id=of.id) for place, text in enumerate(texts, start=1)]


def claim(number: int = 1, text: str = "The ferry sank.", **known: Any) -> Claim:
    values: dict[str, Any] = {
        "claimant": None,
        "claimed_at": None,
        "state": State.OPEN,
        "origin": Origin.OWN,
        "proposed": False,
        "language": "en",
        "joined_into": None,
        "assignee_id": None,
        "due_at": None,
        "created_at": NOON,
        "version": 1,
    }
    return Claim(number, text, **{**values, **known})


def appearance(of: Sentence, claim_id: int = 1) -> Appearance:
    return Appearance(of.id, claim_id, of.id, of.article_id, of.start, of.end, of.text, "", "", None)


def source(number: int = 1, **known: Any) -> Source:
    """A news report whose bytes are kept."""
    values: dict[str, Any] = {
        "title": f"Report {number}",
        "kind": SourceKind.NEWS,
        "url": f"https://reports.example.org/{number}",
        "publisher": "Coast Herald",
        "published_at": "2026-03-12",
        "text": "It sank at dawn.",
        "sha256": "1" * 64,
        "archived_url": None,
        "derived_from": None,
        "confidential": False,
        "has_bytes": True,
        "withdrawn": False,
        "added_at": NOON,
        "version": 1,
    }
    return Source(id=number, **{**values, **known})


def evidence(number: int = 1, stance: Stance = Stance.SUPPORTS, *, of: Source | None = None, **known: Any) -> Evidence:
    """Secondary evidence with quote and locator, of the source with the same number unless another is named."""
    values: dict[str, Any] = {
        "claim_id": 1,
        "quote": "sank at dawn",
        "locator": "p. 2",
        "used_as": UsedAs.SECONDARY,
        "note": None,
        "checked_by": "Ben",
        "checked_at": NOON,
        "withdrawn": False,
        "version": 1,
    }
    return Evidence(id=number, source=of or source(number), stance=stance, **{**values, **known})


def document(number: int = 1, stance: Stance = Stance.SUPPORTS, **known: Any) -> Evidence:
    """Evidence of a primary document, used as such."""
    of = source(number, kind=SourceKind.PRIMARY_DOCUMENT, title=f"Harbour log {number}")
    return evidence(number, stance, of=of, **{"used_as": UsedAs.PRIMARY, **known})


def verdict(rating: Rating = TRUE, **known: Any) -> Verdict:
    """An approved verdict, written by Ben an hour after NOON and read by Cleo an hour later."""
    values: dict[str, Any] = {
        "id": 1,
        "claim_id": 1,
        "explanation": "The log says so.",
        "submitted_by": "Ben",
        "submitted_at": hours(1),
        "outcome": Outcome.APPROVED,
        "read_by": "Cleo",
        "read_at": hours(2),
        "note": None,
    }
    return Verdict(rating=rating, **{**values, **known})


def case(*links: Evidence, of: Claim | None = None, **known: Any) -> Case:
    """The case of one claim with these links and nothing else."""
    values: dict[str, Any] = {"appearances": (), "verdicts": ()}
    return Case(claim=of or claim(), evidence=links, **{**values, **known})
