"""Rating words of other publishers on our scale: the table itself, and how words are found in it."""

import io
import re
import tomllib
from datetime import datetime
from importlib import resources

import pytest
from sqlite_utils import Database

from claims.desk.exchange import imports
from claims.exchange.ratings import STEPS, on_our_scale, rating_words, scale_words, share_of
from claims.model import Person
from claims.store.connect import rows

TABLE = tomllib.loads(resources.files("claims.exchange").joinpath("rating_words.toml").read_text(encoding="utf-8"))


def test_the_table_names_its_sources_and_gives_no_word_of_one_scale_two_steps() -> None:
    assert len(TABLE["publisher"]) >= 60
    for scale in [*TABLE["publisher"], *TABLE["language"]]:
        assert scale["source"].strip() and set(scale) <= {"name", "sites", "code", "source", "read", "unmapped", *STEPS}
        words = [word.casefold() for step in (*STEPS, "unmapped") for word in scale.get(step, ())]
        assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]
    assert all(re.fullmatch(r"[a-z0-9.-]+", site) for scale in TABLE["publisher"] for site in scale["sites"])


def test_every_publisher_is_read_by_its_own_scale() -> None:
    for scale in TABLE["publisher"]:
        for step in STEPS:
            for word in scale.get(step, ()):
                assert on_our_scale(word, publisher=scale["name"]) == step, (scale["name"], word)
        for word in scale.get("unmapped", ()):
            assert on_our_scale(word, url=f"https://www.{scale['sites'][0]}/x") is None, (scale["name"], word)


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("THIS IS FALSE!", "false"),
        ("Rating: Pants on Fire!", "false"),
        ("[SALAH] Foto banjir", "false"),
        ("Falso \u2013 a foto \u00e9 de 2011", "false"),
        ("Faux, la photo est ancienne", "false"),
        ("\u062e\u0637\u0623", "false"),
        ("\u091d\u0942\u0920", "false"),
        ("\u865b\u5047", "false"),
        ("KISMEN YANLI\u015e", "mostly_false"),
        ("Trompeur", "missing_context"),
        ("Verdict: True", "true"),
        ("True: but only in part", None),
        ("True: mostly", None),
        ("False or misleading", None),
        ("Not false", None),
        ("Mostly true, mostly false", None),
        ("Fact: the dam held", None),
        ("No: the dam held", None),
        ("Satire", None),
        ("Fake! Satire", None),
        ("Nobody knows", None),
        ("...", None),
    ],
)
def test_words_are_found_whatever_stands_around_them_and_nothing_is_guessed(words: str, step: str | None) -> None:
    assert on_our_scale(words) == step


def test_the_publishers_own_scale_counts_before_the_language() -> None:
    assert on_our_scale("Manipulado") == "false"
    assert on_our_scale("Manipulado", publisher="Pol\u00edgrafo") == "missing_context"
    assert on_our_scale("Manipulado", publisher="Somebody", url="https://poligrafo.sapo.pt/fact-check/1") == "missing_context"
    assert on_our_scale("Manipulado", publisher="Somebody", url="https://notpoligrafo.sapo.pt.example/1") == "false"
    assert on_our_scale("Manipulado", url="https://[bad") == "false"


def test_words_to_which_languages_give_different_steps_stay_words() -> None:
    assert all(step is None or step in STEPS for step in rating_words().general.values())


def test_rating_words_of_an_unknown_scale_are_kept_and_told_once(db: Database, ada: Person, at: datetime) -> None:
    table = b"Claim,Verdict\nThe kiln cracked.,Kiln grade blue\nThe oven burned.,Kiln grade blue\nThe roof fell.,False\n"
    made = imports.preview(io.BytesIO(table), "csv")
    done = imports.import_claims(db, io.BytesIO(table), "csv", by=ada, clock=lambda: at)
    assert (done.added, made.rows) == (3, 3)
    for warnings in (made.warnings, done.warnings):
        assert [(warning.row, warning.column, warning.value) for warning in warnings] == [(2, "rating", "Kiln grade blue")]
        assert "nobody is warned" in warnings[0].reason
    words = rows(db, "SELECT rating_words, rating FROM review ORDER BY claim_id")
    assert [tuple(row) for row in words] == [("Kiln grade blue", None), ("Kiln grade blue", None), ("False", "false")]


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("False", "false"),
        ("Pants on Fire!", "false"),
        ("FOUR PINOCCHIOS", "false"),
        ("Mostly-True", "mostly_true"),
        ("Half True", "missing_context"),
        ("Falso", "false"),
        ("Trompeur", "missing_context"),
        ("False. The photo shows another ferry.", "false"),
        ("True. But the ferry sank later.", None),
        ("True, but only once", None),
        ("Missing context.", "missing_context"),
        ("Unproven", "unproven"),
        ("Rating: True", "true"),
        ("it is complicated", None),
        ("", None),
    ],
)
def test_rating_words_are_mapped_by_the_table_and_never_guessed(words: str, rating: str | None) -> None:
    assert on_our_scale(words) == rating


@pytest.mark.parametrize(
    ("value", "worst", "best", "share"),
    [
        (1, 1, 5, 0.0),
        (5, 1, 5, 1.0),
        ("4", "1", "5", 0.75),
        (9, 1, 5, 1.0),
        (-3, 0, 10, 0.0),
        (1, 5, 1, 1.0),
        (-1, -1, -1, None),
        (3, None, None, None),
        (3, 3, 3, None),
        ("nan", 1, 5, None),
        ("False", 1, 5, None),
        (True, 0, 1, None),
        ([1], 0, 1, None),
    ],
)
def test_numbers_of_any_scale_come_down_to_a_share(value: object, worst: object, best: object, share: float | None) -> None:
    assert share_of(value, worst, best) == share


@pytest.mark.parametrize(
    ("number", "rating"), [(1, "false"), (2, "mostly_false"), (3, None), ("4", "mostly_true"), (5.0, "true"), (99, "true"), (-3, "false")]
)
def test_a_number_without_words_becomes_words_that_are_mapped(number: object, rating: str | None) -> None:
    words = scale_words(number, "1", 5)
    assert words == f"{number if number != 5.0 else 5} on a scale from 1 to 5"
    assert on_our_scale(words) == rating
    assert scale_words(number, -1, -1) is None and on_our_scale("9 on a scale from 9 to 9") is None
