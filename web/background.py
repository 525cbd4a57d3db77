"""Work that goes on after its request: a thread does it, and a report on it is a file in a folder next to the database.

So any process of the desk can show how far the work is, and whoever reads the report can tell whether somebody is still at it: the
thread holds a lock on a file, and the system lets go of that lock when the process ends, however it ends.
"""

import fcntl
import json
import logging
import os
import re
import secrets
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import IO, Generic, TypeVar

from claims.desk.private_files import make_private, write_private
from claims.errors import ClaimsError, NotFound, Refused, StoreFailed
from claims.wording import as_plain, from_plain, phrase

FAULT = phrase("a fault of the program: the log has the details.")

SAVED_EVERY = 0.5
"""Seconds between two notes of the progress: a report is a file, and an article has thousands of steps."""

_ID = re.compile(r"[0-9a-f]{16}\Z")
_TRIES = 20
_BETWEEN = 0.01  # seconds; whoever looks whether the lock is held holds it for microseconds


class Cancelled(ClaimsError):
    """Somebody stopped the work."""


@dataclass(slots=True, kw_only=True)
class Report:
    """The state of the work: looked_at (it has not begun), running, cancelled, failed or done. ``changed_at`` is ISO 8601.

    ``is_running`` says whether a process was at it when the report was read.
    """

    id: str
    name: str
    changed_at: str = ""
    state: str = "looked_at"
    by: str = ""
    problem: str | None = None
    is_running: bool = False

    @property
    def can_continue(self) -> bool:
        """Whether the work stopped before its end."""
        return self.state in ("running", "cancelled", "failed") and not self.is_running


ReportOfKind = TypeVar("ReportOfKind", bound=Report)


class Background(Generic[ReportOfKind]):
    """The work of one kind on one database. Its reports are files with this ``ending`` in the folder."""

    def __init__(self, folder: Path, kind: type[ReportOfKind], ending: str) -> None:
        self.folder = folder
        self._kind = kind
        self._ending = ending
        self._saved_at: dict[str, float] = {}
        self._fields = frozenset(field.name for field in fields(kind))

    def new_id(self) -> str:
        """A name for a report and its files that nobody can guess. Creates the folder."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        return secrets.token_hex(8)

    def file(self, number: str, ending: str) -> Path:
        """A file that belongs to a report, by its ending."""
        return self.folder / f"{number}.{ending}"

    def save(self, report: ReportOfKind) -> None:
        """Write the report in one step, so that nobody reads half of it."""
        report.changed_at = datetime.now(UTC).isoformat(timespec="seconds")
        written = self.file(report.id, "writing")
        try:
            write_private(written, json.dumps(as_plain({**asdict(report), "is_running": False}), ensure_ascii=False))
            os.replace(written, self.file(report.id, self._ending))
        except OSError as error:
            raise StoreFailed(phrase("the progress could not be saved: {strerror}. Try again later.", strerror=error.strerror)) from error

    def report(self, number: str) -> ReportOfKind:
        """The report of that number; raise NotFound."""
        if not _ID.match(number):
            raise NotFound("there is no report on this work any more: only the last ones are kept.")
        # Looked up first: whoever ends the work saves the report before letting go of the lock.
        is_running = self._is_locked(number)
        try:
            values = json.loads(self.file(number, self._ending).read_text(encoding="utf-8"), object_hook=from_plain)
        except FileNotFoundError:
            raise NotFound("there is no report on this work any more: only the last ones are kept.") from None
        # A report of another release may say more.
        report = self._kind(**{name: value for name, value in values.items() if name in self._fields})
        report.is_running = is_running and report.state == "running"
        return report

    def reports(self) -> list[ReportOfKind]:
        """All reports, last changed first."""
        kept = []
        for file in self.folder.glob(f"*.{self._ending}"):
            with suppress(NotFound):  # removed since the folder was listed
                kept.append((file.stem, self.report(file.stem)))
        return [report for _, report in sorted(kept, key=lambda pair: (pair[1].changed_at, pair[0]), reverse=True)]

    def start(self, report: ReportOfKind, work: Callable[[], None], *, by: str) -> Thread:
        """Do the work in a thread. Raise Refused if somebody is at it."""
        lock = self._take_lock(report.id)
        self.file(report.id, "cancel").unlink(missing_ok=True)
        report.state, report.by, report.problem, report.is_running = "running", by, None, True

        def locked() -> None:
            with closing(lock):
                self.run(report, work)
                self.file(report.id, "lock").unlink(missing_ok=True)

        try:
            self.save(report)
        except StoreFailed:
            lock.close()
            raise
        thread = Thread(target=locked, name=self._ending, daemon=True)
        thread.start()
        return thread

    def run(self, report: ReportOfKind, work: Callable[[], None]) -> None:
        """Do the work here and now. The report says how it ended: done, cancelled, or failed and why."""
        try:
            work()
            report.state = "done"
        except Cancelled:
            report.state = "cancelled"
        except ClaimsError as error:
            report.state, report.problem = "failed", error.message
        except Exception:
            logging.getLogger(__name__).exception("work on %s stopped", self._ending)
            report.state, report.problem = "failed", FAULT
        finally:
            report.is_running = False
            self._saved_at.pop(report.id, None)
            self.save(report)

    def cancel(self, report: ReportOfKind) -> None:
        """Ask the thread, which may be in another process, to stop."""
        make_private(self.file(report.id, "cancel"))

    def go_on(self, report: ReportOfKind, *, is_next_step: bool = False) -> None:
        """Save how far the work is, unless that was done just now within the same step. Raise Cancelled if somebody asked to stop it."""
        if is_next_step or time.monotonic() - self._saved_at.get(report.id, 0.0) >= SAVED_EVERY:
            self._saved_at[report.id] = time.monotonic()
            self.save(report)
        if self.file(report.id, "cancel").exists():
            raise Cancelled("it was stopped.")

    def remove(self, report: ReportOfKind) -> None:
        """Remove the report and every file that belongs to it."""
        for file in self.folder.glob(f"{report.id}.*"):
            file.unlink(missing_ok=True)

    def _take_lock(self, number: str) -> IO[str]:
        path = self.file(number, "lock")
        for _ in range(_TRIES):
            make_private(path)
            lock = path.open("w")
            with suppress(BlockingIOError, FileNotFoundError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # Whoever held it may have removed the file since it was opened.
                if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
                    return lock
            lock.close()
            time.sleep(_BETWEEN)
        raise Refused("this is already running: wait until it ends, or stop it.")

    def _is_locked(self, number: str) -> bool:
        try:
            lock = self.file(number, "lock").open("r")
        except FileNotFoundError:
            return False
        with closing(lock):
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False
