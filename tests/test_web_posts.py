"""Every POST of the desk: done, by the wrong role, on an unknown number, by GET or HEAD, without its token, too late."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from claims.desk import newsroom
from claims.desk.checking import review, verdicts
from claims.desk.people import people
from claims.model import Role, State, Status
from tests.web_forms import FORMS, Fields, Form, draft_of, match_status, seen, version
from tests.web_stage import Stage

SIGNING_IN = {"signing_in.login", "signing_in.code", "signing_in.logout", "signing_in.enter", "signing_in.first"}
"""Forms that need no role; tests/test_web_signing_in.py tries them."""

WITH_A_SITE = {"watching.add"}
"""A form that fetches from a site; tests/test_web_watching.py tries it."""

WITH_A_FILE = {"exchange.look"}
"""A form that stores nothing and shows what it read; tests/test_web_exchange.py tries it."""


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def each(forms: list[Form]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("form", forms, ids=lambda form: form.endpoint)


every_form = each(FORMS)


def test_every_post_of_the_desk_is_tried_here(stage: Stage) -> None:
    posts = {
        rule.endpoint for rule in stage.app.url_map.iter_rules() if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    }
    assert posts == {form.endpoint for form in FORMS} | SIGNING_IN | WITH_A_SITE | WITH_A_FILE


@every_form
def test_a_form_does_its_work_and_shows_it(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    assert form.row(stage, number) == form.before
    client = stage.client(form.by)
    answer = stage.post(form.path.format(number), form.fields(stage, number), by=form.by)
    assert answer.status_code == 303, unescape(answer.text)[:2000]
    assert form.row(stage, number) == form.after
    if form.endpoint not in ("people.make_link", "people.password", "account.sign_out_elsewhere"):
        assert form.shown in client.get(answer.location or "/", follow_redirects=True).text


@each([form for form in FORMS if form.forbidden])
def test_a_form_of_somebody_whose_role_lacks_it_changes_nothing(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    answer = stage.post(form.path.format(number), form.fields(stage, number), by=form.forbidden)
    assert answer.status_code == 403
    assert "ask somebody who is" in answer.text
    assert form.row(stage, number) == form.before


@each([form for form in FORMS if "{" in form.path or (form.endpoint.startswith("bulk.") and form.endpoint != "bulk.take_back")])
def test_a_form_about_an_unknown_number_is_not_found(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    fields = form.fields(stage, number)
    if "chosen" in fields and "{" not in form.path:
        fields["chosen"] = "999999:1"
    answer = stage.post(form.path.format(999_999), fields, by=form.by)
    assert answer.status_code == 404
    assert "There is no" in answer.text


@every_form
def test_a_form_sent_by_get_changes_nothing(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    rule = next(one for one in stage.app.url_map.iter_rules() if one.endpoint == form.endpoint)
    answer = stage.client(form.by).get(form.path.format(number), query_string=form.fields(stage, number))
    shows_a_page = "GET" in (rule.methods or ()) or form.endpoint in ("matches.decide", "claim_work.publish", "exchange.store")
    assert answer.status_code == (200 if shows_a_page else 405)
    assert form.row(stage, number) == form.before


@every_form
def test_a_form_sent_by_head_changes_nothing(stage: Stage, form: Form) -> None:
    # HEAD needs no form token and only the role of GET: it must never reach what POST does, even with fields in its body.
    number = form.number(stage)
    fields = form.fields(stage, number)
    asked_by_get = stage.client(form.by).get(form.path.format(number))
    answer = stage.client(form.by).head(form.path.format(number), data=fields)
    assert answer.status_code == asked_by_get.status_code
    assert form.row(stage, number) == form.before


@every_form
def test_a_form_without_its_token_changes_nothing_and_keeps_what_was_typed(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    answer = stage.post(form.path.format(number), {**form.fields(stage, number), "note": "typed at length"}, by=form.by, token=False)
    assert answer.status_code == 400
    assert "Open this form again" in answer.text
    assert "typed at length" in answer.text
    assert form.row(stage, number) == form.before


@every_form
def test_a_form_without_sign_in_changes_nothing(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    answer = stage.post(form.path.format(number), form.fields(stage, number), by=None)
    assert answer.status_code == 303
    assert "/login" in answer.location
    assert form.row(stage, number) == form.before


@each([form for form in FORMS if form.stale])
def test_a_form_that_comes_too_late_changes_nothing(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    fields = form.fields(stage, number)
    if "chosen" in fields:
        fields["chosen"] = f"{number}:{version(stage, number) + 7}"
    else:
        fields[form.seen] = int(str(fields[form.seen])) + 7
    answer = stage.post(form.path.format(number), fields, by=form.by)
    assert answer.status_code == 409
    assert form.row(stage, number) == form.before
    if "chosen" not in fields:
        assert "Keep theirs" in answer.text
        for name in ("text", "explanation", "note"):
            assert str(fields.get(name, "")) in unescape(answer.text)


def test_two_who_edit_one_wording_both_keep_their_words(stage: Stage) -> None:
    claim = stage.claim("depot")
    review.edit_claim(stage.db, claim.id, "The depot fell in 2024.", None, by=stage.cast["Cleo"], at=stage.at)
    fields: Fields = {"text": "The depot was razed in 2024.", "claimant": "", "seen": claim.version, "back": "/help"}
    late = stage.post(f"/claims/{claim.id}/edit", fields)
    assert late.status_code == 409
    assert "by Cleo at 09:30" in late.text
    assert "The depot was razed in 2024." in unescape(late.text)
    merged = stage.post(f"/claims/{claim.id}/edit", {**fields, "text": "The depot fell in March 2024.", "seen": version(stage, claim.id)})
    assert merged.location == "/help"
    assert stage.page_of(claim.id).text == "The depot fell in March 2024."


def test_who_wrote_a_verdict_is_told_who_may_approve_it(stage: Stage) -> None:
    claim = stage.bring("depot", "submitted")
    answer = stage.post(f"/claims/{claim.id}/approve", seen(stage, claim.id), by="Ben")
    assert answer.status_code == 403
    assert "another checker, editor or admin must approve it" in answer.text
    assert stage.page_of(claim.id).state is State.IN_REVIEW


def test_a_team_of_one_is_shown_the_button_once_an_admin_allows_it(stage: Stage) -> None:
    claim = stage.bring("depot", "submitted")
    button = '<button class="main">Approve</button>'
    assert button not in stage.get(f"/claims/{claim.id}", by="Ben").text
    newsroom.allow_self_approval(stage.db, True, by=stage.cast["Ada"], at=stage.at)
    assert button in stage.get(f"/claims/{claim.id}", by="Ben").text
    assert stage.post(f"/claims/{claim.id}/approve", seen(stage, claim.id), by="Ben").status_code == 303
    assert stage.page_of(claim.id).state is State.CHECKED


def test_a_differing_pair_is_the_same_only_with_a_reason(stage: Stage) -> None:
    match = stage.match(differing=True)
    fields: Fields = {"status": "confirmed", "seen": match.version}
    unseen = stage.post(f"/matches/{match.id}", fields)
    assert unseen.status_code == 409 and "Compare them first" in unseen.text
    fields["compared"] = "yes"
    refused = stage.post(f"/matches/{match.id}", fields)
    assert refused.status_code == 409
    assert "Say in the note why" in refused.text
    assert match_status(stage, match.id) is Status.SUGGESTED
    assert stage.post(f"/matches/{match.id}", {**fields, "note": "a slip of the pen"}).status_code == 303
    assert match_status(stage, match.id) is Status.CONFIRMED


def test_a_draft_of_somebody_else_is_not_overwritten(stage: Stage) -> None:
    claim = stage.bring("depot", "taken")
    verdicts.save_draft(stage.db, claim.id, "true", "Cleo thinks so.", by=stage.cast["Cleo"], at=stage.at)
    late = stage.post(f"/claims/{claim.id}/draft", {"draft_seen": 0, "rating": "false", "explanation": "Ben thinks not."})
    assert late.status_code == 409
    assert "Cleo thinks so." in unescape(late.text.replace('<span class="reworded">', "").replace("</span>", ""))
    assert "Ben thinks not." in late.text
    assert draft_of(stage, claim.id) == ("true", "Cleo thinks so.")


def test_the_last_admin_stays_one(stage: Stage) -> None:
    answer = stage.post(f"/people/{stage.cast['Ada'].id}/role", {"role": "viewer"}, by="Ada")
    assert answer.status_code == 409
    assert people.get_person(stage.db, stage.cast["Ada"].id).role is Role.ADMIN
