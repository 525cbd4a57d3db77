"""The files that newsrooms get beside articles: mails, saved pages, OpenDocument and RTF, each without its own clutter."""

import io
import time
import zipfile
from dataclasses import replace
from email.message import EmailMessage

import pytest
from docx.oxml import parse_xml

from claims.errors import ClaimsError, TooLarge, Unreadable
from claims.model import Document, FileComment, Link
from claims.reading.documents import read
from tests.reading_files import PARAGRAPHS, word
from tests.word_documents import DECLARED, paragraph, run, word_file

FIRST = "The mill cost 61 million crowns in 2019, the mayor said."
SECOND = "It employed 400 people until the storm."


def warnings_in(document: Document) -> str:
    return " ".join(document.beside.warnings)


# --- mails -------------------------------------------------------------------------------------


def mail(
    text: str = f"{FIRST}\n\n{SECOND}\n",
    *,
    html: str | None = None,
    files: tuple[str, ...] = (),
    charset: str = "utf-8",
    cte: str | None = None,
) -> EmailMessage:
    made = EmailMessage()
    made["From"] = '"Ilse Varga" <ilse@avel.example>'
    made["To"] = "desk@post.example"
    made["Subject"] = "Mill – statement"
    made["Date"] = "Thu, 4 Jan 2024 10:00:00 +0100"
    made.set_content(text, charset=charset, cte=cte)
    if html:
        made.add_alternative(html, subtype="html")
    for name in files:
        made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename=name)
    return made


@pytest.mark.parametrize(
    ("charset", "cte"), [("utf-8", "quoted-printable"), ("utf-8", "base64"), ("iso-8859-1", "quoted-printable"), ("iso-8859-1", "8bit")]
)
def test_a_mail_gives_who_when_and_what_and_its_text_once(charset: str, cte: str) -> None:
    sent = mail(
        "Café owners said: " + FIRST, html=f"<p>Café owners said: {FIRST}</p>" if charset == "utf-8" else None, charset=charset, cte=cte
    )
    document = read(sent.as_bytes(), name="a.eml")
    assert document.text == "Café owners said: " + FIRST
    assert (document.title, document.byline, document.published_at) == ("Mill – statement", "Ilse Varga", "2024-01-04")


def test_attachments_are_listed_signature_and_quotation_told() -> None:
    text = f"{FIRST}\n\nOn 3 Jan, Ben wrote:\n> {SECOND}\n\n-- \nIlse Varga, press office\n"
    document = read(mail(text, files=("report.pdf", "budget.pdf")).as_bytes(), name=None)
    assert document.text == f"{FIRST}\n\nOn 3 Jan, Ben wrote:\n\n{SECOND}"
    assert document.beside.warnings == (
        "The signature under the mail was left out.",
        "1 line quotes an earlier mail: check who says what.",
        "2 attachments were not read: report.pdf, budget.pdf.",
    )


def test_a_mail_that_is_only_html_is_read_as_it_is_shown() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "ilse@avel.example", "Mill"
    made.set_content(
        f"<html><head><style>p {{}}</style></head><body><p>{FIRST}</p><ul><li>a pier<li>two ferries</ul><div style='display:none'>Hidden</div><table><tr><td>2019<td>412</table></body></html>",
        subtype="html",
    )
    assert read(made.as_bytes(), name="a.eml").text == f"{FIRST}\n\n- a pier\n- two ferries\n\n2019 | 412"


def test_a_mail_with_flowed_lines_is_joined_again() -> None:
    made = mail("The mill cost 61 million \ncrowns in 2019, the mayor \nsaid.\n\nIt burnt.\n")
    made.set_param("format", "flowed")
    assert read(made.as_bytes(), name="a.eml").text == f"{FIRST}\n\nIt burnt."


def test_a_mail_without_words_or_encrypted_is_refused() -> None:
    with pytest.raises(Unreadable, match="no words beside its attachment"):
        read(mail("", files=("a.pdf",)).as_bytes(), name="a.eml")
    with pytest.raises(Unreadable, match="encrypted"):
        read(b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n", name="a.eml")


# --- saved pages -------------------------------------------------------------------------------

PAGE = (
    f"<html><head><title>Mill burns</title></head><body><article><h1>Mill burns</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
)


def archive(page: str = PAGE) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "<Saved by Blink>", "Mill burns", "Thu, 4 Jan 2024 10:00:00 -0000"
    made["Snapshot-Content-Location"] = "https://avel.example/mill"
    made["MIME-Version"] = "1.0"
    made.set_content(page, subtype="html", cte="quoted-printable")
    made.make_related()
    made.add_related(b"\x89PNG", maintype="image", subtype="png")
    return made.as_bytes()


def test_a_page_saved_as_one_file_is_the_page_at_its_address() -> None:
    single = f"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://avel.example/mill \n saved date: Thu Jan 04 2024 10:00:00 GMT+0100 (CET)\n-->{PAGE[6:]}"
    for content, name in ((archive(), "a.mhtml"), (archive(), "a.txt"), (single.encode(), "a.html")):
        document = read(content, name=name)
        assert FIRST in document.text
        assert SECOND in document.text
        assert (document.title, document.url, document.publisher, document.published_at) == (
            "Mill burns",
            "https://avel.example/mill",
            "avel.example",
            None,
        )
        assert "The page was saved on 2024-01-04: it may have changed since." in document.beside.warnings


# --- OpenDocument ------------------------------------------------------------------------------

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("meta", "meta"),
    )
)
_NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = (
    "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {said}/></style:style>'
        for name, said in (
            ("Hid", 'text:display="none"'),
            ("Out", 'style:text-line-through-style="solid"'),
            ("Up", 'style:text-position="super 58%"'),
        )
    )
    + '<style:style style:name="Heir" style:parent-style-name="Out" style:family="text"/>'
)


def odt(body: str, *, meta: str = "", manifest: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        package.writestr("meta.xml", f"<office:document-meta {_NAMES}><office:meta>{meta}</office:meta></office:document-meta>")
        package.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return out.getvalue()


def test_an_opendocument_text_is_read_as_it_stands_on_the_page() -> None:
    changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>16</text:p></text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    body = (
        changes + "<text:h>Mill burns</text:h><text:p>By Ana Brun</text:p>"
        '<text:p>The<text:s text:c="1"/>mill cost <text:change/><text:span text:style-name="Out">16 </text:span><text:span text:style-name="Heir">17 </text:span>'
        '<text:span><text:span>61</text:span></text:span> million<text:span text:style-name="Up">1</text:span> crowns<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>The audit says 58.</text:p></text:note-body></text:note> in"
        '<text:line-break/>2019, <text:a xlink:href="https://avel.example/a">the mayor</text:a> said<office:annotation><dc:creator>Jo Pell</dc:creator><dc:date>2024-01-04T10:00:00</dc:date><text:p>Really?</text:p></office:annotation>.<text:span text:style-name="Hid"> Secret.</text:span></text:p>'
        "<text:list><text:list-item><text:p>a pier</text:p></text:list-item><text:list-item><text:p>two ferries</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>2019</text:p></table:table-cell><table:table-cell><text:p>412</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>In figures: 9 boats.</text:p></draw:text-box></draw:frame>It rained.</text:p>"
    )
    document = read(
        odt(body, meta="<dc:title>draft 3</dc:title><dc:creator>Jo Pell</dc:creator><dc:date>2020-01-01</dc:date>"), name="a.odt"
    )
    assert document.text == (
        "Mill burns\n\nBy Ana Brun\n\nThe mill cost 61 million crowns in\n2019, the mayor said.\n\nThe audit says 58.\n\n- a pier\n- two ferries\n\n2019 | 412\n\nIt rained.\n\nIn figures: 9 boats."
    )
    assert (document.title, document.byline, document.published_at) == ("Mill burns", "Ana Brun", None)
    assert document.beside.links == (Link("the mayor", "https://avel.example/a"),)
    assert document.beside.comments == (FileComment("Jo Pell", "2024-01-04T10:00:00", "Really?", ""),)
    assert "1 insertion and 1 deletion are not yet accepted" in warnings_in(document)
    assert "1 hidden piece of text was left out." in warnings_in(document)


def test_an_opendocument_text_that_is_encrypted_damaged_or_swollen_is_refused() -> None:
    with pytest.raises(Unreadable, match="encrypted"):
        read(odt("<text:p>x</text:p>", manifest="<encryption-data/>"), name="a.odt")
    with pytest.raises(Unreadable, match="damaged"):
        read(odt("<text:p>The mill burnt."), name="a.odt")
    with pytest.raises(TooLarge, match="unpacks"):
        read(odt("<text:p>x</text:p>" + "<text:p>The mill.</text:p>" * 700_000), name="a.odt", limit=20_000_000)
    bomb = '<!DOCTYPE x [<!ENTITY a "mill "><!ENTITY b "&a;&a;&a;&a;">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"{bomb}<office:document-content {_NAMES}><office:body><office:text><text:p>&b;</text:p></office:text></office:body></office:document-content>",
        )
    with pytest.raises(ClaimsError):
        read(out.getvalue(), name="a.odt")


# --- Word's other ways -------------------------------------------------------------------------


def test_words_strict_variant_is_read_as_the_usual_one() -> None:
    usual = word(*PARAGRAPHS)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(usual)) as before, zipfile.ZipFile(out, "w") as strict:
        for name in before.namelist():
            part = before.read(name)
            if name.endswith((".xml", ".rels")):
                for room in (b"officeDocument", b"wordprocessingml", b"drawingml"):
                    part = part.replace(
                        b"http://schemas.openxmlformats.org/" + room + b"/2006/", b"http://purl.oclc.org/ooxml/" + room + b"/"
                    )
            strict.writestr(name, part)
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(out.getvalue())).read("word/document.xml")
    assert replace(read(out.getvalue(), name="a.docx"), bytes_sha256=None) == replace(read(usual, name="a.docx"), bytes_sha256=None)


def test_text_that_a_tables_own_style_hides_or_strikes_out_is_left_out() -> None:
    def change(document: object) -> None:
        for name, look in (("Gone", "<w:vanish/>"), ("Struck", "<w:strike/>")):
            style = f'<w:style {DECLARED} w:type="table" w:styleId="{name}"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
            document.styles.element.append(parse_xml(style))  # type: ignore[attr-defined]

    def table(style: str, words: str) -> str:
        return f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'

    found = read(
        word_file(table("Gone", "Secret."), table("Struck", "It cost 16."), table("None", FIRST), paragraph(run(SECOND)), change=change),
        name="a.docx",
    )
    assert found.text == f"{FIRST}\n\n{SECOND}"
    assert "1 hidden piece of text was left out." in warnings_in(found)


# --- RTF ---------------------------------------------------------------------------------------

RTF = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset238 Arial CE;}}{\info{\title draft 3}{\author Jo Pell}{\creatim\yr2020}}
\pard\plain Mill burns\par \pard By Ana Brun\par
The mill cost {\strike 16 }{\revised 61} million crowns{\super 1}{\footnote \pard\plain\chftn  The audit says 58.\par} in caf\'e9s, {\deleted once }{\v secret }the mayor\u8217?s wife said{\*\atnauthor Jo Pell}{\*\annotation{\*\atnid 1}Really?}.\par
{\field{\*\fldinst{HYPERLINK "https://avel.example/a"}}{\fldrslt the report}} counts 12 km{\super 2}.\par
{\f1 Franci\'b9 i \'e6ma}\par
{\listtext\bullet\tab}a pier\par {\listtext\bullet\tab}two ferries\par
\trowd\intbl Year\cell Ships\cell\row\trowd\intbl 2019\cell 412\cell\row\pard
{\header Page head}{\*\unknown never}{\pict 00ff}Done.\par}"""


def test_rich_text_is_read_as_it_stands_on_the_page() -> None:
    document = read(RTF.encode("ascii"), name="a.doc")
    assert document.text == (
        "Mill burns\n\nBy Ana Brun\n\nThe mill cost 61 million crowns in cafés, the mayor’s wife said.\n\nThe audit says 58.\n\nthe report counts 12 km².\n\n"
        "Francią i ćma\n\n- a pier\n- two ferries\n\nYear | Ships\n2019 | 412\n\nDone."
    )
    assert (document.title, document.byline, document.published_at) == ("Mill burns", "Ana Brun", None)
    assert document.beside.links == (Link("the report", "https://avel.example/a"),)
    assert document.beside.comments == (FileComment("Jo Pell", None, "Really?", ""),)
    assert "1 insertion and 1 deletion are not yet accepted" in warnings_in(document)


def test_letters_for_those_who_know_no_unicode_and_binary_parts_are_no_text() -> None:
    content = rb"{\rtf1\uc2\u8364ab\u233xy t\'e9 {\pict\bin5 \}}{{ }\uc0\u8212 end}"
    assert read(content, name="a.rtf").text == "€é té —end"


# --- hostile ones ------------------------------------------------------------------------------

HOSTILE = {
    "deep RTF": b"{\\rtf1 " + b"{" * 1_000_000 + b"mill",
    "RTF of words": b"{\\rtf1 " + b"\\v\\v0 a" * 400_000 + b"}",
    "RTF of raised signs": b"{\\rtf1 " + b"a{\\super 1}" * 200_000 + b"}",
    "RTF of footnotes": b"{\\rtf1 " + b"a{\\footnote b}" * 100_000 + b"}",
    "a minus sign for a size": b"{\\rtf1 \\bin-5 mill\\bin99999999 burnt}",
    "many subtitles": b"1\n00:00:01,000 --> 00:00:02,000\nmill\n\n" * 40_000,
    "one endless subtitle": b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v a><c>mill <00:01.000>\n" * 100_000,
    "tags that never end": b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 1_000_000,
    "a transcript of a transcript": b'{"segments":' * 100_000,
    "deep mail": b"From: a@b.example\nMIME-Version: 1.0\n"
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(5_000)),
    "mail of parts": b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nmill\n" * 200_000,
    "mail of headers": b"From: a@b.example\nMIME-Version: 1.0\n" + b"X: y\n" * 500_000 + b"\nThe mill burnt.",
    "mail of folded lines": b"From: a@b.example\nMIME-Version: 1.0\nSubject: " + b"=?utf-8?q?a?=\n " * 100_000 + b"\n\nThe mill burnt.",
    "mail of quotations": b"From: a@b.example\nMIME-Version: 1.0\n\n" + b"> " * 1_000_000 + b"mill",
    "odt of depth": odt("<text:p>" + "<text:span>" * 240 + "mill" + "</text:span>" * 240 + "</text:p>"),
    "odt of spaces": odt('<text:p>mill<text:s text:c="999999999"/></text:p>'),
    "odt of tables": odt(
        ("<table:table><table:table-row><table:table-cell>" * 60)
        + "<text:p>mill</text:p>"
        + ("</table:table-cell></table:table-row></table:table>" * 60)
    ),
}


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_a_hostile_file_is_read_or_refused_in_time(kind: str) -> None:
    started = time.process_time()
    try:
        read(HOSTILE[kind], name=None, limit=10_000_000)
    except ClaimsError as refusal:
        assert "\n" not in str(refusal)
    assert time.process_time() - started < 8
