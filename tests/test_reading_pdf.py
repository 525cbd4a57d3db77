"""A PDF is read as a reader reads it: columns, tables, notes, hyphens, heads and feet; a hostile one costs little time and harms nobody."""

import io
import os
import time
import zlib

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from claims.errors import ClaimsError, TooLarge, Unreadable
from claims.reading import hyphens, sentences
from claims.reading.documents import DAY_NOT_FOUND, read
from claims.reading.files import pdf
from claims.reading.spotting import spotting
from tests import pdf_documents
from tests.pdf_documents import SENTENCES, Made, found_in_order
from tests.reading_files import pdf as plain_pdf

Drawn = tuple[float, float, float, str]
DOCUMENTS = pdf_documents.made()


def drawn(*pages: tuple[Drawn, ...], title: str = "", author: str = "") -> bytes:
    """A PDF with these texts: (left, baseline, size, text)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for page in pages:
        for left, baseline, size, text in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, baseline, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(text: str, *, top: float = 780, left: float = 60) -> tuple[Drawn, ...]:
    return tuple((left, top - 13 * at, 10, line) for at, line in enumerate(pdf_documents.wrapped(text, 470)))


def text_of(content: bytes) -> str:
    return pdf.read(content)[0]


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_every_sentence_of_ten_documents_is_found_whole_and_in_order(name: str) -> None:
    made: Made = DOCUMENTS[name]
    text = text_of(made.content)
    assert found_in_order(text, made.sentences) == len(made.sentences), text
    assert not [piece for piece in made.lacks if piece in text]


def test_columns_notes_marks_tables_and_heads_are_told() -> None:
    told = {name: " ".join(pdf.read(made.content)[2].warnings) for name, made in DOCUMENTS.items()}
    assert "1 page was read column by column." in told["two columns, row by row, under a headline"]
    assert told["footnotes on two pages"].startswith("2 footnotes were put at the end. 2 raised note marks were left out.")
    assert "4 table rows" in told["a table within the text"]
    assert "at the head or foot of pages were left out" in told["heads and feet"]
    assert told["drawn word by word, out of order"] == told["paragraphs, justified"] == ""


def test_a_year_alone_on_the_last_line_is_no_page_number_and_a_page_number_is() -> None:
    ending = lines("Nobody has paid for the quay since the mill shut its doors in", top=80)
    first = (*ending, (60, 67, 10, "2021."))
    second = (*lines(SENTENCES[0]), (60, 767, 10, "It ends in"), (60, 754, 10, "2022"), (300, 30, 10, "2"))
    text = text_of(drawn(first, second))
    assert "shut its doors in 2021." in text
    assert text.endswith("2022")


def test_what_a_browser_prints_at_head_and_foot_is_left_out_and_the_day_of_printing_is_no_day() -> None:
    def page(number: int, body: str) -> tuple[Drawn, ...]:
        foot = ((30, 20, 8, "https://herald.example/harbour/budget"), (540, 20, 8, f"{number}/2"))
        return ((30, 820, 8, "2/3/25, 9:05 AM"), (250, 820, 8, "Harbour budget passes"), *lines(body, top=800), *foot)

    content = drawn(page(1, " ".join(SENTENCES[:2])), page(2, " ".join(SENTENCES[2:4])), title="Harbour budget passes")
    document = read(content, name="print.pdf")
    assert document.text.replace("\n\n", " ") == " ".join(SENTENCES[:4])
    assert document.published_at is None
    alone = drawn(page(1, SENTENCES[0]))
    assert text_of(alone) == SENTENCES[0]


def test_a_line_that_begins_with_a_time_stays_where_it_is_text() -> None:
    content = drawn(tuple((60, 800 - 14 * at, 10, f"04/01/2024, 10:1{at} - Jo: The quay cost {at} million.") for at in range(4)))
    assert text_of(content).count("million.") == 4


def test_a_sentence_goes_on_over_the_page() -> None:
    content = drawn(lines("The council met on Monday and approved the budget", top=60), lines("by nine votes to four."))
    assert text_of(content) == "The council met on Monday and approved the budget by nine votes to four."


def test_a_power_stays_and_a_raised_note_mark_never_joins_a_figure() -> None:
    page: tuple[Drawn, ...] = (
        (60, 780, 10, "The park has 12 km"),
        (147.3, 784, 6, "2"),
        (155, 780, 10, "since 2019"),
        (206.0, 784, 6, "3"),
        (214, 780, 10, "they say."),
    )
    text = text_of(drawn(page))
    assert "12 km² since 2019 they say." in text, text


def test_the_same_word_in_other_letters_elsewhere_is_no_second_drawing_of_it() -> None:
    text = text_of(
        drawn(((108, 540, 9, "in"), (156, 780, 13, "in"), (170, 780, 13, "Ostvik the quay closed."), (120, 540, 9, "May it opens.")))
    )
    assert "in Ostvik the quay closed." in text
    assert "in May it opens." in text


@pytest.mark.parametrize("mark", ["\u2022", "3"])
def test_an_item_of_a_list_is_one_line_however_its_mark_is_set(mark: str) -> None:
    words, second = "The quay of Ostvik took in 412 barges from the".split(), "upper valley before the first frost came to the river."
    spread = tuple((78 + stringWidth("".join(words[:at]), "Helvetica", 9) + 9 * at, 700, 9, word) for at, word in enumerate(words))
    page = ((60, 698, 12, mark), *spread, (78, 688, 9, second), (60, 658, 12, mark), (78, 660, 9, "Nobody was hurt."))
    read_lines = [line for line in text_of(drawn((*lines("The harbour board met on Friday to hear it."), *page))).split("\n") if line]
    assert read_lines[-2:] == [f"{mark} {' '.join(words)} {second}", f"{mark} Nobody was hurt."]


def test_justified_lines_of_a_narrow_column_are_no_rows_of_a_table() -> None:
    texts = ("The tide gates of Ostvik", "which the northern", "parishes asked for", "under another name", "were finished early.")
    page: list[Drawn] = []
    for at, text in enumerate(texts):
        words, left = text.split(), 60.0
        gap = (220 - 60 - sum(stringWidth(word, "Helvetica", 9) for word in words)) / (len(words) - 1)
        for word in words:
            page.append((left, 700 - 11 * at, 9, word))
            left += stringWidth(word, "Helvetica", 9) + (gap if at < len(texts) - 1 else 3)
    assert text_of(drawn(tuple(page))) == " ".join(texts)


def table_page(rows: list[list[str]], valign: str, padding: int) -> bytes:
    """A page with a table whose columns are 110 points wide."""
    style = ParagraphStyle("cell", fontName="Helvetica", fontSize=9, leading=11)
    table = Table([[Paragraph(cell, style) for cell in row] for row in rows], colWidths=[110] * len(rows[0]))
    table.setStyle(
        [("VALIGN", (0, 0), (-1, -1), valign), ("TOPPADDING", (0, 0), (-1, -1), padding), ("BOTTOMPADDING", (0, 0), (-1, -1), padding)]
    )
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build([Paragraph(pdf_documents.SENTENCES[0], style), table])
    return out.getvalue()


@pytest.mark.parametrize("padding", [0, 5])
@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
def test_a_cell_on_several_lines_stays_one_cell_of_its_row(valign: str, padding: int) -> None:
    rows = [
        ["Body", "Duty", "Crowns"],
        ["Pilots of the outer islands and the inner sound", "They guide every vessel over 60 metres through the sound by day and by night", "412,000"],
        ["Lamp keepers", "Oil", "9,100"],
    ]  # fmt: skip
    page, lines = table_page(rows, valign, padding), [" | ".join(row) for row in rows]
    assert text_of(page).split("\n")[-3:] == lines
    assert pdf.page_of(page, lines[1]) == 1


def test_rows_without_space_between_them_and_with_empty_cells_stay_apart() -> None:
    rows = [["Landings", "2024"], ["herring", "412"], ["cod", ""], ["of which small", "90"], ["shrimp", "7"]]
    assert [line for line in text_of(table_page(rows, "TOP", 0)).split("\n") if line][-5:] == [
        "Landings | 2024",
        "herring | 412",
        "cod",
        "of which small | 90",
        "shrimp | 7",
    ]


def test_a_bullet_of_a_symbol_font_is_a_bullet(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [["\uf0b7", 60, 64, 700, 9, False], ["Nobody", 78, 108, 700, 9, True], ["came.", 111, 135, 700, 9, True]]
    facts = [{"pages": 1, "title": "", "author": ""}, {"height": 800, "words": words, "pictures": 0, "turned": 0, "lost": False}]
    monkeypatch.setattr(pdf, "_facts", lambda content: iter(facts))
    assert pdf.read(b"")[0] == "\u2022 Nobody came."


def test_a_line_with_a_larger_word_goes_on_in_the_next() -> None:
    page = (
        (60, 780, 9, "The board of the harbour paid for nine new cranes on the quay and for"),
        (60, 768, 9, "the"),
        (76, 768, 13, "warehouses."),
    )
    assert text_of(drawn(page)) == "The board of the harbour paid for nine new cranes on the quay and for the warehouses."


def test_ligatures_become_letters() -> None:
    content = plain_pdf([["x"]], packed=False)
    made = content.replace(b"(x)", b"(The of\xaece con\xaermed \xafoods.)").replace(
        b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /Encoding /StandardEncoding"
    )
    assert text_of(made) == "The office confirmed floods."


def test_a_footnote_that_names_a_page_is_no_claim() -> None:
    texts = [
        "Audit report 2019, p. 14.",
        "Harbour office, letter of 2 June 2021.",
        "The audit office wrote on p. 14 that the pier cost 3 million crowns.",
    ]
    assert [mark.proposed for mark in spotting.spot([span for text in texts for span in sentences.split(text)])] == [False, False, True]


def scan(*words: Drawn, pages: int = 1, text_on: int | None = None) -> bytes:
    from reportlab.lib.utils import ImageReader

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    pixels = b"P6 60 80 255\n" + bytes(60 * 80 * 3)
    for number in range(pages):
        if number == text_on:
            for left, baseline, size, text in lines(" ".join(SENTENCES)):
                canvas.setFont("Helvetica", size)
                canvas.drawString(left, baseline, text)
        else:
            canvas.drawImage(ImageReader(io.BytesIO(pixels)), 30, 30, 530, 780)
            for left, baseline, size, text in words:
                canvas.setFont("Helvetica", size)
                canvas.drawString(left, baseline, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_scan_is_told_with_a_stamp_and_beside_pages_of_text() -> None:
    for content in (scan(), scan((40, 20, 9, "Received 2 June 2021"), pages=2)):
        with pytest.raises(Unreadable, match=r"pictures of pages \(a scan\).*OCR"):
            read(content, name="a.pdf")
    mixed = read(scan((40, 20, 9, "Received 2 June 2021"), pages=3, text_on=1), name="a.pdf")
    assert SENTENCES[0] in mixed.text
    assert mixed.beside.warnings[0] == "Pages 1, 3 are pictures (a scan), without text that could be read."


def test_words_at_an_angle_are_left_out_and_told_and_a_turned_page_is_read_upright() -> None:
    def made(angle: int, *, all_of_it: bool) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4, invariant=1)
        if not all_of_it:
            for left, baseline, size, text in lines(SENTENCES[0]):
                canvas.setFont("Helvetica", size)
                canvas.drawString(left, baseline, text)
        canvas.translate(300, 300)
        canvas.rotate(angle)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(0, 0, "The quay sank twelve centimetres" if all_of_it else "DRAFT")
        canvas.drawString(0, -13, "in the year of the storm." if all_of_it else "")
        canvas.save()
        return out.getvalue()

    text, _, beside = pdf.read(made(90, all_of_it=False))
    assert text == SENTENCES[0]
    assert beside.warnings == ("Words at an angle to the text were left out on 1 page.",)
    for angle in (90, 180, 270):
        assert text_of(made(angle, all_of_it=True)) == "The quay sank twelve centimetres in the year of the storm."


def test_the_title_is_what_the_page_shows_and_a_programmes_name_for_a_file_is_none() -> None:
    page: tuple[Drawn, ...] = (
        (60, 800, 20, "Harbour budget passes"),
        *lines("By Ana Brun", top=770),
        *lines(" ".join(SENTENCES[:2]), top=740),
    )
    document = read(drawn(page, title="Microsoft Word - draft3.doc", author="Jo Pell"), name="a.pdf")
    assert (document.title, document.byline, document.published_at) == ("Harbour budget passes", "Ana Brun", None)
    guessed = read(drawn(lines(SENTENCES[0]), author="Jo Pell"), name="a.pdf")
    assert (guessed.title, guessed.byline) == (SENTENCES[0], "Jo Pell")
    assert guessed.beside.warnings == (
        "The byline is a guess: no line names an author, but the file's properties name Jo Pell.",
        DAY_NOT_FOUND,
    )


def test_the_page_of_a_quote_is_found_across_lines_and_columns() -> None:
    footnotes = DOCUMENTS["footnotes on two pages"].content
    assert [pdf.page_of(footnotes, sentence) for sentence in (SENTENCES[0], SENTENCES[5], "No such words.")] == [1, 2, None]
    assert pdf.page_of(DOCUMENTS["two columns, row by row, under a headline"].content, SENTENCES[3]) == 1


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("a govern-", "ment", "a government"),
        ("in Janu-", "ary", "in January"),
        ("a long-", "term plan", "a long-term plan"),
        ("COVID-", "19", "COVID-19"),
        ("a 12-", "month job", "a 12-month job"),
        ("Avel-", "Bor", "Avel-Bor"),
        ("im Kranken-", "haus", "im Krankenhaus"),
        ("mother-in-", "law", "mother-in-law"),
        ("Tarn-", "holm", "Tarnholm"),
    ],
)
def test_a_hyphen_at_a_lines_end_goes_only_where_the_word_is_one_without_it(line: str, following: str, whole: str) -> None:
    assert hyphens.joined(line, following, frozenset()) == whole


def test_the_text_itself_tells_how_it_writes_a_word() -> None:
    own = hyphens.words_of("They voted to re-elect her. A coworker disagreed.")
    assert hyphens.joined("to re-", "elect", own) == "to re-elect"
    assert hyphens.joined("a co-", "worker", own) == "a coworker"


def stream(body: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages draw this."""
    packed = zlib.compress(body)
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids["
        + kids
        + b"]/Count %d>>endobj\n" % pages
        + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        + b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed)
        + packed
        + b"\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


SLOWEST = "letters scattered over four hundred pages"  # six seconds

HOSTILE = {
    "a page that unpacks to 300 MB": stream(b" " * 300_000_000),
    "a million drawn words": stream(b"BT /F1 9 Tf " + b"1 0 0 1 9 9 Tm (mill) Tj " * 1_000_000 + b"ET"),
    "one line of very many letters": stream(b"BT /F1 9 Tf 9 9 Td (" + b"mill " * 400_000 + b") Tj ET"),
    "more pages than an article": stream(b"BT /F1 9 Tf 9 9 Td (mill) Tj ET", pages=401),
    "noise": b"%PDF-1.7\n" + os.urandom(200_000),
    "pages that hold each other": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>",
    "nothing but a beginning": b"%PDF-1.4",
    SLOWEST: stream(
        b"BT /F1 9 Tf " + b"".join(b"1 0 0 1 %d %d Tm (q) Tj " % (at * 37 % 590, at * 91 % 790) for at in range(6_000)) + b"ET", pages=400
    ),
}


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=pytest.mark.long) if kind == SLOWEST else kind for kind in HOSTILE])
def test_a_hostile_pdf_is_refused_or_read_in_time(kind: str) -> None:
    started = time.monotonic()
    try:
        read(HOSTILE[kind], name="a.pdf", limit=10_000_000)
    except ClaimsError as refusal:
        assert isinstance(refusal, TooLarge | Unreadable)
    assert time.monotonic() - started < 30
