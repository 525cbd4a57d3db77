"""PDF, OpenDocument and RTF files made at random from known sentences: how many sentences are lost, changed or out of order.

python -m tests.benchmarks.document_trees [FILES] [pdf|odt|rtf]
"""

import sys

from tests.reading_documents import WRITERS
from tests.test_reading_roundtrip import lost


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    for kind in sys.argv[2:] or WRITERS:
        gone = {seed: sentences for seed in range(1_000, 1_000 + files) if (sentences := lost(kind, seed))}
        for seed, sentences in list(gone.items())[:20]:
            print(f"{kind} {seed}: {len(sentences)} lost, the first: {sentences[0]}")
        print(
            f"{files:,} files of {kind}: {sum(map(len, gone.values()))} sentences lost, changed or out of order, in {len(gone)} files",
            flush=True,
        )


if __name__ == "__main__":
    main()
