"""No sentence of a random PDF, OpenDocument or RTF file is lost, changed or out of order, whatever stands around, in and between its words."""

import random

import pytest

from claims.reading.documents import read
from tests.reading_documents import WRITERS
from tests.reading_trees import sentences


def lost(kind: str, seed: int) -> list[str]:
    """The sentences of a random file of a kind that are not read whole, in one line and in order, and what nobody sees but is read."""
    chance = random.Random(seed)
    known = sentences(chance, chance.randint(4, 16))
    text = read(WRITERS[kind](chance, known), name=f"a.{kind}").text
    missing, start = [], 0
    for sentence in known:
        offset = text.find(sentence, start)
        if offset < 0:
            missing.append(sentence)
        else:
            start = offset + len(sentence)
    return missing if "never" not in text else [*missing, "words that nobody sees"]


@pytest.mark.parametrize("kind", WRITERS)
def test_no_sentence_of_random_documents_is_lost_or_changed(kind: str) -> None:
    assert {seed: gone for seed in range(15) if (gone := lost(kind, seed))} == {}


@pytest.mark.long
@pytest.mark.parametrize("kind", WRITERS)
def test_no_sentence_of_many_random_documents_is_lost_or_changed(kind: str) -> None:
    assert {seed: gone for seed in range(100, 200) if (gone := lost(kind, seed))} == {}
