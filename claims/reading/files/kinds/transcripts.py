"""Subtitles and transcripts, which know when their words are said."""

from claims.reading.files.file_signs import Incoming, is_subrip, is_whisper, matches
from claims.reading.files.format import Format, Reading
from claims.wording import phrase


def read(incoming: Incoming) -> Reading:
    from claims.reading.files import captions

    return Reading(*captions.read(incoming.text))


def read_whisper(incoming: Incoming) -> Reading:
    from claims.reading.files import captions

    return Reading(*captions.read_whisper(incoming.text))


def time_of(incoming: Incoming, quote: str, start: int) -> str | None:
    """When a quote begins: "at 00:12:31"."""
    from claims.reading.files import captions

    is_captions = incoming.head[:1] not in ("{", "[")
    _, _, beside = captions.read(incoming.text) if is_captions else captions.read_whisper(incoming.text)
    time = captions.time_of(beside, start)
    return f"at {time}" if time else None


_LABEL = phrase("subtitles (.srt, .vtt)")
FORMATS = (
    Format("subtitles (WebVTT)", (".vtt",), ("text/vtt",), matches("WEBVTT"), read, _LABEL, time_of, is_text=True, rank=10),
    Format("subtitles (SubRip)", (".srt",), ("application/x-subrip",), is_subrip, read, locate=time_of, is_text=True, rank=10),
    Format("a transcript (Whisper's JSON)", (), (), is_whisper, read_whisper, phrase("Whisper's .json"), time_of, is_text=True, rank=30),
)
