"""Embedding what was imported, beside the requests: until then its claims are found by their words alone."""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

from flask import Flask, current_app

from claims.desk.exchange import imports
from claims.desk.index.matcher import Matcher
from claims.desk.opening import open_store
from claims.errors import ClaimsError


@dataclass
class Embedding:
    """What this process embeds just now. ``problem`` says why the last run stopped, when it did not end by itself."""

    done: int = 0
    total: int = 0
    running: bool = False
    problem: str | None = None
    lock: Lock = field(default_factory=Lock)

    def start(self, path: Path, matcher: Matcher, missing: list[int]) -> None:
        """Embed these claims in a thread, unless one runs: the next import, or ``claims embed``, takes what it leaves."""
        with self.lock:
            if self.running or not missing:
                return
            self.running, self.done, self.total, self.problem = True, 0, len(missing), None
        Thread(target=self._run, args=(path, matcher, missing), name="embedding", daemon=True).start()

    def _run(self, path: Path, matcher: Matcher, missing: list[int]) -> None:
        try:
            with open_store(path) as db:
                imports.embed(db, matcher, missing, on_claims=self._advance)
        except ClaimsError as error:
            self.problem = str(error)
        except Exception:
            logging.getLogger(__name__).exception("embedding stopped")
            self.problem = "a fault of the program, which the log names."
        finally:
            self.running = False

    def _advance(self, claims: int) -> None:
        self.done += claims


def embedding() -> Embedding:
    """The running application's own."""
    runner = current_app.extensions["embedding"]
    assert isinstance(runner, Embedding)
    return runner


def install(app: Flask) -> None:
    """Make the application's own."""
    app.extensions["embedding"] = Embedding()
