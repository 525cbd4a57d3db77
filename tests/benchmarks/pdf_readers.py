"""How many sentences of ten made PDFs (tests/pdf_documents.py) three ways of reading give whole and in order, and how long they take.

python -m tests.benchmarks.pdf_readers
"""

import io
import time
from collections.abc import Callable

from claims.errors import ClaimsError
from claims.reading.files import pdf
from tests import pdf_documents


def by_pypdf(content: bytes) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def by_pdfium(content: bytes) -> str:
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def by_ours(content: bytes) -> str:
    try:
        return pdf.read(content)[0]
    except ClaimsError as refusal:
        return str(refusal)


READERS: dict[str, Callable[[bytes], str]] = {"pypdf": by_pypdf, "pypdfium2": by_pdfium, "claims": by_ours}


def main() -> None:
    total = dict.fromkeys(READERS, 0)
    spent = dict.fromkeys(READERS, 0.0)
    documents = pdf_documents.made()
    for name, made in documents.items():
        line = []
        for reader, read in READERS.items():
            started = time.perf_counter()
            text = read(made.content)
            spent[reader] += time.perf_counter() - started
            count = pdf_documents.found_in_order(text, made.sentences)
            wrong = sum(piece in text for piece in made.lacks)
            total[reader] += count
            line.append(f"{reader} {count}" + (f" and {wrong} that must not be there" if wrong else ""))
        print(f"{name}: of {len(made.sentences)} sentences {'; '.join(line)}")
    whole = sum(len(made.sentences) for made in documents.values())
    for reader in READERS:
        print(f"{reader}: {total[reader]} of {whole}, {1000 * spent[reader] / len(documents):.0f} ms a file")


if __name__ == "__main__":
    main()
