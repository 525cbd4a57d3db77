"""The desk in other languages: complete catalogues, no text that nobody wrapped, and the language that each person chose."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from claims.desk.people.languages import LANGUAGES
from claims.errors import Refused
from claims.sourcing import labels
from claims.store import articles
from claims.wording import Wording, capital, joined, phrase
from tests import catalogues, pseudo_language
from tests.test_web_pages import addresses
from tests.test_web_times import NUMBERS
from tests.web_stage import Stage
from web.show import language

TRANSLATED = [code for code in LANGUAGES if code != "en"]
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|%%|<[^>]*>")

THE_SAME_EVERYWHERE = frozenset(
    "CSV HTML JSON TXT UTC Claim tracker English Español Redirecting If not click the link You should be redirected automatically to target URL".split()
)
"""Names, formats, and Werkzeug's own page for a redirect, which browsers do not show."""

READ_FORMATS = re.compile(r"PDF, Word .*Markdown or text")
"""The list of formats that are read is put together of their English names."""


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


@pytest.fixture(params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return catalogues.read_catalogue(request.param)


def sides(message: Message) -> Iterator[tuple[str, str]]:
    """The msgids of a message with their translations."""
    if isinstance(message.id, tuple):
        yield from ((message.id[min(number, 1)], words) for number, words in enumerate(message.string))
    else:
        yield message.id, message.string


def test_every_text_of_the_product_is_in_the_catalogue_and_nothing_else(catalogue: Catalog) -> None:
    stored = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue if message.id}
    in_code = set(catalogues.texts_in_code())
    assert (in_code - stored, stored - in_code) == (set(), set()), "run python -m tests.catalogues and translate what it prints"


def test_every_text_is_translated_and_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert [message.id for message in catalogues.untranslated(catalogue)] == []
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []


def test_a_translation_has_the_values_of_its_text_and_no_markup_of_its_own(catalogue: Catalog) -> None:
    wrong = [
        (msgid, words)
        for message in catalogue
        if message.id
        for msgid, words in sides(message)
        if sorted(_PLACEHOLDER.findall(msgid)) != sorted(_PLACEHOLDER.findall(words)) or ('"' in words and '"' not in msgid)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_compiled_catalogue_is_that_of_the_text(code: str) -> None:
    with catalogues.po_file(code).with_suffix(".mo").open("rb") as compiled:
        translations = GNUTranslations(compiled)
    with catalogues.po_file(code).open("rb") as stored:
        for message in read_po(stored, locale=code):
            if isinstance(message.id, tuple):
                assert [translations.ngettext(*message.id, number) for number in (1, 2)] == list(message.string)
            elif message.id:
                assert translations.gettext(message.id) == message.string, "run python -m tests.catalogues"


def test_every_page_shows_only_texts_of_the_catalogue_and_stored_data(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [address for _, address in addresses(stage)]
    found += [f"/articles/{number}?line={line}" for number in (stage.article, stage.earlier) for line in range(1, 7)]
    found += ["/?state=", "/?with=me&due=late", "/search?q=tram", "/nowhere", "/articles/2?line=99", "/?state=asleep"]
    translations = pseudo_language.PseudoTranslations()
    monkeypatch.setattr(language, "get_translations", lambda: translations)
    stored = pseudo_language.stored_words(stage.db) | {word.lower() for word in THE_SAME_EVERYWHERE} | {"heading", "none", "rain"}
    # Notes on reading are stored with the article, in English.
    stored |= set("the day of publication was not found".split())
    loose: dict[str, set[str]] = {}
    for by in ("Ada", None):
        browser = stage.client(by)
        for address in found:
            answer = browser.get(address, buffered=True)
            if answer.mimetype != "text/html" or "Content-Disposition" in answer.headers or answer.status_code in (302, 303):
                continue
            shown = {READ_FORMATS.sub("", text) for text in pseudo_language.unwrapped(answer.text, stored)}
            texts = {text for text in shown if not _is_own(text)}
            if texts:
                loose[f"{by} {address}"] = texts
    assert loose == {}


def _is_own(text: str) -> bool:
    """Whether a text outside the brackets is a month's name, a place in a source, a file's name or a number: nothing that a catalogue holds."""
    return bool(
        re.fullmatch(
            r"(?:[\d ]*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|kilns\.csv ?·?|paragraph \d+|[\W\d]*|[\d ,]*[0-9a-f]{12}", text
        )
    )


@pytest.mark.parametrize("by", ["Ada", "Vic", None])
def test_every_page_opens_in_spanish_and_says_so(stage: Stage, by: str | None) -> None:
    browser = stage.client(by)
    for rule, address in addresses(stage):
        answer = browser.get(address, headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}, buffered=True)
        assert answer.status_code < 500, address
        is_page = answer.mimetype == "text/html" and answer.status_code == 200 and "Content-Disposition" not in answer.headers
        if is_page and not rule.endpoint.startswith(("reports.", "linking.")):
            assert '<html lang="es">' in answer.text, address
            assert answer.headers["Content-Language"] == "es"
            assert "Accept-Language" in answer.headers["Vary"] and "Cookie" in answer.headers["Vary"]


def test_a_person_comes_before_the_newsroom_and_the_newsroom_before_the_browser(stage: Stage) -> None:
    spanish, english = {"Accept-Language": "es"}, {"Accept-Language": "en-GB,en"}

    def shown(by: str | None, sent: dict[str, str]) -> str:
        match = re.search(r'<html lang="(\w+)">', stage.client(by).get("/login" if by is None else "/", headers=sent).text)
        assert match
        return match[1]

    assert [shown("Ben", spanish), shown("Ben", english), shown(None, spanish), shown(None, {})] == ["es", "en", "es", "en"]
    assert stage.post("/settings/numbers", {**NUMBERS, "time_zone": "UTC", "language": "en"}, by="Ada").status_code == 303
    assert [shown("Ben", spanish), shown(None, spanish)] == ["en", "en"]
    assert stage.post("/language", {"language": "es"}).status_code == 303
    assert [shown("Ben", english), shown("Cleo", spanish), shown(None, spanish)] == ["es", "en", "en"]
    assert stage.post("/language", {"language": ""}).status_code == 303
    assert shown("Ben", spanish) == "en"


def test_a_language_that_the_desk_lacks_is_refused_and_one_of_a_browser_passed_over(stage: Stage) -> None:
    answer = stage.post("/language", {"language": "tlh"})
    assert answer.status_code == 409 and "not a language of the desk" in answer.text
    assert stage.post("/settings/numbers", {**NUMBERS, "time_zone": "UTC", "language": "tlh"}, by="Ada").status_code == 409
    assert 'lang="en"' in stage.client(None).get("/login", headers={"Accept-Language": "tlh,xx;q=0.5"}).text


def test_errors_and_refusals_are_told_in_spanish_and_the_api_speaks_english(stage: Stage) -> None:
    browser, spanish = stage.client("Ben"), {"Accept-Language": "es"}
    assert "No existe la afirmación 999" in browser.get("/claims/999", headers=spanish).text
    assert "No existe esa página" in browser.get("/nowhere", headers=spanish).text
    refused = browser.get("/people", headers=spanish)
    assert "Ben tiene aquí la función checker y no puede hacer esto (gestionar personas)" in refused.text
    problem = stage.app.test_client().get("/api/v1/claims/999", headers={**stage.bearer("Ben"), **spanish})
    assert problem.json and problem.json["detail"] == "There is no claim 999."


def test_numbers_and_days_follow_the_language(stage: Stage) -> None:
    with stage.app.test_request_context(headers={"Accept-Language": "es"}):
        shown = [language.whole_number(number) for number in (7, 1_234, 12_345, 1_234_567)]
        assert shown == ["7", "1234", "12.345", "1.234.567"]
        assert language.day(date(2026, 5, 3)) == "3 de mayo de 2026"
        assert language.counted_in_page("%(num)s claim", "%(num)s claims", 1) == "1 afirmación"
    with stage.app.test_request_context():
        assert [language.whole_number(number) for number in (7, 1_234, 12_345)] == ["7", "1,234", "12,345"]
        assert language.day(date(2026, 5, 3)) == "3 May 2026"


def test_a_wording_is_its_english_text_and_can_still_be_translated(stage: Stage) -> None:
    moment = datetime(2026, 5, 3, 14, 2, tzinfo=UTC)
    inner = phrase("{first} and {last}", first="Coastal Wire", last=phrase("a confidential source"))
    assert isinstance(joined([inner]), Wording) and isinstance(labels.listed([inner]), Wording) and joined([]) == labels.listed([]) == ""
    wording = capital(joined([phrase("{sources} were linked", sources=inner), phrase("due {time}", time=moment)], ", "))
    assert wording == "Coastal Wire and a confidential source were linked, due 3 May 2026, 14:02"
    assert isinstance(wording, Wording) and Refused(wording).message is wording
    with stage.app.test_request_context(headers={"Accept-Language": "es"}):
        assert language.translated(wording) == "Se enlazaron Coastal Wire y una fuente confidencial, plazo: 3 de mayo de 2026, 14:02"


def test_a_stored_text_keeps_its_own_language(stage: Stage) -> None:
    address, stored = f"/articles/{stage.article}?line=2", articles.get_article(stage.db, stage.article).language
    assert stored == "en"
    spanish = stage.client("Ben").get(address, headers={"Accept-Language": "es"}).text
    assert '<html lang="es">' in spanish and '<span lang="en">The tram line carried 12,000' in spanish
    assert ' lang="en">The tram' not in stage.get(address).text


def test_what_fills_a_text_is_escaped(stage: Stage) -> None:
    with stage.app.test_request_context():
        assert language.in_page("by %(decided_by)s", decided_by="<b>Ana & Oda</b>") == "by &lt;b&gt;Ana &amp; Oda&lt;/b&gt;"


def test_counts_ratings_and_hours_follow_spanish(path: Path) -> None:
    stage = Stage(path)
    published = stage.bring("depot", "published")
    stage.post("/language", {"language": "es"}, by="Edith")
    claim = stage.get(f"/claims/{published.id}", by="Edith").text
    assert "Calificada: Cierto" in claim and "a las 09:30" in claim
    report = stage.get(f"/articles/{stage.article}/report", by="Edith").text
    assert "<dt>verificada</dt>" in report and "calificada como Cierto" in report
    stage.post("/settings/ratings/true", {"label": "Right", "meaning": "true"}, by="Ada")
    assert "Calificada: Right" in stage.get(f"/claims/{published.id}", by="Edith").text
    stage.db.close()


def test_on_a_phone_a_line_that_is_being_checked_offers_no_mark_to_take(path: Path) -> None:
    stage = Stage(path)
    stage.claim("9 kilometres")
    stage.bring("depot", "published")
    bars = [stage.get(f"/articles/{stage.article}?line={line}").text.partition('<div class="thumb"')[2] for line in (6, 5)]
    assert ["Remove mark" in bar for bar in bars] == [True, False] and "Line 5 of 6" in bars[1]
    stage.db.close()
