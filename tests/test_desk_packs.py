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

from claims.desk.articles.intake import Added
from claims.desk.exchange import packs
from claims.desk.exchange.annotated import ALL_LINES, IN_TEXT, annotated_copy
from claims.desk.exchange.packs import Packed
from claims.desk.index.matcher import Matcher
from claims.desk.sources import evidence, proposed_sources
from claims.errors import NotAllowed, Refused
from claims.exchange.named_inside import names_any
from claims.model import Person, SourceKind, Stance
from claims.store import history, originals
from claims.store.sources import NewSource
from tests.drafts import add_draft, answered, comments_in, draft
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


def came_back(db: Database, article_id: int, folder: Path, by: Person, at: datetime, lines: frozenset[int] = frozenset()) -> Added:
    """The article's copy with confidential sources, answered and added again."""
    inside = annotated_copy(db, article_id, "docx", by=by, at=at, confidential=True, footnote_lines=lines)
    number = next(number for number, (_, words) in comments_in(inside.content).items() if "Caller" in words)
    return add_draft(
        db, Matcher(folder / "no-model"), answered(inside.content, number, "Call him again."), by=by, at=at, replaces=article_id
    )


def test_a_comment_that_came_back_with_a_confidential_source_leaves_in_no_pack_and_no_copy(
    db: Database, article_id: int, ada: Person, at: datetime, tmp_path: Path, no_browser: None
) -> None:
    again = came_back(db, article_id, tmp_path, ada, at)
    kept = originals.find_original(db, article_id)
    assert again.was_there and kept is not None and names_any(kept.content, ["Caller"], [])
    made = packed(db, article_id, tmp_path / "out.zip", ada, at)
    with zipfile.ZipFile(tmp_path / "out.zip") as pack:
        assert made.has_left_out_file and json.loads(pack.read("manifest.json"))["article_file_left_out"]
        assert "article/text.txt" in pack.namelist() and not [name for name in pack.namelist() if name.startswith("article/original")]
        assert not [name for name in pack.namelist() if b"Caller" in pack.read(name)]
    assert not made.has_secret_words and not packed(db, article_id, tmp_path / "all.zip", ada, at, confidential=True).has_left_out_file
    assert not names_any(annotated_copy(db, article_id, "docx", by=ada, at=at).content, ["Caller"], [])


def test_a_footnote_of_ours_on_a_confidential_source_is_not_proposed_and_what_holds_it_says_so(
    db: Database, article_id: int, ada: Person, at: datetime, tmp_path: Path, no_browser: None
) -> None:
    newer = came_back(db, article_id, tmp_path, ada, at, ALL_LINES)
    assert not newer.was_there and "Caller" in newer.article.text  # footnotes are part of an article's text
    titles = [source.named.title for source in proposed_sources.list_proposed(db, newer.article.id)]
    assert "Town budget" in titles and not [title for title in titles if "Caller" in title]
    made = packed(db, newer.article.id, tmp_path / "out.zip", ada, at)
    assert made.has_left_out_file and made.has_secret_words
    for form in ("docx", "annotated-html"):
        assert IN_TEXT in annotated_copy(db, newer.article.id, form, by=ada, at=at).warnings
    assert "This is a clean copy" in annotated_copy(db, newer.article.id, "docx", by=ada, at=at).warnings[0]


def test_a_name_is_found_however_the_file_is_written() -> None:
    def file(part: str, name: str = "word/comments.xml") -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            package.writestr(name, part)
        return made.getvalue()

    titles, addresses = ["Oda & Brill"], ["https://www.oda.example/a%20b/"]
    for part in (
        "<a><t>ODA </t><t>&#38; Br</t><t>ill</t></a>",
        '<a Target="http://oda.example/a b"/>',
        "<a><b",
        "<a>Supports (confidential): New title</a>",
    ):
        assert names_any(file(part), titles, addresses), part
    assert names_any(file('<a Target="https://oda.example/a%20b"/>', "word/_rels/document.xml.rels"), titles, addresses)
    assert names_any(b"<p>Oda &amp; Brill</p>", titles, addresses)
    assert not names_any(file("<a>Oda and Brill</a>"), titles, addresses) and not names_any(b"Nothing of it.", titles, addresses)


def test_a_file_with_a_damaged_part_counts_as_naming() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<a>" + "The pier is closed. " * 99 + "</a>")
    content = made.getvalue()
    start = 30 + len("word/document.xml")
    assert not names_any(content, ["Oda & Brill"], [])
    assert names_any(content[:start] + b"\xff" * 8 + content[start + 8 :], ["Oda & Brill"], [])
