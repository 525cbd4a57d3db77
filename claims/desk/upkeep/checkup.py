"""Checks whether everything is in order: the file, the history, the SQLite version, the models."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.typed_fields import required_text
from claims.errors import Refused
from claims.matching.score import pair_model
from claims.matching.search import encoder, multilingual
from claims.model import Person
from claims.sourcing.library import passage_encoder, passage_model
from claims.store import blueprint, checks, history, seal_checks, seals
from claims.store.connect import read, write
from claims.store.private_files import readable_by_others

LISTED = 1_000
"""The most accepted rows that the history names one by one; beyond that it gives their number."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """The result of a check: ``problems`` are damage; ``warnings`` are things that work, but not as well as they could.

    ``head`` is the hash of the history and all rows. Changes to rows before ``proven_since`` (ISO 8601) cannot be detected.
    """

    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    head: str
    proven_since: str | None

    @property
    def ok(self) -> bool:
        """Whether nothing is damaged."""
        return not self.problems


def verify(db: Database, model: Path | None = None, *, heads: Sequence[str] = ()) -> Checkup:
    """Check everything on one consistent view of the store; takes about a second per 100 MB.

    ``heads`` are hashes that were kept elsewhere (``backup`` writes one beside each copy): the history must still contain each.
    """
    with read(db):
        problems = checks.problems(db)
        problems += [
            f"history: its tail was cut off, or it was written anew: {kept_head[:12]}… is gone"
            for kept_head in heads
            if history.misses(db, kept_head)
        ]
        head, since = history.head(db), seals.proven_since(db)
        back = history.backward_steps(db)
    warnings = []
    if back:
        warnings.append(
            f"the clock of this machine was set back before line {', '.join(map(str, back))} of the history: the order is still right."
        )
    file = checks.file_of(db)
    if file and readable_by_others(file):
        warnings.append(f"other users of this machine may read the database: chmod 600 {file.name} (and its -wal and -shm).")
    if not checks.safe_version():
        warnings.append(f"SQLite {checks.version()} can damage a database in rare cases: install 3.51.3 or later (pip install pysqlite3).")
    if encoder.load(model) is None:
        warnings.append("there is no usable sentence-embedding model: matching goes by words alone. Install the requirements again.")
    if model is None and multilingual.load() is None:
        warnings.append(
            "there is no usable model of other languages: texts that are not English are matched by words alone. Install the requirements again."
        )
    without = pair_model.problem()
    if without:
        warnings.append(f"{without} Until then pairs are told apart by words and rules alone.")
    unfound = passage_encoder.problem()
    if unfound:
        warnings.append(f"{unfound} Until then passages of sources are found by words alone.")
    unread = passage_model.problem()
    if unread:
        warnings.append(f"{unread} Until then passages of sources are found by words and meaning alone, without a suggested stance.")
    return Checkup(tuple(problems), tuple(warnings), head, since)


def mend(db: Database, *, by: Person, at: datetime) -> list[str]:
    """Restore missing or altered guards, views, indexes, tables and added columns; return what was wrong, in words.

    Raise Refused, and change nothing, if something can only be repaired by restoring a backup.
    """
    people.require_permission(by, "mend_schema")
    with write(db):
        wrong = [str(deviation) for deviation in blueprint.deviations(db)]
        if not wrong:
            return []
        # A restored column changes the content that the seals of its rows cover.
        seals.unwatch(db)
        altered = seals.altered_rows(db)
        left = blueprint.mend(db)
        if left:
            raise Refused(f"nothing was changed, because not everything can be fixed. {left[0]}.")
        history.record(db, by=by, at=at, action="mend_schema", subject="person", subject_id=by.id, after={"mended": wrong})
        seals.seal_all(db, altered=altered)
    return wrong


def accept_rows(db: Database, reason: str, *, by: Person, at: datetime) -> list[str]:
    """Accept rows that another program changed as they are now; return them, in words. The history records them, who and why."""
    people.require_permission(by, "accept_rows")
    reason = required_text(reason, "reason", limit=1_000)
    with write(db):
        rows = seal_checks.altered_rows_in_words(db)
        if rows:
            after = {"reason": reason, "rows": rows[:LISTED], "count": len(rows)}
            history.record(db, by=by, at=at, action="accept_rows", subject="person", subject_id=by.id, after=after)
            seals.seal_all(db, altered=frozenset())
    return rows


@cache
def pair_model_problem() -> str | None:
    """Why pairs are judged only by words and rules, as a text for the desk; None if the pair model works. Checked once per process."""
    return pair_model.problem()


def has_room(db: Database) -> bool:
    """Whether a write of ordinary size can reach the disk now."""
    return checks.can_write(db)
