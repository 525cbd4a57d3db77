"""proposed, question: what stands beside an article's text in its own file."""

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.checking import questions
from claims.desk.screens.beside_lines import NoteOnWords, OnWords, note_on_words, on_words
from claims.desk.shapes.beside import ProposedShape, QuestionShape
from claims.desk.shapes.sources import EvidenceShape
from claims.desk.sources import proposed_sources
from claims.model import SourceKind, Stance
from claims.model.beside import NoteState, ProposalState


@click.group("proposed")
def proposed() -> None:
    """Sources that an article's own file names in comments, notes and links. None is evidence before somebody accepts it."""


@proposed.command("list")
@click.argument("article_id", type=int)
@click.option("--all", "everything", is_flag=True, help="Those that were accepted or dropped, too.")
@as_json
@pass_session
def list_proposed(session: Session, article_id: int, everything: bool, json_wanted: bool) -> None:
    """The sources that an article names and nobody has decided on, in the order of its text."""
    with session.store() as db:
        every = proposed_sources.list_proposed(db, article_id)
        listed = [on_words(db, source) for source in every if everything or source.state is ProposalState.PROPOSED]
    if json_wanted:
        print_json({"proposed": ProposedShape.of_all(listed)})
        return
    for source in listed:
        _show_proposed(source)
    if not listed:
        say("no source waits for a decision.")


@proposed.command("accept")
@click.argument("proposed_id", type=int)
@click.option("--stance", required=True, type=click.Choice([str(stance) for stance in Stance]), help="What the source says of the claim.")
@click.option("--claim", "claim_id", type=int, metavar="ID", help="The claim, where the line has several.")
@click.option("--kind", type=click.Choice([str(kind) for kind in SourceKind]), default=str(SourceKind.OTHER), help="The kind of source.")
@as_json
@pass_session
def accept(session: Session, proposed_id: int, stance: str, claim_id: int | None, kind: str, json_wanted: bool) -> None:
    """Link a proposed source to the claim of its line."""
    with session.store() as db:
        by, at = session.person(db), session.now()
        linked = proposed_sources.accept(db, proposed_id, Stance(stance), by=by, at=at, claim_id=claim_id, kind=SourceKind(kind))
    if json_wanted:
        print_json(EvidenceShape.of(linked))
    else:
        show(safe(f"source {linked.source.id} {linked.stance} claim {linked.claim_id}: {linked.source.title}"))
        say(f"`proposed again {proposed_id}` takes that back.")


@proposed.command("drop")
@click.argument("proposed_id", type=int)
@as_json
@pass_session
def drop(session: Session, proposed_id: int, json_wanted: bool) -> None:
    """Say that a proposed source is none."""
    with session.store() as db:
        source = proposed_sources.drop(db, proposed_id, by=session.person(db), at=session.now())
        dropped = on_words(db, source)
    _tell(dropped, json_wanted, f"dropped: {source.named.title}")


@proposed.command("again")
@click.argument("proposed_id", type=int)
@as_json
@pass_session
def again(session: Session, proposed_id: int, json_wanted: bool) -> None:
    """Take a decision back; the link to the claim goes with it."""
    with session.store() as db:
        source = proposed_sources.propose_again(db, proposed_id, by=session.person(db), at=session.now())
        proposed_again = on_words(db, source)
    _tell(proposed_again, json_wanted, f"waits for a decision again: {source.named.title}")


@click.group("question")
def question() -> None:
    """Questions that people left as comments in an article's file."""


@question.command("list")
@click.argument("article_id", type=int)
@click.option("--all", "everything", is_flag=True, help="Settled questions and comments that ask nothing, too.")
@as_json
@pass_session
def list_questions(session: Session, article_id: int, everything: bool, json_wanted: bool) -> None:
    """The open questions beside an article's lines."""
    with session.store() as db:
        every = questions.list_notes(db, article_id)
        listed = [note_on_words(db, note) for note in every if everything or note.state is NoteState.OPEN]
    if json_wanted:
        print_json({"questions": QuestionShape.of_all(listed)})
        return
    for note in listed:
        _show_note(note)
    if not listed:
        say("no question is open.")


@question.command("settle")
@click.argument("question_id", type=int)
@as_json
@pass_session
def settle(session: Session, question_id: int, json_wanted: bool) -> None:
    """Say that a question is answered."""
    with session.store() as db:
        note = questions.settle(db, question_id, by=session.person(db), at=session.now())
        answer = QuestionShape.of(note_on_words(db, note))
    if json_wanted:
        print_json(answer)
    else:
        show(safe(f"settled: {note.remark.text}"))


@question.command("reopen")
@click.argument("question_id", type=int)
@as_json
@pass_session
def reopen(session: Session, question_id: int, json_wanted: bool) -> None:
    """Open a settled question again."""
    with session.store() as db:
        note = questions.reopen(db, question_id, by=session.person(db), at=session.now())
        answer = QuestionShape.of(note_on_words(db, note))
    if json_wanted:
        print_json(answer)
    else:
        show(safe(f"open again: {note.remark.text}"))


def _tell(source: OnWords, json_wanted: bool, words: str) -> None:
    if json_wanted:
        print_json(ProposedShape.of(source))
    else:
        show(safe(words))


def _show_proposed(on: OnWords) -> None:
    source, named = on.source, on.source.named
    where = ", ".join(part for part in (named.title, named.locator) if part)
    show(safe(f"{source.id:>5}  {on.label}: {where}"))
    if named.address:
        show(safe(f"       {named.address}"))
    show(safe(f"       on “{' '.join(on.words.split())}”"))
    if source.state is not ProposalState.PROPOSED:
        show(safe(f"       {source.state} by {source.decided_by}"))


def _show_note(on: NoteOnWords) -> None:
    note, remark = on.note, on.note.remark
    show(safe(f"{note.id:>5}  {f'{remark.author}: ' if remark.author else ''}{remark.text}"))
    show(safe(f"       on “{' '.join(on.words.split())}”, {note.state}"))
