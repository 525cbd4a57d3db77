"""The sources that an article's own file names, and the questions that people left in it, each on its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from claims.model import Document, FileComment, FileNote, Link, Span
from claims.model.beside import NamedIn, NamedSource, Remark
from claims.reading import own_comments
from claims.reading.own_comments import Answer

MOST = 1000
"""The most sources, and the most remarks, that are proposed from one file."""

_LONGEST_TITLE = 300  # code points
_LONGEST_NOTE = 5_000  # code points
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]{3,2000}", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?)]}'’"
_LOCATOR = re.compile(
    r"\b(?:pp?\.|pages?|paras?\.?|paragraphs?|sections?|sec\.|chapters?|ch\.|tables?|annex|minute|S\.|Seiten?|Abs\.)\s?[0-9][0-9.:,–-]{0,12}(?<![,.:])|§§?\s?[0-9][0-9a-z.–-]{0,8}(?<![.])",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\bTK+\b|\b(?i:check|verify|confirm|citation needed|source needed|needs? (?:a )?source|no source|unsourced|not sure|prüfen|nachprüfen|Quelle fehlt|à vérifier|verificar|comprobar)\b"
)
_DOCUMENT = re.compile(
    r"\b(?:reports?|audits?|minutes|registers?|registry|statutes?|census|data ?sets?|database|surveys?|letters?|e-?mails?|interviews?|transcripts?|filings?|rulings?|judge?ments?|accounts?|ledgers?|statements?|press release|archives?|statistics|yearbook|gazette|study|paper|according to|told me|told us|per the|Bericht|Protokoll|Gutachten|rapport|informe)\b|^(?:source|see|from|via|cf\.?|Quelle)\b\s*:?",
    re.IGNORECASE,
)
_SAME_AGAIN = re.compile(r"(?:ibid|ibidem|ebd|ebenda|idem)\b\.?,?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a file holds besides its text, sorted: sources, remarks, and answers to comments of ours. ``warnings`` tell what has no place."""

    sources: tuple[NamedSource, ...] = ()
    remarks: tuple[Remark, ...] = ()
    answers: tuple[Answer, ...] = ()
    warnings: tuple[str, ...] = ()


def gather(document: Document, spans: Sequence[Span]) -> Gathered:
    """Sort what a document has beside its text. ``spans`` are its sentences. Nothing here is evidence before a person accepts it."""
    places = _Places(document.text, spans)
    ours, theirs = own_comments.parted(document.beside.comments)
    by_id = {comment.id: comment for comment in theirs}
    placed = [_placed_comment(comment, by_id, places) for comment in theirs]
    in_notes = {link for note in document.beside.notes for link in note.links}
    links = [link for link in document.beside.links if link not in in_notes]
    sources = list(
        dict.fromkeys(
            [
                *_of_notes(document.beside.notes, places),
                *_of_comments(placed),
                *(named for link in links if (named := _of_link(link, places))),
            ]
        )
    )
    remarks = list(dict.fromkeys(_remarks(placed)))
    return Gathered(tuple(sources[:MOST]), tuple(remarks[:MOST]), tuple(ours), tuple(places.warnings(len(sources), len(remarks))))


class _Places:
    """The words of a text that something is attached to."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text, self._spans = text, spans
        self._links_without, self._comments_without = 0, 0

    def of_point(self, at: int) -> tuple[int, int]:
        """The words of the sentence before a note's mark; else the sentence that follows."""
        for span in self._spans:
            if span.start < at <= span.end:
                return span.start, at
        after = next((span for span in self._spans if span.start >= at), self._spans[-1])
        before = [span for span in self._spans if span.end <= at]
        chosen = before[-1] if before else after
        return chosen.start, chosen.end

    def of_link(self, link: Link) -> tuple[int, int] | None:
        """The words of a link: where the reader says they are, else where they occur once in the text."""
        if link.start is not None and link.end is not None and link.start < link.end:
            return link.start, link.end
        if link.text and self._text.count(link.text) == 1:
            start = self._text.index(link.text)
            return start, start + len(link.text)
        self._links_without += 1
        return None

    def of_comment(self, comment: FileComment) -> tuple[int, int]:
        """The words of a comment; the first sentence if the comment is on no words of the text."""
        if comment.start is None or comment.end is None:
            if comment.quote and self._text.count(comment.quote) == 1:
                start = self._text.index(comment.quote)
                return start, start + len(comment.quote)
            self._comments_without += 1
            return self._spans[0].start, self._spans[0].end
        return (comment.start, comment.end) if comment.start < comment.end else self.of_point(comment.start)

    def warnings(self, sources: int, remarks: int) -> Iterator[str]:
        """Warnings about what could not be placed and what was too much."""
        if number := self._comments_without:
            yield f"{number:,} {'comment names' if number == 1 else 'comments name'} no words of the text: {'it was' if number == 1 else 'they were'} put on the first line."
        if number := self._links_without:
            yield f"{number:,} {'link stands' if number == 1 else 'links stand'} on words that occur more than once: {'it is' if number == 1 else 'they are'} not proposed as a source."
        if sources > MOST or remarks > MOST:
            yield f"Only the first {MOST:,} sources and the first {MOST:,} remarks of the file were kept."


def _placed_comment(comment: FileComment, by_id: dict[str, FileComment], places: _Places) -> FileComment:
    """The comment on its words; a reply without any gets those of the comment it answers."""
    parent = by_id.get(comment.answers or "")
    bare = comment.start is None and parent is not None
    start, end = places.of_comment(parent if bare and parent is not None else comment)
    return replace(comment, start=start, end=end)


def _of_notes(notes: Iterable[FileNote], places: _Places) -> Iterator[NamedSource]:
    before: NamedSource | None = None
    for note in notes:
        if not any(map(str.isalpha, note.text)):
            continue
        start, end = places.of_point(note.at)
        addresses: list[str | None] = list(dict.fromkeys([*(link.url for link in note.links), *_addresses(note.text)]))
        for address in addresses or [None]:
            named = _named(NamedIn(note.kind), str(note.number), note.text, address, start, end)
            if before is not None and (again := _SAME_AGAIN.match(named.title)) and address is None:
                rest = named.title[again.end() :].strip()
                named = replace(named, title=before.title + (f", {rest}" if rest else ""), address=before.address)
            yield named
            before = named if not _SAME_AGAIN.match(note.text) else before


def _of_comments(comments: Iterable[FileComment]) -> Iterator[NamedSource]:
    for number, comment in enumerate(comments, start=1):
        addresses: list[str | None] = [*_addresses(comment.text)]
        if not addresses and not _names_document(comment.text):
            continue
        for address in addresses or [None]:
            named = _named(NamedIn.COMMENT, str(number), comment.text, address, comment.start or 0, comment.end or 0)
            yield replace(named, author=comment.author or None, noted_at=comment.at)


def _of_link(link: Link, places: _Places) -> NamedSource | None:
    span = places.of_link(link)
    if span is None:
        return None
    return NamedSource(*span, NamedIn.LINK, "", link.text[:_LONGEST_TITLE], link.url, None, link.text, None, None)


def _remarks(comments: Iterable[FileComment]) -> Iterator[Remark]:
    for comment in comments:
        is_question = asks(comment.text)
        is_source = bool(_addresses(comment.text)) or _names_document(comment.text)
        if (any(map(str.isalnum, comment.text)) and (is_question or not is_source)) or comment.text.strip() == "?":
            text = comment.text[:_LONGEST_NOTE]
            yield Remark(comment.start or 0, comment.end or 0, text, is_question, comment.author or None, comment.at, comment.is_done)


def asks(text: str) -> bool:
    """Whether a comment asks something or asks for something: "source?", "TK", "check the year"."""
    return _ASKS.search(_ADDRESS.sub(" ", text)) is not None


def _names_document(text: str) -> bool:
    """Whether a comment without an address names a document: it says what and where, and asks nothing."""
    return not asks(text) and (_LOCATOR.search(text) is not None or _DOCUMENT.search(text) is not None)


def _addresses(text: str) -> list[str]:
    return list(dict.fromkeys(match[0].rstrip(_AFTER_ADDRESS) for match in _ADDRESS.finditer(text)))


def _named(kind: NamedIn, label: str, text: str, address: str | None, start: int, end: int) -> NamedSource:
    words = " ".join(_ADDRESS.sub(" ", text).split())
    locator = _LOCATOR.search(words)
    title = words
    if locator is not None and not any(map(str.isalnum, words[locator.end() :])):
        title = words[: locator.start()]
    title = title.strip(" ,;:.()[]–-")
    if not any(map(str.isalpha, title)):
        title = _site(address) or words or address or ""
    return NamedSource(
        start, end, kind, label, title[:_LONGEST_TITLE], address, locator[0].strip() if locator else None, text[:_LONGEST_NOTE], None, None
    )


def _site(address: str | None) -> str:
    """The host and path of an address, for a source that has no other name."""
    if address is None:
        return ""
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"
