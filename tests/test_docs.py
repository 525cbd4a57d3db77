"""The README says what is true: every command in it is run, and what it shows is what comes out."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import run_command
from tests.served import served
from tests.web_stage import Stage

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str, page: str = README) -> list[str]:
    """The fenced blocks of a language on a page, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def shell(command: str, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    """Run a documented command as its reader would: variables, then ``./run claims`` and its words."""
    words = shlex.split(command)
    given = [word.split("=", 1) for word in words[: words.index("./run")]]
    assert words[len(given) : len(given) + 2] == ["./run", "claims"], command
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "CLAIMS_USER": "Ada", **dict(given)}
    return run_command(*words[len(given) + 2 :], folder=folder, environ=environ)


def test_the_readme_is_short_enough_to_read() -> None:
    assert len(README.splitlines()) <= 120


@pytest.mark.parametrize("page", [README, (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")], ids=["README", "commands"])
def test_every_command_works_in_order_and_shows_what_the_page_says(tmp_path: Path, page: str) -> None:
    sample = tmp_path / "claims" / "sample"
    shutil.copytree(ROOT / "claims" / "sample", sample)
    ran = 0
    for block in blocks("console", page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            done = shell(command, tmp_path)
            assert done.returncode == 0, (command, done.stderr)
            if shown:
                assert done.stdout.decode() == shown, command
            ran += 1
    assert ran >= 5


def test_the_python_example_prints_what_the_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = blocks("python")
    (printed,) = re.findall(r"^prints\n\n```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {"__name__": "__main__"})
    assert capsys.readouterr() == (printed, "")


PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("command", sorted({name for page in PAGES for name in re.findall(r"(?:\./|/)run (\w+)", page.read_text("utf-8"))}))
def test_every_run_command_of_the_documents_is_one(command: str) -> None:
    script = (ROOT / "run").read_text(encoding="utf-8")
    assert re.search(rf"^    ([\w -]+ \| )?{command}( \| [\w -]+)*\)", script, re.MULTILINE), command


def test_every_file_that_the_readme_names_is_there() -> None:
    named = set(re.findall(r"\b(?:docs|claims|tests)/[\w./-]+\w|\b[A-Z]+\.md\b", README))
    assert named and [name for name in named if not (ROOT / name).exists()] == []


def test_every_file_that_the_page_on_reading_names_is_there() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    there = {path.name for folder in ("claims", "tests") for path in (ROOT / folder).rglob("*.py")}
    named = set(re.findall(r"`(?:[\w-]+/)*(\w+\.py)`", page))
    assert "mentions.py" in named and named - there == set()


def test_the_example_of_the_api_runs_as_it_is_printed(path: Path) -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    example = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]
    assert len([line for line in example.splitlines() if line]) <= 10
    stage = Stage(path)
    with served(stage.app) as address:
        environ = {"PATH": os.environ["PATH"], "DESK": address, "TOKEN": stage.bearer("Ben")["Authorization"].removeprefix("Bearer ")}
        done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, env=environ, timeout=120)
    stage.db.close()
    assert "differs" in done.stdout and "['12,000']" in done.stdout, done.stderr
