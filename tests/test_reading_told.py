"""What was left out or guessed while an article was read is told: in the answer of `add`, at the terminal, on the page after it."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli.main import cli
from claims.reading.documents import DAY_NOT_FOUND
from tests.web_stage import Stage, token_in
from tests.word_documents import paragraph, run, word_file

WORDS = ("The tram line costs 19 million crowns a year.", "Nobody objected to the plan of the council.")
CONTENT = word_file(
    paragraph(run(WORDS[0]), "<w:del><w:r><w:delText>Or 90.</w:delText></w:r></w:del>"),
    paragraph('<w:commentRangeStart w:id="1"/>', run("Nobody"), '<w:commentRangeEnd w:id="1"/>', run(WORDS[1][6:])),
    comments=f'<w:comment w:id="1" w:author="Ilse Varga">{paragraph(run("Really?"))}</w:comment>',
)
TOLD = ["1 deletion is not yet accepted; read as if it were.", "1 comment was not read into the text."]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "tram.docx"
    made.write_bytes(CONTENT)
    return made


def test_add_answers_what_was_left_out_and_the_comments_of_the_file(file: Path, path: Path) -> None:
    done = CliRunner().invoke(cli, ["--db", str(path), "add", str(file), "--json"], env={"CLAIMS_USER": "Ada"})
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["warnings"] == [*TOLD, DAY_NOT_FOUND]
    (comment,) = answer["comments"]
    assert comment.items() >= {"author": "Ilse Varga", "at": None, "text": "Really?", "quote": "Nobody"}.items()
    assert answer["links"] == []


def test_a_day_that_is_given_is_no_day_that_is_missing(file: Path, path: Path) -> None:
    given = ["--db", str(path), "add", str(file), "--published", "2026-03-01", "--json"]
    done = CliRunner().invoke(cli, given, env={"CLAIMS_USER": "Ada"})
    assert json.loads(done.stdout)["warnings"] == TOLD


def test_the_terminal_tells_it_beside_the_answer(file: Path, path: Path) -> None:
    done = CliRunner().invoke(cli, ["--db", str(path), "add", str(file)], env={"CLAIMS_USER": "Ada"})
    assert all(line in done.stderr and line not in done.stdout for line in TOLD)


def test_the_page_after_adding_tells_it_and_of_a_plain_text_only_that_it_has_no_day(path: Path) -> None:
    stage = Stage(path)
    client = stage.client("Ben")
    for name, content, told in (("tram.docx", CONTENT, True), ("tram.txt", "\n\n".join((*WORDS, "It rained.")).encode(), False)):
        token = token_in(client.get("/articles/new").text)
        sent = {"file": (io.BytesIO(content), name), "title": name, "csrf_token": token}
        page = client.post("/articles/new", data=sent, follow_redirects=True).text
        assert ("Notes on reading the text: " + " ".join([*TOLD, DAY_NOT_FOUND]) in page) is told
        assert ("Notes on reading the text: " + DAY_NOT_FOUND in page) is not told
        assert stage.db.execute("SELECT count(*) FROM article WHERE title = ?", [name]).fetchone()[0] == 1
    stage.db.close()


def test_the_article_page_tells_it_on_every_later_day_too(path: Path) -> None:
    stage = Stage(path)
    client = stage.client("Ben")
    token = token_in(client.get("/articles/new").text)
    address = client.post("/articles/new", data={"file": (io.BytesIO(CONTENT), "tram.docx"), "csrf_token": token}).location
    assert address is not None
    later = stage.client("Vic").get(address, follow_redirects=True).text
    assert "3 notes on reading the text" in later
    assert all(f"<li>{line}</li>" in later for line in (*TOLD, DAY_NOT_FOUND))
    stage.db.execute("UPDATE article SET published_at = '2026-03-01'")
    dated = stage.client("Vic").get(address, follow_redirects=True).text
    assert "2 notes on reading the text" in dated
    assert DAY_NOT_FOUND not in dated
    stage.db.close()
