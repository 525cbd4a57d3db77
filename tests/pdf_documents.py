"""Ten PDFs as newsrooms get them, made by ReportLab from known sentences, each with the sentences that a reader must find whole and in order."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate, Spacer, Table

SENTENCES = (
    "The council of Dunmore met on Monday and approved the harbour budget by nine votes to four.",
    "Mayor Ana Reyes said that the pier had cost 3 million crowns, twice the sum that was approved in the spring of last year.",
    "The long-term plan, which the county pays for, runs until 2031 and covers the quay, two ferries and the old customs house.",
    "Some 18,000 vehicles used the crossing on its first day, more than the engineers had planned for when it was designed.",
    "Unemployment in the district rose to 9 percent in May, according to the labour office, after the cannery had closed its doors.",
    "Nobody objected to the plan, but the ferry company said that it would run three extra sailings a day until the end of March.",
    "The storm of January 2019 sank 40 boats, and the port was closed for nine days while divers searched the entrance.",
    "A report by the audit office puts the losses at 61 million crowns, of which insurers have paid about a third.",
)
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
JUSTIFIED = ParagraphStyle("justified", parent=BODY, fontName="Times-Roman", alignment=4)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold", fontSize=17, leading=21)


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF, the sentences that must be found whole and in this order, and pieces that must not stand in the text."""

    content: bytes
    sentences: tuple[str, ...] = SENTENCES
    lacks: tuple[str, ...] = ()


def made() -> dict[str, Made]:
    """The ten documents by name."""
    return {name: build() for name, build in _BUILDERS.items()}


def _built(story: list[object], **more: object) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, title="Harbour budget passes", invariant=1).build(story, **more)
    return out.getvalue()


def _canvas(draw: Callable[[Canvas], None], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def wrapped(text: str, width: float, font: str = "Helvetica", size: float = 10) -> list[str]:
    """The text in lines of at most ``width`` points."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _paragraphs() -> Made:
    head = Paragraph("Harbour budget passes", HEAD)
    return Made(_built([head, *(Paragraph(" ".join(SENTENCES[at : at + 2]), JUSTIFIED) for at in (0, 2, 4, 6))]))


def _columns_flowing() -> Made:
    out = io.BytesIO()
    frames = [Frame(55, 560, 230, 160), Frame(305, 560, 230, 160)]
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build([Paragraph(text, JUSTIFIED) for text in SENTENCES])
    return Made(out.getvalue())


def _columns_row_by_row() -> Made:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(50, 780, "Harbour budget passes in Dunmore by nine to four")
        sides = [wrapped(" ".join(part), 225) for part in (SENTENCES[:4], SENTENCES[4:])]
        canvas.setFont("Helvetica", 10)
        for at in range(max(map(len, sides))):
            for x, lines in ((50, sides[0]), (300, sides[1])):
                if at < len(lines):
                    canvas.drawString(x, 740 - 13 * at, lines[at])

    return Made(_canvas(draw))


def _three_columns_drawn_backwards() -> Made:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for x, part in ((390, SENTENCES[6:]), (220, SENTENCES[3:6]), (50, SENTENCES[:3])):
            for at, line in reversed(list(enumerate(wrapped(" ".join(part), 150, size=8)))):
                canvas.drawString(x, 780 - 10 * at, line)

    return Made(_canvas(draw))


def _table() -> Made:
    rows = [["Year", "Ships", "Cost in crowns"], ["2019", "412", "3 million"], ["2020", "377", "2 million"], ["2021", "340", "61 million"]]
    story = (
        [Paragraph(text, BODY) for text in SENTENCES[:4]] + [Table(rows), Spacer(1, 12)] + [Paragraph(text, BODY) for text in SENTENCES[4:]]
    )
    return Made(_built(story), (*SENTENCES[:4], "2019 | 412 | 3 million", "2021 | 340 | 61 million", *SENTENCES[4:]))


def _footnotes() -> Made:
    def draw(canvas: Canvas) -> None:
        for page in range(2):
            text = canvas.beginText(60, 780)
            for at, line in enumerate(wrapped(" ".join(SENTENCES[4 * page : 4 * page + 4]), 470)):
                text.setFont("Helvetica", 10)
                text.textOut(line)
                if at == 2:
                    text.setRise(4)
                    text.setFont("Helvetica", 6)
                    text.textOut(str(page + 1))
                    text.setRise(0)
                    text.setFont("Helvetica", 10)
                text.moveCursor(0, 13)
                text.setXPos(-text.getX() + 60)
            canvas.drawText(text)
            canvas.setFont("Helvetica", 7)
            canvas.drawString(60, 90, f"{page + 1} Minutes of the council, page {page + 4}, as the clerk sent them to this")
            canvas.drawString(60, 81, "newspaper in the week after the vote.")
            canvas.showPage()

    notes = tuple(
        f"Minutes of the council, page {page}, as the clerk sent them to this newspaper in the week after the vote." for page in (4, 5)
    )
    return Made(_canvas(draw), (*SENTENCES, *notes))


def _hyphens() -> Made:
    lines = (
        "The long-|term plan of the govern-|ment for the well-|known quay between Dunmore-|Bor and the sea is a 12-|month job in COVID-|19 times.",
        "It was announced in Janu-|ary by the mayor, who is a mother-|in-law of the harbour master, and re-|ported by this newspaper.",
    )
    said = (
        "The long-term plan of the government for the well-known quay between Dunmore-Bor and the sea is a 12-month job in COVID-19 times.",
        "It was announced in January by the mayor, who is a mother-in-law of the harbour master, and reported by this newspaper.",
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for at, line in enumerate("|".join(lines).split("|")):
            canvas.drawString(60, 780 - 13 * at, line)

    return Made(_canvas(draw), said)


def _heads_and_feet() -> Made:
    def furniture(canvas: Canvas, document: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 810, "The Dunmore Herald - 5 March 2024")
        canvas.drawCentredString(300, 30, f"Page {canvas.getPageNumber()} of 3")

    story = [Paragraph(" ".join((text, *SENTENCES)), BODY) for text in (*SENTENCES, *SENTENCES[:7])]
    content = _built(story, onFirstPage=furniture, onLaterPages=furniture)
    return Made(content, tuple(SENTENCES), ("Dunmore Herald", "Page 1", "of 3"))


def _owner_password() -> Made:
    from reportlab.lib.pdfencrypt import StandardEncryption

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for at, line in enumerate(wrapped(" ".join(SENTENCES), 470)):
            canvas.drawString(60, 780 - 13 * at, line)

    return Made(_canvas(draw, encrypt=StandardEncryption("", ownerPassword="lock", canPrint=0, strength=128)))


def _drawn_word_by_word() -> Made:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        lines = wrapped(" ".join(SENTENCES), 450, "Times-Roman", 11)
        for at, line in sorted(enumerate(lines), key=lambda pair: pair[0] * 7 % len(lines)):
            x = 60.0
            for word in line.split():
                canvas.drawString(x, 780 - 14 * at, word)
                x += stringWidth(word + " ", "Times-Roman", 11)

    return Made(_canvas(draw))


_BUILDERS: dict[str, Callable[[], Made]] = {
    "paragraphs, justified": _paragraphs,
    "two columns, flowing": _columns_flowing,
    "two columns, row by row, under a headline": _columns_row_by_row,
    "three columns, drawn backwards": _three_columns_drawn_backwards,
    "a table within the text": _table,
    "footnotes on two pages": _footnotes,
    "hyphens at line ends": _hyphens,
    "heads and feet": _heads_and_feet,
    "owner's password only": _owner_password,
    "drawn word by word, out of order": _drawn_word_by_word,
}


def found_in_order(text: str, sentences: tuple[str, ...]) -> int:
    """How many of the sentences stand in the text word for word, each after the one before it."""
    text, at, count = " ".join(text.split()), 0, 0
    for sentence in sentences:
        place = text.find(sentence, at)
        if place >= 0:
            at, count = place + len(sentence), count + 1
    return count
