"""Claims out, and in again: nothing is lost, nothing is told twice, and nothing secret goes along."""

import asyncio
import io
import json
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from datasette.app import Datasette
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.desk.checking import review, verdicts
from claims.desk.exchange import exporting, imports
from claims.desk.people import tokens
from claims.desk.publishing.published import Newsroom
from claims.desk.sources import evidence
from claims.desk.sources.evidence import NewSource
from claims.errors import NotAllowed
from claims.exchange.ratings import on_our_scale
from claims.model import Person, Role, SourceKind, Stance, Status
from claims.store import history, matches, people, reviews
from claims.store.connect import open_store, rows, write
from claims.store.reviews import NewReview
from tests.prepared import new_store
from tests.web_stage import PASSWORD, Stage

NEWSROOM = Newsroom("Harbour Gazette", "https://desk.example.org/")
SECRET = "A clerk who must not be named"
WORDS = "It burned at night, said the clerk."

REVIEWS = [
    {
        "id": "a,1",
        "text": "=The depot burned\n down: \u201ctwice\u201d, they say.",
        "title": "+Did it?",
        "claimant": "@mayor",
        "claimed_at": "2026-02-01",
        "url": 'https://checks.example.org/a,1;b|c?x="1"',
        "rating": "Pants on fire!",
        "publisher": "-Coast Check",
        "reviewed_at": "2026-02-03T10:00:00+01:00",
        "language": "en",
        "tags": ['sea, and "ferry"', "'quoted"],
        "claimant_role": "=head of the port",
        "claimed_in": "Radio Skerry, morning programme",
        "medium": "audio",
    },
    {"id": "claim-77", "text": "The ferry has 9 decks.", "rating": "3 on a scale from 1 to 5", "publisher": "Coast Check"},
    {"id": "c", "text": "Nobody has rated this."},
    {"id": "d", "text": "The line is 9 kilometres long.", "rating": "True", "publisher": "Rail Facts", "url": "https://rail.example.org/9"},
]


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    take_in(made, "".join(json.dumps(one) + "\n" for one in REVIEWS).encode(), "jsonl")
    claim = made.bring("depot", "taken")
    new = NewSource(title=SECRET, kind=SourceKind.INTERVIEW, text=WORDS, confidential=True, url="https://secret.example.org/clerk")
    source = evidence.add_source(made.db, new, by=made.cast["Ben"], at=made.at).source
    evidence.link_source(made.db, claim.id, source.id, Stance.SUPPORTS, by=made.cast["Ben"], at=made.at, quote=WORDS)
    copy = replace(new, title="Wire copy", text="It burned.", confidential=False, derived_from=source.id, url="https://wire.example.org/1")
    evidence.add_source(made.db, copy, by=made.cast["Ben"], at=made.at)
    verdicts.submit(made.db, claim.id, "mostly_false", "The register says so.", by=made.cast["Ben"], at=made.at)
    verdicts.approve(made.db, claim.id, by=made.cast["Cleo"], at=made.at)
    verdicts.publish(made.db, claim.id, by=made.cast["Edith"], at=made.at)
    yield made
    made.db.close()


def take_in(stage: Stage, content: bytes, form: str) -> imports.Imported:
    return imports.import_claims(stage.db, io.BytesIO(content), form, by=stage.cast["Edith"], clock=lambda: stage.at)


def out(db: Database, form: str) -> bytes:
    if form == "xlsx":
        book = io.BytesIO()
        exporting.export_workbook(db, book)
        return book.getvalue()
    file = io.StringIO(newline="")
    exporting.export_claims(db, file, form, NEWSROOM)
    return file.getvalue().encode()


@pytest.mark.parametrize("form", [*exporting.FORMS, "xlsx"])
def test_what_goes_out_comes_back_unchanged_row_by_row(stage: Stage, form: str) -> None:
    # A review joined to a claim of ours goes out with it, and is known again all the same.
    theirs = rows(stage.db, "SELECT claim_id FROM review WHERE external_id = 'd'")[0]["claim_id"]
    ours = stage.claim("9 kilometres")
    pair = matches.find_pair(stage.db, ours.id, theirs) or matches.get_match(
        stage.db, matches.add_match(stage.db, ours.id, theirs, stage.match(differing=False).comparison, at=stage.at)
    )
    review.decide_match(stage.db, pair.id, Status.CONFIRMED, by=stage.cast["Ben"], at=stage.at, note="the same")
    before, first = rows(stage.db, "SELECT * FROM claim"), out(stage.db, form)
    done = take_in(stage, first, form)
    assert (done.added, done.updated, done.rejected) == (0, 0, []) and done.unchanged >= (4 if form == "claimreview" else 5)
    assert [tuple(row) for row in rows(stage.db, "SELECT * FROM claim")] == [tuple(row) for row in before]
    assert pieces(out(stage.db, form)) == pieces(first)


def pieces(file: bytes) -> dict[str, bytes]:
    """A file's content; of a workbook its parts but for the one that says when it was written."""
    if not file.startswith(b"PK"):
        return {"": file}
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if name != "docProps/core.xml"}


@pytest.mark.parametrize("form", exporting.FORMS)
def test_nothing_confidential_goes_out(stage: Stage, form: str) -> None:
    content = out(stage.db, form).decode()
    assert "depot" in content
    assert "clerk" not in content and "secret.example.org" not in content


def test_another_store_takes_in_every_field_of_what_goes_out(stage: Stage, tmp_path: Path) -> None:
    stored = "SELECT external_id, text, claimant, claimed_at, language, title, url, publisher, rating_words, rating, reviewed_at, claimant_role, claimed_in, medium FROM review JOIN claim ON claim.id = claim_id"
    ours = {row["external_id"]: tuple(row) for row in rows(stage.db, stored)}
    for form in exporting.FORMS:
        other = Stage(tmp_path / f"{form}.db")
        done = take_in(other, out(stage.db, form), form)
        assert done.rejected == []
        theirs = {row["external_id"]: tuple(row) for row in rows(other.db, stored)}
        other.db.close()
        for external_id, row in ours.items():
            if form != "claimreview" or external_id != "c":  # nobody rated it: no verdict, so no ClaimReview
                assert theirs[external_id] == row, form


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            NewReview,
            external_id=TEXT.map(str.strip),
            text=TEXT.map(str.strip),
            title=st.none() | TEXT.map(str.strip),
            claimant=st.none() | TEXT.map(str.strip),
            rating_words=TEXT.map(str.strip),
            url=st.none() | TEXT.map(lambda words: "https://a.example/" + "".join(words.split())),
            publisher=st.none() | TEXT.map(str.strip),
            tags=st.lists(TEXT.map(str.strip), max_size=3, unique=True).map(tuple),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one.external_id,
    )
)
def test_any_text_survives_the_way_out_and_in(tmp_path_factory: pytest.TempPathFactory, several: list[NewReview]) -> None:
    db = new_store(tmp_path_factory.mktemp("any") / "claims.db")
    now = datetime(2026, 3, 14, tzinfo=UTC)
    ada = people.add_person(db, "Ada", Role.ADMIN, by=None, at=now)
    reviews.put_reviews(db, [replace(one, rating=on_our_scale(one.rating_words)) for one in several], by=ada, at=now)
    for form in exporting.FORMS:
        done = imports.import_claims(db, io.BytesIO(out(db, form)), form, by=ada, clock=lambda: now)
        assert (done.added, done.updated, done.rejected) == (0, 0, []), form
    db.close()


@pytest.fixture
def copy(stage: Stage, tmp_path: Path) -> Path:
    """The copy to explore, of a store that holds every kind of secret."""
    stage.give_password("Ben")
    stage.client("Ben")
    stage.bearer("Ben")
    made = tmp_path / "explore.db"
    exporting.write_then_replace(made, lambda part: exporting.export_copy(stage.db, part))
    return made


def test_the_copy_holds_no_secret_in_any_of_its_bytes(stage: Stage, copy: Path) -> None:
    content = copy.read_bytes()
    assert b"old depot was torn down" in content and b"The register says so." in content
    hidden = [row[0] for row in rows(stage.db, "SELECT password_hash FROM person WHERE password_hash IS NOT NULL")]
    hidden += [row[0] for row in rows(stage.db, "SELECT secret_sha256 FROM session UNION SELECT secret_sha256 FROM token")]
    assert len(hidden) == 3 and tokens.list_tokens(stage.db)
    for secret in [*hidden, SECRET, WORDS, "secret.example.org", PASSWORD]:
        assert secret.encode() not in content
    (key,) = rows(stage.db, "SELECT key FROM signing_key")
    assert bytes(key[0]) not in content


def test_the_copy_has_whole_keys_views_and_search(stage: Stage, copy: Path) -> None:
    db = Database(sqlite3.connect(copy))
    assert db.execute("PRAGMA foreign_key_check").fetchall() == [] and db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("SELECT copies FROM sources").fetchall() == [(None,)]  # the original is confidential
    claim = db.execute("SELECT claim, rating, supports FROM claims_with_evidence WHERE text LIKE '%depot%'").fetchone()
    assert claim == (stage.claim("depot").id, "mostly_false", 0)
    kinds = {row[0] for row in db.execute("SELECT kind FROM open_problems")}
    assert "no_locator" in kinds and not [row for row in db.execute("SELECT detail FROM problems") if "clerk" in row[0]]
    assert db.execute(
        "SELECT count(*) FROM sentences WHERE instr((SELECT text FROM articles WHERE id = article), text) = 0"
    ).fetchone() == (0,)
    for view in db.view_names():
        db.execute(f"SELECT * FROM {view}").fetchall()
    for table in db.table_names():
        assert not db.table(table).foreign_keys or db.table(table).indexes
    db.close()


def test_a_claim_in_two_articles_is_among_the_repeats(stage: Stage, tmp_path: Path) -> None:
    stage.bring("9 kilometres", "joined")
    exporting.export_copy(stage.db, tmp_path / "c.db")
    db = Database(sqlite3.connect(tmp_path / "c.db"))
    assert [row[0] for row in db.execute("SELECT articles FROM repeats WHERE text LIKE '%9 kilo%'")] == [2]
    db.close()


def test_datasette_opens_the_copy_follows_its_keys_and_searches_it(copy: Path) -> None:
    async def ask(path: str) -> object:
        answer = await datasette.client.get(path)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    async def all_of_it() -> None:
        found = await ask("/explore/claims.json?_search=depot&_shape=array&_labels=on")
        assert [one["rating"]["label"] for one in found if "torn down" in one["text"]] == ["mostly_false"]
        for table in ("articles", "evidence", "claims_with_evidence", "open_problems", "repeats"):
            assert isinstance(await ask(f"/explore/{table}.json?_shape=array"), list)
        pairs = await ask("/explore/matches.json?_shape=array")
        assert pairs and all({"relation", "closer", "questions", "added"} <= set(pair) for pair in pairs)
        page = await datasette.client.get("/explore/claims")
        assert 'type="search"' in page.text

    datasette = Datasette([], immutables=[str(copy)])
    with ThreadPoolExecutor(1) as threads:  # the browser's tests may have left an event loop running in this thread
        threads.submit(asyncio.run, all_of_it()).result()
    datasette.get_database("explore").close()


def test_a_fault_leaves_the_old_file_whole_and_no_half_one(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("old")

    def half(part: Path) -> None:
        part.write_text("half")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        exporting.write_then_replace(file, half)
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"] and file.read_text() == "old"


def test_where_an_imported_claim_was_made_goes_out_again(path: Path, ada: Person) -> None:
    db = open_store(path)
    item = {"appearance": [{"url": "https://b.example/2"}], "firstAppearance": "https://a.example/1, and more"}
    found = {
        "@type": "ClaimReview",
        "claimReviewed": "It sank.",
        "url": "https://c.example/3",
        "reviewRating": "False",
        "itemReviewed": item,
    }
    now = datetime(2026, 3, 14, tzinfo=UTC)
    imports.import_claims(db, io.BytesIO(json.dumps(found).encode()), "claimreview", by=ada, clock=lambda: now)
    (element,) = json.loads(out(db, "claimreview"))["dataFeedElement"]
    assert [work["url"] for work in element["item"][0]["itemReviewed"]["appearance"]] == ["https://a.example/1", "https://b.example/2"]
    # A table does not tell where a claim was made: what is known stays.
    again = imports.import_claims(db, io.BytesIO(out(db, "csv")), "csv", by=ada, clock=lambda: now)
    assert (again.unchanged, again.updated) == (1, 0)
    assert "a.example" in out(db, "claimreview").decode()
    db.close()


def test_a_csv_for_excel_begins_with_the_mark_and_comes_in_again(stage: Stage) -> None:
    file = io.StringIO(newline="")
    exporting.export_claims(stage.db, file, "csv", NEWSROOM, for_excel=True)
    content = file.getvalue().encode()
    assert content.startswith(b"\xef\xbb\xbfid,text,")
    again = imports.import_claims(stage.db, io.BytesIO(content), "csv", by=stage.cast["Ada"], clock=lambda: stage.at)
    assert (again.added, again.updated, again.rejected) == (0, 0, [])
    # The middle of a scale of five is no rating of ours.
    assert [(warning.column, warning.value) for warning in again.warnings] == [("rating", "3 on a scale from 1 to 5")]


def test_stored_reviews_without_a_step_are_mapped_again_with_an_event_and_others_stay(stage: Stage) -> None:
    before = {row["claim_id"]: row["rating"] for row in rows(stage.db, "SELECT claim_id, rating FROM review")}
    mapped = [number for number, step in before.items() if step]
    assert mapped and reviews.count_unmapped(stage.db) == 1  # "3 on a scale from 1 to 5": its middle says nothing
    # As a version of the program that knew no words had stored them.
    with write(stage.db):
        stage.db.execute("UPDATE review SET rating = NULL WHERE rating IS NOT NULL")
    heard: list[int] = []
    assert imports.map_ratings(stage.db, by=stage.cast["Ada"], clock=lambda: stage.at, on_reviews=heard.append) == len(mapped)
    assert {row["claim_id"]: row["rating"] for row in rows(stage.db, "SELECT claim_id, rating FROM review")} == before
    assert sum(heard) == len(mapped) + 1
    line = history.last_line(stage.db)
    (event,) = history.events_between(stage.db, line, line)
    assert (event.action, event.subject) == ("map_ratings", "import")
    assert sorted(number for numbers in event.after.values() for number in numbers) == mapped
    assert imports.map_ratings(stage.db, by=stage.cast["Ada"], clock=lambda: stage.at) == 0
    with pytest.raises(NotAllowed):
        imports.map_ratings(stage.db, by=stage.cast["Ben"], clock=lambda: stage.at)


def test_the_facts_of_our_own_claims_go_out_and_a_file_without_them_takes_nothing_away(stage: Stage, tmp_path: Path) -> None:
    claim = stage.claim("9 kilometres")
    facts = {"claimant_role": "mayor", "claimed_at": "2026-03-01", "claimed_in": "Council of Brackwater", "medium": "video"}
    review.edit_claim(stage.db, claim.id, claim.text, "Ana Reyes", by=stage.cast["Ben"], at=stage.at, facts=facts)
    lines = [json.loads(line) for line in out(stage.db, "jsonl").splitlines()]
    ours = next(line for line in lines if line["id"] == f"claim-{claim.id}")
    assert {name: ours[name] for name in facts} == facts
    other, ours = Stage(tmp_path / "other.db"), ours | {"id": "theirs-1"}
    assert take_in(other, json.dumps(ours).encode(), "jsonl").added == 1
    without = {name: value for name, value in ours.items() if name not in ("claimant_role", "claimed_in", "medium")}
    assert take_in(other, json.dumps(without).encode(), "jsonl").unchanged == 1
    moved = take_in(other, json.dumps(ours | {"claimed_in": "Radio Skerry", "medium": "newsreel"}).encode(), "jsonl")
    assert moved.updated == 1 and "medium" in [warning.column for warning in moved.warnings]
    (stored,) = rows(other.db, "SELECT claimant_role, claimed_in, medium FROM claim WHERE origin = 'imported'")
    assert tuple(stored) == ("mayor", "Radio Skerry", "video")
    other.db.close()


def test_each_part_of_a_long_import_has_its_own_time(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "TOGETHER", 2)
    hours = iter(range(1, 10))
    content = "".join(json.dumps({"id": f"n{number}", "text": f"Kiln {number} cracked."}) + "\n" for number in range(5)).encode()
    last = rows(stage.db, "SELECT max(id) FROM event")[0][0]
    clock = lambda: stage.at + timedelta(hours=next(hours))  # noqa: E731
    imports.import_claims(stage.db, io.BytesIO(content), "jsonl", by=stage.cast["Edith"], clock=clock)
    times = [row["at"] for row in rows(stage.db, "SELECT at FROM event WHERE id > :last ORDER BY id", {"last": last})]
    assert len(set(times)) == 3 and times == sorted(times) and times[0] > stage.at.isoformat()
