"""One table of formats: a file is told by its bytes before its name, and one that is not read is refused in words that are true."""

import io
import time
import zipfile

import pytest
from click.testing import CliRunner

from claims.cli.main import cli
from claims.errors import ClaimsError, Unreadable
from claims.reading.documents import read
from claims.reading.fetch import ARTICLE_TYPES
from claims.reading.files import formats
from claims.reading.files.file_signs import Incoming
from tests.reading_files import PARAGRAPHS, pdf, word

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200)
RIFF = b"RIFF\x24\x00\x00\x00"


def package(*parts: str, mimetype: str | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for part in parts:
            made.writestr(part, "<x>The mill burnt down.</x>")
    return out.getvalue()


REFUSED = {
    "a.png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture", "OCR"),
    "a.jpg": (b"\xff\xd8\xff\xe0" + bytes(40), "picture", "OCR"),
    "a.webp": (RIFF + b"WEBPVP8 " + bytes(40), "picture", "OCR"),
    "a.heic": (b"\x00\x00\x00\x18ftypheic" + bytes(40), "picture", "OCR"),
    "a.svg": (b'<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><text>Ships</text></svg>', "picture", "OCR"),
    "a.mp3": (b"ID3\x04" + bytes(40), "sound", "transcript"),
    "a.m4a": (b"\x00\x00\x00\x18ftypM4A " + bytes(40), "sound", "transcript"),
    "a.wav": (RIFF + b"WAVEfmt " + bytes(40), "sound", "transcript"),
    "a.mp4": (b"\x00\x00\x00\x18ftypisom" + bytes(40), "video", "transcript"),
    "a.webm": (b"\x1aE\xdf\xa3" + bytes(40), "video", "transcript"),
    "a.pptx": (package("[Content_Types].xml", "ppt/slides/slide1.xml"), "presentation", "PDF"),
    "a.xlsx": (package("[Content_Types].xml", "xl/workbook.xml"), "workbook", "import"),
    "a.ods": (package("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "spreadsheet", "import"),
    "a.epub": (package("OEBPS/one.xhtml", mimetype="application/epub+zip"), "e-book", "copy"),
    "a.pages": (package("Index/Document.iwa"), "Pages", "export"),
    "a.doc": (OLD_OFFICE + "WordDocument".encode("utf-16-le"), "old Word", r"\.docx"),
    "a.xls": (OLD_OFFICE + "Workbook".encode("utf-16-le"), "old workbook", "import"),
    "locked.docx": (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "password", "without a password"),
    "a.msg": (OLD_OFFICE + "__substg1.0_".encode("utf-16-le"), "Outlook", r"\.eml"),
    "a.zip": (package("news/article.txt"), "packed", "unpack"),
    "a.sqlite": (b"SQLite format 3\x00" + bytes(40), "database", "import"),
    "a.json": (b'{"title": "Mill burns", "text": "The mill burnt down in 1962."}', "JSON", "import"),
    "a.jsonl": (b'{"text": "The mill burnt down."}\n{"text": "It rained."}\n', "JSON", "import"),
    "a.tex": (b"\\documentclass{article}\n\\begin{document}\nThe mill burnt down.\n\\end{document}\n", "TeX", "PDF"),
    "a.bib": (b"@article{varga2019, title={The mill}}", "BibTeX", "article"),
    "a.ics": (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Council meets\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "iCalendar", "paste"),
    "a.vcf": (b"BEGIN:VCARD\nFN:Ilse Varga\nEND:VCARD\n", "vCard", "paste"),
    "rss.xml": (b"<?xml version='1.0'?><rss version='2.0'><channel><title>The Avel Post</title></channel></rss>", "feed", "watch add"),
    "atom.xml": (b"<feed xmlns='http://www.w3.org/2005/Atom'><title>The Avel Post</title></feed>", "feed", "watch add"),
    "nitf.xml": (b"<?xml version='1.0'?>\n<!DOCTYPE nitf SYSTEM 'n.dtd'>\n<nitf><body>Mill burns</body></nitf>", "NITF", "export"),
    "ttml.xml": (b"<tt xmlns='http://www.w3.org/ns/ttml'><body><p begin='0s'>Good evening.</p></body></tt>", "TTML", r"\.srt"),
    "own.xml": (b"<?xml version='1.0'?><minutes><item>The mill burnt down.</item></minutes>", "XML", "paste"),
    "bare.txt": (b"<minutes><item>The mill burnt down.</item></minutes>", "XML", "paste"),
    "a.csv": (b"Time,Speaker,Text\n00:01,Varga,The mill burnt down.\n", "table", "import"),
    "a.tsv": (b"Time\tSpeaker\tText\n00:01\tVarga\tThe mill burnt down.\n", "table", "import"),
    "a.yaml": (b"title: Mill burns\n", "YAML", "paste"),
    "a.ps": (b"%!PS-Adobe-3.0\n(The mill burnt down.) show\n", "PostScript", "PDF"),
    "a.ass": (b"[Script Info]\nTitle: News\n", "subtitles", r"\.srt"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_a_format_that_is_not_read_is_named_and_what_to_do_instead_is_said(name: str) -> None:
    content, what, instead = REFUSED[name]
    with pytest.raises(Unreadable, match=f"It is .*{what}.*{instead}") as error:
        read(content, name=name)
    assert "UTF-8" not in str(error.value)


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in ("a.csv", "a.tsv", "a.yaml")])
def test_the_bytes_tell_a_format_whatever_its_name_is(name: str) -> None:
    content, what, _ = REFUSED[name]
    for called in ("article.txt", None):
        with pytest.raises(Unreadable, match=what):
            read(content, name=called)


@pytest.mark.parametrize("ending", ["png", "webp", "heic", "mp3", "mp4", "docx", "odt", "pptx", "epub", "doc", "pages", "pdf", "xlsx"])
def test_a_text_or_a_wreck_called_like_a_format_of_bytes_is_no_article(ending: str) -> None:
    for content in (b"The mill burnt down.", b"\x07\x9f\xe9\xff" * 30):
        with pytest.raises(Unreadable, match=f"called {ending.upper()} but does not begin like one"):
            read(content, name=f"a.{ending}")


@pytest.mark.parametrize(
    "text",
    [
        "[1] The mill burnt down in 1962.",
        "{sic} The mill burnt down.",
        "From: the mayor\nSubject: the mill\n\nIt burnt down in 1962.",
        "<Roth> The mill burnt down.",
        "From here the mill could be seen, in 1962\nIt burnt down.",
        "5 < 6, and the mill burnt down.",
        "1\nThe mill burnt down at 00:01.",
        "WEB traffic rose by 6 percent.",
        "@mayor said that the mill burnt down.",
    ],
)
def test_a_plain_text_that_looks_a_little_like_a_format_stays_a_plain_text(text: str) -> None:
    assert formats.format_of(Incoming(text.encode(), "a.txt")) is formats.PLAIN


def test_a_piece_of_a_page_is_a_page_with_whatever_element_it_begins() -> None:
    for opening in ("<figure>", "<strong>", "<blockquote>", "<!-- x --><h2>", "<?xml version='1.0'?><html>", "<a href=x>"):
        assert formats.format_of(Incoming(f"{opening} The mill burnt down.".encode())).label == "web page"


def test_a_source_may_be_data_and_is_kept_as_it_stands() -> None:
    content, _, _ = REFUSED["a.json"]
    assert read(content, name="a.json", is_source=True).text == content.decode().strip()
    with pytest.raises(Unreadable, match="picture"):
        read(REFUSED["a.png"][0], name="a.png", is_source=True)


def test_help_and_the_fetcher_read_the_table() -> None:
    help_ = " ".join(CliRunner().invoke(cli, ["add", "--help"]).stdout.split())
    assert formats.read_kinds() in help_
    assert frozenset(media for kind in formats.FORMATS if kind.reader for media in kind.media) == ARTICLE_TYPES
    assert "text/csv" not in ARTICLE_TYPES


def test_a_type_that_nobody_knows_is_refused_with_the_kinds_that_are_read() -> None:
    with pytest.raises(Unreadable, match=r"application/x-shockwave-flash.*PDF"):
        read(b"The mill burnt down.", name=None, content_type="application/x-shockwave-flash")


def test_every_ending_and_media_type_stands_in_the_table_once() -> None:
    for signs in ([ending for kind in formats.FORMATS for ending in kind.endings], [one for kind in formats.FORMATS for one in kind.media]):
        assert len(signs) == len(set(signs))
    assert all(kind.is_like or kind.endings for kind in formats.FORMATS)


@pytest.mark.parametrize(
    "sign", ["<!---->", "<!--", "<?x?>", "<!x>", "<x ", "<x>", "a:\n", "a: b\n ", "{", "[", '{"a":', " ", "PK\x03\x04"]
)
def test_hostile_beginnings_take_no_time_to_tell(sign: str) -> None:
    content = (sign * 400_000)[:400_000].encode()
    started = time.process_time()
    try:
        formats.format_of(Incoming(content, "a.bin"))
    except ClaimsError:
        assert content  # a refusal is as good, in time
    assert time.process_time() - started < 1


def test_word_and_pdf_are_told_by_their_bytes_under_any_name() -> None:
    assert PARAGRAPHS[0] in read(word(*PARAGRAPHS), name="a.txt").text
    assert PARAGRAPHS[0] in read(pdf([list(PARAGRAPHS)]), name="a.html").text
