"""The commands, run in this process as a shell would run them: bytes in, bytes out, an exit code.

A start of Python with its imports costs one to three seconds a command, so only what needs a process (signals, pipes, umask, the
first import) is tested with one.
"""

import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import chdir
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from unittest.mock import patch

from claims.cli.main import run
from claims.store.connect import open_store, rows

Run = Callable[..., "CompletedProcess[bytes]"]


def run_command(*words: str, folder: Path, environ: Mapping[str, str], stdin: bytes = b"") -> "CompletedProcess[bytes]":
    """Run a command in that folder, with these environment variables and no others."""
    # As Python opens them where no language is set: UTF-8, and bytes that are none pass through stdin.
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), "utf-8", "surrogateescape"),
        "stdout": io.TextIOWrapper(io.BytesIO(), "utf-8", "surrogateescape", newline="\n"),
        "stderr": io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", newline="\n"),
    }
    with chdir(folder), patch.dict(os.environ, environ, clear=True), patch.multiple(sys, argv=["claims", *words], **streams):
        try:
            run()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
    return CompletedProcess(list(words), code, printed(streams["stdout"]), printed(streams["stderr"]))


def printed(stream: io.TextIOWrapper) -> bytes:
    """What was written to a stream."""
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


def runner(folder: Path, database: Path) -> Run:
    """Runs commands as Ada on that database, in a folder that is its HOME, too; another exit code than ``code`` fails the test."""

    def call(*words: str, stdin: bytes = b"", code: int = 0, env: dict[str, str] | None = None) -> "CompletedProcess[bytes]":
        environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "CLAIMS_DB": str(database), "CLAIMS_USER": "Ada"}
        done = run_command(*words, stdin=stdin, folder=folder, environ=environ | (env or {}))
        assert done.returncode == code, (words, done.stdout.decode()[-500:], done.stderr.decode()[-500:])
        return done

    return call


def answer(done: "CompletedProcess[bytes]") -> Any:
    """What a command printed with --json."""
    return json.loads(done.stdout)


def row_counts(database: Path) -> dict[str, int]:
    """How many rows the main tables have."""
    db = open_store(database)
    tables = ("article", "sentence", "claim", "match", "source", "evidence")
    counts = {table: rows(db, f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in tables}
    db.close()
    return counts
