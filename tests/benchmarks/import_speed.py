"""How fast rows are imported, and in how much memory: python tests/benchmarks/import_speed.py [ROWS] [jsonl|csv|claimreview]

Makes a file of ROWS (250,000) reviews and imports it without embedding into a new database, then once more, unchanged. Each run is a
process of its own; the memory is its peak.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def review(number: int) -> dict[str, object]:
    """The fields of one row."""
    return {
        "id": f"r{number}",
        "text": f"The ferry line from Tarnmouth to isle {number % 977} carried {number:,} passengers in {1900 + number % 120}.",
        "title": f"Did {number:,} people take the ferry?",
        "claimant": f"Councillor {number % 61}",
        "claimed_at": f"{1990 + number % 30}-03-{number % 28 + 1:02d}",
        "url": f"https://checks.example.org/{number}",
        "rating": ("False", "True", "Pants on fire!", "It is complicated")[number % 4],
        "publisher": f"Checkers {number % 17}",
        "reviewed_at": f"{1990 + number % 30}-04-{number % 28 + 1:02d}",
        "language": "en",
        "tags": ["ferries", f"isle {number % 977}"],
    }


def make(file: Path, rows: int, form: str) -> None:
    """Write the file, row by row."""
    with file.open("w", encoding="utf-8") as out:
        if form == "claimreview":
            out.write('{"@type": "DataFeed", "dataFeedElement": [null')
        if form == "csv":
            out.write("id,text,url,rating,publisher\n")
        for number in range(rows):
            row = review(number)
            if form == "jsonl":
                out.write(json.dumps(row) + "\n")
            elif form == "csv":
                out.write(f'{row["id"]},"{row["text"]}",{row["url"]},{row["rating"]},{row["publisher"]}\n')
            else:
                rating = {"alternateName": row["rating"], "ratingValue": number % 5 + 1, "bestRating": 5, "worstRating": 1}
                item = {"author": {"name": row["claimant"]}, "datePublished": row["claimed_at"]}
                known = {"claimReviewed": row["text"], "url": row["url"], "author": {"name": row["publisher"]}}
                found = {"@type": "ClaimReview", **known, "reviewRating": rating, "itemReviewed": item}
                out.write(",\n" + json.dumps({"item": [found]}))
        if form == "claimreview":
            out.write("]}")


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 250_000
    form = sys.argv[2] if len(sys.argv) > 2 else "jsonl"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows"
        make(file, rows, form)
        print(f"{rows:,} rows of {form}, {file.stat().st_size / 1e6:.0f} MB")
        environ = os.environ | {"CLAIMS_DB": f"{folder}/claims.db", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "claims", "import", str(file), "--format", form, "--no-embed"]
        for what in ("new", "unchanged"):
            start = time.perf_counter()
            done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
            took = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{what:<10} {rows / took:9,.0f} rows/s   {peak:6.0f} MB at most   {done.stdout.strip()}")


if __name__ == "__main__":
    main()
