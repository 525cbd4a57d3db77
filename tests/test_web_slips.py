"""Small slips of the desk that cost people time: what a form keeps, which field it rings, what a number counts."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.desk.screens import overview
from claims.model import Mark
from claims.store import articles, matches
from tests.web_stage import Stage, token_in


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


DEAD = "http://127.0.0.1:9/ferry"


def test_an_address_that_could_not_be_read_is_not_the_address_of_what_is_pasted_next(stage: Stage) -> None:
    refused = stage.post("/articles/new", {"url": DEAD})
    assert refused.status_code == 422 and DEAD in refused.text
    assert re.search(r'name="url" type="url" value=""[^>]* data-starts-empty', refused.text)
    assert stage.post("/articles/new", {"text": "The quay at Orvel is 90 metres long.\n", "unread": DEAD}).status_code == 303
    assert (
        stage.post("/articles/new", {"text": "The quay at Marva is 80 metres long.\n", "unread": DEAD, "of_unread": "yes"}).status_code
        == 303
    )
    newest, before = articles.list_articles(stage.db, limit=2)
    assert (newest.url, before.url) == (DEAD, None)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"rating": "", "explanation": ""}, "rating"),
        ({"rating": "true", "explanation": " "}, "explanation"),
        ({"explanation": "x"}, "rating"),
    ],
)
def test_submitting_too_little_rings_the_field_that_the_message_names(stage: Stage, typed: dict[str, object], field: str) -> None:
    claim = stage.claim("depot")
    back = f"/claims/{claim.id}"
    page = stage.post(f"/claims/{claim.id}/submit", {**typed, "seen": claim.version, "draft_seen": 0, "back": back})
    assert page.status_code == 409
    assert re.findall(r'name="(\w+)"[^>]* aria-invalid="true"', page.text) == [field]
    assert ("Choose a rating" if field == "rating" else "explanation") in page.text


@pytest.mark.parametrize(
    ("mark", "words"),
    [("claim", "2 lines marked as claims."), ("not_claim", "2 lines marked as not claims."), ("unmarked", "2 lines unmarked again.")],
)
def test_what_was_done_to_several_lines_reads_as_a_sentence(stage: Stage, mark: str, words: str) -> None:
    lines = overview.article_desk(stage.db, stage.article, at=stage.at).sentences[:2]
    if mark == "unmarked":
        stage.post(f"/articles/{stage.article}/marks", {"mark": "not_claim", "chosen": [f"{line.id}:{line.version}" for line in lines]})
        lines = overview.article_desk(stage.db, stage.article, at=stage.at).sentences[:2]
    client = stage.client("Ben")
    token = token_in(client.get("/password").text)
    chosen = [f"{line.id}:{line.version}" for line in lines]
    answer = client.post(
        f"/articles/{stage.article}/marks", data={"csrf_token": token, "mark": mark, "chosen": chosen}, follow_redirects=True
    )
    assert words in answer.text


def test_the_history_of_an_article_prints_each_text_once(stage: Stage) -> None:
    claim = stage.claim("depot")
    page = stage.get(f"/articles/{stage.article}/history").text
    added = next(piece for piece in page.split("<li>") if "claim added" in piece and claim.text in piece)
    assert added.count(claim.text) == 1


def test_the_bar_on_a_phone_offers_only_what_changes_the_line(stage: Stage) -> None:
    for mark, offered in [(None, ["claim", "not_claim"]), (Mark.CLAIM, ["unmarked", "not_claim"]), (Mark.NOT_CLAIM, ["unmarked", "claim"])]:
        sentence = stage.sentence("depot")
        if mark:
            stage.post(f"/sentences/{sentence.id}/mark", {"mark": mark.value, "seen": sentence.version})
        page = stage.get(f"/articles/{stage.article}?line={sentence.position}").text
        bar = page[page.index('class="thumb"') :]
        assert re.findall(r'name="mark" value="(\w+)"', bar) == offered


def test_waiting_matches_have_one_number(stage: Stage) -> None:
    pair = stage.match(differing=True)
    waiting = matches.count_waiting(stage.db)
    queue = stage.get("/?matches=1").text
    assert re.search(rf"Matches to decide</span><span>{waiting}</span>", re.sub(r"\s+<", "<", queue))
    assert f"{waiting} match" in queue
    assert f"of {waiting} waiting" in stage.get(f"/matches/{pair.id}").text


def test_a_file_beside_a_text_is_said_to_be_the_one_that_was_read(stage: Stage) -> None:
    client = stage.client("Ben")
    fields = {
        "csrf_token": token_in(client.get("/password").text),
        "text": "The quay at Orvel is 90 metres long.",
        "file": (io.BytesIO(b"The quay at Marva is 80 metres long."), "quay.txt"),
    }
    assert "only the file was read" in client.post("/articles/new", data=fields, follow_redirects=True).text


def test_a_file_that_could_not_be_read_is_named_and_kept_until_another_is_chosen(stage: Stage) -> None:
    client = stage.client("Ben")
    fields = {"csrf_token": token_in(client.get("/password").text), "file": (io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 99), "quay.png")}
    answer = client.post("/articles/new", data=fields)
    assert answer.status_code == 422
    assert "quay.png is kept: it is used unless you choose another file" in answer.text
    assert re.search(r'name="file"[^>]* aria-invalid="true"', answer.text)
