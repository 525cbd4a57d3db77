"""What others changed in an article while somebody has it open: followed in the history, so that asking whether anything did costs microseconds."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from sqlite_utils import Database

from claims.desk.queue.problem_book import claims_changed_by
from claims.errors import StoreFailed
from claims.model import Event
from claims.store import affected_claims, claims, history
from claims.store.connect import commits_of_others, open_store, read

MOST_EVENTS = 500
"""With more events since the last look, every article counts as changed, and whoever has one open is sent all of its lines."""


def sentences_changed_by(db: Database, events: Sequence[Event]) -> dict[int, int] | None:
    """The sentences of which these events may have changed the mark, the claims or what is known of them, each with its article.

    None when they may have changed any. An article that itself changed (its title, say) is no change of its sentences.
    """
    numbers = claims_changed_by(db, [event for event in events if event.subject != "article"])
    if numbers is None:
        return None
    families = claims.family_of(db, list(numbers))
    marked = affected_claims.articles_of_sentences(db, {event.subject_id for event in events if event.subject == "sentence"})
    return marked | affected_claims.sentences_of_claims(db, {number for family in families.values() for number in family})


class LiveChanges:
    """Follows the history of the file at ``path``. Make one per process; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """The file is opened at the first question, so that a process may fork before."""
        self._path = path
        self._lock = Lock()
        self._db: Database | None = None
        self._file: tuple[int, int] | None = None
        self._commits = -1
        self._read_to = 0
        self._changed_at: dict[int, int] = {}  # by article, the newest line of the history that touched it
        self._all_changed_at = 0

    def is_unchanged(self, article_id: int, since: int, *, follows: bool = True) -> bool:
        """Whether nothing in the article can have changed since the line numbered ``since`` of the history. If in doubt, False.

        Without ``follows``, it is in doubt as soon as anybody has written anything, and never waits.
        """
        if not self._lock.acquire(blocking=follows):
            return False
        try:
            if follows:
                self._follow()
            elif self._db is None or not self._is_same_file() or commits_of_others(self._db) != self._commits:
                return False
            return self._read_to >= since >= max(self._all_changed_at, self._changed_at.get(article_id, 0))
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _follow(self) -> None:
        db = self._opened()
        commits = commits_of_others(db)
        if commits == self._commits:
            return
        with read(db):
            newest = history.last_line(db)
            first, self._commits = self._read_to + 1, commits
            if newest - self._read_to > MOST_EVENTS or newest < self._read_to:
                self._all_changed_at = newest
            elif newest > self._read_to:
                changed = sentences_changed_by(db, history.events_between(db, first, newest))
                if changed is None:
                    self._all_changed_at = newest
                else:
                    self._changed_at.update(dict.fromkeys(changed.values(), newest))
            self._read_to = newest

    def _is_same_file(self) -> bool:
        try:
            there = self._path.stat()
        except OSError:
            return False
        return self._file == (there.st_dev, there.st_ino)

    def _opened(self) -> Database:
        try:
            there = self._path.stat()
        except OSError as error:
            raise StoreFailed("the database is not there.") from error
        if self._db is None or self._file != (there.st_dev, there.st_ino):
            if self._db is not None:
                self._db.close()
            self._db, self._file = open_store(self._path), (there.st_dev, there.st_ino)
            # What happened before is not known here: whoever opened an article earlier asks the store itself.
            self._commits, self._read_to = -1, history.last_line(self._db)
            self._all_changed_at, self._changed_at = self._read_to, {}
        return self._db
