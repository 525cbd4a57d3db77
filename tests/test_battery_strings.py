"""Naughty strings through every way in and out: forms, pages, JSON, CSV, search. They come back byte for byte."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk.articles import fetching
from claims.desk.people import tokens
from claims.errors import ClaimsError
from claims.exchange import claim_tables
from claims.hidden_signs import mark_in_html
from claims.store import exports
from tests.naughty import SCRIPTS, STRINGS
from tests.web_stage import Stage

pytestmark = pytest.mark.long
ALL = [*STRINGS, *SCRIPTS]


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path, form_tokens=False)
    yield made
    made.db.close()


def test_through_the_form_the_page_the_api_and_the_search(stage: Stage) -> None:
    claim = stage.claim("depot")
    headers = {"Authorization": f"Bearer {tokens.make_token(stage.db, stage.cast['Ben'], by=stage.cast['Ben'], at=stage.at)}"}
    client = stage.client("Ben")
    programs = stage.app.test_client()
    for text in ALL:
        kept = text.strip()
        seen = stage.page_of(claim.id).version
        answer = client.post(f"/claims/{claim.id}/edit", data={"seen": seen, "text": f"x {text} y", "claimant": text})
        assert answer.status_code == 303, (text[:60], answer.text[:300])
        stored = stage.page_of(claim.id)
        assert stored.text == f"x {text} y" and stored.claimant == kept, text[:60]
        page = client.get(f"/claims/{claim.id}/edit").text
        assert f"x {text} y" in unescape(page), text[:60]
        # The files' own hashes stand behind ?v= and may hold any figure.
        assert "49" not in re.sub(r"\?v=[\w-]+", "", page) if "7*7" in text.replace(" ", "") else True, "a template in a text is text"
        told = programs.get(f"/api/v1/claims/{claim.id}", headers=headers)
        assert told.status_code == 200 and told.json is not None and told.json["text"] == f"x {text} y"
        assert client.get("/search", query_string={"q": text}).status_code == 200
        assert client.get("/claims", query_string={"q": text}).status_code == 200


def test_through_the_source_form_and_the_import_and_the_csv(stage: Stage) -> None:
    client = stage.client("Ben")
    for number, text in enumerate(ALL):
        form = {
            "title": f"x{text[:400]}y",
            "kind": "report",
            "url": f"https://s.example.org/{number}",
            "text": f"It rained {number}. {text}",
        }
        answer = client.post("/sources/new", data=form)
        assert answer.status_code in (303, 422), (text[:60], answer.text[:200])
        if answer.status_code == 303:
            first_word = f"x{text[:400]}y".replace("\n", " ").split()[0]
            assert mark_in_html(first_word) in unescape(client.get(answer.location).text)
    lines = b"".join(json.dumps({"id": str(number), "text": f"x {text} y"}).encode() + b"\n" for number, text in enumerate(ALL))
    read = list(claim_tables.read_jsonl(io.BytesIO(lines)))
    assert [getattr(one, "text", None) for one in read] == [f"x {text} y" for text in ALL]


def test_a_csv_never_runs_as_a_formula_and_reads_back_as_it_was(stage: Stage) -> None:
    rows = [
        exports.Exported(f"id-{number}", text.strip() or "x", text, text, None, None, None, text, None, None, (), text, text, None)
        for number, text in enumerate(ALL)
    ]
    written = io.StringIO(newline="")
    claim_tables.write_csv(rows, written)
    for row in list(csv.reader(io.StringIO(written.getvalue(), newline="")))[1:]:
        assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    read = list(claim_tables.read_csv(io.BytesIO(written.getvalue().encode())))
    assert [getattr(one, "text", one) for one in read] == [row.text for row in rows]


BOMB = (
    "<!DOCTYPE x ["
    + "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10 if number else "ha" * 10}">' for number in range(10))
    + "]><x>&a9;</x>"
)


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 300_000_000 + b"</w>")
    return packed.getvalue()


def slipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../../../tmp/slipped.txt", "out")
        archive.writestr("word/document.xml", BOMB)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", zip_bomb()),
        ("a.docx", slipped()),
        ("a.html", BOMB.encode()),
        ("a.html", b"<div>" * 100_000),
        ("../../../etc/passwd", b"\x00\x01\x02"),
    ],
    ids=["zip bomb", "zip slip", "entity bomb", "deep page", "path"],
)
def test_bombs_are_refused_without_unpacking_them(name: str, content: bytes) -> None:
    try:
        document = fetching.read_upload(content, name, limit=5_000_000)
    except ClaimsError as error:
        assert 0 < len(str(error)) < 500
    else:
        assert len(document.text) < 1_000_000
    assert not Path("/tmp/slipped.txt").exists()


def test_a_body_over_the_limit_is_refused_by_its_length(stage: Stage) -> None:
    answer = stage.client("Ben").post("/articles/new", data={"text": "a" * 6_000_000})
    assert answer.status_code == 413 and "MB" in answer.text
    assert stage.client("Ben").get("/static/../../claims.db").status_code == 404
    assert stage.client("Ben").get("/static/%2e%2e/%2e%2e/claims/settings.py").status_code == 404
