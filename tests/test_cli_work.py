"""The daily work as scripts do it: the queue, notes, withdrawing and bringing back."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result
from sqlite_utils import Database

from claims.cli.main import cli
from claims.cli.session import Session
from claims.desk.checking import verdicts
from claims.errors import ClaimsError, Refused, StaleEdit
from claims.model import Closer, Comparison, Person, Relation, Shared, SharedKind
from claims.store import matches
from claims.store.connect import open_store, rows
from stage import a_match, everything

ARTICLE = "The tram line carried 12,000 passengers on its first day. The depot was torn down in March 2024.\n"


def call(path: Path, *words: str, by: str = "Ada", stdin: str | None = None) -> Result:
    environ = {
        "CLAIMS_DB": str(path),
        "CLAIMS_USER": by,
        "CLAIMS_MODEL": str(path.parent / "no-model"),
        "CLAIMS_TIMEZONE": "Europe/Lisbon",
    }
    return CliRunner().invoke(cli, list(words), env=environ, input=stdin)


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
    return [claim["text"] for claim in answer["claims"]]


def test_the_queue_is_listed_filtered_and_counted(path: Path) -> None:
    assert queue(path) == [] and len(queue(path, "--proposed")) == 2
    assert "2 more are only proposed" in call(path, "queue").stderr
    assert len(queue(path, "--proposed", "--text", "depot", "--article", "1", "--with", "nobody")) == 1
    assert queue(path, "--late") == queue(path, "--tag", "sea") == queue(path, "--with", "Ada") == []
    assert "no date" in call(path, "queue", "--proposed").stdout
    assert isinstance(call(path, "queue", "--with", "Zoe").exception, ClaimsError)


def test_a_note_is_written_and_a_wrong_article_withdrawn_and_brought_back(path: Path) -> None:
    assert call(path, "article", "mark", "1", "1", "2", "--as", "claim").exit_code == 0
    done = call(path, "note", "1", "Which count?", "--json")
    written = json.loads(done.stdout)
    assert written.items() >= {"id": 1, "claim_id": 1, "text": "Which count?", "mentions": [], "withdrawn": False, "by": "Ada"}.items()
    assert call(path, "withdraw", "article", "1", "--note", "a spoof").exit_code == 0
    assert queue(path) == []
    assert call(path, "restore-withdrawn", "article", "1").exit_code == 0
    assert len(queue(path)) == 2
    assert call(path, "withdraw", "article", "1").exit_code == 2
    db = open_store(path)
    told = [row["action"] for row in rows(db, "SELECT action FROM event WHERE subject = 'article' ORDER BY id")]
    db.close()
    assert told == ["add_article", "withdraw_article", "restore_article"]


def done(path: Path, *words: str, by: str = "Ada", stdin: str | None = None) -> str:
    """What a command printed, when it did its work."""
    result = call(path, *words, by=by, stdin=stdin)
    assert result.exit_code == 0, (words, result.output, result.exception)
    return result.stdout


def refused(path: Path, *words: str, by: str = "Ada", stdin: str | None = None) -> str:
    """What a command said when it refused, with nothing changed."""
    with closing(open_store(path)) as db:
        before = everything(db)
    result = call(path, *words, by=by, stdin=stdin)
    with closing(open_store(path)) as db:
        assert everything(db) == before, words
    assert isinstance(result.exception, ClaimsError), (words, result.output, result.exception)
    return str(result.exception)


def claim(path: Path, number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(path, "claim", "show", str(number), "--json"))
    return found


def test_a_claim_is_given_dated_tagged_dropped_and_taken_up_by_commands(path: Path) -> None:
    done(path, "queue", by="Ben")
    assert "no person named Zoe" in refused(path, "claim", "assign", "1", "--to", "Zoe")
    done(path, "note", "1", "@Ada, which count?", by="Ben")
    assert done(path, "claim", "assign", "1", "2", "--to", "ben") == "claims 1, 2 given to ben\n"
    assert {claim(path, one)["assignee"] for one in (1, 2)} == {"Ben"}
    done(path, "claim", "due", "1", "--at", "2026-11-23 16:00")
    assert claim(path)["due_at"] == "2026-11-23T16:00:00+00:00"  # Lisbon in winter
    assert "cannot be read" in refused(path, "claim", "due", "1", "--at", "soon")
    done(path, "claim", "tag", "1", "2", "--tag", "budget")
    done(path, "claim", "untag", "2", "--tag", "Budget")
    assert (claim(path)["tags"], claim(path, 2)["tags"]) == (["budget"], [])
    assert "  tags: budget\n" in done(path, "claim", "show", "1") and "tags" not in done(path, "claim", "show", "2")
    assert "no claim 99" in refused(path, "claim", "tag", "1", "99", "--tag", "sea")
    done(path, "claim", "drop", "2", "--note", "trivial")
    assert claim(path, 2)["state"] == "dropped" and claim(path, 2)["notes"][0]["text"] == "trivial"
    done(path, "claim", "restore", "2")
    done(path, "claim", "take", "2")
    done(path, "claim", "release", "2")
    assert claim(path, 2)["state"] == "open" and claim(path, 2)["assignee"] is None
    done(path, "claim", "assign", "1", "--to", "nobody")
    done(path, "claim", "due", "1", "--at", "none")
    assert (claim(path)["assignee"], claim(path)["due_at"]) == (None, None)
    assert "claim 1, open, with nobody" in done(path, "claim", "show", "1")
    done(path, "claim", "assign", "1", "--to", "Fay", by="Fay")
    assert claim(path)["assignee"] == "Fay", "who types for the first time can be named already"
    assert call(path, "claim", "drop", "1").exit_code == 2


def test_a_verdict_is_rated_submitted_returned_approved_and_published_by_commands(path: Path, tmp_path: Path) -> None:
    source = tmp_path / "log.txt"
    source.write_text("The operator counted 12,000 passengers.", encoding="utf-8")
    for title in ("Log", "Copy"):
        done(path, "source", "add", str(source), "--title", title, "--url", f"https://log.example.org/{title}")
    for number in ("1", "2"):
        done(path, "source", "link", "1", number, "--stance", "supports")
    draft = json.loads(done(path, "verdict", "rate", "1", "--rating", "true", "--explanation", "So.", "--without", "2", "--json", by="Ben"))
    assert (draft["rating"], draft["explanation"], draft["left_out"], draft["saved_by"]) == ("true", "So.", [2], "Ben")
    done(
        path,
        "verdict",
        "rate",
        "1",
        "--rating",
        "mostly_true",
        "--explanation",
        "-",
        "--without",
        "2",
        by="Ben",
        stdin="The log says so.\n",
    )
    assert "choose true" in refused(path, "verdict", "rate", "1", "--rating", "perhaps", by="Ben")
    submitted = json.loads(done(path, "verdict", "submit", "1", "--json", by="Ben"))
    assert (submitted["rating"], submitted["explanation"], submitted["evidence_ids"]) == ("mostly_true", "The log says so.", [1])
    assert "you wrote this verdict" in refused(path, "verdict", "approve", "1", by="Ben")
    assert len(queue(path, "--waiting")) == 1
    done(path, "verdict", "return", "1", "--note", "Which day?")
    assert queue(path, "--mentions", "unseen") == []
    assert json.loads(call(path, "queue", "--mentions", "unseen", "--json", by="Ben").stdout)["count"] == 1
    done(path, "verdict", "submit", "1", "--explanation", "The log says so, of 3 May.", by="Ben")
    assert "approved by Ada: clear" in done(path, "verdict", "approve", "1", "--note", "clear")
    told = json.loads(done(path, "verdict", "list", "1", "--json"))["verdicts"]
    assert [(one["outcome"], one["evidence_ids"]) for one in told] == [("returned", [1]), ("approved", [1])]
    for move, state in (
        (("publish", "1"), "published"),
        (("withdraw", "1", "--note", "a doubt"), "checked"),
        (("reopen", "1", "--note", "again"), "in_review"),
    ):
        done(path, "claim", *move)
        assert claim(path)["state"] == state
    assert "has no verdict waiting" in refused(path, "verdict", "approve", "1")


def test_the_verdict_that_was_read_is_told_though_a_joined_claim_has_a_later_one(path: Path) -> None:
    for number, rating in (("1", "true"), ("2", "false")):
        done(path, "verdict", "submit", number, "--rating", rating, "--explanation", "So.", by="Ben")
    assert json.loads(done(path, "verdict", "return", "2", "--note", "Which log?", "--json"))["id"] == 2
    with closing(open_store(path)) as db:
        match = a_match(db, 2, 1, at=datetime.now(UTC))
    done(path, "decide", str(match), "confirmed")
    assert "verdict 1: True, by Ben" in done(path, "verdict", "approve", "1")
    assert claim(path)["state"] == "checked"


def test_an_empty_pipe_submits_no_draft_and_empties_none(path: Path) -> None:
    done(path, "verdict", "rate", "1", "--rating", "true", "--explanation", "Old words.", by="Ben")
    for command in ("rate", "submit"):
        assert "stdin is empty" in refused(path, "verdict", command, "1", "--rating", "false", "--explanation", "-", by="Ben", stdin="\n")
    assert "the explanation is empty" in refused(path, "verdict", "submit", "1", "--explanation", "", by="Ben")
    assert claim(path)["draft"]["explanation"] == "Old words."


def test_submitting_loses_no_draft_that_was_saved_meanwhile(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done(path, "verdict", "rate", "1", "--rating", "true", "--explanation", "Mine.", by="Ben")
    person = Session.person

    def late(session: Session, db: Database) -> Person:
        # After the page was read, before the verdict is written.
        found = person(session, db)
        verdicts.save_draft(db, 1, "false", "Theirs.", by=found, at=session.now(), seen_version=1)
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Session, "person", late)
        result = call(path, "verdict", "submit", "1", by="Ben")
    assert isinstance(result.exception, StaleEdit)
    assert (claim(path)["draft"]["explanation"], claim(path)["verdicts"]) == ("Theirs.", [])


def test_the_pipe_is_read_before_the_store_is_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(session: Session) -> NoReturn:
        raise AssertionError("the store was opened")

    with monkeypatch.context() as watched:
        watched.setattr(Session, "store", opened)
        for command in ("rate", "submit"):
            result = call(path, "verdict", command, "1", "--explanation", "-", stdin=" ")
            assert isinstance(result.exception, Refused), result.exception


def test_views_are_saved_used_and_removed_by_commands(path: Path) -> None:
    done(path, "article", "mark", "1", "1", "2", "--as", "claim")
    done(path, "claim", "tag", "1", "--tag", "trams & trains")
    saved = json.loads(done(path, "view", "save", "Trams", "state=open&tag=trams+%26+trains", "--shared", "--json"))
    assert saved == {"id": 1, "name": "Trams", "query": "state=open&tag=trams+%26+trains", "owner": "Ada", "shared": True}
    assert len(queue(path, "--view", "trams")) == 1
    assert queue(path, "--view", "Trams", "--with", "me") == []
    copied = json.loads(done(path, "view", "save", "Late", "/queue?tag=sea&due=late&page=2", "--json"))
    assert copied["query"] == "due=late&tag=sea", "an address is kept as the desk keeps it"
    done(path, "view", "remove", "2")
    assert "due is none of" in refused(path, "view", "save", "Bad", "due=soon")
    assert "the filter is empty" in refused(path, "view", "save", "Empty", "colour=red")
    assert "no view named" in refused(path, "queue", "--view", "Late")
    assert "problem is none of" in refused(path, "queue", "--problem", "ugly")
    assert len(queue(path, "--problem", "unsourced")) == 2
    assert "Trams (shared by Ada)" in done(path, "view", "list")
    done(path, "view", "remove", "1")
    assert json.loads(done(path, "view", "list", "--json")) == {"views": []}


def test_lines_are_marked_matches_decided_and_the_history_told_by_commands(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_text("The tram line carried 12,000 passengers on its first day, the operator said.\n", encoding="utf-8")
    done(path, "add", str(again), "--title", "Again")
    done(path, "article", "mark", "1", "1", "2", "--as", "claim")
    assert "no line 9: it has 2" in refused(path, "article", "mark", "1", "2", "9", "--as", "claim")
    done(path, "article", "due", "1", "2026-11-23 16:00")
    listed = json.loads(done(path, "article", "list", "--json"))["articles"]
    assert [(one["title"], one["progress"]["marked"]) for one in listed] == [("Again", 0), ("Trams", 2)]
    sorted_ = json.loads(done(path, "article", "list", "--sort", "-title", "--json"))["articles"]
    assert [one["title"] for one in sorted_] == ["Trams", "Again"]
    assert "sort is none of" in refused(path, "article", "list", "--sort", "luck")
    waiting = json.loads(done(path, "matches", "--json"))["matches"]
    assert waiting
    number = str(waiting[0]["match_id"])
    assert "say why the two are different" in refused(path, "decide", number, "rejected")
    done(path, "decide", number, "rejected", "--reason", "scope")
    assert json.loads(done(path, "decide", number, "suggested", "--json"))["status"] == "suggested"
    done(path, "decide", number, "confirmed", "--note", "the same count")
    joined = waiting[0]["ours"]["claim_id"]
    done(path, "claim", "split", str(joined))
    told = done(path, "article", "history", "1")
    assert "Ada: line 1 marked as a claim" in told and "due 23 November 2026, 16:00" in told


def test_a_pair_that_is_not_told_the_same_is_confirmed_after_a_look_at_both_texts(path: Path) -> None:
    with closing(open_store(path)) as db:
        related = Comparison(0.4, Relation.SIMILAR, (), (Shared(SharedKind.WORDS, ("tram",)),), closer=Closer.RELATED)
        number = str(matches.add_match(db, 2, 1, related, at=datetime.now(UTC)))
    assert "told “related”: read both texts" in refused(path, "decide", number, "confirmed")
    assert json.loads(done(path, "decide", number, "confirmed", "--compared", "--json"))["status"] == "confirmed"


def test_one_takes_back_a_note_of_ones_own_by_commands(path: Path) -> None:
    done(path, "note", "1", "Which count?")
    done(path, "note", "2", "Hm.", by="Ben")
    assert "Ada's" in refused(path, "withdraw", "note", "1", by="Ben")
    done(path, "withdraw", "note", "1")
    assert claim(path)["notes"][0]["withdrawn"]
    done(path, "restore-withdrawn", "note", "1")
    assert not claim(path)["notes"][0]["withdrawn"]


def test_who_says_a_claim_and_what_the_article_does_with_it_change_by_one_command(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "two.txt"
    file.write_text(
        "Mayor Ilsa Brenn met port engineer Bo Rusk on Monday. He said the pier cost 61 million crowns in 2019.\n", encoding="utf-8"
    )
    added = json.loads(call(path, "add", str(file), "--title", "Pier", "--json").stdout)
    number = next(str(claim["claim_id"]) for claim in added["claims"] if "61 million" in claim["quote"])
    article = str(added["article_id"])
    changed = call(path, "claim", "said", number, "--article", article, "--speaker", "Bo Rusk", "--polarity", "doubted")
    assert (changed.exit_code, changed.stdout) == (0, f"claim {number} in article {article}: doubted, said by Bo Rusk\n")
    assert call(path, "claim", "said", number, "--nobody").stdout == f"claim {number} in article {article}: doubted, said by nobody named\n"
    (appearance,) = json.loads(call(path, "claim", "show", number, "--json").stdout)["appearances"]
    assert (appearance["speaker"], appearance["candidates"], appearance["polarity"]) == (None, [], "doubted")
    assert call(path, "claim", "said", number).exit_code == 2
    assert call(path, "claim", "said", number, "--nobody", "--speaker", "Bo Rusk").exit_code == 2
    missing = call(path, "claim", "said", number, "--article", "99", "--nobody")
    assert missing.exit_code == 1 and "lists its appearances" in str(missing.exception)
