"""Matching at scale: millions of lines in, one answer per line out, in order, in constant memory, with several processes or machines.

Every way of running works from one snapshot of the store and cuts the lines into the same parts, so that all give the same bytes.
With an output file, interrupted work can be resumed: finished answers are kept beside that file until everything is done.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from sqlite_utils import Database

from claims.desk.batch.batch_lines import Part, Start, parts
from claims.desk.batch.snapshots import write_snapshot
from claims.desk.batch.workers import Crew
from claims.errors import Refused
from claims.store.private_files import make_private, write_private

CrewMaker = Callable[[Path, int], AbstractContextManager[Crew]]
"""Makes the workers for a snapshot and a number of matches: ``workers.alone``, ``workers.processes``, ``dask_workers.workers``."""


@dataclass(frozen=True, slots=True)
class Done:
    """The progress of the work, kept in a file beside the output."""

    limit: int
    read: Start = field(default_factory=Start)
    bytes_written: int = 0

    @classmethod
    def of_file(cls, path: Path) -> "Done":
        """Read what ``write`` wrote."""
        row = json.loads(path.read_text(encoding="utf-8"))
        return cls(row["limit"], Start(**row["read"]), row["bytes_written"])

    def write(self, path: Path) -> None:
        """Replace the record in one step: if this is interrupted, either the old or the new record is there."""
        fresh = path.with_suffix(".new")
        write_private(fresh, json.dumps(asdict(self)))
        os.replace(fresh, path)


def match_lines(
    db: Database,
    model: Path | None,
    source: IO[bytes],
    target: Path | IO[bytes],
    *,
    name: str,
    limit: int,
    crew: CrewMaker,
    on_lines: Callable[[int], None] = lambda lines: None,
) -> int:
    """Match every line of ``source`` and write the answers to ``target``; return the number of lines, including those of an earlier run.

    If ``target`` is a path, the file appears when everything is done. Until then the answers are in a folder beside it, and calling
    this again resumes the work, also after a kill, with the store as it was at the first call. ``crew`` makes the workers.
    Raise Unreadable or Refused, naming the line, for a line that cannot be matched: the parts before it are done and stay done.
    """
    with _work(target, limit) as work:
        if not work.snapshot.exists():
            write_snapshot(db, model, work.snapshot)
        on_lines(work.done.read.lines)
        with crew(work.snapshot, limit) as answers:
            for part, answer in answers(parts(source, name, work.done.read)):
                work.add(part, answer)
                on_lines(part.read.lines - part.first + 1)
    return work.done.read.lines


@dataclass(slots=True)
class _Work:
    """The work done so far, its snapshot, and where the answers go. Without a ``record`` it cannot be resumed."""

    done: Done
    snapshot: Path
    out: IO[bytes]
    record: Path | None = None

    def add(self, part: Part, answers: bytes) -> None:
        self.out.write(answers)
        self.out.flush()
        self.done = Done(self.done.limit, part.read, self.done.bytes_written + len(answers))
        if self.record:
            os.fsync(self.out.fileno())
            self.done.write(self.record)


@contextmanager
def _work(target: Path | IO[bytes], limit: int) -> Iterator[_Work]:
    if not isinstance(target, Path):
        with tempfile.TemporaryDirectory(prefix="claims-match-") as thrown_away:
            yield _Work(Done(limit), Path(thrown_away) / "snapshot", target)
        return
    if target.exists():
        raise Refused(f"{target} is there already: move it away, or name another --output.")
    folder = target.with_name(target.name + ".part")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    make_private(folder / "answers.jsonl")
    with _held(folder / "lock"), (folder / "answers.jsonl").open("ab") as out:
        record = folder / "done.json"
        done = Done.of_file(record) if record.exists() else Done(limit)
        if done.limit != limit:
            raise Refused(f"{target} was begun with --limit {done.limit}: go on with that, or name another --output.")
        # Redo what was written after the last record: a kill may have cut it off anywhere.
        out.truncate(done.bytes_written)
        yield _Work(done, folder / "snapshot", out, record)
    os.replace(folder / "answers.jsonl", target)
    shutil.rmtree(folder)


def _held(path: Path) -> IO[bytes]:
    # Lock: two runs on one output would overwrite each other.
    file = path.open("wb")
    try:
        import fcntl
    except ImportError:  # Windows: nobody has asked for it yet
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise Refused(f"another run is writing to {path.parent}: wait for it, or name another --output.") from error
    return file
