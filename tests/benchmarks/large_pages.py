"""How long the desk's pages take where a million claims are stored: those of ``large_store``, and beside them the work of a busy newsroom.

    nice .venv/bin/python -m tests.benchmarks.large_pages FOLDER [--own 100000] [--rounds 20]

FOLDER is one that ``large_store`` filled; its store is copied there. ``--own`` claims of our own are added as ``web_queue`` makes them, with their
articles, suggestions, evidence, tags, notes and joins. Prints a Markdown table: the median and the 95th percentile of whole requests in
milliseconds, and the processor's. The first page after a start, which judges all claims of ours, stands apart.
"""

import argparse
import resource
import shutil
import time
from pathlib import Path

from claims.store.connect import rows
from tests.benchmarks.web_queue import PAGES, fill, measure
from tests.web_stage import Stage

FURTHER = (
    "/reports",
    "/matches",
    "/alerts",
    "/sources",
    "/feeds",
    "/search?q=the",
    "/search?q=false",
    "/search?q=council+approved+the+zoo",
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--own", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=20)
    asked = options.parse_args()
    path = asked.folder / "pages.db"
    for old in asked.folder.glob("pages.db*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    shutil.copy(asked.folder / "claims.db", path)
    stage = Stage(path)
    fill(stage, asked.own)
    newest = rows(
        stage.db,
        "SELECT (SELECT max(id) FROM article) AS article, (SELECT max(claim_id) FROM review) AS review, (SELECT count(*) FROM claim) AS claims,"
        " (SELECT max(id) FROM claim WHERE origin = 'own' AND joined_into IS NULL) AS claim",
    )[0]
    print(f"{newest['claims']:,} claims, {asked.own:,} of them ours\n")
    began = time.perf_counter()
    assert stage.get("/").status_code == 200
    print(
        f"the first page after a start: {time.perf_counter() - began:.1f} s\n\n| page | median | p95 | processor, p95 |\n|---|---|---|---|"
    )
    places = (f"/articles/{newest['article']}?line=1", f"/articles/{newest['article']}/report", f"/claims/{newest['claim']}")
    for address in (*PAGES, *places, f"/claims/{newest['review']}", *FURTHER):
        median, high, worked = measure(stage, address, asked.rounds)
        print(f"| `{address}` | {median:.0f} | {high:.0f} | {worked:.0f} |", flush=True)
    print(f"\nmemory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")
    stage.db.close()


if __name__ == "__main__":
    main()
