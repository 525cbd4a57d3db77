"""Redaction of words that must not be kept, such as a name, after a court order. An admin removes them from every stored text for good.

The rows are changed in one transaction; then the file is rewritten, its log emptied and the index files removed. A redaction
that is interrupted in between stays marked as unfinished, and the same command finishes it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from claims.desk.index import index_files
from claims.desk.people import people
from claims.desk.sources import library
from claims.desk.typed_fields import required_text
from claims.errors import ClaimsError, NotFound, Refused, StoreFailed
from claims.model import Person
from claims.reading import documents
from claims.settings import imports_folder
from claims.store import backup_files, checks, generation, originals, redaction, sources, tips
from claims.store.blocking import Words
from claims.store.connect import open_store, read, write

Places = dict[str, list[int]]
"""The numbers of the rows that contain the words, by kind ("claim", "article", "event" …)."""

MOST_UNPACKED = 200_000_000
"""The most bytes that are unpacked to search one file, with all the ZIP files in it."""

DEEPEST = 3
"""How many ZIP files may lie in one another, the outermost counted: a ZIP file with a Word file that embeds a workbook has three."""


def find(db: Database, words: str, *, by: Person) -> Places:
    """Where the words occur, ignoring case and differences in white space, apostrophes and composed letters; changes nothing."""
    people.require_permission(by, "redact")
    looked_for = Words.of(words)
    with read(db):
        return redaction.places_of(db, looked_for, lambda content: _holds(content, looked_for))


def redact(db: Database, words: str, reason: str, *, by: Person, at: datetime) -> Places:
    """Remove the words from every stored text: each letter becomes a block. This cannot be undone; older backups still contain them.

    If it is interrupted, running it again finishes it. Raise NotFound if the words occur nowhere. Raise Refused if they are too
    short, if the reason is missing or contains them, or while another program keeps the file from being rewritten.
    """
    people.require_permission(by, "redact")
    reason = required_text(reason, "reason", limit=1_000)
    looked_for = Words.of(words)
    with write(db):
        places = redaction.redact(db, looked_for, reason, lambda content: _holds(content, looked_for), by=by, at=at)
        if places:
            # Makes processes read again what they keep in memory.
            generation.renew(db)
        elif not redaction.is_unfinished(db):
            raise NotFound("nothing that is stored holds these words: check how they are spelt.")
    rewrite_files(db)
    return places


def rewrite_files(db: Database) -> None:
    """Rewrite the file, empty its log and remove the index files, so that no byte of the removed words is left in them."""
    redaction.rewrite_file(db)
    redaction.empty_log(db)
    try:
        index_files.remove_files(db)
        library.remove_passages(db)
    except OSError as error:
        raise StoreFailed(f"the words are gone from the store, but {error.filename} still holds them: remove it by hand.") from error
    redaction.finish(db)


def redact_backup(file: Path, words: str, reason: str, *, user: str, at: datetime) -> Places:
    """Remove the words from a backup too; return {} if it does not contain them. Raise Refused if it is not a backup of ours."""
    if not backup_files.is_ours(file):
        raise Refused(f"{file} is not a claim tracker's database: name a file that `backup` wrote.")
    with closing(open_store(file, keeps_copy=False)) as db:
        try:
            return redact(db, words, reason, by=people.at_the_command_line(db, user, at=at), at=at)
        except NotFound:
            return {}


def copies_that_hold(db: Database, words: str) -> list[Path]:
    """Our other files beside the database that still contain the words: backups, files kept by `restore`, import files and reports."""
    looked_for, own = Words.of(words), checks.file_of(db)
    files = []
    for file in sorted(own.parent.iterdir()) if own else []:
        if file != own and file.is_file() and backup_files.is_ours(file):
            try:
                with closing(backup_files.open_as_upgraded(file)) as copy:
                    if redaction.places_of(copy, looked_for, lambda content: _holds(content, looked_for)):
                        files.append(file)
            except ClaimsError:
                files.append(file)  # it cannot be read, so it may contain them
    return files + [file for file in sorted(imports_folder(own).glob("*")) if _may_hold(file.read_bytes(), looked_for)] if own else files


def _may_hold(content: bytes, words: Words) -> bool:
    return _holds(content, words) or not _is_readable(content)


def unreadable_articles(db: Database) -> list[int]:
    """The articles whose files cannot be searched. A person has to look at them."""
    kept = ((number, originals.find_original(db, number)) for number in originals.articles_with_original(db))
    return [number for number, original in kept if original is not None and not _is_readable(original.content)]


def unreadable_sources(db: Database) -> list[int]:
    """The sources whose files cannot be searched (pictures, sound, locked or broken files). A person has to look at them."""
    return [number for number in sources.with_original(db) if not _is_readable(sources.get_original(db, number) or b"")]


def unreadable_tips(db: Database) -> list[int]:
    """The tips whose files cannot be searched: pictures, sound and film."""
    return [number for number in tips.with_files(db) if not _is_readable(tips.get_file(db, number)[1])]


_PACKED_PARTS = re.compile(rb"^content-transfer-encoding:[ \t]*(?:base64|quoted-printable)", re.IGNORECASE | re.MULTILINE)


def _holds(content: bytes, words: Words) -> bool:
    try:
        return any(words.stand_in(text) for text in _texts(content))
    except Exception:  # a broken file can make its format's library raise anything
        return False


def _is_readable(content: bytes) -> bool:
    """Whether the whole file can be searched."""
    try:
        for _ in _texts(content):
            pass
    except Exception:  # as above
        return False
    return True


@dataclass(slots=True)
class _Budget:
    """The bytes that may still be unpacked of a file, with all the ZIP files in it."""

    left: int

    def unpack(self, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
        """Unpack a part. Raise Refused if nothing is left for it, whatever size it declares."""
        with package.open(part) as opened:
            content = opened.read(self.left + 1)
        if len(content) > self.left:
            self.left = 0
            raise Refused("too large to be looked through")
        self.left -= len(content)
        return content


def _texts(content: bytes, budget: _Budget | None = None, depth: int = 1) -> Iterator[str]:
    """Every text in a file, one at a time, including comments, metadata and parts of a packed file.

    Raise anything once the texts that can be read are given, if these are not all.
    """
    if content.startswith(b"PK"):
        yield from _packed_texts(content, budget or _Budget(MOST_UNPACKED), depth)
        return
    if content.startswith(b"%PDF"):
        yield from _texts_of_pdf(content)
        return
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("no text")
    for encoding in ("utf-8", "cp1252", "utf-16-le", "utf-16-be"):
        text = content.decode(encoding, "ignore")
        yield text
        if "<" in text:
            # Word splits a sentence into runs, and pages put tags between letters.
            yield re.sub(r"<[^>]*>", "", text)
    # RTF writes letters as codes, and e-mails and saved pages pack their parts: our reader extracts the words as they are shown.
    if content.lstrip().startswith(b"{\\rtf") or _PACKED_PARTS.search(content):
        yield documents.read(content, name=None, is_source=True, limit=len(content)).text
    if _PACKED_PARTS.search(content):
        raise Refused("its parts are packed")


def _packed_texts(content: bytes, budget: _Budget, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise Refused("packed too many times")
    is_whole = True
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield package.comment.decode("utf-8", "replace")
        for part in package.infolist():
            yield part.filename
            # A picture in a Word file does not make the text beside it unreadable.
            try:
                yield from _texts(budget.unpack(package, part), budget, depth + 1)
            except Exception:  # a broken part can make its format's library raise anything
                is_whole = False
    if not is_whole:
        raise Refused("parts of it cannot be looked through")


def _texts_of_pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.generic import StreamObject

    reader = PdfReader(io.BytesIO(content))
    yield from map(str, (reader.metadata or {}).values())
    yield content.decode("latin-1")
    yield "\n".join(page.extract_text() for page in reader.pages)
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        part = reader.get_object(number)
        yield part.get_data().decode("latin-1") if isinstance(part, StreamObject) else str(part)
