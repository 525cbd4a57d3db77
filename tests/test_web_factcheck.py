"""claims:search, asked by Google's own Python client, unchanged, over a real connection."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from claims.desk.exchange import imports
from tests.served import served
from tests.web_stage import Stage

SITE = "checks.example.org"


def imported(stage: Stage, count: int) -> None:
    """Reviews of another publisher, a few of them in Portuguese, each a day older than the one before."""
    lines = [
        {
            "id": f"r{number}",
            "text": f"The tram depot of Brackwater burned down {number + 2} times.",
            "url": f"https://www.{SITE}/{number}",
            "rating": "Pants on fire!",
            "publisher": "Coast Check",
            "reviewed_at": f"2026-02-{28 - number:02d}",
            "language": "pt-BR" if number % 4 == 3 else "en",
            "title": f"Check {number}",
        }
        for number in range(count)
    ]
    content = "".join(json.dumps(line) + "\n" for line in lines).encode()
    imports.import_claims(stage.db, io.BytesIO(content), "jsonl", by=stage.cast["Edith"], clock=lambda: stage.at)


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


@pytest.fixture
def client(stage: Stage) -> Iterator[Any]:
    """Google's client with the discovery document that it ships, pointed here."""
    with served(stage.app) as address:
        made = build("factchecktools", "v1alpha1", developerKey="any", static_discovery=True, client_options={"api_endpoint": address})
        yield made.claims()
        made.close()


def test_a_published_verdict_of_ours_is_found_and_an_unpublished_one_is_not(stage: Stage, client: Any) -> None:
    assert client.search(query="the old depot was torn down").execute() == {"claims": [], "nextPageToken": ""}
    claim = stage.bring("depot", "published")
    (found,) = client.search(query="the old depot was torn down").execute()["claims"]
    (review,) = found["claimReview"]
    assert found["text"] == claim.text
    assert review["textualRating"] == "True" and review["url"].endswith(f"/claims/{claim.id}")
    assert (review["publisher"]["name"], review["publisher"]["site"]) == ("Claim tracker", "127.0.0.1")
    assert review["reviewDate"] == "2026-03-14T00:00:00Z"


def test_imported_reviews_are_found_under_their_publisher(stage: Stage, client: Any) -> None:
    imported(stage, 1)
    (claim,) = client.search(query="tram depot burned down").execute()["claims"]
    assert claim["claimReview"] == [
        {
            "publisher": {"name": "Coast Check", "site": SITE},
            "url": f"https://www.{SITE}/0",
            "title": "Check 0",
            "reviewDate": "2026-02-28T00:00:00Z",
            "textualRating": "Pants on fire!",
            "languageCode": "en",
        }
    ]


def test_pages_follow_each_other_to_an_empty_token_and_a_page_has_ten(stage: Stage, client: Any) -> None:
    imported(stage, 25)
    texts, request = [], client.search(reviewPublisherSiteFilter=SITE)
    sizes = []
    while request is not None:
        answer = request.execute()
        sizes.append(len(answer["claims"]))
        texts += [claim["text"] for claim in answer["claims"]]
        request = client.search_next(request, answer)
    assert sizes == [10, 10, 5] and len(set(texts)) == 25
    assert texts[0] == "The tram depot of Brackwater burned down 2 times."  # the newest verdict first
    assert answer["nextPageToken"] == ""
    assert len(client.search(reviewPublisherSiteFilter=SITE, pageSize=4, offset=23).execute()["claims"]) == 2


def test_a_token_is_good_for_its_own_request_alone(stage: Stage, client: Any) -> None:
    imported(stage, 12)
    token = client.search(query="tram depot", pageSize=5).execute()["nextPageToken"]
    assert client.search(query="tram depot", pageSize=5, pageToken=token).execute()["claims"]
    for other in (
        {"query": "tram", "pageSize": 5},
        {"query": "tram depot", "pageSize": 6},
        {"query": "tram depot", "pageSize": 5, "maxAgeDays": 9},
    ):
        with pytest.raises(HttpError) as caught:
            client.search(pageToken=token, **other).execute()
        assert caught.value.status_code == 400


def test_the_filters_by_language_site_and_age(stage: Stage, client: Any) -> None:
    imported(stage, 12)
    every = client.search(reviewPublisherSiteFilter=f"https://www.{SITE}/anything", pageSize=50).execute()["claims"]
    assert len(every) == 12  # no languageCode: all languages; www and a path do not matter
    assert len(client.search(reviewPublisherSiteFilter=SITE, languageCode="pt", pageSize=50).execute()["claims"]) == 3
    assert len(client.search(reviewPublisherSiteFilter=SITE, maxAgeDays=16, pageSize=50).execute()["claims"]) == 3
    assert client.search(query="tram depot", reviewPublisherSiteFilter="elsewhere.example").execute()["claims"] == []


def test_reviews_without_a_language_come_last_to_a_client_that_names_one(stage: Stage, client: Any) -> None:
    lines = [
        {"id": f"n{n}", "text": f"The kiln of Avel burned {n} times.", "url": f"https://kiln.example/{n}", "rating": "False"}
        for n in range(4)
    ]
    lines[1]["language"], lines[3]["language"] = "pt", "en"
    content = "".join(json.dumps(line) + "\n" for line in lines).encode()
    imports.import_claims(stage.db, io.BytesIO(content), "jsonl", by=stage.cast["Edith"], clock=lambda: stage.at)
    english = [claim["text"] for claim in client.search(query="kiln of Avel", languageCode="en").execute()["claims"]]
    assert english[0] == lines[3]["text"] and sorted(english[1:]) == [lines[0]["text"], lines[2]["text"]]
    first = client.search(query="kiln of Avel", languageCode="en", pageSize=1).execute()
    second = client.search(query="kiln of Avel", languageCode="en", pageSize=1, pageToken=first["nextPageToken"]).execute()
    assert [answer["claims"][0]["text"] for answer in (first, second)] == english[:2]
    assert len(client.search(query="kiln of Avel").execute()["claims"]) == 4


def test_errors_come_in_googles_shape(stage: Stage, client: Any) -> None:
    with pytest.raises(HttpError) as caught:
        client.search(languageCode="en").execute()
    assert caught.value.status_code == 400 and "invalid argument" in caught.value.reason
    answer = stage.get("/v1alpha1/claims:search?nonsense=1&query=x", by=None)
    assert (answer.status_code, answer.json["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert "Set-Cookie" not in answer.headers
    assert stage.get("/v1alpha1/nothing", by=None).json["error"]["status"] == "NOT_FOUND"


def test_a_verdict_is_gone_once_it_is_withdrawn_and_nothing_confidential_shows(stage: Stage, client: Any) -> None:
    from claims.desk.checking import verdicts

    claim = stage.bring("depot", "published")
    assert client.search(query="depot torn down").execute()["claims"]
    verdicts.withdraw(stage.db, claim.id, "wrong", by=stage.cast["Edith"], at=stage.at)
    assert client.search(query="depot torn down").execute()["claims"] == []
