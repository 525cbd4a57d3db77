"""Adds articles in the background. What was typed or uploaded and the report on it are in a folder next to the database until the article is stored.

Any process of the desk can show how far the work is. If it fails or its process ends, nothing of the article is stored, and the form
comes back as it was sent. A short article is stored while its request waits.
"""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import BoundedSemaphore
from typing import NamedTuple

from flask import current_app

from claims.desk import newsroom
from claims.desk.articles import intake
from claims.desk.articles.pace import Pace
from claims.desk.opening import open_store
from claims.desk.people import confidential, people
from claims.desk.private_files import make_private, write_private
from claims.errors import ClaimsError, NotFound, Refused, StoreFailed
from claims.model import Person
from claims.settings import imports_folder
from claims.store import people as stored_people
from claims.wording import phrase
from web.background import Background, Report
from web.request.context import AppState
from web.sent_articles import read_sent

PATIENCE = 2.0
"""Seconds that a request waits for its article; after that it leads to the page that shows the progress."""

WITHIN = 900.0
"""Seconds that an article may take. Beside the requests it keeps nobody waiting, so it may take longer than within one."""

AT_ONCE = 2
"""Articles that one process reads at the same time; the next ones wait for their turn."""

MOST_UNFINISHED = 10
"""Most articles of one person that are not stored yet."""

KEPT_ANSWERED = 10
"""Most reports of one person that are kept after they were shown how it ended."""

FORGOTTEN_AFTER = timedelta(days=7)
"""When the report on an article is removed, with all that was typed or uploaded for it."""

LONGEST_NAME = 120
"""Most characters of the name under which an unfinished article is listed."""

READING = "reading"
"""What is done before ``Pace`` tells anything: the text is fetched, or read from its file."""


class Like(NamedTuple):
    """The article of which the new one may be a version: the share (0..1) of the text that is in it, and the new article's ``version``."""

    article_id: int
    title: str
    share: float
    version: int


@dataclass(slots=True, kw_only=True)
class AddingReport(Report):
    """How far an article is: ``doing`` and how many are ``done`` of how many, as ``Pace`` tells them.

    When it is stored, ``article_id`` and ``title`` name it, and what follows them is what the person is told, as ``Added`` has it. When
    it is not, the problem is about ``wrong_field`` of the form. ``file_name`` is the uploaded file's; ``is_answered`` says that the person
    was shown how it ended.
    """

    by_id: int
    file_name: str | None = None
    replaces: int | None = None
    doing: str = ""
    done: int = 0
    of: int = 0
    article_id: int | None = None
    title: str = ""
    was_there: bool = False
    has_news: bool = False
    notes: list[str] = field(default_factory=list)
    sources: int = 0
    questions: int = 0
    answered: list[int] = field(default_factory=list)
    resembles: Like | None = None
    wrong_field: str | None = None
    http_status: int = 422
    is_answered: bool = False


class Adding:
    """The articles that are being added to one database. ``patience`` is in seconds; see PATIENCE."""

    def __init__(self, state: AppState) -> None:
        self.patience = PATIENCE
        self._state = state
        self._background = Background(imports_folder(state.settings.db), AddingReport, "article")
        self._turn = BoundedSemaphore(AT_ONCE)

    def start(
        self, typed: Mapping[str, str], upload: tuple[bytes, str] | None, *, replaces: int | None, by: Person, kept: str = ""
    ) -> AddingReport:
        """Keep what was sent, read and store it in a thread, and wait for that up to ``patience``; give the report as it is then.

        ``kept`` names an earlier try of the same person, which is removed; its file is used when nothing else was sent. Raise NotAllowed,
        and Refused when this person has too many unfinished articles.
        """
        people.require_permission(by, "add_article")
        earlier = self._find_ended(kept, by)
        if upload is None and earlier is not None and not typed["text"].strip():
            upload = self._kept_file(earlier)
        self.forget_old()
        self._make_room(by, earlier)
        report = self._keep(typed, upload, replaces, by)
        thread = self._background.start(report, partial(self._add, report, by), by=by.name)
        if earlier is not None:
            self._background.remove(earlier)
        thread.join(self.patience)
        # Read anew: the thread goes on changing its own.
        return self.report(report.id)

    def report(self, number: str) -> AddingReport:
        """The report of that number; raise NotFound."""
        report = self._background.report(number)
        report.resembles = Like(*report.resembles) if report.resembles else None
        return report

    def reports(self) -> list[AddingReport]:
        """All reports, last changed first."""
        return self._background.reports()

    def forget_old(self) -> None:
        """Remove the reports that are too old, with all that was kept for them."""
        oldest = (datetime.now(UTC) - FORGOTTEN_AFTER).isoformat()
        for report in self.reports():
            if report.changed_at < oldest:
                self._background.remove(report)

    def reports_for(self, reader: Person) -> list[AddingReport]:
        """What a person is shown: every article that is being added now, and their own that ended and that they have not looked at."""
        return [report for report in self.reports() if report.is_running or (report.by_id == reader.id and not report.is_answered)]

    def typed(self, report: AddingReport) -> dict[str, str]:
        """What was typed in the form. Raise NotFound when it is no longer kept."""
        try:
            typed: dict[str, str] = json.loads(self._background.file(report.id, "typed").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NotFound("what was typed for this article is no longer kept.") from None
        return typed

    def mark_answered(self, report: AddingReport) -> None:
        """Note that the person was shown how it ended."""
        if not report.is_answered:
            report.is_answered = True
            self._background.save(report)

    def stop(self, report: AddingReport, *, by: Person) -> None:
        """Stop the work; nothing is stored. If it has ended, remove the report with all that was kept. Raise NotFound if it is not theirs."""
        if report.by_id != by.id:
            raise NotFound("this article is being added by somebody else.")
        if report.is_running:
            self._background.cancel(report)
        else:
            self._background.remove(report)

    def _find_ended(self, number: str, by: Person) -> AddingReport | None:
        try:
            report = self.report(number)
        except NotFound:
            return None
        return report if report.by_id == by.id and report.can_continue else None

    def _make_room(self, by: Person, earlier: AddingReport | None) -> None:
        """Remove what this person was shown long ago. Raise Refused when too many of their articles are unfinished."""
        theirs = [report for report in self.reports() if report.by_id == by.id]
        for report in [report for report in theirs if report.is_answered and not report.is_running][KEPT_ANSWERED:]:
            self._background.remove(report)
        if len([report for report in theirs if not report.is_answered and report.state != "done" and report != earlier]) >= MOST_UNFINISHED:
            raise Refused(
                phrase("{most} of your articles are not stored yet: wait for them, or discard those that failed.", most=MOST_UNFINISHED)
            )

    def _keep(self, typed: Mapping[str, str], upload: tuple[bytes, str] | None, replaces: int | None, by: Person) -> AddingReport:
        """Write what was sent to files. Raise StoreFailed when that is not possible."""
        content, file_name = upload or (None, None)
        first = (typed["title"] or file_name or typed["text"] or typed["url"]).strip().splitlines() or [""]
        try:
            report = AddingReport(
                id=self._background.new_id(), name=first[0][:LONGEST_NAME], by_id=by.id, replaces=replaces, file_name=file_name
            )
            write_private(self._background.file(report.id, "typed"), json.dumps(dict(typed)))
            if content is not None:
                make_private(self._background.file(report.id, "file"))
                self._background.file(report.id, "file").write_bytes(content)
        except OSError as error:
            raise StoreFailed(
                phrase("the article could not be kept: {strerror}. Nothing was stored; try again later.", strerror=error.strerror)
            ) from error
        return report

    def _kept_file(self, report: AddingReport) -> tuple[bytes, str] | None:
        try:
            return self._background.file(report.id, "file").read_bytes(), report.file_name or ""
        except FileNotFoundError:
            return None

    def _add(self, report: AddingReport, by: Person) -> None:
        """Read and store the article as every other way to add one does, then remove what was kept for it."""
        with self._turn, closing(open_store(self._state.settings.db)) as db:
            confidential.hide_from(db, by)
            try:
                self._go_on(report, READING, 0, 0)
                document = read_sent(self._state.settings, self.typed(report), self._kept_file(report), newsroom.day_first(db))
                added = intake.add_article(
                    db,
                    self._state.matcher,
                    document,
                    by=by,
                    at=self._state.clock(),
                    clock=self._state.clock,
                    replaces=report.replaces,
                    pace=Pace(WITHIN, partial(self._go_on, report)),
                    # Their role may have changed since they sent it.
                    then=lambda _: people.require_permission(stored_people.get_person(db, by.id), "add_article"),
                )
            except ClaimsError as error:
                report.wrong_field, report.http_status = error.field, error.http_status
                raise
        report.article_id, report.title, report.was_there = added.article.id, added.article.title, added.was_there
        report.notes, taken = [*document.beside.warnings, *added.beside.warnings], added.beside
        report.has_news, report.sources, report.questions = taken.has_news, taken.sources, taken.questions
        report.answered = [*taken.answered]
        if added.resembles:
            like = added.resembles.article
            report.resembles = Like(like.id, like.title, added.resembles.share, added.article.version)
        for ending in ("typed", "file"):
            self._background.file(report.id, ending).unlink(missing_ok=True)

    def _go_on(self, report: AddingReport, doing: str, done: int, of: int) -> None:
        is_next_step = doing != report.doing
        report.doing, report.done, report.of = doing, done, of
        self._background.go_on(report, is_next_step=is_next_step)


def adding() -> Adding:
    """The articles that the running application is adding."""
    runner = current_app.extensions["adding"]
    assert isinstance(runner, Adding)
    return runner
