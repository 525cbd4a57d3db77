"""Random PDF, OpenDocument and RTF files made of known sentences, with inline elements in random places: what must be read of them is known."""

import io
import random
import zipfile
from collections.abc import Callable
from html import escape

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import ListFlowable, ListItem, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

Write = Callable[[random.Random, list[str]], bytes]


def pdf(chance: random.Random, known: list[str]) -> bytes:
    """Paragraphs, lists and rows of one cell, in random sizes and widths, letters bold, slanted, coloured, underlined or linked."""
    size = chance.choice((9, 10, 11, 12))
    align = chance.choice((0, TA_JUSTIFY))
    style = ParagraphStyle(
        "text",
        fontName=chance.choice(("Helvetica", "Times-Roman", "Courier")),
        fontSize=size,
        leading=1.3 * size,
        alignment=align,
        spaceAfter=size,
    )
    story: list[object] = []
    for lines in _paragraphs(chance, known):
        dressed = [_dressed(chance, line, _PDF_WRAPPERS) for line in lines]
        kind = chance.choice(("text", "text", "text", "list", "row", "break"))
        if kind == "list":
            story.append(ListFlowable([ListItem(Paragraph(line, style)) for line in dressed], bulletType=chance.choice(("bullet", "1"))))
            story.append(Spacer(1, size))
        elif kind == "row":
            story += [Table([[Paragraph(line, style)] for line in dressed]), Spacer(1, size)]
        else:
            story.append(Paragraph(" ".join(dressed), style))
        if kind == "break":
            story.append(PageBreak())
    out = io.BytesIO()
    margin = chance.choice((50, 72, 110))
    SimpleDocTemplate(out, pagesize=A4, leftMargin=margin, rightMargin=margin, invariant=1).build(story)
    return out.getvalue()


_PDF_WRAPPERS = {
    "bold": "<b>{}</b>", "slanted": "<i>{}</i>", "underlined": "<u>{}</u>", "coloured": '<font color="red">{}</font>', "large": '<font size="13">{}</font>',
    "link": '<a href="https://merrow.example/a">{}</a>', "other letters": '<font name="Times-Roman">{}</font>',
}  # fmt: skip


def open_document(chance: random.Random, known: list[str]) -> bytes:
    """Paragraphs, headings, lists and tables, words in spans, links, fields, bookmarks and rubies, with changes, notes and comments between."""
    styles = (
        '<style:style style:name="gone" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    )
    body = ""
    for lines in _paragraphs(chance, known):
        dressed = [_dressed(chance, line, _ODT_WRAPPERS, _ODT_BETWEEN) for line in lines]
        kind = chance.choice(("text", "text", "text", "heading", "list", "rows", "section"))
        if kind == "list":
            body += f"<text:list>{''.join(f'<text:list-item><text:p>{line}</text:p></text:list-item>' for line in dressed)}</text:list>"
        elif kind == "rows":
            cells = "".join(
                f"<table:table-row><table:table-cell><text:p>{line}</text:p></table:table-cell></table:table-row>" for line in dressed
            )
            body += f"<table:table>{cells}</table:table>"
        elif kind == "heading":
            body += "".join(f'<text:h text:outline-level="2">{line}</text:h>' for line in dressed)
        elif kind == "section":
            body += f"<text:section><text:p>{' '.join(dressed)}</text:p></text:section>"
        else:
            body += f"<text:p>{' '.join(dressed)}</text:p>"
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"'
        for name, part in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"))
    )
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f"<office:document-content{spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return out.getvalue()


_ODT_WRAPPERS = {
    "span": "<text:span>{}</text:span>", "link": '<text:a xlink:href="https://merrow.example/a">{}</text:a>', "field": "<text:user-defined>{}</text:user-defined>",
    "meta": "<text:meta>{}</text:meta>", "bookmark": '<text:bookmark-start text:name="a"/>{}<text:bookmark-end text:name="a"/>',
    "ruby": "<text:ruby><text:ruby-base>{}</text:ruby-base><text:ruby-text>never</text:ruby-text></text:ruby>",
    "change": '<text:change-start text:change-id="a"/>{}<text:change-end text:change-id="a"/>',
}  # fmt: skip
_ODT_BETWEEN = (
    '<text:span text:style-name="gone">never </text:span>', '<text:span text:style-name="struck">never </text:span>',
    "<text:soft-page-break/>", '<text:change text:change-id="b"/>', "<office:annotation><dc:creator>Ana</dc:creator><text:p>never</text:p></office:annotation>",
    '<text:span text:style-name="raised">3</text:span>', "<text:hidden-text>never</text:hidden-text>",
)  # fmt: skip


def rich_text(chance: random.Random, known: list[str]) -> bytes:
    """Paragraphs, list items and rows, letters in groups, fonts, fields and as escapes, with hidden, deleted and noted words between."""
    body = ""
    for lines in _paragraphs(chance, known):
        dressed = [_dressed(chance, line, _RTF_WRAPPERS, _RTF_BETWEEN, escaped=lambda word: _rtf_word(chance, word)) for line in lines]
        kind = chance.choice(("text", "text", "text", "list", "rows"))
        if kind == "list":
            body += "".join(rf"{{\listtext\'b7\tab}}{line}\par " for line in dressed) + r"\par "
        elif kind == "rows":
            body += "".join(rf"\trowd\cellx9000\intbl {line}\cell\row " for line in dressed) + r"\pard "
        else:
            body += rf"\pard {' '.join(dressed)}\par "
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\froman Times;}}{\info{\author Ana}}{\stylesheet{\s0 never;}}"
    return f"{head}{body}}}".encode("ascii")


def _rtf_word(chance: random.Random, word: str) -> str:
    """The word with its letters as they are or as one of RTF's two escapes."""
    plain = "".join(f"\\{sign}" if sign in "{}\\" else sign for sign in word)
    if chance.random() < 0.1:
        return rf"\u{ord(word[0])}?{plain[1:]}" if word[0].isalnum() else plain
    return rf"\'{ord(word[0]):02x}{plain[1:]}" if chance.random() < 0.1 and word[0].isalnum() else plain


_RTF_WRAPPERS = {
    "bold": r"{{\b {}}}", "plain": r"{{\plain\f1\fs24 {}}}", "toggled": r"\i {}\i0 ", "inserted": r"{{\revised\revauth1 {}}}", "unknown": r"{{\lang1033\kerning1 {}}}",
    "link": r'{{\field{{\*\fldinst HYPERLINK "https://merrow.example/a"}}{{\fldrslt {}}}}}', "marked": r"{{\*\bkmkstart a}}{}{{\*\bkmkend a}}",
}  # fmt: skip
_RTF_BETWEEN = (
    r"{\v never }", r"{\deleted never }", r"{\strike never }", r"{\*\unknown never}", r"{\*\annotation never}", r"{\pict 00ff}", r"{\super 3}", "\n", r"{\xe never}",
)  # fmt: skip


def _paragraphs(chance: random.Random, known: list[str]) -> list[list[str]]:
    paragraphs, start = [], 0
    while start < len(known):
        end = start + chance.randint(1, 3)
        paragraphs.append(known[start:end])
        start = end
    return paragraphs


def _dressed(
    chance: random.Random,
    sentence: str,
    wrappers: dict[str, str],
    between: tuple[str, ...] = (),
    escaped: Callable[[str], str] = escape,
) -> str:
    """The sentence with up to four wrappers around letters or words, and things that are no words between two of them."""
    words = [escaped(word) for word in sentence.split()]
    for start in chance.sample(range(len(words)), k=min(len(words), chance.randint(0, 4))):
        words[start] = wrappers[chance.choice(list(wrappers))].format(words[start])
    if between and chance.random() < 0.4:
        start = chance.randrange(1, len(words))
        words[start] = chance.choice(between) + words[start]
    return " ".join(words)


WRITERS: dict[str, Write] = {"pdf": pdf, "odt": open_document, "rtf": rich_text}
