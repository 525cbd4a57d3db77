"""Every address, asked for as every role: the table of web/request/roles.py is what really happens, and the docs say the same."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from claims.desk.people import people
from claims.model import Role
from tests.web_stage import Stage
from web import create_app
from web.request import roles

ROOT = Path(__file__).parent.parent
BY = {"visitor": None, Role.VIEWER: "Vic", Role.CHECKER: "Ben", Role.EDITOR: "Edith", Role.ADMIN: "Ada"}
"""Who asks, from least to most."""

FILLED = {"filename": "base.css", "secret": "nobody-has-this", "kind": "csv"}
"""What stands in an address for a word; a number is one that nothing has, so that trying changes nothing."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("roles") / "claims.db", form_tokens=False)
    yield made
    made.db.close()


def requests_of(app: Flask) -> list[tuple[str, str, str]]:
    """Every endpoint, method and a filled address."""
    found = []
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<(?:(\w+):)?(\w+)>", lambda named: FILLED.get(named[2], "999999"), rule.rule)
        found += [(rule.endpoint, method, address) for method in sorted(rule.methods or ()) if method != "OPTIONS"]
    return found


def shut_out(answer: TestResponse) -> bool:
    """Whether the desk refused because of who asks."""
    to_login = answer.status_code == 303 and (answer.location or "").startswith("/login")
    return to_login or answer.status_code in (401, 403)


def let_in(action: str, by: object) -> bool:
    return action == roles.ANYBODY or (isinstance(by, Role) and people.ROLES.index(by) >= people.ROLES.index(people.MAY[action]))


@pytest.mark.parametrize("by", BY)
def test_every_address_lets_in_exactly_the_roles_of_the_table(stage: Stage, by: object) -> None:
    wrong, client = [], stage.client(BY[by])
    for endpoint, method, address in requests_of(stage.app):
        if endpoint == "claims.show" and by == "visitor":
            continue  # sends a visitor to sign in where nothing is published; tests/test_web_pages.py
        if endpoint == "signing_in.logout" and by != "visitor":
            continue  # sends everybody to the sign-in page; tests/test_web_signing_in.py
        if endpoint == "signing_in.code":
            continue  # sends everybody to the sign-in page for whom no sign-in waits; tests/test_web_second_factor.py
        sent = stage.bearer(BY[by]) if address.startswith("/api/") else {}
        answer = client.open(address, method=method, buffered=True, headers=sent)
        if shut_out(answer) is let_in(roles.permission_for(endpoint, method), by) or answer.status_code >= 500:
            wrong.append((method, address, answer.status_code))
    assert wrong == []


def test_the_table_names_nothing_that_is_not_there(stage: Stage) -> None:
    assert set(roles.NEEDS) == {rule.endpoint for rule in stage.app.url_map.iter_rules()}


def test_a_new_address_without_a_row_keeps_the_desk_from_starting(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(roles.NEEDS, "queue.show")
    with pytest.raises(LookupError, match=r"/ has no row in web/request/roles\.py"):
        create_app(stage.settings)


def test_a_row_with_an_unknown_action_keeps_the_desk_from_starting(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(roles.NEEDS, "queue.show", "dance")
    with pytest.raises(LookupError, match="'dance' is no action"):
        create_app(stage.settings)


def test_a_row_can_tell_methods_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(roles.NEEDS, "some.thing", {"GET": "look", "POST": "publish"})
    assert [roles.permission_for("some.thing", method) for method in ("GET", "HEAD", "OPTIONS", "POST")] == [
        "look",
        "look",
        "look",
        "publish",
    ]


def test_the_docs_say_what_the_code_does() -> None:
    page = (ROOT / "docs" / "people.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| `")]
    told = {row[0].strip("`"): row[2:] for row in rows}
    done = {
        action: ["yes" if people.ROLES.index(role) >= people.ROLES.index(least) else "" for role in people.ROLES]
        for action, least in people.MAY.items()
    }
    assert told == done
    assert len(rows) == len(told)
    assert all(row[1] for row in rows)
