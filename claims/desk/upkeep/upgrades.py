"""What a newer program will do to a file, told before it does it."""

import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from claims.errors import NotFound
from claims.store import backup_files, checks, matches, migrations, upgrades
from claims.store.connect import open_store
from claims.store.upgrades import Plan

__all__ = ["Plan", "Trial", "plan_for", "try_upgrade"]


@dataclass(frozen=True, slots=True)
class Trial:
    """How the upgrade of a throwaway copy went: seconds with the copying, problems that ``verify`` names then, and pairs to judge again."""

    seconds: float
    problems: tuple[str, ...]
    pairs: int


def plan_for(path: Path) -> Plan:
    """What this program will change in the file when it opens it next. Reads only. Raise StoreFailed for another program's file."""
    if not path.is_file():
        raise NotFound(f"there is no file {path}.")
    with closing(backup_files.open_readonly(path)) as db:
        migrations.refuse_foreign_program(db)
        return upgrades.plan_for(db, path)


def try_upgrade(path: Path) -> Trial:
    """Upgrade a throwaway copy beside the file, check it and remove it again. Raise StoreFailed if a step fails."""
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=f".{path.name}-trial-") as folder:
        trial, began = Path(folder) / path.name, time.monotonic()
        upgrades.copy_to(path, trial)
        with closing(open_store(trial, keeps_copy=False)) as db:
            seconds = time.monotonic() - began
            return Trial(seconds, tuple(checks.problems(db)), matches.count_unjudged(db))
