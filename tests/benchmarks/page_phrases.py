"""How many phrases that belong to an article are read from its page, and how many that stand around it.

python -m tests.benchmarks.page_phrases FOLDER LABELS.json

FOLDER holds saved pages. LABELS.json is in the form of trafilatura's public evaluation set
(https://github.com/adbar/trafilatura, tests/evaldata.json): by address, the page's "file", the phrases "with" which and "without"
which it must be read. Files that are not in FOLDER are passed over; a page that is refused lacks every phrase. Spaces do not count.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from claims.errors import ClaimsError
from claims.reading.documents import read

MUST, MUST_NOT = 97, 3  # of 100 phrases: at least, at most


def phrases(folder: Path, labels: Path) -> Counter[str]:
    """Counts: pages, refused, and of both kinds of phrases how many there are ("with", "without") and how many were read."""
    counts: Counter[str] = Counter()
    for url, page in json.loads(labels.read_text(encoding="utf-8")).items():
        file = folder / page["file"]
        if not file.is_file():
            continue
        counts["pages"] += 1
        try:
            document = read(file.read_bytes(), name="page.html", url=url)
            text = " ".join(f"{document.title}\n{document.text}".split())
        except ClaimsError as error:
            counts["refused"] += 1
            text = ""
            print(f"{page['file']}: refused: {error}")
        for kind in ("with", "without"):
            for phrase in page.get(kind) or ():
                counts[kind] += 1
                is_read = " ".join(phrase.split()) in text
                counts[f"{kind} read"] += is_read
                if is_read != (kind == "with"):
                    print(f"{page['file']}: {'lost' if kind == 'with' else 'not of the article'}: {phrase[:120]}")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description="Read saved pages and count labelled phrases.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("labels", type=Path)
    options = parser.parse_args()
    counts = phrases(options.folder, options.labels)
    must = 100 * counts["with read"] / max(1, counts["with"])
    must_not = 100 * counts["without read"] / max(1, counts["without"])
    print(f"{counts['pages']} pages, {counts['refused']} refused")
    print(f"phrases of the article read: {counts['with read']} of {counts['with']} ({must:.1f}%, goal at least {MUST}%)")
    print(f"phrases around it read: {counts['without read']} of {counts['without']} ({must_not:.1f}%, goal at most {MUST_NOT}%)")


if __name__ == "__main__":
    main()
