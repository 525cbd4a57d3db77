"""What was just done can be taken back by the button that is offered with the news of it."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

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
