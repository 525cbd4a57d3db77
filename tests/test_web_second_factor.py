"""Two-step sign-in: what a code opens, what it does not, and who must have one."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyotp import TOTP
from werkzeug.test import TestResponse

from claims.desk.people import people, second_factor, sessions
from claims.errors import NotAllowed, Refused
from claims.model import Role
from claims.store import checks, history
from claims.store import people as stored_people
from claims.store import second_factor as stored_factors
from claims.store.connect import rows
from tests.stage import told
from tests.web_form_people import code_of, setting_up, with_second_factor
from tests.web_stage import PASSWORD, Stage, token_in
from web.show import qr


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    """Ben signs in with a password and a code."""
    made = Stage(path)
    made.give_password("Ben")
    made.give_password("Cleo")
    with_second_factor(made)
    yield made
    made.db.close()


def first_step(stage: Stage, name: str = "Ben", password: str = PASSWORD, to: str = "/login") -> tuple[FlaskClient, TestResponse]:
    client = stage.app.test_client()
    form = {"username": name, "password": password, "csrf_token": token_in(client.get(to).text)}
    return client, client.post(to, data=form)


def second_step(client: FlaskClient, code: str, address: str = "/login/code") -> TestResponse:
    return client.post(address, data={"code": code, "csrf_token": token_in(client.get(address).text)})


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("claim_tracker")
    assert found
    return found.value


def test_a_password_alone_opens_nothing(stage: Stage) -> None:
    client, answer = first_step(stage, to="/login?next=/sources")
    assert answer.status_code == 303 and answer.location == "/login/code?next=/sources"
    assert client.get("/").location.startswith("/login")
    assert client.get("/second-factor").status_code == 303
    assert client.get("/api/v1/claims").status_code == 401
    page = client.get(answer.location)
    assert "Type your code" in page.text and 'data-who=""' in page.text
    done = second_step(client, code_of(stage, "Ben"), answer.location)
    assert done.status_code == 303 and done.location == "/sources"
    assert client.get("/sources").status_code == 200


def test_each_step_has_a_cookie_of_its_own(stage: Stage) -> None:
    client = stage.app.test_client()
    client.get("/login")
    planted = cookie(client)
    client.post("/login", data={"username": "Ben", "password": PASSWORD, "csrf_token": token_in(client.get("/login").text)})
    half = cookie(client)
    second_step(client, code_of(stage, "Ben"))
    whole = cookie(client)
    assert len({planted, half, whole}) == 3
    for old in (planted, half):
        thief = stage.app.test_client()
        thief.set_cookie("claim_tracker", old)
        assert thief.get("/").status_code == 303
        assert thief.get("/login/code").status_code == 303, "what waited is used up"


def test_a_code_works_once_and_not_for_long(stage: Stage) -> None:
    code = code_of(stage, "Ben")
    assert second_step(first_step(stage)[0], code).status_code == 303
    again = second_step(first_step(stage)[0], code)
    assert again.status_code == 409 and "it was used before" in again.text
    assert second_step(first_step(stage)[0], code_of(stage, "Ben", -1)).status_code == 409, "nor does an older one, once a newer was used"
    stage.at += timedelta(minutes=1)
    assert second_step(first_step(stage)[0], code).status_code == 409
    stage.at += sessions.WINDOW
    assert second_step(first_step(stage)[0], code_of(stage, "Ben", -2)).status_code == 409
    assert second_step(first_step(stage)[0], code_of(stage, "Ben", 2)).status_code == 409
    spaced = code_of(stage, "Ben", 1)
    assert second_step(first_step(stage)[0], f" {spaced[:3]} {spaced[3:]} ").status_code == 303, "a phone may be half a minute ahead"


def test_codes_are_those_of_the_standard(stage: Stage) -> None:
    # RFC 6238, appendix B, SHA-1, the last six digits.
    for at, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert TOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").at(at) == code


def test_a_recovery_code_works_once_and_the_history_says_so(stage: Stage) -> None:
    first, second = stage.recovery_codes[:2]
    assert len(set(stage.recovery_codes)) == 10 and re.fullmatch(r"([a-z2-7]{4}-){3}[a-z2-7]{4}", first)
    assert second_step(first_step(stage)[0], first).status_code == 303
    assert second_step(first_step(stage)[0], first).status_code == 409
    assert second_step(first_step(stage)[0], second.upper().replace("-", " ")).status_code == 303
    used = [event for event in history.events_of(stage.db, {"person": [stage.cast["Ben"].id]}) if event.action == "use_recovery_code"]
    assert [event.after for event in used] == [{"left": 9}, {"left": 8}]
    stored = str([tuple(row) for row in rows(stage.db, "SELECT * FROM recovery_code")])
    assert not any(code in stored or code.replace("-", "") in stored for code in stage.recovery_codes)


def test_a_recovery_code_of_somebody_else_opens_nothing(stage: Stage) -> None:
    second_factor.begin(stage.db, stage.cast["Cleo"], at=stage.at)
    second_factor.confirm(stage.db, stage.cast["Cleo"], code_of(stage, "Cleo"), address="a", at=stage.at)
    assert second_step(first_step(stage, "Cleo")[0], stage.recovery_codes[0]).status_code == 409
    assert second_step(first_step(stage)[0], stage.recovery_codes[0]).status_code == 303, "and it is not used up"


def test_guessing_codes_is_slowed_down_and_ends(stage: Stage) -> None:
    client, _ = first_step(stage)
    for _ in range(second_factor.MAX_FAILURES[0]):
        assert second_step(client, "000000").status_code == 409
    refused = second_step(client, code_of(stage, "Ben"))
    assert refused.status_code == 403 and "Too many wrong codes" in refused.text
    assert second_step(first_step(stage)[0], stage.recovery_codes[0]).status_code == 403, "another sign-in is no way around it"
    stage.at += second_factor.WINDOW + timedelta(seconds=1)
    assert client.get("/login/code").status_code == 303, "the sign-in that waited has ended"
    for _ in range(second_factor.MOST_WRONG):
        stored_factors.count_wrong(stage.db, stage.cast["Ben"].id)
    locked = second_step(first_step(stage)[0], code_of(stage, "Ben"))
    assert locked.status_code == 403 and "codes no longer count" in locked.text
    stage.at += second_factor.WINDOW
    assert second_step(first_step(stage)[0], stage.recovery_codes[1]).status_code == 303
    stage.at += timedelta(minutes=1)
    assert second_step(first_step(stage)[0], code_of(stage, "Ben")).status_code == 303, "a recovery code lets the app count again"


@pytest.mark.parametrize(
    "code", ["", "00000", "½½½½½½", "١٢٣٤٥٦", "1" * 5000, "<script>", "\x00\x00\x00\x00\x00\x00", "' OR 1=1", "😀" * 6]
)
def test_what_is_no_code_is_refused_and_not_shown_again(stage: Stage, code: str) -> None:
    answer = second_step(first_step(stage)[0], code)
    assert answer.status_code == 409
    assert not code or code not in unescape(answer.text)


def test_nothing_says_who_has_a_second_factor_before_the_password_is_right(stage: Stage) -> None:
    def page(name: str) -> str:
        answer = first_step(stage, name, "not the right password")[1]
        assert answer.status_code == 422
        return re.sub(r'value="[^"]*"', "", answer.text)

    assert page("Ben") == page("Cleo") == page("Nobody")
    for client in (stage.app.test_client(), first_step(stage, "Cleo")[0]):
        assert client.get("/login/code").status_code == 303


def test_a_one_time_link_needs_the_code_too(stage: Stage) -> None:
    secret = sessions.make_link(stage.db, stage.cast["Ben"], at=stage.at)
    client = stage.app.test_client()
    answer = client.post(f"/enter/{secret}", data={"csrf_token": token_in(client.get(f"/enter/{secret}").text)})
    assert answer.location.startswith("/login/code") and client.get("/").status_code == 303
    assert second_step(client, code_of(stage, "Ben")).status_code == 303
    assert "with a one-time link" in client.get("/sign-ins").text


def test_a_new_password_or_being_shut_out_ends_what_waits(stage: Stage) -> None:
    client, _ = first_step(stage)
    people.set_password(
        stage.db, stored_people.get_person(stage.db, stage.cast["Ben"].id), "seven lanterns over Quell", by=stage.cast["Ada"], at=stage.at
    )
    assert client.get("/login/code").status_code == 303
    late, _ = first_step(stage, password="seven lanterns over Quell")
    people.set_disabled(stage.db, stored_people.get_person(stage.db, stage.cast["Ben"].id), True, by=stage.cast["Ada"], at=stage.at)
    assert late.get("/login/code").status_code == 303


def test_tokens_go_on_working(stage: Stage) -> None:
    assert stage.app.test_client().get("/api/v1/claims", headers=stage.bearer("Ben")).status_code == 200


def test_nobody_signs_in_with_a_code_while_nothing_can_be_written(stage: Stage) -> None:
    client = stage.app.test_client()
    form = {"username": "Ben", "password": PASSWORD, "csrf_token": token_in(client.get("/login").text)}
    stage.db.execute("BEGIN IMMEDIATE")
    answer = client.post("/login", data=form)
    stage.db.conn.rollback()
    assert answer.status_code == 503 and "no code can be used up" in answer.text
    assert client.get("/").status_code == 303


def test_setting_it_up_shows_the_key_as_picture_and_text_and_the_recovery_codes_once(stage: Stage) -> None:
    client = stage.client("Cleo")
    form = {"csrf_token": token_in(client.get("/second-factor").text)}
    client.post("/second-factor/begin", data=form)
    page = client.get("/second-factor").text
    factor = stored_factors.find_factor(stage.db, stage.cast["Cleo"].id)
    assert factor and factor.secret in re.sub(r"\s", "", page.split('class="app-key">')[1].split("<")[0])
    assert f"secret={factor.secret}" in page and "<svg" in page and "style=" not in page
    assert first_step(stage, "Cleo")[1].location == "/", "nothing counts before it was confirmed"
    wrong = client.post("/second-factor/confirm", data={**form, "code": "000000"})
    assert wrong.status_code == 409 and "That code is wrong" in wrong.text
    shown = client.post("/second-factor/confirm", data={**form, "code": code_of(stage, "Cleo")}, follow_redirects=True).text
    codes = re.findall(r"<li><code>([a-z2-7-]{19})</code>", shown)
    assert len(codes) == 10 and "10 of your recovery codes are left" in shown
    later = client.get("/second-factor").text
    assert factor.secret not in later and not any(code in later for code in codes)
    assert second_step(first_step(stage, "Cleo")[0], codes[3]).status_code == 303
    assert told(stage.db, "person", stage.cast["Cleo"].id)[-3:] == ["set_up_second_factor", "make_recovery_codes", "use_recovery_code"]


def test_the_picture_is_the_address_that_apps_read() -> None:
    address = qr.app_address("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "Ben & Co", "The Herald")
    assert address == "otpauth://totp/The%20Herald:Ben%20%26%20Co?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=The%20Herald"
    picture = qr.picture_of(address)
    assert picture.startswith('<svg role="img" aria-label=') and "style" not in picture and "<script" not in picture


def test_another_key_is_made_only_until_one_counts(stage: Stage) -> None:
    cleo = stage.cast["Cleo"]
    second_factor.begin(stage.db, cleo, at=stage.at)
    before = code_of(stage, "Cleo")
    second_factor.begin(stage.db, cleo, at=stage.at)
    with pytest.raises(Refused):
        second_factor.confirm(stage.db, cleo, before, address="a", at=stage.at)
    with pytest.raises(Refused, match="turn it off first"):
        second_factor.begin(stage.db, stage.cast["Ben"], at=stage.at)


def test_a_stolen_session_cannot_turn_it_off_or_see_new_codes(stage: Stage) -> None:
    client = stage.client("Ben")
    form = {"csrf_token": token_in(client.get("/second-factor").text)}
    for path in ("/second-factor/off", "/second-factor/codes"):
        assert client.post(path, data={**form, "code": "000000"}).status_code == 409
        assert client.post(path, data=form).status_code == 409
    assert second_factor.is_set_up(stage.db, stage.cast["Ben"])


def test_a_role_can_be_required_to_have_it(stage: Stage) -> None:
    second_factor.set_required_from(stage.db, Role.EDITOR, by=stage.cast["Ada"], at=stage.at)
    editor, checker = stage.client("Edith"), stage.client("Cleo")
    assert checker.get("/articles").status_code == 200
    for path in ("/", "/articles", "/password", "/sign-ins", "/settings"):
        assert editor.get(path).location == "/second-factor", path
    token = token_in(editor.get("/second-factor").text)
    claim = stage.claim("depot")
    refused = editor.post(f"/claims/{claim.id}/take", data={"csrf_token": token, "seen": claim.version})
    assert refused.location == "/second-factor" and stage.page_of(claim.id).version == claim.version
    assert stage.app.test_client().get("/api/v1/claims", headers=stage.bearer("Edith")).status_code == 200, "programs go on"
    editor.post("/second-factor/begin", data={"csrf_token": token})
    editor.post("/second-factor/confirm", data={"csrf_token": token, "code": code_of(stage, "Edith")})
    assert editor.get("/articles").status_code == 200
    stage.at += timedelta(minutes=1)
    kept = editor.post("/second-factor/off", data={"csrf_token": token, "code": code_of(stage, "Edith")})
    assert kept.status_code == 409 and second_factor.is_set_up(stage.db, stage.cast["Edith"])
    with pytest.raises(NotAllowed):
        second_factor.set_required_from(stage.db, "nobody", by=stage.cast["Edith"], at=stage.at)
    with pytest.raises(Refused, match="nobody, viewer, checker, editor, admin"):
        second_factor.set_required_from(stage.db, "king", by=stage.cast["Ada"], at=stage.at)


def test_an_admin_resets_it_and_everything_that_was_open_ends(stage: Stage) -> None:
    client, ben = stage.client("Ben"), stage.cast["Ben"].id
    waiting, _ = first_step(stage)
    assert "two-step sign-in of Ben" in stage.get("/people", by="Ada").text
    stage.post(f"/people/{ben}/second-factor/reset", {}, by="Ada")
    assert client.get("/").status_code == 303 and waiting.get("/login/code").status_code == 303
    assert first_step(stage)[1].location == "/"
    events = history.events_of(stage.db, {"person": [ben]})
    assert ("remove_second_factor", "Ada") in [(event.action, event.by) for event in events]
    assert rows(stage.db, "SELECT * FROM recovery_code") == []
    again = stage.post(f"/people/{ben}/second-factor/reset", {}, by="Ada")
    assert again.status_code == 409 and "has no two-step sign-in" in again.text
    assert checks.problems(stage.db) == []


def test_a_key_that_is_being_set_up_opens_nothing(path: Path) -> None:
    stage = Stage(path)
    setting_up(stage)
    with pytest.raises(Refused):
        second_factor.require_code(stage.db, stage.cast["Ben"], code_of(stage, "Ben"), address="a", at=stage.at)
    stage.db.close()
