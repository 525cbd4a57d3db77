"""The workers of a bulk run: this process, or several on this machine. Answers come in order.

``dask_workers`` has the workers of a Dask cluster.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

from claims.desk.batch.batch_lines import Part
from claims.desk.batch.snapshots import answerer
from claims.errors import ClaimsError

Crew = Callable[[Iterator[Part]], Iterator[tuple[Part, bytes]]]

ATTEMPTS = 3
"""How often the oldest part is tried when workers die, before it is taken to be the cause."""

AHEAD = 3
"""Parts per worker that are handed out before the oldest is answered: enough to keep all busy, and the most held in memory."""


class Answer(Protocol):
    """A future: the answer to a part, once there is one."""

    def result(self) -> bytes: ...


Waiting = deque[tuple[Part, Any]]
"""The parts that were handed out, oldest first, each with its ``Answer``."""


class Team(Protocol):
    """The workers of a run, wherever they are."""

    def capacity(self) -> int:
        """How many parts can be handed out at once."""

    def begin(self, part: Part) -> Answer:
        """Hand a part to a free worker."""

    def begin_again(self, waiting: Waiting) -> Waiting:
        """After a worker died, hand out again the parts that were lost."""


_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@contextmanager
def alone(snapshot: Path, limit: int, *, model: Path | None) -> Iterator[Crew]:
    """This process, in one thread."""
    worker = answerer(snapshot, model)
    yield lambda parts: ((part, worker.answer(part.lines, limit)) for part in parts)


@contextmanager
def processes(snapshot: Path, limit: int, *, model: Path | None, count: int) -> Iterator[Crew]:
    """``count`` processes on this machine. One that dies is replaced, and its work is done again."""
    kept = {name: os.environ.get(name) for name in _THREADS}
    # The workers read these variables when they start, so that each uses only one core.
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    team = _Team(snapshot, limit, model, count)
    try:
        yield lambda parts: answers_in_order(team, parts, dead=(BrokenProcessPool,))
    finally:
        team.pool.shutdown(wait=True, cancel_futures=True)
        for name, value in kept.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


class _Team:
    """The processes of a run, and what each is doing."""

    def __init__(self, snapshot: Path, limit: int, model: Path | None, count: int) -> None:
        self._snapshot, self._limit, self._model = snapshot, limit, model
        self._count = count
        self.pool = self._hired()

    def _hired(self) -> ProcessPoolExecutor:
        # Spawn, do not fork: ONNX Runtime and tantivy have threads, which a fork would lose.
        return ProcessPoolExecutor(self._count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)

    def capacity(self) -> int:
        return AHEAD * self._count

    def begin(self, part: Part) -> "Future[bytes]":
        try:
            return self.pool.submit(answer_part, self._snapshot, self._model, self._limit, part)
        except BrokenProcessPool as error:
            # The error is raised when the part's turn comes, so that it is handled in one place.
            broken: Future[bytes] = Future()
            broken.set_exception(error)
            return broken

    def begin_again(self, waiting: "Waiting") -> "Waiting":
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = self._hired()
        done = [(part, future) for part, future in waiting if future.done() and not future.cancelled() and future.exception() is None]
        whole = {part.first: future for part, future in done}
        return deque((part, whole.get(part.first) or self.begin(part)) for part, _ in waiting)


def answer_part(snapshot: Path, model: Path | None, limit: int, part: Part) -> bytes:
    """The task of a worker process: answer one part."""
    return answerer(snapshot, model).answer(part.lines, limit)


def _begin() -> None:
    # Ctrl-C reaches all processes, but only the parent handles it. If the parent is killed, the workers must leave by themselves.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def answers_in_order(team: Team, parts: Iterator[Part], *, dead: tuple[type[BaseException], ...]) -> Iterator[tuple[Part, bytes]]:
    """Hand the parts to a team, a few ahead, and yield each part with its answer, in order.

    ``dead`` are the errors that mean that a worker died. Raise ClaimsError if the oldest part failed ATTEMPTS times.
    """
    waiting: Waiting = deque()
    attempts = 0
    for part in _and_then_none(parts):
        if part is not None:
            waiting.append((part, team.begin(part)))
        while waiting and (part is None or len(waiting) >= team.capacity()):
            try:
                answer = waiting[0][1].result()
            except dead as error:
                attempts += 1
                if attempts == ATTEMPTS:
                    raise _give_up_message(waiting[0][0]) from error
                waiting = team.begin_again(waiting)
                continue
            attempts = 0
            yield waiting.popleft()[0], answer


def _and_then_none(parts: Iterator[Part]) -> Iterator[Part | None]:
    yield from parts
    yield None


def _give_up_message(part: Part) -> ClaimsError:
    return ClaimsError(
        f"lines {part.first} to {part.read.lines}: {ATTEMPTS} workers died over them, for want of memory perhaps. Give fewer workers, or take a line out."
    )
