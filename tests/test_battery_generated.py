"""Generated input for whatever reads what others wrote, and a machine that drives the whole workflow at random. 500 examples each in CI."""

import io
import json
import shutil
import tempfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from claims.desk.checking import review, verdicts
from claims.desk.sources import evidence
from claims.errors import ClaimsError
from claims.exchange import claim_tables, claimreview
from claims.model import Person, Reason, Role, SourceKind, Stance, State, Status
from claims.reading import addresses, anchors, sentences
from claims.store import checks, claims, matches, people, search
from claims.store.connect import rows
from claims.store.sources import NewSource
from stage import a_claim, a_match
from tests.prepared import new_store

pytestmark = pytest.mark.long

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["@type", "@graph", "id", "text", "url", "rating", "tags"]), inner)
    ),
    max_leaves=12,
)
prose = st.text(alphabet=st.sampled_from("aA1.!?…’”“\"' \n()[]éß漢\u200b\U0001f600-,;:"), max_size=300)


@pytest.mark.parametrize("reader", [claim_tables.read_jsonl, claim_tables.read_csv, claimreview.read_claimreview])
def test_an_importer_reads_or_refuses_any_bytes(reader: Any) -> None:
    @given(
        st.binary(max_size=400)
        | json_values.map(lambda value: json.dumps(value).encode())
        | st.text(max_size=200).map(lambda text: b"id,text\n" + text.encode(errors="replace"))
    )
    def tried(content: bytes) -> None:
        try:
            found = list(reader(io.BytesIO(content)))
        except ClaimsError:
            return
        assert all(hasattr(one, "text") or hasattr(one, "reason") for one in found)

    tried()


@given(prose)
def test_sentences_stand_where_they_say_in_order_and_miss_no_letter(text: str) -> None:
    spans = sentences.split(text)
    assert all(text[span.start : span.end] == span.text and span.text.strip() for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert not [letter for place, letter in enumerate(text) if letter.isalnum() and place not in covered]


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Any:
    db = new_store(tmp_path_factory.mktemp("search") / "claims.db")
    at = datetime(2026, 3, 14, tzinfo=UTC)
    ada = people.add_person(db, "Ada", Role.ADMIN, by=None, at=at)
    a_claim(db, 'The "ferry" NEAR Anna AND sank.', by=ada, at=at)
    yield db
    db.close()


@given(query=st.text(max_size=60) | st.text(alphabet='"*()^:+-{}NEARANDORNOT ferry\x00', max_size=60))
def test_a_search_takes_any_words(searched: Any, query: str) -> None:
    for found in search.search(searched, query):
        assert found.kind == "claim" and found.id == 1


@given(st.text(max_size=60) | st.from_regex(r"https?://[0-9a-fx.:\[\]%@/\\]{0,40}", fullmatch=True))
def test_an_address_is_taken_apart_or_refused(url: str) -> None:
    try:
        target = addresses.parse(url)
    except ClaimsError:
        return
    assert target.scheme in ("http", "https") and 0 < target.port < 65_536
    assert target.host == target.host.lower() and target.host.isascii() and not set(target.host) & set("/\\@?# \r\n")
    assert target.path.isascii() and not set(target.path) & set(" \r\n")


@given(prose, st.integers(0, 300), st.integers(0, 60), prose)
def test_a_quote_is_found_again_where_it_stands(text: str, start: int, length: int, before: str) -> None:
    quote = text[start : start + length]
    prefix, suffix = anchors.anchor(text, start, start + len(quote))
    place = anchors.find(text, quote, prefix, suffix, start)
    assert (place.quote is None) == (not quote.strip())
    if place.quote is not None:
        assert place.start is not None and place.end is not None and text[place.start : place.end] == place.quote == quote
    moved = anchors.find(before + text, quote, prefix, suffix, start)
    assert moved.quote is None or (before + text)[moved.start : moved.end] == moved.quote


class Workflow(RuleBasedStateMachine):
    """People do whatever comes to mind; the store stays whole, the history tells all, and nobody approves themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.db = new_store(self.folder / "claims.db")
        self.at = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
        ada = people.add_person(self.db, "Ada", Role.ADMIN, by=None, at=self.at)
        self.cast: list[Person] = [ada, *(people.add_person(self.db, name, role, by=ada, at=self.at) for name, role in
                                          (("Edith", Role.EDITOR), ("Ben", Role.CHECKER), ("Cleo", Role.CHECKER), ("Vic", Role.VIEWER)))]  # fmt: skip

    @initialize()
    def begin(self) -> None:
        for number in range(4):
            a_claim(self.db, f"The ferry carried {number} people.", by=self.cast[0], at=self.at)
        for one, other in ((2, 1), (3, 1), (4, 3)):
            a_match(self.db, one, other, at=self.at)
        evidence.add_source(self.db, NewSource("Log", SourceKind.PRIMARY_DOCUMENT, text="It sank."), by=self.cast[0], at=self.at)

    def tried(self, action: Any) -> None:
        before = rows(self.db, "SELECT count(*) FROM event")[0][0]
        try:
            action()
        except ClaimsError:
            assert rows(self.db, "SELECT count(*) FROM event")[0][0] == before, "what is refused leaves nothing"

    @rule(
        who=st.integers(0, 4), claim=st.integers(1, 5), what=st.sampled_from(["take", "release", "approve", "publish", "drop", "restore"])
    )
    def move(self, who: int, claim: int, what: str) -> None:
        self.tried(lambda: getattr(verdicts, what)(self.db, claim, by=self.cast[who], at=self.at))

    @rule(
        who=st.integers(0, 4),
        claim=st.integers(1, 5),
        what=st.sampled_from(["return_verdict", "withdraw", "reopen"]),
        note=st.text(max_size=5),
    )
    def noted(self, who: int, claim: int, what: str, note: str) -> None:
        self.tried(lambda: getattr(verdicts, what)(self.db, claim, note, by=self.cast[who], at=self.at))

    @rule(who=st.integers(0, 4), claim=st.integers(1, 5), rating=st.sampled_from(["true", "false", "maybe"]), text=st.text(max_size=10))
    def submit(self, who: int, claim: int, rating: str, text: str) -> None:
        self.tried(lambda: verdicts.submit(self.db, claim, rating, text, by=self.cast[who], at=self.at))

    @rule(who=st.integers(0, 4), claim=st.integers(1, 5), text=st.text(max_size=10))
    def edit(self, who: int, claim: int, text: str) -> None:
        self.tried(lambda: review.edit_claim(self.db, claim, text, None, by=self.cast[who], at=self.at))

    @rule(who=st.integers(0, 4), match=st.integers(1, 4), status=st.sampled_from(Status))
    def decide(self, who: int, match: int, status: Status) -> None:
        self.tried(lambda: review.decide_match(self.db, match, status, by=self.cast[who], at=self.at, reasons=[Reason.OTHER], note="so"))

    @rule(who=st.integers(0, 4), claim=st.integers(1, 5))
    def split(self, who: int, claim: int) -> None:
        self.tried(lambda: review.split(self.db, claim, by=self.cast[who], at=self.at))

    @rule(who=st.integers(0, 4), claim=st.integers(1, 5), stance=st.sampled_from(Stance))
    def link(self, who: int, claim: int, stance: Stance) -> None:
        self.tried(lambda: evidence.link_source(self.db, claim, 1, stance, by=self.cast[who], at=self.at, quote="It sank."))

    @precondition(lambda self: rows(self.db, "SELECT 1 FROM evidence WHERE withdrawn_at IS NULL"))
    @rule(who=st.integers(0, 4), note=st.text(max_size=5))
    def unlink(self, who: int, note: str) -> None:
        number = rows(self.db, "SELECT min(id) FROM evidence WHERE withdrawn_at IS NULL")[0][0]
        self.tried(lambda: evidence.unlink_source(self.db, number, note, by=self.cast[who], at=self.at))

    @invariant()
    def nothing_is_lost(self) -> None:
        assert checks.problems(self.db) == []
        assert rows(self.db, "SELECT count(*) FROM event WHERE by_id = 5 AND action <> 'add_person'")[0][0] == 0, "a viewer only looks"
        for row in rows(self.db, "SELECT submitted_by, read_by, outcome FROM verdict JOIN second_reading ON verdict_id = verdict.id"):
            assert row["outcome"] != "approved" or row["submitted_by"] != row["read_by"]
        for number in range(1, 5):
            claim = claims.get_claim(self.db, number)
            assert claim.state is not State.PUBLISHED or rows(self.db, "SELECT 1 FROM second_reading WHERE outcome = 'approved'"), (
                "nothing is published that nobody approved"
            )
        for match in matches.matches_of(self.db, range(1, 5)):
            assert (match.status is Status.CONFIRMED) == (match.joined_id is not None)

    def teardown(self) -> None:
        self.db.close()
        shutil.rmtree(self.folder)


TestWorkflow = Workflow.TestCase
# Many short lives find more than few long ones, and each step checks the whole store.
TestWorkflow.settings = settings(stateful_step_count=15, max_examples=80)
