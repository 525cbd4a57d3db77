"""Makes the databases of earlier versions that upgrades are tested with, each by the code of its own time.

    .venv/bin/python tests/data/upgrades/make_old_files.py

checks each commit below out into a folder of its own, adds an article, a source, a link, imported reviews and a person by its commands,
and writes the packed file beside this script. They are kept, so that nobody needs the old code to run the tests.
"""

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
VERSIONS = {"002": "7a257db", "010": "77d6a81", "022": "841d83a"}
"""The newest step of each file and the commit whose code made it: the first schema that was landed and two later ones."""

ARTICLE = """# The ferry of Quell

The ferry Anna sank in 1931 with 42 people on board, said mayor Ada Brook.
The harbour of Quell cost 61 million crowns. In May the council cut the fares by 12 percent.
"""
SOURCE = "The harbour cost 61 million crowns, says the audit office of Quell.\n"
COMMANDS: tuple[tuple[list[str], str], ...] = (
    (["add", "ferry.md"], ""),
    (["import", "known.jsonl"], ""),
    (["source", "add", "audit.txt", "--kind", "primary_document"], ""),
    (["source", "link", "2", "1", "--stance", "supports", "--quote", "cost 61 million crowns"], ""),
    (["user", "add", "Ben", "--role", "checker", "--password-stdin"], "nine bridges at Brackwater\n"),
)


def make(commit: str, to: Path, folder: Path) -> None:
    """Write the packed database that the code of ``commit`` makes."""
    code = folder / commit
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", code, commit], check=True)
    try:
        work = folder / f"work-{commit}"
        work.mkdir()
        (work / "ferry.md").write_text(ARTICLE, encoding="utf-8")
        (work / "audit.txt").write_text(SOURCE, encoding="utf-8")
        (work / "known.jsonl").write_bytes((code / "claims" / "sample" / "known.jsonl").read_bytes())
        environment = {**os.environ, "PYTHONPATH": str(code), "CLAIMS_USER": "Ada", "CLAIMS_DB": "claims.db"}
        for command, typed in COMMANDS:
            subprocess.run([sys.executable, "-m", "claims", *command], cwd=work, env=environment, input=typed, text=True, check=True)
        to.write_bytes(gzip.compress((work / "claims.db").read_bytes(), 9, mtime=0))
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", code], check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        for newest_step, version in VERSIONS.items():
            make(version, HERE / f"until-{newest_step}.db.gz", Path(made_in))
