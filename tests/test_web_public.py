"""What visitors can read and find: what an editor published and imported reviews; and that nothing else shows, in any byte or in time."""

import io
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from claims.desk.checking import review, verdicts
from claims.desk.exchange import imports
from claims.desk.publishing.publishing import Picked
from claims.model import Status
from claims.store import claims as stored_claims
from claims.store import connect, tags
from claims.store.connect import rows, write
from tests.stage import a_claim, a_match, an_article
from tests.web_stage import Stage


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def searched(stage: Stage, query: str, **more: str) -> list[dict[str, Any]]:
    answer = stage.client(None).get("/v1alpha1/claims:search", query_string={"query": query, "pageSize": "100", **more})
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json["claims"]
    return found


def imported(stage: Stage, **fields: str) -> int:
    """A review of another publisher; its claim's number."""
    line = {"id": "r1", "rating": "Pants on fire!", "publisher": "Coast Check", "url": "https://coast.example.org/1", **fields}
    imports.import_claims(stage.db, io.BytesIO(json.dumps(line).encode()), "jsonl", by=stage.cast["Edith"], clock=lambda: stage.at)
    return int(rows(stage.db, "SELECT claim_id FROM review WHERE external_id = :id", {"id": line["id"]})[0][0])


def test_a_visitor_gets_one_and_the_same_404_for_all_that_is_not_published(stage: Stage) -> None:
    checked = stage.bring("depot", "checked").id
    survivor = stage.bring("9 kilometres", "joined").id
    joined = next(row["id"] for row in rows(stage.db, "SELECT id FROM claim WHERE joined_into IS NOT NULL"))
    withdrawn = stage.bring("passengers", "published").id
    verdicts.withdraw(stage.db, withdrawn, "wrong", by=stage.cast["Edith"], at=stage.at)
    review_of = imported(stage, text="The moon is made of cheese.")
    answers = {
        number: stage.get(f"/claims/{number}", by=None)
        for number in (checked, survivor, joined, withdrawn, review_of, 999_999, stage.claim("40 million").id)
    }
    assert {answer.status_code for answer in answers.values()} == {404}
    assert len({answer.data for answer in answers.values()}) == 1
    assert stage.get(f"/claims/{10**30}", by=None).status_code == 404, "no claim can have this number"
    headers = [{name: value for name, value in answer.headers if name != "X-Request-Id"} for answer in answers.values()]
    assert all(header == headers[0] for header in headers)
    assert stage.get(f"/claims/{joined}").status_code == 302, "who is signed in is led on"


def test_a_number_that_is_taken_costs_the_same_questions_to_the_store_as_one_that_is_not(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    connected = connect._connect

    def traced(path: Path) -> Database:
        made = connected(path)
        made.conn.set_trace_callback(asked.append)
        return made

    monkeypatch.setattr(connect, "_connect", traced)
    told = []
    for number in (stage.bring("depot", "checked").id, imported(stage, text="The moon is made of cheese."), 999_999):
        asked.clear()
        assert stage.client(None).get(f"/claims/{number}").status_code == 404
        told.append([re.sub(r"\d+", "N", statement) for statement in asked])
    assert told[0] == told[1] == told[2]
    assert any("publication" in statement for statement in told[0]) and not any("FROM claim" in statement for statement in told[0])


def test_the_search_finds_no_words_of_unpublished_rewordings_joins_claimants_and_tags(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    ben = stage.cast["Ben"]
    review.edit_claim(stage.db, claim.id, "The Zanzibar depot is gone.", "Wilhelmina Ortega", by=ben, at=stage.at)
    tags.add_tag(stage.db, claim.id, "hippodrome", by=ben, at=stage.at)
    other = a_claim(stage.db, "The xylophone depot was torn down.", by=ben, at=stage.at)
    stored_claims.edit_claimant(stage.db, stored_claims.get_claim(stage.db, other), "Quentin Vask", by=ben, at=stage.at)
    review.decide_match(stage.db, a_match(stage.db, other, claim.id, at=stage.at), Status.CONFIRMED, by=ben, at=stage.at)
    reviewed = imported(stage, text="The depot of Brackwater burned down.")
    tags.add_tag(stage.db, reviewed, "ombudsman", by=ben, at=stage.at)
    for word in ("Zanzibar", "Wilhelmina", "Ortega", "hippodrome", "xylophone", "Quentin", "Vask", "ombudsman"):
        assert searched(stage, word) == [], word
    assert next(one["text"] for one in searched(stage, "depot torn")) == claim.text
    assert [one["text"] for one in searched(stage, "Coast Check")] == ["The depot of Brackwater burned down."]


def test_similar_unpublished_claims_do_not_crowd_out_a_published_one(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    with write(stage.db):
        for number in range(150):
            a_claim(stage.db, f"The old depot was torn down in March 2024, as {number} people say.", by=stage.cast["Ben"], at=stage.at)
    assert [one["text"] for one in searched(stage, "the old depot was torn down in March 2024")] == [claim.text]


def test_a_checker_s_join_of_a_review_changes_nothing_and_publishing_puts_the_two_together(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    reviewed = imported(stage, text="The old depot was torn down in 2024.")
    before = searched(stage, "old depot torn down")
    assert [len(one["claimReview"]) for one in before] == [1, 1]
    review.decide_match(stage.db, a_match(stage.db, claim.id, reviewed, at=stage.at), Status.CONFIRMED, by=stage.cast["Ben"], at=stage.at)
    assert searched(stage, "old depot torn down") == before
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at)
    (found,) = searched(stage, "old depot torn down")
    assert [one["publisher"]["name"] for one in found["claimReview"]] == ["Claim tracker", "Coast Check"]
    assert found["text"] == claim.text
    (by_site,) = stage.client(None).get("/v1alpha1/claims:search?reviewPublisherSiteFilter=coast.example.org").json["claims"]
    assert [one["publisher"]["name"] for one in by_site["claimReview"]] == ["Coast Check"]


def test_a_word_that_stands_40_000_times_in_an_unpublished_article_costs_a_visitor_and_the_desk_nothing(stage: Stage) -> None:
    stage.bring("depot", "published")
    an_article(stage.db, *[("flood " * 400).strip() + "."] * 100, by=stage.cast["Ben"], at=stage.at, title="Floods")
    searched(stage, "warm")
    spent = {}
    for word in ("flood", "nowhere"):
        start = time.process_time()
        assert searched(stage, word) == []
        spent[word] = time.process_time() - start
    assert spent["flood"] < 0.25 and spent["flood"] < 3 * spent["nowhere"] + 0.02
    start = time.process_time()
    page = stage.get("/search?q=flood").text
    assert time.process_time() - start < 1 and "<mark>flood</mark>" in page


def test_what_an_editor_ticked_is_in_the_page_the_feeds_and_the_markup(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    for word in ("trams", "ask the lawyer"):
        tags.add_tag(stage.db, claim.id, word, by=stage.cast["Ben"], at=stage.at)
    verdicts.publish(stage.db, claim.id, by=stage.cast["Edith"], at=stage.at, picked=Picked(tags=["trams"]))
    for path in (f"/claims/{claim.id}", "/feed/claimreview.json", "/feed/checks.atom"):
        answer = stage.get(path, by=None).text
        assert "trams" in answer and "ask the lawyer" not in answer, path
    assert [one["text"] for one in searched(stage, "trams")] == [claim.text]
