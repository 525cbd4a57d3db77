"""The commands as scripts meet them: stdout, stderr, exit codes, and what is in the file afterwards."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.store.connect import open_store, rows
from tests.command_line import Run, answer, row_counts, runner

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "claims" / "sample"


@pytest.fixture
def run(tmp_path: Path, path: Path) -> Run:
    """Runs a command on the test's own database, in an empty folder with an empty HOME."""
    return runner(tmp_path, path)


def in_a_process(path: Path, *words: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """A command in a process of its own, where nothing was loaded before and a file left open is told at the end."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(path.parent), "PYTHONPATH": str(ROOT), "CLAIMS_DB": str(path), "CLAIMS_USER": "Ada"}
    command = [sys.executable, "-W", "error::ResourceWarning", "-m", "claims", *words]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=path.parent, env=environ, timeout=120)


def test_the_whole_job_by_commands(run: Run, path: Path, tmp_path: Path) -> None:
    imported = answer(run("import", str(SAMPLE / "known.jsonl"), "--json"))
    assert imported == {"added": 10, "updated": 0, "unchanged": 0, "rejected": [], "warnings": [], "more_warnings": 0}
    added = answer(run("add", str(SAMPLE / "article.md"), "--published", "2026-11-12", "--publisher", "Gazette", "--json"))
    text = rows(open_store(path), "SELECT text FROM article")[0]["text"]
    assert added["claims"] and all(text[one["start"] : one["end"]] == one["quote"] for one in added["claims"])
    assert all(0 <= one["score"] <= 1 and one["reasons"] and one["new"] for one in added["claims"])
    furniture = {"Share this article.", "Read more", "Exit mobile version"}
    assert not furniture & {one["quote"] for one in added["claims"]}
    assert any(repeat["false"] and repeat["status"] == "suggested" and repeat["article_id"] == 1 for repeat in added["repeats"])
    match = next(match for one in added["claims"] for match in one["matches"])
    assert set(match) >= {"match_id", "claim_id", "external_id", "text", "score", "relation", "differences", "why", "verdict", "status"}

    claim = next(one for one in added["claims"] if "48 million" in one["quote"])
    source = answer(run("source", "add", str(SAMPLE / "sources" / "audit-office-report.txt"), "--kind", "primary_document", "--json"))
    linked = answer(
        run(
            "source",
            "link",
            str(claim["claim_id"]),
            str(source["id"]),
            "--stance",
            "contradicts",
            "--quote",
            "The repairs cost 61 million crowns",
            "--json",
        )
    )
    assert (linked["stance"], linked["used_as"], linked["checked_by"]) == ("contradicts", "primary", "Ada")

    report = answer(run("report", str(added["article_id"]), "--json"))
    assert set(report) >= {"article", "sentences", "unmarked", "not_claims", "claims", "by_state", "problems", "lines"}
    kinds = {(problem["kind"], problem["claim_id"]) for problem in report["problems"]}
    assert ("contradicted", claim["claim_id"]) in kinds and ("no_locator", claim["claim_id"]) in kinds
    assert len(report["lines"]) == report["sentences"] == added["sentences"]
    again = answer(run("report", str(added["article_id"]), "--format", "json"))
    assert again | {"made_at": ""} == report | {"made_at": ""}
    assert b"<!doctype html>" in run("report", str(added["article_id"]), "--format", "html").stdout
    table = list(csv.DictReader(io.StringIO(run("report", str(added["article_id"]), "--format", "csv").stdout.decode())))
    assert {one["problem"] for one in table} >= {"Contradicted", "No locator"}
    plain = run("report", str(added["article_id"])).stdout.decode()
    assert "Not ready" in plain and "\x1b" not in plain

    found = answer(run("search", "ambulance", "--json"))["results"]
    assert {one["kind"] for one in found} == {"claim", "article"} and all(set(one) >= {"kind", "id", "text", "snippet"} for one in found)
    matches = answer(run("match", "The harbour bridge of Tarnmouth is the longest in the county.", "--json"))["matches"]
    assert (matches[0]["external_id"], matches[0]["verdict"], matches[0]["match_id"]) == ("tarn-001", "False", None)
    assert answer(run("verify", "--json"))["ok"] is True


def test_a_process_of_its_own_takes_stdin_prints_its_answer_and_exits_with_its_code(path: Path) -> None:
    added = in_a_process(path, "add", "-", "--json", stdin="The Brücke of Tarnmouth carried 18,000 cars in 2025.\n".encode())
    assert (added.returncode, added.stderr) == (0, b"") and "Brücke" in answer(added)["claims"][0]["quote"]
    refused = in_a_process(path, "report", "99")
    assert (refused.returncode, refused.stdout) == (1, b"") and refused.stderr.startswith(b"error: ") and refused.stderr.count(b"\n") == 1
    no_text = in_a_process(path, "queue", "--text", "caf\udce9")
    assert no_text.returncode == 1 and b"not valid text" in no_text.stderr
    assert in_a_process(path, "nonsense").returncode == 2


def test_a_fact_told_three_times_is_suggested_as_one(run: Run) -> None:
    added = answer(run("add", str(SAMPLE / "article.md"), "--json"))
    told = [claim for claim in added["claims"] if "18,000" in claim["quote"]]
    assert len(told) == 3
    numbers = {one["claim_id"] for one in told}
    for one in told:
        assert numbers - {one["claim_id"]} <= {match["claim_id"] for match in one["matches"]}, one["quote"]


def test_the_same_article_twice_adds_nothing(run: Run, path: Path) -> None:
    first = answer(run("add", str(SAMPLE / "article.md"), "--json"))
    before = row_counts(path)
    again = answer(run("add", str(SAMPLE / "article.md"), "--json"))
    assert again["article_id"] == first["article_id"] and not any(claim["new"] for claim in again["claims"])
    assert row_counts(path) == before


def test_stdin_and_plain_text_work(run: Run, path: Path) -> None:
    text = b"Ferry sinks\n\nThe ferry Anna sank in 1931 with 42 people on board. It was a dark night.\n"
    added = answer(run("add", "-", "--title", "Ferry", "--json", stdin=text))
    assert added["title"] == "Ferry" and any("1931" in claim["quote"] for claim in added["claims"])
    assert b"The ferry Anna" in run("search", "Anna").stdout


BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n ", "empty"),
    "binary": (bytes(range(256)) * 20, ""),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "picture"),
    "nul": (b"The ferry\x00 sank in 1931.", "NUL"),
    "surrogate": (b"The ferry \xed\xa0\x80 sank in 1931.", "utf-8"),
    "latin-1": ("Das Fährschiff sank 1931.".encode("latin-1"), "utf-8"),
    "too large": (b"x " * 30_000_000, "5,000,000"),
    "one line": (b"x" * 6_000_000, "5,000,000"),
    "signs": (b"... !!! ???", "no words"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_bad_input_is_one_line_on_stderr_and_nothing_is_stored(run: Run, path: Path, tmp_path: Path, name: str, way: str) -> None:
    content, said = BAD[name]
    file = tmp_path / "article.txt"
    file.write_bytes(content)
    done = run("add", "-" if way == "stdin" else str(file), "--json", stdin=content if way == "stdin" else b"", code=1)
    line = done.stderr.decode()
    assert line.startswith("error: ") and line.count("\n") == 1 and said.lower() in line.lower()
    assert done.stdout == b""
    assert not path.exists() or set(row_counts(path).values()) == {0}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["report", "99"], 1, "no article 99"),
        (["source", "link", "99", "1", "--stance", "supports"], 1, "no claim 99"),
        (["report", "9" * 30], 1, "no article 999"),
        (["source", "link", "9" * 30, "1", "--stance", "context"], 1, "no claim 999"),
        (["add", "missing.txt"], 1, "missing.txt"),
        (["add", "."], 1, "directory"),
        (["match", ""], 1, "empty"),
        (["search", ""], 1, "empty"),
        (["match"], 2, "either a TEXT or --batch"),
        (["report", "one"], 2, "one"),
        (["source", "link", "1", "1", "--stance", "likes"], 2, "likes"),
        (["nonsense"], 2, "nonsense"),
        (["import", "missing.jsonl"], 2, "missing.jsonl"),
        (["source", "add", "--title", "x", "--url", "javascript:alert(1)"], 1, "http"),
        (["source", "add"], 1, "title"),
        (["add", "http://127.0.0.1:9/"], 1, "inside a network"),
        (["add", "ftp://a.example/b"], 1, "only http"),
        (["add", "file:///etc/passwd"], 1, "only http"),
        (["add", "ftp://example.org/a"], 1, "ftp"),
    ],
)
def test_wrong_words_get_a_clear_line_and_the_right_exit_code(run: Run, words: list[str], code: int, said: str) -> None:
    done = run(*words, code=code)
    assert said in done.stderr.decode() and done.stdout == b""


@pytest.mark.parametrize(
    "words",
    [
        ["article", "list", "--text", "caf\udce9"],
        ["queue", "--text", "caf\udce9"],
        ["queue", "--tag", "caf\udce9"],
        ["queue", "--with", "caf\udce9"],
        ["claim", "assign", "1", "--to", "caf\udce9"],
        ["search", "caf\udce9"],
    ],
    ids=" ".join,
)
def test_an_argument_that_is_no_text_is_said_to_be_none(run: Run, words: list[str]) -> None:
    done = run(*words, code=1)
    assert b"contains invalid characters" in done.stderr or b"not valid text" in done.stderr
    assert b"fault" not in done.stderr and done.stdout == b""


@pytest.mark.parametrize(
    "query",
    ['"', '""', "*", "AND", "NEAR(", "a OR", "x*", "-x", "ferry\x01", "(((", "'; DROP TABLE claim; --", "ï½ \u202e", "^", "claim_search:"],
)
def test_no_query_breaks_search_or_matching(run: Run, query: str) -> None:
    run("add", "-", stdin=b"The ferry sank in 1931.")
    assert "results" in answer(run("search", "--json", "--", query))
    assert "matches" in answer(run("match", "--json", "--", query))


def test_stored_text_cannot_steer_a_terminal(run: Run) -> None:
    run("add", "-", stdin=b"Ferry \x1b[2Jnews\n\nThe ferry \x1b]0;owned\x07Anna sank in 1931 with 42 people.")
    for words in (["report", "1"], ["search", "ferry"], ["match", "The ferry sank in 1931"], ["add", "-"]):
        done = run(*words, stdin=b"Ferry \x1b[2Jnews\n\nThe ferry \x1b]0;owned\x07Anna sank in 1931 with 42 people.")
        assert b"\x1b" not in done.stdout + done.stderr and b"\x07" not in done.stdout + done.stderr, words


def test_a_batch_keeps_its_order_and_its_ids(run: Run, tmp_path: Path) -> None:
    run("import", str(SAMPLE / "known.jsonl"))
    batch = tmp_path / "in.jsonl"
    batch.write_text(
        '{"id": "b", "text": "The toll on the Tarnmouth bridge ended in 2019."}\n\n{"id": 7, "text": "Ünrelated words 🙂"}\n',
        encoding="utf-8",
    )
    lines = [json.loads(line) for line in run("match", "--batch", str(batch)).stdout.splitlines()]
    assert [line["id"] for line in lines] == ["b", 7]
    assert lines[0]["matches"][0]["external_id"] == "tarn-003"
    spotted = [json.loads(line) for line in run("spot", "--batch", str(batch)).stdout.splitlines()]
    assert [line["id"] for line in spotted] == ["b", 7] and all(0 <= line["score"] <= 1 for line in spotted)
    batch.write_text('{"id": "b"}\n', encoding="utf-8")
    assert b"line 1" in run("match", "--batch", str(batch), code=1).stderr
    assert b"go with --batch" in run("match", "some words", "--workers", "2", code=2).stderr


def test_people_are_added_listed_and_given_passwords(run: Run) -> None:
    password = b"a long enough password\n"
    added = answer(run("user", "add", "Grace", "--role", "editor", "--password-stdin", "--json", stdin=password))
    assert (added["name"], added["role"], added["has_password"]) == ("Grace", "editor", True)
    assert [one["name"] for one in answer(run("user", "list", "--json"))] == ["Ada", "Grace"]
    assert b"12 to 128" in run("user", "passwd", "Grace", "--password-stdin", stdin=b"short\n", code=1).stderr
    run("user", "passwd", "grace", "--password-stdin", stdin=password)
    assert b"somebody named Grace" in run("user", "add", "Grace", "--role", "viewer", "--password-stdin", stdin=password, code=1).stderr
    assert b"no person named Eve" in run("user", "passwd", "Eve", "--password-stdin", stdin=password, code=1).stderr


def test_a_token_is_printed_alone_listed_and_revoked(run: Run) -> None:
    run("user", "add", "Grace", "--role", "editor", "--password-stdin", stdin=b"a long enough password\n")
    printed = run("user", "token", "grace").stdout.decode()
    assert printed.startswith("claims_") and printed.count("\n") == 1 and " " not in printed
    (one,) = answer(run("user", "tokens", "Grace", "--json"))
    assert (one["person"], one["revoked_at"]) == ("Grace", None) and printed.strip() not in str(one)
    run("user", "revoke", str(one["id"]))
    assert "revoked" in run("user", "tokens").stdout.decode()
    assert b"revoked before" in run("user", "revoke", "1", code=1).stderr
    assert b"no person named Eve" in run("user", "token", "Eve", code=1).stderr


def test_verify_names_damage_and_exits_with_one(run: Run, path: Path) -> None:
    run("add", "-", stdin=b"The ferry sank in 1931 with 42 people on board.")
    db = open_store(path)
    db.execute("DROP TRIGGER event_append_only_update")
    db.execute("UPDATE event SET action = 'nothing' WHERE id = 1")
    db.close()
    done = run("verify", "--json", code=1)
    assert answer(done)["ok"] is False and "line 1 was changed" in answer(done)["problems"][0]


def test_a_pipe_that_closes_early_is_no_failure(run: Run, path: Path, tmp_path: Path) -> None:
    run("import", str(SAMPLE / "known.jsonl"), "--no-embed")
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "CLAIMS_DB": str(path)}
    done = subprocess.run(f"{sys.executable} -m claims export | head -c 10", shell=True, capture_output=True, env=environ, cwd=tmp_path)
    assert done.stdout == b'{"id": "ta' and done.stderr == b""


def test_a_wrong_setting_is_named(run: Run) -> None:
    assert b"CLAIMS_TIMEZONE" in run("user", "list", code=1, env={"CLAIMS_TIMEZONE": "Mars/North"}).stderr
    assert b"CLAIMS_MAX_ARTICLE_BYTES" in run("user", "list", code=1, env={"CLAIMS_MAX_ARTICLE_BYTES": "many"}).stderr


def test_the_demo_does_the_whole_job_and_leaves_no_file(run: Run, tmp_path: Path, path: Path) -> None:
    done = run("demo", "--no-serve", env={"TMPDIR": str(tmp_path)})
    shown = done.stdout.decode()
    for words in (
        "1. Read",
        "2. Seen before?",
        "3. Sources",
        "4. The editor's report",
        "Fix before publishing",
        "Contradicted",
        "Line by line",
    ):
        assert words in shown
    assert not list(tmp_path.glob("claims-demo-*")) and not path.exists()


def test_backup_restore_and_the_kept_head(run: Run, path: Path, tmp_path: Path) -> None:
    run("import", str(SAMPLE / "known.jsonl"))
    done = answer(run("backup", "copy.db", "--json"))
    assert done["lines"] > 0 and (tmp_path / "copy.db.head").exists()
    assert b"there already" in run("backup", "copy.db", code=1).stderr
    run("source", "add", "--title", "Log", "--kind", "report")
    assert answer(run("verify", "--head", "copy.db.head", "--json"))["ok"]
    assert b"kept as" in run("restore", "copy.db").stdout
    assert row_counts(path)["source"] == 0 and row_counts(path)["claim"] == 10
    assert answer(run("verify", "--head", done["head"], "--json"))["ok"]
    assert b"cut off" in run("verify", "--head", "0" * 63 + "1", code=1).stdout
    (tmp_path / "torn.db").write_bytes((tmp_path / "copy.db").read_bytes()[:9000])
    assert b"nothing was replaced" in run("restore", "torn.db", code=1).stderr
    assert row_counts(path)["claim"] == 10


def test_words_are_redacted_after_a_question(run: Run, path: Path) -> None:
    run("source", "add", "--title", "Log of Ofelia Quandt", "--kind", "report")
    asked = run("redact", "Ofelia Quandt", "--reason", "order 12", stdin=b"n\n", code=130)
    assert b"source: 1" in asked.stderr
    assert b"gone from" in run("redact", "-", "--yes", "--reason", "order 12", stdin=b"ofelia quandt\n").stdout
    db = open_store(path)
    assert rows(db, "SELECT title FROM source")[0]["title"] == "Log of ██████ ██████"
    db.close()
    assert b"nothing that is stored" in run("redact", "Ofelia", "--yes", "--reason", "x", code=1).stderr


def test_bench_matching_shows_the_figures_and_how_far_the_scores_can_be_trusted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text(
        '{"id": "a", "text": "The ferry Anna sank in 1931."}\n{"id": "b", "text": "Rents doubled in Belmar."}\n'
    )
    (tmp_path / "queries.jsonl").write_text('{"id": "q", "text": "In 1931 the ferry Anna sank."}\n')
    (tmp_path / "qrels.tsv").write_text("q\t0\ta\t1\n")
    files = ("--claims", "claims.jsonl", "--queries", "queries.jsonl", "--qrels", "qrels.tsv")
    shown = run("bench", "matching", *files).stdout.decode()
    assert "map5       1.0000" in shown and "ece" in shown
    assert "mean score   the same claim" in shown and "from 0.9" in shown
    assert answer(run("bench", "matching", *files, "--json"))["reliability"]
