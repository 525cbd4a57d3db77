"""API tokens: shown once, known by their hash, ended at once."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlite_utils import Database

from claims.desk.people import people, tokens
from claims.errors import NotAllowed, NotFound, Refused
from claims.model import Person, Role
from claims.settings import Settings
from claims.store import people as stored_people
from claims.store.connect import rows
from stage import everything, told
from web import create_app
from web.request import access, roles


def test_a_token_stands_for_its_person_with_the_role_they_have_now(db: Database, ada: Person, ben: Person, at: datetime) -> None:
    secret = tokens.make_token(db, ben, by=ada, at=at)
    assert secret.startswith(tokens.PREFIX) and len(secret) >= 43
    found = tokens.person_of_token(db, secret)
    assert found is not None and (found.id, found.role) == (ben.id, Role.CHECKER)
    people.set_role(db, ben, Role.VIEWER, by=ada, at=at)
    found = tokens.person_of_token(db, secret)
    assert found is not None and found.role is Role.VIEWER
    assert secret not in str(rows(db, "SELECT * FROM token")[0]["secret_sha256"]) and secret not in str(everything(db))
    assert told(db, "person", ben.id) == ["add_person", "add_token", "set_role"]


@pytest.mark.parametrize("secret", ["", "claims_", "claims_made-up", "x" * 10_000, "\ud800"])
def test_a_made_up_token_is_nobodys(db: Database, ada: Person, at: datetime, secret: str) -> None:
    tokens.make_token(db, ada, by=ada, at=at)
    assert tokens.person_of_token(db, secret) is None


def test_a_revoked_token_and_one_of_somebody_shut_out_open_nothing(db: Database, ada: Person, ben: Person, at: datetime) -> None:
    first, second = tokens.make_token(db, ben, by=ben, at=at), tokens.make_token(db, ben, by=ada, at=at)
    tokens.revoke_token(db, 1, by=ben, at=at + timedelta(days=1))
    assert tokens.person_of_token(db, first) is None and tokens.person_of_token(db, second) is not None
    assert [token.revoked_at is None for token in tokens.list_tokens(db, ben)] == [False, True]
    people.set_disabled(db, ben, True, by=ada, at=at)
    assert tokens.person_of_token(db, second) is None
    with pytest.raises(Refused, match="deactivated"):
        tokens.make_token(db, stored_people.get_person(db, ben.id), by=ada, at=at)


def test_only_an_admin_makes_and_ends_tokens_of_others(db: Database, ada: Person, ben: Person, cleo: Person, at: datetime) -> None:
    tokens.make_token(db, ben, by=ben, at=at)
    before = everything(db)
    for action, error in (
        (lambda: tokens.make_token(db, ben, by=cleo, at=at), NotAllowed),
        (lambda: tokens.revoke_token(db, 1, by=cleo, at=at), NotAllowed),
        (lambda: tokens.revoke_token(db, 99, by=ada, at=at), NotFound),
    ):
        with pytest.raises(error):
            action()
    assert everything(db) == before
    tokens.revoke_token(db, 1, by=ada, at=at)
    with pytest.raises(Refused, match="before"):
        tokens.revoke_token(db, 1, by=ada, at=at)


@pytest.fixture
def app(db: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A desk with one address of the API, for checkers."""
    monkeypatch.setitem(roles.NEEDS, "who", "rate")
    made = create_app(Settings(db=path))
    made.add_url_rule("/api/who", "who", lambda: access.person().name)
    return made


@pytest.mark.parametrize("shown", [None, "Basic QWRhOng=", "Bearer", "Bearer claims_made-up", "claims_made-up"])
def test_the_api_answers_no_one_without_a_token(app: Flask, shown: str | None) -> None:
    answer = app.test_client().get("/api/who", headers={"Authorization": shown} if shown else {})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_the_api_knows_the_person_of_a_token_and_their_role(
    app: Flask, db: Database, ada: Person, ben: Person, vic: Person, at: datetime
) -> None:
    statuses = [
        app.test_client().get("/api/who", headers={"Authorization": f"Bearer {tokens.make_token(db, who, by=ada, at=at)}"}).status_code
        for who in (ben, vic)
    ]
    assert statuses == [200, 403]
