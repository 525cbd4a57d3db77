"""A draft goes out again: the same file with comments on the claims' words, and every byte of its text where it was."""

import io
import re
import time
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from lxml import etree
from sqlite_utils import Database

from claims.desk.articles import fetching, intake, signoffs
from claims.desk.checking import questions, review, verdicts
from claims.desk.exchange import annotated
from claims.desk.exchange.annotated import ALL_LINES, AUTHOR, annotated_copy
from claims.desk.index.matcher import Matcher
from claims.desk.sources import evidence, proposed_sources
from claims.desk.sources.evidence import NewSource
from claims.errors import Refused
from claims.exchange.draft import marks
from claims.model import Mark, Person, SourceKind, Stance
from claims.model.annotated import Spot, Stretch
from claims.reading.documents import read
from claims.store import appearances, articles
from claims.store.connect import rows
from tests.drafts import CLOSED, OPENING, W, add_draft, comments_in, draft, part, with_parts, without_marks, words_under
from tests.word_documents import field, paragraph, run, text_box, word_file


@pytest.fixture
def matcher(tmp_path: Path) -> Matcher:
    return Matcher(tmp_path / "no-model")


def mark_all(db: Database, article_id: int, by: Person, at: datetime) -> None:
    """Mark every line as a claim."""
    for line in articles.sentences_of(db, articles.get_article(db, article_id)):
        review.mark_sentence(db, line.id, Mark.CLAIM, by=by, at=at)


def copy_of(db: Database, article_id: int, by: Person, at: datetime, **more: object) -> bytes:
    return annotated_copy(db, article_id, "docx", by=by, at=at, address="https://desk.example", **more).content  # type: ignore[arg-type]


def ours(content: bytes) -> dict[str, str]:
    """The words of our comments, by id."""
    return {number: words for number, (author, words) in comments_in(content).items() if author == AUTHOR}


def assert_same_but_for_marks(before: bytes, after: bytes) -> None:
    """Every byte of the document is where it was, once the marks of our comments are taken out."""
    assert without_marks(part(after, "document"), set(ours(after)), part(before, "document")) == part(before, "document")


def test_the_copy_has_one_comment_on_each_claims_words_and_nothing_else_is_other(
    db: Database, matcher: Matcher, ben: Person, at: datetime
) -> None:
    content = draft()
    article = add_draft(db, matcher, content, by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    made = copy_of(db, article.id, ben, at)
    places = appearances.appearances_in(db, article.id)
    on_words = {int(re.findall(r"Claim (\d+) of article", words)[0]): words_under(made, number) for number, words in ours(made).items()}
    assert len(ours(made)) == len(places) > 3
    for place in places:
        # Comments stand in the text alone: that on a claim in a footnote stands on the footnote's mark.
        words = "" if "annual report" in place.quote else place.quote
        assert " ".join(on_words[place.claim_id].split()) == " ".join(words.split())
    assert_same_but_for_marks(content, made)
    assert {number: said for number, said in comments_in(made).items() if said[0] != AUTHOR} == comments_in(content)
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert before.namelist() == after.namelist()
        for name in set(before.namelist()) - {"word/document.xml", "word/comments.xml"}:
            assert before.read(name) == after.read(name), name
    assert read(made, name="a.docx").text == read(content, name="a.docx").text
    docx.Document(io.BytesIO(made))


def test_a_comment_says_the_verdict_sources_problems_questions_and_where_the_desk_is(
    db: Database, matcher: Matcher, ben: Person, cleo: Person, at: datetime
) -> None:
    article = add_draft(db, matcher, draft(), by=ben, at=at).article
    line = next(sentence for sentence in articles.sentences_of(db, article) if sentence.text == CLOSED)
    review.mark_sentence(db, line.id, Mark.CLAIM, by=ben, at=at)
    claim = next(appearance.claim_id for appearance in appearances.appearances_in(db, article.id) if appearance.sentence_id == line.id)
    log = NewSource("Bridge log", SourceKind.PRIMARY_DOCUMENT, "https://log.example/1", text="Closed for 31 days in the winter.")
    source = evidence.add_source(db, log, by=ben, at=at).source
    evidence.link_source(db, claim, source.id, Stance.SUPPORTS, by=ben, at=at, quote="Closed for 31 days", locator="p. 4")
    verdicts.take(db, claim, by=ben, at=at)
    verdicts.submit(db, claim, "true", "The log has 31 days.", by=ben, at=at)
    waiting = next(words for words in ours(copy_of(db, article.id, ben, at)).values() if f"Claim {claim} of" in words)
    assert waiting.startswith("In review: rated True by Ben, waiting for a second reader.")
    verdicts.approve(db, claim, by=cleo, at=at)
    words = next(words for words in ours(copy_of(db, article.id, ben, at)).values() if f"Claim {claim} of" in words)
    assert words.split("\n") == [
        "True: The log has 31 days.",
        "Supports: Bridge log, p. 4. https://log.example/1 “Closed for 31 days”",
        *[line for line in words.split("\n") if line.startswith(("To fix", "To weigh"))],
        "Open question from Ana Reyes: Source? I cannot find it.",
        f"Claim {claim} of article {article.id} in the claim tracker: https://desk.example/articles/{article.id}?claim={claim}",
    ]


def test_a_confidential_source_is_named_only_where_somebody_chose_to(
    db: Database, matcher: Matcher, ben: Person, cleo: Person, at: datetime
) -> None:
    article = add_draft(db, matcher, draft(), by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    claim = appearances.appearances_in(db, article.id)[1].claim_id
    source = evidence.add_source(db, NewSource("Clerk Oda Brill", SourceKind.INTERVIEW, confidential=True), by=ben, at=at).source
    evidence.link_source(db, claim, source.id, Stance.SUPPORTS, by=ben, at=at, locator="call of 3 May", note="Oda called back")
    verdicts.take(db, claim, by=ben, at=at)
    verdicts.submit(db, claim, "true", "As clerk Oda Brill told us.", by=ben, at=at)
    verdicts.approve(db, claim, by=cleo, at=at)
    for form in ("docx", "annotated-html"):
        outside = annotated_copy(db, article.id, form, by=ben, at=at)
        inside = annotated_copy(db, article.id, form, by=ben, at=at, confidential=True)
        words, secret = ("\n".join(ours(copy.content).values()) if form == "docx" else copy.content.decode() for copy in (outside, inside))
        assert "Brill" not in words and "call of 3 May" not in words and "1 confidential source is left out of this copy." in words
        assert "As a confidential source told us." in words
        assert "Supports (confidential): Clerk Oda Brill, call of 3 May." in secret
        assert "confidential" not in outside.name and "confidential" in inside.name
    page = annotated_copy(db, article.id, "annotated-html", by=ben, at=at).content.decode()
    assert "May be passed on: without confidential sources, 1 confidential source left out" in page


def test_a_copy_that_may_be_passed_on_has_no_sign_off_and_no_confidential_title_in_its_reading_notes(
    db: Database, matcher: Matcher, ben: Person, edith: Person, at: datetime
) -> None:
    document = read(draft(), name="draft.docx")
    document = replace(document, beside=replace(document.beside, warnings=("A comment was left out: ask clerk Oda Brill.",)))
    article = intake.add_article(db, matcher, document, by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    source = evidence.add_source(db, NewSource("Clerk Oda Brill", SourceKind.INTERVIEW, confidential=True), by=ben, at=at).source
    evidence.link_source(db, appearances.appearances_in(db, article.id)[1].claim_id, source.id, Stance.SUPPORTS, by=ben, at=at)
    signoffs.sign_off(db, article.id, "The lawyer heard Brill on the phone.", by=edith, at=at)

    def page(*, confidential: bool) -> str:
        return annotated_copy(db, article.id, "annotated-html", by=ben, at=at, confidential=confidential).content.decode()

    outside, inside = page(confidential=False), page(confidential=True)
    assert "lawyer" not in outside and "Edith" not in outside and "Brill" not in outside
    assert "A comment was left out: ask a confidential source." in outside
    assert "Signed off by Edith" in inside and "The lawyer heard Brill" in inside and "ask clerk Oda Brill" in inside
    signoffs.take_back(db, article.id, "Brill took it back.", by=edith, at=at)
    assert "took it back" not in page(confidential=False) and "took it back" in page(confidential=True)


def test_words_anywhere_in_a_file_take_a_comment(db: Database, matcher: Matcher, ben: Person, at: datetime) -> None:
    look = '<w:b/><w:rPrChange w:id="7" w:author="Ana" w:date="2026-01-01T00:00:00Z"><w:rPr/></w:rPrChange>'
    content = word_file(
        paragraph(run("A &amp; B paid 4 million crowns in 2019. C &lt; D paid 5 million crowns in 2020. Nobody paid 6 million.", look)),
        paragraph(
            run("The audit "),
            f'<w:ins w:id="1" w:author="Ana">{run("found that 12 boats")}</w:ins>',
            '<w:del w:id="2" w:author="Ana"><w:r><w:delText>nobody</w:delText></w:r></w:del>',
            run(" sank in 2021. "),
            field(' HYPERLINK "https://a.example/x" ', run("The report names 14 boats.")),
        ),
        paragraph(text_box(paragraph(run("The box says that 31 ferries ran in 2018.")))),
        f"<w:tbl><w:tr><w:tc>{paragraph(run('In 2019 there were 412 ships.'))}</w:tc><w:tc>{paragraph(run('In 2020 there were 388 ships.'))}</w:tc></w:tr></w:tbl>",
        paragraph(run("The last line says that 9 people left"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(".")),
        footnotes=f'<w:footnote w:id="2">{paragraph(run(" The note says that 77 people stayed in 2022."))}</w:footnote>',
    )
    article = add_draft(db, matcher, content, by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    copy = annotated_copy(db, article.id, "docx", by=ben, at=at)
    made = copy.content
    assert copy.warnings == ()
    assert_same_but_for_marks(content, made)
    under = {words_under(made, number).strip() for number in ours(made)}
    assert {"A & B paid 4 million crowns in 2019.", "C < D paid 5 million crowns in 2020.", "The report names 14 boats."} <= under
    assert "The audit found that 12 boats sank in 2021." in under
    assert len(ours(made)) == len(appearances.appearances_in(db, article.id))
    assert read(made, name="a.docx").text == article.text
    assert_valid_marks(made)


def test_a_mark_beside_a_tab_or_hidden_words_closes_and_opens_the_run_between_them(
    db: Database, matcher: Matcher, ben: Person, at: datetime
) -> None:
    tabbed = (
        "<w:r><w:t>1.</w:t><w:tab/><w:t>The ferry sank in 1931. The other sank in 1942.</w:t><w:br/><w:t>A third sank in 1950.</w:t></w:r>"
    )
    content = word_file(paragraph(tabbed), paragraph(run("The board paid 3 million crowns."), run(" Ask Ben.", "<w:vanish/>")))
    article = add_draft(db, matcher, content, by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    made = copy_of(db, article.id, ben, at)
    assert_same_but_for_marks(content, made)
    assert_valid_marks(made)
    under = {words_under(made, number).strip() for number in ours(made)}
    assert {"The other sank in 1942.", "A third sank in 1950.", "The board paid 3 million crowns."} <= under


def assert_valid_marks(content: bytes) -> None:
    """Each comment begins once, ends once after that, and is shown once; no mark stands inside a run, and change ids stay unique."""
    root = etree.fromstring(part(content, "document"))
    order = [(element.tag.removeprefix(W), element.get(f"{W}id")) for element in root.iter() if str(element.tag).startswith(f"{W}comment")]
    for number in ours(content):
        assert [name for name, of in order if of == number] == ["commentRangeStart", "commentRangeEnd", "commentReference"]
    for element in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd"):
        assert element.getparent().tag not in (f"{W}r", f"{W}t", f"{W}rPr")
    changes = [element.get(f"{W}id") for element in root.iter(f"{W}rPrChange")]
    assert len(changes) == len(set(changes))


def test_names_with_other_prefixes_and_spaces_at_the_edges_stay_as_they_are(
    db: Database, matcher: Matcher, ben: Person, at: datetime
) -> None:
    inside = "<w:p><w:r><w:t> It sank in 1931. It was built in 1912. </w:t></w:r></w:p><w:p><w:r><w:t>The other sank in 1942. It was old.</w:t></w:r></w:p>"
    content = word_file(inside)
    named = part(content, "document")
    for before in (b"xmlns:w=", b"<w:", b"</w:", b" w:"):
        named = named.replace(before, before.replace(b"w", b"x") if before[:1] != b"x" else b"xmlns:x=")
    plain = with_parts(content, document=named)
    for kind in (content, plain):
        article = add_draft(db, matcher, kind, by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    made = copy_of(db, article.id, ben, at)
    assert read(made, name="a.docx").text == article.text
    assert_valid_marks(made)


def test_an_article_that_is_no_word_file_gets_a_clean_one_with_the_same_comments(
    db: Database, matcher: Matcher, ben: Person, at: datetime
) -> None:
    text = f"Bridges\n\n{OPENING}{CLOSED}\n\n- It cost 12 crowns.\n- It cost 13 crowns.\n"
    document = fetching.read_upload(text.encode(), "a.txt", limit=10_000)
    article = intake.add_article(db, matcher, document, by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    copy = annotated_copy(db, article.id, "docx", by=ben, at=at)
    assert copy.warnings == () and {words_under(copy.content, number).strip() for number in ours(copy.content)} == {
        appearance.quote for appearance in appearances.appearances_in(db, article.id)
    }
    assert (
        read(copy.content, name="a.docx").text.startswith("Bridges\n\nMay be passed on")
        or "May be passed on" in read(copy.content, name="a.docx").text
    )
    db.execute("DELETE FROM article_original")
    assert annotated_copy(db, article.id, "docx", by=ben, at=at).warnings == ()


def test_sources_of_chosen_lines_become_footnotes(db: Database, matcher: Matcher, ben: Person, at: datetime) -> None:
    content = word_file(paragraph(run("The ferry sank in 1931. It was built in 1912.")))
    article = add_draft(db, matcher, content, by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    for place, title in zip(appearances.appearances_in(db, article.id), ("Harbour log", "Yard list"), strict=True):
        source = evidence.add_source(db, NewSource(title, SourceKind.REPORT, f"https://a.example/{title[0]}"), by=ben, at=at).source
        evidence.link_source(db, place.claim_id, source.id, Stance.SUPPORTS, by=ben, at=at, locator="p. 3")
    second = copy_of(db, article.id, ben, at, footnote_lines={2})
    assert [note.text for note in read(second, name="a.docx").beside.notes] == ["Yard list, p. 3. https://a.example/Y"]
    every = copy_of(db, article.id, ben, at, footnote_lines=ALL_LINES)
    assert [note.text for note in read(every, name="a.docx").beside.notes] == [
        "Harbour log, p. 3. https://a.example/H",
        "Yard list, p. 3. https://a.example/Y",
    ]
    add_draft(db, matcher, every, by=ben, at=at, replaces=article.id)
    newest = articles.newest_version(db, article)
    again = annotated_copy(db, newest.id, "docx", by=ben, at=at, footnote_lines=ALL_LINES).content
    assert len(read(again, name="a.docx").beside.notes) == 2, "those that came in are not added again"
    assert "footnotes" not in "".join(zipfile.ZipFile(io.BytesIO(copy_of(db, article.id, ben, at))).namelist())


def test_the_annotated_page_is_one_file_without_script_and_every_word_is_escaped(
    db: Database, matcher: Matcher, ben: Person, at: datetime
) -> None:
    content = draft(
        closed="It was <b>closed</b> for 31 days last winter.".replace("<", "&lt;").replace(">", "&gt;"),
        question="&lt;script&gt;alert(1)&lt;/script&gt;?",
    )
    article = add_draft(db, matcher, content, by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    page = annotated_copy(db, article.id, "annotated-html", by=ben, at=at, address="https://desk.example").content.decode()
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;?" in page and "<b>closed" not in page
    assert not re.search(r"(?:src|@import|url\()", page)
    assert page.partition("<ol")[2].count("<li") == len(articles.sentences_of(db, article))
    assert f'href="https://desk.example/articles/{article.id}?claim=' in page
    with pytest.raises(Refused, match="no form"):
        annotated_copy(db, article.id, "odt", by=ben, at=at)


def test_a_file_that_takes_no_comments_gives_a_clean_copy_and_says_so(db: Database, matcher: Matcher, ben: Person, at: datetime) -> None:
    content = word_file(paragraph(run("The ferry sank in 1931. It was built in 1912.")))
    article = add_draft(db, matcher, content, by=ben, at=at).article
    mark_all(db, article.id, ben, at)
    xml = part(content, "document").split(b"?>", 1)[1]
    other = with_parts(content, document=b'<?xml version="1.0" encoding="ISO-8859-1"?>' + xml)
    import zlib

    db.execute("UPDATE article_original SET content = ?", [zlib.compress(other)])
    copy = annotated_copy(db, article.id, "docx", by=ben, at=at)
    assert len(ours(copy.content)) == 2
    assert copy.warnings[0].startswith("The article’s own file cannot carry comments")
    assert annotated.MEDIA["docx"].endswith("wordprocessingml.document")


def test_questions_and_sources_that_wait_are_told_beside_their_line(db: Database, matcher: Matcher, ben: Person, at: datetime) -> None:
    article = add_draft(db, matcher, draft(), by=ben, at=at).article
    words = "\n".join(ours(copy_of(db, article.id, ben, at)).values())
    assert "Open question from Ana Reyes: Source? I cannot find it." in words
    assert "Not decided: footnote 1, Harbour office, annual report" in words
    assert "Proposed by the program: nobody has marked this line yet." in words
    (note,) = questions.list_notes(db, article.id)
    questions.settle(db, note.id, by=ben, at=at)
    for proposed in proposed_sources.list_proposed(db, article.id):
        proposed_sources.drop(db, proposed.id, by=ben, at=at)
    words = "\n".join(ours(copy_of(db, article.id, ben, at)).values())
    assert "Open question" not in words and "Not decided" not in words
    assert rows(db, "SELECT count(*) FROM evidence")[0][0] == 0


def test_a_tracked_change_with_a_very_long_name_is_marked_in_linear_time() -> None:
    name = "Change " * 150_000
    look = f'<w:rPr><w:rPrChange w:author="{name}" w:id="7"><w:rPr/></w:rPrChange><w:rPrChange w:author="{name}"/></w:rPr>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r>{look}<w:t>It sank in 1931.</w:t></w:r></w:p></w:body></w:document>'
    words = next(
        number for number, element in enumerate(etree.fromstring(xml, etree.XMLParser(huge_tree=True)).iter()) if element.tag == f"{W}t"
    )
    started = time.process_time()
    made, left = marks.marked(xml.encode(), [marks.Mark(Stretch(Spot(words, 3), Spot(words, 7)), 5)])
    assert time.process_time() - started < 1 and left == []
    assert made.count(b'w:id="7"') == 1 and b'w:id="900000001"' in made and b'w:id="900000002"' in made
