"""Every POST of the desk: done, by the wrong role, on an unknown number, by GET, without its token, too late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from claims.desk import evidence, overview, people, review, verdicts
from claims.model import Article, Mark, Role, Source, State, Status
from tests.web_stage import PASSWORD, Stage

Fields = dict[str, object]


@dataclass(frozen=True)
class Form:
    """One form: where it goes, what it says, and what must be so before and after. ``number`` is the row it is about."""

    endpoint: str
    path: str
    fields: Callable[[Stage, int], Fields]
    number: Callable[[Stage], int]
    row: Callable[[Stage, int], Any]
    before: Any
    after: Any
    by: str = "Ben"
    forbidden: str | None = "Vic"
    stale: bool = True
    shown: str = ""
    seen: str = "seen"


def claim_row(stage: Stage, number: int) -> object:
    return stage.page_of(number).state


def version(stage: Stage, number: int) -> int:
    return stage.page_of(number).version


def seen(stage: Stage, number: int) -> Fields:
    return {"seen": version(stage, number)}


def noted(stage: Stage, number: int) -> Fields:
    return {"seen": version(stage, number), "note": "the register was corrected"}


def bring(state: str) -> Callable[[Stage], int]:
    return lambda stage: stage.bring("depot", state).id


def mark_of(stage: Stage, number: int) -> Mark:
    return overview.get_sentence(stage.db, number).mark


def verdict_outcome(stage: Stage, number: int) -> object:
    newest = overview.claim_page(stage.db, number).case.verdicts[-1]
    return newest.outcome and newest.outcome.value


def match_status(stage: Stage, number: int) -> Status:
    return overview.pair_page(stage.db, number).match.status


def article_row(stage: Stage, number: int) -> Article:
    return overview.article_desk(stage.db, number, at=stage.at).article


def draft_of(stage: Stage, number: int) -> object:
    draft = overview.claim_page(stage.db, number).draft
    return draft and (draft.rating, draft.explanation)


def assignee(stage: Stage, number: int) -> object:
    return overview.claim_page(stage.db, number).assignee


def due(stage: Stage, number: int) -> object:
    at = stage.page_of(number).due_at
    return at and at.isoformat()


def links(stage: Stage, number: int) -> list[str]:
    return [one.stance.value for one in overview.claim_page(stage.db, number).case.evidence]


def source_of(stage: Stage, number: int) -> Source:
    return evidence.get_source(stage.db, number)


def person_row(stage: Stage, number: int) -> tuple[str, bool]:
    found = people.get_person(stage.db, number)
    return found.role.value, found.disabled


CLAIM = "/claims/{}/"
WORK = "claim_work."
FORMS = [
    Form("article_desk.mark", "/sentences/{}/mark", lambda s, n: {"mark": "not_claim", "seen": overview.get_sentence(s.db, n).version},
         lambda s: s.sentence("fine morning").id, mark_of, Mark.UNMARKED, Mark.NOT_CLAIM, shown="Not a claim"),
    Form("article_desk.mark_several", "/articles/{}/marks",
         lambda s, n: {"mark": "not_claim", "chosen": f"{s.sentence('fine morning').id}:{s.sentence('fine morning').version}"},
         lambda s: s.article, lambda s, n: s.sentence("fine morning").mark, Mark.UNMARKED, Mark.NOT_CLAIM, stale=False, shown="Not a claim"),
    Form("article_desk.add_claim", "/articles/{}/claims", lambda s, n: {"quote": "fine morning"}, lambda s: s.article,
         lambda s, n: s.sentence("fine morning").mark, Mark.UNMARKED, Mark.CLAIM, stale=False, shown="fine morning"),
    Form("article_desk.set_due", "/articles/{}/due", lambda s, n: {"due": "2026-03-14T18:00", "seen": article_row(s, n).version}, lambda s: s.article,
         lambda s, n: article_row(s, n).due_at is not None, False, True, shown="2026-03-14T18:00"),
    Form("articles.add", "/articles/new", lambda s, n: {"text": "Rain\n\nIt rained on 40 days in Brackwater in 2025.", "title": "Rain"},
         lambda s: 0, lambda s, n: len(overview.list_articles(s.db)), 2, 3, stale=False, shown="It rained on 40 days"),
    Form("claims.edit", CLAIM + "edit", lambda s, n: {**seen(s, n), "text": "The depot was torn down in 2024.", "claimant": "the mayor"},
         lambda s: s.claim("depot").id, lambda s, n: s.page_of(n).claimant, None, "the mayor", shown="The depot was torn down in 2024."),
    Form("claims.split", CLAIM + "split", lambda s, n: {}, lambda s: joined_number(s), lambda s, n: s.page_of(n).id == n, False, True, stale=False),
    Form(WORK + "take", CLAIM + "take", seen, lambda s: s.claim("depot").id, claim_row, State.OPEN, State.IN_REVIEW, shown="In review"),
    Form(WORK + "release", CLAIM + "release", seen, bring("taken"), claim_row, State.IN_REVIEW, State.OPEN, shown="Nobody has it"),
    Form(WORK + "assign", CLAIM + "assignee", lambda s, n: {**seen(s, n), "to": s.cast["Cleo"].id}, bring("taken"), assignee, "Ben", "Cleo", shown="With Cleo"),
    Form(WORK + "set_due", CLAIM + "due", lambda s, n: {**seen(s, n), "due": "2026-03-14T16:00"}, bring("taken"), due, None,
         "2026-03-14T16:00:00+00:00", shown="due today 16:00"),
    Form(WORK + "save_draft", CLAIM + "draft", lambda s, n: {"draft_seen": 0, "rating": "false", "explanation": "It stands."}, bring("taken"),
         draft_of, None, ("false", "It stands."), shown="It stands.", seen="draft_seen"),
    Form(WORK + "submit", CLAIM + "submit", lambda s, n: {**seen(s, n), "rating": "false", "explanation": "It stands."}, bring("taken"),
         lambda s, n: overview.claim_page(s.db, n).waiting is not None, False, True, shown="Waits for a second reader"),
    Form(WORK + "return_verdict", CLAIM + "return", noted, bring("submitted"), verdict_outcome, None, "returned", by="Cleo",
         shown="the register was corrected"),
    Form(WORK + "approve", CLAIM + "approve", seen, bring("submitted"), claim_row, State.IN_REVIEW, State.CHECKED, by="Cleo", shown="Checked"),
    Form(WORK + "publish", CLAIM + "publish", seen, bring("checked"), claim_row, State.CHECKED, State.PUBLISHED, by="Edith", forbidden="Ben",
         shown="Published"),
    Form(WORK + "withdraw", CLAIM + "withdraw", noted, bring("published"), claim_row, State.PUBLISHED, State.CHECKED, by="Edith", forbidden="Ben",
         shown="the register was corrected"),
    Form(WORK + "reopen", CLAIM + "reopen", noted, bring("checked"), claim_row, State.CHECKED, State.IN_REVIEW, by="Edith", forbidden="Ben",
         shown="In review"),
    Form(WORK + "drop", CLAIM + "drop", noted, bring("open"), claim_row, State.OPEN, State.DROPPED, shown="Dropped"),
    Form(WORK + "restore", CLAIM + "restore", seen, bring("dropped"), claim_row, State.DROPPED, State.OPEN, shown="Open"),
    Form("queue.assign", "/claims/assign", lambda s, n: {"chosen": f"{n}:{version(s, n)}", "to": s.cast["Ben"].id}, lambda s: s.claim("depot").id,
         assignee, None, "Ben", shown="You"),
    Form("queue.set_due", "/claims/due", lambda s, n: {"chosen": f"{n}:{version(s, n)}", "due": "2026-03-15 16:00"}, lambda s: s.claim("depot").id,
         due, None, "2026-03-15T16:00:00+00:00", shown="tomorrow"),
    Form("matches.decide", "/matches/{}", lambda s, n: {"status": "rejected", "reasons": "number", "seen": overview.pair_page(s.db, n).match.version},
         lambda s: s.match(differing=True).id, match_status, Status.SUGGESTED, Status.REJECTED),
    Form("sources.add", "/sources/new", lambda s, n: {"title": "Ledger", "kind": "report", "url": "https://ledger.example.org/1", "text": "Forty."},
         lambda s: 0, lambda s, n: len(overview.list_sources(s.db)), 0, 1, stale=False, shown="Ledger"),
    Form("sources.set_origin", "/sources/{}/origin", lambda s, n: {"original": s.source("Wire").id, "seen": source_of(s, n).version},
         lambda s: s.source("Copy").id, lambda s, n: source_of(s, n).derived_from is not None, False, True, shown="the two count once"),
    Form("sources.withdraw", "/sources/{}/withdraw", lambda s, n: {"note": "forged", "seen": source_of(s, n).version}, lambda s: s.source().id,
         lambda s, n: source_of(s, n).withdrawn, False, True, shown="Withdrawn: counts for nothing"),
    Form("evidence.add", CLAIM + "evidence", lambda s, n: {"source": s.source().id, "stance": "contradicts", "quote": "demolished on 4 March 2024"},
         lambda s: s.claim("depot").id, links, [], ["contradicts"], stale=False, shown="Contradicts 1"),
    Form("evidence.withdraw", "/evidence/{}/withdraw", lambda s, n: {"note": "wrong page", "seen": overview.get_evidence(s.db, n).version},
         lambda s: s.link(), lambda s, n: overview.get_evidence(s.db, n).withdrawn, False, True, shown="No source yet"),
    Form("people.index", "/people", lambda s, n: {"name": "Dora", "role": "checker", "password": PASSWORD}, lambda s: 0,
         lambda s, n: len(people.list_people(s.db)), 5, 6, by="Ada", forbidden="Edith", stale=False, shown="Dora"),
    Form("people.set_role", "/people/{}/role", lambda s, n: {"role": "editor"}, lambda s: s.cast["Ben"].id, person_row, ("checker", False),
         ("editor", False), by="Ada", forbidden="Edith", stale=False, shown="Ben"),
    Form("people.set_disabled", "/people/{}/disabled", lambda s, n: {"disabled": "yes"}, lambda s: s.cast["Ben"].id, person_row, ("checker", False),
         ("checker", True), by="Ada", forbidden="Edith", stale=False, shown="Shut out"),
    Form("people.make_link", "/people/{}/link", lambda s, n: {}, lambda s: s.cast["Ben"].id, person_row, ("checker", False), ("checker", False),
         by="Ada", forbidden="Edith", stale=False, shown="/enter/"),
    Form("people.password", "/password", lambda s, n: {"password": PASSWORD}, lambda s: s.cast["Ben"].id,
         lambda s, n: people.get_person(s.db, n).has_password, False, True, forbidden=None, stale=False, shown="Your password is changed"),
]  # fmt: skip

SIGNING_IN = {"signing_in.login", "signing_in.logout", "signing_in.enter", "signing_in.first"}
"""Forms that need no role; tests/test_web_signing_in.py tries them."""


def joined_number(stage: Stage) -> int:
    """The claim that was joined into another one."""
    stage.bring("9 kilometres", "joined")
    decided = overview.pair_page(stage.db, stage_match(stage)).match
    assert decided.joined_id is not None
    return decided.joined_id


def stage_match(stage: Stage) -> int:
    from claims.store import matches

    return next(one.id for one in matches.matches_of(stage.db, range(1, 100)) if one.status is Status.CONFIRMED)


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def each(forms: list[Form]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("form", forms, ids=lambda form: form.endpoint)


every_form = each(FORMS)


def test_every_post_of_the_desk_is_tried_here(stage: Stage) -> None:
    posts = {rule.endpoint for rule in stage.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert posts == {form.endpoint for form in FORMS} | SIGNING_IN


@every_form
def test_a_form_does_its_work_and_shows_it(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    assert form.row(stage, number) == form.before
    client = stage.client(form.by)
    answer = stage.post(form.path.format(number), form.fields(stage, number), by=form.by)
    assert answer.status_code == 303, unescape(answer.text)[:2000]
    assert form.row(stage, number) == form.after
    if form.endpoint not in ("people.make_link", "people.password"):
        assert form.shown in client.get(answer.location or "/", follow_redirects=True).text


@each([form for form in FORMS if form.forbidden])
def test_a_form_of_somebody_whose_role_lacks_it_changes_nothing(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    answer = stage.post(form.path.format(number), form.fields(stage, number), by=form.forbidden)
    assert answer.status_code == 403
    assert "ask somebody who is" in answer.text
    assert form.row(stage, number) == form.before


@each([form for form in FORMS if "{}" in form.path or form.endpoint.startswith("queue.")])
def test_a_form_about_an_unknown_number_is_not_found(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    fields = form.fields(stage, number)
    if "chosen" in fields and "{}" not in form.path:
        fields["chosen"] = "999999:1"
    answer = stage.post(form.path.format(999_999), fields, by=form.by)
    assert answer.status_code == 404
    assert "There is no" in answer.text


@every_form
def test_a_form_sent_by_get_changes_nothing(stage: Stage, form: Form) -> None:
    number = form.number(stage)
    rule = next(one for one in stage.app.url_map.iter_rules() if one.endpoint == form.endpoint)
    answer = stage.client(form.by).get(form.path.format(number), query_string=form.fields(stage, number))
    shows_a_page = "GET" in (rule.methods or ()) or form.endpoint == "matches.decide"
    assert answer.status_code == (200 if shows_a_page else 405)
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


def test_a_differing_pair_is_the_same_only_with_a_reason(stage: Stage) -> None:
    match = stage.match(differing=True)
    fields: Fields = {"status": "confirmed", "seen": match.version}
    refused = stage.post(f"/matches/{match.id}", fields)
    assert refused.status_code == 409
    assert "say in the note why" in refused.text
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
