"""The file of a tip: its kind by its bytes, never by its name or by what the sender says, so that a page can show a picture and nothing else."""

from claims.errors import Refused, TooLarge
from claims.model import Medium
from claims.wording import phrase

_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF87a": "image/gif", b"GIF89a": "image/gif"}
_SOUND = {b"ID3": "audio/mpeg", b"\xff\xfb": "audio/mpeg", b"\xff\xf3": "audio/mpeg", b"OggS": "audio/ogg", b"fLaC": "audio/flac"}
_FILMS = {b"\x1aE\xdf\xa3": "video/webm"}
ANYTHING = "application/octet-stream"
"""The kind of a file that is no picture, sound or film that we know: it is only ever sent as a download."""

LONGEST_NAME = 200


def kind_of(content: bytes) -> str:
    """The media type of a file by its first bytes."""
    if content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"WAVE"):
        return "image/webp" if content[8:12] == b"WEBP" else "audio/wav"
    if content[4:8] == b"ftyp":
        brand = content[8:12]
        return "image/avif" if brand in (b"avif", b"avis") else "audio/mp4" if brand == b"M4A " else "video/mp4"
    starts = {**_PICTURES, **_SOUND, **_FILMS}
    return next((kind for start, kind in starts.items() if content.startswith(start)), ANYTHING)


def read_file(content: bytes, name: str, *, limit: int) -> tuple[str, str, bytes]:
    """A file as it is stored: its name without folders, its media type, its bytes. Raise Refused for an empty file, TooLarge past ``limit``."""
    if not content:
        raise Refused(phrase("the file {name} is empty. Choose another.", name=name), field="media")
    if len(content) > limit:
        raise TooLarge(
            phrase(
                "the file {name} has {size} bytes. At most {limit} can be stored: give its address instead.",
                name=name,
                size=format(len(content), ","),
                limit=format(limit, ","),
            ),
            field="media",
        )
    plain = "".join(letter for letter in name.replace("\\", "/").rsplit("/", 1)[-1] if letter.isprintable())
    return plain[-LONGEST_NAME:] or "file", kind_of(content), content


def medium_of(kind: str) -> Medium:
    """The medium of a tip with a file of that media type."""
    family = kind.split("/")[0]
    return Medium(family) if family in (Medium.IMAGE, Medium.VIDEO, Medium.AUDIO) else Medium.OTHER
