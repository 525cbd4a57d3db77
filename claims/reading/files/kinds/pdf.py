"""PDF."""

from claims.reading.files.file_signs import Incoming, is_pdf
from claims.reading.files.format import Format, Reading


def read(incoming: Incoming) -> Reading:
    from claims.reading.files import pdf

    return Reading(*pdf.read(incoming.content))


def page_of(incoming: Incoming, quote: str, start: int) -> str | None:
    """The page on which a quote begins: "page 3"."""
    from claims.reading.files import pdf

    page = pdf.page_of(incoming.content, quote)
    return f"page {page}" if page else None


FORMATS = (Format("a PDF", (".pdf",), ("application/pdf",), is_pdf, read, "PDF", page_of, rank=10),)
