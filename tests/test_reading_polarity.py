"""What is denied or doubted: by whoever says it, and by the sentence after."""

import pytest

from claims.reading.sentences import split
from claims.reading.speech.speakers import attribute
from tests.test_reading_speakers import attributed


@pytest.mark.parametrize(
    ("text", "polarity", "proposition"),
    [
        ("A viral post wrongly says the pier leaks.", "denied", "The pier leaks."),
        ("There is no evidence that the pier leaks.", "denied", "The pier leaks."),
        ("Fact-checkers debunked the claim that the pier leaks.", "denied", "The pier leaks."),
        ("The claim that the pier leaks is false.", "denied", "The pier leaks."),
        ("It is unclear whether the pier leaks.", "doubted", "The pier leaks."),
        ("Whether the pier leaks is disputed.", "doubted", "The pier leaks."),
        (
            "Whether that is realistic is disputed.",
            "asserted",
            "Whether that is realistic is disputed.",
        ),  # "that" is of the sentence before
        ("The mayor said that would help the pier.", "asserted", "That would help the pier."),
        ("Reportedly, the pier leaks.", "doubted", "The pier leaks."),
        ("The mayor said the pier leaks.", "asserted", "The pier leaks."),
        ("Bo Rusk was wrongly convicted in 2019.", "asserted", "Bo Rusk was wrongly convicted in 2019."),
        ("The treasurer denied that and said three firms had made an offer.", "asserted", "Three firms had made an offer."),
    ],
)
def test_what_is_denied_or_doubted_is_not_asserted(text: str, polarity: str, proposition: str) -> None:
    said = attributed(text)[0]
    assert (said.polarity, said.proposition) == (polarity, proposition)


@pytest.mark.parametrize(
    ("text", "speaker", "polarity"),
    [
        ("Ana Reyes denied through her lawyer that she had met Karl Orme.", "Ana Reyes", "denied"),
        ("Ana Reyes denied to reporters last week that she knew of the leak.", "Ana Reyes", "denied"),
        ("Prosecutors say, and Ana Reyes denies, that she met Karl Orme.", "Ana Reyes", "denied"),
        ("The council, Ana Reyes denied, took bribes.", "Ana Reyes", "denied"),
        ("Ana Reyes rejected claims that the pier leaked.", "Ana Reyes", "denied"),
        ("Ana Reyes rejected the accusation that she had lied about the pier.", "Ana Reyes", "denied"),
        ("Ana Reyes denied “the pier leaks”, as the paper wrote.", "Ana Reyes", "denied"),
        ("Ana Reyes warned against claims that the pier leaks.", None, "denied"),
        ("Ana Reyes has never denied that the pier leaks.", "Ana Reyes", "doubted"),
        ("Ana Reyes neither confirmed nor denied that the pier leaks.", "Ana Reyes", "doubted"),
        ("Had Ana Reyes said that the pier leaks, she would have been sued.", "Ana Reyes", "doubted"),
        ("Ana Reyes denied wrongdoing in a letter and said that the pier is safe.", "Ana Reyes", "asserted"),
    ],
)
def test_whoever_denies_a_claim_does_not_assert_it(text: str, speaker: str | None, polarity: str) -> None:
    said = attributed(text)[0]
    assert (said.speaker, said.polarity) == (speaker, polarity)


@pytest.mark.parametrize(
    "acts", ["investigated claims", "scoffed at claims", "responded to claims", "laughed off reports", "questioned the claim"]
)
def test_whoever_does_something_about_a_claim_does_not_make_it(acts: str) -> None:
    assert attributed(f"Ana Reyes {acts} that the mayor took bribes.")[0].speaker is None


def test_a_denial_right_after_it_counts() -> None:
    assert attributed("Senator Bo Rusk said the pier leaks. That is false.")[0].polarity == "denied"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Parents passed round a rumour that a teacher had died. It is untrue.", "denied"),
        ("Some say that seals ate the cod. They did not.", "denied"),
        ("Coach Karl Voss complained that the goal was offside. The pictures suggest otherwise.", "doubted"),
        ("A squirrel was to blame, officials announced. By noon that had been withdrawn.", "denied"),
        ("Neighbours spread the story that the mill is sold. Not so: it is let.", "denied"),
    ],
)
def test_the_sentence_after_denies_or_doubts_a_claim(text: str, polarity: str) -> None:
    assert attribute(split(text), text)[0].polarity == polarity
