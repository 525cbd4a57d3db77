"""Figures and dates in the manner of nine languages."""

import json
from pathlib import Path

import pytest

from claims.figures.manners import figures
from claims.figures.quantities import find
from claims.matching.differences import across_languages
from claims.model import DifferenceKind

WORK = Path(__file__).parent / "data" / "languages" / "work-1.jsonl"


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("Es kamen 3,1 Millionen Menschen.", "de", 3.1e6, ""),
        ("Die Brücke kostete 2.000.000 Euro.", "de", 2e6, "eur"),
        ("Vor dem Krieg lebten drei Millionen dort.", "de", 3e6, ""),
        ("Am 12. Oktober 2023 brannte es.", "de", 20231012, "date"),
        ("Il y avait 61 000 000 d'habitants.", "fr", 61e6, ""),
        ("Une maison de 4,5 M€.", "fr", 4.5e6, "eur"),
        ("Le 1er mai 2024, la loi a changé.", "fr", 20240501, "date"),
        ("El banco imprimió 40.000 millones de dólares.", "es", 40e9, "usd"),
        ("O banco tem 40 mil milhões de euros.", "pt", 40e9, "eur"),
        ("Custou 80 mil reais.", "pt", 80_000, "brl"),
        ("Il tasso è del 4,2 per cento.", "it", 4.2, "%"),
        ("Er kwamen 80 duizend mensen.", "nl", 80_000, ""),
        ("Podpisało 80 tys. osób.", "pl", 80_000, ""),
        ("W marcu 2024 roku spadło.", "pl", 20240300, "date"),
        ("Enflasyon yüzde 4,2 oldu.", "tr", 4.2, "%"),
        ("3,1 milyondan fazla kişi", "tr", 3.1e6, ""),
        ("Zürich zahlte 1’200’000 Franken.", "de", 1.2e6, "chf"),
    ],
)
def test_a_figure_is_read_in_its_own_manner_and_its_place_is_exact(text: str, language: str, value: float, unit: str) -> None:
    found = figures(text, language)
    assert [(one.value, one.unit) for one in found] == [(pytest.approx(value), unit)]
    assert text[found[0].start : found[0].end] == found[0].text


def test_of_a_language_that_is_not_known_no_figure_is_read() -> None:
    assert figures("كلّف جسر تارنهولم 61 مليون كرونة.", "ar") == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It cost 61 000 000 crowns.", 61e6),
        ("It cost 61\u00a0000\u202f000 crowns.", 61e6),
        ("It cost 1’200’000’000 crowns.", 1.2e9),
        ("It cost 1,20,000 rupees.", 120_000),
        ("It cost 3½ million crowns.", 3.5e6),
        ("It cost 3,5 million crowns.", 3.5e6),
        ("Some 5 lakh people came.", 5e5),
        ("It cost two crore rupees.", 2e7),
        ("In 2020 300 people came.", 300),
    ],
)
def test_english_texts_write_numbers_in_many_ways(text: str, value: float) -> None:
    assert [one.low for one in find(text)] == [pytest.approx(value)]


def test_at_most_one_in_a_hundred_faithful_translations_is_flagged() -> None:
    lines = [json.loads(line) for line in WORK.read_text(encoding="utf-8").splitlines()]
    flagged = [
        (line["en"], line[language])
        for line in lines
        for language in line
        if language not in ("id", "en") and across_languages.find(line["en"], "en", line[language], language)
    ]
    assert len(flagged) <= 0.01 * 9 * len(lines), flagged


@pytest.mark.parametrize(
    ("ours", "theirs", "language", "kind"),
    [
        ("The bridge cost 48 million crowns.", "Die Brücke hat 38 Millionen Kronen gekostet.", "de", DifferenceKind.NUMBER),
        ("Unemployment fell to 4.2 percent.", "El desempleo bajó al 2,4 por ciento.", "es", DifferenceKind.NUMBER),
        ("The mayor was arrested on 12 October 2023.", "Le maire a été arrêté le 13 octobre 2023.", "fr", DifferenceKind.DATE),
    ],
)
def test_another_figure_in_a_translation_is_a_difference_with_its_places(
    ours: str, theirs: str, language: str, kind: DifferenceKind
) -> None:
    (found,) = across_languages.find(ours, "en", theirs, language)
    assert found.kind is kind and found.ours_span and found.theirs_span
    assert ours[slice(*found.ours_span)] == found.ours and theirs[slice(*found.theirs_span)] == found.theirs


def test_a_denial_in_another_language_is_not_interpreted() -> None:
    assert across_languages.find("The law is in force.", "en", "A lei já está no Diário da República.", "pt") == ()
