"""Whether all is well: the file, the history, the SQLite underneath, the model."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from claims.matching import encoder, multilingual
from claims.store import checks, history
from claims.store.connect import read


@dataclass(frozen=True, slots=True)
class Checkup:
    """``problems`` are damage; ``warnings`` work, but not as well as they could. ``head`` is the history's newest hash."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    head: str

    @property
    def ok(self) -> bool:
        """Whether nothing is damaged."""
        return not self.problems


def verify(db: Database, model: Path | None = None, *, heads: Sequence[str] = ()) -> Checkup:
    """Check everything, on one unchanging view of the store; takes a second for each 100 MB or so.

    ``heads`` are hashes that were kept elsewhere (``backup`` writes one beside each copy): the history must still hold each.
    """
    with read(db):
        problems = checks.problems(db)
        problems += [
            f"history: its tail was cut off, or it was written anew: {one[:12]}… is gone" for one in heads if history.misses(db, one)
        ]
        head = history.head(db)
        back = history.backward_steps(db)
    warnings = []
    if back:
        warnings.append(
            f"the clock of this machine was set back before line {', '.join(map(str, back))} of the history: the order is still right."
        )
    if not checks.safe_version():
        warnings.append(f"SQLite {checks.version()} can damage a database in rare cases: install 3.51.3 or later (pip install pysqlite3).")
    if encoder.load(model) is None:
        warnings.append("there is no usable sentence-embedding model: matching goes by words alone. Install the requirements again.")
    if model is None and multilingual.load() is None:
        warnings.append(
            "there is no usable model of other languages: texts that are not English are matched by words alone. Install the requirements again."
        )
    return Checkup(tuple(problems), tuple(warnings), head)


def has_room(db: Database) -> bool:
    """Whether a write of ordinary size reaches the disk now."""
    return checks.can_write(db)
