"""Tips: a claim without an article is matched, sourced, rated and published as every other, and its sender stays confidential."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk import newsroom
from claims.desk.cases.cases import case_of
from claims.desk.checking import review, verdicts
from claims.desk.history import histories
from claims.desk.index.matcher import Matcher
from claims.desk.people.confidential import hide_from, set_lowest_reader
from claims.desk.publishing import published
from claims.desk.screens import listings, overview
from claims.desk.screens.overview import Filter
from claims.desk.tips import files, tips
from claims.desk.tips.tips import NewTip
from claims.desk.upkeep import redaction
from claims.errors import ClaimsError, NotAllowed, Refused, TooLarge
from claims.model import Medium, Person, State, Status
from claims.store import checks, claims
from claims.store import tips as stored
from claims.store.connect import open_store
from stage import a_claim, everything

PNG = b"\x89PNG\r\n\x1a\n\0picture"
TEXT = "The quay at Orvel is 90 metres long."


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    return Matcher(tmp_path / "no-model")


@pytest.fixture
def tip(db: Database, matcher: Matcher, ben: Person, at: datetime) -> Iterator[tips.AddedTip]:
    """A picture that somebody sent in."""
    a_claim(db, "The quay at Orvel is 90 metres long, the port says.", by=ben, at=at)
    file = files.read_file(PNG, r"C:\pictures\quay.png", limit=1_000)
    new = NewTip(Medium.TEXT, " WhatsApp ", "https://posts.example.org/7", "11 October 2024", "Zora Kell", file=file)
    yield tips.add_tip(db, matcher, f" {TEXT} ", new, by=ben, at=at, claimant="a neighbour")


def test_a_tip_is_a_claim_at_once_matched_and_in_the_queue(db: Database, tip: tips.AddedTip) -> None:
    claim = claims.root_of(db, tip.tip.claim_id)
    assert (claim.text, claim.claimant, claim.claimed_at, claim.state, claim.proposed) == (
        TEXT,
        "a neighbour",
        "2024-10-11",
        State.OPEN,
        False,
    )
    assert [suggestion.known.claim.id for suggestion in tip.suggestions] == [1]
    rows, _ = overview.queue(db, Filter(states=(State.OPEN,), proposed=False))
    assert [(row.claim_id, row.tip) for row in rows] == [(1, None), (2, "WhatsApp")]
    assert [event.words for event in histories.of_claim(db, claim.id)] == ["claim added", "tip 1 added with its file"]


def test_its_file_is_kept_as_it_is_with_the_kind_its_bytes_tell(db: Database, tip: tips.AddedTip) -> None:
    file, content = stored.get_file(db, tip.tip.id)
    assert (file.name, file.kind, file.size, file.sha256) == ("quay.png", "image/png", len(PNG), sha256(PNG).hexdigest())
    assert content == PNG and file.is_image and tip.tip.medium is Medium.IMAGE


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", files.ANYTHING),
        (b"<html><script>alert(1)</script>", files.ANYTHING),
        (b"GIF89a<script>", "image/gif"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"RIFF\0\0\0\0WAVE", "audio/wav"),
        (b"\0\0\0\x20ftypisom", "video/mp4"),
        (b"\0\0\0\x20ftypavif", "image/avif"),
        (b"%PDF-1.7", files.ANYTHING),
        (b"x", files.ANYTHING),
    ],
)
def test_a_file_is_a_picture_only_if_its_bytes_are_one(content: bytes, kind: str) -> None:
    assert files.read_file(content, "quay.png", limit=1_000)[1] == kind


def test_a_tip_is_joined_rated_approved_and_published_as_every_other(
    db: Database, tip: tips.AddedTip, ben: Person, edith: Person, at: datetime
) -> None:
    claim = tip.tip.claim_id
    match = tip.suggestions[0].match
    assert match is not None
    review.decide_match(db, match.id, Status.CONFIRMED, by=ben, at=at, note="the same quay")
    assert [one.id for one in tips.tips_of(db, 1)] == [tip.tip.id] == [one.id for one in tips.tips_of(db, claim)]
    verdicts.submit(db, 1, "true", "Measured.", by=ben, at=at)
    verdicts.approve(db, 1, by=edith, at=at)
    verdicts.publish(db, 1, by=edith, at=at)
    page = published.find_page(db, 1)
    assert page is not None and "Zora" not in repr(page)
    assert case_of(db, claim).claim.state is State.PUBLISHED
    assert [(row.tip.id, row.claim.id) for row in listings.list_tips(db, {"state": "published"}, "-added", limit=9).rows] == [(1, 1)]


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, 2), ({"q": "orvel"}, 1), ({"q": "zora"}, 1), ({"q": "100%"}, 0), ({"platform": "whatsapp"}, 1), ({"medium": "image"}, 1),
        ({"medium": "link"}, 1), ({"state": "open"}, 2), ({"state": "dropped"}, 0), ({"file": "yes"}, 1), ({"file": "no"}, 1),
    ],
)  # fmt: skip
def test_tips_are_listed_and_filtered(
    db: Database, matcher: Matcher, tip: tips.AddedTip, ben: Person, at: datetime, fields: dict[str, str], count: int
) -> None:
    tips.add_tip(db, matcher, "Herring sells for 40 crowns.", NewTip(Medium.TEXT, url="https://x.example.org/"), by=ben, at=at)
    for order in listings.TIP_ORDERS:
        page = listings.list_tips(db, fields, order, limit=9)
        assert len(page.rows) == count and (page.in_all == count or not page.rows)
    with pytest.raises(Refused):
        listings.list_tips(db, {"medium": "telegram"}, "-added", limit=9)


def test_below_the_setting_the_sender_is_withheld_everywhere(
    db: Database, path: Path, tip: tips.AddedTip, ben: Person, ada: Person, edith: Person, at: datetime
) -> None:
    set_lowest_reader(db, "editor", by=ada, at=at)
    for reader, is_seen in ((ben, False), (edith, True)):
        with open_store(path) as their:
            hide_from(their, reader)
            shown = stored.get_tip(their, 1)
            assert (shown.sender == "Zora Kell", shown.url is not None) == (is_seen, is_seen)
            assert listings.list_tips(their, {"q": "zora"}, "-added", limit=9).in_all == int(is_seen)
            assert stored.get_file(their, 1)[1] == PNG


@pytest.mark.parametrize(
    ("changed", "error", "field"),
    [
        ({"text": " "}, Refused, "claim"),
        ({"text": "x" * 2_001}, TooLarge, "claim"),
        ({"url": "javascript:alert(1)"}, Refused, "url"),
        ({"seen": "32 October 2024"}, Refused, "seen"),
        ({"seen": "soon"}, Refused, "seen"),
        ({"sender": "Zo\0ra"}, Refused, "sender"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(
    db: Database, matcher: Matcher, ben: Person, at: datetime, changed: dict[str, str], error: type[ClaimsError], field: str
) -> None:
    before = everything(db)
    new = NewTip(Medium.TEXT, url=changed.get("url"), seen_on=changed.get("seen"), sender=changed.get("sender"))
    with pytest.raises(error) as raised:
        tips.add_tip(db, matcher, changed.get("text", TEXT), new, by=ben, at=at)
    assert raised.value.field == field and everything(db) == before


def test_a_viewer_adds_no_tip_and_a_file_has_a_limit(db: Database, matcher: Matcher, vic: Person, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        tips.add_tip(db, matcher, TEXT, NewTip(Medium.TEXT), by=vic, at=at)
    with pytest.raises(TooLarge):
        files.read_file(b"x" * 11, "a", limit=10)
    with pytest.raises(Refused):
        files.read_file(b"", "a", limit=10)


def test_verify_tells_a_changed_file_and_a_changed_row_of_a_tip(db: Database, path: Path, tip: tips.AddedTip) -> None:
    assert checks.problems(db) == []
    with pytest.raises(Exception, match="never changes"):
        db.conn.execute("UPDATE tip SET media = x'00' WHERE id = 1")
    db.conn.execute("UPDATE tip SET sender = 'Somebody' WHERE id = 1")
    db.conn.execute("DROP TRIGGER tip_file_never_changes")
    db.conn.execute("UPDATE tip SET media = x'00' WHERE id = 1")
    problems = " ".join(checks.problems(db))
    assert "tip 1 was changed by another program" in problems and "the file of tip 1 is not the one that was stored" in problems


def test_redaction_takes_the_words_out_of_a_tip_and_empties_its_file(db: Database, matcher: Matcher, ada: Person, at: datetime) -> None:
    file = files.read_file(b"Sent by Zora Kell, 7 Quay Street", "note.txt", limit=1_000)
    tips.add_tip(db, matcher, TEXT, NewTip(Medium.TEXT, sender="Zora Kell", file=file), by=ada, at=at)
    tips.add_tip(db, matcher, "It rained.", NewTip(Medium.TEXT, file=files.read_file(PNG, "a.png", limit=99)), by=ada, at=at)
    assert redaction.unreadable_tips(db) == [2], "a picture has to be looked at by a person"
    assert "tip" in redaction.redact(db, "Zora Kell", "a court order", by=ada, at=at)
    assert stored.get_tip(db, 1).sender == "████ ████" and stored.get_file(db, 1)[1] == b"" and stored.get_file(db, 2)[1] == PNG
    assert checks.problems(db) == []


def test_the_order_of_day_and_month_is_the_newsrooms(db: Database, matcher: Matcher, ada: Person, at: datetime) -> None:
    new = NewTip(Medium.TEXT, seen_on="11/10/2024")
    assert tips.add_tip(db, matcher, TEXT, new, by=ada, at=at).tip.seen_on == "2024-10-11"
    newsroom.set_day_first(db, False, by=ada, at=at)
    assert tips.add_tip(db, matcher, "It rained.", new, by=ada, at=at).tip.seen_on == "2024-11-10"
