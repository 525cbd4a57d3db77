"""Signing in through an OpenID Connect provider: the whole flow against one on a local port, and every answer of it that must not count."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from claims.cli.main import cli
from claims.desk.people import people, second_factor, sessions, single_sign_on, tokens
from claims.errors import NotAllowed, Refused
from claims.model import Person, Role
from claims.settings import from_environment
from claims.sign_in_settings import OidcSignIn
from claims.store import history
from claims.store import people as stored_people
from claims.store.connect import rows
from claims.store.people import list_people
from tests.oidc_provider import CLIENT, SECRET, Provider, a_provider, come_back, parameters_of, path_of
from tests.web_stage import PASSWORD, Stage, new_app, store_article, token_in
from web import create_app

GROUPS = {"desk-admins": "admin", "reporters": "checker"}


@pytest.fixture
def provider() -> Iterator[Provider]:
    with a_provider() as running:
        yield running


@pytest.fixture
def stage(path: Path, provider: Provider) -> Iterator[Stage]:
    made = Stage(path)
    single_sign_on.allow_connection(made.db, made.cast["Ben"], by=made.cast["Ada"], at=made.at)
    connect_to(made, provider)
    yield made
    made.db.close()


def connect_to(stage: Stage, provider: Provider, **changed: object) -> None:
    """Let the stage's desk use the provider."""
    oidc = replace(OidcSignIn(provider.issuer, CLIENT, SECRET), **changed)  # type: ignore[arg-type]
    stage.app = new_app(replace(stage.settings, oidc=oidc), lambda: stage.at)


def sign_in(stage: Stage, client: FlaskClient | None = None, begin: str = "/login/provider") -> tuple[FlaskClient, TestResponse]:
    """Walk to the provider and back, as a browser does."""
    client = client or stage.app.test_client()
    there = client.get(begin)
    assert there.status_code == 302, there.text
    return client, client.get(path_of(come_back(there.location)))


def test_a_person_signs_in_and_goes_where_they_wanted(stage: Stage, provider: Provider) -> None:
    page = stage.app.test_client().get("/login?next=/sources").text
    assert 'href="/login/provider?next=/sources"' in page
    client, answer = sign_in(stage, begin="/login/provider?next=/sources")
    assert (answer.status_code, answer.location) == (303, "/sources")
    shown = client.get("/sign-ins").text
    assert 'data-who="Ben"' in shown and "through your newsroom’s sign-in" in shown
    events = [(event.action, event.after) for event in history.events_of(stage.db, {"person": [stage.cast["Ben"].id]})]
    assert events[-1] == ("add_identity", {"issuer": provider.issuer, "subject": "u-1"})
    lines = history.last_line(stage.db)
    assert sign_in(stage)[1].status_code == 303 and history.last_line(stage.db) == lines, "the second time writes no history"
    assert len(set(provider.seen_challenges)) == 2, "every sign-in has a challenge of its own"


def test_an_unknown_person_becomes_a_viewer(stage: Stage, provider: Provider) -> None:
    provider.person = {"sub": "u-2", "preferred_username": "Zoë"}
    assert sign_in(stage)[1].status_code == 303
    zoe = people.person_by_name(stage.db, "Zoë")
    assert zoe.role is Role.VIEWER and not zoe.has_password


def test_the_subject_counts_and_not_the_name(stage: Stage, provider: Provider) -> None:
    sign_in(stage)
    provider.person = {"sub": "u-1", "preferred_username": "Benjamin"}
    client, _ = sign_in(stage)
    assert 'data-who="Ben"' in client.get("/help").text, "a new name there is the same person here"
    assert stored_people.find_person(stage.db, "Benjamin") is None
    provider.person = {"sub": "u-666", "preferred_username": "Ben"}
    client, answer = sign_in(stage)
    assert answer.status_code == 403 and "connected to another account" in answer.text
    assert client.get("/").status_code == 303, "somebody who takes Ben's name there is not Ben"
    single_sign_on.disconnect(stage.db, stage.cast["Ben"], by=stage.cast["Ada"], at=stage.at)
    assert sign_in(stage)[1].status_code == 303, "after an admin looked into it, he is"
    with pytest.raises(Refused, match="connected to no account"):
        single_sign_on.disconnect(stage.db, stage.cast["Cleo"], by=stage.cast["Ada"], at=stage.at)


def is_refused(stage: Stage) -> bool:
    """Whether the desk does not give the account with the provider's name to who signs in there now, and says why."""
    client, answer = sign_in(stage)
    if answer.status_code == 303:
        return False
    assert answer.status_code == 403 and "is here already: if it is yours, ask an admin" in answer.text
    assert client.get("/").status_code == 303
    return True


def test_an_account_that_was_made_for_somebody_and_never_used_is_connected_by_its_name(stage: Stage, provider: Provider) -> None:
    people.add_person(stage.db, "Zoë", Role.EDITOR, None, by=stage.cast["Ada"], at=stage.at)
    sessions.make_link(stage.db, people.person_by_name(stage.db, "Zoë"), at=stage.at)
    provider.person = {"sub": "u-2", "preferred_username": " zoë "}
    assert not is_refused(stage)
    assert people.person_by_name(stage.db, "Zoë").role is Role.EDITOR


def _with_password(stage: Stage, zoe: Person) -> None:
    people.set_password(stage.db, zoe, PASSWORD, by=stage.cast["Ada"], at=stage.at)


def _with_token(stage: Stage, zoe: Person) -> None:
    tokens.make_token(stage.db, zoe, by=stage.cast["Ada"], at=stage.at)
    tokens.revoke_token(stage.db, tokens.list_tokens(stage.db, zoe)[0].id, by=stage.cast["Ada"], at=stage.at)


def _with_app(stage: Stage, zoe: Person) -> None:
    second_factor.begin(stage.db, zoe, at=stage.at)


def _with_ended_session(stage: Stage, zoe: Person) -> None:
    secret = sessions.use_link(stage.db, sessions.make_link(stage.db, zoe, at=stage.at), at=stage.at)
    assert secret
    sessions.sign_out(stage.db, secret)


def _with_sessions_ended(stage: Stage, zoe: Person) -> None:
    sessions.start_session(stage.db, zoe, at=stage.at)
    sessions.sign_out_everywhere(stage.db, zoe, at=stage.at)


def _with_history(stage: Stage, zoe: Person) -> None:
    store_article(stage.db, stage.matcher, "The ferry to Brackwater sank.", by=zoe, at=stage.at)


@pytest.mark.parametrize(
    "use", [_with_password, _with_token, _with_app, _with_ended_session, _with_sessions_ended, _with_history], ids=lambda use: use.__name__
)
def test_taking_a_name_at_the_provider_gives_nobody_an_account_in_use(
    stage: Stage, provider: Provider, use: Callable[[Stage, Person], None]
) -> None:
    zoe = people.add_person(stage.db, "Zoë", Role.EDITOR, None, by=stage.cast["Ada"], at=stage.at)
    use(stage, zoe)
    connect_to(stage, provider, groups_claim="groups", group_roles=GROUPS)
    provider.person = {"sub": "u-666", "preferred_username": " ZOë ", "groups": ["desk-admins"]}
    assert is_refused(stage)
    assert people.person_by_name(stage.db, "Zoë").role is Role.EDITOR, "nor is their role changed"
    assert rows(stage.db, "SELECT * FROM identity") == []


def test_an_admin_lets_an_account_be_connected_once(stage: Stage, provider: Provider) -> None:
    provider.person = {"sub": "u-9", "preferred_username": "Cleo"}
    store_article(stage.db, stage.matcher, "The ferry to Brackwater sank.", by=stage.cast["Cleo"], at=stage.at)
    assert is_refused(stage)
    environment = {"CLAIMS_DB": str(stage.path), "CLAIMS_USER": "Ada"}
    run = CliRunner().invoke(cli, ["user", "connect", "cleo"], env=environment)
    assert run.exit_code == 0 and "the next sign-in" in run.output
    events = history.events_of(stage.db, {"person": [stage.cast["Cleo"].id]})
    assert (events[-1].action, events[-1].by) == ("allow_identity", "Ada")
    assert not is_refused(stage)
    with pytest.raises(Refused, match="connected to an account of a provider already"):
        CliRunner().invoke(cli, ["user", "connect", "cleo"], env=environment, catch_exceptions=False)
    with pytest.raises(NotAllowed):
        single_sign_on.allow_connection(stage.db, stage.cast["Vic"], by=stage.cast["Edith"], at=stage.at)
    stage.db.execute("DELETE FROM identity")
    assert is_refused(stage), "it was for once"


def test_groups_leave_the_last_admin_admin(stage: Stage, provider: Provider) -> None:
    connect_to(stage, provider, groups_claim="groups", group_roles=GROUPS)
    ben, ada = stage.cast["Ben"], stage.cast["Ada"]
    people.set_role(stage.db, ben, Role.ADMIN, by=ada, at=stage.at)
    people.set_role(stage.db, ada, Role.EDITOR, by=ada, at=stage.at)
    provider.person |= {"groups": ["reporters"]}
    assert sign_in(stage)[1].status_code == 303
    assert stored_people.get_person(stage.db, ben.id).role is Role.ADMIN
    people.set_role(
        stage.db, stored_people.get_person(stage.db, ada.id), Role.ADMIN, by=stored_people.get_person(stage.db, ben.id), at=stage.at
    )
    assert sign_in(stage)[1].status_code == 303
    assert stored_people.get_person(stage.db, ben.id).role is Role.CHECKER, "with another admin the groups count"


def test_a_session_that_takes_the_place_of_one_by_the_provider_is_by_the_provider(stage: Stage) -> None:
    second_factor.set_required_from(stage.db, Role.VIEWER, by=stage.cast["Ada"], at=stage.at)
    client, _ = sign_in(stage)
    for path, fields in (("/sign-ins/end", {}), ("/password", {"password": PASSWORD})):
        token = token_in(client.get("/sign-ins").text)
        assert client.post(path, data={**fields, "csrf_token": token}).status_code == 303
        assert client.get("/articles").status_code == 200, f"after {path} the desk asks for no second step of its own"
        assert "through your newsroom’s sign-in" in client.get("/sign-ins").text


def test_the_role_follows_the_groups(stage: Stage, provider: Provider) -> None:
    connect_to(stage, provider, groups_claim="groups", group_roles=GROUPS)
    provider.person |= {"groups": ["users", "desk-admins"]}
    assert sign_in(stage)[1].status_code == 303
    assert stored_people.get_person(stage.db, stage.cast["Ben"].id).role is Role.ADMIN
    for groups in ([], ["users"], "desk-admins", None, {"desk-admins": True}, ["Desk-Admins"]):
        provider.person |= {"groups": groups}
        client, answer = sign_in(stage)
        assert answer.status_code == 403 and "in no group that may use this desk" in answer.text, groups
        assert client.get("/").status_code == 303
    assert stored_people.get_person(stage.db, stage.cast["Ben"].id).role is Role.ADMIN, "whoever is not let in keeps the role that they had"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"aud": ["another-client"], "azp": CLIENT},
        {"aud": ["another-client", CLIENT], "azp": "another-client"},
        {"aud": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"exp": "tomorrow"},
        {"nbf": 4_000_000_000},
        {"iat": None},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 256},
        {"preferred_username": None},
        {"preferred_username": ["Ada"]},
        {"preferred_username": ""},
        {"preferred_username": "x" * 81},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_in_order_signs_nobody_in(stage: Stage, provider: Provider, claims: dict[str, object]) -> None:
    provider.claims = claims
    client, answer = sign_in(stage)
    assert answer.status_code == 403, answer.text
    assert client.get("/").status_code == 303
    assert rows(stage.db, "SELECT * FROM identity") == [] and rows(stage.db, "SELECT * FROM session") == []
    assert len(list_people(stage.db)) == 5


def test_a_token_that_another_key_signed_signs_nobody_in(stage: Stage, provider: Provider) -> None:
    provider.shown_key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})
    assert sign_in(stage)[1].status_code == 403


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_a_signature_of_the_provider_signs_nobody_in(stage: Stage, provider: Provider, algorithm: str) -> None:
    provider.algorithm, provider.offered = algorithm, (algorithm, "RS256")
    connect_to(stage, provider)
    assert sign_in(stage)[1].status_code == 403


def test_a_new_key_of_the_provider_is_fetched(stage: Stage, provider: Provider) -> None:
    assert sign_in(stage)[1].status_code == 303
    provider.key = RSAKey.generate_key(2048, {"kid": "k2", "use": "sig"})
    assert sign_in(stage)[1].status_code == 303


def test_an_answer_that_was_begun_in_another_browser_counts_nowhere(stage: Stage) -> None:
    victim, attacker = stage.app.test_client(), stage.app.test_client()
    answer = path_of(come_back(attacker.get("/login/provider").location))
    assert victim.get(answer).status_code == 403
    victim.get("/login/provider")
    assert victim.get(answer).status_code == 403, "nor where one of its own waits"
    assert victim.get("/").status_code == 303


def test_an_answer_counts_once(stage: Stage) -> None:
    client = stage.app.test_client()
    answer = path_of(come_back(client.get("/login/provider").location))
    assert client.get(answer).status_code == 303
    assert client.get(answer).status_code == 403


def test_a_stolen_code_is_worth_nothing_without_the_verifier(stage: Stage, provider: Provider) -> None:
    victim, thief = stage.app.test_client(), stage.app.test_client()
    stolen = parameters_of(come_back(victim.get("/login/provider").location))["code"]
    state = parameters_of(thief.get("/login/provider").location)["state"]
    assert thief.get(f"/login/provider/done?code={stolen}&state={state}").status_code == 403
    assert thief.get("/").status_code == 303


@pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=x", "?state=x", "?code=x&state=x", "?error=<script>&state=1"])
def test_an_answer_of_nobody_is_refused_in_words(stage: Stage, query: str) -> None:
    answer = stage.app.test_client().get(f"/login/provider/done{query}")
    assert answer.status_code == 403 and "gave no valid answer" in answer.text
    assert "<script>&" not in answer.text


def test_the_cookie_is_a_new_one_after_signing_in(stage: Stage) -> None:
    client = stage.app.test_client()
    client.get("/login")
    planted = client.get_cookie("claim_tracker")
    sign_in(stage, client)
    assert planted
    thief = stage.app.test_client()
    thief.set_cookie("claim_tracker", planted.value)
    assert thief.get("/").status_code == 303


def test_nobody_is_sent_to_another_site_afterwards(stage: Stage) -> None:
    for wanted in ("https://evil.example", "//evil.example", "/\\evil.example"):
        assert sign_in(stage, begin=f"/login/provider?next={wanted}")[1].location == "/"


def test_a_deactivated_person_stays_out(stage: Stage) -> None:
    people.set_disabled(stage.db, stage.cast["Ben"], True, by=stage.cast["Ada"], at=stage.at)
    client, answer = sign_in(stage)
    assert answer.status_code == 403 and "deactivated" in answer.text and client.get("/").status_code == 303


def test_the_provider_has_its_own_second_factor(stage: Stage) -> None:
    second_factor.set_required_from(stage.db, Role.VIEWER, by=stage.cast["Ada"], at=stage.at)
    client, _ = sign_in(stage)
    assert client.get("/articles").status_code == 200
    assert stage.client("Cleo").get("/articles").location == "/second-factor"


def test_a_silent_provider_is_told_of_and_asked_again(stage: Stage, provider: Provider) -> None:
    provider.is_silent = True
    client = stage.app.test_client()
    answer = client.get("/login/provider")
    assert answer.status_code == 502 and "does not answer" in answer.text
    provider.is_silent = False
    assert sign_in(stage, client)[1].status_code == 303


def test_a_provider_under_another_name_is_not_believed(stage: Stage, provider: Provider) -> None:
    provider.named_issuer = "https://evil.example"
    answer = stage.app.test_client().get("/login/provider")
    assert answer.status_code == 403 and "calls itself by another address" in answer.text


def test_without_a_provider_there_is_no_such_page(path: Path) -> None:
    plain = Stage(path)
    assert "newsroom’s account" not in plain.get("/login", by=None).text
    for address in ("/login/provider", "/login/provider/done"):
        assert plain.get(address, by=None).status_code == 404
    plain.db.close()


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({"CLAIMS_OIDC_ISSUER": "http://sign-in.example.org", "CLAIMS_OIDC_CLIENT_ID": "x"}, "https address"),
        ({"CLAIMS_OIDC_ISSUER": "sign-in.example.org", "CLAIMS_OIDC_CLIENT_ID": "x"}, "https address"),
        ({"CLAIMS_OIDC_ISSUER": "https://sign-in.example.org/?x=1", "CLAIMS_OIDC_CLIENT_ID": "x"}, "https address"),
        ({"CLAIMS_OIDC_ISSUER": "https://sign-in.example.org"}, "CLAIMS_OIDC_CLIENT_ID is not"),
        (
            {"CLAIMS_OIDC_ISSUER": "https://a.example", "CLAIMS_OIDC_CLIENT_ID": "x", "CLAIMS_OIDC_GROUPS_CLAIM": "groups"},
            "which group has which role",
        ),
    ],
)
def test_settings_that_could_not_work_keep_the_program_from_starting(environ: dict[str, str], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        from_environment(environ)


def test_the_secret_is_in_no_message(stage: Stage) -> None:
    assert SECRET not in repr(OidcSignIn("https://a.example", CLIENT, SECRET))


def test_without_authlib_the_desk_says_what_to_install(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Stage(path)
    monkeypatch.setitem(sys.modules, "authlib.integrations.flask_client", None)
    with pytest.raises(Refused, match=r"requirements-oidc\.txt"):
        create_app(replace(plain.settings, oidc=OidcSignIn("https://a.example", CLIENT)))
    plain.db.close()
