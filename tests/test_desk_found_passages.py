"""Passages found for claims in all that is stored: offered, accepted, refused, and kept from who may not read them."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from claims.cli.main import cli
from claims.desk.articles import corrections as article_corrections
from claims.desk.articles import fetching
from claims.desk.index.matcher import Matcher
from claims.desk.screens import overview
from claims.desk.sources import corrections, evidence, found_passages, linking
from claims.desk.sources.evidence import NewSource
from claims.desk.sources.found_passages import FoundPassages
from claims.desk.sources.library import ENDING, Library, remove_passages
from claims.desk.upkeep import redaction
from claims.errors import NotFound, Refused
from claims.model import Person, SourceKind, Stance
from claims.sourcing.library.passage_encoder import DIMENSIONS, MODELS
from claims.store import connect
from claims.store import library as stored_library
from claims.store.confidential import hide_confidential
from claims.store.connect import open_store
from claims.store.queue import Filter
from stage import a_claim, an_article
from tests.reading_files import pdf
from tests.web_stage import Stage
from web.show import words

AT = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
REGISTER = (
    "Register of buildings of Orlow. The old tram depot in Orlow was demolished on 4 March 2023. Its site is to become a park. "
    "The town hall was painted in the same year. Work on the park has not begun."
)
REGISTER_SENTENCES = [f"{sentence.rstrip('.')}." for sentence in REGISTER.split(". ")]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher()


@pytest.fixture
def claim_id(db: Database, ada: Person) -> int:
    return a_claim(db, "The old tram depot in Orlow was demolished in March 2024.", by=ada, at=AT, proposed=False)


def added(db: Database, by: Person, text: str = REGISTER, **more: object) -> int:
    return evidence.add_source(db, NewSource("Register", SourceKind.PRIMARY_DOCUMENT, text=text, **more), by=by, at=AT).source.id  # type: ignore[arg-type]


def find(db: Database, claim_id: int, matcher: Matcher) -> FoundPassages:
    return found_passages.find_passages(db, claim_id, Library(), matcher)


def test_a_passage_is_found_accepted_and_offered_no_more(db: Database, ada: Person, claim_id: int, matcher: Matcher) -> None:
    source_id = added(db, ada)
    (first, *_) = find(db, claim_id, matcher).passages
    assert first.source and first.source.id == source_id and "4 March 2023" in first.passage.span.text and first.locator == "paragraph 1"
    assert overview.claim_page(db, claim_id).case.evidence == ()
    linked = found_passages.accept_passage(db, claim_id, first.name, Stance.CONTRADICTS, by=ada, at=AT)
    assert (linked.stance, linked.quote, linked.locator) == (Stance.CONTRADICTS, first.passage.span.text, "paragraph 1")
    assert REGISTER[linked.start : linked.end] == linked.quote
    assert first.name not in [passage.name for passage in find(db, claim_id, matcher).passages]


def test_the_same_words_get_no_second_stance_by_any_door(path: Path, db: Database, ada: Person, claim_id: int, matcher: Matcher) -> None:
    source_id = added(db, ada)
    (first, *_) = find(db, claim_id, matcher).passages
    link = found_passages.accept_passage(db, claim_id, first.name, Stance.CONTRADICTS, by=ada, at=AT)
    refusal = "Ada has linked these words of “Register” to this claim as “Contradicts”.*unlink that link first.*withdraw link 1 "

    def link_as(stance: Stance, quote: str | None = first.passage.span.text) -> int:
        return evidence.link_source(db, claim_id, source_id, stance, by=ada, at=AT, quote=quote).id

    with pytest.raises(Refused, match=refusal):
        found_passages.accept_passage(db, claim_id, first.name, Stance.SUPPORTS, by=ada, at=AT)
    with pytest.raises(Refused, match=refusal):
        link_as(Stance.CONTEXT)
    told = CliRunner().invoke(cli, ["--db", str(path), "evidence", "accept", str(claim_id), first.name, "--stance", "supports"])
    assert told.exit_code == 1 and isinstance(told.exception, Refused) and "as “Contradicts”" in str(told.exception)
    # The same again adds nothing; fewer words, and the source without a quote, are links of their own.
    assert found_passages.accept_passage(db, claim_id, first.name, Stance.CONTRADICTS, by=ada, at=AT).id == link.id
    shorter = link_as(Stance.CONTEXT, "The old tram depot in Orlow was demolished")
    assert len({link.id, shorter, link_as(Stance.SUPPORTS, None)}) == 3
    with pytest.raises(Refused, match=refusal):
        corrections.correct_link(db, shorter, {"quote": link.quote}, by=ada, at=AT)
    # To change the stance: unlink, link again. The old link then stays unlinked.
    evidence.unlink_source(db, link.id, "misread", by=ada, at=AT)
    assert link_as(Stance.SUPPORTS) != link.id
    with pytest.raises(Refused, match="as “Supports”"):
        evidence.restore_link(db, link.id, by=ada, at=AT)


def test_the_desk_and_the_api_refuse_a_second_stance_in_words(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "claims.db")
    claim_id, source_id, quote = stage.claim("depot").id, stage.source().id, "The line measures 9.1 kilometres from end to end."
    evidence.link_source(stage.db, claim_id, source_id, Stance.SUPPORTS, by=stage.cast["Ada"], at=AT, quote=quote)
    source = connect.rows(stage.db, "SELECT text FROM source")[0]["text"]
    start = source.index(quote)
    passage = f"source-{source_id}:{start}-{start + len(quote)}"
    refusal = "Ada has linked these words of “"
    form: dict[str, object] = {"stance": "contradicts", "source": source_id, "quote": quote, "passage": "own"}
    for address, fields in (
        (f"/claims/{claim_id}/passages/accept", form | {"passage": passage}),
        (f"/claims/{claim_id}/evidence", form),
        (f"/claims/{claim_id}/linking", form),
    ):
        answer = stage.post(address, fields)
        assert answer.status_code == 409 and refusal in answer.text and "as “Supports”" in answer.text, address
    body = {"source_id": source_id, "stance": "contradicts", "quote": quote}
    told = stage.app.test_client().post(f"/api/v1/claims/{claim_id}/evidence", json=body, headers=stage.bearer("Ben"))
    assert told.status_code == 409 and told.json and refusal in told.json["detail"]
    assert [link.stance for link in overview.claim_page(stage.db, claim_id).case.evidence] == [Stance.SUPPORTS]


PARAGRAPHS = (
    "Annual report of the town office\n\nPeriod 2023\n\nThe office has nine rooms. Its roof is new.\n\n"
    "The fountain was cleaned in May. The old tram depot in Orlow was demolished on 4 March 2023. Its site is to become a park."
)


def test_a_passage_begins_at_the_sentence_that_speaks_and_has_one_place_in_every_list(
    db: Database, ada: Person, claim_id: int, matcher: Matcher
) -> None:
    source_id = added(db, ada, PARAGRAPHS)
    (first, *_) = find(db, claim_id, matcher).passages
    span = first.passage.span
    assert span.text.startswith("The old tram depot in Orlow was demolished") and PARAGRAPHS[span.start : span.end] == span.text
    assert first.passage.before and PARAGRAPHS[: span.start].endswith(first.passage.before)
    in_the_pane = linking.choose_source(db, claim_id, source_id, matcher).passages[0].offered
    assert first.locator == in_the_pane.locator == "paragraph 2"
    linked = found_passages.accept_passage(db, claim_id, first.name, Stance.CONTRADICTS, by=ada, at=AT)
    assert (linked.quote, linked.locator) == (span.text, "paragraph 2")
    # What was linked settles the whole passage: the words before it do not come back as one of their own.
    assert [passage for passage in find(db, claim_id, matcher).passages if passage.source and passage.source.id == source_id] == []


def test_a_passage_of_a_pdf_has_its_page_or_no_place_but_never_another(db: Database, ada: Person, claim_id: int, matcher: Matcher) -> None:
    lines = ["The office has nine rooms.", "The old tram depot in Orlow was demolished on 4 March 2023.", "Its site is to become a park."]
    content = pdf([lines], title="Register")
    new = fetching.read_source(content, "register.pdf", {"title": "Register", "kind": SourceKind.PRIMARY_DOCUMENT}, limit=5_000_000)
    source_id = evidence.add_source(db, new, by=ada, at=AT).source.id

    def on_the_page() -> str:
        return found_passages.find_passages(db, claim_id, Library(), matcher, at_once=True).passages[0].locator

    # A page of the desk does not wait for the file to be read again; what was looked up once, it knows.
    assert on_the_page() == ""
    assert linking.choose_source(db, claim_id, source_id, matcher).passages[0].offered.locator == "page 1"
    assert on_the_page() == find(db, claim_id, matcher).passages[0].locator == "page 1"


def test_of_an_unclear_passage_the_sentence_about_the_claim_is_shown_first(db: Database, ada: Person, matcher: Matcher) -> None:
    claim = a_claim(db, "About 18,000 vehicles crossed it, most of them lorries, on its first day.", by=ada, at=AT, proposed=False)
    text = (
        "The town has a bridge. About 18,000 vehicles crossed it on its first day. It was closed in 2022, when divers found cracks in it."
    )
    added(db, ada, text)
    (first, *_) = find(db, claim, matcher).passages
    assert first.passage.judged.stance is None and first.passage.span.text.startswith("About 18,000 vehicles crossed it")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("paragraph 3", "párrafo 3"),
        ("heading", "titular"),
        ("page 2, paragraph 6", "página 2, párrafo 6"),
        ("at 00:12:31", "en 00:12:31"),
        ("minute 14:20", "minuto 14:20"),
        ("sheet Counts, cells A5:D5", "hoja Counts, celdas A5:D5"),
        ("the second box from above", "the second box from above"),
        ("", ""),
    ],
)
def test_a_place_is_stored_in_english_and_shown_in_the_language_of_the_page(tmp_path: Path, stored: str, shown: str) -> None:
    with Stage(tmp_path / "claims.db").app.test_request_context("/", headers={"Accept-Language": "es"}):
        assert words.locator(stored) == shown


def test_every_page_of_the_desk_shows_a_place_in_its_language(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "claims.db")
    by, quote = stage.cast["Ben"], "The line measures 9.1 kilometres from end to end."
    claim = stage.claim("depot")
    evidence.link_source(stage.db, claim.id, stage.source().id, Stance.SUPPORTS, by=by, at=AT, quote=quote, locate=True)
    claim = stage.bring("depot", "published")
    link = overview.claim_page(stage.db, claim.id).case.evidence[0]
    assert link.locator == "paragraph 1"
    line = stage.sentence("depot").position
    for address in (
        f"/claims/{claim.id}",
        f"/claims/{claim.id}/public",
        f"/articles/{stage.article}?line={line}",
        f"/articles/{stage.article}/report",
        f"/sources/{link.source.id}",
    ):
        page = stage.client("Ben").get(address, headers={"Accept-Language": "es"}).text
        assert "párrafo 1" in page and "paragraph 1" not in page, address


def test_a_refused_passage_never_comes_back_until_it_is_taken_back(db: Database, ada: Person, claim_id: int, matcher: Matcher) -> None:
    added(db, ada)
    name = find(db, claim_id, matcher).passages[0].name
    refusal = found_passages.refuse_passage(db, claim_id, name, by=ada, at=AT)
    assert found_passages.refuse_passage(db, claim_id, name, by=ada, at=AT) == refusal
    assert name not in [passage.name for passage in find(db, claim_id, matcher).passages]
    found_passages.offer_again(db, refusal, by=ada, at=AT)
    assert find(db, claim_id, matcher).passages[0].name == name
    with pytest.raises(Refused, match="offered again already"):
        found_passages.offer_again(db, refusal, by=ada, at=AT)


def test_a_corrected_title_is_searched_for_instead_of_the_old_one(db: Database, ada: Person) -> None:
    source_id, article_id = added(db, ada), an_article(db, "The ferry rests in winter. It carries cars.", by=ada, at=AT)
    library = Library()

    def texts_with(words: str) -> list[int]:
        index = library.index(db, lambda: None)
        assert index is not None
        return sorted({candidate.text for candidate in index.candidates(words, None)})

    assert texts_with("demolished") == [source_id] and texts_with("zinc") == []
    corrections.correct_source(db, source_id, {"title": "Zinc works"}, by=ada, at=AT)
    article_corrections.correct_article(db, Matcher(), article_id, {"title": "Teplin zinc"}, by=ada, at=AT)
    assert texts_with("zinc") == [-article_id, source_id] and texts_with("demolished") == [source_id]
    corrections.undo_source_correction(db, source_id, by=ada, at=AT)
    assert texts_with("zinc") == [-article_id]
    library = Library()  # another process
    assert texts_with("zinc") == [-article_id]


def test_an_earlier_article_becomes_a_source_when_its_passage_is_accepted(
    db: Database, ada: Person, claim_id: int, matcher: Matcher
) -> None:
    an_article(db, *REGISTER_SENTENCES, by=ada, at=AT, title="Orlow builds")
    (first, *_) = find(db, claim_id, matcher).passages
    assert first.article and first.source is None
    linked = found_passages.accept_passage(db, claim_id, first.name, Stance.CONTEXT, by=ada, at=AT)
    assert linked.source.kind is SourceKind.NEWS and linked.source.text == REGISTER


def test_confidential_and_withdrawn_sources_are_not_offered(path: Path, db: Database, ada: Person, claim_id: int, matcher: Matcher) -> None:
    source_id = added(db, ada, confidential=True)
    name = find(db, claim_id, matcher).passages[0].name
    found_passages.claims_spoken_to(db, source_id, Library(), matcher)
    assert [claim for claim, _ in stored_library.claims_waiting_for(db, source_id)] == [claim_id]
    with closing(open_store(path)) as reader:
        hide_confidential(reader)
        assert find(reader, claim_id, matcher).passages == ()
        assert stored_library.claims_waiting_for(reader, source_id) == []
        assert overview.queue(reader, Filter(passages_waiting=True))[0] == []
        with pytest.raises(NotFound):
            found_passages.accept_passage(reader, claim_id, name, Stance.SUPPORTS, by=ada, at=AT)
    assert find(db, claim_id, matcher).passages
    evidence.withdraw_source(db, source_id, "forged", by=ada, at=AT)
    assert find(db, claim_id, matcher).passages == ()


def test_a_search_by_who_may_not_see_a_confidential_source_leaves_its_passages_waiting(
    path: Path, db: Database, ada: Person, claim_id: int, matcher: Matcher
) -> None:
    confidential = added(db, ada, confidential=True)
    found_passages.note_waiting(db, find(db, claim_id, matcher))
    with closing(open_store(path)) as reader:
        hide_confidential(reader)
        public = added(reader, ada, "The old tram depot in Orlow was demolished in March 2024. So says the council.")
        assert [passage.claim_id for passage in found_passages.claims_spoken_to(reader, public, Library(), matcher)] == [claim_id]
        # A second search does not note the same passage twice.
        found_passages.note_waiting(reader, find(reader, claim_id, matcher))
        assert [row.claim_id for row in overview.queue(reader, Filter(passages_waiting=True))[0]] == [claim_id]
        found_passages.refuse_passage(reader, claim_id, find(reader, claim_id, matcher).passages[0].name, by=ada, at=AT)
        found_passages.note_waiting(reader, find(reader, claim_id, matcher))
        assert overview.queue(reader, Filter(passages_waiting=True))[0] == []
    assert [claim for claim, _ in stored_library.claims_waiting_for(db, confidential)] == [claim_id]
    assert [row.claim_id for row in overview.queue(db, Filter(passages_waiting=True))[0]] == [claim_id]
    assert db.execute("SELECT count(*) FROM waiting_passage").fetchone()[0] == 1
    # Who may see it replaces it as before.
    evidence.withdraw_source(db, confidential, "forged", by=ada, at=AT)
    found_passages.note_waiting(db, find(db, claim_id, matcher))
    assert stored_library.claims_waiting_for(db, confidential) == []


def test_a_new_source_tells_which_claims_it_speaks_to_and_the_queue_waits(
    db: Database, ada: Person, claim_id: int, matcher: Matcher
) -> None:
    a_claim(db, "Herring sells for 40 crowns a kilo in Marva.", by=ada, at=AT, proposed=False)
    source_id = added(db, ada)
    spoken_to = found_passages.claims_spoken_to(db, source_id, Library(), matcher)
    assert [each.claim_id for each in spoken_to] == [claim_id]
    assert [row.claim_id for row in overview.queue(db, Filter(passages_waiting=True))[0]] == [claim_id]
    found_passages.refuse_passage(db, claim_id, spoken_to[0].name, by=ada, at=AT)
    assert overview.queue(db, Filter(passages_waiting=True))[0] == []


def test_the_files_follow_the_store_and_are_made_anew_when_damaged(
    path: Path, db: Database, ada: Person, claim_id: int, matcher: Matcher
) -> None:
    library = Library()
    assert found_passages.find_passages(db, claim_id, library, matcher).passages == ()
    added(db, ada)
    assert found_passages.find_passages(db, claim_id, library, matcher).passages
    folder = path.with_name(path.name + ENDING)
    assert folder.stat().st_mode & 0o077 == 0 and all(file.stat().st_mode & 0o077 == 0 for file in folder.rglob("*"))
    (folder / "rows.bin").write_bytes(b"nonsense")
    assert find(db, claim_id, matcher).passages
    next(folder.glob("words/*.pos")).unlink()
    assert find(db, claim_id, matcher).passages
    (folder / "plan.json").write_text("{", encoding="utf-8")
    assert find(db, claim_id, matcher).passages
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    for damage in ({"line": None}, {"line": [1]}, {"source": "1"}, {"corrected": []}, {"rows": None}):
        (folder / "plan.json").write_text(json.dumps(plan | damage), encoding="utf-8")
        assert find(db, claim_id, matcher).passages
    (folder / "plan.json").write_text(json.dumps({**plan, "models": "a former model"}), encoding="utf-8")
    (folder / "meanings.bin").write_bytes(b"vectors of a former model")
    assert find(db, claim_id, matcher).passages
    assert json.loads((folder / "plan.json").read_text(encoding="utf-8")) == plan
    assert (folder / "meanings.bin").stat().st_size % (MODELS * DIMENSIONS) == 0
    remove_passages(db)
    assert [file.name for file in folder.iterdir()] == ["lock"]
    assert found_passages.find_passages(db, claim_id, library, matcher).passages


def test_files_that_are_made_anew_while_passages_are_embedded_get_no_vectors_of_other_passages(
    path: Path, db: Database, ada: Person, matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.desk.sources.library.ENCODED_TOGETHER", 1)
    for number in range(2):  # an article between two sources: it comes last when the files are made anew
        added(db, ada, f"Shed {number} in Marva burned down. {REGISTER}")
        an_article(db, f"Ferry {number} sank off Norrin.", by=ada, at=AT)
        Library().index(db, lambda: None)

    def make_anew(passages: int) -> None:
        if not embedded:
            remove_passages(db)
            Library().index(db, lambda: None)
        embedded.append(passages)

    embedded: list[int] = []
    Library().catch_up(db, lambda: matcher.passage_encoder, on_passages=make_anew)
    index, encoder = Library().index(db, lambda: None), matcher.passage_encoder
    assert index is not None and encoder is not None and index.embedded == len(index) > 4
    numbers = np.arange(len(index))
    vectors = encoder.encode_passages(
        stored_library.titled_words(db, [(int(text), int(start), int(end)) for text, start, end, _ in index._rows])
    )
    own = [index.meanings.cosines(vector, numbers[number : number + 1])[0] for number, vector in enumerate(vectors)]
    assert np.array(own) == pytest.approx(1.0, abs=0.02)


def test_where_nothing_can_be_written_passages_are_found_and_no_file_is_left(
    path: Path, db: Database, ada: Person, claim_id: int, matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(db, ada)
    monkeypatch.setattr("claims.desk.sources.library.os.access", lambda *_: False)
    found = find(db, claim_id, matcher)
    assert found.passages and found.complete
    assert not path.with_name(path.name + ENDING).exists()


@pytest.mark.parametrize(
    ("url", "confidential"), [("https://herald.example.org/depot", False), (None, False), ("http://cms.internal/draft", True), ("http://10.0.0.5/a", True)]
)  # fmt: skip
def test_an_article_inside_the_network_becomes_a_source_that_no_public_page_names(
    db: Database, ada: Person, claim_id: int, matcher: Matcher, url: str | None, confidential: bool
) -> None:
    article = an_article(db, *REGISTER_SENTENCES, by=ada, at=AT, title="Register", url=url)
    (name,) = [passage.name for passage in find(db, claim_id, matcher).passages if passage.article and passage.article.id == article]
    link = found_passages.accept_passage(db, claim_id, name, Stance.CONTRADICTS, by=ada, at=AT)
    assert link.source.confidential is confidential


def test_passages_that_could_not_be_looked_through_are_told(path: Path, matcher: Matcher) -> None:
    stage = Stage(path)
    stage.source()
    claim_id = stage.claim("depot").id
    folder = path.with_name(path.name + ENDING)
    folder.mkdir(mode=0o700)
    folder.chmod(0o777)  # others could put words there
    assert (find(stage.db, claim_id, matcher).passages, find(stage.db, claim_id, matcher).complete) == ((), False)
    assert "Not all stored texts have been searched" in stage.get(f"/claims/{claim_id}").text
    answer = stage.app.test_client().get(f"/api/v1/claims/{claim_id}/passages", headers=stage.bearer("Ben"))
    assert answer.json == {"passages": [], "unread": 0, "complete": False}
    told = CliRunner().invoke(cli, ["--db", str(path), "evidence", "find", str(claim_id)])
    assert told.exit_code == 1 and "somebody else may write there" in str(told.exception)
    folder.chmod(0o700)
    assert find(stage.db, claim_id, matcher).complete
    assert "Not all stored texts" not in stage.get(f"/claims/{claim_id}").text
    stage.db.close()


def test_passages_are_found_while_another_program_writes(
    path: Path, db: Database, ada: Person, claim_id: int, matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(db, ada)
    monkeypatch.setattr(connect, "IMPATIENT_MS", 20)
    with closing(open_store(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        found = find(db, claim_id, matcher)
        found_passages.note_waiting(db, found)
        assert found.passages
        writer.conn.rollback()
    assert overview.queue(db, Filter(passages_waiting=True))[0] == []
    found_passages.note_waiting(db, found)
    assert [row.claim_id for row in overview.queue(db, Filter(passages_waiting=True))[0]] == [claim_id]


def test_redacted_words_are_in_no_file(path: Path, db: Database, ada: Person, claim_id: int, matcher: Matcher) -> None:
    added(db, ada, text=REGISTER + " The caretaker Wenzelina lives next door to the depot in Orlow.")
    assert find(db, claim_id, matcher).passages
    folder = path.with_name(path.name + ENDING)
    redaction.redact(db, "Wenzelina", "a private person", by=ada, at=AT)
    assert [file.name for file in folder.iterdir()] == ["lock"]
    assert all("Wenzelina" not in passage.passage.span.text for passage in find(db, claim_id, matcher).passages)


@pytest.mark.parametrize(
    "name", ["", "source-1", "source-1:5-5", "source-1:0-99999", "source-99:0-10", "article-0:0-5", "source-1:9999-10010", "x" * 500]
)
def test_a_passage_that_is_not_there_is_refused_in_words(db: Database, ada: Person, claim_id: int, name: str) -> None:
    added(db, ada)
    with pytest.raises(NotFound):
        found_passages.accept_passage(db, claim_id, name, Stance.SUPPORTS, by=ada, at=AT)


def test_a_new_source_in_another_language_tells_which_english_claims_it_speaks_to(db: Database, ada: Person, matcher: Matcher) -> None:
    for number, what in enumerate("buses cats lamps roofs shops trees walls cars dogs bells boats carts doors goats hens".split(), start=2):
        a_claim(db, f"Lindwarder had {number * 7} {what} in 2022.", by=ada, at=AT, proposed=False)
    claim_id = a_claim(db, "Fewer ships called at Lindwarder in 2022 than before.", by=ada, at=AT, proposed=False)
    text = (
        "Der Hafen von Lindwarder ist seit 1904 in Betrieb. Die Behörde klagt über fehlendes Geld. Zwei der vier Kräne im Hafen stehen seit "
        "dem Frühjahr still. Im Jahr 2022 legten dort weniger Schiffe an als früher. Der Stadtrat berät im November."
    )
    for what in ("roof", "tower", "cellar", "bell"):
        added(
            db,
            ada,
            f"The {what} of the town hall was repaired. It cost little. The work took a week. Nobody complained. It is to be painted.",
        )
    source_id = evidence.add_source(db, NewSource("Bericht der Hafenbehörde", SourceKind.REPORT, text=text), by=ada, at=AT).source.id
    passage = next(each for each in found_passages.claims_spoken_to(db, source_id, Library(), matcher) if each.claim_id == claim_id)
    assert passage.passage.judged.stance is None
