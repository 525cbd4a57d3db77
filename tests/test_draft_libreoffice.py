"""The walk of a draft through LibreOffice: in, checked, out, printed with its comments, answered, in again, out again.

``data/drafts/ferry.docx`` is what LibreOffice 7.4 wrote of ``ferry.fodt``: tracked changes, comments, one of them resolved, a footnote,
a link and a table.
"""

import html
import io
import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlite_utils import Database

from claims.desk.checking import questions, review, talk
from claims.desk.exchange.annotated import AUTHOR, annotated_copy
from claims.desk.index.matcher import Matcher
from claims.desk.sources import proposed_sources
from claims.model import Mark, Person, Stance
from claims.model.beside import NoteState
from claims.reading.documents import read
from claims.store import appearances, articles
from tests.drafts import add_draft, comments_in, part, without_marks, words_under

DATA = Path(__file__).parent / "data" / "drafts"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = [
    pytest.mark.long,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (Debian: apt-get install libreoffice-writer-nogui)"),
]


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    return Matcher(tmp_path / "no-model")


def converted(content: bytes, ending: str, to: str, folder: Path) -> bytes:
    """A file as LibreOffice saves it in another format."""
    source = folder / f"draft.{ending}"
    source.write_bytes(content)
    assert OFFICE is not None
    command = [
        OFFICE,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder / "made"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "made" / f"draft.{to.split(':')[0]}").read_bytes()


def add_and_mark(db: Database, matcher: Matcher, content: bytes, by: Person, at: datetime, replaces: int | None = None) -> int:
    number = add_draft(db, matcher, content, by=by, at=at, replaces=replaces).article.id
    for line in articles.sentences_of(db, articles.get_article(db, number)):
        if line.mark is Mark.UNMARKED:
            review.mark_sentence(db, line.id, Mark.CLAIM, by=by, at=at)
    return number


def new_in(before: bytes, after: bytes) -> set[str]:
    return set(comments_in(after)) - set(comments_in(before))


def test_a_file_that_libreoffice_wrote_goes_in_and_out_byte_for_byte(db: Database, matcher: Matcher, ben: Person, at: datetime) -> None:
    content = (DATA / "ferry.docx").read_bytes()
    article = add_and_mark(db, matcher, content, ben, at)
    text = articles.get_article(db, article).text
    assert "cost 4 million crowns" in text and "only" not in text and "In 2020 it was closed for 12 days." in text
    assert [one.named.title for one in proposed_sources.list_proposed(db, article)] == [
        "Harbour office, annual report",
        "Interview with the master",
        "90,000 crowns a year",
    ]
    made = annotated_copy(db, article, "docx", by=ben, at=at)
    assert made.warnings == ()
    assert without_marks(part(made.content, "document"), new_in(content, made.content), part(content, "document")) == part(
        content, "document"
    )
    places = appearances.appearances_in(db, article)
    assert len(new_in(content, made.content)) == len(places)
    assert "It was closed for 31 days last winter." in {words_under(made.content, one).strip() for one in new_in(content, made.content)}
    assert read(made.content, name="a.docx").text == text


@pytest.mark.parametrize("_", [pytest.param(0, marks=needs_office)])
def test_the_whole_walk_through_libreoffice(_: int, db: Database, matcher: Matcher, ben: Person, at: datetime, tmp_path: Path) -> None:
    content = converted((DATA / "ferry.fodt").read_bytes(), "fodt", "docx", tmp_path)
    article = add_and_mark(db, matcher, content, ben, at)
    footnote = proposed_sources.list_proposed(db, article)[0]
    proposed_sources.accept(db, footnote.id, Stance.SUPPORTS, by=ben, at=at)
    first = annotated_copy(db, article, "docx", by=ben, at=at, address="https://desk.example").content
    assert without_marks(part(first, "document"), new_in(content, first), part(content, "document")) == part(content, "document")

    options = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
    pages = PdfReader(io.BytesIO(converted(first, "docx", options, tmp_path))).pages
    shown = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    printed = [str(note.get("/Contents", "")) for note in shown if note["/Subtype"] == "/Text"]
    assert len(printed) == len(comments_in(first))
    assert sum("in the claim tracker" in words for words in printed) == len(appearances.appearances_in(db, article))
    opened = comments_in(converted(first, "docx", "docx", tmp_path))
    assert sorted(opened.values()) == sorted(comments_in(first).values())

    closed, riders = (
        next(appearance.claim_id for appearance in appearances.appearances_in(db, article) if words in appearance.quote)
        for words in ("31 days", "12 per cent")
    )
    answer = _answered(converted(first, "docx", "fodt", tmp_path).decode(), closed, riders)
    back = converted(answer.encode(), "fodt", "docx", tmp_path)
    newer = add_and_mark(db, matcher, back, ben, at, replaces=article)
    assert [note.text for note in talk.talk_of(db, closed, reader=None).notes] == [
        "Ana Reyes answered in the copy that came back, on 2026-03-06: The keeper has the log."
    ]
    assert [note.text for note in talk.talk_of(db, riders, reader=None).notes] == ["Marked as done in the copy that came back."]
    states = [str(one.state) for one in proposed_sources.list_proposed(db, newer)]
    assert states == ["accepted", "proposed", "proposed"]
    assert [note.state for note in questions.list_notes(db, newer)] == [NoteState.OPEN]
    assert "9,500 people" in articles.get_article(db, newer).text

    second = annotated_copy(db, newer, "docx", by=ben, at=at, address="https://desk.example").content
    assert without_marks(part(second, "document"), new_in(back, second), part(back, "document")) == part(back, "document")
    words = [words for author, words in comments_in(second).values() if author == AUTHOR]
    assert len([word for word in words if "in the claim tracker" in word]) == len(appearances.appearances_in(db, newer))
    assert zipfile.ZipFile(io.BytesIO(second)).testzip() is None
    assert len(comments_in(converted(second, "docx", "docx", tmp_path))) == len(comments_in(second))


def _answered(text: str, replied: int, done: int) -> str:
    """The document once somebody replied to one comment, marked another as done and changed a figure, as LibreOffice keeps it."""
    for note in re.findall(r"<office:annotation office:name.*?</office:annotation>", text, flags=re.DOTALL):
        if f"Claim {replied} of article" in note:
            lines = [
                html.unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in re.findall(r"<text:p.*?</text:p>", note, flags=re.DOTALL)
            ]
            said = f'Reply to {AUTHOR} (03/06/2026, 09:00): "' + "\n".join(lines) + '"\nThe keeper has the log.'
            reply = "".join(f"<text:p>{html.escape(line, quote=False)}</text:p>" for line in said.split("\n"))
            head = "<dc:creator>Ana Reyes</dc:creator><dc:date>2026-03-06T09:00:00</dc:date>"
            text = text.replace(note, f'{note}<office:annotation loext:resolved="false">{head}{reply}</office:annotation>')
        elif f"Claim {done} of article" in note:
            text = text.replace(note, note.replace('loext:resolved="false"', 'loext:resolved="true"'))
    return text.replace("9,000 people", "9,500 people")
