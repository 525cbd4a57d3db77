"""watch at the command line: real processes, two at once, and one that is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.store.connect import open_store, rows
from feed_server import HOST, Site, serving
from tests.command_line import run_command

ROOT = Path(__file__).parent.parent


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        for number in range(8):
            served.article(f"/{number}", f"Story {number}", f"The town has {number + 2} bridges over the river.")
        served.feed("/feed", *(served.item(f"/{number}") for number in range(8)))
        yield served


def settings_of(path: Path) -> dict[str, str]:
    """Without a model: the tests of watching need none."""
    return os.environ | {
        "CLAIMS_DB": str(path),
        "CLAIMS_USER": "Ada",
        "CLAIMS_ALLOWED_HOSTS": HOST,
        "CLAIMS_WATCH_DELAY": "0.05",
        "CLAIMS_MODEL": str(path.parent / "none"),
        "PYTHONPATH": str(ROOT),
    }


def started(path: Path, *words: str) -> "subprocess.Popen[str]":
    """A command in a process of its own, begun."""
    command = [sys.executable, "-m", "claims", "watch", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=settings_of(path), cwd=path.parent)


def watch(path: Path, *words: str, code: int = 0) -> str:
    """What a command printed."""
    done = run_command("watch", *words, folder=path.parent, environ=settings_of(path))
    assert done.returncode == code, done.stderr.decode()
    return (done.stdout if code == 0 else done.stderr).decode()


def test_two_processes_at_once_share_the_work_and_read_nothing_twice(path: Path, site: Site) -> None:
    watch(path, "add", f"{site.root}/feed")
    both = [started(path, "run", "--json") for _ in range(2)]
    answers = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert all(process.returncode == 0 for process in both)
    assert sum(answer["articles"] for answer in answers) == 8
    assert all(answer["failed"] == [] for answer in answers)
    assert sorted(one for one in site.paths() if one != "/feed") == [f"/{number}" for number in range(8)]
    again = json.loads(watch(path, "run", "--json"))
    assert {name: again[name] for name in ("articles", "claims", "repeats", "failed")} == {
        "articles": 0,
        "claims": 0,
        "repeats": [],
        "failed": [],
    }


def test_a_killed_process_loses_nothing_and_its_article_is_read_after_the_lease(path: Path, site: Site) -> None:
    site.pages["/0"].delay = 4
    watch(path, "add", f"{site.root}/feed")
    process = started(path, "run")
    until = time.monotonic() + 60
    while "/0" not in site.paths() and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    site.pages["/0"].delay = 0
    left = json.loads(watch(path, "run", "--json"))["waiting"]
    assert left == 1, "what the killed run had taken is left alone"
    db = open_store(path)
    db.execute("UPDATE feed_item SET lease_until = '2020-01-01T00:00:00.000+00:00' WHERE lease IS NOT NULL")
    db.conn.commit()
    assert json.loads(watch(path, "run", "--json"))["articles"] == 1
    assert sorted(row["title"] for row in rows(db, "SELECT title FROM article")) == [f"Story {number}" for number in range(8)]
    db.close()


def test_errors_are_one_line_and_the_exit_code_says_when_everything_failed(path: Path, site: Site) -> None:
    site.put("/home", f'<html><head><link rel="alternate" type="application/rss+xml" href="{site.root}/feed"></head></html>')
    assert f"This is a web page, not a feed. It names this feed: {site.root}/feed" in watch(path, "add", f"{site.root}/home", code=1)
    watch(path, "add", f"{site.root}/feed", "--newest", "0")
    assert "is followed already" in watch(path, "add", f"{site.root}/feed", code=1)
    site.put("/feed", "no", status=500)
    assert "status 500" in watch(path, "run", code=1)
    assert "failed once" in watch(path, "list")
    assert json.loads(watch(path, "list", "--json"))["feeds"][0]["failures"] == 1
    assert "followed no more" in watch(path, "remove", "1")
    assert "there is no feed 1" in watch(path, "pause", "1", code=1)
