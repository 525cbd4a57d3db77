"""Numbers lead to what they count, and count it as the page they lead to does; a source that is linked twice is one source."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk.cases import cases
from claims.desk.exchange import annotated
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.model import SourceKind, Stance
from claims.sourcing.report import print_report
from tests.web_stage import Stage

QUOTES = ("The depot was torn down on 4 March 2024.", "Nothing was left of it.")


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def linked_twice(stage: Stage) -> int:
    """The claim about the depot with one source, quoted twice."""
    new = NewSource("Depot diary", SourceKind.REPORT, "https://diary.example.org/4", text="\n\n".join(QUOTES))
    source, claim = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source, stage.claim("depot").id
    for quote in QUOTES:
        evidence.link_source(stage.db, claim, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at, quote=quote, locate=True)
    return claim


def listed(stage: Stage, address: str) -> int:
    """How many claims the queue shows at an address."""
    return int((re.findall(r"(\d+) claims? in ", words_of(stage.get(address).text)) or [0])[0])


def test_a_source_linked_twice_counts_once_wherever_it_is_counted(stage: Stage) -> None:
    claim = linked_twice(stage)
    for address in (
        "/?state=open",
        "/claims",
        f"/claims/{claim}",
        f"/articles/{stage.article}/report",
        f"/articles/{stage.article}?line=5",
    ):
        page = words_of(stage.get(address).text)
        assert "2 for" not in page and "2 sources" not in page and "independent origin" not in page, address
    assert "1 for 0 against" in words_of(stage.get("/claims").text)


def test_every_form_of_the_report_has_each_quote_with_its_locator_under_its_line(stage: Stage) -> None:
    linked_twice(stage)
    report = cases.sourcing_report(stage.db, stage.article, at=stage.at)
    forms = {form: words_of(print_report(report, form)) for form in ("text", "csv", "html", "json")}
    forms["page"] = words_of(stage.get(f"/articles/{stage.article}/report").text)
    by = stage.cast["Ben"]
    forms["annotated-html"] = words_of(
        annotated.annotated_copy(stage.db, stage.article, "annotated-html", by=by, at=stage.at).content.decode()
    )
    word = annotated.annotated_copy(stage.db, stage.article, "docx", by=by, at=stage.at).content
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        forms["docx"] = words_of(package.read("word/comments.xml").decode())
    for form, printed in forms.items():
        for quote, locator in zip(QUOTES, ("paragraph 1", "paragraph 2"), strict=True):
            assert quote in printed and locator in printed and "Depot diary" in printed, form


def test_the_numbers_of_the_report_lead_to_as_many_claims(stage: Stage) -> None:
    linked_twice(stage)
    stage.bring("40 million", "published")
    stage.bring("9 kilometres", "dropped")
    page = stage.get(f"/articles/{stage.article}/report").text
    numbers = re.findall(r'<dd><a class="quiet-link" href="([^"]+)">(\d+)<span class="hidden"> (\w+)', page)
    assert {word for _, _, word in numbers} >= {"sentences", "marked", "claims", "proposed", "checked", "published"}
    for address, number, word in numbers:
        if word not in ("sentences", "marked"):
            assert listed(stage, unescape(address)) == int(number), word


def test_the_charts_and_lists_lead_to_as_many_claims(stage: Stage) -> None:
    linked_twice(stage)
    stage.bring("40 million", "checked")
    page = stage.get("/reports").text
    numbers = re.findall(r'<a class="quiet-link" href="(/\?[^"]+)">(\d+)<', page)
    assert len(numbers) >= 4
    for address, number in numbers:
        assert listed(stage, unescape(address)) == int(number), address
    assert 'href="/sources/1#claims"' in stage.get("/sources").text and 'id="claims"' in stage.get("/sources/1").text
    assert re.search(r'href="/\?state=checked[^"]*">1 checked', stage.get("/articles").text)
