"""Imports large files in the background. The file and the report on it are in a folder next to the database.

So any process of the desk can show the progress, stop the import and continue it later: rows that are already stored stay as they are.
"""

import json
import logging
import os
import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import IO

from flask import Flask, current_app, request

from claims.desk.exchange import imports, later_embeddings
from claims.desk.opening import open_store
from claims.desk.private_files import make_private, write_private
from claims.errors import ClaimsError, NotFound, Refused, StoreFailed, TooLarge
from claims.model import Person
from claims.settings import Settings, imports_folder
from claims.wording import text
from web.embedding import Embedding
from web.request.context import AppState

UPLOADS = frozenset({"exchange.look", "exchange.store"})
"""Endpoints that take a file of up to ``max_upload`` bytes."""

MANY_SOURCES = "many_sources.add"
FILES_TOGETHER = 10
"""The files sent to MANY_SOURCES may together be as large as this many articles of the largest size."""

FORM_ROOM = 500_000
"""Bytes that a request may have besides its article or file: the other fields and the form's encoding."""

MAX_UPLOAD = 100_000_000
"""Most bytes of a file that the desk accepts; larger files are imported at the command line."""

LISTED = 1_000
"""Most rejected rows, and most warnings, that a report keeps."""

KEPT_REPORTS = 20

SILENT = timedelta(minutes=10)
"""If an import has not written for this long, its process has stopped."""

UNUSED_AFTER = timedelta(days=7)
"""A file that was not completely imported is removed after this time."""

_ID = re.compile(r"[0-9a-f]{16}\Z")


class Cancelled(ClaimsError):
    """Somebody stopped the import."""


@dataclass(slots=True)
class ImportReport:
    """The state of an import. ``state`` is looked_at, running, cancelled, failed or done; ``read`` and ``size`` are bytes; times are ISO 8601."""

    id: str
    name: str
    size: int
    changed_at: str
    state: str = "looked_at"
    by: str = ""
    read: int = 0
    process: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None
    sheet: str | None = None
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    told: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str, str, str]] = field(default_factory=list)
    problem: str | None = None

    @property
    def is_running(self) -> bool:
        """Whether a process is importing the file."""
        alive = datetime.now(UTC) - datetime.fromisoformat(self.changed_at) < SILENT
        return self.state == "running" and alive and _is_alive(self.process)

    @property
    def can_continue(self) -> bool:
        """Whether the import stopped before its end and the file is still there."""
        return self.state in ("running", "cancelled", "failed") and not self.is_running

    def count(self, imported: imports.Imported) -> None:
        """Copy the counts, and up to LISTED rows and warnings."""
        # The page has its own choice of columns, so hints about the command line's options do not help there.
        warnings = [warning for warning in imported.warnings if "--map" not in warning.reason]
        self.added, self.updated, self.unchanged = imported.added, imported.updated, imported.unchanged
        self.left_out, self.told = len(imported.rejected), len(warnings) + imported.more_warnings
        self.rejected = [(error.row, error.reason) for error in imported.rejected[:LISTED]]
        self.warnings = [(warning.row, warning.column, warning.value, warning.reason) for warning in warnings[:LISTED]]


class Importing:
    """The large files of one database, and the reports on their imports."""

    def __init__(self, state: AppState, embedding: Embedding) -> None:
        self._state = state
        self._embedding = embedding
        self._folder = imports_folder(state.settings.db)

    def keep_file(self, content: IO[bytes], name: str) -> ImportReport:
        """Keep a file until it is imported. Raise TooLarge when it is over ``max_upload``, StoreFailed when it cannot be written."""
        most = max_upload(self._state.settings)
        number = secrets.token_hex(8)
        try:
            self._make_room()
            make_private(self._file(number))
            with self._file(number).open("wb") as file:
                shutil.copyfileobj(content, file)
                size = file.tell()
        except OSError as error:
            self._file(number).unlink(missing_ok=True)
            raise StoreFailed(
                text("the file could not be kept: {strerror}. Nothing was stored; try again later.", strerror=error.strerror)
            ) from error
        if size > most:
            self._file(number).unlink()
            raise TooLarge(
                text(
                    "the file has {size} bytes; at most {most} are imported here: import it at the command line.",
                    size=format(size, ","),
                    most=format(most, ","),
                ),
                field="file",
            )
        report = ImportReport(number, name, size, _now())
        self._save(report)
        return report

    def keep_report(self, name: str, size: int, imported: imports.Imported, *, by: Person) -> ImportReport:
        """Keep the report on a file that was imported within its request, to be read afterwards."""
        self._make_room()
        report = ImportReport(secrets.token_hex(8), name, size, _now(), "done", by.name, size)
        report.count(imported)
        self._save(report)
        return report

    def report(self, number: str) -> ImportReport:
        """The report of that number; raise NotFound."""
        if not _ID.match(number):
            raise NotFound("there is no such import.")
        try:
            values = json.loads(self._report_file(number).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NotFound("there is no such import: reports are kept of the last ones only.") from None
        return ImportReport(**values)

    def reports(self) -> list[ImportReport]:
        """The kept reports on finished and unfinished imports, newest first."""
        files = sorted(self._folder.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
        return [report for file in files if (report := self.report(file.stem)).state != "looked_at"]

    def opened(self, report: ImportReport) -> IO[bytes]:
        """The kept file. Raise NotFound when it was removed."""
        try:
            return self._file(report.id).open("rb")
        except FileNotFoundError:
            raise NotFound("the file is no longer kept: choose it again.") from None

    def start(self, report: ImportReport, *, by: Person) -> None:
        """Import the file in a thread. Raise Refused while another import runs."""
        if any(running.is_running for running in self.reports()):
            raise Refused("an import is running: wait for its end, or stop it.")
        self.opened(report).close()
        self._cancel_file(report.id).unlink(missing_ok=True)
        report.state, report.by, report.problem, report.process, report.changed_at = "running", by.name, None, os.getpid(), _now()
        self._save(report)
        Thread(target=self.run, args=(report, by), name="importing", daemon=True).start()

    def cancel(self, report: ImportReport) -> None:
        """Stop the import after the rows that it is storing now; these stay stored."""
        make_private(self._cancel_file(report.id))

    def run(self, report: ImportReport, by: Person) -> None:
        """Import the whole file, then start to embed the new claims. The report says what happened, including errors."""
        imported = imports.Imported()
        try:
            with open_store(self._state.settings.db) as db, self.opened(report) as file:

                def on_rows(_: int) -> None:
                    report.read = max(report.read, file.tell())
                    report.count(imported)
                    self._save(report)
                    if self._cancel_file(report.id).exists():
                        raise Cancelled("the import was stopped.")

                imports.import_claims(
                    db, file, imports.form_of(report.name), by=by, at=self._state.clock(), mapping=report.mapping,
                    encoding=report.encoding, sheet=report.sheet, on_rows=on_rows, into=imported,
                )  # fmt: skip
                missing = later_embeddings.missing_embeddings(db, self._state.matcher)
            report.state = "done"
            self._file(report.id).unlink()
            self._embedding.start(self._state.settings.db, self._state.matcher, missing)
        except Cancelled:
            report.state = "cancelled"
        except ClaimsError as error:
            report.state, report.problem = "failed", str(error)
        except Exception:
            logging.getLogger(__name__).exception("importing stopped")
            report.state, report.problem = "failed", "a fault of the program, which the log names."
        finally:
            report.count(imported)
            self._save(report)

    def _save(self, report: ImportReport) -> None:
        report.changed_at = _now()
        written = self._folder / f"{report.id}.writing"
        write_private(written, json.dumps(asdict(report), ensure_ascii=False))
        os.replace(written, self._report_file(report.id))

    def _make_room(self) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._tidy()

    def _tidy(self) -> None:
        """Remove files that were not completely imported for a week, and all but the newest reports."""
        reports = sorted((self.report(file.stem) for file in self._folder.glob("*.json")), key=lambda report: report.changed_at)
        oldest = (datetime.now(UTC) - UNUSED_AFTER).isoformat()
        for position, report in enumerate(reports, start=1):
            if report.changed_at < oldest or (report.state == "done" and position <= len(reports) - KEPT_REPORTS):
                _remove((self._file(report.id), self._report_file(report.id), self._cancel_file(report.id)))

    def _file(self, number: str) -> Path:
        return self._folder / f"{number}.file"

    def _report_file(self, number: str) -> Path:
        return self._folder / f"{number}.json"

    def _cancel_file(self, number: str) -> Path:
        return self._folder / f"{number}.cancel"


def max_upload(settings: Settings) -> int:
    """Most bytes of a file that the desk accepts for import."""
    return max(min(settings.max_import_bytes, MAX_UPLOAD), settings.max_article_bytes)


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def importing() -> Importing:
    """The imports of the running application."""
    runner = current_app.extensions["importing"]
    assert isinstance(runner, Importing)
    return runner


def install(app: Flask) -> None:
    """Create the application's imports. Allow large files at the import pages, after the access check and before the body is read."""
    state: AppState = app.extensions["claims"]
    app.extensions["importing"] = Importing(state, app.extensions["embedding"])

    @app.before_request
    def let_large_files_in() -> None:
        if request.endpoint in UPLOADS:
            request.max_content_length = max_upload(state.settings) + FORM_ROOM
        elif request.endpoint == MANY_SOURCES:
            request.max_content_length = FILES_TOGETHER * state.settings.max_article_bytes + FORM_ROOM
