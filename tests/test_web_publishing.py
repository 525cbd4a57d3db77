"""The screens of publishing: what an editor is shown, what they tick, what the desk and the queue say of a page that is behind."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk.checking import review, verdicts
from claims.model import State
from claims.store import publications, tags
from claims.store.connect import rows
from tests.web_stage import Stage, token_in


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def test_an_editor_ticks_articles_and_tags_before_publishing(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    tags.add_tag(stage.db, claim.id, "trams", by=stage.cast["Ben"], at=stage.at)
    stage.db.execute("UPDATE article SET url = 'https://herald.example.org/a' WHERE id = :id", {"id": stage.article})
    assert f"/claims/{claim.id}/publish" in stage.get(f"/claims/{claim.id}", by="Edith").text
    page = unescape(stage.get(f"/claims/{claim.id}/publish", by="Edith").text)
    assert "Visitors will see" in page and "it has no publication date" in page
    assert f'name="article" value="{stage.article}">' in page and 'name="tag" value="trams">' in page, "neither is ticked unasked"
    seen = stage.page_of(claim.id).version
    fields = {"seen": seen, "offered": "yes", "article": stage.article, "tag": "trams"}
    edith = stage.client("Edith")
    sent = {**fields, "csrf_token": token_in(edith.get("/password").text)}
    told = edith.post(f"/claims/{claim.id}/publish", data=sent, follow_redirects=True).text
    assert f'Published. Visitors find it at http://localhost/claims/{claim.id}. <a href="/claims/{claim.id}/public">' in told
    found = publications.find_page(stage.db, claim.id)
    assert found and [appearance.article_id for appearance in found.page.appearances] == [stage.article] and found.page.tags == ("trams",)
    again = unescape(stage.get(f"/claims/{claim.id}/publish", by="Edith").text)
    assert "Visitors see now" in again and f'value="{stage.article}" checked' in again and 'value="trams" checked' in again
    stage.post(f"/claims/{claim.id}/publish", {"seen": stage.page_of(claim.id).version, "offered": "yes"}, by="Edith")
    found = publications.find_page(stage.db, claim.id)
    assert found and found.page.appearances == () and found.page.tags == ()


def test_an_editor_writes_headline_and_summary_and_visitors_read_the_explanation_with_its_marks(stage: Stage) -> None:
    claim = stage.bring("depot", "taken")
    written = "The **register** says so. See [page 4](https://register.example.org/4) & <b>this</b>."
    verdicts.submit(stage.db, claim.id, "false", written, by=stage.cast["Ben"], at=stage.at)
    verdicts.approve(stage.db, claim.id, by=stage.cast["Cleo"], at=stage.at)
    screen = stage.get(f"/claims/{claim.id}/publish", by="Edith").text
    assert f'name="headline" type="text" value="{claim.text}"' in screen and "The register says so.</textarea>" in screen
    assert "<strong>register</strong>" in screen, "the editor sees what visitors will see"
    fields = {"offered": "yes", "headline": "No, the depot <stands>", "summary": "It is there."}
    stage.post(f"/claims/{claim.id}/publish", {"seen": stage.page_of(claim.id).version, **fields}, by="Edith")
    page = stage.get(f"/claims/{claim.id}", by=None).text
    assert "<h1>No, the depot &lt;stands&gt;</h1>" in page and ">It is there.</p>" in page and claim.text in page
    link = '<a href="https://register.example.org/4" rel="nofollow noopener noreferrer ugc">page 4</a>'
    assert f"<p>The <strong>register</strong> says so. See {link} &amp; &lt;b&gt;this&lt;/b&gt;.</p>" in page
    (element,) = stage.get("/feed/claimreview.json", by=None).json["dataFeedElement"]
    (review_out,) = element["item"]
    assert (review_out["name"], review_out["description"]) == ("No, the depot <stands>", "It is there.")
    assert review_out["reviewRating"]["ratingExplanation"] == "The register says so. See page 4 & <b>this</b>."
    stage.post(f"/claims/{claim.id}/publish", {"seen": stage.page_of(claim.id).version, "offered": "yes"}, by="Edith")
    again = unescape(stage.get(f"/claims/{claim.id}/publish", by="Edith").text)
    assert 'value="No, the depot <stands>"' in again, "what is not sent stays as it was"


@pytest.mark.parametrize("name", ["Ben", "Vic"])
def test_nobody_else_sees_the_screen_or_can_send_it(stage: Stage, name: str) -> None:
    claim = stage.bring("depot", "checked")
    assert stage.get(f"/claims/{claim.id}/publish", by=name).status_code == 403
    assert stage.post(f"/claims/{claim.id}/publish", {"seen": claim.version}, by=name).status_code == 403
    assert rows(stage.db, "SELECT * FROM publication") == []


def test_a_changed_claim_is_marked_on_its_page_in_the_queue_and_in_the_api_and_compared_before_it_is_published_again(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    address = "/?published=changed"
    assert "Changed since it was published" not in stage.get(f"/claims/{claim.id}").text and claim.text not in stage.get(address).text
    review.edit_claim(stage.db, claim.id, "The old depot vanished in March 2024.", None, by=stage.cast["Ben"], at=stage.at)
    desk = unescape(stage.get(f"/claims/{claim.id}").text)
    assert "Changed since it was published:</b> the wording" in desk and "An editor must publish it again" in desk
    queue = unescape(stage.get(address).text)
    assert "Changed since published" in queue and "The old depot vanished" in queue
    answer = stage.client(None).get(f"/api/v1/claims/{claim.id}", headers=stage.bearer("Ben")).json
    assert answer["published"] == {"at": stage.at.isoformat(), "claim_ids": [claim.id], "changed": ["the wording"]}
    screen = unescape(stage.get(f"/claims/{claim.id}/publish", by="Edith").text)
    assert "Visitors see now" in screen and "Changed since: the wording." in screen and "<mark>vanished</mark>" in screen
    public = stage.get(f"/claims/{claim.id}/public").text
    assert claim.text in public and "vanished" not in public, "who is signed in can look at what visitors see"
    stage.post(f"/claims/{claim.id}/publish", {"seen": stage.page_of(claim.id).version}, by="Edith")
    assert "vanished" not in stage.get(address).text
    assert "vanished" in stage.get(f"/claims/{claim.id}", by=None).text


def test_a_published_claim_can_be_checked_again_while_visitors_read_on_and_taken_off_meanwhile(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    fields = {"seen": claim.version, "note": "New figures."}
    assert stage.post(f"/claims/{claim.id}/reopen", fields, by="Edith").status_code == 303
    assert stage.page_of(claim.id).state is State.IN_REVIEW
    assert stage.get(f"/claims/{claim.id}", by=None).status_code == 200
    desk = stage.get(f"/claims/{claim.id}", by="Edith").text
    assert "Visitors see" in desk and f"/claims/{claim.id}/withdraw" in desk
    stage.post(f"/claims/{claim.id}/withdraw", {"seen": stage.page_of(claim.id).version, "note": "It is wrong."}, by="Edith")
    assert stage.get(f"/claims/{claim.id}", by=None).status_code == 404
    assert stage.page_of(claim.id).state is State.IN_REVIEW


def test_the_api_publishes_again_with_what_it_names(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    tags.add_tag(stage.db, claim.id, "trams", by=stage.cast["Ben"], at=stage.at)
    path = f"/api/v1/claims/{claim.id}"
    client, bearer = stage.client(None), stage.bearer("Edith")

    def patch(**fields: object) -> int:
        etag = client.get(path, headers=bearer).headers["ETag"]
        return client.patch(path, json={"state": "published", **fields}, headers={**bearer, "If-Match": etag}).status_code

    assert patch() == 200 and patch(show_tags=["trams"]) == 200
    found = publications.find_page(stage.db, claim.id)
    assert found and found.page.tags == ("trams",)
    assert patch(show_articles=[stage.article]) == 409, "an article without an address on the web cannot be named"
    assert [row["kind"] for row in rows(stage.db, "SELECT kind FROM publication")] == ["shown", "shown"]


def test_an_article_that_carries_a_public_claim_alone_is_not_withdrawn_by_the_way(stage: Stage) -> None:
    claim = stage.bring("depot", "published")
    verdicts.reopen(stage.db, claim.id, "New figures.", by=stage.cast["Edith"], at=stage.at)
    answer = stage.post(f"/articles/{stage.article}/withdraw", {"seen": 1, "note": "wrong"}, by="Ben")
    assert answer.status_code == 409 and f"Claim {claim.id} is public" in unescape(answer.text)


def test_a_visitor_at_the_desks_address_of_a_page_gets_the_page_or_learns_that_nothing_is_published(stage: Stage) -> None:
    published, unpublished = stage.bring("depot", "published"), stage.bring("9 kilometres", "checked")
    answer = stage.get(f"/claims/{published.id}/public", by=None)
    assert (answer.status_code, answer.location) == (302, f"/claims/{published.id}")
    assert stage.get(f"/claims/{published.id}/public", by="Vic").status_code == 200
    pages = [stage.get(f"/claims/{number}{end}", by=None) for number in (unpublished.id, 4_000) for end in ("", "/public")]
    assert {page.status_code for page in pages} == {404} and len({page.text for page in pages}) == 1
    assert "No fact check is published at this address." in pages[0].text and "kilometres" not in pages[0].text


def test_before_publishing_each_fact_is_shown_and_can_be_corrected_and_hints_fit_what_is_filled_in(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    page = unescape(stage.get(f"/claims/{claim.id}/publish", by="Edith").text)
    for fact in ("Role", "Said on", "Said where", "Kind of media"):
        assert f'<th scope="row">{fact}</th>' in page
    assert "Leave it empty" not in page and "This is the claim itself." in page and "This is the first sentence of the explanation." in page
    address = re.search(rf'href="(/claims/{claim.id}/edit[^"]+)">Edit wording', page)
    assert address
    form = unescape(stage.get(address[1], by="Edith").text)
    back = re.search(r'name="back" value="([^"]+)"', form)
    assert back and back[1].startswith(f"/claims/{claim.id}/publish")
    typed = {"text": claim.text, "claimant": "", "claimed_at": "3 March 2024", "seen": stage.page_of(claim.id).version, "back": back[1]}
    assert stage.post(f"/claims/{claim.id}/edit", typed, by="Edith").location == back[1]
    assert "3 March 2024" in stage.get(back[1], by="Edith").text
    words = {"seen": stage.page_of(claim.id).version, "offered": "yes", "headline": "Gone since March", "summary": "It is gone."}
    stage.post(f"/claims/{claim.id}/publish", words, by="Edith")
    again = unescape(stage.get(f"/claims/{claim.id}/publish", by="Edith").text)
    assert "Clear it to use the claim itself." in again and "Clear it to use the first sentence of the explanation." in again
