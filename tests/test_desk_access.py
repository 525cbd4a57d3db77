"""Passwords, sessions, one-time links, and the brake on guessing."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.people import passwords, people, sessions
from claims.errors import NotAllowed, Refused, StaleEdit
from claims.model import Person, Role
from claims.store import people as stored
from claims.store import signing_in
from claims.store.connect import open_store, rows, write
from stage import everything, told

PASSWORD = "a long enough password"


@pytest.fixture
def grace(db: Database, ada: Person, at: datetime) -> Person:
    """An editor with a password."""
    return people.add_person(db, "Grace", Role.EDITOR, PASSWORD, by=ada, at=at)


def test_the_right_password_starts_a_session_that_knows_its_person(db: Database, grace: Person, at: datetime) -> None:
    secret = sessions.sign_in(db, "grace", PASSWORD, address="192.0.2.1", at=at)
    assert secret is not None
    found = sessions.person_of_session(db, secret, at=at)
    assert found is not None and found.id == grace.id
    kept = rows(db, "SELECT * FROM session")[0]
    assert secret not in [kept[name] for name in kept.keys()], "the store never sees a secret"  # noqa: SIM118
    assert sessions.person_of_session(db, secret, at=at + sessions.SESSION) is None
    sessions.sign_out(db, secret)
    assert sessions.person_of_session(db, secret, at=at) is None


@pytest.mark.parametrize(
    ("name", "password"), [("Grace", "wrong"), ("Nobody", PASSWORD), ("Grace", ""), ("Grace", PASSWORD * 50), ("", PASSWORD)]
)
def test_a_wrong_name_or_password_starts_nothing(db: Database, grace: Person, at: datetime, name: str, password: str) -> None:
    assert sessions.sign_in(db, name, password, address="192.0.2.1", at=at) is None
    assert rows(db, "SELECT * FROM session") == []


def test_guessing_is_stopped_for_the_name_and_for_the_address(db: Database, grace: Person, at: datetime) -> None:
    for _ in range(sessions.MAX_FAILURES[0]):
        assert sessions.sign_in(db, "Grace", "wrong", address="192.0.2.1", at=at) is None
    with pytest.raises(NotAllowed, match="15 minutes"):
        sessions.sign_in(db, "GRACE", PASSWORD, address="192.0.2.2", at=at)
    assert sessions.sign_in(db, "Grace", PASSWORD, address="192.0.2.2", at=at + sessions.WINDOW + timedelta(seconds=1)) is not None


def test_a_new_password_and_being_shut_out_end_every_session_at_once(db: Database, grace: Person, ada: Person, at: datetime) -> None:
    secret = sessions.start_session(db, grace, at=at)
    people.set_password(db, grace, PASSWORD + "!", by=grace, at=at)
    assert sessions.person_of_session(db, secret, at=at) is None
    grace = stored.get_person(db, grace.id)
    secret = sessions.start_session(db, grace, at=at)
    people.set_disabled(db, grace, True, by=ada, at=at)
    assert sessions.person_of_session(db, secret, at=at) is None
    assert sessions.sign_in(db, "Grace", PASSWORD + "!", address="192.0.2.1", at=at) is None
    assert told(db, "person", grace.id) == ["add_person", "set_password", "disable_person"]


def test_a_link_signs_in_once(db: Database, ada: Person, at: datetime) -> None:
    secret = sessions.make_link(db, ada, at=at)
    link = sessions.find_link(db, secret, at=at)
    assert link is not None and link.person is not None and link.person.id == ada.id
    session = sessions.use_link(db, secret, at=at)
    assert session is not None and sessions.person_of_session(db, session, at=at) is not None
    assert sessions.use_link(db, secret, at=at) is None and sessions.find_link(db, secret, at=at) is None


def test_a_link_ends_after_a_day_and_a_made_up_one_never_works(db: Database, ada: Person, at: datetime) -> None:
    secret = sessions.make_link(db, ada, at=at)
    assert sessions.use_link(db, secret, at=at + sessions.LINK) is None
    assert sessions.use_link(db, "made up", at=at) is None


def test_the_first_admin_is_made_by_a_link_and_only_once(db: Database, at: datetime) -> None:
    secret = sessions.make_link(db, None, at=at)
    with pytest.raises(Refused, match="12 to 128"):
        sessions.make_first_admin(db, secret, "Ada", "short", at=at)
    assert stored.list_people(db) == []
    session = sessions.make_first_admin(db, secret, "Ada", PASSWORD, at=at)
    person = sessions.person_of_session(db, session, at=at)
    assert person is not None and person.role is Role.ADMIN
    for attempt in (lambda: sessions.make_first_admin(db, secret, "Eve", PASSWORD, at=at), lambda: sessions.make_link(db, None, at=at)):
        with pytest.raises(Refused):
            attempt()


def test_who_worked_at_the_command_line_becomes_the_first_admin_under_their_name(db: Database, at: datetime) -> None:
    typed = people.at_the_command_line(db, "Ada", at=at)
    session = sessions.make_first_admin(db, sessions.make_link(db, None, at=at), "ada", PASSWORD, at=at)
    person = sessions.person_of_session(db, session, at=at)
    assert person is not None and person.id == typed.id


def test_somebody_with_an_open_link_needs_no_first_admin(db: Database, ada: Person, at: datetime) -> None:
    assert not sessions.has_anybody(db, at=at)
    sessions.make_link(db, ada, at=at)
    assert sessions.has_anybody(db, at=at) and not sessions.has_anybody(db, at=at + sessions.LINK)


@pytest.mark.parametrize("password", ["", "elevenchars", "x" * 129])
def test_a_password_has_twelve_to_128_characters(db: Database, ada: Person, at: datetime, password: str) -> None:
    before = everything(db)
    with pytest.raises(Refused, match="12 to 128"):
        people.add_person(db, "Grace", Role.EDITOR, password, by=ada, at=at)
    assert everything(db) == before


@pytest.mark.parametrize(
    "password",
    ["password1234", "passwordpassword", "qwertyuiop123", "123456789012", "P@ssw0rd1234", "Password2026!", "grace grace grace", "claimtracker1",
     "aaaaaaaaaaaaaaaa", "abcdefghijklmnop", "x" * 128],
)  # fmt: skip
def test_a_common_or_simple_password_is_refused(db: Database, ada: Person, at: datetime, password: str) -> None:
    with pytest.raises(Refused, match="too common"):
        people.add_person(db, "Grace", Role.EDITOR, password, by=ada, at=at)
    assert stored.find_person(db, "Grace") is None


@pytest.mark.usefixtures("real_cost")
def test_a_stored_password_takes_an_attacker_a_tenth_of_a_second_and_32_mb_a_guess() -> None:
    stored = passwords.hash_password("seven herons over the weir", "Grace")
    assert stored.startswith("scrypt:32768:8:1$")
    assert passwords.is_password_of("seven herons over the weir", stored)
    assert not passwords.is_password_of("seven herons over the wall", stored)


def test_many_guesses_at_once_do_not_slip_past_the_limit(path: Path, db: Database, grace: Person, at: datetime) -> None:
    refused, wrong = [], []

    def guess() -> None:
        own = open_store(path)
        try:
            for number in range(4):
                try:
                    assert sessions.sign_in(own, "Grace", f"wrong {number}", address="192.0.2.1", at=at) is None
                    wrong.append(number)
                except NotAllowed:
                    refused.append(number)
        finally:
            own.close()

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(wrong), len(refused)) == (sessions.MAX_FAILURES[0], 32 - sessions.MAX_FAILURES[0])


def test_guessing_at_many_names_from_one_address_is_stopped(db: Database, grace: Person, at: datetime) -> None:
    with write(db):
        for number in range(sessions.MAX_FAILURES[1]):
            signing_in.begin_attempt(db, f"name {number}", "192.0.2.1", at=at, since=at - sessions.WINDOW, most=sessions.MAX_FAILURES)
    with pytest.raises(NotAllowed):
        sessions.sign_in(db, "Grace", PASSWORD, address="192.0.2.1", at=at)
    assert sessions.sign_in(db, "Grace", PASSWORD, address="192.0.2.2", at=at) is not None


def test_only_an_admin_manages_people_and_everybody_their_own_password(db: Database, grace: Person, ben: Person, at: datetime) -> None:
    before = everything(db)
    for action in (
        lambda: people.add_person(db, "Eve", Role.ADMIN, None, by=grace, at=at),
        lambda: people.set_role(db, grace, Role.ADMIN, by=grace, at=at),
        lambda: people.set_password(db, grace, PASSWORD, by=ben, at=at),
        lambda: people.set_disabled(db, ben, True, by=grace, at=at),
    ):
        with pytest.raises(NotAllowed):
            action()
    assert everything(db) == before


def test_the_last_admin_stays(db: Database, ada: Person, at: datetime) -> None:
    for action in (lambda: people.set_role(db, ada, Role.VIEWER, by=ada, at=at), lambda: people.set_disabled(db, ada, True, by=ada, at=at)):
        with pytest.raises(Refused, match="last admin"):
            action()
    assert stored.get_person(db, ada.id) == ada


def test_two_admins_change_one_person_and_the_second_is_told(db: Database, ada: Person, ben: Person, at: datetime) -> None:
    people.set_role(db, ben, Role.EDITOR, by=ada, at=at)
    with pytest.raises(StaleEdit):
        people.set_role(db, ben, Role.VIEWER, by=ada, at=at)
    assert stored.get_person(db, ben.id).role is Role.EDITOR


def test_a_name_is_taken_whatever_its_case(db: Database, ada: Person, at: datetime) -> None:
    with pytest.raises(Refused, match="already"):
        people.add_person(db, "ADA", Role.VIEWER, None, by=ada, at=at)
    assert stored.find_person(db, "ada") == ada


def test_the_signing_key_is_made_once(db: Database) -> None:
    key = sessions.signing_key(db)
    assert len(key) == 32 and sessions.signing_key(db) == key
