"""Signs that nobody sees are seen as marks on pages, and stored as they came."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

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


def test_what_people_write_every_day_is_no_hidden_sign() -> None:
    for text in ("naïve “quotes” – 30 €", "می‌خواهم", "👩‍👩‍👧 🏴 🫨 \U0001fae9", "тест 中文 ไทย", "soft\u00adhyphen"):
        assert not [sign for sign in text if is_hidden(sign)], text


def test_fields_and_scripts_keep_what_they_hold() -> None:
    page = '<p title="a\u202eb">a\u202eb</p><input value="a\u202eb"><textarea>a\u202eb</textarea><script>"a\u202eb"</script>'
    assert mark_in_html(page) == page.replace(">a\u202eb</p>", ">a⟨U+202E⟩b</p>")
