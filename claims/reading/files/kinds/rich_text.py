"""RTF."""

from claims.reading.files.file_signs import Incoming, begins
from claims.reading.files.format import Format, Reading, by_first_lines


def read(incoming: Incoming) -> Reading:
    from claims.reading.files import rtf

    return by_first_lines(*rtf.read(incoming.content))


FORMATS = (Format("an RTF file", (".rtf",), ("application/rtf", "text/rtf"), begins(b"{\\rtf"), read, "RTF", rank=13),)
