"""A folder of files beside the database that nobody else may read, and its lock between processes."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def own_folder(folder: Path) -> None:
    """Make the folder if it is missing. Raise PermissionError if somebody else may write there."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    check_folder(folder)


def check_folder(folder: Path) -> None:
    """Raise PermissionError if somebody else may write there, or if it is not a folder."""
    # Check the folder itself, not the target of a link.
    there = folder.lstat()
    if not stat.S_ISDIR(there.st_mode) or there.st_uid != os.geteuid() or there.st_mode & 0o077:
        raise PermissionError(errno.EPERM, "somebody else may write there", str(folder))


@contextmanager
def locked(folder: Path, *, shared: bool, wait: bool = True) -> Iterator[None]:
    """Run the block while no other process changes the folder; without ``shared``, none reads it either.

    Without ``wait``, raise BlockingIOError if the folder is locked.
    """
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        lock(descriptor, shared=shared, wait=wait)
        yield
    finally:
        os.close(descriptor)


def lock(descriptor: int, *, shared: bool, wait: bool = True) -> None:
    """Lock an open file until it is closed. Raise OSError where files cannot be locked."""
    try:
        import fcntl
    except ImportError as error:  # Windows: nobody has asked for it yet
        raise OSError("files cannot be locked here") from error
    fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
