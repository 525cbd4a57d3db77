"""Talking about a claim: notes stay as they were written, reach whom they mention, and are read through joins."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.desk.checking import talk, verdicts
from claims.desk.people import people
from claims.desk.screens import overview
from claims.desk.screens.overview import Filter
from claims.errors import NotAllowed, NotFound, Refused
from claims.model import Person
from claims.store import claims, notes
from claims.store import people as stored_people
from stage import a_claim, an_article, everything, told


@pytest.fixture
def ferry(db: Database, ben: Person, at: datetime) -> int:
    an_article(db, "The ferry sank in 1931.", by=ben, at=at)
    return a_claim(db, "The ferry sank in 1931.", by=ben, at=at, sentence_id=1)


def mentioning(db: Database, who: Person, *, unseen: bool = True) -> list[int]:
    found, _ = overview.queue(db, Filter(mentions=who.id, unseen=unseen))
    return [row.claim_id for row in found]


def test_a_note_reaches_whom_it_mentions_and_stays_new_until_it_is_seen(
    db: Database, ferry: int, ben: Person, cleo: Person, at: datetime
) -> None:
    number = talk.add_note(db, ferry, "@Cleo, which log says so?", by=ben, at=at)
    assert told(db, "claim", ferry)[-1] == "add_note"
    assert mentioning(db, cleo) == [ferry] and mentioning(db, ben) == []
    found = talk.talk_of(db, ferry, reader=cleo)
    assert [note.text for note in found.notes] == ["@Cleo, which log says so?"] and found.unseen == {number}
    assert talk.mark_seen(db, found.unseen, by=cleo, at=at) == 1
    assert mentioning(db, cleo) == [] and mentioning(db, cleo, unseen=False) == [ferry]
    assert talk.mark_seen(db, None, by=cleo, at=at) == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Cleo and @ben: look", ["Ben", "Cleo"]),
        ("write to cleo@example.org", []),
        ("@Cleopatra is somebody else", []),
        ("(@Cleo)", ["Cleo"]),
        ("@Cleo's source", ["Cleo"]),
        ("@Anna Lee Smith and @Anna", ["Anna", "Anna Lee"]),
        ("@@Cleo", []),
        ("@nobody", []),
    ],
)
def test_a_mention_is_an_at_sign_and_the_whole_name_of_somebody(
    db: Database, ada: Person, ben: Person, cleo: Person, at: datetime, text: str, names: list[str]
) -> None:
    everybody = [
        *stored_people.list_people(db),
        *(people.add_person(db, name, ben.role, None, by=ada, at=at) for name in ("Anna", "Anna Lee")),
    ]
    found = talk.mentioned_in(text, everybody)
    assert sorted(one.name for one in everybody if one.id in found) == names


def test_nobody_mentions_themselves(db: Database, ferry: int, ben: Person, at: datetime) -> None:
    talk.add_note(db, ferry, "@Ben must look again", by=ben, at=at)
    assert mentioning(db, ben) == []


def test_a_returned_verdict_stands_in_the_talk_and_calls_who_wrote_it(
    db: Database, ferry: int, ben: Person, cleo: Person, at: datetime
) -> None:
    verdicts.submit(db, ferry, "true", "The log says so.", by=ben, at=at)
    with pytest.raises(Refused, match="the note is empty"):
        verdicts.return_verdict(db, ferry, " ", by=cleo, at=at)
    verdicts.return_verdict(db, ferry, "Which page?", by=cleo, at=at)
    (note,) = talk.talk_of(db, ferry, reader=ben).notes
    assert (note.about, note.text, note.by, note.mentions) == ("return", "Which page?", "Cleo", ("Ben",))
    assert mentioning(db, ben) == [ferry]
    assert told(db, "claim", ferry).count("add_note") == 0, "the move has its own line in the history"
    with pytest.raises(Refused, match="is part of a decision"):
        talk.withdraw_note(db, note.id, by=cleo, at=at)


def test_a_note_that_cannot_be_stored_with_its_move_stops_the_move(db: Database, ferry: int, ben: Person, at: datetime) -> None:
    before = everything(db)
    with pytest.raises(Refused):
        verdicts.drop(db, ferry, by=ben, at=at, note="half a pair \ud800")
    assert everything(db) == before


def test_only_its_author_withdraws_a_note_and_can_bring_it_back(
    db: Database, ferry: int, ben: Person, cleo: Person, edith: Person, at: datetime
) -> None:
    number = talk.add_note(db, ferry, "@Cleo: I doubt it.", by=ben, at=at)
    for other in (cleo, edith):
        with pytest.raises(NotAllowed, match="this note is Ben's"):
            talk.withdraw_note(db, number, by=other, at=at)
    talk.withdraw_note(db, number, by=ben, at=at)
    assert talk.talk_of(db, ferry, reader=cleo).standing == 0
    assert mentioning(db, cleo, unseen=False) == [], "a note that was taken back calls nobody"
    with pytest.raises(Refused, match="already withdrawn"):
        talk.withdraw_note(db, number, by=ben, at=at)
    talk.restore_note(db, number, by=ben, at=at)
    assert mentioning(db, cleo) == [ferry]
    assert told(db, "claim", ferry)[-3:] == ["add_note", "withdraw_note", "restore_note"]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE note SET text = 'other'", "UPDATE note SET by_id = 1", "UPDATE note SET at = 'now'", "DELETE FROM note"],
)
def test_the_file_itself_keeps_notes_as_they_were_written(db: Database, ferry: int, ben: Person, at: datetime, statement: str) -> None:
    talk.add_note(db, ferry, "I doubt it.", by=ben, at=at)
    with pytest.raises(sqlite3.IntegrityError, match="a note is never"):
        db.execute(statement)
    assert notes.get_note(db, 1).text == "I doubt it."


def test_the_talk_is_read_through_joins(db: Database, ferry: int, ben: Person, cleo: Person, at: datetime) -> None:
    other = a_claim(db, "The ferry went down in 1931.", by=ben, at=at)
    talk.add_note(db, other, "@Cleo: is this the same?", by=ben, at=at)
    claims.join(db, claims.get_claim(db, other), claims.get_claim(db, ferry), by=ben, at=at)
    assert [note.text for note in talk.talk_of(db, ferry, reader=cleo).notes] == ["@Cleo: is this the same?"]
    assert mentioning(db, cleo) == [ferry]
    assert talk.mark_seen_on(db, [ferry], by=cleo, at=at) == 1


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda db, vic, at: talk.add_note(db, 1, "hello", by=vic, at=at), NotAllowed),
        (lambda db, vic, at: talk.withdraw_note(db, 1, by=vic, at=at), NotAllowed),
        (lambda db, vic, at: talk.talk_of(db, 99, reader=vic), NotFound),
        (lambda db, vic, at: talk.mark_seen_on(db, [99], by=vic, at=at), NotFound),
    ],
)
def test_who_may_only_look_says_nothing(
    db: Database, ferry: int, vic: Person, at: datetime, act: Callable[[Database, Person, datetime], object], error: type[Exception]
) -> None:
    before = everything(db)
    with pytest.raises(error):
        act(db, vic, at)
    assert everything(db) == before
