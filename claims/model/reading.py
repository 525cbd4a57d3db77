"""The results of reading: an article, its sentences, and who says them."""

from dataclasses import dataclass, field

from claims.model.words import Polarity


@dataclass(frozen=True, slots=True)
class Link:
    """Words of an article that link to a web address. ``start`` and ``end`` are their offsets in the text, None where no reader knows them."""

    text: str
    url: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class FileComment:
    """A comment that somebody left in a file. ``quote`` is the text that it is attached to, or empty.

    ``start`` and ``end`` are the offsets of what it stands on (equal where it stands on a place between two words), None where the
    file does not say. ``answers`` is the id of the comment that it replies to.
    """

    author: str
    at: str | None  # ISO 8601, as the file gives it
    text: str
    quote: str
    start: int | None = None
    end: int | None = None
    id: str = ""
    answers: str | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class FileNote:
    """A footnote or endnote. ``at`` is the offset in the text where its mark stands, ``number`` its place among those of its kind."""

    kind: str  # "footnote" or "endnote"
    number: int
    text: str
    at: int
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TimedText:
    """When the words ``text[start:end]`` of a transcript are said, in seconds from the beginning, and by whom if the file says so."""

    start: int
    end: int
    begins: float
    ends: float
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a file contains besides its text. ``warnings`` say what was left out, moved or guessed, one sentence each."""

    warnings: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    comments: tuple[FileComment, ...] = ()
    notes: tuple[FileNote, ...] = ()
    times: tuple[TimedText, ...] = ()


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it was read, before it is stored. ``text`` is never empty."""

    text: str
    title: str
    publisher: str | None = None
    byline: str | None = None
    published_at: str | None = None  # ISO 8601, a date or a date and time, as the article gives it
    url: str | None = None  # canonical
    language: str | None = None  # ISO 639-1
    is_inside: bool = False  # whether it was fetched from a host of the newsroom's own network
    beside: Beside = NOTHING_BESIDE
    bytes_sha256: str | None = None  # of the file or page it was read from
    original: bytes | None = field(default=None, repr=False, compare=False)  # that file or page itself
    ending: str = "txt"  # of the original's kind: "docx", "html"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text; ``text == whole[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason for or against checking a sentence, and the words that show it ("" when the whole sentence does)."""

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Spotted:
    """How checkable a sentence is, and why, strongest reason first. ``proposed`` says whether it should become a claim.

    ``asserted`` is the statement in a rumour phrased as a question ("Did you know that X?" -> X), else None.
    """

    score: float
    reasons: tuple[Sign, ...]
    proposed: bool
    asserted: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a claim in an article, and how the article treats it; see ``Attribution``."""

    speaker: str | None = None
    polarity: Polarity = Polarity.ASSERTED
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a sentence, and the proposition without the attribution ("The minister said X" -> X).

    If two people may have said it, ``speaker`` is None and ``candidates`` names them, likelier first.
    """

    speaker: str | None
    proposition: str
    polarity: Polarity = Polarity.ASSERTED
    candidates: tuple[str, ...] = ()

    @property
    def said(self) -> Said:
        return Said(self.speaker, self.polarity, self.candidates)
