"""The picture that other sites show beside a link to a published page."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from claims.desk.checking import verdicts
from claims.desk.publishing import published
from claims.model import Meaning, ShownPlace
from tests.web_stage import Stage
from web.show import share_picture as pictures
from web.show.share_picture import can_show, share_picture

FONT = Path(pictures.__file__).parent / "fonts" / "DejaVuSans-Bold.ttf"


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def ink(content: bytes, top: int, bottom: int) -> int:
    """How many pixels of these rows, right of the coloured edge, are dark."""
    rows = opened(content).crop((30, top, 1200, bottom)).convert("L")
    return sum(rows.point(lambda value: value < 128).histogram()[1:])


def test_the_picture_shows_claim_rating_and_newsroom_in_the_size_that_sites_ask_for() -> None:
    content = share_picture("The depot burned down.", "Mostly false", Meaning.FALSE, "The Skerry Post", is_verbatim=True)
    image = opened(content)
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "RGB")
    assert image.getpixel((5, 300)) == (150, 43, 43), "the edge has the colour of the rating's meaning"
    assert ink(content, 40, 120) and ink(content, 150, 470) and ink(content, 490, 600)


def test_a_long_claim_is_cut_at_a_word_and_stays_above_the_rating() -> None:
    for claim in ("The depot in Brackwater burned down and nobody was told. " * 30, "W" * 2000, "Wort " * 70, "'" * 401):
        content = share_picture(claim, "R" * 200, Meaning.NEITHER, "N" * 100, is_verbatim=True)
        assert opened(content).size == (1200, 630)
        assert ink(content, 478, 490) == 0, "the claim ends above the rating"
        right = opened(content).crop((1140, 0, 1200, 630)).convert("L").getextrema()
        assert right == (255, 255), "nothing runs over the edge"


@pytest.mark.parametrize(
    "claim", ["مستودع بلاك ووتر احترق", "המחסן נשרף", "倉庫が燃えた。", "ดีโป้ไหม้", "The depot \u202eburned", "🔥 burned", "\u0378"]
)
def test_a_claim_that_the_font_cannot_show_is_left_out_whole(claim: str) -> None:
    assert not can_show(claim)
    content = share_picture(claim, "False", Meaning.FALSE, "The Skerry Post", is_verbatim=True)
    assert ink(content, 150, 470) == 0 and ink(content, 40, 120) and ink(content, 490, 600)


def test_every_character_that_is_drawn_is_in_the_font() -> None:
    font = FONT.read_bytes()
    in_font = characters_of(font)
    drawn = [chr(code) for code in range(0x20, 0x3000) if can_show(chr(code)) and unicodedata.normalize("NFC", chr(code)) == chr(code)]
    missing = [letter for letter in drawn if ord(letter) not in in_font and unicodedata.category(letter) not in ("Zs", "Cf")]
    assert missing == [] and len(drawn) > 1_000


def characters_of(font: bytes) -> set[int]:
    """The characters of a TrueType font, from its segment map (https://learn.microsoft.com/typography/opentype/spec/cmap, format 4)."""
    tables = {
        font[at : at + 4]: struct.unpack(">II", font[at + 8 : at + 16]) for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    start = tables[b"cmap"][0]
    for number in range(struct.unpack(">H", font[start + 2 : start + 4])[0]):
        platform, coding, offset = struct.unpack(">HHI", font[start + 4 + 8 * number : start + 12 + 8 * number])
        at = start + offset
        if (platform, coding) == (3, 1) and font[at : at + 2] == b"\0\4":
            count = struct.unpack(">H", font[at + 6 : at + 8])[0] // 2
            ends = struct.unpack(f">{count}H", font[at + 14 : at + 14 + 2 * count])
            begins = struct.unpack(f">{count}H", font[at + 16 + 2 * count : at + 16 + 4 * count])
            return {code for begin, end in zip(begins, ends, strict=True) for code in range(begin, end + 1)}
    raise AssertionError("the font has no map of Unicode's characters")


def test_a_published_page_names_its_picture_and_nobody_sees_one_of_anything_else(stage: Stage) -> None:
    unpublished = stage.bring("9 kilometres", "checked")
    claim = stage.bring("depot", "published")
    for number in (unpublished.id, 4_000):
        assert stage.get(f"/claims/{number}/share.png", by=None).status_code == 404
    page = stage.get(f"/claims/{claim.id}", by=None).text
    tags = {name: unescape(content) for name, content in re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', page)}
    assert tags["og:title"] == f"True: {claim.text}" and tags["og:description"] == "The register says so."
    assert tags["twitter:card"] == "summary_large_image" and (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    address = tags["og:image"].removeprefix("http://localhost")
    visitor = stage.client(None)
    answer = visitor.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/png") and opened(answer.data).size == (1200, 630)
    assert answer.headers["Cache-Control"] == "public, no-cache" and answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers
    assert visitor.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    verdicts.withdraw(stage.db, claim.id, "wrong", by=stage.cast["Edith"], at=stage.at)
    assert visitor.get(address).status_code == 404


def test_the_picture_follows_a_new_publication_and_its_address_changes(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    first = stage.get(f"/claims/{claim.id}", by=None).text
    before = stage.get(f"/claims/{claim.id}/share.png", by=None).data
    stage.post("/settings/publisher", {"newsroom_name": "The Skerry Post"}, by="Ada")
    assert stage.get(f"/claims/{claim.id}/share.png", by=None).data != before
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    again = stage.get(f"/claims/{claim.id}", by=None).text
    found = [re.search(r'og:image" content="([^"]+)"', page) for page in (first, again)]
    assert found[0] and found[1] and found[0][1] != found[1][1]


def test_only_a_claim_in_the_words_of_its_article_has_quotation_marks(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def drawn(*texts: object, is_verbatim: bool) -> bytes:
        asked.append(is_verbatim)
        return b""

    monkeypatch.setattr("web.pages.claims.share_picture_of", drawn)
    claim = stage.bring("depot", "published")
    stage.db.execute("UPDATE article SET url = 'https://herald.example.org/a' WHERE id = :id", {"id": stage.article})
    quoted = "The old depot was torn down in March 2024"
    for wording, articles, is_verbatim in (
        (quoted + ".", [stage.article], True),
        ("The depot was torn down in March 2024.", [stage.article], False),
        (quoted + ".", [], False),
    ):
        version = stage.page_of(claim.id).version
        stage.post(f"/claims/{claim.id}/edit", {"text": wording, "claimant": "", "seen": version}, by="Edith")
        picked = {"seen": stage.page_of(claim.id).version, "offered": "yes", "article": articles}
        stage.post(f"/claims/{claim.id}/publish", picked, by="Edith")
        page = unescape(stage.get(f"/claims/{claim.id}", by=None).text)
        stage.get(f"/claims/{claim.id}/share.png", by=None)
        assert (f"“{wording}”" in page.split("og:image:alt")[1].split(">")[0]) is is_verbatim
        assert asked.pop() is is_verbatim
    ours = [share_picture("The depot burned down.", "False", Meaning.FALSE, "Post", is_verbatim=verbatim) for verbatim in (True, False)]
    assert ink(ours[0], 150, 470) > ink(ours[1], 150, 470) > 0


@pytest.mark.parametrize(
    ("claim", "quote", "is_verbatim"),
    [
        ("The depot burned  down.", "The depot burned down, and twice.", True),
        ("The line cost 4", "The line cost 40 million.", False),
        ("The line cost 4", "The line cost 4.5 million.", False),
        ("The line cost 4", "The line cost 4 %.", False),
        ("Rest was had", "Unrest was had.", False),
    ],
)
def test_only_whole_words_of_an_article_are_quoted(stage: Stage, claim: str, quote: str, is_verbatim: bool) -> None:
    shown = published.find_page(stage.db, stage.bring("depot", "published").id)
    assert shown is not None
    page = replace(shown.page, text=claim, appearances=(ShownPlace(1, "Trams", None, None, "", "", quote),))
    assert page.is_verbatim is is_verbatim
