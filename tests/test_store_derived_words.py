"""A phrase that is taken out leaves no part of itself in what the program made of the texts: names, cuts, reasons of pairs."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.articles import intake
from claims.desk.index import rejudging
from claims.desk.index.matcher import Matcher
from claims.desk.sources import evidence
from claims.desk.upkeep import redaction
from claims.errors import NotFound
from claims.model import Document, Person, Reason, Relation, SourceKind, Stance, Status
from claims.store import checks, claims, history, matches
from claims.store.connect import rows
from claims.store.sources import NewSource
from stage import everything

PHRASE = "Councillor Ilse Qvarnström"
PARTS = ("qvarnstr", "varnstr", "ilse", "ouncillor", "counci")
FIRST = (
    f"{PHRASE} said on Monday that the ferry carried 4,000 people in 2021. The mayor wept. "
    '"It will never sink, 12 experts checked it," she said. The harbour opened in 1950 and cost 12 million crowns.'
)
SECOND = (
    f"In 2021 the ferry carried 4,500 people, said {PHRASE} on Tuesday. The harbour opened in 1951 and cost 12 million crowns. "
    f"About 40 boats belong to {PHRASE} now."
)
TITLE_IS_CUT = f"The ferry of the northern lakes carried 4,000 people in 2021, and so {PHRASE} wept over 70 letters."


@pytest.fixture
def matcher() -> Matcher:
    return Matcher()


@pytest.fixture
def read(db: Database, matcher: Matcher, ada: Person, at: datetime) -> Database:
    """Three articles as the program reads them, with a source whose quote begins next to the phrase."""
    for number, (title, text) in enumerate((("Ferry", FIRST), ("Again", SECOND), (TITLE_IS_CUT[:80], TITLE_IS_CUT))):
        document = Document(text=text, title=title, url=f"https://ferry.example/{number}", published_at="2026-03-01")
        intake.add_article(db, matcher, document, by=ada, at=at)
    source = evidence.add_source(
        db, NewSource("Log", SourceKind.REPORT, text=f"Kept by {PHRASE} herself. 4,000 came."), by=ada, at=at
    ).source
    evidence.link_source(db, 1, source.id, Stance.SUPPORTS, by=ada, at=at, quote="Ilse Qvarnström herself.")
    evidence.link_source(db, 1, source.id, Stance.CONTEXT, by=ada, at=at, quote="4,000 came.")
    return db


def holding(db: Database) -> list[str]:
    return [f"{table} {row}" for table, found in everything(db).items() for row in found if any(part in str(row).lower() for part in PARTS)]


def test_no_part_of_a_phrase_stays_in_what_was_made_of_its_texts(read: Database, path: Path, ada: Person, at: datetime) -> None:
    held = " ".join(holding(read))
    assert '"kind": "names"' in held and "'Ilse Qvarnström'" in held, "the test looks for what is there"
    head = history.head(read)
    found = redaction.find(read, PHRASE, by=ada)
    assert redaction.redact(read, PHRASE, "a court order", by=ada, at=at) == found
    assert holding(read) == []
    assert checks.problems(read) == [] and not history.misses(read, head)
    assert claims.get_claim(read, 1).claimant == "████ ██████████"
    read.close()
    for file in path.parent.glob("claims.db*"):
        content = file.read_bytes().decode("utf-8", "ignore").lower()
        assert [part for part in PARTS if part in content] == [], file.name


def test_names_that_still_stand_in_the_article_stay(db: Database, matcher: Matcher, ada: Person, at: datetime) -> None:
    text = f"{FIRST} Qvarnström lives in Velmore. Ilse Qvarnström owns 3 boats."
    intake.add_article(db, matcher, Document(text=text, title="Ferry", url="https://ferry.example/"), by=ada, at=at)
    redaction.redact(db, PHRASE, "a court order", by=ada, at=at)
    assert "Ilse Qvarnström owns 3 boats" in rows(db, "SELECT text FROM article")[0][0]
    assert claims.get_claim(db, 1).claimant == "Ilse Qvarnström"
    assert checks.problems(db) == []


def test_pairs_are_compared_again_and_decided_ones_keep_the_decision(read: Database, matcher: Matcher, ada: Person, at: datetime) -> None:
    waiting = [row["id"] for row in rows(read, "SELECT id FROM match WHERE why LIKE '%Qvarnström%'")]
    harbour = next(match for match in matches.waiting(read) if "harbour" in str(match.comparison.why))
    matches.decide(read, harbour, Status.REJECTED, by=ada, at=at, reasons=(Reason.OTHER,), note="not the same year")
    redaction.redact(read, PHRASE, "a court order", by=ada, at=at)
    assert waiting and {row["judged"] for row in rows(read, f"SELECT judged FROM match WHERE id = {waiting[0]}")} == {0}
    matcher.refresh(read)
    assert rejudging.judge_again(read, matcher) >= len(waiting)
    assert holding(read) == []
    again = matches.get_match(read, harbour.id)
    assert (again.status, again.note, again.comparison.relation) == (Status.REJECTED, "not the same year", Relation.DIFFERS)
    assert checks.problems(read) == []
    with pytest.raises(NotFound):
        redaction.redact(read, PHRASE, "a court order", by=ada, at=at)
