"""What a source says of a claim: its best passages, each with the place where a reader finds it, and quotes anchored in its text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.model import Source, Whereabouts
from claims.reading import anchors
from claims.sourcing import locators
from claims.store import claims, sources
from claims.store.match_inputs import day_of

if TYPE_CHECKING:
    from claims.sourcing.passages import Passage

OFFERED = 5
"""Passages of one source that are offered."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A passage of a source and where it stands, in words: "page 2, paragraph 6"."""

    passage: "Passage"
    locator: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a quote stands in a source's text, with the words around it that find it again, and its place in words."""

    start: int
    end: int
    prefix: str
    suffix: str
    locator: str


def passages_in_source(db: Database, claim_id: int, source_id: int, *, limit: int = OFFERED) -> list[Offered]:
    """The passages of a source that speak most to a claim, best first; none when it has no text, or none that does. Raise NotFound."""
    from claims.reading import sentences  # load all of matching, and of how sentences are told: a link to a source needs neither
    from claims.sourcing.passages import best_passages

    claim, source = claims.root_of(db, claim_id), sources.get_source(db, source_id)
    if source.text is None:
        return []
    best = best_passages(
        claim.text,
        sentences.split(source.text),
        limit=limit,
        claimed_on=day_of(claim.claimed_at) if claim.claimed_at else None,
        published_on=day_of(source.published_at) if source.published_at else None,
    )
    original = _file(db, source)
    return [Offered(passage, _locator(source, passage.sentence.text, passage.sentence.start, original)) for passage in best]


def find_quote(db: Database, source: Source, quote: str, start: int | None = None) -> Anchored | None:
    """Where these words stand in a source's stored text, whatever its line ends; None when they do not.

    ``start`` tells which of several equal places is meant.
    """
    if source.text is None:
        return None
    quote_found = anchors.find(source.text, quote, start=start)
    if quote_found.status not in (Whereabouts.PRESENT, Whereabouts.MOVED) or quote_found.start is None or quote_found.end is None:
        return None
    prefix, suffix = anchors.anchor(source.text, quote_found.start, quote_found.end)
    return Anchored(quote_found.start, quote_found.end, prefix, suffix, _locator(source, quote, quote_found.start, _file(db, source)))


def _file(db: Database, source: Source) -> bytes | None:
    return sources.get_original(db, source.id) if source.has_bytes else None


def _locator(source: Source, quote: str, start: int, file: bytes | None) -> str:
    # Paragraphs of a PDF or of subtitles are the program's reading of them: the page or the time is what a reader can go by.
    from claims.reading import documents  # loads the table of formats

    page_or_time = documents.place_of(file, quote, start) if file else None
    return page_or_time or locators.paragraph(source.text or "", start)
