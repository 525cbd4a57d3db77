"""Subtitles and transcripts: their sentences without numbers and sounds, their times, their speakers."""

import json

import pytest

from claims.model import Document
from claims.reading.documents import place_of, read

FIRST = "The mill cost 61 million crowns in 2019, the mayor said."
SECOND = "It employed 400 people until the storm."


def warnings_in(document: Document) -> str:
    return " ".join(document.beside.warnings)


SRT = (
    "1\r\n00:00:01,000 --> 00:00:04,200\r\nThe mill cost <i>61 million</i>\r\ncrowns in 2019, the mayor said.\r\n\r\n"
    "2\r\n00:01:04,500 --> 00:01:08,000\r\n[Music]\r\n\r\n3\r\n00:12:31,000 --> 00:12:35,000\r\nIt employed 400\r\n\r\n"
    "4\r\n00:12:35,100 --> 00:12:37,000\r\npeople until the storm.\r\n"
)
VTT = """WEBVTT - Council
Language: en

STYLE
::cue { color: red }

NOTE spoken on Monday

intro
00:01.000 --> 00:04.000 align:start
<v Ilse Roth>The mill cost 61 million crowns in 2019,
the mayor said.

00:04.500 --> 00:06.000
<v Jo Pell>It employed 400 people &amp; more.

00:06.500 --> 00:08.000
- Until when?
- Until the storm.
"""


def test_subtitles_are_sentences_without_numbers_times_and_sounds() -> None:
    for content in (SRT.encode(), b"\xef\xbb\xbf" + SRT.encode(), SRT.replace("\r\n", "\n").encode("utf-16")):
        document = read(content, name="a.txt")
        assert document.text == f"{FIRST}\n\n{SECOND}"
        assert "1 subtitle that is only a sound or music was left out." in warnings_in(document)


def test_the_time_of_a_subtitle_is_its_place() -> None:
    document = read(SRT.encode(), name="a.srt")
    spans = [(document.text[timed.start : timed.end], timed.begins) for timed in document.beside.times]
    assert spans == [(FIRST, 1.0), ("It employed 400", 751.0), ("people until the storm.", 755.1)]
    assert place_of(SRT.encode(), SECOND, document.text.index(SECOND)) == "at 00:12:31"


def test_voices_and_dashes_of_web_subtitles_are_speakers_and_turns() -> None:
    document = read(VTT.encode(), name="a.vtt")
    assert document.text == f"Ilse Roth: {FIRST}\n\nJo Pell: It employed 400 people & more.\n\nUntil when?\n\nUntil the storm."
    assert (document.language, [timed.speaker for timed in document.beside.times][:2]) == ("en", ["Ilse Roth", "Jo Pell"])


def test_what_captions_that_roll_up_repeat_stands_once_and_a_refrain_stays() -> None:
    words = ["the mill burnt", "down in 1962 and", "nobody was hurt"]
    cues = [f"00:00:0{at}.000 --> 00:00:0{at + 1}.000\n{words[at - 1]}\n{words[at]}\n" for at in (1, 2)]
    rolled = read(("WEBVTT\n\n" + f"00:00:00.000 --> 00:00:01.000\n{words[0]}\n\n" + "\n".join(cues)).encode(), name="a.vtt")
    assert rolled.text == " ".join(words)
    assert "2 subtitles repeat words" in warnings_in(rolled)
    assert "no full stops" in warnings_in(rolled)
    refrain = "".join(f"{at}\n00:00:0{at},000 --> 00:00:0{at + 1},000\nNo to the mill!\n\n" for at in (1, 2))
    assert read(refrain.encode(), name="a.srt").text == "No to the mill! No to the mill!"


WHISPER = {
    "whisper": {
        "text": "x",
        "language": "en",
        "segments": [{"start": 0, "end": 4.2, "text": f" {FIRST}"}, {"start": 751, "end": 755, "text": SECOND}],
    },
    "whisper.cpp": {
        "result": {"language": "en"},
        "transcription": [
            {"timestamps": {"from": "00:00:00,000", "to": "00:00:04,000"}, "offsets": {"from": 0, "to": 4000}, "text": f" {FIRST}"},
            {"offsets": {"from": 751000, "to": 755000}, "text": f" {SECOND}"},
        ],
    },
    "Transformers": {"chunks": [{"timestamp": [0.0, 4.2], "text": FIRST}, {"timestamp": [751.0, None], "text": SECOND}]},
    "a list": [{"start": 0, "end": 4.2, "text": FIRST}, {"start": 751, "end": 755, "text": SECOND}],
}


@pytest.mark.parametrize("maker", list(WHISPER))
def test_a_transcript_by_whisper_is_read_with_its_times(maker: str) -> None:
    content = json.dumps(WHISPER[maker]).encode()
    document = read(content, name="a.json")
    assert document.text == f"{FIRST}\n\n{SECOND}"
    assert place_of(content, SECOND, document.text.index(SECOND)) == "at 00:12:31"


def test_a_turn_of_a_known_speaker_is_a_paragraph_with_a_label() -> None:
    segments = [
        {"start": at, "end": at + 1, "text": text, "speaker": who}
        for at, (who, text) in enumerate((("SPEAKER_00", "The mill"), ("SPEAKER_00", "burnt down."), ("Jo Pell", "It did not.")))
    ]
    assert read(json.dumps({"segments": segments}).encode(), name=None).text == "Speaker 1: The mill burnt down.\n\nJo Pell: It did not."
