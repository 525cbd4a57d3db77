"""Whoever may not publish or withdraw cannot change one byte that a visitor sees: all actions of checkers against all public addresses."""

import importlib
import inspect
import io
import json
import pkgutil
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import claims.desk
from claims.desk.checking import talk, verdicts
from claims.desk.exchange import imports
from claims.desk.people import people
from claims.desk.publishing.publishing import Picked
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.errors import ClaimsError, NotAllowed
from claims.model import Role, SourceKind, Stance, State
from claims.store import tags
from claims.store.connect import rows
from tests.battery_guesses import Guess
from tests.drafts import add_draft, draft
from tests.stage import a_claim, a_match
from tests.web_stage import Stage
from web.request import roles

QUERIES = ["depot", "tram line", "Zanzibar", "clerk", "burned down twice", "9 kilometres", "Coast Check", "lawyer", "passengers", "1"]
STEPS = 400
"""Actions that each seed of the walk tries."""

TELLING = (
    "review.edit_claim", "review.decide_match", "review.split", "verdicts.take", "verdicts.submit", "verdicts.approve", "verdicts.drop",
    "evidence.link_source", "evidence.unlink_source", "evidence.withdraw_source", "evidence.set_confidential", "evidence.restore_source", "bulk_work.tag_all",
    "bulk_work.untag_all", "moving.move_to", "withdrawals.withdraw_article", "withdrawals.restore_article",
)  # fmt: skip
"""Actions that change what a page would say: every second one of the walk."""

INSIDE = {
    "alerts.raise_for_verdict": "what approving does; it has no door of its own",
    "talk.add_move_note": "what a move with a note does; it has no door of its own",
    "moves.make_move": "what each move does after it was checked; it has no door of its own",
    "versions.carry_over": "what adding an article does; it has no door of its own",
    "beside.take_in": "what adding an article does; it has no door of its own",
    "beside.take_in_again": "what adding an article does; it has no door of its own",
    "changes.drop_proposals": "what marking lines and making a version do; it has no door of its own",
    "watching.add_feed": "asks the network; a feed is an editor's matter",
    "link_checks.check_links": "asks the network; what it stores are sources and checks, which no page shows",
    "many_sources.add_many": "adds each item by evidence.add_source",
    "archiving.archive": "asks the network; what it stores is stored by corrections.correct_source",
    "packs.pack_article": "writes a file; of the store it changes the history alone",
    "rechecks.recheck": "asks the network; what it stores is stored by rechecks.store_seen",
}
"""Functions of the desk that are no action by themselves."""


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    """Two published claims with evidence, an article and a tag, an imported review, and work on others."""
    made = Stage(path, form_tokens=False)
    made.db.execute("UPDATE article SET url = 'https://herald.example.org/' || id, published_at = '2026-03-01'")
    ben, edith = made.cast["Ben"], made.cast["Edith"]
    made.link()
    depot = made.claim("depot")
    for word in ("trams", "ask the lawyer"):
        tags.add_tag(made.db, depot.id, word, by=ben, at=made.at)
    for title, confidential in (("Minutes of the council", False), ("A clerk", True)):
        new = NewSource(title=title, kind=SourceKind.REPORT, text="It burned. The clerk says so.", confidential=confidential)
        source = evidence.add_source(made.db, new, by=ben, at=made.at).source
        evidence.link_source(made.db, depot.id, source.id, Stance.CONTEXT, by=ben, at=made.at, quote="It burned.")
    made.bring("depot", "checked")
    verdicts.publish(made.db, depot.id, by=edith, at=made.at, picked=Picked(tags=["trams"]))
    line = made.bring("9 kilometres", "published")
    review = {
        "id": "r",
        "text": "The depot burned down.",
        "rating": "False",
        "publisher": "Coast Check",
        "url": "https://coast.example.org/1",
    }
    imports.import_claims(made.db, io.BytesIO(json.dumps(review).encode()), "jsonl", by=edith, clock=lambda: made.at)
    reviewed = rows(made.db, "SELECT claim_id FROM review")[0][0]
    other = a_claim(made.db, "The depot burned down in 2024.", by=ben, at=made.at, sentence_id=made.sentence("fine morning").id)
    for one, known in (
        (depot.id, line.id),
        (other, depot.id),
        (reviewed, depot.id),
        (made.claim("40 million").id, line.id),
        (other, reviewed),
    ):
        a_match(made.db, one, known, at=made.at)
    add_draft(made.db, made.matcher, draft(), by=ben, at=made.at)
    yield made
    made.db.close()


Answers = dict[str, tuple[int, bytes, dict[str, str]]]
"""Status, bytes, and the headers that a page has, by the address that was asked."""

PUBLIC = ["/feed/claimreview.json", "/feed/checks.atom", "/healthz", "/", "/claims", "/search?q=depot", "/sources/1", "/articles/1/report"]
PUBLIC += [f"/v1alpha1/claims:search?pageSize=100&query={query}" for query in QUERIES]
PUBLIC += [f"/v1alpha1/claims:search?pageSize=100&reviewPublisherSiteFilter={site}" for site in ("localhost", "coast.example.org")]


def public_bytes(stage: Stage) -> Answers:
    """What a visitor gets at every public address; that of each claim in the store, and one more, is among them."""
    # Another minute: a visitor may not ask much more in one.
    stage.at += timedelta(minutes=1)
    visitor = stage.app.test_client()
    found: Answers = {}

    def ask(path: str) -> int:
        answer = visitor.get(path)
        kept = {name: answer.headers.get(name, "") for name in ("ETag", "Last-Modified", "Location", "Content-Type")}
        found[path] = (answer.status_code, answer.data, kept)
        return answer.status_code

    for path in PUBLIC:
        ask(path)
    last = rows(stage.db, "SELECT max(id) FROM claim")[0][0]
    for number in range(1, last + 2):
        # A picture goes with its page; that claims without a page have none is asked of the first.
        if ask(f"/claims/{number}") != 404 or number == 1:
            ask(f"/claims/{number}/share.png")
    return found


def assert_as_before(stage: Stage, before: Answers, action: str) -> None:
    """Visitors get what they got, and of a claim that was added since no more than of a number that is none."""
    now = public_bytes(stage)
    assert {path: now[path] for path in before if path in now} == before, action
    assert {now[path][0] for path in now.keys() - before.keys()} <= {404}, action


def actions() -> dict[str, Callable[..., Any]]:
    """Every function of the desk that somebody does something with."""
    found = {}
    for module in pkgutil.walk_packages(claims.desk.__path__, "claims.desk."):
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_") and "by" in inspect.signature(function).parameters:
                found[f"{module.name.split('.')[-1]}.{name}"] = function
    return {name: function for name, function in found.items() if name not in INSIDE}


@pytest.mark.parametrize("seed", range(4))
def test_no_action_of_a_checker_changes_a_byte_that_a_visitor_sees(stage: Stage, seed: int) -> None:
    chance, every = random.Random(seed), actions()
    before, guess, done = public_bytes(stage), Guess(stage, chance), Counter[str]()
    for step in range(STEPS):
        name = chance.choice(TELLING if step % 2 else list(every))
        person = stage.cast[chance.choice(["Ben", "Cleo", "Vic"])]
        at = stage.at + timedelta(minutes=step)
        if chance.random() < 0.1:
            # An editor lets a published claim be checked again: visitors read on.
            name, person = "verdicts.reopen", stage.cast["Edith"]
        try:
            parameters = {"by": person, **({"at": at} if "at" in inspect.signature(every[name]).parameters else {})}
            every[name](stage.db, **parameters, **guess.arguments(name, every[name]))
            done[name] += 1
        except (ClaimsError, AttributeError, KeyError, StopIteration):
            continue
        if step % 10 == 0:
            assert_as_before(stage, before, name)
    assert_as_before(stage, before, "the last")
    assert len(done) > 25, sorted(done)
    assert done["review.edit_claim"] and done["verdicts.reopen"], "the walk gets somewhere"
    assert not {"verdicts.publish", "verdicts.withdraw", "publishing.publish_page", "imports.import_claims", "redaction.redact"} & set(done)


FIELDS: dict[str, Any] = {
    "text": "Zanzibar", "claim": "Zanzibar", "medium": "text", "sender": "Zanzibar", "claimant": "Zanzibar", "note": "Zanzibar", "rating": "false", "explanation": "Zanzibar", "tag": "Zanzibar",
    "byline": "Zanzibar", "published": "2025-01-05", "language": "de", "archived_url": "https://zanzibar.example.org/", "locator": "p. 9", "used_as": "primary",
    "status": "confirmed", "mark": "claim", "quote": "It burned.", "stance": "context", "source": "1", "title": "Zanzibar", "kind": "report",
    "url": "https://zanzibar.example.org/", "due": "2026-03-20T10:00", "to": "", "name": "Zanzibar", "query": "due=late", "original": "2",
    "role": "editor", "disabled": "", "label": "Zanzibar", "meaning": "true", "way": "up", "draft_seen": "0", "offered": "yes", "article": "1",
    "confidential": "yes", "self_approval": "yes", "confidential_readers": "editor", "second_factor_from": "nobody", "code": "123456", "origins": "3", "secondary_origins": "4", "copied": "60", "basis": "x", "sign_off": "1", "password": "x",
}  # fmt: skip
TABLES = ("claim", "article", "sentence", "source", "match", "note", "alert", "feed", "people")


def test_no_form_that_a_checker_sends_changes_a_byte_that_a_visitor_sees(stage: Stage) -> None:
    before, client, sent, taken = public_bytes(stage), stage.client("Ben"), 0, 0
    rules = [rule for rule in stage.app.url_map.iter_rules() if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")]
    skipped = {"signing_in.logout", "people.password", "watching.add", "sources.recheck", "beside.check_links"}
    for position, rule in enumerate(rule for rule in rules if rule.endpoint not in skipped):
        numbers = range(1, 9) if rule.arguments else [1]
        for number in numbers:
            path = rule.rule
            for argument in rule.arguments:
                path = path.replace(f"<int:{argument}>", str(number)).replace(f"<{argument}>", "true")
            table = next((one for one in TABLES if path.startswith((f"/{one}s/", f"/{one}es/", f"/{one}/"))), "evidence")
            known = rows(stage.db, f"SELECT version FROM {table} WHERE id = :id", {"id": number}) if table not in ("note", "people") else []
            version = known[0]["version"] if known else 1
            answer = client.post(path, data={**FIELDS, "seen": version, "chosen": f"{number}:{version}"})
            assert answer.status_code < 500, path
            sent, taken = sent + 1, taken + (answer.status_code == 303)
        if position % 4 == 3:
            assert_as_before(stage, before, f"{rule.rule}, or one of the three before it")
    assert_as_before(stage, before, "the last forms")
    assert sent > 200 and taken > 60, (sent, taken)


BODIES: dict[str, dict[str, Any]] = {
    "api_beside.decide": {"status": "accepted", "stance": "context"},
    "api_beside.settle": {"status": "settled"},
    "api_claims.change": {"text": "Zanzibar"},
    "api_claims.add": {"article_id": 1, "quote": "fine morning"},
    "api_articles.add": {"text": "Zanzibar burned down twice in 2024.", "title": "Zanzibar"},
    "api_articles.change": {"due_at": "2026-03-20T10:00:00+00:00"},
    "api_verdicts.submit": {"rating": "false", "explanation": "Zanzibar"},
    "api_verdicts.read": {"outcome": "approved"},
    "api_evidence.add": {"source_id": 1, "stance": "context"},
    "api_evidence.change": {"locator": "p. 9", "quote": "It burned."},
    "api_evidence.withdraw": {"note": "Zanzibar"},
    "api_matches.decide": {"status": "confirmed", "note": "Zanzibar"},
    "api_tips.add": {"text": "Zanzibar", "from": "Zanzibar"},
    "api_sources.add": {"title": "Zanzibar", "kind": "report"},
    "api_sources.change": {"confidential": True, "reason": "Zanzibar"},
    "api_sources.withdraw": {"note": "Zanzibar"},
}


def test_no_request_of_a_checker_s_program_changes_a_byte_that_a_visitor_sees(stage: Stage) -> None:
    before, bearer, client = public_bytes(stage), stage.bearer("Ben"), stage.app.test_client()
    statuses = Counter[int]()
    rules = [
        rule
        for rule in stage.app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and set(rule.methods or ()) & {"POST", "PATCH", "PUT", "DELETE"}
    ]
    for rule in rules:
        for number in range(1, 9):
            path = rule.rule
            for argument in rule.arguments:
                path = path.replace(f"<int:{argument}>", str(number)).replace(f"<{argument}>", str(number))
            etag = client.get(path, headers=bearer).headers.get("ETag", '"1"')
            bodies = [BODIES.get(rule.endpoint, {})]
            if rule.endpoint == "api_claims.change":
                bodies += [{"state": state, "note": "Zanzibar"} for state in State]
            for method in set(rule.methods or ()) & {"POST", "PATCH", "PUT", "DELETE"}:
                for body in bodies:
                    answer = client.open(path, method=method, json=body, headers={**bearer, "If-Match": etag})
                    assert answer.status_code < 500, path
                    statuses[answer.status_code] += 1
        assert_as_before(stage, before, rule.rule)
    assert statuses[200] + statuses[201] > 15, statuses


def test_every_action_of_the_desk_is_walked(stage: Stage) -> None:
    guess = Guess(stage, random.Random(0))
    a_note = talk.add_note(stage.db, stage.claim("depot").id, "Look.", by=stage.cast["Ben"], at=stage.at)
    assert a_note
    for name, function in actions().items():
        try:
            guess.arguments(name, function)
        except ClaimsError:
            continue
    assert len(actions()) > 60


@pytest.mark.parametrize("name", ["publish", "withdraw"])
def test_publishing_and_withdrawing_are_an_editor_s(stage: Stage, name: str) -> None:
    assert people.MAY[name] is Role.EDITOR and roles.NEEDS[f"claim_work.{name}"] == name
    with pytest.raises(NotAllowed):
        getattr(verdicts, name)(
            stage.db, stage.claim("depot").id, *(["x"] if name == "withdraw" else []), by=stage.cast["Ben"], at=stage.at
        )


def test_a_source_that_visitors_see_is_made_confidential_by_who_may_withdraw_pages(stage: Stage) -> None:
    (shown,) = [row["source_id"] for row in rows(stage.db, "SELECT source_id FROM evidence WHERE id = 1")]
    before = public_bytes(stage)
    page = next(path for path, (status, body, _) in before.items() if status == 200 and b"Building register" in body)
    with pytest.raises(NotAllowed, match=f"public page of claim {page.removeprefix('/claims/')}.* Ask an editor"):
        evidence.set_confidential(stage.db, shown, True, "it names a witness", by=stage.cast["Ben"], at=stage.at)
    assert public_bytes(stage) == before
    evidence.set_confidential(stage.db, shown, True, "it names a witness", by=stage.cast["Edith"], at=stage.at)
    after = public_bytes(stage)
    assert [path for path in before if before[path] != after[path]] == [page]
    assert b"Building register" in before[page][1] and b"Building register" not in after[page][1]
    evidence.set_confidential(stage.db, shown, False, "it was a slip", by=stage.cast["Edith"], at=stage.at)
    assert public_bytes(stage) == after, "only an editor who publishes again shows it again"
    evidence.set_confidential(stage.db, shown, True, "no page names it", by=stage.cast["Ben"], at=stage.at)
    assert public_bytes(stage) == after
