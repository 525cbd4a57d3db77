"""Words that must not be kept: gone from every text and from the file, and the history still proves itself."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk import evidence, redaction, review
from claims.desk.matcher import Matcher
from claims.errors import NotAllowed, NotFound, Refused
from claims.matching.ranking import Query
from claims.model import Person, Stance
from claims.store import checks, claims, history, verdicts
from claims.store.connect import rows
from claims.store.redaction import NO_PROSE, prose_columns
from claims.store.sources import NewSource, get_original
from stage import a_claim, a_link, an_article, everything

NAME = "Ofelia Quandt"


@pytest.fixture
def full(db: Database, ada: Person, edith: Person, at: datetime) -> Database:
    """The name in an article, a claim, a wording before, a source with its file, a quote, a verdict and the history."""
    an_article(db, "The mayor ofelia  quandt sank the ferry.", "It rained.", by=ada, at=at, title="Ofelia Quandt and the ferry")
    one = a_claim(db, "Ofelia Quandt sank the ferry.", by=ada, at=at, sentence_id=1)
    review.edit_claim(db, one, "OFELIA QUANDT sank the ferry Anna.", "Ofelia Quandt, mayor", by=ada, at=at)
    source = evidence.add_source(
        db,
        NewSource("Log", "report", text="Log of Ofelia Quandt. It sank.", original=b"Ofelia Quandt, scanned"),
        by=ada,
        at=at,  # type: ignore[arg-type]
    ).source
    a_link(db, one, source.id, Stance.SUPPORTS, by=ada, at=at)
    a_claim(db, "It rained on forty days.", by=ada, at=at)
    verdicts.add_verdict(db, claims.get_claim(db, one), "true", "Ofelia Quandt admits it.", [1], by=ada, at=at)
    return db


def test_the_words_are_gone_from_every_text_and_from_the_file(full: Database, path: Path, ada: Person, edith: Person, at: datetime) -> None:
    before = everything(full)
    head = history.head(full)
    found = redaction.find(full, NAME, by=ada)
    places = redaction.redact(full, "ofelia quandt", "order 12/2026 of the county court", by=ada, at=at)
    assert places == found and set(places) >= {"article", "appearance", "claim", "source", "verdict", "event"}
    after = everything(full)
    assert "quandt" not in str(after).lower()
    assert claims.get_claim(full, 1).text == "██████ ██████ sank the ferry Anna."
    assert rows(full, "SELECT text FROM article")[0][0] == "The mayor ██████  ██████ sank the ferry. It rained."
    assert get_original(full, 1) == b""
    assert after["claim"][1] == before["claim"][1], "what does not hold the words is as it was"
    assert checks.problems(full) == [] and not history.misses(full, head)
    told = history.events_of(full, {"person": [ada.id]})[-1]
    assert (told.action, told.by, told.after["reason"]) == ("redact", "Ada", "order 12/2026 of the county court")
    full.close()
    for file in path.parent.glob("claims.db*"):
        assert b"quandt" not in file.read_bytes().lower(), file.name


def test_a_redaction_is_no_cover_for_a_forgery(full: Database, ada: Person, at: datetime) -> None:
    places = redaction.redact(full, NAME, "a court order", by=ada, at=at)
    full.execute("DROP TRIGGER event_append_only_update")
    full.execute("DROP TRIGGER article_text_never_changes")
    full.execute("UPDATE event SET content = content || ' ' WHERE id = :id", {"id": places["event"][0]})
    full.execute("UPDATE article SET text = replace(text, 'sank', 'saved')")
    found = " | ".join(checks.problems(full))
    assert f"line {places['event'][0]} was changed" in found and "article 1 is not the text" in found


def test_a_second_redaction_may_touch_what_a_first_one_left(full: Database, ada: Person, at: datetime) -> None:
    redaction.redact(full, "Ofelia", "the county court asked", by=ada, at=at)
    redaction.redact(full, "Quandt", "again", by=ada, at=at)
    redaction.redact(full, "county court", "and once more", by=ada, at=at)
    assert checks.problems(full) == []
    assert "county" not in str(everything(full))


def test_the_guards_are_back_and_the_index_forgets(full: Database, ada: Person, at: datetime, tmp_path: Path) -> None:
    matcher = Matcher(tmp_path / "none")
    query = Query("Ofelia Quandt sank the ferry.")
    assert matcher.match(full, [query])[0]
    guards = rows(full, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
    redaction.redact(full, NAME, "a court order", by=ada, at=at)
    assert [tuple(one) for one in rows(full, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")] == [
        tuple(one) for one in guards
    ]
    matcher.refresh(full)
    assert "Quandt" not in matcher._index[1].text
    assert rows(full, "SELECT * FROM claim_search WHERE claim_search MATCH 'quandt'") == []


@pytest.mark.parametrize(
    ("words", "reason", "error"),
    [("ab", "x", Refused), ("  ", "x", Refused), (NAME, " ", Refused), (NAME, f"about {NAME}", Refused), ("Nobody Atall", "x", NotFound)],
)
def test_a_redaction_that_cannot_be_meant_changes_nothing(
    full: Database, ada: Person, at: datetime, words: str, reason: str, error: type[Exception]
) -> None:
    before = everything(full)
    with pytest.raises(error):
        redaction.redact(full, words, reason, by=ada, at=at)
    assert everything(full) == before


def test_only_an_admin_redacts(full: Database, edith: Person, at: datetime) -> None:
    for action in (lambda: redaction.find(full, NAME, by=edith), lambda: redaction.redact(full, NAME, "x", by=edith, at=at)):
        with pytest.raises(NotAllowed):
            action()


def test_every_column_of_text_is_searched_or_known_to_hold_no_prose(db: Database) -> None:
    searched = {f"{one.table}.{one.name}" for one in prose_columns(db)}
    assert searched >= {
        "article.text", "article.title", "article.byline", "appearance.quote", "appearance.speaker", "claim.text", "claim.claimant", "claim_tag.tag",
        "draft.explanation", "evidence.quote", "evidence.note", "event.content", "match.note", "match.differences", "review.title", "review.url",
        "second_reading.note", "source.text", "source.url", "verdict.explanation",
    }  # fmt: skip
    assert not {"claim.state", "event.hash", "source.sha256", "article.added_at"} & searched
    assert {one.split(".")[0] for one in searched}.isdisjoint(NO_PROSE)
