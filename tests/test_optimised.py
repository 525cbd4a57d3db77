"""Under ``python -OO`` assertions and docstrings are gone: the program must need neither."""

import os
import subprocess
import sys
from pathlib import Path

import click

from claims.cli.main import cli
from claims.settings import KNOWN

ROOT = Path(__file__).parents[1]
ARTICLE = "The Velmore council spent 3.4 million pounds on the bridge in 2021. The bridge carries 12,000 cars a day.\n"
WALK = (
    ("add", "article.txt", "--json"),
    ("match", "The bridge carries 12,000 cars a day.", "--json"),
    ("source", "add", "article.txt", "--title", "Minutes", "--kind", "primary_document"),
    ("source", "link", "1", "1", "--stance", "supports"),
    ("report", "1", "--format", "html"),
    ("search", "bridge"),
    ("setting", "list"),
    ("scale", "list"),
    ("queue",),
    ("export", "--format", "csv"),
    ("verify",),
    ("user", "list"),
    ("watch", "list"),
    ("--help",),
)


def run(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), "CLAIMS_MODEL": str(folder / "none")}
    return subprocess.run(
        [sys.executable, "-OO", *arguments], capture_output=True, text=True, cwd=folder, env=environ, timeout=120, check=False
    )


def test_the_commands_work_without_docstrings_and_assertions(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE)
    walk = f"""
import os
from pathlib import Path
from tests.command_line import run_command
for words in {WALK!r}:
    done = run_command(*words, folder=Path.cwd(), environ=dict(os.environ))
    if done.returncode:
        raise SystemExit(f"{{words}}: {{done.stderr.decode()}}")
"""
    assert run("-c", walk, folder=tmp_path).stderr == ""
    script = (
        "import sys; from claims.cli.main import cli; [cli.main([*line.split(), '--help'], standalone_mode=False) for line in sys.argv[1:]]"
    )
    context = click.Context(cli)
    commands = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    every = [
        name if not hasattr(command, "commands") else f"{name} {sub}"
        for name, command in commands.items()
        for sub in getattr(command, "commands", {"": None})
    ]
    done = run("-c", script, *every, folder=tmp_path)
    assert done.returncode == 0 and done.stdout.count("Usage:") == len(every) > 40, done.stderr


def test_the_desk_shows_the_same_pages_without_docstrings_and_assertions(tmp_path: Path) -> None:
    script = """
from pathlib import Path
from tests.web_stage import Stage
stage = Stage(Path("claims.db"))
for page in ("/settings", "/help", "/login", "/", "/api/v1/openapi.json", "/healthz"):
    answer = stage.get(page, "Ada")
    print(page, answer.status_code, "independent but all secondary" in answer.text.lower())
"""
    bare = run("-c", script, folder=tmp_path)
    assert bare.returncode == 0, bare.stderr
    assert [line.split()[1] for line in bare.stdout.splitlines()] == ["200", "200", "303", "200", "200", "200"]
    assert "/settings 200 True" in bare.stdout


def test_the_settings_are_those_that_are_documented() -> None:
    from claims import settings, sign_in_settings

    documented = (settings.__doc__ or "") + (sign_in_settings.__doc__ or "")
    assert all(f"``{name}``" in documented for name in KNOWN)
