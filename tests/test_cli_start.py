"""A command loads what it needs: most need nothing that reads an article or matches it, which takes half a second to load."""

import subprocess
import sys

import click
import pytest

from claims.cli.main import cli

HEAVY = ("claims.desk.articles.intake", "claims.desk.index.matcher", "claims.matching.ranking", "claims.reading.speech.speakers")


def test_every_command_is_loaded_by_its_own_name() -> None:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None and command.name == name
    assert cli.get_command(context, "session") is None


@pytest.mark.parametrize(
    "module", ["articles", "beside", "claim_work", "line_work", "persons", "sources", "tips", "verdicts", "views", "work"]
)
def test_a_command_that_matches_nothing_loads_nothing_that_matches(module: str) -> None:
    script = f"import sys, claims.cli.{module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
