"""Letters in disguise are read as the letters that they stand for, each in its own place."""

import pytest

from claims.matching.search.folding import fold
from claims.matching.search.terms import terms


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("𝗠𝗮𝘀𝗸𝘀 𝗿𝗲𝗱𝘂𝗰𝗲 oxygen", "Masks reduce oxygen"),
        ("Ｍａｓｋｓ １２３", "Masks 123"),
        ("Mаsks rеducе oxygеn", "Masks reduce oxygen"),
        ("ⓜⓐⓢⓚⓢ", "masks"),
        ("٤٢ vaccines", "42 vaccines"),
    ],
)
def test_letters_in_disguise_are_folded(written: str, read: str) -> None:
    assert fold(written) == read
    assert len(written) == len(read)
    assert terms(written) == terms(read)


@pytest.mark.parametrize(
    "text", ["Россия объявила войну", "Η Ελλάδα είναι χώρα", "12 m² and 3½", "naïve café", "Moscow (Москва) is cold", "ıssız"]
)
def test_what_is_no_disguise_stays(text: str) -> None:
    assert fold(text) == text
