"""The pages, the API and the command of tips; a file that somebody sent can run nowhere."""

import base64
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli.main import cli
from claims.desk.screens import listings
from tests.web_stage import Stage, token_in

PNG = b"\x89PNG\r\n\x1a\n\0picture"
TEXT = "The quay at Orvel is 90 metres long."


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def send(stage: Stage, **fields: object) -> tuple[int, str]:
    client = stage.client("Ben")
    sent = {"csrf_token": token_in(client.get("/password").text), "claim": TEXT, "medium": "text", **fields}
    answer = client.post("/tips/new", data=sent)
    return answer.status_code, answer.location or answer.text


def test_a_tip_is_added_in_the_form_and_shown_with_its_claim(stage: Stage) -> None:
    media = (io.BytesIO(PNG), "quay.png")
    status, address = send(
        stage, media=media, platform="WhatsApp", seen="11/10/2024", sender="Zora Kell", url="https://posts.example.org/7"
    )
    assert status == 303 and address.endswith("#tips")
    page = stage.get(address).text
    for words in (TEXT, "WhatsApp", "11 October 2024", "Zora Kell", "Confidential", "https://posts.example.org/7", "quay.png", "SHA-256"):
        assert words in page
    assert 'src="/tips/1/file"' in page and 'href="https://tineye.com/" target="_blank" rel="noopener noreferrer"' in page
    listed = stage.get("/tips?platform=WhatsApp").text
    assert TEXT in listed and "Zora Kell" in listed
    assert "Tip: WhatsApp" in stage.get("/").text and "Tip: WhatsApp" in stage.get("/claims").text


def test_a_picture_is_shown_and_everything_else_only_downloaded(stage: Stage) -> None:
    send(stage, media=(io.BytesIO(PNG), "quay.png"))
    send(stage, media=(io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), 'q"uay.png'))
    picture, drawing = stage.get("/tips/1/file"), stage.get("/tips/2/file")
    assert (picture.content_type, picture.data) == ("image/png", PNG) and picture.headers["Content-Disposition"].startswith("inline")
    assert drawing.content_type == "application/octet-stream" and drawing.headers["Content-Disposition"].startswith("attachment")
    for answer in (picture, drawing):
        assert answer.headers["X-Content-Type-Options"] == "nosniff" and "no-store" in answer.headers["Cache-Control"]
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert (
        '<img src="/tips/2/file"'
        not in stage.get("/claims/" + str(listings.list_tips(stage.db, {}, "-added", limit=1).rows[0].claim.id)).text
    )
    assert stage.get("/tips/1/file", by=None).status_code == 303


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"claim": " "}, "claim"), ({"url": "ftp://x"}, "url"), ({"seen": "soon"}, "seen"), ({"media": (io.BytesIO(b""), "a.png")}, "media")],
)
def test_a_slip_is_told_at_its_field_and_nothing_typed_is_lost(stage: Stage, fields: dict[str, object], field: str) -> None:
    status, page = send(stage, **{"platform": "WhatsApp", **fields})
    assert status >= 400 and f'id="field-{field}-wrong"' in page and 'value="WhatsApp"' in page
    assert listings.list_tips(stage.db, {}, "added", limit=9).rows == ()


def test_programs_add_and_read_tips(stage: Stage) -> None:
    client, ben = stage.app.test_client(), stage.bearer("Ben")
    body = {
        "text": TEXT,
        "from": "Zora Kell",
        "platform": "X",
        "seen": "2024-10-11",
        "media": {"name": "a.png", "content": base64.b64encode(PNG).decode()},
    }
    made = client.post("/api/v1/tips", json=body, headers=ben)
    assert (
        made.status_code == 201
        and made.json["file"]["type"] == "image/png"
        and made.json["from"] == "Zora Kell"
        and made.json["matches"] == []
    )
    assert client.get(f"/api/v1/tips/{made.json['tip_id']}", headers=ben).json == {
        key: value for key, value in made.json.items() if key != "matches"
    }
    client.post("/api/v1/tips", json={"text": "Herring sells for 40 crowns.", "confidential": False}, headers=ben)
    first = client.get("/api/v1/tips?limit=1", headers=ben).json
    second = client.get(f"/api/v1/tips?limit=1&cursor={first['next_cursor']}", headers=ben).json
    assert [page["tips"][0]["text"] for page in (first, second)] == ["Herring sells for 40 crowns.", TEXT] and second["next_cursor"] is None
    assert second["tips"][0]["from"] == "Zora Kell" and second["tips"][0]["state"] == "open"
    assert client.get("/api/v1/tips?platform=Y", headers=ben).json["tips"] == []
    assert client.post("/api/v1/tips", json={**body, "media": {"name": "a", "content": "A"}}, headers=ben).status_code == 409
    assert client.post("/api/v1/tips", json=body, headers=stage.bearer("Vic")).status_code == 403


def test_the_command_adds_and_lists_tips(path: Path, tmp_path: Path) -> None:
    picture = tmp_path / "quay.png"
    picture.write_bytes(PNG)
    environ = {"CLAIMS_DB": str(path), "CLAIMS_USER": "Ada", "CLAIMS_MODEL": str(tmp_path / "no-model")}

    def run(*words: str) -> dict[str, object]:
        done = CliRunner().invoke(cli, ["tip", *words, "--json"], env=environ)
        assert done.exit_code == 0, done.output
        return dict(json.loads(done.stdout))

    added = run("add", "--text", TEXT, "--from", "Zora", "--platform", "X", "--media", str(picture), "--seen", "2024-10-11")
    assert {"claim_id": 1, "tip_id": 1, "matches": [], "medium": "image", "from": "Zora", "confidential": True}.items() <= added.items()
    again = run("add", "--text", "The quay at Orvel is 90 metres long, they say.", "--named")
    assert [match["claim_id"] for match in again["matches"]] == [1]  # type: ignore[attr-defined]
    listed = run("list", "--medium", "image")
    assert listed["count"] == 1 and listed["tips"][0]["text"] == TEXT  # type: ignore[index]
    assert CliRunner().invoke(cli, ["tip", "add", "--text", TEXT, "--seen", "soon"], env=environ).exception is not None
