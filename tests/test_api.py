"""/api/v1 as programs meet it: what is answered, what is stored, and how errors look."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import marshmallow as ma
import pytest
from werkzeug.test import TestResponse

from claims.desk.people.rate_limits import Brake
from claims.desk.screens import overview
from claims.desk.shapes.articles import ArticleWhole
from claims.desk.shapes.claims import AppearanceShape, ClaimShape, LoneAppearanceShape, VerdictShape
from claims.desk.shapes.matches import PairShape
from claims.desk.shapes.newsroom import FoundShape, Spotted
from claims.desk.shapes.sources import EvidenceShape, SourceShape
from claims.model import State
from claims.store import evidence
from tests.stage import everything
from tests.web_stage import Stage
from web.api import FAMILIES


class Caller:
    """A program with a token of each person."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def __call__(self, method: str, path: str, body: Any = None, *, by: str | None = "Ben", **headers: str) -> TestResponse:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.stage.app.test_client().open(f"/api/v1/{path}", method=method, json=body, headers=self.stage.bearer(by) | sent)

    def change(self, path: str, body: Any, *, by: str = "Ben", method: str = "PATCH") -> TestResponse:
        """Read a row, then change it with the ETag that it was read with."""
        return self(method, path, body, by=by, If_Match=self("GET", path.partition("?")[0], by=by).headers["ETag"])


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


@pytest.fixture
def call(stage: Stage) -> Caller:
    return Caller(stage)


def test_a_text_is_matched_and_nothing_is_stored(stage: Stage, call: Caller) -> None:
    stage.bearer("Ben")
    before = everything(stage.db)
    answer = call("POST", "match", {"text": "The tram line carried 21,000 passengers on its first day.", "limit": 1})
    assert answer.status_code == 200
    (match,) = answer.json["matches"]
    assert match["claim_id"] and match["score"] > 0.5 and match["match_id"] is None
    assert everything(stage.db) == before


def test_an_article_goes_in_and_is_read_worked_on_and_published(stage: Stage, call: Caller) -> None:
    added = call(
        "POST", "articles", {"text": "Rain\n\nIt rained on 40 days in Brackwater in 2025.", "url": "https://news.example.org/rain"}
    )
    assert added.status_code == 201, added.text
    number, claim = added.json["article_id"], added.json["claims"][0]["claim_id"]
    again = call(
        "POST", "articles", {"text": "Rain\n\nIt rained on 40 days in Brackwater in 2025.", "url": "https://news.example.org/rain"}
    )
    assert (again.status_code, again.json["article_id"]) == (200, number)
    text = call("GET", f"articles/{number}").json["text"]
    place = call("GET", f"claims/{claim}").json["appearances"][0]
    assert text[place["start"] : place["end"]] == place["quote"]

    source = call("POST", "sources", {"title": "Rain log", "kind": "dataset", "text": "Rain fell on 40 days."})
    assert source.status_code == 201
    link = {"source_id": source.json["id"], "stance": "supports", "quote": "Rain fell on 40 days", "locator": "row 3"}
    assert call("POST", f"claims/{claim}/evidence", link).status_code == 201
    verdict = call("POST", f"claims/{claim}/verdicts", {"rating": "true", "explanation": "The log says so."})
    assert verdict.status_code == 201, verdict.text
    reading = f"claims/{claim}/verdicts/{verdict.json['id']}"
    assert call.change(reading, {"outcome": "approved"}).status_code == 403  # who wrote it may not approve it
    assert call.change(reading, {"outcome": "approved"}, by="Cleo").json["outcome"] == "approved"
    assert call.change(f"claims/{claim}", {"state": "published"}, by="Ben").status_code == 403
    assert call.change(f"claims/{claim}", {"state": "published"}, by="Edith").json["state"] == "published"
    assert overview.claim_page(stage.db, claim).case.claim.state is State.PUBLISHED
    report = call("GET", f"articles/{number}/report").json
    assert report["by_state"]["published"] == 1 and report["lines"][-1]["claim_ids"] == [claim]


def test_a_claim_is_worded_moved_given_and_dated_one_at_a_time(stage: Stage, call: Caller) -> None:
    number = stage.claim("depot").id
    path = f"claims/{number}"
    assert call.change(path, {"text": "The depot was torn down in 2024.", "claimant": "the mayor"}).json["claimant"] == "the mayor"
    assert call.change(path, {"state": "in_review"}).json["assignee"] == "Ben"
    assert call.change(path, {"assignee": "Cleo"}).json["assignee"] == "Cleo"
    assert call.change(path, {"due_at": "2026-03-15T12:00:00+02:00"}).json["due_at"] == "2026-03-15T10:00:00+00:00"
    assert call.change(path, {"state": "dropped", "note": "no news"}).json["state"] == "dropped"
    assert call.change(path, {"state": "open"}).json["state"] == "open"
    assert call.change(path, {"text": "x", "state": "open"}).status_code == 409
    assert call.change(path, {}).status_code == 409
    assert call.change(path, {"assignee": "Nobody"}).status_code == 404
    refused = call.change(path, {"state": "published"})
    assert refused.status_code == 409 and "no move leads from there" in refused.json["detail"]


def test_a_pair_is_decided_and_the_decision_taken_back(stage: Stage, call: Caller) -> None:
    number = stage.match(differing=True).id
    assert number in [match["match_id"] for match in call("GET", "matches").json["matches"]]
    assert call.change(f"matches/{number}", {"status": "rejected"}).status_code == 409
    decided = call.change(f"matches/{number}", {"status": "rejected", "reason": "number"})
    assert (decided.json["status"], decided.json["reasons"], decided.json["decided_by"]) == ("rejected", ["number"], "Ben")
    assert call.change(f"matches/{number}", {"status": "suggested"}).json["status"] == "suggested"


def test_a_pair_is_confirmed_only_by_who_read_it_as_it_is_told_now(stage: Stage, call: Caller) -> None:
    pair = stage.match(differing=False)
    path, confirmed = f"matches/{pair.id}", {"status": "confirmed"}
    assert "ETag" not in call("GET", "matches").headers
    for refused in (call("PATCH", path, confirmed), call("PATCH", path, confirmed, If_Match="*")):
        assert refused.status_code == 428 and "ETag" in refused.json["detail"]
    read_before = call("GET", path).headers["ETag"]
    reworded = {"text": "The tram line is 9 kilometres long, its sidings included."}
    assert call.change(f"claims/{pair.known_id}", reworded).status_code == 200
    assert call("PATCH", path, confirmed, If_Match=read_before).status_code == 412
    assert call.change(path, confirmed).json["status"] == "confirmed"


def test_a_link_and_a_source_are_withdrawn_with_a_reason(stage: Stage, call: Caller) -> None:
    link = evidence.get_evidence(stage.db, stage.link())
    path = f"claims/{link.claim_id}/evidence/{link.id}"
    assert call.change(f"{path}?note=wrong+page", None, method="DELETE").status_code == 204
    assert evidence.get_evidence(stage.db, link.id).withdrawn
    assert call("GET", path).status_code == 404
    source = f"sources/{link.source.id}"
    assert call.change(source, None, method="DELETE").status_code == 422  # no note
    assert call.change(f"{source}?note=forged", None, method="DELETE").status_code == 204
    assert call("GET", source).json["withdrawn"] is True


def test_a_change_needs_the_etag_it_was_read_with(stage: Stage, call: Caller) -> None:
    path = f"claims/{stage.claim('depot').id}"
    read = call("GET", path)
    without = call("PATCH", path, {"text": "Mine."})
    assert (without.status_code, without.mimetype) == (428, "application/problem+json")
    assert call.change(path, {"text": "The depot went."}).status_code == 200
    late = call("PATCH", path, {"text": "Mine."}, If_Match=read.headers["ETag"])
    assert late.status_code == 412 and "read it again" in late.json["detail"]
    assert call("GET", path).json["text"] == "The depot went."
    assert call("PATCH", path, {"text": "Mine."}, If_Match='"nonsense"').status_code == 412
    assert call("PATCH", path, {"text": "Mine."}, If_Match="*").status_code == 200


def test_a_row_that_has_not_changed_is_not_sent_again(stage: Stage, call: Caller) -> None:
    path = f"claims/{stage.claim('depot').id}"
    tag = call("GET", path).headers["ETag"]
    assert call("GET", path, If_None_Match=tag).status_code == 304
    stage.bring("depot", "submitted")
    assert call("GET", path, If_None_Match=tag).status_code == 200


def test_lists_come_in_pages_that_miss_and_repeat_nothing(stage: Stage, call: Caller) -> None:
    for name in ("claims", "articles", "matches"):
        stage.match(differing=False), stage.match(differing=True)
        whole = call("GET", f"{name}?limit=100").json[name]
        key = "match_id" if name == "matches" else "id"
        paged, cursor = [], ""
        while cursor is not None:
            page = call("GET", f"{name}?limit=1{cursor and f'&cursor={cursor}'}").json
            paged += [one[key] for one in page[name]]
            cursor = page["next_cursor"]
        assert len(paged) > 1 and paged == [one[key] for one in whole], name
        for wrong in ("x", "W10", "WzFd" * 9, "WyJhIl0", "é"):
            assert call("GET", f"{name}?cursor={wrong}").status_code in ((422,) if wrong else (200,)), wrong
    assert [claim["state"] for claim in call("GET", "claims?state=dropped&limit=5").json["claims"]] == []


@pytest.mark.parametrize(
    ("method", "where", "body", "status", "said"),
    [
        ("GET", "claims/999999", None, 404, "There is no claim 999999"),
        ("GET", "nowhere", None, 404, "not found"),
        ("PUT", "claims", {}, 405, ""),
        ("POST", "match", {"text": ""}, 422, "look at errors"),
        ("POST", "match", {"text": " "}, 409, "empty"),
        ("POST", "match", {"text": "x", "wrong": 1}, 422, "look at errors"),
        ("POST", "match", [1], 422, "look at errors"),
        ("GET", "claims?limit=0", None, 422, "look at errors"),
        ("POST", "articles", {}, 409, "its address as url"),
        ("POST", "articles", {"text": "x" * 5_000_001}, 413, "5,000,000"),
        ("GET", f"claims/{2**64}", None, 404, ""),
        ("POST", "claims/1/verdicts", {"rating": "splendid", "explanation": "x"}, 409, "not on the scale"),
    ],
)
def test_errors_are_problems_that_say_what_to_do(call: Caller, method: str, where: str, body: Any, status: int, said: str) -> None:
    answer = call(method, where, body)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json" and "no-store" in answer.headers["Cache-Control"]
    assert said in answer.json["detail"] and answer.json["status"] == status
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]


def test_broken_json_and_the_allowed_methods_are_told(stage: Stage, call: Caller) -> None:
    sent = stage.bearer("Ben") | {"Content-Type": "application/json"}
    broken = stage.app.test_client().post("/api/v1/match", data=b'{"text": ', headers=sent)
    assert broken.status_code in (400, 422) and broken.mimetype == "application/problem+json"
    assert set(call("PUT", "claims", {}).headers["Allow"].split(", ")) >= {"GET", "POST"}


def test_a_fault_of_ours_is_a_problem_too(stage: Stage, call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.api.lookup.lookup.look_up", lambda *_, **__: 1 / 0)
    stage.app.logger.disabled = True
    answer = call("POST", "match", {"text": "x"})
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")


def test_nobody_comes_in_without_a_token_and_a_cookie_is_none(stage: Stage, call: Caller) -> None:
    assert call("GET", "claims", by=None).status_code == 401
    assert "bearer" in call("GET", "claims", by=None).headers["WWW-Authenticate"].lower()
    assert stage.get("/api/v1/claims", by="Ada").status_code == 401
    assert call("GET", "claims", by=None, Authorization="Bearer wrong").status_code == 401
    assert call("GET", "openapi.json", by=None).json["openapi"] == "3.1.0"


def test_who_asks_too_often_waits_whichever_process_answers(stage: Stage) -> None:
    from dataclasses import replace

    from web import create_app

    settings = replace(stage.settings, api_requests_per_minute=3)
    brake = Brake()  # as the server makes it before its processes part
    workers = [create_app(settings, clock=lambda: stage.at, brake=brake) for _ in range(2)]
    call, answers = Caller(stage), []
    for number in range(5):
        stage.app = workers[number % 2]
        answers.append(call("GET", "claims"))
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert (answers[-1].headers["Retry-After"], answers[-1].mimetype) == ("60", "application/problem+json")
    assert call("GET", "claims", by="Vic").status_code == 200  # another person is not slowed down
    stage.at = stage.at.replace(minute=31)
    assert call("GET", "claims").status_code == 200


def fields_of(schema: type[ma.Schema]) -> set[str]:
    return set(schema().fields)


def test_what_goes_out_has_exactly_the_documented_fields(stage: Stage, call: Caller) -> None:
    number = stage.link()
    link = evidence.get_evidence(stage.db, number)
    claim = stage.bring("depot", "checked")
    pair = stage.match(differing=True).id
    (verdict,) = call("GET", f"claims/{claim.id}/verdicts").json["verdicts"]
    found: list[tuple[Any, type[ma.Schema]]] = [
        (call("GET", f"claims/{claim.id}").json, ClaimShape),
        (call("GET", f"claims/{claim.id}").json["appearances"][0], AppearanceShape),
        (verdict, VerdictShape),
        (call("GET", f"matches/{pair}").json, PairShape),
        (call("GET", f"articles/{stage.article}").json, ArticleWhole),
        (call("GET", f"sources/{link.source.id}").json, SourceShape),
        (call("GET", f"claims/{claim.id}/evidence").json["evidence"][0], EvidenceShape),
        (call("POST", "spot", {"text": "It rained on 40 days."}).json, Spotted),
        (call("GET", "search?q=depot").json["results"][0], FoundShape),
    ]
    for answer, schema in found:
        assert set(answer) == fields_of(schema), schema.__name__


def test_the_paths_of_the_contract_are_there_and_each_operation_says_what_it_does(call: Caller) -> None:
    spec = call("GET", "openapi.json", by=None).json
    for path in (
        "articles", "articles/{article_id}", "articles/{article_id}/report", "claims", "claims/{claim_id}", "claims/{claim_id}/evidence",
        "claims/{claim_id}/verdicts", "matches", "matches/{match_id}", "sources", "sources/{source_id}", "search", "match", "spot", "tips", "tips/{tip_id}",
    ):  # fmt: skip
        assert f"/api/v1/{path}" in spec["paths"]
    operations = [
        (path, method, one) for path, methods in spec["paths"].items() for method, one in methods.items() if method != "parameters"
    ]
    assert len(operations) >= 28 and len(FAMILIES) == 11
    for path, method, operation in operations:
        assert operation["summary"].endswith((".", "?")) and "default" in operation["responses"], path
        named = [parameter["name"] for parameter in operation.get("parameters", []) if "name" in parameter]
        assert ("If-Match" in named) is (method in ("patch", "put", "delete")), (method, path)


TWO = "Mayor Ilsa Brenn met port engineer Bo Rusk on Monday. He said the pier cost 61 million crowns in 2019.\n"


def test_an_appearance_s_speaker_and_polarity_change_one_at_a_time(stage: Stage, call: Caller) -> None:
    claim = stage.claim("61 million", stage.add_article(TWO))
    number = call("GET", f"claims/{claim.id}").json["appearances"][0]["id"]
    path = f"appearances/{number}"
    read = call("GET", path)
    assert read.json["claim_id"] == claim.id and sorted(read.json["candidates"]) == ["Bo Rusk", "Ilsa Brenn"]
    assert LoneAppearanceShape().validate(read.json) == {}
    named = call.change(path, {"speaker": "Bo Rusk"})
    assert (named.status_code, named.json["speaker"]) == (200, "Bo Rusk")
    assert call("PATCH", path, {"speaker": "Ilsa Brenn"}, If_Match=read.headers["ETag"]).status_code == 412
    assert call("PATCH", path, {"speaker": "Ilsa Brenn"}).status_code == 428
    assert call.change(path, {"polarity": "doubted"}).json["polarity"] == "doubted"
    assert call.change(path, {"polarity": "certain"}).status_code == 422
    assert call.change(path, {"polarity": "denied", "speaker": "Bo Rusk"}).status_code == 409
    nobody = call.change(path, {"speaker": None})
    assert (nobody.json["speaker"], nobody.json["candidates"], nobody.json["polarity"]) == (None, [], "doubted")
    assert call("GET", f"claims/{claim.id}").json["claimant"] is None
    assert call.change(path, {"speaker": "Bo Rusk"}, by="Vic").status_code == 403
    assert call("GET", "appearances/999").status_code == 404


def test_each_fact_of_an_added_line_says_who_says_it(call: Caller) -> None:
    text = "The Avel council closed 3 ferries in May 2025, and Ana Reyes said the Avel ferries had carried 900 people a day."
    added = call("POST", "articles", {"text": f"Ferries\n\n{text}", "url": "https://news.example.org/ferries"}).json
    (claim,) = [claim for claim in added["claims"] if claim.get("parts")]
    assert claim["speaker"] == "Ana Reyes"
    assert [part["speaker"] for part in claim["parts"]] == [None, "Ana Reyes"]


def test_a_text_beyond_its_limit_is_refused_by_its_field(call: Caller) -> None:
    fits, beyond = (call("POST", "match", {"text": "tram " * 20_000 + more}) for more in ("", "s"))
    assert fits.status_code == 200
    assert beyond.status_code == 422 and "text" in str(beyond.json["errors"]) and "100000" in beyond.text
