"""Who speaks in a few sentences: somebody named, one of two, or nobody."""

import pytest

from claims.model import Attribution
from claims.reading.sentences import split
from claims.reading.speech.speakers import attribute
from tests.test_reading_speakers import attributed


def test_a_dateline_is_no_part_of_a_proposition() -> None:
    for dateline in ("PORT AVEL, March 4 (AP) - ", "WASHINGTON — ", "FENWICK, Calif. -- "):
        assert attributed(f"{dateline}The bridge reopened, the city said.") == [Attribution("the city", "The bridge reopened.")]


def test_a_place_or_a_body_is_never_whom_he_means() -> None:
    text = "The meeting in Vardia is meant to end the dispute, according to Anton Blau. The talks were open, he added."
    assert attributed(text)[1].speaker == "Anton Blau"
    assert attributed("The bank of Norland closed in May. He said nobody knew.")[1].speaker is None


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Ambassador Noor Helgesen, farewell reception, Port Avel.\n\nDear friends, I came here with one coat. We signed two treaties. The rest you know.",
            ["Noor Helgesen", "Noor Helgesen", "Noor Helgesen"],
        ),
        ("Toast by Mayor Ana Reyes to the new firemen. Last year we had two engines. Nine boats burned.", ["Ana Reyes", "Ana Reyes"]),
        (
            "THREE QUESTIONS TO... zoo director Ana Reyes\n1. Are you leaving? Yes, in April.\n2. Do you mind? Not much.\n3. And then? We shall see.",
            [None, "Ana Reyes", None, "Ana Reyes", None, "Ana Reyes"],
        ),
        (
            "Ana Reyes\nMy cat sat on the quay all night.\nComments:\nBob Hart: It was there on Monday.\nAna Reyes: That was another cat.",
            ["Bob Hart", "Ana Reyes"],
        ),
        ("▸ Odd Farr: The well is dry.\n▸ Sue Lark: It is not.\n▸ Odd Farr: I looked.", ["Odd Farr", "Sue Lark", "Odd Farr"]),
        ("Bishop Anna Kuria and imam Yahya Ben Arous met. The bishop said that the mill was sold.", [None, "Anna Kuria"]),
        ("According to the utility, Aquaverde, a valve burst.", ["Aquaverde"]),
        ("Ana Reyes fumed that the crew knew.", ["Ana Reyes"]),
        ("Farmer Ana Reyes reported seeing nine boats.", ["Ana Reyes"]),
        ("Farmer Ana Reyes waved the report aside, saying the boats would sail on Monday.", ["Ana Reyes"]),
    ],
)
def test_more_ways_to_a_speaker(text: str, speakers: list[str | None]) -> None:
    assert [said.speaker for said in attributed(text)][-len(speakers) :] == speakers


def test_in_a_transcript_the_labels_say_who_speaks() -> None:
    text = "CHAIR: Good morning. Mr Vance?\n\nMR VANCE: I signed it in June. Nobody took minutes.\n\nDANA FRYE, host: Why?\n\nDana Frye is the host."
    found = attributed(text)
    assert found[2] == Attribution("VANCE", "I signed it in June.")
    assert found[3] == Attribution("VANCE", "Nobody took minutes.")
    assert found[4] == Attribution("Dana Frye", "Why?")
    assert found[5].speaker is None
    assert attributed("UPDATE: The pier reopened.")[0] == Attribution(None, "UPDATE: The pier reopened.")


def test_a_quotation_of_somebody_unnamed_is_not_given_to_whoever_spoke_before() -> None:
    text = "“It is too big,” said Ana Reyes.\n\n“I am blown away. That is a city,” said someone at the meeting."
    assert [one.speaker for one in attributed(text)] == ["Ana Reyes", None, None]


def test_a_figure_that_stands_before_somebody_s_words_is_not_lost_from_the_claim() -> None:
    text = "Flu was found in 8 percent of samples, and the director noted that it spreads fast."
    assert attributed(text) == [Attribution(None, text)]


def test_as_confirmed_by_and_a_person_s_own_words_name_the_person() -> None:
    text = "Foreign minister Greta Holm spoke. Talks began in May, as confirmed by Holm. They failed, according to Holm's account."
    assert [one.speaker for one in attributed(text)] == [None, "Greta Holm", "Greta Holm"]


def test_a_pronoun_that_opens_a_paragraph_is_whom_the_last_one_was_about() -> None:
    text = "Foreign minister Greta Holm said she was shocked.\n\nDeputy governor Ned Wheal called for calm.\n\nHe said the case was open."
    assert attributed(text)[2].speaker == "Ned Wheal"


def test_a_form_of_address_tells_who_she_is() -> None:
    text = "Mrs Holm and Mr Wheal met on Monday. She said the case was open."
    assert attributed(text)[1].speaker == "Holm"


def test_a_surname_that_is_also_a_trade_stays_a_name() -> None:
    text = "Stephen Fisher said the boat sank. Dean Coyle said it was old. Foreign Minister Ana King said nobody drowned."
    assert [one.speaker for one in attributed(text)] == ["Stephen Fisher", "Dean Coyle", "Ana King"]


def test_a_speaker_is_never_carried_over_another_subject() -> None:
    first = "“The pier cost 61 million,” said Mayor Ilsa Brenn. "
    assert attributed(first + "Bo Rusk disagreed. “It cost 90 million.”")[-1].speaker == "Bo Rusk"
    assert attributed(first + "The audit report is clear. “It cost 70 million.”")[-1].speaker == "the audit report"
    lone = attributed(first + "The storm hit on Monday. “It cost 50 million.”")[-1]
    assert (lone.speaker, lone.candidates) == (None, ("Ilsa Brenn",))


def test_he_and_she_of_two_people_is_nobody_until_the_article_tells_them_apart() -> None:
    met = attributed("Mayor Ilsa Brenn met port boss Bo Rusk on Monday. He said the pier cost 61 million. She said it leaks.")
    assert [one.speaker for one in met] == [None, None, None]
    assert met[1].candidates == ("Ilsa Brenn", "Bo Rusk")
    told = attributed("Mayor Ilsa Brenn and her rival Bo Rusk met on Monday. He said the pier cost 61 million.")
    assert told[1].speaker == "Bo Rusk"


def test_a_spokesman_for_somebody_is_not_that_person() -> None:
    assert attributed("A spokesman for Mayor Bo Rusk said that the pier leaks.")[0].speaker == "a spokesman for Mayor Bo Rusk"


@pytest.mark.parametrize(
    ("text", "speaker", "candidates"),
    [
        ("Nothing suggests that the files were sold.", None, ()),
        ("Forty of the lorries stand outside. “They are ours.”", None, ()),
        (
            "Kim Reyes says the port needs dredging. “It needs a railway,” Robin Orme shot back. He conceded that the port was silted up.",
            None,
            ("Robin Orme", "Kim Reyes"),
        ),
        ("The union says 80 percent walked out; the company says it was 30.", None, ("the union", "the company")),
        ("Ada Brandt does not believe the count is right.", "Ada Brandt", ()),
        ("Clerk Ada Brandt asked whether the fence had been finished.", "Ada Brandt", ()),
        ("The tax office has apologised. It had wrongly stated that only a few letters went astray.", "The tax office", ()),
    ],
)
def test_a_speaker_is_somebody_who_can_speak_and_the_only_one_meant(text: str, speaker: str | None, candidates: tuple[str, ...]) -> None:
    told = attributed(text)[-1]
    assert (told.speaker, told.candidates) == (speaker, candidates)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Lena Orm said the pier was safe. And from Karl Voss: “It leaks.”", ["Lena Orm", "Karl Voss"]),
        ("“The mill has closed twice.” That is what Lena Orm told the board.", ["Lena Orm", None]),
        ("It was the dean, Karl Voss, who told the paper that the hall had burned.", ["Karl Voss"]),
        ("Her rival, the retired judge Abel Fonseca, grumbles that she talks too much.", ["Abel Fonseca"]),
        ("Brask Foods cut 40 jobs. The company denies that it broke the law.", [None, "Brask Foods"]),
        ("Helena Marsh said Victor Oyle had left. He said that the door was open.", ["Helena Marsh", "Victor Oyle"]),
        ("The hall was full. The table shows three guilds, Karl Voss found: not one pays, he said, for the roof.", [None, "Karl Voss"]),
        ("In May he had left. Karl Voss spoke. In June he promised that the school would open.", [None, None, "Karl Voss"]),
    ],
)
def test_the_speaker_of_each_sentence_is_named(text: str, speakers: list[str | None]) -> None:
    assert [read.speaker for read in attribute(split(text), text)] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "The suspect was found in a taxi, Inspector Karl Voss said. He told officers that he had bought the horse.",
        "Karl Voss spoke on Monday. The driver was freed on Tuesday. He said that he had slept.",
        "While the minister called the camp orderly, aid workers said hundreds were missing.",
    ],
)
def test_where_two_can_be_meant_both_are_candidates_and_nobody_is_named(text: str) -> None:
    read = attribute(split(text), text)[-1]
    assert read.speaker is None and len(read.candidates) == 2
