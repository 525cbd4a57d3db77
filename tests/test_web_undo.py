"""What was just done can be taken back by the button that is offered with the news of it."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk.checking import review
from claims.desk.screens import overview
from claims.desk.sources import evidence
from claims.model import Mark, Stance, State, Status
from tests.web_forms import FORMS, Form
from tests.web_stage import Stage, token_in


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


OFFERED = (
    "article_desk.set_due", "claims.edit", "claims.split", "claim_work.assign", "claim_work.set_due", "bulk.assign", "bulk.set_due", "bulk.tag",
    "bulk.untag", "bulk.take", "bulk.drop", "views.remove", "talk.withdraw", "talk.untag", "withdrawals.withdraw_article", "sources.withdraw",
    "evidence.withdraw", "reports.take_back",
)  # fmt: skip


@pytest.mark.parametrize("form", [one for one in FORMS if one.endpoint in OFFERED], ids=lambda one: one.endpoint)
def test_the_button_beside_the_news_takes_it_back(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    browser = stage.client(form.by)
    token = {"csrf_token": token_in(browser.get("/password").text)}
    done = browser.post(form.path.format(number), data={**form.fields(stage, number), **token}, follow_redirects=True)
    assert form.row(stage, number) == form.after
    offered = re.search(r'<form class="flash" method="post" action="([^"]+)">(.*?)</form>', done.text, re.DOTALL)
    assert offered, "nothing is offered"
    fields = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', offered[2])}
    back = browser.post(unescape(offered[1]), data=fields)
    assert back.status_code == 303, back.text
    assert form.row(stage, number) == form.before


@pytest.mark.parametrize(("length", "undone"), [(300, True), (1_900, False)])
def test_a_wording_too_long_for_a_cookie_is_found_in_the_history_instead(stage: Stage, length: int, undone: bool) -> None:
    browser, claim = stage.client("Ben"), stage.claim("depot")
    token = {"csrf_token": token_in(browser.get("/password").text), "back": f"/claims/{claim.id}"}
    # Of many different letters, so that packing makes it little shorter.
    long = "".join(chr(0x4E00 + place * 7919 % 20_000) for place in range(length))
    for text in (long, "The depot was torn down."):
        fields = {**token, "text": text, "claimant": "", "seen": stage.page_of(claim.id).version}
        answer = browser.post(f"/claims/{claim.id}/edit", data=fields)
        assert answer.status_code == 303
        assert len(answer.headers["Set-Cookie"]) < 4_096
    assert stage.page_of(claim.id).text == "The depot was torn down."
    offers = browser.get(f"/claims/{claim.id}").text
    assert (f'name="text" value="{long}"' in offers) is undone
    assert (f'<a href="/claims/{claim.id}/history">See the history</a>' in offers) is not undone
    assert long in browser.get(f"/claims/{claim.id}/history").text.replace("<del>", "").replace("</del>", "")


def test_a_split_whose_note_is_too_long_for_a_cookie_points_to_the_history(stage: Stage) -> None:
    browser = stage.client("Ben")
    token = {"csrf_token": token_in(browser.get("/password").text)}
    pair = stage.match(differing=False)
    note = "".join(chr(0x4E00 + place * 7919 % 20_000) for place in range(1_900))
    review.decide_match(stage.db, pair.id, Status.CONFIRMED, by=stage.cast["Ben"], at=stage.at, note=note)
    number = overview.pair_page(stage.db, pair.id).match.joined_id
    answer = browser.post(f"/claims/{number}/split", data=token)
    assert answer.status_code == 303
    assert len(answer.headers["Set-Cookie"]) < 4_096
    assert f'<a href="/claims/{number}/history">See the history</a>' in browser.get(answer.location).text


@pytest.mark.parametrize("mark", ["not_claim", "unmarked"])
def test_a_mark_that_drops_a_claim_with_evidence_says_so_and_can_be_undone(stage: Stage, mark: str) -> None:
    sentence = stage.add_article("The pool opened.\n\nIt was a fine morning at the pool.\n")
    sentence_row = stage.sentence("fine morning", sentence)
    claim, source = stage.claim("fine morning", sentence), stage.source()
    evidence.link_source(stage.db, claim.id, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at)
    browser = stage.client("Ben")
    token = {"csrf_token": token_in(browser.get("/password").text)}
    seen = stage.sentence("fine morning", sentence).version
    address = f"/sentences/{sentence_row.id}/mark"
    done = browser.post(address, data={**token, "mark": mark, "seen": seen}, follow_redirects=True)
    assert stage.page_of(claim.id).state is State.DROPPED
    assert "1 linked source no longer counts." in done.text
    offered = re.search(r'<form class="flash" method="post" action="([^"]+)">(.*?)</form>', done.text, re.DOTALL)
    assert offered
    fields = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', offered[2])}
    assert browser.post(unescape(offered[1]), data=fields).status_code == 303
    assert stage.page_of(claim.id).state is State.OPEN
    assert stage.sentence("fine morning", sentence).mark is Mark.CLAIM


def test_marking_several_lines_says_that_linked_sources_went_with_their_claims(stage: Stage) -> None:
    stage.link()
    sentence = stage.sentence("depot")
    fields: dict[str, object] = {"mark": "not_claim", "chosen": f"{sentence.id}:{sentence.version}"}
    answer = stage.post(f"/articles/{stage.article}/marks", fields)
    assert answer.status_code == 303
    assert any("1 linked source no longer counts." in message for message in stage.messages_of(answer))
