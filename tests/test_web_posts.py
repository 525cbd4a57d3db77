"""Every POST of the desk: done, by the wrong role, on an unknown number, by GET or HEAD, without its token, too late."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from claims.desk import newsroom
from claims.desk.checking import review, verdicts
from claims.model import Role, State, Status
from claims.store import people as stored_people
from tests.web_form_claims import draft_of, match_status, seen, version
from tests.web_forms import FORMS, Fields, Form
from tests.web_stage import Stage

SHOWN_BY_THE_PAGE = {
    "account.begin_second_step": "the page shows the key",
    "account.confirm_second_step": "the page shows the recovery codes",
    "account.renew_recovery_codes": "the page shows the recovery codes",
    "article_desk.mark": "the line shows its mark, and each line is one key: a message a line would hide the article",
    "exchange.cancel": "the page shows how the import stands",
    "exchange.resume": "the page shows how the import stands",
}
"""Forms without a message, and why."""

SIGNING_IN = {"signing_in.login", "signing_in.code", "signing_in.logout", "signing_in.enter", "signing_in.first"}
"""Forms that need no role; tests/test_web_signing_in.py tries them."""

WITH_A_SITE = {"watching.add", "beside.check_links", "linking.fetch"}
"""Forms that fetch from a site; tests/test_web_watching.py, tests/test_link_checks.py and tests/test_web_linking.py try them."""

WITH_A_SECRET = {"expert.add_note"}
"""A form for whoever has a link; tests/test_web_sharing.py tries it."""

WITH_A_FILE = {"exchange.look"}
"""A form that stores nothing and shows what it read; tests/test_web_exchange.py tries it."""


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


@dataclass(frozen=True)
class Untouched:
    """A form, the stage on which it changes nothing, and the number of what it is about."""

    form: Form
    stage: Stage
    number: int

    @property
    def path(self) -> str:
        """Where the form goes."""
        return self.form.path.format(self.number)

    def fields(self) -> Fields:
        """What the form says."""
        return self.form.fields(self.stage, self.number)

    def is_untouched(self) -> bool:
        """Whether the row is what it was."""
        return bool(self.form.row(self.stage, self.number) == self.form.before)


@pytest.fixture(scope="module")
def untouched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Untouched]:
    """One stage a form for all tests in which it must change nothing: making one costs more than they do."""
    stage = Stage(tmp_path_factory.mktemp("untouched") / "claims.db")
    yield Untouched(request.param, stage, request.param.number(stage))
    stage.db.close()


def each(forms: list[Form]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("untouched", forms, ids=lambda form: form.endpoint, indirect=True)


every_form = each(FORMS)


def test_every_post_of_the_desk_is_tried_here(stage: Stage) -> None:
    posts = {
        rule.endpoint for rule in stage.app.url_map.iter_rules() if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    }
    assert posts == {form.endpoint for form in FORMS} | SIGNING_IN | WITH_A_SITE | WITH_A_FILE | WITH_A_SECRET


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.endpoint)
def test_a_form_does_its_work_and_shows_it(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    assert form.row(stage, number) == form.before
    client = stage.client(form.by)
    answer = stage.post(form.path.format(number), form.fields(stage, number), by=form.by)
    assert answer.status_code == 303, unescape(answer.text)[:2000]
    assert form.row(stage, number) == form.after
    assert bool(stage.messages_of(answer)) == (form.endpoint not in SHOWN_BY_THE_PAGE)
    if form.endpoint not in ("people.make_link", "people.password", "account.sign_out_elsewhere"):
        assert form.shown in client.get(answer.location or "/", follow_redirects=True).text


@each([form for form in FORMS if form.forbidden])
def test_a_form_of_somebody_whose_role_lacks_it_changes_nothing(untouched: Untouched) -> None:
    answer = untouched.stage.post(untouched.path, untouched.fields(), by=untouched.form.forbidden)
    assert answer.status_code == 403
    assert "ask somebody who is" in answer.text
    assert untouched.is_untouched()


@each([form for form in FORMS if "{" in form.path or (form.endpoint.startswith("bulk.") and form.endpoint != "bulk.take_back")])
def test_a_form_about_an_unknown_number_is_not_found(untouched: Untouched) -> None:
    form, fields = untouched.form, untouched.fields()
    if "chosen" in fields and "{" not in form.path:
        fields["chosen"] = "999999:1"
    answer = untouched.stage.post(form.path.format(999_999), fields, by=form.by)
    assert answer.status_code == 404
    assert "There is no" in answer.text
    assert untouched.is_untouched()


@every_form
def test_a_form_sent_by_get_changes_nothing(untouched: Untouched) -> None:
    endpoint = untouched.form.endpoint
    rule = next(rule for rule in untouched.stage.app.url_map.iter_rules() if rule.endpoint == endpoint)
    answer = untouched.stage.client(untouched.form.by).get(untouched.path, query_string=untouched.fields())
    shows_a_page = "GET" in (rule.methods or ()) or endpoint in (
        "matches.decide",
        "claim_work.publish",
        "exchange.store",
        "notifications.save",
    )
    assert answer.status_code == (200 if shows_a_page else 405)
    assert untouched.is_untouched()


@every_form
def test_a_form_sent_by_head_changes_nothing(untouched: Untouched) -> None:
    # HEAD needs no form token and only the role of GET: it must never reach what POST does, even with fields in its body.
    browser = untouched.stage.client(untouched.form.by)
    answer = browser.head(untouched.path, data=untouched.fields())
    assert answer.status_code == browser.get(untouched.path).status_code
    assert untouched.is_untouched()


@every_form
def test_a_form_without_its_token_changes_nothing_and_keeps_what_was_typed(untouched: Untouched) -> None:
    fields = {**untouched.fields(), "note": "typed at length"}
    answer = untouched.stage.post(untouched.path, fields, by=untouched.form.by, token=False)
    assert answer.status_code == 400
    assert "Open this form again" in answer.text
    assert "typed at length" in answer.text
    assert untouched.is_untouched()


@every_form
def test_a_form_without_sign_in_changes_nothing(untouched: Untouched) -> None:
    answer = untouched.stage.post(untouched.path, untouched.fields(), by=None)
    assert answer.status_code == 303
    assert "/login" in answer.location
    assert untouched.is_untouched()


@each([form for form in FORMS if form.stale])
def test_a_form_that_comes_too_late_changes_nothing(untouched: Untouched) -> None:
    form, fields = untouched.form, untouched.fields()
    if "chosen" in fields:
        fields["chosen"] = f"{untouched.number}:{version(untouched.stage, untouched.number) + 7}"
    else:
        fields[form.seen] = int(str(fields[form.seen])) + 7
    answer = untouched.stage.post(untouched.path, fields, by=form.by)
    assert answer.status_code == 409
    assert untouched.is_untouched()
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
    button = '<button class="main" data-key="o">Approve'
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
    assert stored_people.get_person(stage.db, stage.cast["Ada"].id).role is Role.ADMIN
