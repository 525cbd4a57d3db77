"""A link for an expert: what it opens, what it never opens, and the notes that come back."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from claims.cli.main import cli
from claims.desk.articles import withdrawals
from claims.desk.checking import talk
from claims.desk.people import confidential, people
from claims.desk.screens import overview
from claims.desk.sharing import sharing
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.desk.upkeep import checkup, redaction
from claims.model import Role, SourceKind, Stance
from claims.store import expert_links
from tests.drafts import CLOSED, RIDERS
from tests.web_form_articles import drafted
from tests.web_stage import ARTICLE, Stage, token_in

LEDGER = "Ledger of Quillmere Holdings"


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def shared(stage: Stage, article: int | None = None, days: int = 14) -> str:
    """The path that a new link opens."""
    made = sharing.share_article(stage.db, article or stage.article, "Dr Zora Kell", days, by=stage.cast["Edith"], at=stage.at)
    return f"/expert/{made.secret}"


def opened(stage: Stage, path: str) -> TestResponse:
    return stage.app.test_client().get(path, buffered=True)


def read(stage: Stage, path: str) -> str:
    answer = opened(stage, path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def leave(stage: Stage, path: str, client: FlaskClient | None = None, **fields: object) -> TestResponse:
    client = client or stage.app.test_client()
    sent = {"name": "Zora Kell", "note": "The depot stood until April.", "csrf_token": token_in(client.get(path).text), **fields}
    return client.post(f"{path}/notes", data=sent)


def confide(stage: Stage, words: str = "depot", **details: str) -> int:
    """A confidential source, linked to the claim with these words."""
    new = NewSource(LEDGER, SourceKind.REPORT, "https://quillmere.example.org/ledger", text="The depot stood.", confidential=True)
    source = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source
    evidence.link_source(
        stage.db, stage.claim(words).id, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at, quote="The depot stood."
    )
    return source.id


def test_an_editor_makes_a_link_whose_address_is_shown_once_and_stored_nowhere(stage: Stage) -> None:
    client = stage.client("Edith")
    report = f"/articles/{stage.article}/report"
    token = token_in(client.get(report).text)
    page = client.post(
        f"/articles/{stage.article}/share", data={"for": "Dr Zora Kell", "days": "30", "csrf_token": token}, follow_redirects=True
    )
    address = re.search(r"http://localhost(/expert/expert_[\w-]{43})", page.text)
    assert address and read(stage, address[1])
    assert address[1] not in client.get(report).text
    (link,) = sharing.links_of(stage.db, stage.article)
    assert (link.label, link.made_by, link.expires_at) == ("Dr Zora Kell", "Edith", stage.at + timedelta(days=30))
    secret = address[1].removeprefix("/expert/")
    stage.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert secret.encode() not in stage.path.read_bytes(), "only its hash is stored"


@pytest.mark.parametrize("days", [0, 91, 10**9])
def test_a_link_works_for_1_to_90_days(stage: Stage, days: int) -> None:
    answer = stage.post(f"/articles/{stage.article}/share", {"for": "x", "days": days}, by="Edith")
    assert answer.status_code == 409 and sharing.links_of(stage.db, stage.article) == []


def test_the_page_shows_the_report_and_nothing_of_the_desk(stage: Stage) -> None:
    stage.link()
    answer = opened(stage, shared(stage))
    page = unescape(answer.text)
    for line in (*ARTICLE.split("\n\n")[0].splitlines(), "The old depot was torn down in March 2024."):
        assert line in page
    for words in ("Building register of Brackwater", "demolished on 4 March 2024", "1 for, 0 against", "No copy is kept"):
        assert words in page, words
    for name in ("Ben", "Edith", "Ada", "Cleo", "Vic", "Dr Zora Kell"):
        assert name not in page, name
    assert not re.findall(r'href="/(?!static/)', answer.text), "it leads nowhere on the desk"
    assert "<script" not in answer.text


def test_the_answer_is_kept_from_search_engines_other_sites_and_caches(stage: Stage) -> None:
    path = shared(stage)
    for answer in (opened(stage, path), opened(stage, "/expert/expert_wrong"), opened(stage, f"{path}/more"), leave(stage, path)):
        assert answer.headers["Referrer-Policy"] == "no-referrer" and "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store" and "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert 'content="noindex' in read(stage, path)
    assert opened(stage, "/login").headers["Referrer-Policy"] == "same-origin"


def test_nothing_of_a_confidential_source_is_on_the_page_though_everybody_inside_may_read_it(stage: Stage) -> None:
    stage.link()
    confide(stage)
    assert LEDGER in stage.get(f"/claims/{stage.claim('depot').id}", by="Vic").text, "inside, all roles read it"
    page = read(stage, shared(stage))
    for words in (LEDGER, "quillmere", "The depot stood.", "a confidential source", "A confidential source"):
        assert words not in page, words
    assert "1 for, 0 against" in page, "it is not counted either"


def test_a_claim_that_rests_on_a_confidential_source_alone_is_not_called_unsourced(stage: Stage) -> None:
    path = shared(stage)
    stage.claim("depot")
    assert "No source is linked" in read(stage, path)
    confide(stage)
    page = read(stage, path)
    assert "No source is linked" not in page and "No copy is kept" not in page


@pytest.mark.parametrize("secret", [f"We have the {LEDGER}.", "See quillmere.example.org/ledger for all of it."])
def test_a_line_or_title_that_names_a_confidential_source_is_withheld(stage: Stage, secret: str) -> None:
    article = stage.add_article(f"{secret}\n\nThe kiln of Orvel is 12 metres tall. {secret} It was built in 1911.")
    claim = overview.article_desk(stage.db, article, at=stage.at).claims_in
    kiln = stage.claim("kiln", article)
    assert claim
    new = NewSource(LEDGER, SourceKind.REPORT, "https://quillmere.example.org/ledger", text="The kiln is tall.", confidential=True)
    source = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source
    evidence.link_source(stage.db, kiln.id, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at)
    page = read(stage, shared(stage, article))
    assert "Quillmere" not in page and "quillmere" not in page
    assert "12 metres tall" in page and "This line is not part of the page." in page


def test_footnotes_comments_notes_and_names_inside_stay_inside(stage: Stage) -> None:
    article = drafted(stage)
    claim = stage.claim("Ridership", article)
    talk.add_note(stage.db, claim.id, "Ask the whistleblower at the yard.", by=stage.cast["Ben"], at=stage.at)
    page = read(stage, shared(stage, article))
    assert RIDERS in page and CLOSED in page
    inside = (
        "annual report",
        "Source? I cannot find it",
        "Interview with the master",
        "boats.example",
        "town.example",
        "Ana Reyes",
        "Ilse Varga",
    )
    for words in (*inside, "whistleblower", "undecided", "Ben"):
        assert words not in page, words


def test_addresses_inside_the_network_are_not_given(stage: Stage) -> None:
    new = NewSource("Minutes", SourceKind.REPORT, "http://intranet/minutes", text="The depot was demolished on 4 March 2024.")
    source = evidence.add_source(stage.db, new, by=stage.cast["Ben"], at=stage.at).source
    evidence.link_source(stage.db, stage.claim("depot").id, source.id, Stance.SUPPORTS, by=stage.cast["Ben"], at=stage.at)
    page = read(stage, shared(stage))
    assert "Minutes" in page and "intranet" not in page


def dead_links(stage: Stage) -> list[str]:
    """Links that open nothing, each for another reason."""
    ended, expired = shared(stage), shared(stage, days=1)
    link = sharing.links_of(stage.db, stage.article)[-1]
    sharing.end_link(stage.db, link.id, by=stage.cast["Edith"], at=stage.at)
    withdrawn = shared(stage, stage.earlier)
    article = overview.article_desk(stage.db, stage.earlier, at=stage.at).article
    withdrawals.withdraw_article(stage.db, stage.earlier, "wrong", by=stage.cast["Ben"], at=stage.at, seen_version=article.version)
    stage.at += timedelta(days=1)
    never = "/expert/expert_" + "A" * 43
    return [
        ended,
        expired,
        withdrawn,
        never,
        "/expert/x",
        "/expert/" + "a" * 5_000,
        ended[:-1],
        "/expert/" + ended.removeprefix("/expert/").upper(),
    ]


def test_links_that_do_not_open_all_answer_alike(stage: Stage) -> None:
    answers = [opened(stage, path) for path in dead_links(stage)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1 and "This link does not work" in answers[0].text


def test_no_note_goes_through_a_link_that_does_not_open(stage: Stage) -> None:
    dead = dead_links(stage)
    open_path = shared(stage)
    for path in dead:
        client = stage.app.test_client()
        token = token_in(client.get(open_path).text)
        answer = client.post(f"{path}/notes", data={"name": "Z", "note": "n", "csrf_token": token})
        assert answer.status_code == 404, path
    assert sharing.notes_of(stage.db, stage.article) == []


def test_an_expired_link_closes_to_the_second(stage: Stage) -> None:
    path = shared(stage, days=1)
    stage.at += timedelta(days=1, microseconds=-1)
    assert opened(stage, path).status_code == 200
    stage.at += timedelta(microseconds=1)
    assert opened(stage, path).status_code == 404


def test_a_link_opens_no_address_of_the_desk(stage: Stage) -> None:
    """As a path, a query, a cookie, a token, a password: each address answers as it does without it."""
    stage.link()
    path = shared(stage)
    secret = path.removeprefix("/expert/")
    visitor, holder = stage.app.test_client(), stage.app.test_client()
    holder.get(path)
    holder.set_cookie("claim_tracker_expert", secret)
    addresses = []
    for rule in stage.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in ("expert.show", "health.healthz"):
            addresses.append(
                re.sub(
                    r"<(?:(\w+):)?(\w+)>", lambda named: secret if named[2] == "secret" else "1" if named[1] == "int" else "csv", rule.rule
                )
            )
    assert len(addresses) > 60
    for address in addresses:
        plain = visitor.get(address.replace(secret, "x"))
        for query in ("", f"?secret={secret}&token={secret}"):
            answer = holder.get(address + query, headers={"Authorization": f"Bearer {secret}", "Referer": f"http://localhost{path}"})
            assert answer.status_code == plain.status_code, address
            assert "Building register" not in answer.text and "torn down" not in answer.text, address
    login = holder.get("/login")
    answer = holder.post("/login", data={"username": "Edith", "password": secret, "csrf_token": token_in(login.text)})
    assert answer.status_code != 303


def test_a_link_opens_no_further_path_and_no_other_article(stage: Stage) -> None:
    path = shared(stage)
    for more in (
        "/",
        "/notes",
        "/..",
        "/report.json",
        "/report/paper.css",
        "/../../articles/1",
        "%2f..%2farticles%2f1",
        "?article=1",
        "?article_id=1",
        "?line=1&claim=1",
    ):
        answer = opened(stage, path + more)
        page = answer.text
        assert answer.status_code in (200, 404, 405, 308), more
        assert "21,000" not in page, "the other article"
    assert "21,000" not in read(stage, path)


def test_other_methods_change_nothing_and_count_nothing(stage: Stage) -> None:
    path = shared(stage)
    client = stage.app.test_client()
    head, options = client.head(path), client.options(path)
    assert head.status_code == 200 and head.data == b"" and options.status_code == 200
    assert client.options("/expert/expert_wrong").headers["Allow"] == options.headers["Allow"]
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        assert client.open(path, method=method).status_code in (400, 405), method
    (link,) = sharing.links_of(stage.db, stage.article)
    assert (link.opened, link.last_opened_at) == (0, None)
    opened(stage, path), opened(stage, path)
    (link,) = sharing.links_of(stage.db, stage.article)
    assert (link.opened, link.last_opened_at) == (2, stage.at)
    assert checkup.verify(stage.db).problems == ()


def test_a_redacted_word_is_gone_from_the_page_the_notes_and_the_label(stage: Stage) -> None:
    path = shared(stage)
    leave(stage, path, note="Kell says the depot was torn down.")
    redaction.redact(stage.db, "torn down", "a court order", by=stage.cast["Ada"], at=stage.at)
    redaction.redact(stage.db, "Zora Kell", "a court order", by=stage.cast["Ada"], at=stage.at)
    assert "torn down" not in read(stage, path)
    stage.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = stage.path.read_bytes()
    assert b"torn down" not in content and b"Zora Kell" not in content
    assert checkup.verify(stage.db).problems == ()


def test_whoever_is_deactivated_leaves_no_link_behind(stage: Stage) -> None:
    path = shared(stage)
    people.set_disabled(stage.db, stage.cast["Edith"], True, by=stage.cast["Ada"], at=stage.at)
    assert opened(stage, path).status_code == 404


def test_an_ended_link_never_opens_again_and_points_nowhere_else(stage: Stage) -> None:
    path = shared(stage)
    (link,) = sharing.links_of(stage.db, stage.article)
    assert stage.post(f"/expert-links/{link.id}/end", {"seen": link.version}, by="Edith").status_code == 303
    assert opened(stage, path).status_code == 404
    for change in ("ended_at = NULL, ended_by = NULL", f"article_id = {stage.earlier}", "expires_at = '2099-01-01T00:00:00Z'"):
        with pytest.raises(Exception, match="link for an expert"):
            stage.db.conn.execute(f"UPDATE expert_link SET {change}")
    assert expert_links.get_link(stage.db, link.id).ended_by == "Edith"


def test_the_page_is_the_same_for_a_colleague_who_is_signed_in(stage: Stage) -> None:
    confide(stage)
    path = shared(stage)
    plain = re.sub(r'name="csrf_token" value="[^"]+"', "", opened(stage, path).text)
    for name in ("Ada", "Vic"):
        assert re.sub(r'name="csrf_token" value="[^"]+"', "", stage.get(path, by=name).text) == plain
    assert LEDGER in stage.get("/sources", by="Ada").text, "what was hidden for the page is not hidden on the desk"


def test_the_setting_for_confidential_sources_changes_nothing_outside(stage: Stage) -> None:
    confide(stage)
    path = shared(stage)
    before = re.sub(r'name="csrf_token" value="[^"]+"', "", opened(stage, path).text)
    confidential.set_lowest_reader(stage.db, Role.ADMIN, by=stage.cast["Ada"], at=stage.at)
    assert re.sub(r'name="csrf_token" value="[^"]+"', "", opened(stage, path).text) == before


def test_programs_make_list_and_end_links_and_settle_notes(stage: Stage) -> None:
    client, edith, ben = stage.app.test_client(), stage.bearer("Edith"), stage.bearer("Ben")
    links = f"/api/v1/articles/{stage.article}/expert-links"
    assert client.post(links, json={"label": "Dr Kell"}, headers=ben).status_code == 403
    assert client.post(links, json={"label": "Dr Kell", "days": 91}, headers=edith).status_code == 422
    made = client.post(links, json={"label": "Dr Kell", "days": 3}, headers=edith)
    path = str(made.json["address"]).removeprefix("http://localhost")
    assert made.status_code == 201 and opened(stage, path).status_code == 200
    leave(stage, path)
    listed = client.get(links, headers=edith).json["links"]
    assert [link["label"] for link in listed] == ["Dr Kell"] and "address" not in listed[0] and "secret" not in str(listed)
    (note,) = client.get(f"/api/v1/articles/{stage.article}/expert-notes", headers=ben).json["notes"]
    assert (note["author"], note["status"], note["line"]) == ("Zora Kell", "open", None)
    etag = client.get(f"/api/v1/expert-notes/{note['id']}", headers=ben).headers["ETag"]
    settled = client.patch(f"/api/v1/expert-notes/{note['id']}", json={"status": "settled"}, headers={**ben, "If-Match": etag})
    assert settled.json["status"] == "settled" and settled.json["decided_by"] == "Ben"
    etag = client.get(f"/api/v1/expert-links/{listed[0]['id']}", headers=edith).headers["ETag"]
    assert client.delete(f"/api/v1/expert-links/{listed[0]['id']}", headers={**edith, "If-Match": etag}).status_code == 204
    assert opened(stage, path).status_code == 404


def test_the_command_line_makes_lists_and_ends_links_and_settles_notes(stage: Stage) -> None:
    def run(*words: str) -> str:
        done = CliRunner().invoke(cli, ["--db", str(stage.path), "article", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    # The command's clock is the real one.
    stage.at = datetime.now(UTC)
    path = run("share", str(stage.article), "--for", "Dr Kell", "--days", "3").strip()
    assert re.fullmatch(r"/expert/expert_[\w-]{43}", path) and opened(stage, path).status_code == 200
    leave(stage, path, line="2")
    assert "open: Expert (Zora Kell), line 2: The depot" in run("expert-notes", str(stage.article))
    assert "settled: Expert (Zora Kell)" in run("expert-notes", str(stage.article), "--settle", "1")
    assert "Dr Kell: open, until" in run("shared", str(stage.article)) and "opened 2 times" in run("shared", str(stage.article))
    assert "no longer works" in run("unshare", "1") and opened(stage, path).status_code == 404
