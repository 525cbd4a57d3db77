"""What goes in and out by commands: imports of every kind, exports, and what is told of bad rows."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claims.desk.exchange.imports import TOGETHER
from tests.command_line import Run, answer, row_counts, runner

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "claims" / "sample"


@pytest.fixture
def run(tmp_path: Path, path: Path) -> Run:
    """Runs a command on the test's own database, in an empty folder with an empty HOME."""
    return runner(tmp_path, path)


def test_export_then_import_changes_nothing(run: Run, path: Path, tmp_path: Path) -> None:
    run("import", str(SAMPLE / "known.jsonl"), "--no-embed")
    run("add", str(SAMPLE / "article.md"))
    before = row_counts(path)
    for form in ("jsonl", "csv"):
        out = tmp_path / f"out.{form}"
        run("export", "--format", form, "--output", str(out))
        back = answer(run("import", str(out), "--no-embed", "--json"))
        assert back["unchanged"] == before["claim"] and not back["added"] + back["updated"] and back["rejected"] == []
        assert run("export", "--format", form).stdout == out.read_bytes()
    assert row_counts(path) == before


def test_an_import_says_what_it_left_out_and_repeating_it_adds_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(b'{"id": "1", "text": "The ferry sank."}\nbroken\n{"id": "2", "text": "It rained."}\n')
    assert answer(run("import", str(file), "--json"))["rejected"] == [
        {"row": 2, "reason": "the line is no JSON: Expecting value: line 1 column 1 (char 0)."}
    ]
    file.write_bytes(b'{"id": "1", "text": "The ferry sank."}\n{"id": "2", "text": "It rained a lot."}\n')
    again = answer(run("import", str(file), "--json"))
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 1, 1)
    file.write_bytes(b"broken\nworse\n")
    assert b"no row could be used; row 1" in run("import", str(file), code=1).stderr
    file.write_bytes(b"")
    assert b"this file contains no claims" in run("import", str(file), code=1).stderr
    (tmp_path / "x.txt").write_bytes(b"")
    assert b"say --format" in run("import", str(tmp_path / "x.txt"), code=1).stderr
    assert b"at most 10 are imported" in run("import", str(SAMPLE / "known.jsonl"), code=1, env={"CLAIMS_MAX_IMPORT_BYTES": "10"}).stderr


def test_claimreview_comes_in_from_a_page_a_list_and_a_feed(run: Run, tmp_path: Path) -> None:
    review = {
        "@type": "ClaimReview",
        "url": "https://checks.example.org/ferry",
        "claimReviewed": "The ferry sank in 1931.",
        "reviewRating": {"alternateName": "Pants on Fire!", "ratingValue": -1, "bestRating": -1, "worstRating": -1},
        "author": {"name": "Coast Check"},
    }
    feed = {"@type": "DataFeed", "dataFeedElement": [{"item": [review, None]}, None, {"item": None}]}
    page = f'<html><script type="application/ld+json">{json.dumps(review)}</script></html>'
    for name, content in (("one.json", json.dumps([review])), ("feed.json", json.dumps(feed)), ("page.html", page)):
        (tmp_path / name).write_text(content, encoding="utf-8")
        done = answer(run("import", str(tmp_path / name), "--no-embed", "--json"))
        assert done["added"] + done["unchanged"] == 1, name
    (match,) = answer(run("match", "The ferry sank in 1931.", "--json"))["matches"]
    assert match["verdict"] == "Pants on Fire!"


def test_a_dry_run_shows_the_mapping_of_a_csv_and_stores_nothing(run: Run, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text("Nr,Satz,Verdict,Mood\n1,The ferry sank.,False,calm\n,,True,\n2,It rained.,True,wet\n", encoding="utf-8")
    assert b"no column is called text or claim" in run("import", str(file), "--dry-run", code=1).stderr
    mapped = ("--map", "text=satz", "--map", "id=Nr")
    assert answer(run("import", str(file), "--dry-run", "--json", *mapped)) == {
        "columns": {"id": "Nr", "text": "Satz", "rating": "Verdict"},
        "unused": ["Mood"],
        "rows": 2,
        "rejected": [{"row": 3, "reason": "it has no text."}],
        "warnings": [{"row": 1, "column": "Mood", "value": "", "reason": "not used: --map FIELD=Mood would take it."}],
    }
    shown = run("import", str(file), "--dry-run", *mapped).stdout.decode()
    assert "from the column Satz" in shown and "not used: Mood" in shown and "nothing was stored" in shown
    assert row_counts(path)["claim"] == 0
    assert answer(run("import", str(file), "--json", "--no-embed", *mapped))["added"] == 2
    assert b"has no =" in run("import", str(file), "--map", "text", code=2).stderr
    assert b"is no field" in run("import", str(file), "--map", "mood=Mood", code=1).stderr


def test_an_import_tells_what_it_left_empty_and_keeps_the_row(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text("Claim,Link,Mood\n" + "".join(f"Ferry {n} sank.,in a leaflet,calm\n" for n in range(8)), encoding="utf-8")
    done = answer(run("import", str(file), "--json", "--no-embed"))
    assert (done["added"], done["rejected"], len(done["warnings"])) == (8, [], 9)
    assert done["warnings"][1] == {
        "row": 2,
        "column": "Link",
        "value": "in a leaflet",
        "reason": "it is no web address (http:// or https:// and a host): left empty.",
    }
    printed = run("import", str(file), "--no-embed").stderr.decode()
    assert "row 1, Mood: not used: --map FIELD=Mood" in printed and "row 2, Link: 'in a leaflet'" in printed
    assert "Link: 3 more like this" in printed and "row 8" not in printed


def test_an_import_that_was_killed_goes_on_where_it_was(run: Run, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(
        "".join(json.dumps({"id": f"r{n}", "text": f"The ferry sank {n} times."}) + "\n" for n in range(3 * TOGETHER)), encoding="utf-8"
    )
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "CLAIMS_DB": str(path), "CLAIMS_USER": "Ada"}
    command = [sys.executable, "-m", "claims", "import", str(file), "--no-embed"]
    started = subprocess.Popen(command, env=environ, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while started.poll() is None and not (path.exists() and row_counts(path)["claim"] >= TOGETHER):
        time.sleep(0.01)
    started.kill()
    started.wait()
    before = row_counts(path)["claim"]
    assert before % TOGETHER == 0  # whole transactions, and nothing of the one that was cut off
    assert 0 < before < 3 * TOGETHER, "it was done before it could be killed"
    again = answer(run("import", str(file), "--no-embed", "--json"))
    assert (again["added"], again["unchanged"], again["updated"]) == (3 * TOGETHER - before, before, 0)
    assert answer(run("verify", "--json"))["problems"] == []


def test_every_format_goes_out_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    run("import", str(SAMPLE / "known.jsonl"), "--no-embed")
    feed = json.loads(run("export", "--format", "claimreview", env={"CLAIMS_PUBLISHER": "Harbour Gazette"}).stdout)
    assert feed["@type"] == "DataFeed" and "Harbour Gazette" in feed["name"] and len(feed["dataFeedElement"]) > 5
    assert b"say --output" in run("export", "--format", "datasette", code=2).stderr
    copy = tmp_path / "explore.db"
    run("export", "--format", "datasette", "--output", str(copy))
    assert sqlite3.connect(copy).execute("SELECT count(*) FROM imported_reviews").fetchone() == (10,)
    run("export", "--format", "datasette", "--output", str(copy))  # again, over the old one
    run("export", "--output", str(tmp_path / "no-such-folder" / "x.jsonl"), code=1)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("feed.json", b"<!doctype html><title>502 Bad Gateway</title>", "a web page without a ClaimReview in it"),
        ("feed.json", b"[" * 5_000, "nested too deeply"),
        ("feed.json", b'{"dataFeedElement": [{"item": [1, "x", null, {"@type": 7}]}, true, [[]]]}', "holds no ClaimReview"),
        ("feed.json", b'{"@graph": [{"@id": "#a", "hasPart": {"@id": "#a"}}]}', "holds no ClaimReview"),
        ("rows.csv", b",".join(b"c%d" % n for n in range(10_000)) + b"\n", "no column is called text or claim"),
        ("rows.jsonl", b'{"id": {}, "text": []}\n{"id": 1, "text": 7}\n', "row 1: its text is a list, not text"),
        ("rows.jsonl", b"\x00\x01\x02" * 99, "is no JSON"),
    ],
)
def test_a_bad_file_is_told_and_nothing_of_it_is_stored(run: Run, path: Path, tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert said in run("import", str(tmp_path / name), "--no-embed", code=1).stderr.decode()
    assert row_counts(path)["claim"] == 0


def test_json_that_breaks_in_the_middle_keeps_what_stood_before_it(run: Run, path: Path, tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(
        b'[{"claimReviewed": "It sank."}, {"claimReviewed": "It rained."}, {"claimReviewed": }, {"claimReviewed": "Lost."}]'
    )
    done = answer(run("import", str(tmp_path / "feed.json"), "--no-embed", "--json"))
    assert done["added"] == 2 and done["rejected"][0]["row"] == 3 and "What stands after it cannot be read" in done["rejected"][0]["reason"]
    assert row_counts(path)["claim"] == 2
