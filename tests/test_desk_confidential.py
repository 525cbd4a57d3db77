"""Confidential sources: the flag stays, and is set and lifted with a reason by who may, on the desk, in the API and by command."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.desk.people import people
from claims.desk.sources import evidence
from claims.errors import NotAllowed, Refused, StaleEdit
from claims.model import Person, SourceKind
from claims.store import history, sources
from claims.store.sources import NewSource
from tests.command_line import run_command
from tests.web_stage import Stage


def given(confidential: bool) -> NewSource:
    return NewSource("Ledger", SourceKind.REPORT, text="Forty boats.", confidential=confidential)


def test_adding_a_stored_source_again_as_confidential_makes_it_so(db: Database, ben: Person, at: datetime) -> None:
    assert not evidence.add_source(db, given(confidential=False), by=ben, at=at).source.confidential
    again = evidence.add_source(db, given(confidential=True), by=ben, at=at)
    assert again.was_there and again.source.confidential and sources.get_source(db, 1).confidential
    assert evidence.add_source(db, given(confidential=False), by=ben, at=at).source.confidential, "it is never dropped in silence"


def test_a_checker_sets_it_an_editor_lifts_it_and_the_history_says_why(
    db: Database, ben: Person, edith: Person, vic: Person, at: datetime
) -> None:
    evidence.add_source(db, given(confidential=False), by=ben, at=at)
    with pytest.raises(NotAllowed):
        evidence.set_confidential(db, 1, True, "promised", by=vic, at=at)
    with pytest.raises(Refused, match="reason"):
        evidence.set_confidential(db, 1, True, " ", by=ben, at=at)
    evidence.set_confidential(db, 1, True, "promised", by=ben, at=at, seen_version=1)
    with pytest.raises(Refused, match="already"):
        evidence.set_confidential(db, 1, True, "promised", by=ben, at=at)
    with pytest.raises(NotAllowed):
        evidence.set_confidential(db, 1, False, "he agreed", by=ben, at=at)
    with pytest.raises(StaleEdit):
        evidence.set_confidential(db, 1, False, "he agreed", by=edith, at=at, seen_version=1)
    evidence.set_confidential(db, 1, False, "he agreed", by=edith, at=at, seen_version=2)
    told = history.events_of(db, {"source": [1]})[1:]
    assert [(one.action, one.by, one.after["note"]) for one in told] == [
        ("set_confidential", "Ben", "promised"),
        ("lift_confidential", "Edith", "he agreed"),
    ]


def test_the_api_sets_and_lifts_it(path: Path) -> None:
    stage = Stage(path)
    number = stage.source().id

    def change(name: str, **fields: object) -> int:
        client = stage.app.test_client()
        tag = client.get(f"/api/v1/sources/{number}", headers=stage.bearer(name)).headers["ETag"]
        return client.patch(f"/api/v1/sources/{number}", json=fields, headers={**stage.bearer(name), "If-Match": tag}).status_code

    assert change("Ben", confidential=True, reason="promised") == 200 and sources.get_source(stage.db, number).confidential
    assert change("Ben", confidential=False, reason="he agreed") == 403
    assert change("Edith", confidential=False) == 409
    assert change("Edith", confidential=False, reason="he agreed", derived_from=None) == 409
    assert change("Edith", confidential=False, reason="he agreed") == 200 and not sources.get_source(stage.db, number).confidential
    stage.db.close()


def test_the_command_sets_and_lifts_it(db: Database, path: Path, at: datetime) -> None:
    evidence.add_source(db, given(confidential=False), by=people.at_the_command_line(db, "Ada", at=at), at=at)
    environ = {"CLAIMS_DB": str(path), "CLAIMS_USER": "Ada"}
    for more, expected in (([], True), (["--lift"], False)):
        words = ["source", "confidential", "1", "--reason", "promised", "--json", *more]
        done = run_command(*words, folder=path.parent, environ=environ)
        assert done.returncode == 0 and json.loads(done.stdout)["confidential"] is expected, done.stderr


@pytest.mark.parametrize("name", ["Ben", "Edith"])
def test_one_that_a_public_page_names_takes_an_editor_through_every_door(path: Path, name: str) -> None:
    stage = Stage(path)
    stage.link()
    depot = stage.bring("depot", "published")
    source = sources.get_source(stage.db, 1)
    may = name == "Edith"
    page = stage.get("/sources/1", by=name).text
    assert ("Make it confidential" in page) is may and (
        f'public page of <a href="/claims/{depot.id}">claim {depot.id}</a>' in page
    ) is not may
    told = f"source 1 is on the public page of claim {depot.id}, and making it confidential would remove it. Ask an editor or admin."
    typed = {"title": source.title, "kind": "report", "url": source.url, "text": source.text, "confidential": "yes"}
    if not may:
        answer = stage.post("/sources/1/confidential", {"seen": 1, "confidential": "yes", "note": "promised"}, by=name)
        assert answer.status_code == 403 and told[8:] in answer.text
        bearer = stage.bearer(name)
        asked = {"confidential": True, "reason": "promised"}
        api = stage.app.test_client().patch("/api/v1/sources/1", json=asked, headers={**bearer, "If-Match": '"1"'})
        assert api.status_code in (403, 412), api.text
        tag = stage.app.test_client().get("/api/v1/sources/1", headers=bearer).headers["ETag"]
        api = stage.app.test_client().patch("/api/v1/sources/1", json=asked, headers={**bearer, "If-Match": tag})
        assert api.status_code == 403 and told[1:] in api.text
        api = stage.app.test_client().post("/api/v1/sources", json={**typed, "confidential": True}, headers=bearer)
        assert api.status_code == 403 and told[1:] in api.text
    answer = stage.post("/sources/new", typed, by=name)
    assert answer.status_code == (303 if may else 403) and sources.get_source(stage.db, 1).confidential is may
    stage.db.close()
