"""The steps of linking a source in place, as the server answers them."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk.people import confidential
from claims.desk.screens import overview
from claims.desk.sources import evidence, linking
from claims.desk.sources.evidence import NewSource
from claims.model import SourceKind
from claims.store import sources
from tests.served_pages import HOST, served
from tests.web_stage import Stage


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path, allowed_hosts=frozenset({HOST}))
    yield made
    made.db.close()


def listed(stage: Stage, typed: str, by: str = "Ben") -> str:
    claim = stage.claim("depot").id
    answer = stage.client(by).get(f"/claims/{claim}/linking/sources", query_string={"q": typed})
    assert answer.status_code == 200
    return unescape(answer.text)


def test_the_beginning_of_a_titles_word_comes_before_letters_inside_one(stage: Stage) -> None:
    inside, beginning = stage.source("Deregulated ferries"), stage.source("Town register")
    for _ in range(3):
        stage.source(f"Forger {_}")
    page = listed(stage, "reg")
    assert page.index(beginning.title) < page.index(inside.title)


@pytest.mark.parametrize("typed", ["%", "_", "%%__", "100%", '"', "'; --", "\\", "a" * 5_000, "xq " * 500, "\u202eevil", "NEAR(", "title:"])
def test_awkward_words_find_nothing_and_break_nothing(stage: Stage, typed: str) -> None:
    source = stage.source()
    assert source.title not in listed(stage, typed)


def test_stored_text_is_never_markup(stage: Stage) -> None:
    new = NewSource("<img src=x onerror=alert(1)>", SourceKind.REPORT, text='The depot was "demolished" <b>on</b> 4 March 2024 & so on.')
    number = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source.id
    claim = stage.claim("depot").id
    for address in (f"/claims/{claim}/linking/sources?q=img", f"/claims/{claim}/linking/sources/{number}"):
        page = stage.get(address).text
        assert "<img" not in page and "<b>on" not in page and "&lt;img" in page


def test_a_long_text_is_cut_and_says_so(stage: Stage) -> None:
    text = "The depot was demolished on 4 March 2024. " + "Nothing of note happened on this day. " * 6_000
    number = evidence.add_source(stage.db, NewSource("Diary", SourceKind.REPORT, text=text), by=stage.cast["Ben"], at=stage.at).source.id
    page = stage.get(f"/claims/{stage.claim('depot').id}/linking/sources/{number}").text
    assert f"The first {linking.MOST_TEXT:,} characters" in page and len(page) < linking.MOST_TEXT + 20_000


def test_a_confidential_source_is_offered_only_to_whoever_reads_it(stage: Stage) -> None:
    new = NewSource("Leaked ledger", SourceKind.REPORT, text="The depot stood until May.", confidential=True)
    number = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source.id
    assert "Leaked ledger" in listed(stage, "ledger") and "Confidential" in listed(stage, "ledger")
    confidential.set_lowest_reader(stage.db, "editor", by=stage.cast["Ada"], at=stage.at)
    assert "Leaked ledger" not in listed(stage, "ledger") and "Leaked ledger" not in listed(stage, "stood until")
    assert stage.get(f"/claims/{stage.claim('depot').id}/linking/sources/{number}").status_code == 404
    answer = stage.post(f"/claims/{stage.claim('depot').id}/linking", {"source": number, "stance": "supports"})
    assert answer.status_code == 404 and "Leaked" not in answer.text


def test_a_link_without_a_stance_or_with_words_that_are_not_there_is_refused(stage: Stage) -> None:
    claim, source = stage.claim("depot").id, stage.source().id
    for fields, status in (
        ({"source": source}, 400),
        ({"source": source, "stance": ""}, 400),
        ({"source": source, "stance": "maybe"}, 400),
        ({"stance": "supports"}, 400),
        ({"source": source, "stance": "supports", "quote": "It never stood."}, 409),
        ({"source": 999, "stance": "supports"}, 404),
    ):
        assert stage.post(f"/claims/{claim}/linking", dict(fields)).status_code == status, fields
    assert overview.claim_page(stage.db, claim).case.evidence == ()


def test_the_same_link_twice_adds_nothing_and_offers_no_undo_of_the_older(stage: Stage) -> None:
    claim, source = stage.claim("depot").id, stage.source().id
    fields: dict[str, object] = {"source": source, "stance": "supports", "quote": "demolished on 4 March 2024", "back": f"/claims/{claim}"}
    stage.post(f"/claims/{claim}/linking", fields)
    client = stage.client("Ben")
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/password").text)
    assert token
    page = client.post(f"/claims/{claim}/linking", data={**fields, "csrf_token": token[1]}, follow_redirects=True).text
    assert "Nothing was added: this was linked before." in page and ">Undo<" not in page
    assert len(overview.claim_page(stage.db, claim).case.evidence) == 1


def test_a_fetched_page_is_stored_once_with_its_bytes(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.reading.fetch.is_public", lambda address: True)
    claim = stage.claim("depot").id
    with served() as site:
        site.pages["/register"] = ["The old depot in Mill Lane was demolished on 4 March 2024, two weeks later than planned."]
        fields: dict[str, object] = {"url": f"{site.root}/register", "kind": "report", "fetch": "yes", "back": f"/claims/{claim}"}
        first = stage.post(f"/claims/{claim}/linking/fetch", fields)
        again = stage.post(f"/claims/{claim}/linking/fetch", fields)
        gone = stage.post(f"/claims/{claim}/linking/fetch", {**fields, "url": f"{site.root}/gone"})
    assert "fetched and stored now" in first.text and "stored before" in again.text
    assert gone.status_code == 422 and "paste the text instead" in gone.text and "/gone" in gone.text
    (source,) = sources.list_sources(stage.db)
    assert source.has_bytes


def test_a_page_from_inside_is_not_shown_to_whoever_may_not_read_it(stage: Stage) -> None:
    confidential.set_lowest_reader(stage.db, "editor", by=stage.cast["Ada"], at=stage.at)
    claim = stage.claim("depot").id
    with served() as site:
        site.pages["/memo"] = ["The old depot in Mill Lane was demolished on 4 March 2024, two weeks later than planned."]
        fields: dict[str, object] = {"url": f"{site.root}/memo", "kind": "report", "fetch": "yes"}
        answer = stage.post(f"/claims/{claim}/linking/fetch", fields)
    assert answer.status_code == 403 and "Mill Lane" not in answer.text and "stored as confidential" in answer.text


def test_a_source_without_a_text_leads_to_a_form_for_its_text_that_knows_the_rest_and_comes_back(stage: Stage) -> None:
    claim = stage.claim("depot").id
    new = NewSource("Minutes of May", SourceKind.INTERVIEW, url="https://minutes.example.org/5", publisher="Brackwater", confidential=True)
    number = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source.id
    back = f"/articles/{stage.article}?line=5"
    pane = unescape(stage.client("Ben").get(f"/claims/{claim}/linking/sources/{number}", query_string={"back": back}).text)
    link = re.search(r'href="([^"]+)">Paste its text</a>', pane)
    assert link and "Paste its text" not in stage.get(f"/claims/{claim}/linking/sources/{stage.source().id}").text
    form = unescape(stage.get(link[1]).text)
    for name, value in (("url", new.url), ("title", new.title), ("publisher", new.publisher), ("back", back)):
        assert re.search(rf'name="{name}"[^>]* value="{re.escape(str(value))}"', form), name
    assert 'value="interview" selected' in form and 'name="fetch" value="yes">' in form
    assert 'name="confidential" value="yes" checked' in form and re.findall(r'name="(\w+)"[^>]* autofocus', form) == ["text"]
    fields: dict[str, object] = {
        "url": new.url,
        "title": new.title,
        "kind": "interview",
        "text": "The depot was sold.",
        "confidential": "yes",
    }
    answer = stage.post(f"/claims/{claim}/evidence", {**fields, "back": back})
    assert answer.status_code == 303 and "back=" in answer.location
    with_text = sources.find_source(stage.db, url=new.url, text="The depot was sold.")
    assert with_text and with_text.id != number and with_text.confidential


@pytest.mark.parametrize(
    ("address", "first"),
    [("/articles/new", "text"), ("/sources/new", "url"), ("/tips/new", "claim"), ("/claims/{}/evidence/new?q=zzqx", "url"), ("/claims/{}/evidence/new?source=1", "stance")],
)  # fmt: skip
def test_a_form_that_adds_something_opens_with_the_focus_on_its_first_field(stage: Stage, address: str, first: str) -> None:
    stage.source()
    page = stage.get(address.format(stage.claim("depot").id)).text
    assert re.findall(r'name="(\w+)"[^>]* autofocus', page) == [first]


def test_where_stored_sources_are_offered_the_focus_is_on_the_first_of_them(stage: Stage) -> None:
    source = stage.source()
    page = stage.get(f"/claims/{stage.claim('depot').id}/evidence/new?q={source.title}").text
    assert page.count(" autofocus") == 1 and f'autofocus>Use<span class="hidden"> {source.title}' in page


def test_an_error_keeps_the_focus_at_its_field(stage: Stage) -> None:
    page = stage.post("/sources/new", {"url": "no address", "title": "Minutes", "kind": "other"}).text
    assert re.findall(r'name="(\w+)"[^>]* autofocus', page) == ["url"] and page.count(" autofocus") == 1
    page = stage.post("/tips/new", {"claim": "The depot stands.", "medium": "text", "seen": "30/30/2026"}).text
    assert re.findall(r'name="(\w+)"[^>]* autofocus', page) == ["seen"]
