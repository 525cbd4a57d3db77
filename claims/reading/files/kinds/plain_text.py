"""Text, plain or with the signs of Markdown."""

from claims.reading.files.details import Details
from claims.reading.files.file_signs import Incoming
from claims.reading.files.format import Format, Reading, by_first_lines
from claims.reading.files.pasted_signs import is_markdown
from claims.wording import phrase


def read(incoming: Incoming) -> Reading:
    from claims.reading.files import plain

    return Reading(*plain.read(incoming.text))


def read_markdown(incoming: Incoming) -> Reading:
    from claims.reading.files import markdown

    text, details, beside = markdown.read(incoming.text)
    return by_first_lines(text, details, Details(), beside)


PLAIN = Format("plain text", (".txt", ".text"), ("text/plain",), reader=read, label=phrase("text"), is_text=True, rank=90)
FORMATS = (
    Format("Markdown", (".md", ".markdown"), ("text/markdown",), is_markdown, read_markdown, "Markdown", is_text=True, rank=60),
    PLAIN,
)
