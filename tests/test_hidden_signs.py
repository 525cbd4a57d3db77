"""Signs that nobody sees are seen as marks on pages, and stored as they came."""

import io
import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk.checking import review
from claims.desk.exchange import exporting, imports
from claims.desk.publishing import published
from claims.hidden_signs import is_hidden, mark_in_html
from claims.store import claims
from tests.web_stage import Stage

HIDDEN = ["\u202e", "\u2066", "\u200f", "\u061c", "\x85", "\x9b", "\u0378", "\U000e0fff"]


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


@pytest.mark.parametrize("sign", HIDDEN, ids=ascii)
def test_a_claims_wording_shows_a_mark_wherever_it_is_read_and_keeps_the_sign(stage: Stage, sign: str) -> None:
    text = f"The line carried 21,{sign}000 passengers on its second day."
    number = claims.add_claim(stage.db, text, by=stage.cast["Ben"], at=stage.at, proposed=False)
    told = stage.app.test_client().get(f"/api/v1/claims/{number}", headers=stage.bearer("Ben")).json
    assert told and told["text"] == text
    mark = f"21,⟨U+{ord(sign):04X}⟩000"
    for address in (f"/claims/{number}", "/?state=", "/claims", "/search?q=passengers"):
        page = unescape(stage.get(address).text)
        assert mark in page, address
        assert sign not in mark_in_html(page)


def test_what_others_show_of_ours_has_the_mark_and_an_export_keeps_the_sign(stage: Stage) -> None:
    wording = "The old depot was \u202enwod nrot."
    claim = stage.claim("depot")
    review.edit_claim(stage.db, claim.id, wording, "Clerk \u2066Oren", by=stage.cast["Ben"], at=stage.at)
    stage.bring("depot", "published")
    row = {
        "id": "r1",
        "text": "The depot burned \u202enwod.",
        "url": "https://checks.example.org/1",
        "rating": "Fa\u202eesl",
        "publisher": "Coast\u200f Check",
    }
    imports.import_claims(stage.db, io.BytesIO(json.dumps(row).encode()), "jsonl", by=stage.cast["Edith"], clock=lambda: stage.at)
    visitor = stage.app.test_client()
    answers = {
        address: visitor.get(address).text
        for address in ("/v1alpha1/claims:search?query=depot", "/feed/claimreview.json", "/feed/checks.atom", f"/claims/{claim.id}")
    }
    for address, answer in answers.items():
        shown = json.dumps(json.loads(answer), ensure_ascii=False) if answer.startswith("{") else answer
        assert "The old depot was ⟨U+202E⟩nwod nrot." in shown, address
        assert not [sign for sign in HIDDEN if sign in shown or ascii(sign)[1:-1] in shown], address
    found = visitor.get("/v1alpha1/claims:search?query=depot").get_json()["claims"]
    told = {one["text"]: one["claimReview"][0] for one in found}["The depot burned ⟨U+202E⟩nwod."]
    assert told["textualRating"] == "Fa⟨U+202E⟩esl" and told["publisher"]["name"] == "Coast⟨U+200F⟩ Check"
    file = io.StringIO()
    exporting.export_claims(stage.db, file, "claimreview", published.Newsroom("Coast Desk", "https://desk.example.org/"))
    assert wording in json.dumps(json.loads(file.getvalue()), ensure_ascii=False)


def test_what_people_write_every_day_is_no_hidden_sign() -> None:
    for text in ("naïve “quotes” – 30 €", "می‌خواهم", "👩‍👩‍👧 🏴 🫨 \U0001fae9", "тест 中文 ไทย", "soft\u00adhyphen"):
        assert not [sign for sign in text if is_hidden(sign)], text


def test_fields_and_scripts_keep_what_they_hold() -> None:
    page = '<p title="a\u202eb">a\u202eb</p><input value="a\u202eb"><textarea>a\u202eb</textarea><script>"a\u202eb"</script>'
    assert mark_in_html(page) == page.replace(">a\u202eb</p>", ">a⟨U+202E⟩b</p>")
