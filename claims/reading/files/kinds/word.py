"""Word."""

from claims.reading.files.file_signs import Incoming, has_part
from claims.reading.files.format import Format, Reading, by_first_lines

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(incoming: Incoming) -> Reading:
    from claims.reading.files import docx

    return by_first_lines(*docx.read(incoming.content))


FORMATS = (Format("a Word file", (".docx", ".docm", ".dotx"), (MEDIA,), has_part("word/"), read, "Word (.docx)", rank=11),)
