"""A draft comes in: its comments, footnotes and links are proposed as sources on the exact words, and its questions stay open."""

import io
import zipfile
import zlib
from datetime import datetime, timedelta
from pathlib import Path

import docx
import pytest
from sqlite_utils import Database

from claims.desk.articles.intake import Added
from claims.desk.cases import cases
from claims.desk.checking import questions, review
from claims.desk.history import histories
from claims.desk.index.matcher import Matcher
from claims.desk.people import confidential
from claims.desk.sources import evidence, proposed_sources
from claims.desk.upkeep import backups, redaction
from claims.errors import NotFound, Refused, StaleEdit, Unreadable
from claims.model import Mark, Person, Stance
from claims.model.beside import NamedIn, NoteState, ProposalState, ProposedSource
from claims.reading.documents import read
from claims.reading.named_sources import asks, gather
from claims.reading.sentences import split
from claims.store import articles, checks, originals
from claims.store import proposed_sources as stored_proposed_sources
from claims.store.confidential import NAME, hide_confidential
from claims.store.connect import open_store, rows
from tests.drafts import CLOSED, PAYS, RIDERS, add_draft, comment, commented, draft
from tests.word_documents import paragraph, run, word_file


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    return Matcher(tmp_path / "no-model")


@pytest.fixture
def added(db: Database, matcher: Matcher, ben: Person, at: datetime) -> Added:
    return add_draft(db, matcher, draft(), by=ben, at=at)


def named(db: Database, added: Added, kind: NamedIn) -> ProposedSource:
    return next(one for one in proposed_sources.list_proposed(db, added.article.id) if one.named.kind is kind)


def claim_on(db: Database, article_id: int, words: str, by: Person, at: datetime) -> int:
    """The claim of the line with these words, which is marked on the way."""
    article = articles.get_article(db, article_id)
    line = next(sentence for sentence in articles.sentences_of(db, article) if words in sentence.text)
    if line.mark is not Mark.CLAIM:
        review.mark_sentence(db, line.id, Mark.CLAIM, by=by, at=at)
    return next(int(row[0]) for row in rows(db, "SELECT claim_id FROM appearance WHERE sentence_id = :id", {"id": line.id}))


def test_each_source_that_a_draft_names_is_proposed_on_the_words_it_stands_on(db: Database, added: Added) -> None:
    text = added.article.text
    listed = proposed_sources.list_proposed(db, added.article.id)
    assert [
        (str(one.named.kind), one.named.title, one.named.address, one.named.locator, text[one.named.start : one.named.end])
        for one in listed
    ] == [
        ("footnote", "Harbour office, annual report", None, "p. 12", f"{RIDERS},"),
        ("comment", "Interview with the master", "https://boats.example/talk", None, "The boats are full in June."),
        ("link", "90,000 crowns a year", "https://town.example/budget", None, "90,000 crowns a year"),
    ]
    assert [proposed_sources.label(one) for one in listed] == ["footnote 1", "comment by Ilse Varga", "link"]
    assert listed[1].named.noted_at == "2026-03-02T10:00:00Z"
    assert {one.state for one in listed} == {ProposalState.PROPOSED} and rows(db, "SELECT * FROM evidence") == []
    assert (added.beside.sources, added.beside.questions) == (3, 1)


def test_a_question_in_a_comment_stays_open_on_its_line(db: Database, added: Added, ben: Person, at: datetime) -> None:
    (note,) = questions.list_notes(db, added.article.id)
    assert added.article.text[note.remark.start : note.remark.end] == CLOSED
    assert (note.remark.text, note.remark.author, note.state) == ("Source? I cannot find it.", "Ana Reyes", NoteState.OPEN)
    report = cases.sourcing_report(db, added.article.id, at=at)
    assert (report.undecided, report.questions) == (3, 1)
    questions.settle(db, note.id, by=ben, at=at)
    assert cases.sourcing_report(db, added.article.id, at=at).questions == 0
    with pytest.raises(Refused, match="settled"):
        questions.settle(db, note.id, by=ben, at=at)
    with pytest.raises(StaleEdit):
        questions.reopen(db, note.id, by=ben, at=at, seen_version=note.version)
    assert questions.reopen(db, note.id, by=ben, at=at).state is NoteState.OPEN


@pytest.mark.parametrize(
    "words", ["source?", "TK", "check", "Please verify the year", "is that so?", "needs a source", "not sure about 31", "?"]
)
def test_what_asks_is_a_question(words: str) -> None:
    assert asks(words)


@pytest.mark.parametrize(
    "words", ["checked with the auditor, p. 3", "confirmed by the mayor", "lovely line", "https://a.example/?q=1 says so", "TKachuk"]
)
def test_what_tells_is_none(words: str) -> None:
    assert not asks(words)


def test_a_proposed_source_is_evidence_only_once_a_person_accepts_it_and_that_can_be_taken_back(
    db: Database, added: Added, ben: Person, at: datetime
) -> None:
    claim = claim_on(db, added.article.id, "Ridership", ben, at)
    footnote = named(db, added, NamedIn.FOOTNOTE)
    link = proposed_sources.accept(db, footnote.id, Stance.SUPPORTS, by=ben, at=at, seen_version=footnote.version)
    assert (link.claim_id, link.source.title, link.locator) == (claim, "Harbour office, annual report", "p. 12")
    assert link.note == "Footnote 1 in the article: Harbour office, annual report, p. 12"
    now = stored_proposed_sources.get_proposed(db, footnote.id)
    assert (now.state, now.evidence_id, now.decided_by) == (ProposalState.ACCEPTED, link.id, "Ben")
    with pytest.raises(Refused, match="accepted by Ben already"):
        proposed_sources.drop(db, footnote.id, by=ben, at=at)
    with pytest.raises(StaleEdit):
        proposed_sources.propose_again(db, footnote.id, by=ben, at=at, seen_version=footnote.version)
    again = proposed_sources.propose_again(db, footnote.id, by=ben, at=at)
    assert (again.state, again.evidence_id) == (ProposalState.PROPOSED, None)
    assert rows(db, "SELECT withdrawn_at IS NOT NULL FROM evidence")[0][0]
    assert proposed_sources.drop(db, footnote.id, by=ben, at=at).state is ProposalState.DROPPED
    words = [told.words for told in histories.of_article(db, added.article.id)]
    assert "3 sources and 1 comment read from the article itself" in words
    assert "source named in the article accepted" in words and "source named in the article dropped" in words
    assert checks.problems(db) == []


def test_a_line_without_a_claim_or_with_several_says_what_to_do(
    db: Database, matcher: Matcher, added: Added, ben: Person, at: datetime
) -> None:
    content = word_file(
        paragraph(run("The ferry sank in 1931. "), commented(0, "What a lovely morning it was.")),
        comments=comment(0, "Weather report, p. 1"),
    )
    other = add_draft(db, matcher, content, by=ben, at=at)
    with pytest.raises(Refused, match="no claim yet"):
        proposed_sources.accept(db, named(db, other, NamedIn.COMMENT).id, Stance.CONTEXT, by=ben, at=at)
    with pytest.raises(NotFound):
        proposed_sources.accept(db, 99, Stance.CONTEXT, by=ben, at=at)
    link = named(db, added, NamedIn.LINK)
    elsewhere = claim_on(db, other.article.id, "sank", ben, at)
    with pytest.raises(NotFound, match="not in article"):
        proposed_sources.accept(db, link.id, Stance.CONTEXT, by=ben, at=at, claim_id=elsewhere)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (
            f"# Ferry\n\n{PAYS[:8]} [pays 90,000 crowns](https://town.example/b) a year.\n".encode(),
            "a.md",
            ("pays 90,000 crowns", "https://town.example/b"),
        ),
        (
            f"<html><body><article><h1>Ferry</h1><p>{RIDERS}. The boats were full in June, and in July, too.</p><p>The town <a href='https://town.example/b'>pays</a> "
            "90,000 crowns a year for it, and it pays more every year, the council said.</p></article></body></html>".encode(),
            "a.html",
            ("pays", "https://town.example/b"),
        ),
    ],
)
def test_links_of_markdown_and_web_pages_are_proposed_on_their_words(content: bytes, name: str, expected: tuple[str, str]) -> None:
    document = read(content, name=name)
    gathered = gather(document, split(document.text))
    assert [(document.text[source.start : source.end], source.address) for source in gathered.sources] == [expected]


def test_a_new_version_keeps_what_was_decided_where_the_line_is_the_same(
    db: Database, matcher: Matcher, added: Added, ben: Person, at: datetime
) -> None:
    claim_on(db, added.article.id, "Ridership", ben, at)
    accepted = proposed_sources.accept(db, named(db, added, NamedIn.FOOTNOTE).id, Stance.SUPPORTS, by=ben, at=at)
    proposed_sources.drop(db, named(db, added, NamedIn.LINK).id, by=ben, at=at)
    (question,) = questions.list_notes(db, added.article.id)
    questions.settle(db, question.id, by=ben, at=at)
    newer = add_draft(db, matcher, _with_text(draft(), "90,000", "95,000"), by=ben, at=at, replaces=added.article.id)
    states = {str(one.named.kind): (str(one.state), one.evidence_id) for one in proposed_sources.list_proposed(db, newer.article.id)}
    assert states == {"footnote": ("accepted", accepted.id), "comment": ("proposed", None), "link": ("proposed", None)}
    assert [note.state for note in questions.list_notes(db, newer.article.id)] == [NoteState.SETTLED]
    assert newer.beside.sources == 2, "what was dropped stood on other words"
    third = add_draft(db, matcher, draft(closed="It was closed for 45 days last winter."), by=ben, at=at, replaces=newer.article.id)
    assert [note.state for note in questions.list_notes(db, third.article.id)] == [NoteState.OPEN], "asked about other words"


def test_a_decision_does_not_stay_where_the_figure_changed(db: Database, matcher: Matcher, added: Added, ben: Person, at: datetime) -> None:
    claim_on(db, added.article.id, "Ridership", ben, at)
    proposed_sources.accept(db, named(db, added, NamedIn.FOOTNOTE).id, Stance.SUPPORTS, by=ben, at=at)
    changed = _with_text(draft(), "12 per cent", "21 per cent")
    newer = add_draft(db, matcher, changed, by=ben, at=at, replaces=added.article.id)
    assert named(db, newer, NamedIn.FOOTNOTE).state is ProposalState.PROPOSED


def _with_text(content: bytes, old: str, new: str) -> bytes:
    document = docx.Document(io.BytesIO(content))
    for element in document.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        element.text = (element.text or "").replace(old, new)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_same_text_with_new_comments_brings_the_comments_alone(
    db: Database, matcher: Matcher, added: Added, ben: Person, at: datetime
) -> None:
    again = add_draft(db, matcher, draft(question="Source? Ask the keeper of the bridge."), by=ben, at=at)
    assert again.was_there and (again.beside.sources, again.beside.questions) == (0, 1)
    assert len(proposed_sources.list_proposed(db, added.article.id)) == 3
    assert [note.remark.text for note in questions.list_notes(db, added.article.id)] == [
        "Source? I cannot find it.",
        "Source? Ask the keeper of the bridge.",
    ]
    once_more = add_draft(db, matcher, draft(question="Source? Ask the keeper of the bridge."), by=ben, at=at)
    assert (once_more.beside.sources, once_more.beside.questions) == (0, 0)


def test_a_confidential_source_is_hidden_where_its_proposal_was_accepted(
    db: Database, path: Path, added: Added, ben: Person, ada: Person, at: datetime
) -> None:
    claim_on(db, added.article.id, "Ridership", ben, at)
    link = proposed_sources.accept(db, named(db, added, NamedIn.FOOTNOTE).id, Stance.SUPPORTS, by=ben, at=at)
    evidence.set_confidential(db, link.source.id, True, "promised", by=ben, at=at)
    other = open_store(path)
    hide_confidential(other)
    hidden = named(other, added, NamedIn.FOOTNOTE).named
    assert (hidden.title, hidden.address, hidden.locator, hidden.note) == (NAME, None, None, "")
    assert named(other, added, NamedIn.COMMENT).named.title == "Interview with the master"
    assert confidential.may_read(db, ben)
    other.close()


def test_an_article_keeps_its_bytes_and_backup_verify_and_redaction_cover_them(
    db: Database, path: Path, tmp_path: Path, added: Added, ada: Person, at: datetime
) -> None:
    content = originals.find_original(db, added.article.id)
    assert content is not None and content.ending == "docx" and content.content == draft_bytes(db)
    assert checks.problems(db) == []
    backups.back_up(db, tmp_path / "copy.db", at=at)
    copy = open_store(tmp_path / "copy.db")
    assert originals.find_original(copy, added.article.id) == content
    copy.execute("UPDATE article_original SET content = ?", [zlib.compress(b"another file")])
    assert [line for line in checks.problems(copy) if line.startswith("file:")] == [
        "file: what is kept of article 1 is not the file that was stored"
    ]
    copy.close()
    places = redaction.redact(db, "Ilse Varga", "a court order", by=ada, at=at)
    assert set(places) >= {"article_original", "proposed_source"}
    assert originals.find_original(db, added.article.id) is None
    assert named(db, added, NamedIn.COMMENT).named.author == "████ █████"
    assert checks.problems(db) == []


def draft_bytes(db: Database) -> bytes:
    return zlib.decompress(rows(db, "SELECT content FROM article_original")[0][0])


# --- bad input ----------------------------------------------------------------------------------


def test_a_range_that_never_ends_stands_on_the_line_where_it_begins_and_that_is_told(
    db: Database, matcher: Matcher, ben: Person, at: datetime
) -> None:
    content = word_file(
        paragraph(run("The first ferry sank in 1931. "), '<w:commentRangeStart w:id="0"/>', run("The second one sank in 1942.")),
        paragraph(run("Nobody sells tickets any more.")),
        comments=comment(0, "Which one?"),
    )
    added = add_draft(db, matcher, content, by=ben, at=at)
    (note,) = questions.list_notes(db, added.article.id)
    document = read(content, name="a.docx")
    assert document.text[note.remark.start : note.remark.end].startswith("The first ferry")
    assert any("the file does not say where they end" in line for line in document.beside.warnings)


def test_two_comments_with_one_id_are_both_kept_and_that_is_told(db: Database, matcher: Matcher, ben: Person, at: datetime) -> None:
    content = word_file(
        paragraph(run("The first ferry sank in 1931. "), commented(0, "The second one sank in 1942.")),
        comments=comment(0, "Which one?") + comment(0, "And when?"),
    )
    added = add_draft(db, matcher, content, by=ben, at=at)
    assert sorted(note.remark.text for note in questions.list_notes(db, added.article.id)) == ["And when?", "Which one?"]
    told = " ".join([*read(content, name="a.docx").beside.warnings, *added.beside.warnings])
    assert "two comments in the file have the same id" in told and "it was put on the first line" in told


@pytest.mark.long
def test_ten_thousand_comments_are_read_up_to_a_thousand_and_that_is_told(
    db: Database, matcher: Matcher, ben: Person, at: datetime
) -> None:
    content = word_file(
        paragraph(run("The first ferry sank in 1931. "), *(commented(number, "x ") for number in range(10_000))),
        comments="".join(comment(number, f"Why {number}?") for number in range(10_000)),
    )
    added = add_draft(db, matcher, content, by=ben, at=at)
    assert len(questions.list_notes(db, added.article.id)) == 1_000
    assert "9,000 comments that are too many were left out: only the first 1,000 are read." in read(content, name="a.docx").beside.warnings


def test_a_file_with_macros_is_refused_with_what_to_do() -> None:
    types = docx.opc.constants.CONTENT_TYPE.WML_DOCUMENT_MAIN.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draft())) as package, zipfile.ZipFile(out, "w") as made:
        for entry in package.namelist():
            made.writestr(entry, package.read(entry).replace(types, b"application/vnd.ms-word.document.macroEnabled.main+xml"))
    with pytest.raises(Unreadable, match=r"macros \(.docm\).*save it as .docx"):
        read(out.getvalue(), name="a.docm")


def test_the_same_question_in_two_places_is_two_questions(db: Database, matcher: Matcher, ben: Person, at: datetime) -> None:
    def twice(end: str = "The other sank in 1942.") -> bytes:
        return word_file(
            paragraph(commented(0, "The ferry sank in 1931."), run(" "), commented(1, end)),
            comments=comment(0, "Check!") + comment(1, "Check!"),
        )

    added = add_draft(db, matcher, twice(), by=ben, at=at)
    first, second = questions.list_notes(db, added.article.id)
    questions.settle(db, first.id, by=ben, at=at)
    assert add_draft(db, matcher, twice(), by=ben, at=at).beside.questions == 0
    newer = add_draft(db, matcher, twice("The other sank in 1943."), by=ben, at=at, replaces=added.article.id)
    assert [note.state for note in questions.list_notes(db, newer.article.id)] == [NoteState.SETTLED, NoteState.OPEN]
    assert second.state is NoteState.OPEN


def test_a_document_without_an_address_that_is_named_twice_is_one_source(db: Database, matcher: Matcher, ben: Person, at: datetime) -> None:
    note = '<w:footnote w:id="{}">' + paragraph(run(" {}")) + "</w:footnote>"
    content = word_file(
        paragraph(
            run("The ferry sank in 1931"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            run(". It carried 40 people"),
            '<w:r><w:footnoteReference w:id="3"/></w:r>',
            run("."),
        ),
        footnotes=note.format(2, "Harbour log, p. 3") + note.format(3, "Ibid., p. 9"),
    )
    added = add_draft(db, matcher, content, by=ben, at=at)
    first, second = proposed_sources.list_proposed(db, added.article.id)
    assert (second.named.title, second.named.locator) == ("Harbour log", "p. 9")
    for proposed in (first, second):
        claim = claim_on(db, added.article.id, added.article.text[proposed.named.start : proposed.named.end], ben, at)
        proposed_sources.accept(db, proposed.id, Stance.SUPPORTS, by=ben, at=at, claim_id=claim)
    assert [row["locator"] for row in rows(db, "SELECT locator FROM evidence")] == ["p. 3", "p. 9"]
    assert rows(db, "SELECT count(*) FROM source")[0][0] == 1


def test_taking_an_acceptance_back_leaves_a_link_that_was_there_before(db: Database, added: Added, ben: Person, at: datetime) -> None:
    claim = claim_on(db, added.article.id, "Ridership", ben, at)
    footnote = named(db, added, NamedIn.FOOTNOTE)
    first = proposed_sources.accept(db, footnote.id, Stance.SUPPORTS, by=ben, at=at)
    proposed_sources.propose_again(db, footnote.id, by=ben, at=at)
    evidence.restore_link(db, first.id, by=ben, at=at)
    later = at + timedelta(minutes=5)
    again = proposed_sources.accept(db, footnote.id, Stance.SUPPORTS, by=ben, at=later)
    assert again.id == first.id and again.claim_id == claim
    proposed_sources.propose_again(db, footnote.id, by=ben, at=later)
    assert not rows(db, "SELECT withdrawn_at IS NOT NULL FROM evidence")[0][0]
