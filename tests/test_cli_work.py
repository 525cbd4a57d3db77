"""The daily work as scripts do it: the queue, notes, withdrawing and bringing back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.cli.main import cli
from claims.errors import ClaimsError
from claims.store.connect import open_store, rows

ARTICLE = "The tram line carried 12,000 passengers on its first day. The depot was torn down in March 2024.\n"


def call(path: Path, *words: str) -> Result:
    environ = {
        "CLAIMS_DB": str(path),
        "CLAIMS_USER": "Ada",
        "CLAIMS_MODEL": str(path.parent / "no-model"),
        "CLAIMS_TIMEZONE": "Europe/Lisbon",
    }
    return CliRunner().invoke(cli, list(words), env=environ)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file, db = tmp_path / "article.txt", tmp_path / "claims.db"
    file.write_text(ARTICLE, encoding="utf-8")
    assert call(db, "add", str(file), "--title", "Trams").exit_code == 0
    return db


def queue(path: Path, *words: str) -> list[str]:
    done = call(path, "queue", "--json", *words)
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["count"] == len(answer["claims"])
    return [one["text"] for one in answer["claims"]]


def test_the_queue_is_listed_filtered_and_counted(path: Path) -> None:
    assert len(queue(path)) == 2
    assert len(queue(path, "--text", "depot", "--article", "1", "--with", "nobody")) == 1
    assert queue(path, "--late") == queue(path, "--tag", "sea") == queue(path, "--with", "Ada") == []
    assert "no date" in call(path, "queue").stdout
    assert isinstance(call(path, "queue", "--with", "Zoe").exception, ClaimsError)


def test_a_note_is_written_and_a_wrong_article_withdrawn_and_brought_back(path: Path) -> None:
    done = call(path, "note", "1", "Which count?", "--json")
    assert json.loads(done.stdout) == {"id": 1, "claim_id": 1, "text": "Which count?", "mentions": []}
    assert call(path, "withdraw", "article", "1", "--note", "a spoof").exit_code == 0
    assert queue(path) == []
    assert call(path, "restore-withdrawn", "article", "1").exit_code == 0
    assert len(queue(path)) == 2
    assert call(path, "withdraw", "article", "1").exit_code == 2
    db = open_store(path)
    told = [row["action"] for row in rows(db, "SELECT action FROM event WHERE subject = 'article' ORDER BY id")]
    db.close()
    assert told == ["add_article", "withdraw_article", "restore_article"]
