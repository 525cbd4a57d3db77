"""A chat as a messenger exports it: one message a line, with its time and sender; the program's own lines are left out.

[04/01/2024, 10:12:40] Ben Rask: The bridge cost 61 million crowns
04/01/24, 10:13 - Carl: It was 16
"""

import re

from claims.model import Beside
from claims.reading.files.details import Details

# The day in any country's order, the time with or without seconds and "PM", between brackets or before a dash (WhatsApp, Signal, Telegram's text).
_STAMP = r"\[?(?P<day>[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}),? (?P<time>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:[ \u202f][AaPp]\.?[Mm]\.?)?)(?:\]| -)"
_MESSAGE = re.compile(rf"[\u200e\u200f]?{_STAMP} (?:[~ ]{{1,2}})?(?P<sender>[^:\n]{{1,60}}): ?(?P<words>.*)")
_NOTICE = re.compile(rf"[\u200e\u200f]?{_STAMP} ")  # "Messages and calls are end-to-end encrypted."
_NO_WORDS = re.compile(
    r"[\u200e\u200f<]*(?:image|video|audio|sticker|GIF|document|contact card|media|voice message)s? omitted>?|<attached: .*>|.* \(file attached\)"
    r"|(?:this message was|you) deleted.*|null",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"[\u200e\u200f]?Forwarded(?: many times)?: ?", re.IGNORECASE)
_FEWEST = 2  # messages


def is_chat(text: str) -> bool:
    """Whether a text is an export: at least two messages, with nothing but a heading before the first."""
    lines = text.split("\n")
    messages = [number for number, line in enumerate(lines) if _MESSAGE.match(line)]
    return len(messages) >= _FEWEST and messages[0] <= 2


def read(text: str) -> tuple[str, Details, Beside]:
    """The messages with words, a paragraph each; warnings say what was left out and what is marked as forwarded."""
    messages: list[str] = []
    wordless = notices = forwarded = 0
    for line in text.split("\n"):
        if message := _MESSAGE.match(line):
            words = message["words"].strip()
            if not words or _NO_WORDS.fullmatch(words):
                wordless += 1
                continue
            forwarded += _FORWARDED.match(words) is not None
            messages.append(f"[{_clock(message['time'])}] {message['sender'].strip()}: {_FORWARDED.sub('', words, count=1)}")
        elif _NOTICE.match(line):
            notices += 1
        elif messages and line.strip():  # a message of several lines
            messages[-1] += f"\n{line.strip()}"
    warnings = [
        f"{_many(wordless, 'message')} without words (pictures, sound, files) left out." if wordless else "",
        f"{_many(notices, 'line')} of the messenger itself left out." if notices else "",
        f"{_many(forwarded, 'message')} marked as forwarded: who sent {'it' if forwarded == 1 else 'them'} may not be who wrote {'it' if forwarded == 1 else 'them'}."
        if forwarded
        else "",
        "The days of the messages are left out.",
    ]
    return "\n\n".join(messages), Details(title="Chat"), Beside(warnings=tuple(filter(None, warnings)))


def _many(number: int, kind: str) -> str:
    return f"{number:,} {kind}{'' if number == 1 else 's'}"


def _clock(time: str) -> str:
    """A time of day in 24 hours: "22:12:40" of "10.12.40 PM"."""
    numbers = re.findall(r"[0-9]+", time)
    is_half = re.search(r"[AaPp]\.?[Mm]", time)
    hour = int(numbers[0]) % 12 + (12 if is_half[0][0] in "Pp" else 0) if is_half else int(numbers[0])
    return ":".join([f"{hour:02}", *numbers[1:]])
