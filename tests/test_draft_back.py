"""A draft comes back: replies to our comments become notes on their claims, "done" settles, and nothing of ours is proposed to us."""

import io
import time
from datetime import datetime
from pathlib import Path

import docx
import pytest
from sqlite_utils import Database

from claims.desk.checking import questions, review, talk
from claims.desk.exchange.annotated import AUTHOR, annotated_copy
from claims.desk.index.matcher import Matcher
from claims.desk.sources import proposed_sources
from claims.model import FileComment, Mark, Person
from claims.model.annotated import signature
from claims.model.beside import NoteState
from claims.reading.own_comments import parted
from claims.store import appearances, articles, originals
from claims.store.connect import rows
from tests.drafts import CLOSED, W, add_draft, answered, comments_in, draft, part, without_marks, words_under


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    return Matcher(tmp_path / "no-model")


@pytest.fixture
def article(db: Database, matcher: Matcher, ben: Person, at: datetime) -> int:
    """A draft whose lines are marked."""
    number = add_draft(db, matcher, draft(), by=ben, at=at).article.id
    for line in articles.sentences_of(db, articles.get_article(db, number)):
        review.mark_sentence(db, line.id, Mark.CLAIM, by=ben, at=at)
    return number


def out(db: Database, article: int, by: Person, at: datetime) -> bytes:
    return annotated_copy(db, article, "docx", by=by, at=at).content


def claim_of(db: Database, article: int, words: str) -> int:
    return next(appearance.claim_id for appearance in appearances.appearances_in(db, article) if words in appearance.quote)


def comment_on(content: bytes, claim: int) -> str:
    return next(number for number, (_, words) in comments_in(content).items() if f"Claim {claim} of" in words)


def edited(content: bytes, old: str, new: str) -> bytes:
    """The file as a programme saves it after an edit of its text."""
    document = docx.Document(io.BytesIO(content))
    for element in document.element.iter(f"{W}t"):
        element.text = (element.text or "").replace(old, new)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def notes_on(db: Database, claim: int) -> list[str]:
    return [note.text for note in talk.talk_of(db, claim, reader=None).notes]


def test_a_reply_becomes_a_note_on_its_claim_and_nothing_of_ours_is_proposed(
    db: Database, matcher: Matcher, article: int, ben: Person, at: datetime
) -> None:
    claim = claim_of(db, article, "31 days")
    made = out(db, article, ben, at)
    back = edited(answered(made, comment_on(made, claim), "The keeper has the log."), "90,000", "95,000")
    newer = add_draft(db, matcher, back, by=ben, at=at, replaces=article)
    assert newer.beside.answered == (claim,)
    assert notes_on(db, claim) == ["Ilse Varga answered in the copy that came back, on 2026-03-05: The keeper has the log."]
    assert len(proposed_sources.list_proposed(db, newer.article.id)) == 3
    assert [note.remark.text for note in questions.list_notes(db, newer.article.id)] == ["Source? I cannot find it."]


def test_a_reply_on_an_unchanged_text_is_taken_in_once(db: Database, matcher: Matcher, article: int, ben: Person, at: datetime) -> None:
    claim = claim_of(db, article, "31 days")
    made = out(db, article, ben, at)
    back = answered(made, comment_on(made, claim), "The keeper has the log.")
    again = add_draft(db, matcher, back, by=ben, at=at, replaces=article)
    assert again.was_there and again.beside.answered == (claim,)
    once_more = add_draft(db, matcher, back, by=ben, at=at, replaces=article)
    assert (
        once_more.was_there
        and once_more.beside.answered == ()
        and notes_on(db, claim) == ["Ilse Varga answered in the copy that came back, on 2026-03-05: The keeper has the log."]
    )
    kept = originals.find_original(db, article)
    assert kept is not None and kept.content == back


def test_done_settles_the_questions_of_its_line(db: Database, matcher: Matcher, article: int, ben: Person, at: datetime) -> None:
    claim = claim_of(db, article, "31 days")
    made = out(db, article, ben, at)
    add_draft(db, matcher, answered(made, comment_on(made, claim), "", done=True), by=ben, at=at, replaces=article)
    assert notes_on(db, claim) == ["Marked as done in the copy that came back."]
    assert [note.state for note in questions.list_notes(db, article)] == [NoteState.SETTLED]
    theirs = next(number for number, (author, _) in comments_in(made).items() if author == "Ana Reyes")
    fresh = add_draft(db, matcher, draft(question="Since when?"), by=ben, at=at, replaces=article)
    assert fresh.beside.questions == 1
    add_draft(db, matcher, answered(draft(question="Since when?"), theirs, "", done=True), by=ben, at=at, replaces=article)
    assert {note.state for note in questions.list_notes(db, article)} == {NoteState.SETTLED}


def test_a_comment_that_stays_done_in_the_file_settles_once(
    db: Database, matcher: Matcher, article: int, ben: Person, at: datetime
) -> None:
    claim = claim_of(db, article, "31 days")
    made = out(db, article, ben, at)
    back = answered(made, comment_on(made, claim), "", done=True)
    add_draft(db, matcher, back, by=ben, at=at, replaces=article)
    (note,) = questions.list_notes(db, article)
    questions.reopen(db, note.id, by=ben, at=at)
    add_draft(db, matcher, out(db, article, ben, at), by=ben, at=at, replaces=article)
    assert [note.state for note in questions.list_notes(db, article)] == [NoteState.OPEN]


def test_the_second_copy_writes_our_comments_anew_where_they_stand_and_keeps_the_replies(
    db: Database, matcher: Matcher, article: int, ben: Person, at: datetime
) -> None:
    claim = claim_of(db, article, "31 days")
    first = out(db, article, ben, at)
    back = edited(answered(first, comment_on(first, claim), "The keeper has the log."), "12 per cent", "21 per cent")
    newer = add_draft(db, matcher, back, by=ben, at=at, replaces=article).article.id
    second = out(db, newer, ben, at)
    before, after = comments_in(back), comments_in(second)
    assert after["900"] == before["900"]
    assert after[comment_on(back, claim)][1].endswith(f"{signature(claim, newer)}: /articles/{newer}?claim={claim}")
    changed = comment_on(second, claim_of(db, newer, "21 per cent"))
    assert changed not in before and "21 per cent" in words_under(second, changed)
    assert "This is no claim of the article any more." in [words for _, words in after.values()]
    new = set(after) - set(before)
    assert without_marks(part(second, "document"), new, part(back, "document")) == part(back, "document")
    third = add_draft(db, matcher, second, by=ben, at=at, replaces=newer)
    assert third.was_there and third.beside.answered == () and len(notes_on(db, claim)) == 1


def test_a_reply_that_libreoffice_stores_as_a_comment_is_known_by_what_it_quotes() -> None:
    mine = FileComment(AUTHOR, None, f"Open: not rated yet.\nNo source.\n{signature(7, 3)}: /articles/3?claim=7", "31 days", 4, 9, "1")
    quoted = f'Reply to {AUTHOR} (11/28/2026, 10:15): "{mine.text}"\nThe keeper "knows".\nAsk him.'
    reply = FileComment("Ana", "2026-11-28T10:20:00Z", quoted, "", 9, 9, "2")
    other = FileComment("Ana", None, 'Reply to Bo (11/28/2026, 10:15): "Since when?"\nSince 1931.', "", 20, 20, "3")
    answers, theirs = parted([mine, reply, other])
    assert [(answer.claim_id, answer.article_id, answer.text) for answer in answers] == [(7, 3, 'The keeper "knows".\nAsk him.')]
    assert theirs == [other]


def test_a_comment_that_names_a_claim_of_another_article_is_no_answer_to_it(
    db: Database, matcher: Matcher, article: int, ben: Person, at: datetime
) -> None:
    claim = claim_of(db, article, "31 days")
    words = f"Hello.&#10;{signature(claim, 999)}"
    stranger = draft(closed="The pier was closed for 31 days in 2024.", question=words)
    added = add_draft(db, matcher, answered(stranger, "0", "Gotcha."), by=ben, at=at)
    assert added.beside.answered == () and notes_on(db, claim) == []
    assert rows(db, "SELECT count(*) FROM note")[0][0] == 0 and CLOSED not in added.article.text


def test_a_reply_with_very_many_quotation_marks_is_read_in_linear_time() -> None:
    text = f'Reply to {AUTHOR} (11/28/2026, 10:15): "' + 'so it goes"\n' * 50_000 + f'{signature(7, 3)}: /articles/3?claim=7"\nYes.'
    started = time.process_time()
    answers, _ = parted(
        [FileComment("Ana", None, text, "", 9, 9, "2"), FileComment("Ana", None, text.replace("Claim", "Case"), "", 9, 9, "3")]
    )
    assert time.process_time() - started < 1
    assert [(answer.claim_id, answer.text) for answer in answers] == [(7, "Yes.")]


def test_a_very_long_answer_is_cut() -> None:
    mine = FileComment(AUTHOR, None, f"{signature(7, 3)}: /articles/3?claim=7", "31 days", 4, 9, "1")
    answers, _ = parted([mine, FileComment("Ana", None, "y" * 20_000, "", 4, 9, "2", answers="1")])
    assert [len(answer.text) for answer in answers] == [5_000]
