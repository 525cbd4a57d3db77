"""From a pasted link to a quote that is anchored: the pages of the evidence, without any script."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk.screens import overview
from claims.reading.fetch import is_public
from claims.store import evidence as stored_evidence
from claims.store import sources
from tests.served_pages import HOST, Site, served
from tests.web_stage import Stage, token_in
from web.pages import many_sources

PAGE = [
    "The town of Brackwater keeps a register of the buildings that were put up or pulled down, and prints it once a year.",
    "The tram line carried 12,400 passengers on its first day, the operator counted at the gates of all stations.",
    "The old depot in Mill Lane was demolished on 4 March 2024, two weeks later than the council had planned for it.",
]
QUOTE = "The tram line carried 12,400 passengers on its first day, the operator counted at the gates of all stations."


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path, allowed_hosts=frozenset({HOST}))
    yield made
    made.db.close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    # The site on loopback stands for one on the public web; what is fetched from inside becomes confidential.
    monkeypatch.setattr("claims.reading.fetch.is_public", lambda address: True)
    with served() as made:
        made.pages["/register"] = PAGE
        yield made


def add_page(stage: Stage, site: Site, claim: int, path: str = "/register") -> str:
    """Send the form that fetches the page; gives the address it leads to."""
    fields: dict[str, object] = {
        "url": site.root + path,
        "kind": "primary_document",
        "fetch": "yes",
        "stance": "contradicts",
        "back": f"/claims/{claim}",
    }
    answer = stage.post(f"/claims/{claim}/evidence", fields)
    assert answer.status_code == 303, unescape(answer.text)[:3000]
    return str(answer.location)


def test_a_pasted_link_becomes_an_anchored_quote_with_its_place(stage: Stage, site: Site) -> None:
    claim = stage.claim("passengers").id
    page = unescape(stage.get(add_page(stage, site, claim)).text)
    places = re.findall(r'name="passage" value="(\d+-\d+)"', page)
    assert places and "12,000" in page
    assert "<mark>12,400</mark>" in page and "≠ Number" in page
    answer = stage.post(
        f"/claims/{claim}/evidence", {"source": 1, "stance": "contradicts", "passage": places[0], "back": f"/claims/{claim}"}
    )
    assert answer.location == f"/claims/{claim}"
    link = overview.claim_page(stage.db, claim).case.evidence[0]
    assert (link.quote, link.locator, link.used_as.value) == (QUOTE, "paragraph 2", "primary")
    assert link.source.has_bytes and link.source.text is not None and link.source.text[link.start : link.end] == QUOTE
    assert sources.get_original(stage.db, 1) == site.html(PAGE).encode()
    assert "paragraph 2" in stage.get(f"/claims/{claim}").text


def test_a_link_given_twice_leads_to_the_stored_source(stage: Stage, site: Site) -> None:
    claim = stage.claim("passengers").id
    add_page(stage, site, claim)
    again = add_page(stage, site, claim, "/register?utm_source=mail")
    assert "source=1" in again and len(sources.list_sources(stage.db)) == 1
    offered = stage.get(f"/claims/{claim}/evidence/new?q={site.root}/register/").text
    assert "This address is stored already" in offered and "Harbour return" in offered


def test_a_page_that_cannot_be_fetched_keeps_the_link_and_offers_pasting(stage: Stage, site: Site) -> None:
    claim = stage.claim("passengers").id
    fields: dict[str, object] = {"url": f"{site.root}/gone", "kind": "report", "fetch": "yes", "stance": "supports"}
    answer = stage.post(f"/claims/{claim}/evidence", fields)
    assert answer.status_code == 422
    assert f'value="{site.root}/gone"' in answer.text and "paste the text instead" in answer.text
    assert sources.list_sources(stage.db) == []


def test_a_place_that_is_none_of_the_source_is_refused(stage: Stage) -> None:
    claim, source = stage.claim("passengers").id, stage.source().id
    for place in ("900-999", "5-5", "x-9", "-", "9"):
        answer = stage.post(f"/claims/{claim}/evidence", {"source": source, "stance": "supports", "passage": place})
        assert answer.status_code == 400, place
    assert overview.claim_page(stage.db, claim).case.evidence == ()


def test_nearly_the_same_text_is_offered_as_a_copy_and_one_button_says_so(stage: Stage, site: Site) -> None:
    claim = stage.claim("passengers").id
    add_page(stage, site, claim)
    site.pages["/herald"] = [*PAGE, "(Brackwater Register)"]
    page = unescape(stage.get(add_page(stage, site, claim, "/herald")).text)
    assert "of the text appears word for word in" in page
    answer = stage.post("/sources/2/origin", {"seen": 1, "original": 1, "back": "/sources/2"})
    assert answer.status_code == 303
    shown = stage.get("/sources/2").text
    assert "the two count once" in shown and "Is it a copy?" not in shown


def test_the_page_of_a_source_tells_what_became_of_each_quote(stage: Stage, site: Site) -> None:
    claim = stage.claim("passengers").id
    page = stage.get(add_page(stage, site, claim)).text
    place = re.findall(r'name="passage" value="(\d+-\d+)"', page)[0]
    stage.post(f"/claims/{claim}/evidence", {"source": 1, "stance": "contradicts", "passage": place})
    assert "Not checked since it was added" in stage.get("/sources/1").text
    stage.post("/sources/1/recheck", {})
    assert "Still there, word for word" in stage.get("/sources/1").text
    site.pages["/register"] = [PAGE[0], PAGE[1].replace("12,400", "12,900"), PAGE[2]]
    stage.post("/sources/1/recheck", {})
    shown = unescape(stage.get("/sources/1").text)
    assert "Its text changed" in shown and "Worded otherwise now" in shown and "12,900" in shown
    assert "Quote moved" in stage.get(f"/claims/{claim}").text


def test_withdrawing_a_source_and_taking_a_link_away_offer_their_undo(stage: Stage) -> None:
    number = stage.link()
    link = stored_evidence.get_evidence(stage.db, number)
    source = link.source
    client = stage.client("Ben")
    token = client.get("/password").text.split('name="csrf_token" value="')[1].split('"')[0]
    for kind, one, note, gone in (("evidence", number, "wrong page", "unlinked"), ("sources", source.id, "forged", "withdrawn")):
        version = stored_evidence.get_evidence(stage.db, number).version if kind == "evidence" else source.version
        fields = {"note": note, "seen": version, "csrf_token": token}
        page = client.post(f"/{kind}/{one}/withdraw", data=fields, follow_redirects=True).text
        assert gone in page and f'action="/{kind}/{one}/restore"' in page
        back = client.post(f"/{kind}/{one}/restore", data={"seen": version + 1, "csrf_token": token})
        assert back.status_code == 303
    assert not stored_evidence.get_evidence(stage.db, number).withdrawn
    assert not overview.source_page(stage.db, source.id)[0].withdrawn


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
DRAWING = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>The depot is gone.</text></svg>'


@pytest.mark.parametrize(
    ("name", "content"), [("tower.png", PICTURE), ("tower.svg", DRAWING), ("tower.heic", b"\x00\x00\x00\x18ftypheic\xff")]
)
@pytest.mark.parametrize("page", ["link", "/sources/new", "/articles/new"])
def test_a_file_that_cannot_be_read_is_told_beside_its_field_and_stores_nothing(stage: Stage, page: str, name: str, content: bytes) -> None:
    address = f"/claims/{stage.claim('depot').id}/evidence" if page == "link" else page
    fields = {"kind": "report", "title": "A photo", "confidential": "yes", "file": (io.BytesIO(content), name)}
    answer = stage.post(address, fields)
    shown = unescape(answer.text)
    if name == "tower.png" and page != "/articles/new":
        # A picture can be a source, once somebody says what it shows.
        assert answer.status_code == 409
        assert "describe what it shows" in shown.split('id="field-description-wrong"')[1].split("</span>")[0]
        assert not sources.list_sources(stage.db, limit=10)
        return
    assert answer.status_code == 422
    assert f"The file {name} cannot be read" in shown.split('id="field-file-wrong"')[1].split("</span>")[0]
    assert not sources.list_sources(stage.db, limit=10)
    if page != "/articles/new":
        assert re.search(r'name="confidential" value="yes" checked', shown), "the tick is kept"


def test_a_wrong_day_is_told_in_the_words_of_the_form(stage: Stage) -> None:
    answer = stage.post("/articles/new", {"text": "The depot is 9 metres high.", "published": "next week"})
    assert answer.status_code == 409 and "The publication date" in answer.text and "--published" not in answer.text


def test_a_source_linked_twice_is_one_source(stage: Stage) -> None:
    claim = stage.claim("passengers").id
    fields = {"title": "Counting sheet", "kind": "dataset", "text": "\n\n".join(PAGE), "back": f"/claims/{claim}"}
    stage.post(f"/claims/{claim}/evidence", fields)
    for quote in PAGE[:2]:
        sent: dict[str, object] = {"source": 1, "stance": "supports", "passage": "own", "quote": quote, "back": f"/claims/{claim}"}
        assert stage.post(f"/claims/{claim}/evidence", sent).status_code == 303
    page = " ".join(unescape(re.sub(r"<[^>]+>", "", stage.get(f"/claims/{claim}").text)).split())
    assert "1 source in 2 links" in page
    assert "independent origin" not in page and "counted as" not in page
    assert len(overview.claim_page(stage.db, claim).case.evidence) == 2


def test_the_report_and_the_claims_page_open_the_source_at_the_quote(stage: Stage, site: Site) -> None:
    claim = stage.claim("passengers")
    add_page(stage, site, claim.id)
    sent: dict[str, object] = {"source": 1, "stance": "contradicts", "passage": "own", "quote": QUOTE, "back": f"/claims/{claim.id}"}
    stage.post(f"/claims/{claim.id}/evidence", sent)
    (appearance,) = overview.claim_page(stage.db, claim.id).case.appearances
    report = stage.get(f"/articles/{appearance.article_id}/report").text
    for page in (report, stage.get(f"/claims/{claim.id}").text):
        assert "/register#:~:text=The%20tram%20line%20carried%2012%2C400%20passengers" in page
    assert f"<q>{QUOTE}</q>" in unescape(report) and "paragraph 2" in report


def test_the_counts_on_the_desk_lead_to_what_they_count(stage: Stage) -> None:
    place = overview.claim_page(stage.db, stage.claim("passengers").id).case.appearances[0]
    page = stage.client("Ben").get(f"/articles/{place.article_id}", follow_redirects=True).text
    links = re.findall(r'<a class="[^"]*quiet-link[^"]*" href="([^"]+)"', page.split('class="sides"')[0])
    assert len(links) >= 5
    assert {unescape(link).split("?")[0].split("#")[0] for link in links} == {"/", f"/articles/{place.article_id}/report"}
    for link in links:
        assert stage.get(unescape(link)).status_code == 200, link


def many(stage: Stage, files: list[tuple[bytes, str]], **fields: object) -> tuple[int, str]:
    sent = {"kind": "report", "files": [(io.BytesIO(content), name) for content, name in files], **fields}
    answer = stage.post("/sources/many", sent)
    return answer.status_code, unescape(answer.text)


def test_several_files_and_addresses_are_added_each_on_its_own(stage: Stage, site: Site) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("in.txt", "The pier was closed after the storm.")
    files = [(b"The tower is 40 metres high.", "a.txt"), (b"", "empty.txt"), (package.getvalue(), "papers.zip")]
    status, page = many(stage, files, addresses=f"{site.root}/register\n{site.root}/gone\n")
    assert status == 200 and "3 added, 0 stored already, 2 not added" in page
    assert "empty.txt" in page and "It is empty" in page and f"{site.root}/gone" in page
    assert {source.title for source in sources.list_sources(stage.db)} == {
        "The tower is 40 metres high.", "The pier was closed after the storm.", "Harbour return",
    }  # fmt: skip
    assert many(stage, files[:1], addresses=f"{site.root}/register")[0] == 303
    assert len(sources.list_sources(stage.db)) == 3


def test_addresses_for_which_there_is_no_time_are_offered_again(stage: Stage, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_sources, "PATIENCE", -1.0)
    status, page = many(stage, [], addresses=f"{site.root}/register")
    assert status == 200 and "1 not fetched yet" in page and f"\n{site.root}/register</textarea>" in page
    assert sources.list_sources(stage.db) == []


def test_files_for_which_there_is_no_time_are_named(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_sources, "PATIENCE", -1.0)
    status, page = many(stage, [(b"The tower is 40 metres high.", "a.txt")])
    assert status == 422 and "a.txt" in page and "No time left: send it again" in page
    assert sources.list_sources(stage.db) == []


@pytest.mark.parametrize("is_single", [True, False])
def test_a_page_of_the_inner_network_is_confidential_and_the_person_is_told(
    stage: Stage, site: Site, monkeypatch: pytest.MonkeyPatch, is_single: bool
) -> None:
    monkeypatch.setattr("claims.reading.fetch.is_public", is_public)
    single = {"url": f"{site.root}/register", "kind": "report", "fetch": "yes"}
    several = {"addresses": f"{site.root}/register", "kind": "report", "files": [(io.BytesIO(b"The tower is 40 metres high."), "a.txt")]}
    client = stage.client("Ben")
    token = {"csrf_token": token_in(client.get("/password").text)}
    address, sent = ("/sources/new", single) if is_single else ("/sources/many", several)
    page = unescape(client.post(address, data={**sent, **token}, follow_redirects=True).text)
    (source,) = [source for source in sources.list_sources(stage.db) if source.url]
    assert source.confidential and f"Source {source.id} came from the newsroom's own network, so it is confidential" in page
    assert [stored for stored in sources.list_sources(stage.db) if not stored.url and stored.confidential] == []


def test_adding_nothing_says_so(stage: Stage) -> None:
    status, page = many(stage, [], addresses="")
    assert status == 422 and "Nothing was chosen" in page
