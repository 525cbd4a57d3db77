"""Who reads confidential sources: every address, asked for by every role, tells those below the setting not one word of them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from claims.desk import alerts
from claims.desk.articles import signoffs
from claims.desk.cases import cases
from claims.desk.opening import open_store
from claims.desk.people import confidential
from claims.desk.people.confidential import hide_from
from claims.desk.sources import evidence, rechecks
from claims.desk.upkeep import checkup
from claims.errors import NotFound
from claims.model import Person, Role, SourceKind, Stance, Whereabouts
from claims.sourcing import sign_off_basis
from claims.store import rechecks as stored_rechecks
from claims.store import sources
from claims.store.confidential import VIEWS
from claims.store.sources import NewSource
from tests.web_stage import Stage

BY: dict[str | None, Role | None] = {None: None, "Vic": Role.VIEWER, "Ben": Role.CHECKER, "Edith": Role.EDITOR, "Ada": Role.ADMIN}
SECRETS = {
    "title": "quillmarsh", "publisher": "bresselhof", "url": "tarnfeather", "archived_url": "ostrelgrove", "text": "wendlemire",
    "quote": "harrowbeck", "locator": "pellinford", "note": "dunmorrow", "reason": "skelverton", "why": "aldertwist",
    "refound": "fennimore", "failure": "gorsewick",
}  # fmt: skip
"""One word for each thing that is hidden; none of them is in anything else."""


@dataclass
class Hidden:
    """A stage with a confidential source and all that can be said of one."""

    stage: Stage
    source: int
    copied_by: int
    link: int
    claim: int
    browsers: dict[str | None, FlaskClient] = field(default_factory=dict)

    def browser(self, by: str | None) -> FlaskClient:
        """The browser of that person, signed in when first asked for."""
        if by not in self.browsers:
            self.browsers[by] = self.stage.client(by)
        return self.browsers[by]


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hidden]:
    stage = Stage(tmp_path_factory.mktemp("confidential") / "claims.db", form_tokens=False)
    ben, edith, ada, at = (*(stage.cast[name] for name in ("Ben", "Edith", "Ada")), stage.at)
    new = NewSource(
        SECRETS["title"], SourceKind.PRIMARY_DOCUMENT, url=f"https://{SECRETS['url']}.example.org/", publisher=SECRETS["publisher"],
        published_at="2024-03-05", text=f"The depot was {SECRETS['quote']} on 4 March 2024. So says {SECRETS['text']}.",
        original=b"<p>bytes</p>", original_type="text/html", archived_url=f"https://{SECRETS['archived_url']}.example.org/",
    )  # fmt: skip
    source = evidence.add_source(stage.db, new, by=ben, at=at).source
    copy = stage.source()
    evidence.set_origin(stage.db, copy.id, source.id, by=ben, at=at)
    claim = stage.claim("depot")
    said = {"quote": f"depot was {SECRETS['quote']}", "locator": SECRETS["locator"], "note": SECRETS["note"]}
    link = evidence.link_source(stage.db, claim.id, source.id, Stance.SUPPORTS, by=ben, at=at, **said)
    evidence.link_source(stage.db, claim.id, copy.id, Stance.SUPPORTS, by=ben, at=at, quote="demolished on 4 March 2024")
    # Published while it could be named: what was frozen then must not tell either.
    claim = stage.bring("depot", "published")
    taken = evidence.link_source(stage.db, claim.id, source.id, Stance.CONTEXT, by=ben, at=at)
    evidence.unlink_source(stage.db, taken.id, SECRETS["why"], by=ben, at=at)
    looked = rechecks.Requoted(link.id, Whereabouts.CHANGED, f"depot is {SECRETS['refound']}")
    stored_rechecks.add_recheck(stage.db, source, sha256="a" * 64, changed=True, quotes=[looked], failure=None, by=ben, at=at)
    stored_rechecks.add_recheck(stage.db, source, sha256=None, changed=False, quotes=[], failure=SECRETS["failure"], by=ben, at=at)
    evidence.set_confidential(stage.db, source.id, True, SECRETS["reason"], by=edith, at=at)
    signoffs.sign_off(stage.db, stage.article, "as it is", by=edith, at=at)
    confidential.set_lowest_reader(stage.db, "editor", by=ada, at=at)
    yield Hidden(stage, source.id, copy.id, link.id, claim.id)
    stage.db.close()


def choose(hidden: Hidden, role: str) -> None:
    confidential.set_lowest_reader(hidden.stage.db, role, by=hidden.stage.cast["Ada"], at=hidden.stage.at)


def addresses(hidden: Hidden, by: str | None) -> list[str]:
    """Every address that is read, filled with numbers that are there, and asked for every secret word where one can ask."""
    stage = hidden.stage
    named = {
        "source_id": [hidden.source, hidden.copied_by], "claim_id": [hidden.claim], "article_id": [stage.article, stage.earlier],
        "evidence_id": [hidden.link], "filename": ["base.css"], "kind": ["csv", "json", "html", "text", "txt"], "format": ["csv", "json", "html", "text", "txt"],
        "secret": [alerts.make_address(stage.db, stage.cast[by], at=stage.at)] if by else ["nobody-has-this"],
    }  # fmt: skip
    found = []
    for rule in stage.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in ("static", "factcheck.search"):
            continue
        filled = [rule.rule]
        for part, name in re.findall(r"(<(?:\w+:)?(\w+)>)", rule.rule):
            filled = [one.replace(part, str(value)) for one in filled for value in named.get(name, [1, 2, 3])]
        found += filled
    asking = [
        "/search?q={}",
        "/sources?q={}",
        "/?q={}",
        "/claims?q={}",
        f"/claims/{hidden.claim}/evidence/new?q={{}}",
        "/api/v1/search?q={}",
        "/api/v1/search?q={}&kind=source",
    ]
    found += [one.format(word) for one in asking for word in ("depot", "carried depot")]
    return [
        *found,
        f"/claims/{hidden.claim}/evidence/new?q=https://tarnfeather.example.org/",
        "/api/v1/match?q=depot",
        "/sources?sort=publisher&kept=yes",
        f"/articles/{stage.article}?line=4",
    ]


def read(hidden: Hidden, address: str, by: str | None) -> TestResponse:
    sent = hidden.stage.bearer(by) if address.startswith("/api/") else {}
    return hidden.browser(by).get(address, buffered=True, headers=sent, follow_redirects=True)


def told(answer: TestResponse, address: str = "") -> set[str]:
    """The secrets that an answer tells, head and body, beyond what its own address said."""
    text = (answer.data.decode(errors="replace") + str(answer.headers)).casefold()  # a picture is no text
    return {name for name, word in SECRETS.items() if word in text and word not in address}


LOWEST = ("viewer", "checker", "editor", "admin")
EDGES = {
    (None, "viewer"),
    ("Vic", "viewer"),
    ("Vic", "checker"),
    ("Ben", "checker"),
    ("Ben", "editor"),
    ("Edith", "editor"),
    ("Edith", "admin"),
    ("Ada", "admin"),
}
"""Who just may and who just may not, for each setting."""


@pytest.mark.parametrize(
    ("by", "lowest"),
    [pytest.param(by, lowest, marks=() if (by, lowest) in EDGES else pytest.mark.long) for by in BY for lowest in LOWEST],
)
def test_every_address_tells_who_may_and_nobody_else(hidden: Hidden, by: str | None, lowest: str) -> None:
    choose(hidden, lowest)
    role, order = BY[by], list(Role)
    may = role is not None and order.index(role) >= order.index(Role(lowest))
    answers = {address: read(hidden, address, by) for address in addresses(hidden, by)}
    assert {
        address: answer.status_code for address, answer in answers.items() if answer.status_code in (400, 429) or answer.status_code >= 500
    } == {}
    telling = {address: words for address, answer in answers.items() if (words := told(answer, address))}
    if may:
        assert set.union(*telling.values()) >= set(SECRETS), "what is looked for is somewhere"
        assert answers[f"/sources/{hidden.source}"].status_code == 200
    else:
        assert telling == {}
        if role is not None:
            assert answers[f"/sources/{hidden.source}"].status_code == 404
            assert answers[f"/api/v1/sources/{hidden.source}"].status_code == 404
            assert answers[f"/sources/{hidden.copied_by}"].status_code == 200


@pytest.mark.parametrize("word", SECRETS)
def test_nobody_below_finds_it_by_a_word_of_it(hidden: Hidden, word: str) -> None:
    choose(hidden, "editor")
    for address in (
        "/search?q={}",
        "/sources?q={}",
        f"/claims/{hidden.claim}/evidence/new?q={{}}",
        "/api/v1/search?q={}",
        "/api/v1/search?q={}+depot",
    ):
        asked, otherwise = address.format(SECRETS[word]), address.format("nosuchword")
        assert answered(hidden, asked, SECRETS[word]) == answered(hidden, otherwise, "nosuchword"), asked


def answered(hidden: Hidden, address: str, word: str) -> str:
    """An answer without the word that was asked for, and without what differs each time."""
    text = read(hidden, address, "Ben").get_data(as_text=True).replace(word, "…")
    return re.sub(r'name="csrf_token" value="[^"]*"|nonce="[^"]*"|nonce-[\w-]+', "", text)


def test_the_line_and_the_counts_stay(hidden: Hidden) -> None:
    choose(hidden, "editor")
    page = read(hidden, f"/claims/{hidden.claim}", "Ben").text
    assert "a confidential source" in page and f'href="/sources/{hidden.source}"' not in page
    assert f'href="/sources/{hidden.source}"' in read(hidden, f"/claims/{hidden.claim}", "Edith").text
    links = json.loads(read(hidden, f"/api/v1/claims/{hidden.claim}/evidence", "Ben").text)["evidence"]
    assert (links[0]["source_id"], links[0]["stance"], links[0]["quote"]) == (hidden.source, "supports", None)
    history = read(hidden, f"/claims/{hidden.claim}/history", "Ben").text
    assert "“a confidential source” linked: supports" in history and "made confidential" not in history
    counts = [
        {key: report[key] for key in ("headline", "problems", "by_state", "sentences", "signed_off", "lines") if key in report}
        for report in (json.loads(read(hidden, f"/api/v1/articles/{hidden.stage.article}/report", by).text) for by in ("Ben", "Edith"))
    ]
    assert counts[0] == counts[1] and counts[0]["problems"]


def test_a_sign_off_lapses_for_nobody_through_the_setting(hidden: Hidden) -> None:
    bases = []
    for reader in ("Ben", "Ada"):
        with open_store(hidden.stage.path) as db:
            choose(hidden, "editor")
            hide_from(db, hidden.stage.cast[reader])
            report = cases.sourcing_report(db, hidden.stage.article, at=hidden.stage.at)
            bases.append((sign_off_basis.basis(report), report.lapsed))
    assert bases[0] == bases[1]


ACTS = (
    ("PATCH", "/api/v1/sources/{source}", {"derived_from": None}),
    ("PATCH", "/api/v1/sources/{source}", {"confidential": False, "reason": "x"}),
    ("DELETE", "/api/v1/sources/{source}?note=x", None),
    ("DELETE", "/api/v1/evidence/{link}?note=x", None),
    ("POST", "/api/v1/claims/{claim}/evidence", {"source_id": "{source}", "stance": "supports", "quote": "harrowbeck"}),
    ("POST", "/api/v1/claims/{claim}/evidence", {"source_id": "{source}", "stance": "supports", "quote": "nowhere"}),
    ("PATCH", "/api/v1/sources/{copied_by}", {"derived_from": "{source}"}),
    ("POST", "/sources/{source}/recheck", {}),
    ("POST", "/sources/{source}/withdraw", {"note": "x", "seen": "3"}),
    ("POST", "/sources/{source}/restore", {"seen": "3"}),
    ("POST", "/sources/{source}/confidential", {"note": "x", "seen": "3"}),
    ("POST", "/evidence/{link}/withdraw", {"note": "x", "seen": "1"}),
    ("POST", "/claims/{claim}/evidence", {"source": "{source}", "stance": "supports", "quote": "harrowbeck"}),
)


@pytest.mark.parametrize(("method", "address", "given"), ACTS)
def test_no_act_below_touches_or_tells_it(hidden: Hidden, method: str, address: str, given: dict[str, object] | None) -> None:
    choose(hidden, "admin")
    numbers = {"source": hidden.source, "link": hidden.link, "claim": hidden.claim, "copied_by": hidden.copied_by}
    filled = {
        name: numbers[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value for name, value in (given or {}).items()
    }
    path, before = address.format(**numbers), everything(hidden)
    for by in ("Ben", "Edith"):
        client, sent = hidden.stage.client(by), hidden.stage.bearer(by)
        before = everything(hidden)
        if address.startswith("/api/"):
            tag = client.get(path.partition("?")[0], headers=sent).headers.get("ETag", '"1-x"')
            answer = client.open(path, method=method, json=filled or None, headers={**sent, "If-Match": tag})
        else:
            answer = client.post(path, data=filled)
        assert answer.status_code in (403, 404) and told(answer) == set()
        assert everything(hidden) == before


def everything(hidden: Hidden) -> list[tuple[object, ...]]:
    tables = ("source", "evidence", "recheck")
    found = [tuple(row) for name in tables for row in hidden.stage.db.execute(f"SELECT * FROM {name}").fetchall()]
    return [*found, tuple(hidden.stage.db.execute("SELECT max(id) FROM event WHERE action <> 'set_setting'").fetchone())]


def test_the_same_source_given_again_is_neither_shown_nor_stored_twice(hidden: Hidden) -> None:
    choose(hidden, "editor")
    text = f"The depot was {SECRETS['quote']} on 4 March 2024. So says {SECRETS['text']}."
    sent = {"title": "Mine", "kind": "report", "url": f"https://{SECRETS['url']}.example.org/", "text": text}
    before = everything(hidden)
    answer = hidden.stage.client("Ben").post("/api/v1/sources", json=sent, headers=hidden.stage.bearer("Ben"))
    assert answer.status_code in (400, 409, 422) and SECRETS["title"] not in answer.text and everything(hidden) == before
    # An address alone is answered as if nothing were there.
    alone = hidden.stage.client("Ben").post("/api/v1/sources", json={**sent, "text": ""}, headers=hidden.stage.bearer("Ben"))
    assert alone.status_code == 201 and told(alone) <= {"url"} and alone.json["id"] != hidden.source


def test_whoever_hands_one_in_sees_no_more_of_it(hidden: Hidden) -> None:
    choose(hidden, "editor")
    stage, sent = hidden.stage, {"title": "Letter of a driver", "kind": "other", "text": "Nobody counted.", "confidential": True}
    added = stage.client("Ben").post("/api/v1/sources", json=sent, headers=stage.bearer("Ben"))
    assert added.status_code == 201 and added.json["title"] == "a confidential source"
    assert read(hidden, f"/sources/{added.json['id']}", "Ben").status_code == 404
    assert "Letter of a driver" in read(hidden, f"/sources/{added.json['id']}", "Edith").text
    named = evidence.add_source(
        stage.db, NewSource("Note of a baker", SourceKind.OTHER, text="Bread."), by=stage.cast["Ben"], at=stage.at
    ).source
    made = stage.client("Ben").post(
        f"/sources/{named.id}/confidential", data={"confidential": "yes", "note": "x", "seen": "1"}, follow_redirects=True
    )
    assert made.status_code == 200 and "stored as confidential" in made.text and "Note of a baker" not in made.text
    assert "Note of a baker" in read(hidden, f"/sources/{named.id}", "Edith").text


def test_what_is_written_beside_hidden_sources_is_sealed(hidden: Hidden) -> None:
    choose(hidden, "admin")
    stage = hidden.stage
    client = stage.client("Ben")
    added = client.post(
        "/api/v1/sources", json={"title": "Plan of the line", "kind": "report", "text": "Nine stops."}, headers=stage.bearer("Ben")
    )
    linked = client.post(
        f"/api/v1/claims/{hidden.claim}/evidence", headers=stage.bearer("Ben"),
        json={"source_id": added.json["id"], "stance": "context", "quote": "Nine stops", "locator": "page 1"},
    )  # fmt: skip
    assert (added.status_code, linked.status_code) == (201, 201)
    assert sources.get_source(stage.db, added.json["id"]).title == "Plan of the line"
    assert checkup.verify(stage.db).problems == ()


def test_the_views_have_the_columns_of_their_tables(hidden: Hidden) -> None:
    columns = {name: [row[1] for row in hidden.stage.db.execute(f"PRAGMA main.table_info({name})")] for name in VIEWS}
    with open_store(hidden.stage.path) as db:
        choose(hidden, "admin")
        hide_from(db, hidden.stage.cast["Ben"])
        seen = {name: [row[1] for row in db.execute(f"PRAGMA temp.table_info({name})")] for name in VIEWS}
        with pytest.raises(NotFound):
            sources.get_source(db, hidden.source)
        assert sources.get_original(db, hidden.source) is None
    seen = {
        name: [one for one in names if name.endswith("search") is False or one not in ("rowid", "rank", name)]
        for name, names in seen.items()
    }
    assert seen == columns


def test_the_setting_has_its_event_and_a_command(hidden: Hidden, ada: Person) -> None:
    choose(hidden, "viewer")
    choose(hidden, "checker")
    assert "lowest role that reads confidential sources: checker (before: viewer)" in read(hidden, "/settings", "Vic").text
