"""Links by which an expert or a lawyer reads the report on one article without an account, and leaves notes."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.typed_fields import required_text
from claims.errors import Refused, StoreFailed, TooMany
from claims.model import Person
from claims.model.experts import ExpertLink, ExpertNote, ExpertNoteState
from claims.store import articles, expert_links, expert_notes
from claims.store import people as stored_people
from claims.store.connect import read, wait_briefly, write
from claims.store.guarded_edits import refuse_stale
from claims.store.history import digest
from claims.wording import phrase

DAYS, MOST_DAYS = 14, 90
"""How long a link opens the report if nobody says otherwise, and at most."""

PREFIX = "expert_"
"""Every secret begins with this, so that programs that scan for leaked secrets recognise it."""

LONGEST_SECRET = 100
LONGEST_NAME, LONGEST_NOTE = 80, 5_000
"""Characters of an expert's name and of one note."""

NOTES_AN_HOUR = 10
"""Notes that one link takes in an hour: whoever has it could flood the newsroom."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A new link with its secret, which can be read only here."""

    link: ExpertLink
    secret: str


def share_article(db: Database, article_id: int, label: str, days: int = DAYS, *, by: Person, at: datetime) -> MadeLink:
    """Make a link for ``days`` days to the report on this version of an article. ``label`` says for whom.

    Raise Refused for a bad field and for a withdrawn article, NotAllowed, NotFound.
    """
    people.require_permission(by, "share_article")
    label = required_text(label, "for", limit=LONGEST_NAME)
    if not 1 <= days <= MOST_DAYS:
        raise Refused(phrase("a link can work for 1 to {most} days.", most=MOST_DAYS), field="days")
    secret = PREFIX + secrets.token_urlsafe(32)
    with write(db):
        if articles.get_article(db, article_id).withdrawn:
            raise Refused("this article was withdrawn. Restore it to share its report.")
        number = expert_links.add_link(db, article_id, digest(secret), label, expires_at=at + timedelta(days=days), by=by, at=at)
        return MadeLink(expert_links.get_link(db, number), secret)


def end_link(db: Database, number: int, *, by: Person, at: datetime, seen_version: int | None = None) -> ExpertLink:
    """End a link at once and for good. Raise Refused if it was ended before, StaleEdit if ``seen_version`` is not its version."""
    people.require_permission(by, "share_article")
    with write(db):
        link = expert_links.get_link(db, number)
        refuse_stale("expert_link", link, seen_version)
        if link.ended_at is not None:
            raise Refused("this link has been ended already.")
        expert_links.end_link(db, link, by=by, at=at)
        return expert_links.get_link(db, number)


def links_of(db: Database, article_id: int) -> list[ExpertLink]:
    """Every link ever made for an article, the newest first; raise NotFound."""
    with read(db):
        return expert_links.links_of(db, articles.get_article(db, article_id).id)


def open_link(db: Database, secret: str, *, at: datetime) -> ExpertLink | None:
    """The link with this secret; None alike if there is none, if it was ended or expired, or if its article was withdrawn."""
    if not secret.startswith(PREFIX) or len(secret) > LONGEST_SECRET:
        return None
    link = expert_links.find_link(db, digest(secret))
    return link if link is not None and link.is_open(at) else None


def count_opening(db: Database, link: ExpertLink, *, at: datetime) -> None:
    """Count that the page was opened; skip it with a line in the log while the store cannot be written."""
    try:
        with wait_briefly(db):
            expert_links.count_opening(db, link, at=at)
    except StoreFailed as error:
        _log.warning("an opening of expert link %d was not counted: %s", link.id, error)


def leave_note(
    db: Database, link: ExpertLink, author: str, words: str, line: int | None, *, may_add: Callable[[], bool], at: datetime
) -> ExpertNote:
    """Store what an expert wrote about the article of a link, under the name they typed.

    ``may_add`` counts one more note and says whether it is not too many. Raise Refused, naming the field, TooMany.
    """
    author, words = required_text(author, "name", limit=LONGEST_NAME), required_text(words, "note", limit=LONGEST_NOTE)
    lines = len(articles.sentences_of(db, articles.get_article(db, link.article_id)))
    if line is not None and not 1 <= line <= lines:
        raise Refused(phrase("this article has {count} lines; there is no line {line}.", count=lines, line=line), field="line")
    if not may_add():
        raise TooMany(
            phrase("This link has taken {most} notes within an hour, and takes no more. Send yours again later.", most=NOTES_AN_HOUR),
            retry_after=3_600 - 60 * at.minute,
        )
    with write(db):
        maker = stored_people.find_person(db, link.made_by)
        assert maker is not None, "people are never deleted"
        return expert_notes.get_note(db, expert_notes.add_note(db, link, line, author, words, by=maker, at=at))


def notes_of(db: Database, article_id: int) -> list[ExpertNote]:
    """Every note of experts on an article, the open ones first; raise NotFound."""
    with read(db):
        return expert_notes.notes_of(db, articles.get_article(db, article_id).id)


def settle_note(db: Database, number: int, *, by: Person, at: datetime, seen_version: int | None = None) -> ExpertNote:
    """Say that a note was dealt with. Raise Refused for a settled one, StaleEdit if ``seen_version`` is not its version."""
    return _move(db, number, ExpertNoteState.SETTLED, by=by, at=at, seen_version=seen_version)


def reopen_note(db: Database, number: int, *, by: Person, at: datetime, seen_version: int | None = None) -> ExpertNote:
    """Open a settled note again. Raise as ``settle_note`` does."""
    return _move(db, number, ExpertNoteState.OPEN, by=by, at=at, seen_version=seen_version)


def _move(db: Database, number: int, to: ExpertNoteState, *, by: Person, at: datetime, seen_version: int | None) -> ExpertNote:
    people.require_permission(by, "note")
    with write(db):
        note = expert_notes.get_note(db, number)
        refuse_stale("expert_note", note, seen_version)
        if note.state is to:
            if to is ExpertNoteState.OPEN:
                raise Refused("this note is open already.")
            raise Refused("this note is settled already.")
        expert_notes.move_note(db, note, to, by=by, at=at)
        return expert_notes.get_note(db, number)
