"""Tables as people have them: no row lost for an odd field, no column dropped without a word."""

import io
import json
from typing import Any

import pytest

from claims.errors import Refused
from claims.exchange.claim_tables import ImportedClaim, RowError, open_csv, read_csv, read_jsonl
from claims.exchange.claimreview import read_claimreview
from claims.exchange.column_names import columns_of
from claims.exchange.encodings import checked_encoding
from claims.figures.written_days import DayOrder, iso_day, numbered_day


def csv(text: str, encoding: str = "utf-8") -> list[ImportedClaim]:
    return [row for row in read_csv(io.BytesIO(text.encode(encoding))) if isinstance(row, ImportedClaim)]


def line(**fields: object) -> ImportedClaim:
    (row,) = read_jsonl(io.BytesIO(json.dumps({"id": "1", "text": "The kiln cracked.", **fields}).encode()))
    assert isinstance(row, ImportedClaim)
    return row


@pytest.mark.parametrize(
    ("field", "value", "kept", "reason"),
    [
        ("url", "javascript:alert(1)", None, "no web address"),
        ("url", "https://", None, "no web address"),
        ("url", "n/a", None, "no web address"),
        ("url", "in a leaflet", None, "no web address"),
        ("url", ["https://a.example"], None, "it is a list"),
        ("url", "kilnwatch.example/7", "https://kilnwatch.example/7", "taken as https://"),
        ("url", "https://a.example/1 https://a.example/2", "https://a.example/1", "2 addresses"),
        ("reviewed_at", "last Tuesday", None, "no day that is certain"),
        ("reviewed_at", "03/04/2020", None, "no day that is certain"),
        ("reviewed_at", "2024-13", None, "no day that is certain"),
        ("reviewed_at", "N/A", None, "it is no day"),
        ("claimed_at", True, None, "true or false"),
        ("publisher", {"name": "Kiln Watch"}, None, "it is an object"),
        ("claimant", "x" * 20_001, None, "20,001 characters"),
        ("title", "a\x00b", None, "no text"),
        ("rating", [1], None, "it is a list"),
        ("tags", {"a": 1}, (), "no list of texts"),
        ("tags", "[unclosed", (), "begins with ["),
        ("tags", [str(number) for number in range(201)], tuple(str(number) for number in range(200)), "the first 200"),
        ("tags", ["kiln", {"a": 1}], ("kiln",), "the rest was left out"),
    ],
)
def test_an_odd_optional_field_is_left_empty_with_a_warning_and_the_row_stays(field: str, value: Any, kept: Any, reason: str) -> None:
    row = line(**{field: value})
    assert row.text == "The kiln cracked." and getattr(row, field) == kept
    (warning,) = row.warnings
    assert (warning.row, warning.column) == (1, field) and reason in warning.reason
    assert len(warning.value) <= 80 and "\x00" not in warning.value


def test_a_claim_without_a_usable_id_is_known_by_its_address_and_text() -> None:
    odd, without = line(id=True), line(id="")
    assert odd.external_id == without.external_id and odd.external_id.startswith("review-")
    assert "no id" in odd.warnings[0].reason and not without.warnings
    assert line(id="x" * 501).external_id == odd.external_id
    assert line(id=7.0).external_id == "7" and not line(id=7.0).warnings


def test_lines_as_pandas_writes_them() -> None:
    content = (
        b'{"claim": "The kiln cracked.", "verdict": NaN, "url": NaN, "reviewed_at": 1718445600000, "tags": "clay, heat", "batch": 4}\n'
    )
    first, second = read_jsonl(io.BytesIO(content + content.replace(b"kiln", b"oven")))
    assert isinstance(first, ImportedClaim) and isinstance(second, ImportedClaim)
    assert (first.text, first.rating, first.url, first.reviewed_at) == ("The kiln cracked.", None, None, "2024-06-15")
    assert first.tags == ("clay", "heat")
    assert [(warning.column, warning.value) for warning in first.warnings] == [("batch", "4")]
    assert "--map FIELD=batch" in first.warnings[0].reason
    assert second.warnings == ()  # said once in a file


def test_a_key_of_json_lines_may_be_mapped() -> None:
    content = b'{"what": "The kiln cracked.", "who": "The potter"}'
    (row,) = read_jsonl(io.BytesIO(content), {"text": "what", "claimant": "who"})
    assert isinstance(row, ImportedClaim) and (row.text, row.claimant) == ("The kiln cracked.", "The potter")


def test_a_json_list_under_our_own_keys_is_taken_but_not_what_schema_org_calls_text() -> None:
    own = {"id": "k1", "text": "The kiln cracked.", "rating": "False"}
    good, bad = read_claimreview(io.BytesIO(json.dumps([own, {"@type": "Comment", "text": "x"}]).encode()))
    assert isinstance(good, ImportedClaim) and (good.external_id, good.rating) == ("k1", "False")
    assert isinstance(bad, RowError) and "no ClaimReview" in bad.reason


PLAIN = "Claim,Speaker\nThe kiln in Grünau cost 40 € more.,Jörg\nThe oven cracked.,Ann\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_line_ends_and_separators_in_any_mixture(encoding: str, ending: str, mark: str) -> None:
    start = b"\xfe\xff" if encoding == "utf-16-be" else b""
    content = start + PLAIN.replace(",", mark).replace("\n", ending).encode(encoding)
    table = open_csv(io.BytesIO(content))
    rows = [row for row in table.rows if isinstance(row, ImportedClaim)]
    assert [(row.row, row.text, row.claimant) for row in rows] == [
        (2, "The kiln in Grünau cost 40 € more.", "Jörg"),
        (3, "The oven cracked.", "Ann"),
    ]
    assert bool(table.warnings) == (encoding == "cp1252")
    if table.warnings:
        assert "windows-1252" in table.warnings[0].reason


def test_one_broken_line_does_not_turn_a_utf8_file_into_windows_1252() -> None:
    good, bad = read_csv(io.BytesIO("claim\nThe kiln in Grünau\n".encode() + b"The oven in Gr\xfcnau\n"))
    assert isinstance(good, ImportedClaim) and good.text == "The kiln in Grünau"
    assert isinstance(bad, RowError) and "not UTF-8" in bad.reason


def test_broken_utf16_is_refused_row_by_row() -> None:
    content = "claim\nThe kiln cracked.\n".encode("utf-16") + b"\x00\xd8a\x00\n\x00x"
    rows = list(read_csv(io.BytesIO(content)))
    assert isinstance(rows[0], ImportedClaim) and all(isinstance(row, RowError) for row in rows[1:])


def test_a_file_can_be_read_on_after_its_table_is_gone() -> None:
    file = io.BytesIO(PLAIN.encode("utf-16"))
    list(read_csv(file))
    assert not file.closed


def test_lines_above_the_header_are_passed_over_and_named() -> None:
    content = "Claims, spring 2024;;\n;;\nNote: ask Ann;;\nClaim;Speaker;Verdict\nThe kiln cracked.;Ann;False\n"
    table = open_csv(io.BytesIO(content.encode()))
    (row,) = table.rows
    assert isinstance(row, ImportedClaim) and (row.row, row.claimant, row.rating) == (5, "Ann", "False")
    assert [(warning.row, warning.value) for warning in table.warnings] == [(1, "Claims, spring 2024;;"), (3, "Note: ask Ann;;")]


@pytest.mark.parametrize("start", ["sep=;\n", "\ufeffsep=;\r\n", '"sep=;"\n'])
def test_a_line_that_names_the_separator_is_obeyed(start: str) -> None:
    (row,) = csv(f"{start}Claim;Speaker\nThe kiln, they said, cracked.;Ann\n")
    assert (row.text, row.claimant) == ("The kiln, they said, cracked.", "Ann")


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        ("Aussage|Sprecher|Bewertung|Geprüft am|Link zum Faktencheck", "text claimant rating reviewed_at url"),
        ("Afirmación|¿Quién lo dijo?|Nuestro veredicto|Fecha de verificación|Enlace", "text claimant rating reviewed_at url"),
        (
            "Affirmation|Auteur de l'affirmation|Notre verdict|Date de publication|Lien vers l'article",
            "text claimant rating reviewed_at url",
        ),
        ("Afirmação|Quem disse?|Classificação|Data da checagem|Link da checagem", "text claimant rating reviewed_at url"),
        ("Déclaration|Auteur de la déclaration|Évaluation|Date de la vérification", "text claimant rating reviewed_at"),
        ("Declaração|Autor da declaração|Veredito|Data da verificação", "text claimant rating reviewed_at"),
        ("Claim (original)|Claimed by|Final ruling|Published on|Article URL", "text claimant rating reviewed_at url"),
        ("claimReviewed|itemReviewed.author.name|reviewRating.alternateName|author.name|url", "text claimant rating publisher url"),
        ("claimReview_claimReviewed|claimReview_url|claimReview_author_name|rating_alternateName", "text url publisher rating"),
        ("Claim|Source Name|Source URL|Verdict|Review Publication Date", "text publisher url rating reviewed_at"),
        ("text|claimReview.0.url|claimReview.0.textualRating|claimReview.0.publisher.name", "text url rating publisher"),
    ],
)
def test_columns_are_told_by_their_words(names: str, fields: str) -> None:
    header = names.split("|")
    assert columns_of(header, {}).places == {field: place for place, field in enumerate(fields.split())}


@pytest.mark.parametrize(
    "name", ["Image URL", "author.url", "Created by", "Submitted at", "Number of media", "Status", "Where was it seen?", "Claim count", ""]
)
def test_columns_that_mean_something_else_are_not_taken(name: str) -> None:
    assert columns_of([name, "text"], {}).places == {"text": 1}


def test_unused_columns_and_guesses_are_named_with_the_option_that_would_change_them() -> None:
    table = open_csv(io.BytesIO(b"Claim,Status,Our verdict,Where seen?\nThe kiln cracked.,done,False,wall\n"))
    assert [(warning.row, warning.column) for warning in table.warnings] == [(1, "Our verdict"), (1, "Status"), (1, "Where seen?")]
    assert "--map rating=COLUMN" in table.warnings[0].reason
    assert "--map rating=Status" in table.warnings[1].reason
    assert '--map FIELD="Where seen?"' in table.warnings[2].reason
    many = open_csv(io.BytesIO(("claim," + ",".join(f"c{number}" for number in range(9_000)) + "\n").encode()))
    assert len(many.warnings) == 51 and "8,950 more" in many.warnings[-1].reason


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        ("13/01/2024 05/02/2024", ["2024-01-13", "2024-02-05"]),
        ("05/02/2024 13/01/2024", ["2024-02-05", "2024-01-13"]),
        ("1/13/2024 5/2/2024", ["2024-01-13", "2024-05-02"]),
        ("1/13/24 5/2/24", ["2024-01-13", "2024-05-02"]),
        ("13/01/2024 1/13/2024 05/02/2024", ["2024-01-13", "2024-01-13", None]),
        ("05/02/2024 06/02/2024", [None, None]),
        ("04/04/2024 05/02/2024", ["2024-04-04", None]),
        ("24/02/25 13/01/2024", [None, "2024-01-13"]),
        ("5.2.2024 45457", ["2024-02-05", "2024-06-14"]),
    ],
)
def test_the_column_as_a_whole_tells_whether_the_day_or_the_month_stands_first(cells: str, days: list[str | None]) -> None:
    content = "Claim,Review date\n" + "".join(f"Kiln {number} cracked.,{cell}\n" for number, cell in enumerate(cells.split()))
    rows = csv(content)
    assert [row.reviewed_at for row in rows] == days
    assert [bool(row.warnings) for row in rows] == [day is None for day in days]


def test_what_the_days_of_a_column_were_taken_for_is_told() -> None:
    table = open_csv(io.BytesIO(b"Claim,Review date\nA kiln.,13/01/2024\nAn oven.,45457\n"))
    assert [(warning.column, warning.value) for warning in table.warnings] == [("Review date", "13/01/2024"), ("Review date", "45457")]
    assert "day first" in table.warnings[0].reason and "since 1900" in table.warnings[1].reason


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2/25/2024 9:30am", "2024-02-25"),
        ("2024-06-14 00:00:00", "2024-06-14"),
        ("2024-06-14T00:00:00+02:00", "2024-06-14T00:00:00+02:00"),
        ("14-Jun-24", "2024-06-14"),
        ("14 juin 2024", "2024-06-14"),
        ("1er août 2024", "2024-08-01"),
        ("14 de março de 2024", "2024-03-14"),
        ("14. März 2024", "2024-03-14"),
        ("14 de diciembre de 2023", "2023-12-14"),
        ("sexta-feira, 14 de junho de 2024", "2024-06-14"),
        ("14.06.2024 10:15", "2024-06-14"),
        ("14.06.24", None),
        ("31/31/2024", None),
    ],
)
def test_days_of_five_languages(words: str, day: str | None) -> None:
    assert iso_day(words) == day


def test_bare_numbers_are_days_where_they_can_be() -> None:
    assert numbered_day("45323") == "2024-02-01" and numbered_day("45323.4") == "2024-02-01"
    assert numbered_day("1718445600") == numbered_day("1718445600000") == numbered_day("1718445600000.0") == "2024-06-15"
    assert numbered_day("20240615") == "2024-06-15" and numbered_day("20241615") is None
    assert numbered_day("2024") is None and numbered_day("9" * 40) is None


def test_nothing_is_proved_by_cells_that_are_no_days() -> None:
    order = DayOrder()
    for cell in ("", "2024-02-01", "13.01.2024", "call 13/01", "x" * 9_000):
        order.look(cell)
    assert order.day_first is None


@pytest.mark.parametrize("cell", ["['clay', 'heat']", '["clay", "heat"]', "clay; heat", "clay|heat"])
def test_tags_as_a_list_of_python_or_json_or_words(cell: str) -> None:
    (row,) = csv('Claim;Tags\nThe kiln cracked.;"' + cell.replace('"', '""') + '"\n')
    assert row.tags == ("clay", "heat")
    assert csv("Claim;Tags\nThe kiln cracked.;[]\n")[0].tags == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_told_by_the_zeros_beside_its_letters(encoding: str) -> None:
    (row, _) = read_csv(io.BytesIO(PLAIN.encode(encoding)))
    assert isinstance(row, ImportedClaim) and row.claimant == "J\u00f6rg"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1251", "\u041f\u0435\u0447\u044c \u0442\u0440\u0435\u0441\u043d\u0443\u043b\u0430."),
        ("Shift_JIS", "\u7aaf\u304c\u5272\u308c\u305f\u3002"),
        ("utf-8", "Der Ofen in Gr\u00fcnau"),
    ],
)
def test_a_named_encoding_is_obeyed(encoding: str, text: str) -> None:
    name = checked_encoding(encoding)
    table = open_csv(io.BytesIO(f"claim\n{text}\n".encode(encoding)), encoding=name)
    (row,) = table.rows
    assert isinstance(row, ImportedClaim) and row.text == text and not table.warnings
    (row,) = read_jsonl(io.BytesIO(json.dumps({"text": text}, ensure_ascii=False).encode(encoding)), encoding=name)
    assert isinstance(row, ImportedClaim) and row.text == text


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "a\x00b", ""])
def test_an_encoding_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="no encoding is called"):
        checked_encoding(name)


def test_letters_that_an_encoding_does_not_have_are_refused_row_by_row() -> None:
    good, bad = open_csv(io.BytesIO(b"claim\nThe kiln.\nThe \xff oven.\n"), encoding="ascii").rows
    assert isinstance(good, ImportedClaim) and isinstance(bad, RowError)
