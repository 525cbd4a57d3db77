"""Embeds imported claims in the background. Until then matching finds them only by their words."""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

from flask import current_app

from claims.desk.exchange import later_embeddings
from claims.desk.index.matcher import Matcher
from claims.desk.opening import open_store
from claims.errors import ClaimsError


@dataclass
class Embedding:
    """The embedding that runs in this process. ``problem`` says why the last run failed, if it did."""

    done: int = 0
    total: int = 0
    running: bool = False
    problem: str | None = None
    lock: Lock = field(default_factory=Lock)

    def start(self, path: Path, matcher: Matcher, missing: list[int]) -> None:
        """Embed these claims in a thread, unless one is running; the next import, or ``claims embed``, then embeds the rest."""
        with self.lock:
            if self.running or not missing:
                return
            self.running, self.done, self.total, self.problem = True, 0, len(missing), None
        Thread(target=self._run, args=(path, matcher, missing), name="embedding", daemon=True).start()

    def _run(self, path: Path, matcher: Matcher, missing: list[int]) -> None:
        try:
            with open_store(path) as db:
                later_embeddings.embed(db, matcher, missing, on_claims=self._advance)
        except ClaimsError as error:
            self.problem = str(error)
        except Exception:
            logging.getLogger(__name__).exception("embedding stopped")
            self.problem = "a fault of the program: the log has the details."
        finally:
            self.running = False

    def _advance(self, claims: int) -> None:
        self.done += claims


def embedding() -> Embedding:
    """The embedding of the running application."""
    runner = current_app.extensions["embedding"]
    assert isinstance(runner, Embedding)
    return runner
