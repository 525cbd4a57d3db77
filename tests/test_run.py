"""``./run``: set-up in one word, from anywhere, again only when something changed."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def build_house(folder: Path) -> Path:
    """``run`` in a folder, no requirements to speak of, and a program that tells how it was called."""
    (folder / "claims").mkdir(parents=True)
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "run", folder / "run")
    (folder / "requirements.txt").write_text("# nothing\n")
    (folder / "tests" / "requirements.txt").write_text("# nothing\n")
    (folder / "claims" / "__main__.py").write_text("import os, sys\nprint(sys.argv[1:], os.getcwd())\n")
    return folder


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house in a folder with a space in its name."""
    return build_house(tmp_path / "a house")


@dataclass(frozen=True)
class SetUp:
    """A house after its first call, which takes seconds, and what that call answered."""

    house: Path
    first: "subprocess.CompletedProcess[str]"

    def copy_to(self, house: Path) -> None:
        """Let that house be set up, too."""
        shutil.copytree(self.house / ".venv", house / ".venv", symlinks=True)


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    """The house of the tests that come after the first call."""
    house = build_house(tmp_path_factory.mktemp("set up") / "a house")
    return SetUp(house, run(house, "claims", "match", "two words", cwd=house.parent))


def run(house: Path, *words: str, cwd: Path | None = None, path: str | None = None) -> "subprocess.CompletedProcess[str]":
    environ = {"PATH": path or os.environ["PATH"], "HOME": str(house)}
    return subprocess.run(
        ["/bin/sh", str(house / "run"), *words], capture_output=True, text=True, env=environ, cwd=cwd or house, timeout=300
    )


def test_the_first_call_sets_up_and_later_ones_only_when_requirements_changed(set_up: SetUp) -> None:
    house, first = set_up.house, set_up.first
    assert (first.returncode, first.stdout.strip()) == (0, f"['match', 'two words'] {house.parent}")
    assert "Installing requirements" in first.stderr
    again = run(house, "serve", "--port", "5001")
    assert again.stdout.startswith("['serve', '--port', '5001']") and again.stderr == ""
    (house / "requirements.txt").write_text("# changed\n")
    assert "Installing requirements" in run(house, "claims").stderr


def test_an_install_that_was_interrupted_is_done_again(house: Path, set_up: SetUp) -> None:
    set_up.copy_to(house)
    (house / ".venv" / "requirements.stamp").unlink()
    assert "Installing requirements" in run(house, "claims").stderr
    shutil.rmtree(house / ".venv" / "bin")
    assert run(house, "claims").returncode == 0


def test_a_requirement_without_a_hash_is_never_installed(house: Path, set_up: SetUp) -> None:
    set_up.copy_to(house)
    (house / ".venv" / "requirements.stamp").unlink()
    (house / "requirements.txt").write_text("click==8.3.0\n")
    done = run(house, "claims")
    assert done.returncode == 1 and "installing" in done.stderr and not (house / ".venv" / "requirements.stamp").exists()


def test_without_a_python_that_is_new_enough_it_says_what_to_install(house: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("sh", "cat", "cksum", "dirname", "rm"):
        (tools / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
    old = tools / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = run(house, "claims", path=str(tools))
    assert done.returncode == 1 and "Python 3.11 or later is needed" in done.stderr


def test_help_lists_every_command_and_an_unknown_one_is_wrong_usage(house: Path) -> None:
    shown = run(house, "help")
    assert shown.returncode == 0 and all(word in shown.stdout for word in ("demo", "serve", "claims", "test", "lint"))
    unknown = run(house, "dance")
    assert unknown.returncode == 2 and unknown.stdout == "" and "demo" in unknown.stderr
    assert not (house / ".venv").exists()
