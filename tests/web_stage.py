"""A web desk on a real file for the tests: five people, two articles, known matches, one clock that a test can move."""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import flask
from flask import Config, Flask
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlite_utils import Database
from werkzeug.test import TestResponse

from claims.desk.articles import fetching, intake
from claims.desk.checking import review, verdicts
from claims.desk.index.matcher import Matcher
from claims.desk.opening import open_store
from claims.desk.people import people, sessions, tokens
from claims.desk.screens import overview
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.model import (
    Claim,
    Comparison,
    Difference,
    DifferenceKind,
    Mark,
    Match,
    Person,
    Relation,
    Role,
    Sentence,
    Shared,
    SharedKind,
    Source,
    SourceKind,
    Stance,
    Status,
)
from claims.settings import Settings
from claims.store import matches
from claims.store import people as stored_people
from tests.prepared import copy_prepared
from web import attach_state, build_app
from web.request import oidc

PASSWORD = "nine bridges at Brackwater"
ROLES = {"Ada": Role.ADMIN, "Edith": Role.EDITOR, "Ben": Role.CHECKER, "Cleo": Role.CHECKER, "Vic": Role.VIEWER}

ARTICLE = """Brackwater opens its tram line

The tram line carried 12,000 passengers on its first day. The town paid 40 million crowns for the line.
What a fine morning it was. The old depot was torn down in March 2024. The line is 9 kilometres long.
"""
EARLIER = """Trams for Brackwater

The tram line carried 21,000 passengers on its first day. The line will be 9 kilometres in length.
"""
SOURCE = "The depot was demolished on 4 March 2024. The line measures 9.1 kilometres from end to end."


AT = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@cache
def _built_app(form_tokens: bool) -> Flask:
    app = build_app(Settings(db=Path("nowhere")))
    app.config["WTF_CSRF_ENABLED"] = form_tokens
    return app


def new_app(settings: Settings, clock: Callable[[], datetime], *, form_tokens: bool = True) -> Flask:
    """The desk on the database of the settings: a copy of an app that is built once a process, which takes 10 ms instead of 95.

    The copies share pages, hooks and loaded templates. Settings with host names of the desk need web.create_app.
    """
    app = copy(_built_app(form_tokens))
    app.config = Config(app.config.root_path, app.config)
    app.extensions = dict(app.extensions)
    app.view_functions = dict(app.view_functions)
    oidc.install(app, settings)
    attach_state(app, settings, clock=clock)
    return app


def set_the_stage(path: Path) -> None:
    """Write the database that every stage begins with: the cast, two articles, and the key that signs cookies."""
    db = open_store(path)
    sessions.signing_key(db)
    ada = stored_people.add_person(db, "Ada", Role.ADMIN, by=None, at=AT)
    cast = {name: stored_people.add_person(db, name, role, by=ada, at=AT) for name, role in list(ROLES.items())[1:]}
    matcher = Matcher(path.parent / "no-model")
    for text in (EARLIER, ARTICLE):
        store_article(db, matcher, text, by=cast["Ben"], at=AT)
    db.close()


def store_article(db: Database, matcher: Matcher, text: str, *, by: Person, at: datetime) -> int:
    """Add an article from a plain text; give its number."""
    document = fetching.read_upload(text.encode(), "article.txt", limit=5_000_000)
    return intake.add_article(db, matcher, document, by=by, at=at).article.id


@dataclass
class Stage:
    """The store and the application on it. With ``form_tokens=False`` a form is taken without the token of its page."""

    path: Path
    at: datetime = AT
    max_bytes: int = 5_000_000
    allowed_hosts: frozenset[str] = frozenset()
    form_tokens: bool = True
    cast: dict[str, Person] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    recovery_codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # No model: words alone match well enough here, and a test starts in milliseconds.
        self.settings = Settings(
            db=self.path, model=self.path.parent / "no-model", max_article_bytes=self.max_bytes, allowed_hosts=self.allowed_hosts
        )
        self.matcher = Matcher(self.settings.model)
        copy_prepared("stage", set_the_stage, self.path)
        self.db: Database = open_store(self.path)
        for person in stored_people.list_people(self.db):
            self.cast[person.name] = person
        self.earlier, self.article = 1, 2
        self.app = new_app(self.settings, lambda: self.at, form_tokens=self.form_tokens)
        # On a busy machine even a short article takes longer than anybody would wait.
        self.app.extensions["adding"].patience = 60.0

    def add_article(self, text: str) -> int:
        """Store an article as Ben."""
        return store_article(self.db, self.matcher, text, by=self.cast["Ben"], at=self.at)

    def sentence(self, words: str, article: int | None = None) -> Sentence:
        """The sentence that holds these words, as it is now."""
        desk = overview.article_desk(self.db, article or self.article, at=self.at)
        return next(sentence for sentence in desk.sentences if words in sentence.text)

    def claim(self, words: str, article: int | None = None) -> Claim:
        """The claim in the sentence that holds these words, marked on the way, as it is now."""
        sentence = self.sentence(words, article)
        if sentence.mark is not Mark.CLAIM:
            review.mark_sentence(self.db, sentence.id, Mark.CLAIM, by=self.cast["Ben"], at=self.at)
        return overview.article_desk(self.db, article or self.article, at=self.at).claims_in[sentence.id][0]

    def match(self, *, differing: bool) -> Match:
        """A pair that waits: 12,000 against 21,000 passengers, or twice 9 kilometres."""
        words = "passengers" if differing else "9 kilometres"
        ours, theirs = self.claim(words), self.claim(words, self.earlier)
        found = matches.find_pair(self.db, ours.id, theirs.id)
        if found and found.comparison.relation is (Relation.DIFFERS if differing else found.comparison.relation):
            return found
        differences = (Difference(DifferenceKind.NUMBER, "12,000", "21,000", (22, 28), (22, 28)),) if differing else ()
        relation = Relation.DIFFERS if differing else Relation.SAME
        comparison = Comparison(0.41 if differing else 0.93, relation, differences, (Shared(SharedKind.WORDS, ("tram", "line")),))
        return matches.get_match(self.db, matches.add_match(self.db, ours.id, theirs.id, comparison, at=self.at))

    def source(self, title: str = "Building register of Brackwater") -> Source:
        """A stored source with a text."""
        new = NewSource(
            title=title, kind=SourceKind.PRIMARY_DOCUMENT, url=f"https://register.example.org/{len(title)}", text=f"{title}. {SOURCE}"
        )
        return evidence.add_source(self.db, new, by=self.cast["Ben"], at=self.at).source

    def link(self) -> int:
        """A source linked to the claim about the depot."""
        source = self.source()
        claim = self.claim("depot")
        by = self.cast["Ben"]
        return evidence.link_source(self.db, claim.id, source.id, Stance.SUPPORTS, by=by, at=self.at, quote="demolished on 4 March 2024").id

    def bring(self, words: str, to: str) -> Claim:
        """The claim of that sentence, brought to a state as Ben checks, Cleo reads and Edith publishes."""
        claim = self.claim(words)
        steps = ["taken", "submitted", "checked", "published"]
        wanted = steps[: steps.index(to) + 1] if to in steps else []
        if "taken" in wanted:
            verdicts.take(self.db, claim.id, by=self.cast["Ben"], at=self.at)
        if "submitted" in wanted:
            verdicts.submit(self.db, claim.id, "true", "The register says so.", by=self.cast["Ben"], at=self.at)
        if "checked" in wanted:
            verdicts.approve(self.db, claim.id, by=self.cast["Cleo"], at=self.at)
        if "published" in wanted:
            verdicts.publish(self.db, claim.id, by=self.cast["Edith"], at=self.at)
        if to == "dropped":
            verdicts.drop(self.db, claim.id, by=self.cast["Ben"], at=self.at)
        if to == "joined":
            review.decide_match(self.db, self.match(differing=False).id, Status.CONFIRMED, by=self.cast["Ben"], at=self.at)
        return self.page_of(claim.id)

    def page_of(self, claim_id: int) -> Claim:
        """The claim that speaks for a number, as it is now."""
        return overview.claim_page(self.db, claim_id).case.claim

    def client(self, name: str | None) -> FlaskClient:
        """A browser, signed in as that person, or as nobody."""
        client = self.app.test_client()
        if name:
            secret = sessions.start_session(self.db, self.cast[name], at=self.at)
            with client.session_transaction() as session:
                session["secret"] = secret
        return client

    def bearer(self, name: str | None) -> dict[str, str]:
        """The header with a token of that person's, made when first asked for; none for nobody."""
        if name is None:
            return {}
        if name not in self.tokens:
            self.tokens[name] = tokens.make_token(self.db, self.cast[name], by=self.cast["Ada"], at=self.at)
        return {"Authorization": f"Bearer {self.tokens[name]}"}

    def get(self, path: str, by: str | None = "Ben") -> TestResponse:
        """The page at that address."""
        return self.client(by).get(path, buffered=True)

    def post(self, path: str, fields: dict[str, object], *, by: str | None = "Ben", token: bool = True) -> TestResponse:
        """Send a form as its page would: with that browser's token."""
        client = self.client(by)
        given = {"csrf_token": self.form_token(client)} if token else {}
        return client.post(path, data={**fields, **given})

    def messages_of(self, answer: TestResponse) -> list[str]:
        """What the page after this answer says was done."""
        browser = self.app.test_client()
        for cookie in answer.headers.getlist("Set-Cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            browser.set_cookie(name, value)
        with browser.session_transaction() as session:
            return [str(message) for _, message in session.get("_flashes", [])]

    def form_token(self, client: FlaskClient) -> str:
        """The token of that browser's forms, without the page that holds one."""
        with self.app.test_request_context():
            token: str = generate_csrf()
            secret = flask.session["csrf_token"]
        with client.session_transaction() as session:
            session["csrf_token"] = secret
        return token

    def give_password(self, name: str) -> None:
        """Let that person sign in with PASSWORD."""
        people.set_password(self.db, self.cast[name], PASSWORD, by=self.cast["Ada"], at=self.at)


def token_in(page: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "the page has no form"
    return found[1]
