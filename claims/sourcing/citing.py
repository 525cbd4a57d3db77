"""How the report cites the evidence under a line: source, stance, quote and locator, without naming a confidential source."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.model import Evidence, Stance
from claims.sourcing.text_fragments import link_to_quote

STANCES = {Stance.SUPPORTS: "supports", Stance.CONTRADICTS: "contradicts", Stance.CONTEXT: "context"}
_ORDER = list(STANCES)


@dataclass(frozen=True, slots=True)
class Citation:
    """One source under a line of the report. Of a confidential source nothing but its number and stance is given."""

    source_id: int
    title: str
    publisher: str | None
    stance: Stance
    quote: str | None
    locator: str | None
    url: str | None
    quote_url: str | None  # the address that opens at the quote
    description: str | None = None  # what a picture or a scan shows

    @property
    def words(self) -> str:
        """The citation in one line: "supports: Harbour log, page 2: “The ferry sank.”"."""
        where = ", ".join(part for part in (self.title, self.locator) if part)
        shows = f" (shows: {' '.join(self.description.split())})" if self.description else ""
        return f"{STANCES[self.stance]}: {where}{shows}" + (f": “{' '.join(self.quote.split())}”" if self.quote else "")


def citations(evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
    """The citations of a line: what supports it first, then what contradicts it, then context; the same link only once."""
    links = {link.id: link for link in evidence}
    return tuple(_citation(link) for link in sorted(links.values(), key=lambda link: (_ORDER.index(link.stance), link.id)))


def _citation(link: Evidence) -> Citation:
    source = link.source
    if source.confidential:
        return Citation(source.id, "A confidential source", None, link.stance, None, None, None, None)
    url = source.url if source.url and source.url.lower().startswith(("http://", "https://")) else None
    shows = source.description if source.is_wordless else None
    opened_at = link_to_quote(url, link.quote)
    return Citation(source.id, source.title, source.publisher, link.stance, link.quote, link.locator, url, opened_at, shows)
