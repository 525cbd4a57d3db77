"""What an article's own file has beside each of its lines: the sources it names, questions and remarks."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from claims.desk.sources.proposed_sources import label
from claims.model import Sentence
from claims.model.beside import LineNote, NoteState, ProposalState, ProposedSource
from claims.store import articles, line_notes, proposed_sources


@dataclass(frozen=True, slots=True)
class BesideLine:
    """What stands beside one line, decided or not."""

    proposed: tuple[ProposedSource, ...] = ()
    notes: tuple[LineNote, ...] = ()

    @property
    def undecided(self) -> tuple[ProposedSource, ...]:
        """The sources that nobody has accepted or dropped."""
        return tuple(source for source in self.proposed if source.state is ProposalState.PROPOSED)

    @property
    def decided(self) -> tuple[ProposedSource, ...]:
        """The sources that somebody accepted or dropped."""
        return tuple(source for source in self.proposed if source.state is not ProposalState.PROPOSED)

    @property
    def open(self) -> tuple[LineNote, ...]:
        """The questions that nobody has settled."""
        return tuple(note for note in self.notes if note.state is NoteState.OPEN)

    @property
    def waiting(self) -> int:
        """How many sources and questions wait for a decision."""
        return len(self.undecided) + len(self.open)


NOTHING = BesideLine()


def beside_lines(db: Database, article_id: int, sentences: Sequence[Sentence]) -> dict[int, BesideLine]:
    """What stands beside each sentence, by its number; on the one where its words begin. Sentences with nothing are left out."""
    proposed: dict[int, list[ProposedSource]] = {}
    notes: dict[int, list[LineNote]] = {}
    for source in proposed_sources.proposed_in(db, article_id):
        proposed.setdefault(_line_of(source.named.start, sentences), []).append(source)
    for note in line_notes.notes_in(db, article_id):
        notes.setdefault(_line_of(note.remark.start, sentences), []).append(note)
    numbers = proposed.keys() | notes.keys()
    return {number: BesideLine(tuple(proposed.get(number, ())), tuple(notes.get(number, ()))) for number in numbers}


@dataclass(frozen=True, slots=True)
class OnWords:
    """A proposed source and the words of the article that it stands on."""

    source: ProposedSource
    words: str

    @property
    def label(self) -> str:
        """Where the file names it: "footnote 4"."""
        return label(self.source)


@dataclass(frozen=True, slots=True)
class NoteOnWords:
    """A question or remark and the words of the article that it stands on."""

    note: LineNote
    words: str


def on_words(db: Database, source: ProposedSource) -> OnWords:
    """A proposed source with its words."""
    return OnWords(source, articles.get_article(db, source.article_id).text[source.named.start : source.named.end])


def note_on_words(db: Database, note: LineNote) -> NoteOnWords:
    """A question or remark with its words."""
    return NoteOnWords(note, articles.get_article(db, note.article_id).text[note.remark.start : note.remark.end])


def _line_of(start: int, sentences: Sequence[Sentence]) -> int:
    return next((sentence.id for sentence in sentences if start < sentence.end), sentences[-1].id)
