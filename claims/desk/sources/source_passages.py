"""What a source says about a claim: its best passages, each with a locator for readers, and quotes anchored in its text."""

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
"""The most passages of one source that are offered."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A passage of a source and its locator, in words: "page 2, paragraph 6"."""

    passage: "Passage"
    locator: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a quote is in a source's text: offsets, the words around it (by which it can be found again) and its locator."""

    start: int
    end: int
    prefix: str
    suffix: str
    locator: str


def passages_in_source(db: Database, claim_id: int, source_id: int, *, limit: int = OFFERED) -> list[Offered]:
    """The passages of a source that bear most on a claim, best first; empty if it has no text or none bears on it. Raise NotFound."""
    from claims.reading import sentences  # these load all of matching and sentence splitting, which linking a source does not need
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
    return [Offered(passage, locate(db, source, passage.sentence.text, passage.sentence.start)) for passage in best]


def find_quote(db: Database, source: Source, quote: str, start: int | None = None) -> Anchored | None:
    """Where these words are in a source's stored text, whatever its line ends; None if they are not in it.

    ``start`` is the offset if the words occur more than once.
    """
    if source.text is None:
        return None
    quote_found = anchors.find(source.text, quote, start=start)
    if quote_found.status not in (Whereabouts.PRESENT, Whereabouts.MOVED) or quote_found.start is None or quote_found.end is None:
        return None
    prefix, suffix = anchors.anchor(source.text, quote_found.start, quote_found.end)
    return Anchored(quote_found.start, quote_found.end, prefix, suffix, locate(db, source, quote, quote_found.start))


def locate(db: Database, source: Source, quote: str, start: int, *, at_once: bool = False) -> str:
    """Where in a source the words at an offset of its text are: "page 2", "at 00:12:31", "paragraph 6"; the same in every list, page and command.

    The paragraphs of a PDF or of subtitles are the program's guess, so the answer is a page or a time, and a paragraph only if neither is
    known. With ``at_once`` the answer is "" if the file would have to be read again and nobody has asked for these words before.
    """
    from claims.reading import documents  # loads the table of formats

    if not source.has_bytes:
        return locators.paragraph(source.text or "", start)
    key = (source.file_sha256, source.sha256, start)
    locator = _locators.get(key)  # read once: another thread may empty the table
    if locator is None:
        if at_once and source.ending in _SLOW_TO_OPEN:
            return ""
        file = _file(db, source)
        locator = (documents.place_of(file[0], quote, start, name=file[1]) if file else None) or ""
        if len(_locators) >= _MOST_LOCATORS:
            _locators.clear()
        _locators[key] = locator
    return locator or locators.paragraph(source.text or "", start)


_locators: dict[tuple[str | None, str | None, int], str] = {}
"""Where words are in a file ("" if unknown), by the SHA-256 of the file and of its text, and by the words' offset in the text."""

_MOST_LOCATORS = 10_000

_SLOW_TO_OPEN = frozenset({"pdf"})
"""Files that another program opens, which takes longer than a page may."""


def _file(db: Database, source: Source) -> tuple[bytes, str] | None:
    """The bytes of a source's file and a name with its ending."""
    content = sources.get_original(db, source.id) if source.has_bytes else None
    return (content, f"file.{sources.ending_of(db, source.id) or 'txt'}") if content is not None else None
