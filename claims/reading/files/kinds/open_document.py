"""OpenDocument."""

from claims.reading.files.file_signs import Incoming, is_open_document
from claims.reading.files.format import Format, Reading, by_first_lines

MEDIA = "application/vnd.oasis.opendocument.text"


def read(incoming: Incoming) -> Reading:
    from claims.reading.files import opendocument

    return by_first_lines(*opendocument.read(incoming.content))


FORMATS = (
    Format("an OpenDocument text (ODT)", (".odt", ".ott"), (MEDIA,), is_open_document("text"), read, "OpenDocument (.odt)", rank=12),
)
