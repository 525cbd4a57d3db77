"""How fast a file of an earlier version is upgraded, with the copying: `claims/store/upgrades.py` guesses by it how long an upgrade takes.

    .venv/bin/python -m tests.benchmarks.upgrade_speed --claims 100000

It fills the file of step 010 in tests/data/upgrades with claims and upgrades it. Many small rows are the slowest case: each gets a seal.
In November 2026, beside other work on a machine of 2 cores: 50,000 claims (13.9 MB) in 2.1 s, 100,000 (27.6 MB) in 3.7 s.
"""

import argparse
import gzip
import sqlite3
import tempfile
import time
from pathlib import Path

from claims.store.connect import open_store

OLD = Path(__file__).parents[1] / "data" / "upgrades" / "until-010.db.gz"
FILL = """
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :claims)
INSERT INTO claim ({columns}) SELECT {values} FROM number, (SELECT * FROM claim WHERE origin = 'imported' LIMIT 1)
"""


def fill(path: Path, claims: int) -> None:
    """Store that many copies of an imported claim, each with a text of its own."""
    with sqlite3.connect(path) as old:
        columns = [row[1] for row in old.execute("PRAGMA table_info(claim)") if row[1] != "id"]
        values = ["text || ' ' || n" if column == "text" else column for column in columns]
        old.execute(FILL.format(columns=", ".join(columns), values=", ".join(values)), {"claims": claims})


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=100_000)
    claims = parser.parse_args().claims
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.db"
        path.write_bytes(gzip.decompress(OLD.read_bytes()))
        fill(path, claims)
        size, began = path.stat().st_size, time.monotonic()
        open_store(path).close()
        seconds = time.monotonic() - began
    print(f"{claims:,} claims, {size / 1e6:.1f} MB: {seconds:.1f} s, {size / 1e6 / seconds:.1f} MB a second")


if __name__ == "__main__":
    main()
