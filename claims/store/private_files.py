"""Files that only their owner may read, whatever the umask, because they hold unpublished work, confidential sources and password hashes."""

import os
from pathlib import Path

OWNER_ONLY = 0o600


def make_private(path: Path) -> None:
    """Create an empty file that only its owner may read, before anything is written to it; an existing file stays as it is.

    SQLite gives the log and the shared-memory file of a database the database's own permissions.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
    except FileExistsError:
        return
    # A umask only removes permissions, and may have removed too many.
    os.fchmod(handle, OWNER_ONLY)
    os.close(handle)


def write_private(path: Path, text: str) -> None:
    """Write a text to a file that only its owner may read, replacing what is there."""
    path.unlink(missing_ok=True)
    make_private(path)
    path.write_text(text, encoding="utf-8")


def readable_by_others(path: Path) -> bool:
    """Whether other users of the machine may read the file."""
    return bool(path.stat().st_mode & 0o077)
