"""Imports large files in the background. The file and the report on it are in a folder next to the database.

Any process of the desk can show the progress, stop the import and continue it later: rows that are already stored stay as they are.
"""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import IO

from flask import Flask, current_app, request

from claims.desk.exchange import imports, later_embeddings
from claims.desk.opening import open_store
from claims.desk.private_files import make_private
from claims.errors import NotFound, Refused, StoreFailed, TooLarge
from claims.model import Person
from claims.settings import Settings, imports_folder
from claims.wording import phrase
from web.background import Background, Report
from web.embedding import Embedding
from web.request.context import AppState, app_state

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

UNUSED_AFTER = timedelta(days=7)
"""A file that was not completely imported is removed after this time."""


@dataclass(slots=True, kw_only=True)
class ImportReport(Report):
    """The state of an import; ``read`` and ``size`` are bytes."""

    size: int
    read: int = 0
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
        self._background = Background(imports_folder(state.settings.db), ImportReport, "json")

    def keep_file(self, content: IO[bytes], name: str) -> ImportReport:
        """Keep a file until it is imported. Raise TooLarge when it is over ``max_upload``, StoreFailed when it cannot be written."""
        most = max_upload(self._state.settings)
        self._tidy()
        number = self._background.new_id()
        path = self._background.file(number, "file")
        try:
            make_private(path)
            with path.open("wb") as file:
                shutil.copyfileobj(content, file)
                size = file.tell()
        except OSError as error:
            path.unlink(missing_ok=True)
            raise StoreFailed(
                phrase("the file could not be kept: {strerror}. Nothing was stored; try again later.", strerror=error.strerror)
            ) from error
        if size > most:
            path.unlink()
            raise TooLarge(
                phrase(
                    "the file has {size} bytes; at most {most} are imported here: import it at the command line.",
                    size=format(size, ","),
                    most=format(most, ","),
                ),
                field="file",
            )
        report = ImportReport(id=number, name=name, size=size)
        self._background.save(report)
        return report

    def keep_report(self, name: str, size: int, imported: imports.Imported, *, by: Person) -> ImportReport:
        """Keep the report on a file that was imported within its request, to be read afterwards."""
        self._tidy()
        report = ImportReport(id=self._background.new_id(), name=name, size=size, state="done", by=by.name, read=size)
        report.count(imported)
        self._background.save(report)
        return report

    def report(self, number: str) -> ImportReport:
        """The report of that number; raise NotFound."""
        return self._background.report(number)

    def reports(self) -> list[ImportReport]:
        """The kept reports on finished and unfinished imports, newest first."""
        return [report for report in self._background.reports() if report.state != "looked_at"]

    def opened(self, report: ImportReport) -> IO[bytes]:
        """The kept file. Raise NotFound when it was removed."""
        try:
            return self._background.file(report.id, "file").open("rb")
        except FileNotFoundError:
            raise NotFound("the file is no longer kept: choose it again.") from None

    def start(self, report: ImportReport, *, by: Person) -> None:
        """Import the file in a thread. Raise Refused while another import runs."""
        if any(running.is_running for running in self.reports()):
            raise Refused("an import is running: wait for its end, or stop it.")
        self.opened(report).close()
        self._background.start(report, partial(self._import, report, by), by=by.name)

    def cancel(self, report: ImportReport) -> None:
        """Stop the import after the rows that it is storing now; these stay stored."""
        self._background.cancel(report)

    def run(self, report: ImportReport, by: Person) -> None:
        """Import the file here and now."""
        self._background.run(report, partial(self._import, report, by))

    def _import(self, report: ImportReport, by: Person) -> None:
        """Import the whole file, then start to embed the new claims."""
        imported = imports.Imported()
        try:
            with open_store(self._state.settings.db) as db, self.opened(report) as file:

                def on_rows(_: int) -> None:
                    report.read = max(report.read, file.tell())
                    report.count(imported)
                    self._background.go_on(report)

                imports.import_claims(
                    db, file, imports.form_of(report.name), by=by, clock=self._state.clock, mapping=report.mapping,
                    encoding=report.encoding, sheet=report.sheet, on_rows=on_rows, into=imported,
                )  # fmt: skip
                missing = later_embeddings.missing_embeddings(db, self._state.matcher)
        finally:
            report.count(imported)
        self._background.file(report.id, "file").unlink()
        self._embedding.start(self._state.settings.db, self._state.matcher, missing)

    def _tidy(self) -> None:
        """Remove files that were not completely imported for a week, and all but the newest reports."""
        oldest = (datetime.now(UTC) - UNUSED_AFTER).isoformat()
        for position, report in enumerate(self._background.reports()):
            if report.changed_at < oldest or (report.state == "done" and position >= KEPT_REPORTS):
                self._background.remove(report)


def max_upload(settings: Settings) -> int:
    """Most bytes of a file that the desk accepts for import."""
    return max(min(settings.max_import_bytes, MAX_UPLOAD), settings.max_article_bytes)


def importing() -> Importing:
    """The imports of the running application."""
    runner = current_app.extensions["importing"]
    assert isinstance(runner, Importing)
    return runner


def install(app: Flask) -> None:
    """Allow large files at the import pages, after the access check and before the body is read."""

    @app.before_request
    def let_large_files_in() -> None:
        if request.endpoint in UPLOADS:
            request.max_content_length = max_upload(app_state().settings) + FORM_ROOM
        elif request.endpoint == MANY_SOURCES:
            request.max_content_length = FILES_TOGETHER * app_state().settings.max_article_bytes + FORM_ROOM
