"""Files of JSON that Python itself cannot take in: every command that reads one says so in words, and stores only what is good."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli.main import cli
from claims.errors import ClaimsError

VALUES = {
    "nested lists": "[" * 100_000 + "]" * 100_000,
    "nested objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "400,000 digits": "9" * 400_000,
    "no number": "NaN",
    "infinity": "1e999",
    "half a pair": '"a \\ud800 b"',
}


def run(folder: Path, *words: str) -> tuple[str, str]:
    """What a command printed, and the words of its error; any other exception than ours fails the test."""
    try:
        done = CliRunner().invoke(cli, ["--db", str(folder / "claims.db"), *words], standalone_mode=False, env={"CLAIMS_MODEL": "none"})
        if done.exception is not None:
            raise done.exception
    except (ClaimsError, SystemExit) as error:
        return "", str(error)
    return done.stdout, ""


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_an_import_takes_the_good_rows_and_names_the_bad_ones(tmp_path: Path, value: str) -> None:
    lines = f'{{"id": "1", "text": "It rained.", "tags": {value}}}\n{{"id": "2", "text": {value}}}\n{{"id": "3", "text": "The mill is 9 m high."}}\n'
    (tmp_path / "rows.jsonl").write_text(lines)
    answer = json.loads(run(tmp_path, "import", str(tmp_path / "rows.jsonl"), "--json")[0])
    assert answer["added"] + answer["updated"] in (1, 2) and [one["row"] for one in answer["rejected"]][-1] == 2
    review = f'{{"@type": "ClaimReview", "claimReviewed": {value}, "url": {value}}}'
    good = '{"@type": "ClaimReview", "claimReviewed": "The mill is 8 m high.", "url": "https://checks.example.org/2"}'
    (tmp_path / "list.json").write_text(f"[{good}, {review}]")
    answer = json.loads(run(tmp_path, "import", str(tmp_path / "list.json"), "--json")[0])
    assert answer["added"] == 1 and [one["row"] for one in answer["rejected"]] == [2]
    page = f'<html><script type="application/ld+json">{review}</script><script type="application/ld+json">{good}</script></html>'
    (tmp_path / "page.html").write_text(page)
    answer = json.loads(run(tmp_path, "import", str(tmp_path / "page.html"), "--json")[0])
    assert answer["unchanged"] == 1 and [one["row"] for one in answer["rejected"]] == [1]


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_other_commands_refuse_the_file_in_words(tmp_path: Path, value: str) -> None:
    batch, head = tmp_path / "batch.jsonl", tmp_path / "a.head"
    batch.write_text(f'{{"id": {value}, "text": {value}}}\n')
    head.write_text(f'{{"head": {value}}}')
    for words in (("match", "--batch", str(batch)), ("spot", "--batch", str(batch))):
        assert "line 1" in run(tmp_path, *words)[1], words
    assert run(tmp_path, "bench", "matching", "--claims", str(batch), "--queries", str(batch), "--qrels", str(batch))[1]
    said = run(tmp_path, "verify", "--head", str(head))
    assert "no head of a history" in said[1] or said[1] == "1", said
