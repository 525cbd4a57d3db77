"""Puts things into a test's store, by the store's own functions, with as few words as a test wants."""

from collections import defaultdict
from datetime import datetime

from sqlite_utils import Database

from claims.model import (
    Claim,
    Comparison,
    Difference,
    Document,
    Evidence,
    Person,
    Relation,
    Shared,
    SharedKind,
    Sign,
    SourceKind,
    Span,
    Spotted,
    Stance,
    UsedAs,
)
from claims.store import appearances, articles, claims, evidence, history, matches, sources
from claims.store.connect import rows
from claims.store.evidence import NewEvidence
from claims.store.sources import NewSource


def an_article(
    db: Database,
    *sentences: str,
    by: Person,
    at: datetime,
    title: str = "Ferry news",
    url: str | None = None,
    published: str = "2026-03-01",
) -> int:
    """An article of these sentences, one space apart, none of them marked."""
    text = " ".join(sentences)
    number = articles.add_article(db, Document(text=text, title=title, url=url, published_at=published), by=by, at=at)
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence), sentence))
        start += len(sentence) + 1
    articles.add_sentences(db, number, [(span, Spotted(0.5, (Sign("", "a test"),), proposed=False)) for span in spans])
    return number


def a_claim(db: Database, text: str, *, by: Person, at: datetime, proposed: bool = False, sentence_id: int | None = None) -> int:
    """A claim of ours that a person made, or one that is only proposed; in a sentence when one is given."""
    number = claims.add_claim(db, text, by=by, at=at, proposed=proposed)
    if sentence_id is not None:
        place = articles.get_sentence(db, sentence_id)
        appearances.add_appearance(
            db, number, sentence_id, start=place.start, end=place.end, quote=place.text, prefix="", suffix="", speaker=None
        )
    return number


def older_claim(db: Database, number: int) -> Claim:
    """A claim of a file that lacks the columns of later steps."""
    (row,) = rows(db, "SELECT * FROM claim WHERE id = :id", {"id": number})
    return claims._claim(defaultdict(lambda: None, dict(row)))  # type: ignore[arg-type]


def a_match(db: Database, one: int, other: int, *, at: datetime, score: float = 0.8, differences: tuple[Difference, ...] = ()) -> int:
    """A suggestion that two claims are the same."""
    relation = Relation.DIFFERS if differences else Relation.SAME
    return matches.add_match(db, one, other, Comparison(score, relation, differences, (Shared(SharedKind.WORDS, ("ferry",)),)), at=at)


def a_source(db: Database, *, by: Person, at: datetime, title: str = "Harbour log", text: str | None = None, url: str | None = None) -> int:
    """A primary document."""
    return sources.add_source(db, NewSource(title, SourceKind.PRIMARY_DOCUMENT, url=url, text=text), by=by, at=at)


def a_link(db: Database, claim_id: int, source_id: int, stance: Stance, *, by: Person, at: datetime) -> Evidence:
    """Evidence on a claim."""
    number = evidence.add_evidence(db, NewEvidence(claim_id, source_id, stance, UsedAs.PRIMARY), by=by, at=at)
    return evidence.get_evidence(db, number)


def told(db: Database, subject: str, number: int) -> list[str]:
    """The actions in the history of one thing, oldest first."""
    return [event.action for event in history.events_of(db, {subject: [number]})]


def everything(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours: for asserting that a refused action changed nothing."""
    tables = [name for name in db.table_names() if "_search" not in name and not name.startswith("sqlite_")]
    return {name: [tuple(row) for row in rows(db, f"SELECT * FROM {name}")] for name in sorted(tables)}
