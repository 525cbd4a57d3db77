"""Nothing lands under the home folder: the libraries that run the models keep no notes and no number of the machine there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = 'The Velmore council spent 3.4 million pounds on the bridge in 2021. "It carries 12,000 cars a day," said Ines Haldt.\n'
WALK = (
    ("add", "article.txt"),
    ("match", "The bridge carries 12,000 cars a day."),
    ("match", "Der Zoll der Brücke stieg 2021 auf 4 Euro."),
    ("match", "--batch", "lines.jsonl", "--workers", "2"),
    ("spot", "--batch", "lines.jsonl"),
    ("import", "known.jsonl"),
    ("embed",),
    ("bench", "matching", "--claims", "known.jsonl", "--queries", "lines.jsonl", "--qrels", "qrels.tsv"),
    ("demo", "--no-serve"),
)
"""Every command that loads a model, the short ones that load none left out. ``serve`` uses the same room as these."""

RUN_ALL = f"""
import os
from pathlib import Path
from tests.command_line import run_command

if __name__ == "__main__":  # the workers of a batch begin with this text, too
    for words in {WALK!r}:
        done = run_command(*words, folder=Path.cwd(), environ=dict(os.environ))
        if done.returncode:
            raise SystemExit(f"{{words}}: {{done.stderr.decode()}}")
        print("done", words[0], sorted(Path.home().rglob("*")), flush=True)
"""


@pytest.mark.long
def test_no_command_that_loads_a_model_writes_under_the_home_folder(tmp_path: Path) -> None:
    work, home, passing = tmp_path / "work", tmp_path / "home", tmp_path / "passing"
    for folder in (work, home, passing):
        folder.mkdir()
    (work / "article.txt").write_text(ARTICLE)
    (work / "lines.jsonl").write_text(json.dumps({"id": "q1", "text": "The bridge carries 12,000 cars a day."}) + "\n")
    (work / "known.jsonl").write_text(json.dumps({"id": "k1", "claim": "The bridge at Velmore carries 12,000 cars daily."}) + "\n")
    (work / "qrels.tsv").write_text("q1\t0\tk1\t1\n")
    # Without CI: ONNX Runtime keeps quiet by itself where that is set.
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(passing), "PYTHONPATH": str(ROOT), "CLAIMS_USER": "Ada"}
    done = subprocess.run([sys.executable, "-c", RUN_ALL], capture_output=True, text=True, cwd=work, env=environ, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("done") == len(WALK) and [*home.rglob("*")] == [], done.stdout


def test_what_only_imports_the_runtime_through_our_room_leaves_no_number_of_the_machine(tmp_path: Path) -> None:
    script = "from claims.matching.search import encoder; assert encoder.load() is not None"
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", script], check=True, env=environ, timeout=120)
    assert [*tmp_path.rglob("*")] == []
