"""Where a claim stands in an article."""

from sqlite_utils import Database

from claims.model import Span
from claims.reading import anchors
from claims.store import claims


def add_place(db: Database, claim_id: int, sentence_id: int, span: Span, text: str, speaker: str | None) -> None:
    """Store that a claim stands in a sentence, with the words around it that find it again."""
    prefix, suffix = anchors.anchor(text, span.start, span.end)
    claims.add_appearance(
        db, claim_id, sentence_id, start=span.start, end=span.end, quote=span.text, prefix=prefix, suffix=suffix, speaker=speaker
    )
