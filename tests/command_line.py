"""The commands, run in this process as a shell would run them: bytes in, bytes out, an exit code.

A start of Python with its imports costs one to three seconds a command, so only what needs a process (signals, pipes, umask, the
first import) is tested with one.
"""

import io
import os
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from claims.cli.main import run


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
