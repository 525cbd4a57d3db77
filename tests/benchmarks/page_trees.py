"""Web pages made at random from known sentences, with inline elements anywhere: how many sentences are lost, changed or out of order.

python -m tests.benchmarks.page_trees [PAGES]
"""

import sys

from tests.test_reading_webpages import lost


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    gone = {seed: sentences for seed in range(1_000, 1_000 + pages) if (sentences := lost(seed))}
    for seed, sentences in gone.items():
        print(f"page {seed}: {len(sentences)} lost, the first: {sentences[0]}")
    print(f"{pages:,} pages: {sum(map(len, gone.values()))} sentences lost, changed or out of order, on {len(gone)} pages")


if __name__ == "__main__":
    main()
