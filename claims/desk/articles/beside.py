"""Takes in what stands beside an article's text in its file: the sources it names, questions, and answers to our own comments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.exchange.named_inside import plain
from claims.model import Appearance, Article, Document, Note, Person
from claims.model.beside import NamedSource, NoteState, ProposalState, ProposedSource, Remark
from claims.reading.named_sources import Gathered
from claims.reading.own_comments import Answer
from claims.store import appearances, articles, claims, evidence, history, line_notes, notes, originals, proposed_sources
from claims.store.connect import write
from claims.store.secret_names import secret_citations, secret_names


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a file brought besides its text: how many sources it names and how many questions stay open, and the answers by claim.

    ``warnings`` tell what could not be placed.
    """

    sources: int = 0
    questions: int = 0
    notes: int = 0
    answered: tuple[int, ...] = ()  # claims whose comments of ours were answered or marked as done
    warnings: tuple[str, ...] = ()

    @property
    def has_news(self) -> bool:
        """Whether something was stored."""
        return bool(self.sources or self.questions or self.notes or self.answered)


NOTHING_TAKEN = TakenIn()


def take_in(db: Database, article: Article, gathered: Gathered, earlier: Article | None, *, by: Person, at: datetime) -> TakenIn:
    """Store what a file of this article brought, inside the caller's transaction; what is stored already is not stored again.

    Decisions on the same source or question in the ``earlier`` version stay where its words are the same.
    """
    with write(db):
        sources = _new_sources(db, article, gathered.sources)
        numbers = proposed_sources.add_proposed(db, article.id, sources)
        remarks = _new_remarks(db, article, gathered.remarks, by=by, at=at)
        written = line_notes.add_remarks(db, article.id, remarks, by=by, at=at)
        if earlier is not None and earlier.id != article.id:
            _carry_decisions(db, earlier, article, zip(numbers, sources, strict=True))
            _carry_answers(db, earlier, article, zip(written, remarks, strict=True))
        answered = [claim_id for answer in gathered.answers if (claim_id := _take_answer(db, article, answer, by=by, at=at))]
        taken = TakenIn(
            sum(proposed_sources.get_proposed(db, number).state is ProposalState.PROPOSED for number in numbers),
            sum(line_notes.get_line_note(db, number).state is NoteState.OPEN for number in written),
            sum(not remark.is_question for remark in remarks),
            tuple(dict.fromkeys(answered)),
            gathered.warnings,
        )
        if numbers or written:
            after = {"sources": len(numbers), "remarks": len(written)}
            history.record(db, by=by, at=at, action="read_beside", subject="article", subject_id=article.id, after=after)
    return taken


def take_in_again(db: Database, article: Article, gathered: Gathered, document: Document, *, by: Person, at: datetime) -> TakenIn:
    """Store what another file with the same text brought. A Word file with something new in it becomes the one that copies are made of.

    An older release may have read another text of the same bytes: then offsets do not fit, and nothing is stored.
    """
    if history.digest(document.text) != article.sha256:
        return NOTHING_TAKEN
    taken = take_in(db, article, gathered, None, by=by, at=at)
    if taken.has_news and document.ending == "docx":
        originals.replace_original(db, article, document, by=by, at=at)
    elif originals.find_ending(db, article.id) is None:
        originals.keep_original(db, article.id, document)
    return taken


def _new_sources(db: Database, article: Article, named: Sequence[NamedSource]) -> list[NamedSource]:
    """Those that are not stored of this article yet. One that a file names twice is stored twice.

    A confidential source of this article is ours already, named in a footnote that we wrote into a copy: it is not proposed.
    """
    known_words, known_addresses = _confidential_names(db, article)
    stored = [proposed.named.identity for proposed in proposed_sources.proposed_in(db, article.id)]
    new = []
    for source in named:
        if source.identity in stored:
            stored.remove(source.identity)
        elif plain(source.title) not in known_words and (source.address is None or plain(source.address) not in known_addresses):
            new.append(source)
    return new


def _confidential_names(db: Database, article: Article) -> tuple[set[str], set[str]]:
    """What may be the title of a footnote of ours (the title alone, with the publisher, with the day, with the place), and the addresses."""
    titles = set()
    for parts in secret_citations(db, article.id):
        named = [part for part in parts if part]
        titles |= {plain(", ".join(named[:end])) for end in range(1, len(named) + 1)}
    return titles, {plain(address) for address in secret_names(db, article.id)[1]}


def _new_remarks(db: Database, article: Article, remarks: Sequence[Remark], *, by: Person, at: datetime) -> list[Remark]:
    """Those that are not stored of this article yet; a stored question that the file says is done is settled.

    The same words may stand in several places: each stored remark answers to the nearest one in the file.
    """
    stored = line_notes.notes_in(db, article.id)
    new = []
    for remark in remarks:
        same = [note for note in stored if note.remark.identity == remark.identity]
        note = min(same, key=lambda note: abs(note.remark.start - remark.start), default=None)
        if note is None:
            new.append(remark)
            continue
        stored.remove(note)
        if note.state is NoteState.OPEN and remark.is_settled:
            line_notes.settle(db, note, NoteState.SETTLED, by=by, at=at)
    return new


def _carry_decisions(db: Database, earlier: Article, article: Article, stored: Iterable[tuple[int, NamedSource]]) -> None:
    decided = [proposed for proposed in proposed_sources.proposed_in(db, earlier.id) if proposed.state is not ProposalState.PROPOSED]
    here = appearances.appearances_in(db, article.id)
    for number, named in stored:
        same = next((proposed for proposed in decided if proposed.named.identity == named.identity), None)
        if same is not None and _holds_here(db, same, named, earlier, article, here):
            decided.remove(same)
            proposed_sources.carry_decision(db, number, same)


def _holds_here(
    db: Database, decided: ProposedSource, named: NamedSource, earlier: Article, article: Article, here: Sequence[Appearance]
) -> bool:
    """Whether a decision holds in the new version: its claim is still on the line, or what was dropped stands on the same words."""
    if decided.evidence_id is None:
        return earlier.text[decided.named.start : decided.named.end] == article.text[named.start : named.end]
    link = evidence.get_evidence(db, decided.evidence_id)
    if link.withdrawn:
        return False
    claim_id = link.claim_id
    on_line = [appearance.claim_id for appearance in here if appearance.start < named.end and named.start < _line_end(db, appearance)]
    roots = claims.roots_of(db, [claim_id, *on_line])
    return roots[claim_id] in {roots[number] for number in on_line}


def _line_end(db: Database, appearance: Appearance) -> int:
    return articles.get_sentence(db, appearance.sentence_id).end


def _carry_answers(db: Database, earlier: Article, article: Article, stored: Iterable[tuple[int, Remark]]) -> None:
    """A settled question stays settled while it is asked about the same words."""
    settled = [note for note in line_notes.notes_in(db, earlier.id) if note.state is NoteState.SETTLED]
    for number, remark in stored:
        words = article.text[remark.start : remark.end]
        same = (note for note in settled if note.remark.identity == remark.identity)
        note = next((note for note in same if earlier.text[note.remark.start : note.remark.end] == words), None)
        if note is not None:
            settled.remove(note)
            if not remark.is_settled:
                line_notes.carry_settled(db, number, note)


def _take_answer(db: Database, article: Article, answer: Answer, *, by: Person, at: datetime) -> int | None:
    """Make an answer to our comment a note on its claim; return the claim, None for one that is known or of another article's claim."""
    versions = articles.version_numbers(db, article.id)
    places = [appearance for appearance in appearances.appearances_of(db, [answer.claim_id]) if appearance.article_id in versions]
    if answer.article_id not in versions or not places:
        return None
    root = claims.root_of(db, answer.claim_id)
    text = _note_text(answer)
    if any(note.text == text for note in _notes_on(db, root.id)):
        return None  # taken in before: the file goes on carrying it
    notes.add_note(db, root.id, text, (), by=by, at=at)
    if not answer.text:
        _settle_on_line_of(db, article, {root.id, answer.claim_id}, by=by, at=at)
    return root.id


def _note_text(answer: Answer) -> str:
    who = answer.author or "Somebody"
    if not answer.text:
        return "Marked as done in the copy that came back."
    return f"{who} answered in the copy that came back{f', on {answer.at[:10]}' if answer.at else ''}: {answer.text}"


def _notes_on(db: Database, root_id: int) -> list[Note]:
    return notes.notes_of(db, claims.family_of(db, [root_id])[root_id])


def _settle_on_line_of(db: Database, article: Article, claim_ids: set[int], *, by: Person, at: datetime) -> None:
    lines = {appearance.sentence_id for appearance in appearances.appearances_in(db, article.id) if appearance.claim_id in claim_ids}
    spans = [(line.start, line.end) for line in articles.sentences_of(db, article) if line.id in lines]
    for note in line_notes.notes_in(db, article.id):
        if note.state is NoteState.OPEN and any(start <= note.remark.start < end for start, end in spans):
            line_notes.settle(db, note, NoteState.SETTLED, by=by, at=at)
