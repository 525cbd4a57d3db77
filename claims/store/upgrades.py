"""What opening a file with this program changes in it, and the copy that is kept before anything is changed."""

import glob
import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.errors import StoreFull
from claims.store import migrations
from claims.store.private_files import make_private

KEPT = ".before-upgrade-"
"""Between the name of a database and the moment, in the name of the copy that is kept before an upgrade."""

ROOM = 1.2
"""Free space that an upgrade needs, beside the copy, as a share of the file's size: new indexes and the log of the transaction."""

SPEED = 7_000_000
"""Bytes a second that copying and all steps together get through where rows are small (``tests/benchmarks/upgrade_speed.py``, 2026-11)."""


BRINGS = {
    "001_foundation": "articles, claims, matches, sources, evidence, verdicts, people and the history",
    "002_sign_in": "sessions, one-time links and failed sign-ins",
    "003_sourcing": "addresses that can be compared, places of quotes, rechecks, sign-offs",
    "004_talk": "notes with mentions, saved views of the queue, withdrawn articles",
    "005_trust": "API tokens and redaction",
    "006_api": "where an imported claim appeared",
    "007_watch": "feeds, alerts of repeated claims, the alert feed",
    "008_desk": "evidence that a draft leaves out; sign-offs that were taken back",
    "009_alerts": "which side of a pair an alert is about",
    "010_joins": "joined claims found without a walk through all claims",
    "011_publications": "published claims, frozen as visitors saw them",
    "012_public_search": "what visitors can search",
    "012b_public_search_told": "imports that fill what visitors can search",
    "013_limits": "tokens and feed addresses of people who are shut out end",
    "015_seals": "seals of the rows that people edit, first of the rows as they are",
    "016_redactions": "redactions that can be finished after a stop",
    "017_relations": "how similar claims relate; undecided pairs are judged again",
    "018_languages": "claims in other languages than English",
    "019_polarity": "whether an article asserts, denies or doubts a claim",
    "021_refused_passages": "passages that were refused, and those that wait",
    "022_line_changes": "what happened to each line in a new version of an article",
    "023_article_bytes": "the hash of the bytes that an article was read from",
    "026_article_originals": "the file or page that an article was read from",
    "027_proposed_sources": "sources that an article's own file names",
    "028_line_notes": "questions and remarks in an article's own file",
    "030_sign_ins": "where each session was started and last used",
    "031_second_factor": "two-step sign-in",
    "032_identities": "accounts of an OpenID Connect provider",
    "034_taken_up": "which claims are a person's work and which are only proposed",
    "035_tips": "claims that came without an article",
    "040_shared_reasons": "why two claims match, as data",
    "047_link_checks": "what the pages behind an article's links say",
    "061_notices": "chosen second readers, and who is told by e-mail what waits for them",
    "055_title_corrections": "a quick way to corrections of titles, for passages",
}
"""What each step brings, in words. One that is not here is told by its name."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the schema: its name, and what it brings in words."""

    name: str
    brings: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an upgrade of a file will do. Sizes are in bytes, ``seconds`` is a rough guess; ``newer`` are steps that this program does not know."""

    newest_step: str | None
    steps: tuple[Step, ...]
    newer: tuple[str, ...]
    size: int
    free: int

    @property
    def needed(self) -> int:
        """Bytes of free space that the copy and the steps need; 0 when nothing is to be done."""
        return int(self.size * (1 + ROOM)) if self.steps else 0

    @property
    def has_room(self) -> bool:
        """Whether there is enough free space beside the file."""
        return self.free >= self.needed

    @property
    def seconds(self) -> int:
        """About how long it takes, at least 1; 0 when nothing is to be done."""
        return max(1, round(self.size / SPEED)) if self.steps else 0


def plan_for(db: Database, path: Path) -> Plan:
    """What opening the file at ``path``, of which ``db`` is any connection, will change in it. Changes nothing."""
    applied, known = migrations.applied_steps(db), migrations.known_steps()
    log = path.with_name(path.name + "-wal")
    return Plan(
        newest_step=applied[-1] if applied else None,
        steps=tuple(Step(name, BRINGS.get(name, name[4:].replace("_", " "))) for name in known if name not in applied),
        newer=tuple(name for name in applied if name not in known),
        size=path.stat().st_size + (log.stat().st_size if log.exists() else 0),
        free=shutil.disk_usage(path.absolute().parent).free,
    )


def keep_copy(path: Path) -> Path:
    """Copy the file as it is beside it, complete or not at all, while the caller holds the write lock. Raise StoreFull, in words, without room."""
    with closing(_open_readonly(path)) as connection:
        plan = plan_for(Database(connection, execute_plugins=False), path)
        if not plan.has_room:
            raise StoreFull(
                f"{path}: this program has to upgrade the file and first keeps a copy of it, which together needs {plan.needed / 1e6:,.0f} MB;"
                f" {plan.free / 1e6:,.0f} MB are free. Nothing was changed: free some space, then start again."
            )
    # Half a copy is of a process that was killed: whoever makes one holds the lock, and that is us now.
    for half in path.parent.glob(f"{glob.escape(path.name)}{KEPT}*.part"):
        half.unlink(missing_ok=True)
    kept = _free_name(path.with_name(f"{path.name}{KEPT}{datetime.now(UTC):%Y-%m-%dT%H%M%S}"))
    part = kept.with_name(kept.name + ".part")
    try:
        copy_to(path, part)
        os.link(part, kept)
    finally:
        part.unlink(missing_ok=True)
    return kept


def copy_to(path: Path, to: Path) -> None:
    """Copy the file at ``path`` to ``to``, as it is now and readable by its owner alone."""
    make_private(to)
    with closing(_open_readonly(path)) as connection:
        connection.execute("VACUUM INTO ?", [str(to)])


def _open_readonly(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def _free_name(path: Path) -> Path:
    names = (path, *(path.with_name(f"{path.name}-{number}") for number in range(2, 1_000)))
    return next(name for name in names if not name.exists())
