"""Word files as Word writes them: every word of a sentence is read, and nothing that no reader of the page sees."""

import random
import time
import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml import parse_xml

from claims.errors import ClaimsError
from claims.model import Document
from claims.reading import sentences
from claims.reading.documents import DAY_NOT_FOUND, read
from claims.reading.files.word.raised import spell
from tests.reading_files import bare_word
from tests.word_documents import DECLARED, SPACES, field, paragraph, raised, run, text_box, word_file


def read_word(*blocks: str, **parts: str) -> Document:
    return read(word_file(*blocks, **parts), name="a.docx")


# --- tracked changes --------------------------------------------------------------------------


def test_tracked_changes_are_read_as_if_accepted_and_the_reader_is_told_how_many_there_are() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>ninety</w:delText></w:r></w:del>'
    document = read_word(
        paragraph(run("The tram line costs "), gone, f'<w:ins w:id="2">{run("nineteen")}</w:ins>', run(" million a year.")),
        paragraph(f'<w:ins w:id="3">{run("Nobody ")}</w:ins>', "<w:proofErr/>", f'<w:ins w:id="4">{run("objected.")}</w:ins>'),
    )
    assert document.text == "The tram line costs nineteen million a year.\n\nNobody objected."
    assert document.beside.warnings == ("2 insertions and 1 deletion are not yet accepted; read as if they were.", DAY_NOT_FOUND)


def test_moved_text_stands_where_it_was_moved_to() -> None:
    document = read_word(
        paragraph(f"<w:moveFrom>{run('The mill closed in 1974.')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>"),
        paragraph(run("The mayor spoke.")),
        paragraph(f"<w:moveTo>{run('The mill closed in 1974.')}</w:moveTo>"),
    )
    assert document.text == "The mayor spoke.\n\nThe mill closed in 1974."
    assert document.beside.warnings == ("1 move is not yet accepted; read as if it were.", DAY_NOT_FOUND)


def test_a_deleted_end_of_a_paragraph_lets_the_next_one_go_on_in_it() -> None:
    document = read_word(paragraph(run("Oma paid 4 "), properties="<w:rPr><w:del/></w:rPr>"), paragraph(run("million euros.")))
    assert document.text == "Oma paid 4 million euros."
    assert document.beside.warnings == ("1 deletion is not yet accepted; read as if it were.", DAY_NOT_FOUND)


def test_deleted_rows_and_what_is_inserted_and_deleted_again_are_not_read() -> None:
    def row(words: str, said: str = "") -> str:
        return f"<w:tr><w:trPr>{said}</w:trPr><w:tc>{paragraph(run(words))}</w:tc></w:tr>"

    document = read_word(
        f"<w:tbl>{row('Avel, 12 ships')}{row('Brun, 9 ships', '<w:del/>')}{row('Cade, 7 ships', '<w:ins/>')}</w:tbl>",
        paragraph(run("The end"), f"<w:ins><w:del><w:r><w:delText> of it</w:delText></w:r></w:del>{run(' came.')}</w:ins>"),
    )
    assert document.text == "Avel, 12 ships\nCade, 7 ships\n\nThe end came."


# --- wrappers ---------------------------------------------------------------------------------

WRAPPERS: dict[str, Callable[[str], str]] = {
    "content control": lambda inside: f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>",
    "smart tag": lambda inside: f'<w:smartTag w:element="place">{inside}</w:smartTag>',
    "custom XML": lambda inside: f"<w:customXml>{inside}</w:customXml>",
    "simple field": lambda inside: f'<w:fldSimple w:instr="REF total">{inside}</w:fldSimple>',
    "complex field": lambda inside: field(" REF total 77 ", inside),
    "field in a field": lambda inside: field(" IF ", field("QUOTE 1", inside)),
    "hyperlink": lambda inside: f'<w:hyperlink w:anchor="top">{inside}</w:hyperlink>',
    "insertion": lambda inside: f"<w:ins>{inside}</w:ins>",
    "place moved to": lambda inside: f"<w:moveTo>{inside}</w:moveTo>",
    "direction": lambda inside: f'<w:dir w:val="ltr">{inside}</w:dir>',
    "override of direction": lambda inside: f'<w:bdo w:val="ltr">{inside}</w:bdo>',
    "comment": lambda inside: f'<w:commentRangeStart w:id="9"/>{inside}<w:commentRangeEnd w:id="9"/>',
    "bookmark": lambda inside: f'<w:bookmarkStart w:id="9" w:name="b"/>{inside}<w:bookmarkEnd w:id="9"/>',
    "unknown wrapper": lambda inside: f"<w:wrapperOfTomorrow>{inside}</w:wrapperOfTomorrow>",
    "ruby": lambda inside: f"<w:r><w:ruby><w:rt>{run('no reading')}</w:rt><w:rubyBase>{inside}</w:rubyBase></w:ruby></w:r>",
    "two ways": lambda inside: (
        f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent>"
    ),
}
BESIDE: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "deletion": lambda: "<w:del><w:r><w:delText>never 77</w:delText></w:r></w:del>",
    "moved away": lambda: f"<w:moveFrom>{run('never 77')}</w:moveFrom>",
    "struck out": lambda: run("never 77", "<w:strike/>"),
    "hidden": lambda: run("never 77", "<w:vanish/>"),
    "note mark": lambda: raised("77"),
    "index entry": lambda: field(' XE "never 77" '),
    "unended field": lambda: '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "placeholder": lambda: f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here 77')}</w:sdtContent></w:sdt>",
    "page break as drawn": lambda: "<w:r><w:lastRenderedPageBreak/></w:r>",
    "soft hyphen": lambda: "<w:r><w:softHyphen/></w:r>",
}
SENTENCES = (
    "The board of Tolna paid 3 million crowns for the quay in 2019.",
    "Ferries carried 412 000 people between Avel and Brun last year.",
    "Unemployment in the valley fell from 7.4 to 6.9 percent.",
    "Mayor Ilse Varga said that the mill had closed in 1974.",
    "Nobody objected to the plan.",
    "A litre of milk costs 1.20 crowns, twice as much as in 2011.",
)


@pytest.mark.parametrize("kind", list(WRAPPERS))
def test_words_inside_of_any_wrapper_are_read_once_within_their_sentence_and_around_whole_paragraphs(kind: str) -> None:
    wrap = WRAPPERS[kind]
    within = paragraph(run("Avel paid "), wrap(run("61 million") + run(" crowns")), run(" in 2024."))
    blocks = [within] if kind in ("ruby", "hyperlink", "simple field") else [within, wrap(paragraph(run("Brun paid 7.")))]
    assert read_word(*blocks).text.split("\n\n") == ["Avel paid 61 million crowns in 2024.", "Brun paid 7."][: len(blocks)]


@pytest.mark.parametrize("kind", list(BESIDE))
def test_what_no_reader_of_the_page_takes_for_its_words_is_in_no_sentence(kind: str) -> None:
    assert read_word(paragraph(run("Avel paid 61"), BESIDE[kind](), run(" million."))).text == "Avel paid 61 million."


def random_word(chance: random.Random) -> tuple[bytes, list[str]]:
    """A document of known sentences, cut into runs at any letter, in random wrappers, with random things between and beside them."""

    def inline(sentence: str) -> str:
        cuts = sorted(chance.sample(range(1, len(sentence)), k=chance.randint(0, 6)))
        pieces = [sentence[a:b] for a, b in zip([0, *cuts], [*cuts, len(sentence)], strict=True)]
        out = ""
        for piece in pieces:
            wrapped = run(piece)
            for _ in range(chance.choice((0, 0, 1, 1, 2))):
                wrapped = WRAPPERS[chance.choice(list(WRAPPERS))](wrapped)
            beside = chance.choice(list(BESIDE)) if chance.random() < 0.4 else "nothing"
            out += wrapped + BESIDE[beside]()
        return out

    blocks, wanted, notes = [], [], ""
    for number in range(chance.randint(1, 8)):
        sentence = chance.choice(SENTENCES)
        aside = chance.choice(SENTENCES)
        kind = chance.choice(("plain", "control", "text box", "note", "row", "layout"))
        wanted.append(sentence)
        if kind == "text box":
            blocks.append(paragraph(text_box(paragraph(inline(aside))), inline(sentence)))
            wanted.append(aside)
        elif kind == "note":
            notes += f'<w:footnote w:id="{number}">{paragraph(inline(aside))}</w:footnote>'
            first, last = sentence[:20], sentence[20:]
            blocks.append(paragraph(inline(first), f'<w:r><w:footnoteReference w:id="{number}"/></w:r>', inline(last)))
            wanted.append(aside)
        elif kind == "control":
            blocks.append(WRAPPERS["content control"](paragraph(inline(sentence))))
        elif kind == "row":
            blocks.append(f"<w:tbl><w:tr><w:tc>{paragraph(inline(sentence))}</w:tc></w:tr></w:tbl>")
        elif kind == "layout":
            wanted.append(aside)
            inner = f"<w:tbl><w:tr><w:tc>{paragraph(inline(aside))}</w:tc></w:tr></w:tbl>"
            blocks.append(f"<w:tbl><w:tr><w:tc>{paragraph(inline(sentence))}{inner}{paragraph()}</w:tc></w:tr></w:tbl>")
        else:
            blocks.append(paragraph(inline(sentence)))
    return word_file(*blocks, footnotes=notes), wanted


def check_random(seed: int) -> None:
    content, wanted = random_word(random.Random(seed))
    text = read(content, name="a.docx").text
    assert [span.text for span in sentences.split(text, "en")] == wanted, f"seed {seed}"


def test_every_sentence_of_random_documents_comes_out_word_for_word_in_order() -> None:
    for seed in range(40):
        check_random(seed)


@pytest.mark.long
def test_every_sentence_of_100_random_documents_comes_out_word_for_word_in_order() -> None:
    for seed in range(1000, 1100):
        check_random(seed)


# --- notes, boxes, links, comments ------------------------------------------------------------


def test_notes_and_text_boxes_stand_after_their_paragraph_once_and_not_in_its_sentences() -> None:
    document = read_word(
        paragraph(
            run("The quay was built"),
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
            run(" in 1953."),
            text_box(paragraph(run("In figures: 14 million crowns."))),
            '<w:r><w:endnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>',
        ),
        paragraph(run("It sank.")),
        footnotes=f'<w:footnote w:id="0" w:type="separator">{paragraph(run("never"))}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("<w:r><w:footnoteRef/></w:r>", run(" Some say 1954."))}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{paragraph(run("City archive, box 12."))}</w:endnote>',
    )
    assert document.text.split("\n\n") == [
        "The quay was built in 1953.",
        "Some say 1954.",
        "In figures: 14 million crowns.",
        "City archive, box 12.",
        "It sank.",
    ]
    assert len(document.beside.warnings) == 4


def test_notes_of_a_table_stand_after_the_table() -> None:
    cell = "<w:tc>{}</w:tc>".format
    note = f'<w:footnote w:id="1">{paragraph(run("Without the port."))}</w:footnote>'
    row = cell(paragraph(run("Avel"), '<w:r><w:footnoteReference w:id="1"/></w:r>')) + cell(paragraph(run("12")))
    assert read_word(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>", footnotes=note).text == "Avel | 12\n\nWithout the port."


def test_links_are_kept_with_their_words_and_their_address() -> None:
    def relate(document: WordFile) -> None:
        number = document.part.relate_to("https://tolna.example/report", KIND.HYPERLINK, is_external=True)
        next(document.element.body.iter(f"{{{SPACES['w']}}}hyperlink")).set(f"{{{SPACES['r']}}}id", number)

    content = word_file(
        paragraph(
            run("See "),
            f"<w:hyperlink>{run('the audit')}{run(' report')}</w:hyperlink>",
            run(" and "),
            field(' HYPERLINK "https://brun.example/a" \\h ', run("the minutes")),
            run("."),
        ),
        change=relate,
    )
    document = read(content, name="a.docx")
    assert document.text == "See the audit report and the minutes."
    assert [(link.text, link.url) for link in document.beside.links] == [
        ("the audit report", "https://tolna.example/report"),
        ("the minutes", "https://brun.example/a"),
    ]


def test_comments_are_kept_with_who_when_and_the_words_they_stand_on_and_are_in_no_sentence() -> None:
    document = read_word(
        paragraph(
            run("Avel paid "),
            '<w:commentRangeStart w:id="4"/>',
            run("61 "),
            "<w:del><w:r><w:delText>billion</w:delText></w:r></w:del>",
            run("million"),
            '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>',
            run(" crowns."),
        ),
        comments=f'<w:comment w:id="4" w:author="Ilse Varga" w:date="2026-03-02T10:00:00Z">{paragraph(run("Who says so?"))}</w:comment>',
    )
    assert document.text == "Avel paid 61 million crowns."
    (comment,) = document.beside.comments
    assert (comment.author, comment.at, comment.text, comment.quote) == (
        "Ilse Varga",
        "2026-03-02T10:00:00Z",
        "Who says so?",
        "61 million",
    )
    assert "1 comment was not read into the text." in document.beside.warnings


# --- looks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "sign", "after", "text"),
    [
        ("in 2019", "1", " it sank", ""),
        ("40", "2, 3", " ships", ""),
        ("he said.", "*", "", ""),
        ("in 2019", "a", " it", ""),
        ("over 12 km", "2", ".", "²"),
        ("9.81 m s", "-2", "", "⁻²"),
        ("3 × 10", "6", " people", "^6"),
        ("the 19", "th", " century", "th"),
        ("the 2", "nd", " time", "nd"),
        ("M", "me", " Roy", "me"),
        ("5", "1", "/2 years", " 1"),
        ("for $4", "99", " a month", ".99"),
        ("Ca", "2+", " ions", "²⁺"),
        ("of 20", "2019", "", " 2019"),
    ],
)
def test_a_raised_sign_is_a_note_mark_a_power_or_a_letter_but_never_a_digit_of_the_figure_before_it(
    before: str, sign: str, after: str, text: str
) -> None:
    assert spell(sign, before, after) == text


def test_styles_strike_out_hide_and_raise_and_a_run_can_undo_it() -> None:
    def add(document: WordFile) -> None:
        for name, look in (("Gone", "<w:strike/>"), ("Secret", "<w:vanish/>"), ("Mark", '<w:vertAlign w:val="superscript"/>')):
            style = f'<w:style {DECLARED} w:type="character" w:styleId="{name}"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
            document.styles.element.append(parse_xml(style))
        based = f'<w:style {DECLARED} w:type="character" w:styleId="Child"><w:name w:val="c"/><w:basedOn w:val="Gone"/></w:style>'
        document.styles.element.append(parse_xml(based))

    content = word_file(
        paragraph(
            run("Avel paid "),
            *(run("16 ", f'<w:rStyle w:val="{name}"/>') for name in ("Gone", "Secret", "Child")),
            run("61 ", '<w:rStyle w:val="Gone"/><w:strike w:val="0"/>'),
            run("million in 2019"),
            run("7", '<w:rStyle w:val="Mark"/>'),
            run("."),
        ),
        change=add,
    )
    document = read(content, name="a.docx")
    assert document.text == "Avel paid 61 million in 2019."
    assert "1 raised note mark was left out." in document.beside.warnings


def test_signs_of_a_symbol_font_are_the_signs_they_show_and_others_are_told() -> None:
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'.format
    document = read_word(paragraph(run("Wages rose "), sign("Symbol", "F0B3"), run(" 4 percent"), sign("Wingdings", "F04A"), run(".")))
    assert document.text == "Wages rose ≥ 4 percent."
    assert document.beside.warnings == ("1 symbol was left out: its font gives it another shape than its letter.", DAY_NOT_FOUND)


# --- what the article says of itself ----------------------------------------------------------


def properties(document: WordFile) -> None:
    document.core_properties.title, document.core_properties.author = "Template 4", "Kit Moss"


def test_the_first_lines_give_title_byline_and_day_and_never_the_files_properties_instead_of_them() -> None:
    lines = ("Tolna closes its harbour", "By Ilse Varga", "3 June 2025", "The harbour closed on Monday.")
    document = read(word_file(*(paragraph(run(line)) for line in lines), change=properties), name="a.docx")
    assert (document.title, document.byline, document.published_at) == ("Tolna closes its harbour", "Ilse Varga", "2025-06-03")
    assert document.beside.warnings == ()


def test_an_author_from_the_properties_is_told_as_a_guess_and_the_files_days_are_no_publication() -> None:
    document = read(word_file(paragraph(run("Tolna closes its harbour")), change=properties), name="a.docx")
    assert (document.byline, document.published_at) == ("Kit Moss", None)
    assert "a guess" in document.beside.warnings[0]


def test_a_headline_in_its_style_goes_before_the_line_above_it_and_a_list_gives_no_mark_to_a_title() -> None:
    style = '<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="1"/></w:numPr>'
    assert read_word(paragraph(run("NEWS DESK")), paragraph(run("Mill closes"), properties=style)).title == "Mill closes"
    item = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    assert read_word(paragraph(run("The mill closed."), properties=item)).title == "The mill closed."
    assert read_word(paragraph(run("No item."), properties='<w:numPr><w:numId w:val="0"/></w:numPr>')).text == "No item."


def test_pictures_are_told() -> None:
    document = read_word(paragraph(run("The mill."), "<w:r><w:drawing><pic:pic/></w:drawing></w:r>" * 2))
    assert document.beside.warnings == ("2 pictures were not read.", DAY_NOT_FOUND)


# --- hostile ----------------------------------------------------------------------------------

_LOOP = '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'


@pytest.mark.parametrize(
    "body",
    [
        "<w:p>" + "".join(f'<w:commentRangeStart w:id="{number}"/><w:r><w:t>word </w:t></w:r>' for number in range(50_000)) + "</w:p>",
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>word </w:t></w:r>' * 50_000 + "</w:p>",
        "<w:p>" + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>a</w:t></w:r>' * 30_000 + "</w:p>",
        _LOOP * 100
        + "<w:p><w:r><w:b/></w:r></w:p>" * 100_000
        + "<w:p><w:r><w:t>word</w:t></w:r></w:p>"
        + "</mc:Choice></mc:AlternateContent>" * 100,
        "<w:tbl><w:tr><w:tc>" * 60 + "<w:p><w:r><w:t>word</w:t></w:r></w:p>" * 50_000 + "</w:tc></w:tr></w:tbl>" * 60,
        "<w:ins>" * 5_000 + "<w:p><w:r><w:t>word</w:t></w:r></w:p>" + "</w:ins>" * 5_000,
    ],
    ids=["comments", "fields", "raised", "alternatives", "tables", "deep"],
)
def test_a_hostile_body_is_read_or_refused_in_time(body: str) -> None:
    content = bare_word(body, zipfile.ZIP_DEFLATED)
    started = time.process_time()
    try:
        assert "a" in read(content, name="a.docx").text or "word" in read(content, name="a.docx").text
    except ClaimsError as error:
        assert "damaged" in str(error) or "nested" in str(error)
    assert time.process_time() - started < 10
