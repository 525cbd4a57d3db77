"""Starting a program of the package ``web``, which the library does not import."""

import os
import sys
from pathlib import Path

import claims


def become_program(db: Path, module: str, *arguments: str) -> None:
    """Replace this process by ``python -m module`` on that database; never returns."""
    os.environ["CLAIMS_DB"] = str(db)
    # Both packages are in one folder. With -P, a folder "web" in the current directory is not mistaken for ours.
    folders = [str(Path(claims.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, folders))
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-P", "-m", module, *arguments])  # noqa: S606  (no shell: that is the point)
