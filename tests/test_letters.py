"""Words that a text writes in other letters are found by the plain ones, and the other way round."""

from datetime import datetime

import pytest
from sqlite_utils import Database

from claims.letters import disguises, plain_letters
from claims.model import Person
from claims.store import claims, search
from claims.store.connect import write

BOLD = "\U0001d5ba\U0001d5c5"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("The o\ufb03ce closed.", "office"),
        ("The \ufb02oods came.", "floods"),
        ("\uff34\uff48\uff45 \uff44\uff41\uff4d broke.", "dam"),
        ("The \U0001d5f1\U0001d5ee\U0001d5fa broke.", "dam"),
        ("The \U0001d403\U0001d41a\U0001d426 broke.", "dam"),
        ("The d\u0430m broke.", "dam"),
        ("The m\u0430\u0455k fell.", "mask"),
        ("The c\u0430nal cr\u043ess\u0435d it.", "crossed"),
        ("The t\u043ebacco h\u0430rbour.", "tobacco"),
        ("The t\u043ebaccо harbour.", "tobacco"),
        ("The tob\u0430c\u0441o harbour.", "tobacco"),
        ("The dam broke.", "\U0001d5f1\U0001d5ee\U0001d5fa"),
        ("The dam broke.", "d\u0430m"),
        ("The office closed.", "o\ufb03ce"),
    ],
)
def test_a_claim_is_found_whichever_letters_it_or_the_query_has(db: Database, ada: Person, at: datetime, written: str, typed: str) -> None:
    with write(db):
        number = claims.add_claim(db, written, by=ada, at=at)
    (found,) = search.search(db, typed)
    assert found.id == number and found.text == written


def test_words_of_other_scripts_stay_what_they_are() -> None:
    assert plain_letters("\u0420\u043e\u0441\u0441\u0438\u044f") == "\u0420\u043e\u0441\u0441\u0438\u044f"
    assert plain_letters("Gr\u00fcnau") == "Gr\u00fcnau"
    assert disguises("\u041c\u043e\u0441\u0442") == ()
    assert "dam" not in disguises("dam") and len(disguises("dam")) == len(set(disguises("dam"))) < 50
    assert all(len(disguises(word)) < 150 for word in ("eavesdropping", "accessories", "psychophysiological"))
