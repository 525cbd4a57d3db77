"""Matching at scale: millions of lines in, one answer a line out, in order, in constant memory, by as many processes as there are.

Every way of running works from one snapshot of the store and cuts the lines into the same parts, so that all give the same bytes.
With an output file the work goes on where a stop left it: what is done lies beside that file until all is done.
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
"""What makes the workers for a snapshot and a number of matches: ``crews.alone``, ``crews.processes``, ``cluster.workers``."""


@dataclass(frozen=True, slots=True)
class Done:
    """How far the work is: kept in a file beside the output."""

    limit: int
    read: Start = field(default_factory=Start)
    bytes_written: int = 0

    @classmethod
    def of_file(cls, path: Path) -> "Done":
        """What ``write`` wrote."""
        row = json.loads(path.read_text(encoding="utf-8"))
        return cls(row["limit"], Start(**row["read"]), row["bytes_written"])

    def write(self, path: Path) -> None:
        """Put the record in place in one step: whenever this stops, the old one is there or the new one."""
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
    """Match every line of ``source`` and write the answers to ``target``; give the number of lines, those of an earlier run included.

    A ``target`` that is a path is made when all is done; until then the answers lie in a folder beside it, and calling this again goes on
    from there, also after a kill, with the store as it was at the first call. ``crew`` makes the workers for a snapshot.
    Raise Unreadable or Refused, naming the line, for a line that cannot be matched: all before its part is done and stays done.
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
    """What is done so far, the snapshot it is done from, and where the answers go. Without a ``record`` nobody goes on with it."""

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
        # What was written after the last record is made again: a kill may have cut it anywhere.
        out.truncate(done.bytes_written)
        yield _Work(done, folder / "snapshot", out, record)
    os.replace(folder / "answers.jsonl", target)
    shutil.rmtree(folder)


def _held(path: Path) -> IO[bytes]:
    # Two runs on one output would each undo what the other wrote.
    file = path.open("wb")
    try:
        import fcntl
    except ImportError:  # Windows, where nobody has asked for it yet
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise Refused(f"another run is writing to {path.parent}: wait for it, or name another --output.") from error
    return file
