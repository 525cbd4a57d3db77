"""Pictures and scans as sources: kept byte for byte with a description, shown small, and never run."""

import io
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from claims.cli.main import cli
from claims.desk.cases import cases
from claims.desk.exchange import packs
from claims.desk.people import confidential
from claims.desk.sources import evidence
from claims.desk.upkeep import checkup, redaction
from claims.model import Stance
from claims.sourcing.report import print_report
from claims.store import sources
from tests.served_pages import HOST
from tests.test_reading_pdf import scan
from tests.web_stage import Stage

SHOWS = "The depot lies in ruins; a sign says 4 March 2024."


def picture(form: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 480), (200, 30, 30)).save(made, form)
    return made.getvalue()


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path, allowed_hosts=frozenset({HOST}))
    yield made
    made.db.close()


def send(stage: Stage, content: bytes, name: str, **fields: object) -> int:
    sent = {"kind": "primary_document", "description": SHOWS, "file": (io.BytesIO(content), name), **fields}
    return stage.post("/sources/new", sent).status_code


@pytest.mark.parametrize(("form", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_a_picture_is_kept_byte_for_byte_and_shown_small(stage: Stage, form: str, media: str) -> None:
    content = picture(form)
    # Its kind is what its bytes say, whatever it is called.
    assert send(stage, content, "ruins.bin") == 303
    (source,) = sources.list_sources(stage.db)
    assert (source.title, source.text, source.description, source.has_bytes) == ("ruins", None, SHOWS, True)
    assert source.is_picture and source.file_sha256 == sha256(content).hexdigest()
    assert sources.get_original(stage.db, source.id) == content
    page = stage.get(f"/sources/{source.id}").text
    assert f'<img src="/sources/{source.id}/file" alt="{SHOWS}' in page and source.file_sha256 in page
    answer = stage.get(f"/sources/{source.id}/file")
    assert (answer.content_type, answer.data) == (media, content) and answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and "no-store" in answer.headers["Cache-Control"]
    assert stage.get(f"/sources/{source.id}/file", by=None).status_code == 303
    assert checkup.verify(stage.db).problems == ()


def test_a_picture_needs_a_description_and_keeps_what_was_typed(stage: Stage) -> None:
    sent = {"kind": "report", "title": "Ruins", "description": "  ", "file": (io.BytesIO(picture("PNG")), "ruins.png")}
    answer = stage.post("/sources/new", sent)
    assert answer.status_code == 409 and 'id="field-description-wrong"' in answer.text and 'value="Ruins"' in answer.text
    assert sources.list_sources(stage.db) == []


def test_a_scanned_document_is_kept_with_its_description_and_only_downloaded(stage: Stage) -> None:
    content = scan()
    assert send(stage, content, "minutes.pdf", title="Council minutes") == 303
    (source,) = sources.list_sources(stage.db)
    assert (source.ending, source.text, source.is_picture, source.is_wordless) == ("pdf", None, False, True)
    answer = stage.get(f"/sources/{source.id}/file")
    assert (answer.content_type, answer.data) == ("application/octet-stream", content)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "A scan without text" in stage.get(f"/sources/{source.id}").text


def test_the_same_picture_twice_is_one_source_and_two_at_one_address_are_two(stage: Stage) -> None:
    first, second = picture("PNG"), picture("JPEG")
    for content in (first, first, second, second):
        assert send(stage, content, "ruins.png", url="https://photos.example.org/ruins") == 303
    assert len(sources.list_sources(stage.db)) == 2


def test_a_picture_is_linked_with_its_description_in_every_report(stage: Stage) -> None:
    send(stage, picture("PNG"), "ruins.png")
    claim = stage.claim("depot").id
    pane = stage.get(f"/claims/{claim}/linking/sources/1").text
    assert SHOWS in pane and "The whole source" in pane and "It has no text to choose words from." in pane
    assert "ruins" in stage.get(f"/claims/{claim}/linking/sources?q=lies+in").text, "found by its description"
    stage.post(f"/claims/{claim}/linking", {"source": 1, "stance": "supports"})
    evidence.link_source(stage.db, claim, 1, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at, quote="Closed since March", locator="sign")
    assert '<img src="/sources/1/file"' in stage.get(f"/claims/{claim}").text
    report = cases.sourcing_report(stage.db, stage.article, at=stage.at)
    for form in ("text", "csv", "html", "json"):
        printed = " ".join(print_report(report, form).split())
        assert "lies in ruins" in printed and "Closed since March" in printed, form


def test_what_only_looks_like_a_picture_stays_out(stage: Stage) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert send(stage, drawing, "ruins.png") == 422
    assert send(stage, b"\x00\x00\x00\x18ftypheic\xff", "ruins.png") == 422
    assert sources.list_sources(stage.db) == []


def test_a_confidential_picture_shows_nothing_to_whoever_may_not_read_it(stage: Stage) -> None:
    send(stage, picture("PNG"), "ruins.png", confidential="yes")
    claim = stage.claim("depot").id
    stage.post(f"/claims/{claim}/linking", {"source": 1, "stance": "supports"})
    confidential.set_lowest_reader(stage.db, "editor", by=stage.cast["Ada"], at=stage.at)
    assert stage.get("/sources/1/file").status_code == 404 and stage.get("/sources/1/file", by="Edith").status_code == 200
    for address in (f"/claims/{claim}", f"/articles/{stage.article}/report", f"/claims/{claim}/evidence/new?q=ruins", "/sources?q=ruins"):
        page = stage.get(address).text
        assert "in ruins;" not in page and "/sources/1/file" not in page, address
    report = cases.sourcing_report(stage.db, stage.article, at=stage.at)
    assert all("in ruins;" not in print_report(report, form) for form in ("text", "csv", "html", "json"))


def test_a_description_is_corrected_and_never_emptied(stage: Stage) -> None:
    send(stage, picture("PNG"), "ruins.png")
    edit = {"seen": 1, "title": "ruins", "kind": "report", "description": "The depot from the north."}
    assert stage.post("/sources/1/edit", dict(edit)).status_code == 303
    assert sources.get_source(stage.db, 1).description == "The depot from the north."
    assert stage.post("/sources/1/edit", {**edit, "seen": 2, "description": ""}).status_code == 409
    assert "description from" in stage.get("/sources/1").text


def test_redaction_takes_the_words_and_the_picture_they_describe(stage: Stage) -> None:
    send(stage, picture("PNG"), "ruins.png")
    redaction.redact(stage.db, "lies in ruins", "a court order", by=stage.cast["Ada"], at=stage.at)
    source = sources.get_source(stage.db, 1)
    assert source.description is not None and "ruins;" not in source.description
    assert stage.get("/sources/1/file").status_code == 404
    assert checkup.verify(stage.db).problems == ()


def test_a_pack_holds_the_picture(stage: Stage, tmp_path: Path) -> None:
    content = picture("JPEG")
    send(stage, content, "ruins.jpg")
    stage.post(f"/claims/{stage.claim('depot').id}/linking", {"source": 1, "stance": "supports"})
    packs.pack_article(stage.db, stage.article, tmp_path / "out.zip", by=stage.cast["Edith"], at=stage.at, zone=stage.at.tzinfo)  # type: ignore[arg-type]
    import zipfile

    with zipfile.ZipFile(tmp_path / "out.zip") as pack:
        (name,) = [name for name in pack.namelist() if name.startswith("sources/1/original")]
        assert pack.read(name) == content


def test_the_command_keeps_a_picture_with_its_description(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "ruins.png"
    file.write_bytes(picture("PNG"))
    run = CliRunner()
    refused = run.invoke(cli, ["--db", str(stage.path), "source", "add", str(file)])
    assert refused.exit_code == 1 and "describe what it shows" in str(refused.exception)
    added = run.invoke(cli, ["--db", str(stage.path), "source", "add", str(file), "--description", SHOWS, "--json"])
    assert added.exit_code == 0, added.output
    row = json.loads(added.stdout)
    assert (row["title"], row["description"], row["file_sha256"]) == ("ruins", SHOWS, sha256(file.read_bytes()).hexdigest())
