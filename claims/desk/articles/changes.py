"""What people decide about changed lines of a new version: only the wording changed, or it is still the same claim."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from claims.desk.articles.appearances import add_place
from claims.desk.cases.changed_lines import ChangedLine, what_changed
from claims.desk.people import people
from claims.errors import Refused, StaleEdit
from claims.model import Appearance, FactKind, LineStatus, Mark, Person, Said, Sentence, Span, State
from claims.store import appearances, articles, claims, history, line_changes
from claims.store.connect import write
from claims.store.guarded_edits import refuse_stale


def confirm_wording(db: Database, article_id: int, chosen: Sequence[tuple[int, int | None]], *, by: Person, at: datetime) -> int:
    """Confirm that only the wording of these lines changed: each gets the mark of its old line. Return how many.

    ``chosen`` are (sentence number, version that was read). All or none: raise Refused for a line that does not wait for this,
    StaleEdit for one that was marked in the meantime.
    """
    people.require_permission(by, "mark_sentence")
    with write(db):
        changed = what_changed(db, article_id)
        waiting = {line.after[0].id: line for line in changed.wording_to_confirm} if changed else {}
        for sentence_id, version_read in chosen:
            line = waiting.get(sentence_id)
            if line is None:
                raise Refused("one of these lines no longer needs confirming. Reload the page.")
            for sentence in line.after:
                if sentence.id == sentence_id and version_read not in (None, sentence.version):
                    raise StaleEdit("sentence", sentence_id)
                if sentence.mark is Mark.UNMARKED:
                    articles.mark_sentence(db, sentence, line.old_mark, by=by, at=at)
    return len(chosen)


def take_along(db: Database, sentence_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Decide that a changed line still makes the claims of its old line: they appear on it, and new proposals for it are dropped.

    Raise Refused if the line did not change or its old line made no claim, StaleEdit if ``seen_version`` is not its version.
    """
    people.require_permission(by, "mark_sentence")
    with write(db):
        sentence, line = _line_of(db, sentence_id, LineStatus.CHANGED, seen_version)
        if line is None or not line.claims:
            raise Refused("the old line has no claim to carry over. Mark this line instead.")
        drop_proposals(db, sentence, by=by, at=at)
        _place_old_claims(db, sentence, line)
        if sentence.mark is not Mark.CLAIM:
            articles.mark_sentence(db, sentence, Mark.CLAIM, by=by, at=at)


def reopen_line(db: Database, sentence_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Decide that a line told as only reworded did change: it is unmarked, and the claims carried over to it stand there no more.

    Raise Refused if the line was not told as reworded, StaleEdit if ``seen_version`` is not its version.
    """
    people.require_permission(by, "mark_sentence")
    with write(db):
        sentence, line = _line_of(db, sentence_id, LineStatus.WORDING, seen_version)
        if line is None:
            raise Refused("this line was not told as reworded, so it cannot be reopened. Mark it instead.")
        carried = {appearance.claim_id for appearance in _on(db, line.before)}
        gone = [appearance for appearance in _on(db, line.after) if appearance.claim_id in carried]
        appearances.remove_appearances(db, [appearance.id for appearance in gone])
        line_changes.set_status(db, sentence.article_id, line.number, LineStatus.CHANGED, [FactKind.WORDS])
        if sentence.mark is not Mark.UNMARKED:
            articles.mark_sentence(db, sentence, Mark.UNMARKED, by=by, at=at)
        articles.record_on_sentence(db, sentence, "reopen_line", {"mark": sentence.mark}, by=by, at=at)


def close_line(db: Database, sentence_id: int, *, by: Person, at: datetime, seen_version: int | None = None) -> None:
    """Undo ``reopen_line``: the line is only reworded again, with its carried claims and its mark.

    Raise Refused if nobody reopened it or it was marked since, StaleEdit if ``seen_version`` is not its version.
    """
    people.require_permission(by, "mark_sentence")
    with write(db):
        sentence, line = _line_of(db, sentence_id, LineStatus.CHANGED, seen_version)
        reopened = [event for event in history.events_of(db, {"sentence": [sentence_id]}) if event.action in ("reopen_line", "close_line")]
        if line is None or not reopened or reopened[-1].action != "reopen_line":
            raise Refused("nobody reopened this line, so there is nothing to undo.")
        if sentence.mark is not Mark.UNMARKED:
            raise Refused("this line was marked since it was reopened: take the mark back first.")
        _place_old_claims(db, sentence, line)
        line_changes.set_status(db, sentence.article_id, line.number, LineStatus.WORDING, [])
        mark = Mark(str(reopened[-1].before["mark"]))
        if mark is not Mark.UNMARKED:
            articles.mark_sentence(db, sentence, mark, by=by, at=at)
        articles.record_on_sentence(db, sentence, "close_line", {}, by=by, at=at)


def _line_of(db: Database, sentence_id: int, status: LineStatus, seen_version: int | None) -> tuple[Sentence, ChangedLine | None]:
    """A sentence of a new version, and its line if that has this status."""
    sentence = articles.get_sentence(db, sentence_id)
    refuse_stale("sentence", sentence, seen_version)
    changed = what_changed(db, sentence.article_id)
    lines = [line for line in changed.of_status(status) if line.after[0].id == sentence_id] if changed else []
    return sentence, lines[0] if lines else None


def _on(db: Database, sentences: Sequence[Sentence]) -> list[Appearance]:
    numbers = {sentence.id for sentence in sentences}
    return [appearance for appearance in appearances.appearances_in(db, sentences[0].article_id) if appearance.sentence_id in numbers]


def drop_proposals(db: Database, sentence: Sentence, *, by: Person, at: datetime) -> list[int]:
    """Drop the program's proposals for a sentence that nobody has worked on and that appear nowhere else; return their numbers."""
    dropped = []
    here = [appearance for appearance in appearances.appearances_in(db, sentence.article_id) if appearance.sentence_id == sentence.id]
    for claim in claims.get_claims(db, {appearance.claim_id for appearance in here}).values():
        if (
            claim.proposed
            and claim.state is State.OPEN
            and claim.joined_into is None
            and len(appearances.appearances_of(db, [claim.id])) == 1
        ):
            claims.move_claim(db, claim, State.DROPPED, by=by, at=at, action="drop")
            dropped.append(claim.id)
    return dropped


def _place_old_claims(db: Database, sentence: Sentence, line: ChangedLine) -> None:
    article = articles.get_article(db, sentence.article_id)
    old = {appearance.id for appearance in line.before}
    there = {appearance.claim_id for appearance in appearances.appearances_in(db, article.id) if appearance.sentence_id == sentence.id}
    old_appearances: dict[int, Appearance] = {}
    for appearance in appearances.appearances_in(db, line.before[0].article_id):
        if appearance.sentence_id in old and appearance.claim_id not in there:
            old_appearances.setdefault(appearance.claim_id, appearance)
    span = Span(sentence.start, sentence.end, sentence.text)
    for number, appearance in old_appearances.items():
        add_place(db, number, sentence.id, span, article.text, Said(appearance.speaker, appearance.polarity, appearance.candidates))
