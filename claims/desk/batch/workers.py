"""Who does the parts of a bulk run: this process, or several on this machine. Answers come in order.

``cluster.py`` has the workers of a Dask cluster.
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

from claims.desk.batch.batch_lines import Part
from claims.desk.batch.snapshots import answerer
from claims.errors import ClaimsError

Crew = Callable[[Iterator[Part]], Iterator[tuple[Part, bytes]]]

ATTEMPTS = 3
"""Times that the oldest part is tried when its worker dies, before it is taken to be what kills them."""

AHEAD = 3
"""Parts for each worker that are handed out before the oldest is answered: enough that nobody waits, and all that is held in memory."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@contextmanager
def alone(snapshot: Path, limit: int, *, model: Path | None) -> Iterator[Crew]:
    """This process, on one thread."""
    worker = answerer(snapshot, model)
    yield lambda parts: ((part, worker.answer(part.lines, limit)) for part in parts)


@contextmanager
def processes(snapshot: Path, limit: int, *, model: Path | None, count: int) -> Iterator[Crew]:
    """``count`` processes on this machine. One that dies is replaced, and what it was doing is done again."""
    kept = {name: os.environ.get(name) for name in _THREADS}
    # Read by the workers when they start: each has one core, and keeps to it.
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    team = _Team(snapshot, limit, model, count)
    try:
        yield team.answers
    finally:
        team.pool.shutdown(wait=True, cancel_futures=True)
        for name, value in kept.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


class _Team:
    def __init__(self, snapshot: Path, limit: int, model: Path | None, count: int) -> None:
        self._snapshot, self._limit, self._model = snapshot, limit, model
        self._count = count
        self.pool = self._hired()

    def _hired(self) -> ProcessPoolExecutor:
        # Spawned, not forked: ONNX Runtime and tantivy have threads, which a fork would leave behind.
        return ProcessPoolExecutor(self._count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)

    def answers(self, parts: Iterator[Part]) -> Iterator[tuple[Part, bytes]]:
        waiting: deque[tuple[Part, Future[bytes]]] = deque()
        attempts = 0
        for part in and_then_none(parts):
            if part is not None:
                waiting.append((part, self._begun(part)))
            while waiting and (part is None or len(waiting) >= AHEAD * self._count):
                try:
                    answer = waiting[0][1].result()
                except BrokenProcessPool as error:
                    attempts += 1
                    if attempts == ATTEMPTS:
                        raise give_up_message(waiting[0][0]) from error
                    waiting = self._begun_again(waiting)
                    continue
                attempts = 0
                yield waiting.popleft()[0], answer

    def _begun(self, part: Part) -> "Future[bytes]":
        try:
            return self.pool.submit(answer_part, self._snapshot, self._model, self._limit, part)
        except BrokenProcessPool as error:
            # Said when the part's turn comes, so that it is mended in one place.
            broken: Future[bytes] = Future()
            broken.set_exception(error)
            return broken

    def _begun_again(self, waiting: "deque[tuple[Part, Future[bytes]]]") -> "deque[tuple[Part, Future[bytes]]]":
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = self._hired()
        done = [(part, future) for part, future in waiting if future.done() and not future.cancelled() and future.exception() is None]
        whole = {part.first: future for part, future in done}
        return deque((part, whole.get(part.first) or self._begun(part)) for part, _ in waiting)


def answer_part(snapshot: Path, model: Path | None, limit: int, part: Part) -> bytes:
    """What a worker process is given to do."""
    return answerer(snapshot, model).answer(part.lines, limit)


def _begin() -> None:
    # Ctrl-C goes to all: the parent answers it. And when the parent is killed, nobody else would tell its workers to go.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def and_then_none(parts: Iterator[Part]) -> Iterator[Part | None]:
    """The parts, and None to say that there are no more."""
    yield from parts
    yield None


def give_up_message(part: Part) -> ClaimsError:
    """What to say of a part that no worker survived."""
    return ClaimsError(
        f"lines {part.first} to {part.read.lines}: {ATTEMPTS} workers died over them, for want of memory perhaps. Give fewer workers, or take a line out."
    )
