"""Notes that an outside reader leaves through a shared link: open notes of the article, settled inside, ten an hour."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from claims.desk.cases import cases
from claims.desk.sharing import sharing
from claims.desk.upkeep import checkup
from tests.test_web_sharing import leave, read, shared
from tests.web_stage import Stage, token_in


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def test_a_note_is_an_open_note_of_the_article_until_somebody_settles_it(stage: Stage) -> None:
    path = shared(stage)
    answer = leave(stage, path, line="5", note="The depot <b>stood</b> until April.")
    assert answer.status_code == 303 and "Your note has reached the newsroom" in read(stage, str(answer.location))
    (note,) = sharing.notes_of(stage.db, stage.article)
    assert (note.author, note.line, note.text) == ("Zora Kell", 5, "The depot <b>stood</b> until April.")
    assert "stood" not in read(stage, path), "nobody outside reads it"
    report = stage.get(f"/articles/{stage.article}/report").text
    assert "Expert (Zora Kell)" in report and "&lt;b&gt;stood" in report and "1 note from an expert is open." in report
    assert 'href="#experts">Show the first' in report
    assert "1 note from an expert" in stage.get(f"/articles/{stage.article}?line=2").text
    assert cases.sourcing_report(stage.db, stage.article, at=stage.at).expert_notes == 1
    assert "note left by an expert (Zora Kell)" in stage.get(f"/articles/{stage.article}/history").text
    sharing.settle_note(stage.db, note.id, by=stage.cast["Ben"], at=stage.at)
    assert cases.sourcing_report(stage.db, stage.article, at=stage.at).expert_notes == 0
    assert "note from an expert" not in stage.get(f"/articles/{stage.article}?line=2").text
    assert checkup.verify(stage.db).problems == ()


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"name": " "}, 409, "The name is empty"),
        ({"note": ""}, 409, "The note is empty"),
        ({"note": "x" * 5_001}, 413, "5,000"),
        ({"name": "x" * 81}, 413, "80"),
        ({"line": "99"}, 409, "there is no line 99"),
        ({"note": "nul \x00"}, 409, "note"),
        ({"csrf_token": "wrong"}, 409, "send it once more"),
        ({"csrf_token": ""}, 409, "send it once more"),
    ],
)
def test_a_note_with_a_slip_is_told_what_is_wrong_and_keeps_what_was_typed(
    stage: Stage, fields: dict[str, object], status: int, words: str
) -> None:
    answer = leave(stage, shared(stage), **fields)
    assert answer.status_code == status and words in unescape(answer.text)
    assert ("Zora Kell" in answer.text) == ("name" not in fields)
    assert sharing.notes_of(stage.db, stage.article) == []


def test_a_note_needs_no_referrer_over_tls_and_another_sites_page_sends_none(stage: Stage) -> None:
    path, client = shared(stage), stage.app.test_client()
    token = token_in(client.get(path, base_url="https://localhost").text)
    fields = {"name": "Z", "note": "Over TLS.", "csrf_token": token}
    assert client.post(f"{path}/notes", data=fields, base_url="https://localhost").status_code == 303
    foreign = client.post(f"{path}/notes", data=fields, base_url="https://localhost", headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403 and len(sharing.notes_of(stage.db, stage.article)) == 1


def test_one_link_takes_ten_notes_an_hour(stage: Stage) -> None:
    path, client = shared(stage), stage.app.test_client()
    statuses = [leave(stage, path, client, note=f"Note {number}").status_code for number in range(12)]
    assert statuses == [303] * 10 + [429] * 2
    assert "Note 11" in leave(stage, path, client, note="Note 11").text, "what was typed is kept"
    stage.at += timedelta(hours=1)
    assert leave(stage, path, client).status_code == 303
    assert len(sharing.notes_of(stage.db, stage.article)) == 11
