"""An article in: all of it or nothing, and what others store meanwhile is not missed."""

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from claims.desk.articles import intake
from claims.desk.articles.fetching import read_upload
from claims.desk.cases import cases
from claims.desk.checking import review
from claims.desk.index import lookup
from claims.desk.index.matcher import Matcher
from claims.desk.screens import overview
from claims.errors import NotAllowed, NotFound, Refused, StaleEdit, StoreFailed
from claims.model import Article, Mark, Person, ProblemKind, State, Status
from claims.store import articles, claims, history, matches
from claims.store.connect import open_store, rows
from stage import everything, told

FERRY = """Ferry sinks off Ostrel

The ferry Anna sank on 3 May 1931 with 42 people on board. It was a sad night for the town.

Forty-two people were aboard the ferry Anna when it went down on 3 May 1931, the harbour master said.
"""


@pytest.fixture
def fresh() -> Matcher:
    """A live index for the test's own store; the model is loaded once a process."""
    return Matcher()


def add(db: Database, matcher: Matcher, text: str, by: Person, at: datetime, *, url: str | None = None) -> Article:
    document = read_upload(text.encode(), "news.txt", limit=5_000_000)
    named = intake.with_typed_details(document, title=None, publisher="Gazette", published="2026-03-01", url=url, byline=None)
    return intake.add_article(db, matcher, named, by=by, at=at).article


def test_an_article_is_stored_with_sentences_claims_and_its_event(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    article = add(db, fresh, FERRY, ben, at)
    sentences = articles.sentences_of(db, article)
    assert [sentence.position for sentence in sentences] == list(range(1, len(sentences) + 1))
    assert all(article.text[sentence.start : sentence.end] == sentence.text and sentence.mark is Mark.UNMARKED for sentence in sentences)
    found = intake.claims_in(db, article)
    assert found and all(claim.state is State.OPEN and claim.proposed for _, claim in found)
    assert told(db, "article", article.id) == ["add_article"]
    assert history.broken_links(db) == []


def test_two_tellings_of_one_fact_are_suggested_as_one(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    article = add(db, fresh, FERRY, ben, at)
    numbers = [claim.id for _, claim in intake.claims_in(db, article)]
    pairs = {frozenset({one.claim_id, one.known_id}) for one in matches.waiting(db)}
    assert len(numbers) == 2 and pairs == {frozenset(numbers)}


THRICE = """The ward treated 8,200 patients last year, the trust said. It has 40 beds.

The trust built the ward in 1994. Last year 8,200 people were treated on the ward at night.

The ward's 8,200 patients in the past year included 1,100 children. Nine nurses have left since Christmas."""

CABLE = """Kestwick's cable car broke down on Sunday with 61 people on board.

On Sunday, 61 passengers were trapped when the Kestwick cable car failed. Since March the cable car has broken down three times."""


def pairs_by_words(db: Database, article: Article) -> set[frozenset[str]]:
    texts = {claim.id: claim.text for _, claim in intake.claims_in(db, article)}
    return {frozenset({texts[one.claim_id], texts[one.known_id]}) for one in matches.waiting(db)}


def test_a_fact_told_three_times_is_three_suggestions(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    found = pairs_by_words(db, add(db, fresh, THRICE, ben, at))
    told = [text for text in {text for pair in found for text in pair} if "8,200" in text]
    assert {frozenset({one, other}) for one in told for other in told if one != other} == found
    assert len(told) == 3


def test_a_weak_likeness_suggests_no_third_pair(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    found = pairs_by_words(db, add(db, fresh, CABLE, ben, at))
    assert not any(
        {"61 passengers" in text for text in pair} == {True, False} and any("three times" in text for text in pair) for pair in found
    )
    assert any(all("Sunday" in text for text in pair) for pair in found)


def test_equal_wordings_in_one_article_are_one_claim_with_two_appearances(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    article = add(db, fresh, "The ferry Anna sank in May 1931.\n\nWhat a night!\n\nThe ferry Anna sank in May 1931!", ben, at)
    found = intake.claims_in(db, article)
    assert [appearance.quote for appearance, _ in found] == ["The ferry Anna sank in May 1931.", "The ferry Anna sank in May 1931!"]
    assert len({claim.id for _, claim in found}) == 1


def test_another_article_with_the_same_words_is_a_suggestion_never_a_join(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    first = add(db, fresh, FERRY, ben, at, url="https://a.example.org/1")
    second = add(db, fresh, FERRY, ben, at, url="https://b.example.org/2")
    assert first.id != second.id and second.replaces_id is None
    ours = {claim.id for _, claim in intake.claims_in(db, second)}
    known = {claim.id for _, claim in intake.claims_in(db, first)}
    assert not ours & known
    assert all(any(one.claim_id == number and one.known_id in known for one in matches.waiting(db)) for number in ours)


def test_the_same_article_adds_nothing_and_a_changed_one_is_a_new_version(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    url = "https://a.example.org/ferry"
    first = add(db, fresh, FERRY, ben, at, url=url)
    before = everything(db)
    assert add(db, fresh, FERRY, ben, at, url=url).id == first.id
    assert everything(db) == before
    second = add(db, fresh, FERRY.replace("42", "43"), ben, at, url=url)
    assert second.replaces_id == first.id
    assert [article.id for article in articles.list_articles(db)] == [second.id]


def test_the_same_bytes_read_to_another_text_by_a_newer_program_are_no_new_version(
    db: Database, fresh: Matcher, ben: Person, at: datetime
) -> None:
    document = replace(read_upload(FERRY.encode(), "ferry.txt", limit=100_000), url="https://a.example.org/ferry")
    first = intake.add_article(db, fresh, document, by=ben, at=at)
    before = everything(db)
    newer = replace(document, text=document.text.replace("It was a sad night for the town.", "It was a sad night."))
    again = intake.add_article(db, fresh, newer, by=ben, at=at)
    assert again.was_there and again.article.id == first.article.id
    assert everything(db) == before
    edited = replace(newer, bytes_sha256="1" * 64)
    assert intake.add_article(db, fresh, edited, by=ben, at=at).article.replaces_id == first.article.id


def test_a_new_version_takes_marks_and_claims_along_and_names_what_is_gone(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    url = "https://a.example.org/ferry"
    first = add(db, fresh, FERRY, ben, at, url=url)
    old = {sentence.text: sentence for sentence in articles.sentences_of(db, first)}
    sank, aboard = (next(text for text in old if word in text) for word in ("The ferry Anna sank", "Forty-two"))
    for text, mark in ((sank, Mark.CLAIM), ("It was a sad night for the town.", Mark.NOT_CLAIM), (aboard, Mark.CLAIM)):
        review.mark_sentence(db, old[text].id, mark, by=ben, at=at)
    changed = "Corrected on Friday.\n\n" + FERRY.replace("Forty-two people were aboard", "Forty people were aboard")
    document = intake.with_typed_details(
        read_upload(changed.encode(), "news.txt", limit=10**6), title=None, publisher=None, published=None, url=url, byline=None
    )
    added = intake.add_article(db, fresh, document, by=ben, at=at)
    assert added.article.replaces_id == first.id
    assert [one.quote for one in added.gone] == [aboard]
    new = {sentence.text: sentence for sentence in articles.sentences_of(db, added.article)}
    assert (new[sank].mark, new["It was a sad night for the town."].mark) == (Mark.CLAIM, Mark.NOT_CLAIM)
    before = {claim.id: one.quote for one, claim in intake.claims_in(db, first)}
    after = {one.quote: claim.id for one, claim in intake.claims_in(db, added.article)}
    assert before[after[sank]] == sank, "the same claim appears in both versions"
    edited = next(quote for quote in after if "Forty people" in quote)
    assert after[edited] not in before, "an edited sentence is a new claim, suggested as the old one"
    assert any({one.claim_id, one.known_id} & {after[edited]} for one in matches.waiting(db))
    assert all(added.article.text[one.start : one.end] == one.quote for one, _ in intake.claims_in(db, added.article))


def test_a_failure_at_the_last_step_leaves_nothing(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    before = everything(db)
    db.execute("CREATE TRIGGER broken BEFORE INSERT ON match BEGIN SELECT RAISE(ABORT, 'disk on fire'); END")
    with pytest.raises((sqlite3.IntegrityError, StoreFailed)):
        add(db, fresh, FERRY, ben, at)
    assert everything(db) == before


def test_a_claim_that_another_process_stored_meanwhile_is_matched_too(
    db: Database, path: Path, fresh: Matcher, ben: Person, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_store(path)
    reading = intake.read_claims

    def slow_reading(*asked: object) -> object:
        # While this article is read, somebody else stores the same fact.
        claims.add_claim(other, "The ferry Anna sank on 3 May 1931 with 42 people on board.", by=ben, at=at)
        monkeypatch.setattr(intake, "read_claims", reading)
        return reading(*asked)  # type: ignore[arg-type]

    fresh.refresh(db)
    monkeypatch.setattr(intake, "read_claims", slow_reading)
    add(db, fresh, FERRY, ben, at)
    other.close()
    theirs = rows(db, "SELECT min(id) AS id FROM claim")[0]["id"]
    assert any(one.known_id == theirs for one in matches.waiting(db))


def test_the_index_follows_what_another_process_changes(db: Database, path: Path, fresh: Matcher, ben: Person, at: datetime) -> None:
    def found() -> list[int]:
        return [one.known.claim.id for one in lookup.look_up(db, fresh, ["The ferry Anna sank in 1931."], limit=3)[0]]

    assert found() == []
    other = open_store(path)
    number = claims.add_claim(other, "The ferry Anna sank in 1931.", by=ben, at=at)
    assert found() == [number]
    claims.edit_wording(other, claims.get_claim(other, number), "Tarnmouth has nine schools.", by=ben, at=at)
    assert lookup.look_up(db, fresh, ["Nine schools are in Tarnmouth."])[0][0].known.claim.text == "Tarnmouth has nine schools."
    claims.move_claim(other, claims.get_claim(other, number), State.DROPPED, by=ben, at=at)
    other.close()
    assert found() == []


def test_a_joined_claim_is_found_under_the_one_that_speaks_for_it(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    article = add(db, fresh, FERRY, ben, at)
    (match,) = matches.waiting(db)
    review.decide_match(db, match.id, Status.CONFIRMED, by=ben, at=at, note="one storm")
    root = claims.root_of(db, match.claim_id).id
    joined = next(number for number in (match.claim_id, match.known_id) if number != root)
    (hits,) = lookup.look_up(db, fresh, [claims.get_claim(db, joined).text])
    assert [hit.known.claim.id for hit in hits] == [root]
    assert {claim.id for _, claim in intake.claims_in(db, article)} == {root}


def test_a_fresh_index_gives_the_same_answers_from_stored_vectors(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    add(db, fresh, FERRY, ben, at)
    asked = ["When the Anna went down, 42 people were on it."]
    warm = lookup.look_up(db, fresh, asked)[0]
    again = Matcher()
    cold = lookup.look_up(db, again, asked)[0]
    assert [(one.known.claim.id, pytest.approx(one.comparison.score, abs=0.002)) for one in cold] == [
        (one.known.claim.id, one.comparison.score) for one in warm
    ]


def test_without_a_model_everything_works_on_words(db: Database, ben: Person, at: datetime, tmp_path: Path) -> None:
    wordy = Matcher(tmp_path / "no model here")
    assert wordy.encoder is None
    add(db, wordy, FERRY, ben, at)
    assert rows(db, "SELECT * FROM vector") == []
    (hits,) = lookup.look_up(db, wordy, ["The ferry Anna sank with 42 people on board."])
    assert "Anna" in hits[0].known.claim.text and 0 <= hits[0].comparison.score <= 1


def test_a_viewer_may_add_nothing_and_look_at_everything(db: Database, fresh: Matcher, ben: Person, vic: Person, at: datetime) -> None:
    before = everything(db)
    with pytest.raises(NotAllowed):
        add(db, fresh, FERRY, vic, at)
    assert everything(db) == before


def test_a_deadline_is_the_default_of_an_articles_claims(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    article = add(db, fresh, FERRY, ben, at)
    intake.set_due(db, article.id, at, by=ben, at=at, seen_version=1)
    found, counts = overview.queue(db, overview.Filter(due_before=at.replace(year=2027)))
    assert {row.due_at for row in found} == {at} and counts.claims == len(found) > 0 and counts.articles == 1
    with pytest.raises(StaleEdit):
        intake.set_due(db, article.id, None, by=ben, at=at, seen_version=1)


def test_the_report_follows_the_store(db: Database, fresh: Matcher, ben: Person, at: datetime) -> None:
    article = add(db, fresh, FERRY, ben, at)
    assert cases.sourcing_report(db, article.id, at=at).problems == (), "what is only proposed has no problem"
    for sentence in articles.sentences_of(db, article):
        review.mark_sentence(db, sentence.id, Mark.CLAIM, by=ben, at=at)
    report = cases.sourcing_report(db, article.id, at=at)
    assert {problem.kind for problem in report.problems} == {ProblemKind.UNSOURCED}
    for sentence in articles.sentences_of(db, article):
        review.mark_sentence(db, sentence.id, Mark.NOT_CLAIM, by=ben, at=at)
    assert cases.sourcing_report(db, article.id, at=at).problems == ()
    with pytest.raises(NotFound):
        cases.sourcing_report(db, 99, at=at)


@pytest.mark.parametrize("published", ["yesterday", "2026-13-01", "\x00"])
def test_a_day_that_cannot_be_read_is_refused(published: str) -> None:
    document = read_upload(FERRY.encode(), "news.txt", limit=5_000_000)
    with pytest.raises(Refused, match="2026-11-23|invalid characters"):
        intake.with_typed_details(document, title=None, publisher=None, published=published, url=None, byline=None)


def test_two_threads_that_need_a_model_at_once_do_not_wait_for_each_other_for_ever() -> None:
    matcher, is_matching = Matcher(Path("no-model")), Event()

    def match() -> None:
        with matcher._lock:  # as every query does
            is_matching.set()
            time.sleep(0.2)
            assert matcher.encoder is None

    def look() -> None:
        is_matching.wait()
        assert matcher.encoder is None

    threads = [Thread(target=act, daemon=True) for act in (match, look)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not any(thread.is_alive() for thread in threads)


def test_that_there_is_no_model_is_remembered(caplog: pytest.LogCaptureFixture) -> None:
    matcher = Matcher(Path("no-model"))
    assert matcher.encoder is None and matcher.encoder is None
    assert caplog.text.count("no sentence embeddings") == 1
