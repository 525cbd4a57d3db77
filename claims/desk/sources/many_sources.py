"""Adding many sources at once: files, folders, ZIP files and lists of addresses, each item on its own, so that one bad file stops nothing."""

import io
import os
import stat
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from sqlite_utils import Database

from claims.desk.articles import fetching
from claims.desk.sources import evidence
from claims.errors import BROKEN_ZIP, ClaimsError, TooLarge, Unreadable
from claims.model import Person, Source
from claims.store import sources
from claims.wording import phrase

MOST_ENTRIES = 5_000
"""Files of one ZIP file."""

MOST_UNPACKED = 1_000_000_000
"""Bytes that are unpacked from one ZIP file, in all."""

MOST_ITEMS = 20_000
"""Files and addresses of one run."""

NO_TIME = "no time left: send it again, with fewer files at once."
"""Why a file was not read: what came before it took all the time there was."""

_PASSED_OVER = frozenset(("Thumbs.db", "desktop.ini", "__MACOSX"))
"""What systems leave in folders, beside names that begin with a dot."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to add: a file by ``read``, or a page by ``url``. ``name`` is what messages call it."""

    name: str
    read: Callable[[], bytes] | None = None
    url: str | None = None
    refusal: str | None = None  # why it is not even looked at


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that was not added, and why."""

    item: str
    reason: str


@dataclass(slots=True)
class Results:
    """What became of each item: added now, stored already, or failed. ``left`` are the addresses that time did not suffice for.

    ``inside`` are those of the added sources that became confidential because their page is in the newsroom's own network.
    """

    added: list[Source] = field(default_factory=list)
    there: list[Source] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    inside: list[Source] = field(default_factory=list)


def items_in(paths: Iterable[str], *, limit: int) -> Iterator[Item]:
    """The items that files, folders, ZIP files and addresses stand for, in order. A file of a folder keeps its path inside it as its name.

    Links are not followed, so that no folder leads out of itself. ``limit`` is the most bytes that are read of one file.
    """
    for path in paths:
        if path.lower().startswith(("http://", "https://")):
            yield Item(path, url=path)
        elif os.path.isdir(path):
            yield from _in_folder(Path(path), limit)
        elif zipfile.is_zipfile(path) and not _is_document(Path(path).name):
            yield from zip_items(Path(path).name, Path(path), limit=limit)
        else:
            yield Item(path, _reader(Path(path), limit))


def addresses_in(text: str) -> list[Item]:
    """The addresses of a list, one a line; empty lines and lines that begin with # are passed over."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    addresses = dict.fromkeys(line for line in lines if line and not line.startswith("#"))
    return [
        Item(line, url=line)
        if line.lower().startswith(("http://", "https://"))
        else Item(line[:200], refusal="this line is no address: it must begin with http:// or https://.")
        for line in addresses
    ]


def zip_items(name: str, file: Path | IO[bytes], *, limit: int) -> Iterator[Item]:
    """The files in a ZIP file, unpacked one at a time in memory and never onto the disk; read each before the next.

    Raises nothing: an item that is refused says why.
    """
    try:
        package = zipfile.ZipFile(file)
    except BROKEN_ZIP:
        yield Item(name, refusal="the ZIP file is damaged or cut short: download it again.")
        return
    with package:
        yield from _entries(name, package, limit)


def _entries(name: str, package: zipfile.ZipFile, limit: int) -> Iterator[Item]:
    entries = [entry for entry in package.infolist() if not entry.is_dir() and not _is_passed_over(entry.filename)]
    if len(entries) > MOST_ENTRIES:
        yield Item(name, refusal=f"it holds {len(entries):,} files, and at most {MOST_ENTRIES:,} are read: divide it.")
        return
    unpacked = 0

    def content_of(entry: zipfile.ZipInfo) -> bytes:
        nonlocal unpacked
        if unpacked > MOST_UNPACKED:
            raise TooLarge(
                phrase("the ZIP file unpacks to more than {most_unpacked} bytes: divide it.", most_unpacked=format(MOST_UNPACKED, ","))
            )
        try:
            with package.open(entry) as part:
                content = part.read(limit + 1)  # whatever size the entry declares
        except BROKEN_ZIP as error:
            cause = "it needs a password" if entry.flag_bits & 0x1 else "it is damaged"
            raise Unreadable(phrase("{cause}: unpack the ZIP file and add this file.", cause=cause)) from error
        unpacked += len(content)
        return content

    for entry in entries:
        yield Item(f"{name}/{entry.filename}", partial(content_of, entry))


def uploaded_items(files: Iterable[tuple[str, bytes]], *, limit: int) -> Iterator[Item]:
    """The items in uploaded files, by name and content; a ZIP file stands for the files in it."""
    for name, content in files:
        if zipfile.is_zipfile(io.BytesIO(content)) and not _is_document(name):
            yield from zip_items(name, io.BytesIO(content), limit=limit)
        else:
            yield Item(name, partial(bytes, content))


def add_many(
    db: Database,
    items: Iterable[Item],
    given: Mapping[str, object],
    *,
    limit: int,
    allowed_hosts: Collection[str],
    by: Person,
    at: Callable[[], datetime],
    on_item: Callable[[str], None] = lambda name: None,
    may_go_on: Callable[[], bool] = lambda: True,
) -> Results:
    """Add each item in a transaction of its own. What is stored already is not stored or fetched again, so a run can be repeated after a break.

    ``given`` are the details that hold for all: kind, publisher, published, confidential. After ``may_go_on`` says no, addresses are left
    in ``left`` and files fail with a message. Raise NotAllowed if the person may not add sources; any other error fails the item only.
    """
    results = Results()
    for number, item in enumerate(items):
        if number == MOST_ITEMS:
            results.failed.append(Failed(item.name, f"more than {MOST_ITEMS:,} items: add the rest in another run."))
            break
        if not item.refusal and not may_go_on():
            if item.url:
                results.left.append(item.url)
            else:
                results.failed.append(Failed(item.name, NO_TIME))
            continue
        try:
            added = _add(db, item, given, limit=limit, allowed_hosts=allowed_hosts, by=by, at=at())
        except OSError as error:
            results.failed.append(Failed(item.name, f"the file cannot be read: {error.strerror or error}."))
        except ClaimsError as error:
            if error.http_status == 403:
                raise
            results.failed.append(Failed(item.name, str(error)))
        else:
            (results.there if added.was_there else results.added).append(added.source)
            if added.is_new and added.source.confidential and not given.get("confidential"):
                results.inside.append(added.source)
        on_item(item.name)
    return results


def _add(
    db: Database, item: Item, given: Mapping[str, object], *, limit: int, allowed_hosts: Collection[str], by: Person, at: datetime
) -> evidence.AddedSource:
    if item.refusal:
        raise Unreadable(item.refusal)
    if item.url:
        if stored := sources.sources_at(db, item.url):
            return evidence.AddedSource(stored[0], was_there=True)
        new = fetching.fetch_source(item.url, {**given, "url": item.url}, allowed_hosts=allowed_hosts, limit=limit)
        return evidence.add_source(db, new, by=by, at=at)
    assert item.read is not None
    content = item.read()
    if len(content) > limit:
        raise TooLarge(
            phrase("it is larger than {limit} bytes, the most that a source may have (CLAIMS_MAX_ARTICLE_BYTES).", limit=format(limit, ","))
        )
    new = fetching.read_source(content, PurePosixPath(item.name).name, given, limit=limit)
    return evidence.add_source(db, new, by=by, at=at)


def _in_folder(folder: Path, limit: int) -> Iterator[Item]:
    for parent, folders, files in os.walk(folder, followlinks=False):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not _is_passed_over(name) and name not in links)
        for name in sorted([*files, *links]):
            path = Path(parent) / name
            inside = path.relative_to(folder.parent if folder.name else folder).as_posix()
            if _is_passed_over(name):
                continue
            if path.is_symlink():
                yield Item(inside, refusal="it is a link, and links in folders are not followed: add the file itself.")
            elif zipfile.is_zipfile(path) and not _is_document(name):
                yield from zip_items(inside, path, limit=limit)
            else:
                yield Item(inside, _reader(path, limit))


def _reader(path: Path, limit: int) -> Callable[[], bytes]:
    def read() -> bytes:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable("it is no file but a pipe or a device: name a file.")
        with path.open("rb") as opened:
            return opened.read(limit + 1)

    return read


def _is_document(name: str) -> bool:
    """Whether a ZIP file is by its name the package of one document (Word, OpenDocument, Excel …)."""
    return PurePosixPath(name).suffix.lower() not in (".zip", "")


def _is_passed_over(name: str) -> bool:
    return any((part.startswith(".") and part.strip(".")) or part in _PASSED_OVER for part in PurePosixPath(name).parts)
