"""Words that must not be kept: gone from every text and from the file, and the history still proves itself."""

import contextlib
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from subprocess import PIPE

import docx
import pytest
from pypdf import PdfWriter
from sqlite_utils import Database

from claims.desk.checking import review
from claims.desk.index.matcher import Matcher
from claims.desk.sources import evidence
from claims.desk.upkeep import backups, redaction
from claims.errors import NotAllowed, NotFound, Refused
from claims.matching.queries import Query
from claims.model import Person, Role, SourceKind, Stance
from claims.store import checks, claims, history, newsroom, people, tags, verdicts
from claims.store import redaction as stored
from claims.store.blocking import Words
from claims.store.connect import open_store, rows
from claims.store.redaction import NO_PROSE, prose_columns
from claims.store.sources import NewSource, get_original
from stage import a_claim, a_link, an_article, everything

NAME = "Ofelia Quandt"


@pytest.fixture
def full(db: Database, ada: Person, edith: Person, at: datetime) -> Database:
    """The name in an article, a claim, a wording before, a source with its file, a quote, a verdict and the history."""
    an_article(db, "The mayor ofelia  quandt sank the ferry.", "It rained.", by=ada, at=at, title="Ofelia Quandt and the ferry")
    one = a_claim(db, "Ofelia Quandt sank the ferry.", by=ada, at=at, sentence_id=1)
    review.edit_claim(db, one, "OFELIA QUANDT sank the ferry Anna.", "Ofelia Quandt, mayor", by=ada, at=at)
    source = evidence.add_source(
        db,
        NewSource("Log", "report", text="Log of Ofelia Quandt. It sank.", original=b"Ofelia Quandt, scanned"),
        by=ada,
        at=at,  # type: ignore[arg-type]
    ).source
    a_link(db, one, source.id, Stance.SUPPORTS, by=ada, at=at)
    a_claim(db, "It rained on forty days.", by=ada, at=at)
    verdicts.add_verdict(db, claims.get_claim(db, one), "true", "Ofelia Quandt admits it.", [1], by=ada, at=at)
    return db


def test_the_words_are_gone_from_every_text_and_from_the_file(full: Database, path: Path, ada: Person, edith: Person, at: datetime) -> None:
    before = everything(full)
    head = history.head(full)
    found = redaction.find(full, NAME, by=ada)
    places = redaction.redact(full, "ofelia quandt", "order 12/2026 of the county court", by=ada, at=at)
    assert places == found and set(places) >= {"article", "appearance", "claim", "source", "verdict", "event"}
    after = everything(full)
    assert "quandt" not in str(after).lower()
    assert claims.get_claim(full, 1).text == "██████ ██████ sank the ferry Anna."
    assert rows(full, "SELECT text FROM article")[0][0] == "The mayor ██████  ██████ sank the ferry. It rained."
    assert get_original(full, 1) == b""
    assert after["claim"][1] == before["claim"][1], "what does not hold the words is as it was"
    assert checks.problems(full) == [] and not history.misses(full, head)
    told = history.events_of(full, {"person": [ada.id]})[-1]
    assert (told.action, told.by, told.after["reason"]) == ("redact", "Ada", "order 12/2026 of the county court")
    full.close()
    for file in path.parent.glob("claims.db*"):
        assert b"quandt" not in file.read_bytes().lower(), file.name


def test_a_redaction_is_no_cover_for_a_forgery(full: Database, ada: Person, at: datetime) -> None:
    places = redaction.redact(full, NAME, "a court order", by=ada, at=at)
    full.execute("DROP TRIGGER event_append_only_update")
    full.execute("DROP TRIGGER article_text_never_changes")
    full.execute("UPDATE event SET content = content || ' ' WHERE id = :id", {"id": places["event"][0]})
    full.execute("UPDATE article SET text = replace(text, 'sank', 'saved')")
    found = " | ".join(checks.problems(full))
    assert f"line {places['event'][0]} was changed" in found and "article 1 is not the text" in found


def test_a_second_redaction_may_touch_what_a_first_one_left(full: Database, ada: Person, at: datetime) -> None:
    redaction.redact(full, "Ofelia", "the county court asked", by=ada, at=at)
    redaction.redact(full, "Quandt", "again", by=ada, at=at)
    redaction.redact(full, "county court", "and once more", by=ada, at=at)
    assert checks.problems(full) == []
    assert "county" not in str(everything(full))


def test_the_guards_are_back_and_the_index_forgets(full: Database, ada: Person, at: datetime, tmp_path: Path) -> None:
    matcher = Matcher(tmp_path / "none")
    query = Query("Ofelia Quandt sank the ferry.")
    assert matcher.match(full, [query])[0]
    guards = rows(full, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
    redaction.redact(full, NAME, "a court order", by=ada, at=at)
    assert [tuple(row) for row in rows(full, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")] == [
        tuple(guard) for guard in guards
    ]
    matcher.refresh(full)
    assert "Quandt" not in matcher._index[1].text
    assert rows(full, "SELECT * FROM claim_search WHERE claim_search MATCH 'quandt'") == []


@pytest.mark.parametrize(
    ("words", "reason", "error"),
    [("ab", "x", Refused), ("  ", "x", Refused), (NAME, " ", Refused), (NAME, f"about {NAME}", Refused), ("Nobody Atall", "x", NotFound)],
)
def test_a_redaction_that_cannot_be_meant_changes_nothing(
    full: Database, ada: Person, at: datetime, words: str, reason: str, error: type[Exception]
) -> None:
    before = everything(full)
    with pytest.raises(error):
        redaction.redact(full, words, reason, by=ada, at=at)
    assert everything(full) == before


SPELLINGS = (
    "Zoë O'Hara-Ünal",
    "Zoe\u0308 O’Hara‑U\u0308nal",
    "ZOË  O＇HARA–ÜNAL",
    "Zo\u00adë O\u02bcHara-Ünal",
    "Zo&euml; O&rsquo;Hara-&Uuml;nal",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_the_words_is_found_and_gone(db: Database, path: Path, ada: Person, at: datetime, spelling: str) -> None:
    a_claim(db, f"Yesterday {spelling} sank it.", by=ada, at=at)
    redaction.redact(db, "zoë o'hara-ünal", "a court order", by=ada, at=at)
    assert claims.get_claim(db, 1).text.replace("█", "").split() in (["Yesterday", "sank", "it."], [])
    assert checks.problems(db) == []
    db.close()
    for file in path.parent.glob("claims.db*"):
        content = file.read_bytes().lower()
        assert b"hara" not in content and spelling.lower().encode() not in content


def packed(text: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", "<w:t>It sank.</w:t>")
        file.writestr("docProps/core.xml", text)
    return content.getvalue()


def pdf(author: str) -> bytes:
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Author": author})
    writer.write(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "original",
    [
        b"<html><!-- by Ofelia Quandt --><p>It sank.</p></html>",
        b'<html><meta name="author" content="Ofelia&nbsp;Quandt"><p>It sank.</p></html>',
        "<p>Of<b>elia</b> Quandt</p>".encode("utf-16"),
        packed("<dc:creator>Ofelia Qu<x/>andt</dc:creator>"),
        pdf("Ofelia Quandt"),
    ],
)
def test_words_that_only_the_bytes_of_a_source_hold_go_with_the_bytes(db: Database, ada: Person, at: datetime, original: bytes) -> None:
    new = NewSource("Log", SourceKind.REPORT, text="It sank.", original=original)
    evidence.add_source(db, new, by=ada, at=at)
    assert redaction.redact(db, NAME, "a court order", by=ada, at=at) == {"source": [1]}
    assert get_original(db, 1) == b"" and checks.problems(db) == []
    assert redaction.unreadable_sources(db) == []


def test_a_picture_in_a_word_file_hides_no_word_beside_it(db: Database, ada: Person, at: datetime) -> None:
    made, content = docx.Document(), io.BytesIO()
    line = made.add_paragraph()
    line.add_run("Log of Of")
    line.add_run("elia Quandt")
    made.save(content)  # with a small picture of a page, as Word keeps one
    for title, original in (("Log", content.getvalue()), ("Other", packed("It sank."))):
        evidence.add_source(db, NewSource(title, SourceKind.REPORT, text=f"{title}: it sank.", original=original), by=ada, at=at)
    assert redaction.unreadable_sources(db) == [1], "the picture is named for somebody to look at"
    assert redaction.redact(db, NAME, "a court order", by=ada, at=at) == {"source": [1]}
    assert get_original(db, 1) == b"" and get_original(db, 2)


def test_a_file_that_cannot_be_looked_through_is_said(db: Database, ada: Person, at: datetime) -> None:
    for number, original in enumerate((b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.4 broken", b"PK broken", b"plain")):
        evidence.add_source(db, NewSource(f"Log {number}", SourceKind.REPORT, original=original), by=ada, at=at)
    assert redaction.unreadable_sources(db) == [1, 2, 3]


def test_a_tag_a_person_and_a_setting_lose_the_words_and_the_seals_still_prove_the_rows(
    full: Database, path: Path, ada: Person, at: datetime
) -> None:
    tags.add_tag(full, 1, "quandt affair", by=ada, at=at)
    tags.add_tag(full, 1, "ferries", by=ada, at=at)
    people.add_person(full, "Ofelia Quandt", Role.CHECKER, by=ada, at=at)
    newsroom.put_setting(full, "methodology", "As Ofelia Quandt taught us.", by=ada, at=at)
    redaction.redact(full, "Quandt", "a court order", by=ada, at=at)
    assert checks.problems(full) == []
    assert "quandt" not in str(everything(full)).lower()
    full.close()
    for file in path.parent.glob("claims.db*"):
        assert b"quandt" not in file.read_bytes().lower(), file.name


def test_nobody_can_guess_the_words_from_the_hashes_that_stay(full: Database, ada: Person, at: datetime) -> None:
    texts = [row[0] for table in ("article", "source") for row in rows(full, f"SELECT text FROM {table}")]
    contents = [row[0] for row in rows(full, "SELECT content FROM event")]
    redaction.redact(full, NAME, "a court order", by=ada, at=at)
    left = str(everything(full))
    assert [text for text in texts if history.digest(text) in left] == []
    for content in contents:
        guessed = {key: value for key, value in json.loads(content).items() if key != "salt"}
        assert history.digest(history.canonical(guessed)) not in left


def test_with_a_reader_open_it_waits_then_says_who_must_end_and_finishes_later(
    full: Database, path: Path, ada: Person, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "WAIT_SECONDS", 0.2)
    full.conn.execute("PRAGMA busy_timeout = 100")
    code = "import sys; from pysqlite3 import dbapi2 as s; c = s.connect(sys.argv[1]); c.execute('BEGIN'); c.execute('SELECT * FROM claim').fetchall()"
    reader = subprocess.Popen([sys.executable, "-c", f"{code}; print(1, flush=True); sys.stdin.read()", path], stdin=PIPE, stdout=PIPE)
    with reader:
        assert reader.stdout and reader.stdin and reader.stdout.readline()
        with pytest.raises(Refused, match=rf"process {reader.pid} .*then run the same again"):
            redaction.redact(full, NAME, "a court order", by=ada, at=at)
        assert any("is not finished" in line for line in checks.problems(full))
        reader.stdin.close()
    assert redaction.redact(full, NAME, "a court order", by=ada, at=at) == {}
    assert checks.problems(full) == []
    assert b"quandt" not in path.read_bytes().lower() + path.with_name("claims.db-wal").read_bytes().lower()


STOPS = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from claims.desk.index import index_files
from claims.desk.people import people
from claims.desk.upkeep import redaction
from claims.store import redaction as stored
from claims.store.connect import open_store
step = sys.argv[2]
where = index_files if step == "remove_files" else stored
real = getattr(where, step)
def stop(*given):
    if sys.argv[3] == "after":
        real(*given)
    os.kill(os.getpid(), 9)
setattr(where, step, stop)
db, at = open_store(Path(sys.argv[1])), datetime(2026, 3, 14, tzinfo=UTC)
redaction.redact(db, "Ofelia Quandt", "a court order", by=people.person_by_name(db, "Ada"), at=at)
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", ["_forget_hashes", "_forget_in_search", "rewrite_file", "empty_log", "remove_files", "finish"])
def test_stopped_at_any_step_it_can_be_run_again_and_finishes(
    full: Database, path: Path, ada: Person, at: datetime, step: str, moment: str
) -> None:
    full.close()
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    stopped = subprocess.run([sys.executable, "-c", STOPS, path, step, moment], env=environ, capture_output=True, timeout=60)
    assert stopped.returncode == -9, stopped.stderr
    db = open_store(path)
    with contextlib.suppress(NotFound):  # all was done when it was stopped after the last step
        redaction.redact(db, NAME, "a court order", by=ada, at=at)
    assert checks.problems(db) == []
    db.close()
    for file in path.parent.glob("claims.db*"):
        assert b"quandt" not in file.read_bytes().lower(), file.name


def test_backups_that_still_hold_the_words_are_named_and_can_lose_them(full: Database, path: Path, ada: Person, at: datetime) -> None:
    copy = backups.back_up(full, path.with_name("copy.db"), at=at)
    redaction.redact(full, NAME, "a court order", by=ada, at=at)
    assert redaction.copies_that_hold(full, NAME) == [copy.file]
    assert redaction.redact_backup(copy.file, NAME, "a court order", user="Ada", at=at)
    assert redaction.copies_that_hold(full, NAME) == []
    assert redaction.redact_backup(copy.file, NAME, "a court order", user="Ada", at=at) == {}
    for file in path.parent.glob("copy.db*"):
        assert b"quandt" not in file.read_bytes().lower(), file.name
    with pytest.raises(Refused):
        redaction.redact_backup(copy.head_file, NAME, "a court order", user="Ada", at=at)


def test_only_an_admin_redacts(full: Database, edith: Person, at: datetime) -> None:
    for action in (lambda: redaction.find(full, NAME, by=edith), lambda: redaction.redact(full, NAME, "x", by=edith, at=at)):
        with pytest.raises(NotAllowed):
            action()


def test_every_column_of_text_is_searched_or_known_to_hold_no_prose(db: Database) -> None:
    searched = {f"{column.table}.{column.name}" for column in prose_columns(db)}
    assert searched >= {
        "article.text", "article.title", "article.byline", "appearance.quote", "appearance.speaker", "claim.text", "claim.claimant", "claim_tag.tag",
        "draft.explanation", "evidence.quote", "evidence.note", "event.content", "match.note", "match.differences", "review.title", "review.url",
        "second_reading.note", "source.text", "source.url", "verdict.explanation",
    }  # fmt: skip
    assert not {"claim.state", "event.hash", "source.sha256", "article.added_at"} & searched
    assert {one.split(".")[0] for one in searched}.isdisjoint(NO_PROSE)


def test_words_that_a_mail_packs_or_rtf_writes_as_codes_are_seen() -> None:
    mail = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nIlse V=C3=A1rga pai=\nd.\n"
    for content, is_whole in ((mail, False), (b"{\\rtf1\\ansi Ilse {\\b V}\\'e1rga paid.}", True)):
        assert redaction._holds(content, Words.of("Ilse V\u00e1rga paid."))
        assert redaction._is_readable(content) is is_whole


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def test_what_is_unpacked_counts_for_all_zip_files_in_a_file_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "MOST_UNPACKED", 50_000)
    inner = zipped({"long.txt": b"It rained. " * 1_800})
    assert len(inner) < 1_000
    assert redaction._is_readable(zipped({"1.zip": inner, "2.zip": inner}))
    large = zipped({"name.txt": NAME.encode(), "1.zip": inner, "2.zip": inner, "3.zip": inner})
    assert not redaction._is_readable(large), "each is small enough, all three are not"
    assert redaction._holds(large, Words.of(NAME)), "what was read before is searched all the same"


def test_zip_files_in_zip_files_are_searched_three_deep_and_no_deeper() -> None:
    content = zipped({"name.txt": NAME.encode()})
    for depth in range(1, 6):
        is_near = depth <= redaction.DEEPEST
        assert redaction._holds(content, Words.of(NAME)) is redaction._is_readable(content) is is_near, depth
        assert redaction._may_hold(content, Words.of(NAME)), "what cannot be read may hold it"
        content = zipped({"in.zip": content})
