"""Articles of many claims: told how far they are, ended in words when they take too long, and nobody else waits for them."""

import contextlib
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from claims.desk.articles import article_matches, fetching, intake
from claims.desk.articles.pace import Pace
from claims.desk.articles.reading_claims import READ_TOGETHER
from claims.desk.index import lookup
from claims.desk.index.matcher import Matcher
from claims.desk.opening import open_store
from claims.errors import TooLarge
from claims.model import Document, Person
from claims.store import claims
from claims.store.connect import rows
from tests.web_stage import Stage

PLACES = ("Avel", "Brackwater", "Kestwick", "Skerry", "Norland", "Quell", "Mirefield", "Halden", "Velmoor", "Callowhill", "Daravia")
TOGETHER = 16
THINGS = ("bridge", "ferry", "school", "mill", "tram", "well", "farm", "port", "hospital", "mine", "tower", "dam", "library")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims are compared in parts of 16 instead of 64, so that an article need not be as long."""
    monkeypatch.setattr(article_matches, "TOGETHER", TOGETHER)


def long_article(claims: int) -> Document:
    sentences = [
        f"The {THINGS[number % 13]} of {PLACES[number % 11]} cost {number + 3},000 crowns in {1900 + number % 90}."
        for number in range(claims)
    ]
    text = "A long list\n\n" + " ".join(sentences)
    return fetching.read_upload(text.encode(), "list.txt", limit=5_000_000)


def stored(db: Database) -> list[Any]:
    return [tuple(row) for table in ("article", "claim", "match", "event") for row in rows(db, f"SELECT * FROM {table}")]


def test_it_tells_how_far_it_is_and_stores_all(db: Database, ada: Person, at: datetime) -> None:
    told: list[tuple[str, int, int]] = []
    pace = Pace(within=None, tell=lambda what, done, of: told.append((what, done, of)))
    added = intake.add_article(db, Matcher(Path("none")), long_article(3 * TOGETHER), by=ada, at=at, pace=pace)
    compared = [done for what, done, of in told if what == "comparing claim" and of > 2 * TOGETHER]
    assert compared == list(range(0, max(compared) + 1, TOGETHER)) and len(compared) >= 3
    assert len(intake.claims_in(db, added.article)) > 2 * TOGETHER


def test_too_long_is_said_in_words_and_nothing_is_stored(db: Database, ada: Person, at: datetime) -> None:
    before = stored(db)
    with pytest.raises(TooLarge, match=r"longer than 0 seconds \(reading sentence .* nothing was stored: add it in parts"):
        intake.add_article(db, Matcher(Path("none")), long_article(2 * TOGETHER), by=ada, at=at, pace=Pace(within=0))
    assert stored(db) == before


@pytest.mark.parametrize("step", ["reading sentence", "finding who says sentence"])
def test_a_text_that_is_slow_to_read_ends_in_words_before_its_claims_are_compared(
    db: Database, ada: Person, at: datetime, step: str
) -> None:
    """Commas and clauses up to the length that grammar reads: a text of 5 MB would take minutes."""
    sentence = "The mayor, " + "who said that she, " * 60 + "saw 4,000 boats in 2021."
    count = READ_TOGETHER + 10
    document, before = fetching.read_upload(f"{sentence} ".encode() * count, "list.txt", limit=5_000_000), stored(db)
    told: list[str] = []

    def tell(what: str, done: int, of: int) -> None:
        told.append(what)
        if what == step and done:
            raise TooLarge(f"{what} {done:,} of {of:,}")  # as when the clock has run out there

    with pytest.raises(TooLarge, match=step):
        intake.add_article(db, Matcher(Path("none")), document, by=ada, at=at, pace=Pace(within=None, tell=tell))
    assert told[-1] == step and "comparing claim" not in told and stored(db) == before


def test_the_desk_says_so_beside_the_text_and_keeps_what_was_typed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(path)
    monkeypatch.setattr("web.adding.WITHIN", 0)
    answer = stage.post("/articles/new", {"text": long_article(20).text})
    assert answer.status_code == 413
    assert "takes longer than 0 seconds" in answer.text.split('id="field-text-wrong"')[1].split("</span>")[0]
    assert "The mill of Skerry" in answer.text
    real = intake.Pace
    monkeypatch.setattr(intake, "Pace", lambda: real(within=0))
    head = stage.bearer("Ben")
    assert stage.app.test_client().post("/api/v1/articles", json={"text": long_article(20).text}, headers=head).status_code == 413
    stage.db.close()


def test_others_are_answered_between_two_parts_of_it(db: Database, path: Path, ada: Person, at: datetime) -> None:
    matcher = Matcher(Path("none"))
    begun, ended = threading.Event(), threading.Event()

    def add() -> None:
        own = open_store(path)
        tell = lambda what, done, of: begun.set() if what == "comparing claim" and done else None  # noqa: E731
        intake.add_article(own, matcher, long_article(5 * TOGETHER), by=ada, at=at, pace=Pace(within=None, tell=tell))
        ended.set()
        own.close()

    adding = threading.Thread(target=add)
    adding.start()
    assert begun.wait(60)
    lookup.look_up(db, matcher, ["The mill of Skerry cost 4,000 crowns."])
    answered_first = not ended.is_set()
    adding.join(120)
    assert answered_first and ended.is_set()


@pytest.mark.parametrize("model", [None, Path("none")], ids=["by meaning", "by words"])
def test_a_claim_that_others_add_meanwhile_is_suggested_and_only_what_it_touches_is_compared_again(
    db: Database, path: Path, ada: Person, at: datetime, monkeypatch: pytest.MonkeyPatch, model: Path | None
) -> None:
    matcher, asked, new = Matcher(model), [], []
    real = Matcher.match

    def match(self: Matcher, db: Database, queries: Sequence[Any], **more: Any) -> Any:
        asked.append(len(queries))
        return real(self, db, queries, **more)

    monkeypatch.setattr(Matcher, "match", match)

    def tell(what: str, done: int, of: int) -> None:
        if what == "comparing claim" and done == TOGETHER and not new:
            asked.clear()
            with contextlib.closing(open_store(path)) as other:
                new.append(claims.add_claim(other, "The ferry to Skerry carried 210 cars in May 2024.", by=ada, at=at, proposed=False))
            asked.clear()

    ours = long_article(2 * TOGETHER).text + " The ferry to Skerry carried 210 cars in May 2024."
    document = fetching.read_upload(ours.encode(), "list.txt", limit=99_999)
    added = intake.add_article(db, matcher, document, by=ada, at=at, pace=Pace(within=None, tell=tell))
    assert new
    ferry = next(claim.id for _, claim in intake.claims_in(db, added.article) if "210 cars" in claim.text)
    assert rows(db, "SELECT 1 FROM match WHERE claim_id = :ours AND known_id = :other", {"ours": ferry, "other": new[0]})
    if model is None:
        assert asked[-1] < TOGETHER, "not all were compared again"
