"""A pack of an article: what is in it, that a changed byte is found, and that no confidential source leaves."""

import io
import json
import random
import runpy
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.exchange import packs
from claims.desk.exchange.packs import Packed
from claims.desk.index.matcher import Matcher
from claims.desk.sources import evidence
from claims.errors import NotAllowed, Refused
from claims.model import Person, SourceKind, Stance
from claims.store import history
from claims.store.sources import NewSource
from tests.drafts import add_draft, draft
from tests.test_draft_in import claim_on

SECRET = "The master of the harbour said so himself, behind the boat shed."


@pytest.fixture
def article_id(db: Database, ben: Person, at: datetime, tmp_path: Path) -> int:
    number = add_draft(db, Matcher(tmp_path / "no-model"), draft(), by=ben, at=at).article.id
    claim = claim_on(db, number, "The town pays", ben, at)
    for title, text, confidential in (("Town budget", "It pays 90,000 crowns a year.", False), ("Caller", SECRET, True)):
        new = NewSource(title, SourceKind.REPORT, text=text, original=text.encode(), original_type="txt", confidential=confidential)
        source = evidence.add_source(db, new, by=ben, at=at).source
        evidence.link_source(db, claim, source.id, Stance.SUPPORTS, by=ben, at=at, quote=text, locate=True)
    return number


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "BROWSERS", ())


def packed(db: Database, article_id: int, target: Path, by: Person, at: datetime, *, confidential: bool = False) -> Packed:
    return packs.pack_article(db, article_id, target, by=by, at=at, zone=UTC, confidential=confidential)


def is_unchanged(content: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """What verify.py of the product says about these bytes, in this process."""
    file = folder / "checked.zip"
    file.write_bytes(content)
    monkeypatch.setattr(sys, "argv", ["verify.py", str(file)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(folder / "verify.py"))
    return ended.value.code is None


def test_a_pack_holds_the_report_the_sources_and_the_history_and_verifies_on_its_own(
    db: Database, article_id: int, ada: Person, at: datetime, tmp_path: Path, no_browser: None
) -> None:
    target = tmp_path / "out.zip"
    made = packed(db, article_id, target, ada, at)
    with zipfile.ZipFile(target) as pack:
        names = set(pack.namelist())
        manifest = json.loads(pack.read("manifest.json"))
        pack.extract("verify.py", tmp_path)
        lines = pack.read("history.jsonl").splitlines()
        assert pack.read("sources/1/text.txt") == pack.read("sources/1/original.txt") == b"It pays 90,000 crowns a year."
        assert b"90,000 crowns" in pack.read("report.html")
    assert {"report.html", "report.json", "article/text.txt", "article/original.docx", "verify.py"} <= names
    assert manifest["history"]["hash"] == history.hash_of_line(db, manifest["history"]["line"]) and len(lines) > 5
    assert len((tmp_path / "verify.py").read_text(encoding="utf-8").splitlines()) <= 30
    told = subprocess.run([sys.executable, "-I", tmp_path / "verify.py", target], capture_output=True, text=True, check=False)
    assert told.returncode == 0 and made.fingerprint in told.stdout
    assert (
        json.loads(db.execute("SELECT content FROM event WHERE action = 'pack'").fetchone()[0])["after"]["fingerprint"] == made.fingerprint
    )


def test_a_changed_byte_is_found_200_times_of_200(
    db: Database, article_id: int, ada: Person, at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_browser: None
) -> None:
    target = tmp_path / "out.zip"
    packed(db, article_id, target, ada, at)
    content = target.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        pack.extract("verify.py", tmp_path)
    assert is_unchanged(content, tmp_path, monkeypatch)
    drawn = random.Random(7)
    for _ in range(200):
        place = drawn.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= drawn.randrange(1, 256)
        assert not is_unchanged(bytes(changed), tmp_path, monkeypatch), place
    assert not is_unchanged(content + b"\n", tmp_path, monkeypatch) and not is_unchanged(content[:-1], tmp_path, monkeypatch)


def test_a_confidential_source_is_packed_only_on_request(
    db: Database, article_id: int, ada: Person, ben: Person, at: datetime, tmp_path: Path, no_browser: None
) -> None:
    assert packed(db, article_id, tmp_path / "out.zip", ada, at).left_out == 1
    assert not [part for part in (SECRET, "behind the boat", "Caller") if part.encode() in (tmp_path / "out.zip").read_bytes()]
    with pytest.raises(NotAllowed):
        packed(db, article_id, tmp_path / "all.zip", ben, at, confidential=True)
    packed(db, article_id, tmp_path / "all.zip", ada, at, confidential=True)
    with zipfile.ZipFile(tmp_path / "all.zip") as pack:
        assert pack.read("sources/2/text.txt").decode() == SECRET
        assert SECRET.encode() not in pack.read("report.html")


def test_no_file_is_overwritten_and_none_half_written(
    db: Database, article_id: int, ada: Person, at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_browser: None
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "there.zip").write_bytes(b"mine")
    with pytest.raises(Refused, match="there already"):
        packed(db, article_id, folder / "there.zip", ada, at)
    monkeypatch.setattr(zipfile.ZipFile, "writestr", lambda *given: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        packed(db, article_id, folder / "new.zip", ada, at)
    assert [one.name for one in folder.iterdir()] == ["there.zip"] and (folder / "there.zip").read_bytes() == b"mine"


def test_the_report_is_printed_where_a_browser_is(db: Database, article_id: int, ada: Person, at: datetime, tmp_path: Path) -> None:
    if not any(packs.shutil.which(name) for name in packs.BROWSERS):
        pytest.skip("no Chromium or Chrome was found: install one to try the PDF")
    assert packed(db, article_id, tmp_path / "out.zip", ada, at).has_pdf
    with zipfile.ZipFile(tmp_path / "out.zip") as pack:
        assert pack.read("report.pdf").startswith(b"%PDF-")
