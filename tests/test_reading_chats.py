"""A chat that a messenger exported, and words that a line's end breaks: what stands in the file is what is read."""

import pytest

from claims.reading import documents
from claims.reading.sentences import split
from claims.reading.speech.speakers import attribute

CHATS = [
    "[04/03/2024, 22:12:33] Ana: \u200eimage omitted\n[04/03/2024, 22:12:40] Jon Marek: Forwarded many times: The pier cost 31 million crowns!\n"
    "[04/03/2024, 22:13:02] Ana: It cost 16.\nand the port paid nothing",
    "3/4/24, 10:12 PM - Messages and calls are end-to-end encrypted.\n3/4/24, 10:12 PM - Jon Marek: The pier cost 31 million crowns!\n"
    "3/4/24, 10:13 PM - Ana: It cost 16.\nand the port paid nothing\n3/4/24, 10:14 PM - Ana: <Media omitted>",
]


@pytest.mark.parametrize("chat", CHATS)
def test_a_chat_is_a_transcript_of_its_messages_and_tells_what_it_left_out(chat: str) -> None:
    document = documents.read(chat.encode(), name="chat.txt")
    spans = split(document.text)
    said = {(told.speaker, told.proposition) for told in attribute(spans, document.text)}
    assert ("Jon Marek", "The pier cost 31 million crowns!") in said
    assert ("Ana", "It cost 16.") in said
    assert "and the port paid nothing" in document.text
    assert "omitted" not in document.text and "04/03" not in document.text
    assert "[22:13" in document.text
    assert any("without words" in warning for warning in document.beside.warnings)


def test_words_about_a_time_of_day_are_no_chat() -> None:
    text = "Minutes of 4 March\n\n[04/03/2024, 10:12] The chair opened the meeting at ten. Nobody objected to the minutes of the last one."
    assert documents.read(text.encode(), name="minutes.txt").text == text


def test_a_word_that_a_line_s_end_breaks_is_whole_again_and_a_compound_keeps_its_hyphen() -> None:
    text = (
        "The harbour of Dunmore closed for nine days in Febru-\nary after a storm broke two of its cranes, the gov-\n"
        "ernment said on Sunday. It will pay for the long-\nterm repairs, and the town has asked for more."
    )
    document = documents.read(text.encode(), name="paper.txt")
    assert "in February after" in document.text
    assert "the government said" in document.text
    assert "the long-term repairs" in document.text


def test_broken_words_are_joined_in_time_in_proportion_to_the_text() -> None:
    line = "The harbour of Dunmore closed for nine long days in Febru-\n"
    assert (
        documents.read((line + "ary after a storm and ").encode() * 40_000, name="long.txt", limit=10_000_000).text.count("February")
        > 1_000
    )
