"""A pack: an article's report with everything it rests on in one ZIP file, and a script that finds any changed byte in it."""

import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, tzinfo
from hashlib import sha256
from importlib import resources
from pathlib import Path

from sqlite_utils import Database

from claims.desk.cases import cases
from claims.desk.people import people
from claims.desk.shapes.articles import ArticleShape
from claims.desk.shapes.sources import SourceShape
from claims.errors import Refused
from claims.exchange.named_inside import names_any
from claims.model import Person, Report, Source
from claims.reading.files import formats
from claims.reading.files.file_signs import Incoming
from claims.sourcing.report import print_report
from claims.store import checks, history, originals, sources
from claims.store.confidential import hide_confidential
from claims.store.connect import open_store, read, write
from claims.store.originals import Original
from claims.store.secret_names import secret_names
from claims.wording import phrase

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Programs that print the report as a PDF, if one is there."""

PRINTING = 60
"""Seconds that a browser may take."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed. ``fingerprint`` is the SHA-256 of the manifest, which names the SHA-256 of every other file."""

    fingerprint: str
    files: int
    left_out: int  # confidential sources
    has_pdf: bool
    has_left_out_file: bool = False  # the article's own file, because it names a confidential source
    has_secret_words: bool = False  # the article's text has the words of a confidential source's title or address


def pack_article(
    db: Database, article_id: int, target: Path, *, by: Person, at: datetime, zone: tzinfo, confidential: bool = False
) -> Packed:
    """Write an article's pack to a file that does not exist yet; nothing is left of it if that fails. The history names its fingerprint.

    Confidential sources are in it only with ``confidential``; without, neither their texts nor what the history says of them. Raise
    NotFound, NotAllowed, Refused if the file exists.
    """
    people.require_permission(by, "lift_confidential" if confidential else "look")
    path = checks.file_of(db)
    if path is None:
        raise Refused("a store in memory cannot be packed: name a database file.")
    if target.exists():
        raise Refused(phrase("{target} is there already: name another file.", target=target))
    # A connection of its own: it hides what the pack must not hold from every query.
    with closing(open_store(path)) as store:
        if not confidential:
            hide_confidential(store)
        with read(store):
            report = cases.sourcing_report(store, article_id, at=at.astimezone(zone))
            used = _sources_of(store, report)
            original = originals.find_original(store, article_id)
            leaves_out_file = not confidential and original is not None and names_any(original.content, *secret_names(store, article_id))
            has_secret_words = not confidential and names_any(report.article.text.encode(), *secret_names(store, article_id))
            parts = dict(_parts(store, report, [source for source in used if not source.hidden], None if leaves_out_file else original))
            manifest = {
                "article": ArticleShape.of(report.article),
                "made_at": at.isoformat(timespec="seconds"),
                "made_by": by.name,
                "history": _state_of_history(store),
                "sources": SourceShape.of_all([source for source in used if not source.hidden]),
                "confidential_sources_left_out": sum(source.hidden for source in used),
                "article_file_left_out": leaves_out_file,
                "article_text_names_confidential_source": has_secret_words,
                "files": {name: sha256(content).hexdigest() for name, content in sorted(parts.items())},
            }
    written = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    fingerprint = sha256(written).hexdigest()
    _write(target, {"manifest.json": written, "manifest.sha256": fingerprint.encode(), **parts})
    with write(db):
        after = {"fingerprint": fingerprint, "confidential": confidential}
        history.record(db, by=by, at=at, action="pack", subject="article", subject_id=article_id, after=after)
    return Packed(
        fingerprint, len(parts) + 2, sum(source.hidden for source in used), "report.pdf" in parts, leaves_out_file, has_secret_words
    )


def _state_of_history(db: Database) -> dict[str, object]:
    line = history.last_line(db)
    return {"line": line, "hash": history.hash_of_line(db, line), "head": history.head(db)}


def _sources_of(db: Database, report: Report) -> list[Source]:
    linked = {link.source.id for case in report.cases for link in case.evidence}
    linked |= {link.source_id for line in report.lines for link in line.links if link.source_id is not None}
    return sources.get_sources(db, sorted(linked))


def _parts(db: Database, report: Report, used: list[Source], original: Original | None) -> Iterator[tuple[str, bytes]]:
    yield "verify.py", resources.files("claims.exchange").joinpath("pack_verifier.txt").read_bytes()
    page = print_report(report, "html").encode()
    yield "report.html", page
    yield "report.json", print_report(report, "json").encode()
    if pdf := _printed(page):
        yield "report.pdf", pdf
    article = report.article
    yield "article/text.txt", article.text.encode()
    if original is not None:
        yield f"article/original.{original.ending}", original.content
    for source in used:
        if source.text is not None:
            yield f"sources/{source.id}/text.txt", source.text.encode()
        if content := sources.get_original(db, source.id):
            ending = formats.own_ending(Incoming(content, is_source=True))
            yield f"sources/{source.id}/original.{ending}", content
    subjects = {
        "article": [article.id],
        "claim": sorted({number for case in report.cases for number in case.members}),
        "sentence": [line.sentence.id for line in report.lines],
        "source": [source.id for source in used],
    }
    lines = history.chained_lines_of(db, subjects)
    yield "history.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _write(target: Path, parts: dict[str, bytes]) -> None:
    """Write the file so that each byte follows from its parts: stored, in order, without times. The verifier writes it again and compares."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".pack-")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as made:
            for part, content in parts.items():
                entry = zipfile.ZipInfo(part)
                entry.create_system = 3
                made.writestr(entry, content)
        unfinished.rename(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _printed(page: bytes) -> bytes | None:
    """The report as a PDF, printed by a browser; None where there is none, or it fails."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        return None
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        html, pdf = Path(folder) / "report.html", Path(folder) / "report.pdf"
        html.write_bytes(page)
        flags = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--no-pdf-header-footer"]
        # Chromium's sandbox does not work for root; the page is our own and holds no script.
        flags += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [browser, *flags, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", html.as_uri()]
        try:
            subprocess.run(command, timeout=PRINTING, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  (no shell)
        except (OSError, subprocess.SubprocessError):
            return None
        return pdf.read_bytes() if pdf.exists() else None
