"""Subtitles (SubRip, WebVTT) and transcripts with times (Whisper's JSON) as running text, with the time of each stretch."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise
from typing import Any

from claims import wording
from claims.errors import TooLarge, Unreadable
from claims.model import Beside, TimedText
from claims.reading.files.details import Details
from claims.reading.line_breaks import tidy

_MOST_CUES = 50_000  # a day of speech
_LONGEST_LINE = 10_000  # code points
_PAUSE = 2.0  # seconds after a sentence's end: a new paragraph
_LONG_PAUSE = 5.0  # seconds: a new paragraph anywhere
_TOUCHING = 0.1  # seconds between two cues of which the second repeats the first
_ROLLING = 0.3  # share of cues that repeat the one before, from which captions roll up
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?\s+([^>]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,100}\}")
_SOUND = re.compile(r"\[[^\[\]]{1,80}\]|\([^()]{1,80}\)|[♪♫#\s]+|[♪♫].{0,200}[♪♫]")
_TURN = re.compile(r"\s*(?:>>+|[-–—])\s*(?=\S)")
_SPOKEN_BY = re.compile(r"SPEAKER[_ ]?(\d+)", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said between two times, in seconds from the beginning."""

    begins: float
    ends: float
    lines: tuple[str, ...]
    speaker: str | None = None
    is_turn: bool = False  # somebody else may be speaking


def read(source: str) -> tuple[str, Details, Beside]:
    """The words of subtitles as paragraphs, without numbers, times and styles; the repetitions of rolling captions are kept once."""
    language = re.search(r"^Language:\s*([a-z]{2})\b", source[:500], re.MULTILINE)
    return _with_times(list(_cues(source)), Details(language=language[1] if language else None))


def read_whisper(source: str) -> tuple[str, Details, Beside]:
    """The words of a transcript by Whisper, whisper.cpp, WhisperX or Transformers, a paragraph for each speaker's turn."""
    transcript = json.loads(source.lstrip("\ufeff"))
    about = transcript if isinstance(transcript, dict) else {}
    segments = about.get("segments") or about.get("transcription") or about.get("chunks") or transcript
    language = about.get("language") or (about.get("result") or {}).get("language") if isinstance(about.get("result") or {}, dict) else None
    cues = [cue for segment in segments if isinstance(segment, dict) and (cue := _segment(segment))] if isinstance(segments, list) else []
    return _with_times(cues, Details(language=language[:2] if isinstance(language, str) and len(language) == 2 else None))


def time_of(beside: Beside, start: int) -> str | None:
    """When the words at an offset are said, as "00:12:31"; None if it is not known."""
    stretch = next((timed for timed in beside.times if timed.start <= start < timed.end), None)
    return clock(stretch.begins) if stretch else None


def clock(seconds: float) -> str:
    """Seconds as hours, minutes and seconds: "00:12:31"."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _cues(source: str) -> Iterator[Cue]:
    times: re.Match[str] | None = None
    lines: list[str] = []
    for line in [*re.split(r"\r\n|\r|\n", source), "", "00:00:00.000 --> 00:00:00.000"]:
        if "-->" in line and (clocks := _TIMES.match(line)):
            if times:
                # The number of a SubRip cue is on the line before its times.
                kept = lines[:-1] if lines and lines[-1].strip().isdigit() and len(lines) > 1 else lines
                yield from _spoken(times, kept)
            times, lines = clocks, []
        elif times and (line.strip() or lines):
            if not line.strip() or (line.startswith(("NOTE", "STYLE", "REGION")) and not lines[-1:]):
                lines.append("")
            else:
                lines.append(line)


def _spoken(times: re.Match[str], lines: Sequence[str]) -> Iterator[Cue]:
    """The lines of one cue; each "- " in it is another speaker's turn. Whatever follows a blank line is a note or the next cue's name."""
    begins, ends = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
    gathered: list[Cue] = []
    for line in lines[: lines.index("")] if "" in lines else lines:
        if len(line) > _LONGEST_LINE:
            raise TooLarge(
                wording.phrase(
                    "A line of the subtitles has more than {longest_line} characters: paste the text instead.",
                    longest_line=format(_LONGEST_LINE, ","),
                )
            )
        voice = _VOICE.search(line)
        words = unescape(_TAG.sub("", line)).strip()
        turn = _TURN.match(words)
        if words and (turn or voice or not gathered):
            gathered.append(
                Cue(begins, ends, (words[turn.end() :] if turn else words,), voice[1].strip() if voice else None, turn is not None)
            )
        elif words:
            gathered[-1] = replace(gathered[-1], lines=(*gathered[-1].lines, words))
    yield from gathered


def _seconds(clock: Sequence[str | None]) -> float:
    hours, minutes, seconds, part = clock
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + int((part or "0").ljust(3, "0")) / 1000


def _segment(segment: Mapping[str, Any]) -> Cue | None:
    text, speaker = segment.get("text"), segment.get("speaker")
    if not isinstance(text, str) or not text.strip():
        return None
    offsets, pair = segment.get("offsets"), segment.get("timestamp")
    if isinstance(offsets, dict):  # whisper.cpp, in milliseconds
        begins, ends = _number(offsets.get("from")) / 1000, _number(offsets.get("to")) / 1000
    elif isinstance(pair, list) and len(pair) == 2:  # Transformers
        begins, ends = _number(pair[0]), _number(pair[1])
    else:
        begins, ends = _number(segment.get("start")), _number(segment.get("end"))
    name = " ".join(speaker.split())[:100] if isinstance(speaker, str) else ""
    numbered = _SPOKEN_BY.fullmatch(name)
    return Cue(begins, ends, (text.strip(),), f"Speaker {int(numbered[1]) + 1}" if numbered else name or None)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value < 10_000_000 else 0.0


def _with_times(cues: list[Cue], details: Details) -> tuple[str, Details, Beside]:
    if len(cues) > _MOST_CUES:
        raise TooLarge(
            wording.phrase(
                "It has {cues} subtitles; a transcript may have at most {most_cues}: add the part that matters.",
                cues=format(len(cues), ","),
                most_cues=format(_MOST_CUES, ","),
            )
        )
    spoken = [cue for cue in cues if not _SOUND.fullmatch(" ".join(cue.lines).strip())]
    sounds = len(cues) - len(spoken)
    spoken, repeated = _unrolled(spoken)
    if not spoken:
        raise Unreadable("The subtitles hold no words: there is nothing to read.")
    text, times = _joined(spoken)
    warnings = ["The times are not in the text: they are kept beside it, and as the place of a quotation."]
    if sounds:
        warnings.append(
            f"{sounds} {'subtitle that is' if sounds == 1 else 'subtitles that are'} only a sound or music {'was' if sounds == 1 else 'were'} left out."
        )
    if repeated:
        warnings.append(
            f"{repeated} {'subtitle repeats' if repeated == 1 else 'subtitles repeat'} words of the one before, as captions that roll up do; they stand once."
        )
    if not re.search(r"[.!?。！？]", text):
        warnings.append("The captions have no full stops: where a sentence ends is not known.")
    return text, details, Beside(tuple(warnings), times=times)


def _unrolled(cues: list[Cue]) -> tuple[list[Cue], int]:
    """Rolling captions without their repeated lines, and how many cues repeated something; other captions as they are."""
    fresh: list[Cue] = []
    shown: tuple[str, ...] = ()
    ended, repeated = 0.0, 0
    for cue in cues:
        touches = cue.begins - ended <= _TOUCHING
        common = next((k for k in range(len(cue.lines), 0, -1) if shown[-k:] == cue.lines[:k]), 0) if touches else 0
        repeated += common > 0
        if cue.lines[common:]:
            fresh.append(replace(cue, lines=cue.lines[common:]))
        shown, ended = cue.lines, cue.ends
    return (fresh, repeated) if repeated >= max(1, _ROLLING * len(cues)) and _is_rolling(cues) else (cues, 0)


def _is_rolling(cues: list[Cue]) -> bool:
    """Whether more is repeated than a speaker would: cues of a hundredth of a second, or of a repeated and a new line."""
    is_flash = any(cue.ends - cue.begins < 0.05 for cue in cues)
    return is_flash or sum(len(cue.lines) > 1 and before.lines[-1] == cue.lines[0] for before, cue in pairwise(cues)) > 1


def _joined(cues: list[Cue]) -> tuple[str, tuple[TimedText, ...]]:
    """Cues as paragraphs, one for each speaker's turn, and the time of each stretch of the text."""
    text = ""
    times: list[TimedText] = []
    before: Cue | None = None
    for cue in cues:
        words = tidy(" ".join(" ".join(cue.lines).split()))
        if not words:
            continue
        if before is None or _is_new_paragraph(text, before, cue):
            label = f"{cue.speaker}: " if cue.speaker and not words.startswith(f"{cue.speaker}:") else ""
            text += ("\n\n" if text else "") + label
        else:
            text += " "
        times.append(TimedText(len(text), len(text) + len(words), cue.begins, cue.ends, cue.speaker))
        text += words
        before = cue
    return text, tuple(times)


def _is_new_paragraph(text: str, before: Cue, cue: Cue) -> bool:
    pause = cue.begins - before.ends
    return (
        cue.speaker != before.speaker or cue.is_turn or pause > _LONG_PAUSE or (pause > _PAUSE and _ENDS_SENTENCE.search(text) is not None)
    )
