"""Uses the workers of a Dask cluster for a bulk run. Dask is an optional requirement: requirements-cluster.txt.

Each worker reads the snapshot from the folder where it was written, if it can see that folder. If some cannot, the snapshot is sent
once, in pieces that Dask passes from worker to worker, and put together in a temporary folder that all workers of a machine share.
"""

import hashlib
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from claims.desk.batch.batch_lines import Part
from claims.desk.batch.snapshots import answerer, plan_of
from claims.desk.batch.workers import AHEAD, Crew, Waiting, answers_in_order
from claims.errors import ClaimsError, Refused

PIECE = 32_000_000
"""Bytes of the snapshot that are sent as one piece."""

WAIT = 30
"""Seconds to wait for the scheduler, and for its first worker."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of one file of the snapshot."""

    file: str
    at: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker must know besides its lines."""

    folder: Path
    name: str  # the snapshot's own name
    model: Path | None
    limit: int


@contextmanager
def workers(snapshot: Path, limit: int, *, model: Path | None, scheduler: str, ship: bool | None = None) -> Iterator[Crew]:
    """All workers of the scheduler at an address such as ``tcp://10.0.0.5:8786``, including those that join later.

    ``ship`` says whether to send the snapshot out; with None it is sent if some worker cannot see its folder.
    Raise Refused if Dask is not installed, ClaimsError if the scheduler or its workers cannot be reached.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise Refused("--scheduler needs Dask: pip install -r requirements-cluster.txt.") from error
    try:
        client = distributed.Client(scheduler, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClaimsError(f"no Dask scheduler answers at {scheduler}: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError as error:
            raise ClaimsError(f"the scheduler at {scheduler} has no workers: start some with `dask worker {scheduler}`.") from error
        cluster = _Cluster(client, Task(snapshot.absolute(), plan_of(snapshot)["name"], model, limit), ship)
        yield lambda parts: answers_in_order(cluster, parts, dead=(distributed.KilledWorker, CancelledError))


class _Cluster:
    """All workers of the scheduler as one team."""

    def __init__(self, client: Any, task: Task, ship: bool | None) -> None:
        self._client, self._task = client, task
        try:
            visible = client.run(_sees, task)
        except ImportError as error:
            raise ClaimsError("the workers cannot import this program: install it there, the same version.") from error
        self._ship = not all(visible.values()) if ship is None else ship
        self._sent: list[Any] = []
        self._send()

    def _send(self) -> None:
        # Scatter each piece in a list of its own: Dask would take apart the bytes in a bare list.
        self._sent = [self._client.scatter([piece], broadcast=True)[0] for piece in _pieces(self._task.folder)] if self._ship else []

    def capacity(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return AHEAD * max(1, sum(threads.values()))

    def begin_again(self, waiting: Waiting) -> Waiting:
        # Dask itself redoes the parts of a dead worker. This handles what Dask gave up on: a part whose workers died one after
        # another, or a snapshot whose last copy is gone.
        self._client.wait_for_workers(1, timeout=10 * WAIT)
        self._send()
        return deque((part, self.begin(part)) for part, _ in waiting)

    def begin(self, part: Part) -> Any:
        return self._client.submit(_answer, self._task, part, self._sent, pure=False)


def _answer(task: Task, part: Part, pieces: Sequence[Piece]) -> bytes:
    folder = task.folder if not pieces else _put_together(task, pieces)
    return answerer(folder, task.model).answer(part.lines, task.limit)


def _sees(task: Task) -> bool:
    try:
        return bool(plan_of(task.folder)["name"] == task.name)
    except (OSError, ValueError):
        return False


def _pieces(folder: Path) -> Iterator[Piece]:
    for path in sorted(file_path for file_path in folder.rglob("*") if file_path.is_file()):
        with path.open("rb") as file:
            at = 0
            while (content := file.read(PIECE)) or at == 0:
                yield Piece(path.relative_to(folder).as_posix(), at, content)
                at += len(content)
                if not content:
                    break


def _put_together(task: Task, pieces: Sequence[Piece]) -> Path:
    folder = Path(tempfile.gettempdir()) / f"claims-snapshot-{os.getuid()}-{hashlib.sha256(task.name.encode()).hexdigest()[:16]}"
    if not folder.exists():
        fresh = Path(tempfile.mkdtemp(prefix=folder.name + "-"))
        for piece in pieces:
            path = fresh / piece.file
            path.parent.mkdir(exist_ok=True)
            with path.open("ab") as file:
                file.write(piece.content)
        try:
            os.rename(fresh, folder)
        except OSError:
            # Another worker of this machine was faster.
            shutil.rmtree(fresh)
    return folder
