"""Claims in and out on the desk: looked at first, corrected, taken in; and downloaded."""

import io
import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from sqlite_utils import Database
from werkzeug.test import TestResponse

from claims.desk.exchange import imports, later_embeddings
from claims.desk.index.matcher import Matcher
from claims.desk.upkeep import redaction
from claims.errors import StoreFailed
from claims.store.connect import rows
from tests.web_stage import Stage
from web.embedding import Embedding
from web.importing import Importing
from web.pages.exchange import pack

TABLE = b"Claim,Status,Verdict,Day\nThe kiln cracked.,done,False,25/02/2024\n,open,True,\nThe oven burned.,done,True,tomorrow\n"


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def look(stage: Stage, content: bytes, name: str, by: str = "Edith", **more: object) -> TestResponse:
    return stage.post("/imports/look", {"file": (io.BytesIO(content), name), **more}, by=by)


def fields_of(page: str) -> dict[str, object]:
    """What the browser would send from the page's form as it stands."""
    hidden = dict(re.findall(r'type="hidden" name="(packed|name|encoding|sheet)" value="([^"]*)"', page))
    columns = [unescape(value) for value in re.findall(r'name="column" value="([^"]*)"', page)]
    holds = [
        (re.findall(r'value="([^"]*)" selected', select) or [""])[0] for select in re.findall(r'<select name="holds".*?</select>', page)
    ]
    return {**hidden, "column": columns, "holds": holds}


def stored(stage: Stage) -> list[tuple[str, str | None]]:
    found = rows(
        stage.db, "SELECT claim.text, review.rating_words AS words FROM review JOIN claim ON claim.id = review.claim_id ORDER BY claim.id"
    )
    return [(row["text"], row["words"]) for row in found]


def test_a_file_is_looked_at_corrected_and_taken_in(stage: Stage) -> None:
    page = look(stage, TABLE, "checks.csv").text
    assert "2 rows would be imported, 1 left out. Nothing is stored yet." in page
    assert "Row 3: it has no text." in page and "--map" not in page and "\u201ctomorrow\u201d" not in page
    sent = fields_of(page)
    assert dict(zip(sent["column"], sent["holds"], strict=True)) == {"Claim": "text", "Verdict": "rating", "Status": "", "Day": ""}  # type: ignore[call-overload]
    assert stored(stage) == []
    sent["holds"] = [{"Verdict": "", "Status": "rating", "Day": "reviewed_at"}.get(str(column), "text") for column in sent["column"]]  # type: ignore[attr-defined]
    again = stage.post("/imports/look", sent, by="Edith").text
    assert fields_of(again)["holds"] == ["text", "rating", "reviewed_at", ""]
    assert "Row 4, Day, \u201ctomorrow\u201d: it is no day that is certain" in again
    answer = stage.post("/imports", fields_of(again), by="Edith")
    assert (answer.status_code, answer.location) == (303, "/imports")
    assert stored(stage) == [("The kiln cracked.", "done"), ("The oven burned.", "done")]
    report = re.findall(r'href="(/imports/[0-9a-f]{16})"', stage.get("/imports", by="Edith").text)[0]
    page = stage.get(report, by="Edith").text
    assert "2 claims added" in page and "Row 3: it has no text." in page and "\u201ctomorrow\u201d" in page and "--map" not in page
    stage.post("/imports", fields_of(again), by="Edith")
    assert len(stored(stage)) == 2


def test_a_workbook_and_a_claim_review_are_looked_at_too(stage: Stage) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Claim", "Speaker"])
    book.active.append(["The kiln cracked.", "Ann <b>"])
    file = io.BytesIO()
    book.save(file)
    page = look(stage, file.getvalue(), "k.xlsx").text
    assert "1 row would be imported" in page and "Ann &lt;b&gt;" in page
    review = {"@type": "ClaimReview", "claimReviewed": "The kiln cracked.", "reviewRating": {"alternateName": "False"}}
    page = look(stage, json.dumps(review).encode(), "k.json").text
    assert "The first claim" in page and 'name="column"' not in page
    stage.post("/imports", fields_of(page), by="Edith")
    assert stored(stage) == [("The kiln cracked.", "False")]


@pytest.mark.parametrize(
    ("content", "name", "more", "said"),
    [
        (b"", "a.csv", {}, "is empty"),
        (b"claim\nx\n", "a.pdf", {}, "does not tell its format"),
        (b"name,colour\na,b\n", "a.csv", {}, "No column is called text or claim"),
        (b"claim\nx\n", "a.csv", {"encoding": "klingon"}, "No encoding is called"),
        (b"claim\nx\n", "a.csv", {"sheet": "One"}, "Only a workbook"),
        (b"PK\x03\x04", "a.xlsx", {}, "no workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    stage: Stage, content: bytes, name: str, more: dict[str, object], said: str
) -> None:
    answer = look(stage, content, name, **more)
    assert answer.status_code in (409, 422)
    assert said in unescape(answer.text) and 'aria-invalid="true"' in answer.text
    assert stored(stage) == []


def test_two_columns_for_one_field_are_refused_and_nothing_is_stored(stage: Stage) -> None:
    fields = {"packed": pack(TABLE), "name": "a.csv", "column": ["Claim", "Verdict", "Status"], "holds": ["text", "rating", "rating"]}
    for path in ("/imports/look", "/imports"):
        answer = stage.post(path, dict(fields), by="Edith")
        assert answer.status_code in (400, 409, 422) and "two columns for the rating" in answer.text
    assert stored(stage) == []


@pytest.mark.parametrize("packed", ["%%%", "AAAA", pack(b"x")[:-8] + "AAAA", "\u00e9"])
def test_a_form_that_holds_no_file_of_ours_is_refused(stage: Stage, packed: str) -> None:
    assert stage.post("/imports", {"packed": packed, "name": "a.csv"}, by="Edith").status_code == 400


def test_a_file_that_unpacks_to_too_much_is_refused(stage: Stage) -> None:
    most = stage.settings.max_article_bytes * 20
    answer = stage.post("/imports", {"packed": pack(bytes(most + 1)), "name": "a.csv"}, by="Edith")
    assert answer.status_code == 413 and "command line" in answer.text


def test_claims_are_downloaded_in_every_form_and_come_in_again(stage: Stage) -> None:
    stage.post("/imports", {"packed": pack(TABLE), "name": "a.csv"}, by="Edith")
    for kind in ("csv", "xlsx", "jsonl"):
        answer = stage.get(f"/exports/claims.{kind}", by="Edith")
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=claims-") and answer.headers["Cache-Control"]
        again = imports.import_claims(stage.db, io.BytesIO(answer.data), kind, by=stage.cast["Edith"], clock=lambda: stage.at)
        assert (again.added, again.updated, again.rejected) == (0, 0, [])
    assert stage.get("/exports/claims.csv", by="Edith").data.startswith(b"\xef\xbb\xbf")
    feed = json.loads(stage.get("/exports/claims.json", by="Edith").data)
    assert len(feed["dataFeedElement"]) == 2
    assert stage.get("/exports/claims.exe", by="Edith").status_code == 404
    assert stage.get("/exports/claims.csv", by="Ben").status_code == 403


def finished(embedding: Embedding) -> Embedding:
    ends = time.monotonic() + 30
    while embedding.running and time.monotonic() < ends:
        time.sleep(0.02)
    assert not embedding.running
    return embedding


def test_the_page_tells_how_far_new_claims_are_embedded(stage: Stage) -> None:
    embedding = stage.app.extensions["embedding"]
    embedding.running, embedding.done, embedding.total = True, 120, 400
    answer = stage.get("/imports", by="Edith")
    assert answer.headers["Refresh"] == "5" and "120 of 400 can be found by meaning" in answer.text
    embedding.running, embedding.problem = False, "the disk is full."
    answer = stage.get("/imports", by="Edith")
    assert "Refresh" not in answer.headers and "Preparing new claims stopped: the disk is full." in answer.text


def test_embedding_goes_on_beside_the_requests_once_at_a_time_and_tells_why_it_stopped(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[list[int]] = []
    may_end = threading.Event()

    def embed(db: Database, matcher: Matcher, missing: list[int], *, on_claims: Callable[[int], None]) -> None:
        began.append(missing)
        assert rows(db, "SELECT count(*) FROM claim")
        on_claims(len(missing))
        may_end.wait(30)
        if len(missing) == 1:
            raise StoreFailed("the disk is full.")

    monkeypatch.setattr(later_embeddings, "embed", embed)
    matcher, embedding = stage.app.extensions["claims"].matcher, Embedding()
    embedding.start(stage.settings.db, matcher, [])
    assert not embedding.running
    embedding.start(stage.settings.db, matcher, [1, 2])
    embedding.start(stage.settings.db, matcher, [3])
    may_end.set()
    assert finished(embedding).done == 2 and began == [[1, 2]] and embedding.problem is None
    embedding.start(stage.settings.db, matcher, [3])
    assert finished(embedding).problem == "the disk is full."


LARGE = b"Claim,Verdict\n" + b"".join(b"The kiln of street %d cracked.,False\n" % number for number in range(6_000)) + b",True\n"


def large(path: Path) -> Stage:
    made = Stage(path, max_bytes=50_000)
    assert len(LARGE) > made.max_bytes
    return made


def ended(stage: Stage, address: str) -> TestResponse:
    ends = time.monotonic() + 120
    while (answer := stage.get(address, by="Edith")).headers.get("Refresh") and time.monotonic() < ends:
        time.sleep(0.1)
    assert "Refresh" not in answer.headers
    return answer


def kept_in(page: str) -> str:
    return re.findall(r'name="kept" value="([0-9a-f]{16})"', page)[0]


def test_a_large_file_is_stored_beside_the_requests_and_its_report_is_kept(path: Path) -> None:
    stage = large(path)
    page = look(stage, LARGE, "kilns.csv").text
    assert "Of its first 5,000 rows" in page and 'name="packed"' not in page and "Import the whole file" in page
    assert stored(stage) == []
    answer = stage.post("/imports", {"kept": kept_in(page), **fields_of(page)}, by="Edith")
    assert answer.status_code == 303
    report = ended(stage, answer.location).text
    assert "6,000 claims added" in report and "Row 6002: it has no text." in report and "1 row left out" in report
    assert len(stored(stage)) == 6_000
    assert "kilns.csv" in stage.get("/imports", by="Edith").text
    assert [file.suffix for file in path.with_name(path.name + "-imports").iterdir()] == [".json"]
    assert stage.get(answer.location, by="Ben").status_code == 403
    for act in ("/cancel", "/resume"):
        assert stage.post(answer.location + act, {}, by="Ben").status_code == 403
    stage.db.close()


def test_files_and_reports_of_imports_are_their_owners_alone(path: Path) -> None:
    before = os.umask(0o022)
    try:
        stage = large(path)
        kept = kept_in(look(stage, LARGE, "kilns.csv").text)
        stage.post(f"/imports/{kept}/cancel", {}, by="Edith")
    finally:
        os.umask(before)
    files = {file.name: file.stat().st_mode & 0o777 for file in path.with_name(path.name + "-imports").iterdir()}
    assert files == {f"{kept}.file": 0o600, f"{kept}.json": 0o600, f"{kept}.cancel": 0o600}
    stage.db.close()


def test_an_import_that_was_stopped_goes_on_and_changes_nothing_twice(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = large(path)
    kept = kept_in(look(stage, LARGE, "kilns.csv").text)
    monkeypatch.setattr(Importing, "start", lambda self, report, by: self.run(report, by))
    stage.post(f"/imports/{kept}/cancel", {}, by="Edith")
    address = stage.post("/imports", {"kept": kept}, by="Edith").location
    page = stage.get(address, by="Edith").text
    assert "2,000 claims added" in page and "Resume import" in page and len(stored(stage)) == 2_000
    monkeypatch.undo()
    stage.post(f"/imports/{kept}/resume", {}, by="Edith")
    assert "4,000 claims added, 0 updated, 2,000 unchanged" in ended(stage, address).text
    assert len(stored(stage)) == 6_000
    stage.db.close()


def test_an_import_whose_process_died_is_told_as_stopped(path: Path) -> None:
    stage = large(path)
    kept = kept_in(look(stage, LARGE, "kilns.csv").text)
    file = path.with_name(path.name + "-imports") / f"{kept}.json"
    file.write_text(
        json.dumps({**json.loads(file.read_text()), "state": "running", "process": 2**22 + 1})
    )  # releases until 2026 named the process
    answer = stage.get(f"/imports/{kept}", by="Edith")
    assert "Resume import" in answer.text and "Refresh" not in answer.headers
    stage.db.close()


@pytest.mark.parametrize("number", ["0" * 16, "..", "x", "0" * 15])
def test_a_report_that_is_not_there_is_not_found(stage: Stage, number: str) -> None:
    assert stage.get(f"/imports/{number}", by="Edith").status_code == 404
    assert stage.post("/imports", {"kept": number}, by="Edith").status_code in (404, 409, 422)


def test_redaction_names_the_files_and_reports_that_still_hold_its_words(path: Path) -> None:
    stage = large(path)
    kept = kept_in(look(stage, LARGE, "kilns.csv").text)
    assert [file.name for file in redaction.copies_that_hold(stage.db, "street 4711")] == [f"{kept}.file"]
    assert redaction.copies_that_hold(stage.db, "nobody ever wrote this") == []
    stage.db.close()


def test_a_large_file_that_cannot_be_read_is_refused_and_one_that_is_too_large_is_not_kept(path: Path) -> None:
    stage = large(path)
    assert look(stage, b"x" * 60_000, "a.pdf").status_code in (409, 422)
    assert "No column is called text or claim" in look(stage, b"name,colour\n" + b"a,b\n" * 20_000, "a.csv").text
    assert stored(stage) == []
    stage.db.close()


def test_a_column_of_outlets_called_medium_is_told_of_once(stage: Stage) -> None:
    table = (
        b"Claim,Medium\nThe mill burned in 1921.,Brackwater Post\nThe quay has 3 lamps.,video\nThe tower is 40 metres high.,The Gazette\n"
    )
    done = imports.import_claims(stage.db, io.BytesIO(table), "csv", by=stage.cast["Edith"], clock=lambda: stage.at)
    assert done.added == 3
    assert [(warning.row, warning.value) for warning in done.warnings if warning.column == "Medium"] == [(2, "Brackwater Post")]
    assert "wherever the column names none" in done.warnings[0].reason and done.more_warnings == 0
