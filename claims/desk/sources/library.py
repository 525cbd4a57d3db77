"""The passages of all stored sources and articles, in files beside the database that every process reads and may add to.

They can be thrown away at any time: SQLite is the only truth. A stored text never changes, so only new texts are added to the files,
and those whose titles were corrected.
Texts that are withdrawn or hidden from a reader stay in them, and are left out when a passage is read from the store.
"""

import json
import logging
import os
import shutil
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from sqlite_utils import Database

from claims.desk.index.private_folder import locked, own_folder
from claims.errors import StoreFailed
from claims.sourcing.library import passage_encoder
from claims.sourcing.library.passage_encoder import PassageEncoder
from claims.sourcing.library.passage_index import LibraryText, PassageIndex
from claims.store import checks, generation, history, library
from claims.store.connect import open_store, read

LAYOUT = 3
"""The version of the file layout; increase it when the layout changes."""

ENDING = ".passages"
"""Suffix of the folder for the files, beside the database."""

TOGETHER = 20
"""Texts that are added at once; other processes see them afterwards."""

ENCODED_TOGETHER = 64
"""Passages that are embedded at once, in about two seconds on one core."""

ON_SIGHT = 1.0
"""Seconds that a search for passages spends on adding new texts; ``catch_up`` adds the rest."""

ENCODED_ON_SIGHT = 48
"""The most passages that are embedded while somebody waits, 1.4 seconds on one core; more are left to ``catch_up``."""

LoadEncoder = Callable[[], PassageEncoder | None]
"""Gives the passage encoder, which takes a second to load and 150 MB of memory; None when there is none."""

_log = logging.getLogger(__name__)


class Library:
    """The passages of one store. Make one per process and database file; safe to share between threads."""

    def __init__(self) -> None:
        """Nothing is read before the first search."""
        self._lock = RLock()
        self._index: PassageIndex | None = None
        self._folder: Path | None = None
        self._plan: dict[str, Any] = {}

    def index(self, db: Database, load_encoder: LoadEncoder) -> PassageIndex | None:
        """The index, with new texts as far as ``ON_SIGHT`` allows; None if its files cannot be kept, with the reason in the log.

        ``load_encoder`` is called only if there are passages to embed.
        """
        with self._lock:
            try:
                self._refresh(db, load_encoder)
            except BlockingIOError:
                pass  # another process is adding: use what is there
            except (OSError, ValueError, StoreFailed) as error:
                _log.warning("no passages are found: %s", error)
                return None
            return self._index

    def catch_up(self, db: Database, load_encoder: LoadEncoder, *, on_passages: Callable[[int], None] = lambda passages: None) -> None:
        """Add all missing texts, then embed every passage. ``on_passages`` gets the number of passages embedded since its last call.

        Raise OSError if the files cannot be kept.
        """
        with self._lock:
            self._refresh(db, load_encoder, seconds=None)
        encoder = load_encoder() if self.missing else None
        while encoder is not None and self.missing:
            before = self.missing
            with self._lock:
                self._embed(db, encoder, wait=True)
            on_passages(before - self.missing)
            with self._lock:
                self._refresh(db, load_encoder, seconds=None)  # what others have added meanwhile

    def is_complete(self, db: Database) -> bool:
        """Whether every stored text is in the index, as last seen."""
        return self._index is not None and library.newest(db) == self._newest()

    @property
    def missing(self) -> int:
        """How many passages are not embedded yet and found only by words, as of the last look."""
        return len(self._index) - self._index.embedded if self._index is not None else 0

    def _refresh(self, db: Database, load_encoder: LoadEncoder, seconds: float | None = ON_SIGHT) -> None:
        folder = self._folder or self._own_folder(db)
        if self._index is None or not self._is_of(db) or self._is_behind(db) or self._stored_plan(folder) != self._plan:
            with locked(folder, shared=False, wait=seconds is None):
                self._open(db, folder)
                self._add(db, folder, seconds)
                _keep_private(folder)
        if seconds is not None and 0 < self.missing <= ENCODED_ON_SIGHT and (encoder := load_encoder()) is not None:
            with suppress(BlockingIOError):
                self._embed(db, encoder)

    def _own_folder(self, db: Database) -> Path:
        path = checks.file_of(db)
        # On a file system that cannot be written, this process keeps them for itself, as it does for a store in memory.
        if path is None or not os.access(path.parent, os.W_OK):
            folder = Path(tempfile.mkdtemp(prefix="passages-"))
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        else:
            folder = path.with_name(path.name + ENDING)
            own_folder(folder)
        self._folder = folder
        return folder

    def _open(self, db: Database, folder: Path) -> None:
        plan = self._stored_plan(folder)
        if self._index is not None and plan == self._plan and self._is_of(db):
            return
        self._index, self._plan = None, plan
        if self._is_of(db):
            with suppress(ValueError):
                index = PassageIndex(folder)
                self._index = index if len(index) == plan["rows"] else None
        if self._index is None:
            _empty(folder)
            self._index = PassageIndex(folder)
            line = history.last_line(db)
            self._plan = {
                "layout": LAYOUT,
                "models": passage_encoder.NAME,
                "life": generation.current(db),
                "line": [line, history.hash_of_line(db, line)],
                "source": 0,
                "article": 0,
                "corrected": line,
                "rows": 0,
            }
            self._write_plan(folder)

    def _is_of(self, db: Database) -> bool:
        # The history line at which the files were begun distinguishes this store from another file put in its place.
        plan = self._plan
        if (plan.get("layout"), plan.get("models"), plan.get("life")) != (LAYOUT, passage_encoder.NAME, generation.current(db)):
            return False
        line, sha = plan["line"]
        return history.hash_of_line(db, line) == sha and library.newest(db) >= self._newest()

    def _is_behind(self, db: Database) -> bool:
        return library.newest(db) != self._newest() or bool(library.title_corrections(db, self._plan["corrected"])[1])

    def _newest(self) -> tuple[int, int]:
        return self._plan["source"], self._plan["article"]

    def _add(self, db: Database, folder: Path, seconds: float | None) -> None:
        index = self._index
        assert index is not None
        path = checks.file_of(db)
        with _all_of(db, path) as store:
            self._retitle(store, folder)
            ends = time.monotonic() + (seconds or 0.0)
            while library.newest(store) != self._newest() and (seconds is None or time.monotonic() < ends):
                with read(store):
                    newest = library.newest(store)
                    texts = library.texts_after(store, self._plan["source"], self._plan["article"], TOGETHER)
                if texts:
                    index.add([LibraryText(text.number, text.title, text.text) for text in texts])
                # After the last text, skip the sources without one.
                is_last = len(texts) < TOGETHER
                sources = max((text.number for text in texts if text.number > 0), default=self._plan["source"])
                articles = max((-text.number for text in texts if text.number < 0), default=self._plan["article"])
                self._plan |= {"rows": len(index), **_up_to(newest if is_last else (sources, articles))}
                self._write_plan(folder)

    def _retitle(self, store: Database, folder: Path) -> None:
        """Add texts anew whose titles were corrected: a title is searched for with each passage."""
        index = self._index
        assert index is not None
        with read(store):
            newest, numbers = library.title_corrections(store, self._plan["corrected"])
            source, article = self._newest()
            texts = library.texts_numbered(store, [number for number in numbers if -article <= number <= source])
        if texts:
            index.forget([text.number for text in texts])
            index.add([LibraryText(text.number, text.title, text.text) for text in texts])
        if newest != self._plan["corrected"]:
            self._plan |= {"rows": len(index), "corrected": newest}
            self._write_plan(folder)

    def _embed(self, db: Database, encoder: PassageEncoder, *, wait: bool = False) -> None:
        index, folder, path = self._index, self._folder, checks.file_of(db)
        assert index is not None and folder is not None
        with locked(folder, shared=False, wait=wait), _all_of(db, path) as store:
            if self._stored_plan(folder) != self._plan:
                return  # another process has made the files anew: these passages are not those in them
            spans = index.without_meaning(ENCODED_TOGETHER)
            index.meanings.append(encoder.encode_passages(library.titled_words(store, spans)))
            _keep_private(folder)

    def _stored_plan(self, folder: Path) -> dict[str, Any]:
        try:
            plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return plan if _is_plan(plan) else {}

    def _write_plan(self, folder: Path) -> None:
        fresh = folder / "plan.new"
        fresh.write_text(json.dumps(self._plan), encoding="utf-8")
        fresh.rename(folder / "plan.json")


def _is_plan(plan: object) -> bool:
    if not isinstance(plan, dict) or not isinstance(plan.get("line"), list) or len(plan["line"]) != 2:
        return False
    return all(isinstance(plan.get(name), int) for name in ("source", "article", "corrected", "rows"))


@contextmanager
def _all_of(db: Database, path: Path | None) -> Iterator[Database]:
    # Use a new connection: the caller's may hide confidential sources or hold uncommitted changes.
    if path is None:
        yield db
        return
    with closing(open_store(path)) as store:
        yield store


def remove_passages(db: Database) -> None:
    """Remove the files and every word in them. Raise OSError if that is not allowed."""
    path = checks.file_of(db)
    folder = path.with_name(path.name + ENDING) if path else None
    if folder is not None and (folder.exists() or folder.is_symlink()):
        own_folder(folder)
        with locked(folder, shared=False):
            _empty(folder)


def _keep_private(folder: Path) -> None:
    # tantivy creates its files with the umask's permissions.
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "lock":
            path.unlink()


def _up_to(newest: tuple[int, int]) -> dict[str, Any]:
    return {"source": newest[0], "article": newest[1]}
