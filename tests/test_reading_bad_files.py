"""What is no article is refused in one clear line; a hostile file is read or refused in time and in little memory."""

import json
import subprocess
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ClaimsError, TooLarge, Unreadable
from claims.reading.documents import LARGEST, read
from tests.reading_files import ARTICLE, PARAGRAPHS, bare_word, lying_word, page, pdf, swollen_word, word


def text_of(content: bytes, name: str) -> str:
    return read(content, name=name).text


def encrypted() -> bytes:
    import io

    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([list(PARAGRAPHS)])))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BAD = {
    "empty": (b"", "a.txt", "empty"),
    "only space": (b" \n\t \r\n", "a.txt", "empty"),
    "only a mark": (b"\xef\xbb\xbf", "a.txt", "empty"),
    "NUL bytes": (b"The council\x00 met.", "a.txt", "NUL"),
    "binary": (bytes(range(256)) * 10, "a.txt", "charset"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.txt", "picture"),
    "latin-1 as text": ("Café".encode("latin-1"), "a.txt", "0xe9"),
    "surrogates": ("a\ud800b".encode("utf-8", "surrogatepass"), "a.txt", "charset"),
    "utf-16 surrogates": (b"\xff\xfea\x00\x00\xd8b\x00", "a.txt", "charset"),
    "wrong declaration": ("<meta charset=utf-8><p>Café au lait was sold here.".encode("latin-1"), "a.html", "utf-8"),
    "older declaration": ("<meta charset=iso-8859-1><p>Café au lait was sold here.".encode(), "a.html", "its bytes are UTF-8"),
    "unknown charset": (b"<meta charset=klingon><p>The council met.", "a.html", "klingon"),
    "no text charset": (b"<meta charset=rot13><p>The council met.", "a.html", "rot13"),
    "dots": (b"." * 10_000, "a.txt", "no words"),
    "digits": (b"12 34 56", "a.txt", "no words"),
    "truncated PDF": (pdf([list(PARAGRAPHS)])[:300], "a.pdf", "damaged"),
    "PDF in name": (b"The council met.", "a.pdf", "does not begin like one"),
    "encrypted PDF": (encrypted(), "a.pdf", "encrypted"),
    "PDF without text": (pdf([[]]), "a.pdf", "no text"),
    "truncated DOCX": (word(*PARAGRAPHS)[:2000], "a.docx", "damaged"),
    "DOCX in name": (b"The council met.", "a.docx", "does not begin like one"),
    "a ZIP": (b"PK\x03\x04" + bytes(50), "a.zip", "packed file"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "WordDocument".encode("utf-16-le"), "a.doc", "old Word"),
    "RTF in name": (b"The council met.", "a.rtf", "does not begin like one"),
    "deep HTML": (b"<div>" * 100_000 + b"<p>The council met." + b"</div>" * 100_000, "a.html", "nested"),
}


@pytest.mark.parametrize("kind", list(BAD))
def test_what_is_no_article_is_refused_in_one_clear_line(kind: str) -> None:
    content, name, reason = BAD[kind]
    with pytest.raises(Unreadable, match=reason) as error:
        read(content, name=name)
    assert "\n" not in str(error.value)


def test_over_the_limit_is_too_large_and_names_the_limit() -> None:
    with pytest.raises(TooLarge, match="5,000,000"):
        read(b"a" * (LARGEST + 1), name="a.txt")
    with pytest.raises(TooLarge, match="at most 10 "):
        read(b"The council met.", name="a.txt", limit=10)


def test_a_word_file_that_unpacks_to_200_mb_is_refused_before_it_is_unpacked() -> None:
    start = time.process_time()
    with pytest.raises(TooLarge, match="unpacks"):
        read(swollen_word(200_000_000), name="a.docx")
    assert time.process_time() - start < 5


def test_a_word_file_that_lies_about_its_size_is_refused_in_little_memory() -> None:
    content = lying_word(100_000_000)
    tracemalloc.start()
    with pytest.raises(Unreadable, match="damaged"):
        read(content, name="a.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_cell_that_says_it_spans_a_million_columns_takes_no_time() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p><w:r><w:t>The mill burnt down.</w:t></w:r></w:p></w:tc>'
    started = time.process_time()
    assert text_of(bare_word(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), "a.docx") == "The mill burnt down."
    assert time.process_time() - started < 1


@pytest.mark.parametrize("packed", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize("damage", [0, 0xFF])
def test_a_word_file_packed_as_word_does_not_pack_is_refused_damaged_or_not(packed: int, damage: int) -> None:
    content = bytearray(bare_word("<w:p><w:r><w:t>The mill burnt down.</w:t></w:r></w:p>", packed))
    content[content.index(b"[Content_Types].xml") + 60] ^= damage
    with pytest.raises(Unreadable, match="packed in a way"):
        read(bytes(content), name="a.docx")


@pytest.mark.parametrize("named", [[{"@id": str(one)} for one in range(30_000)], [{"@id": ["q1"]}, {"@id": {}}]])
def test_a_page_that_names_very_many_authors_takes_no_time(named: list[dict[str, object]]) -> None:
    many = [{"@id": f"q{one}", "name": "n"} for one in range(1_900)]
    about = {"@type": "NewsArticle", "headline": "x", "author": [{"name": "Ana Brun"}, *named], "x": many}
    head = f'<script type="application/ld+json">{json.dumps(about)}</script>'
    started = time.process_time()
    assert read(page(ARTICLE, head=head), name="a.html").byline == "Ana Brun"
    assert time.process_time() - started < 1.5


@pytest.mark.parametrize(
    "sign",
    ["word ", "a", ". ", "<", "&", "<p>", "<b>", "<!--", "[", "*a", "| a\n", "> ", "`", "\n", "é", "<table><tr><td>", "![", "{", '"'],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_repeated_sign_is_read_or_refused_in_time(sign: str, name: str) -> None:
    content = (sign * 100_000)[:100_000].encode()
    start = time.process_time()
    try:
        read(content, name=name)
    except ClaimsError:
        assert sign != "word " or name == "a.html"  # bare words are no page
    assert time.process_time() - start < 5


@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.html", "a.md", "a.pdf", "a.docx", None]),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"---\n"]),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_an_article_or_an_error_of_ours(content: bytes, name: str | None, beginning: bytes) -> None:
    try:
        document = read(beginning + content, name=name)
    except ClaimsError:
        return
    assert document.text.strip()
    document.text.encode("utf-8")
    assert "\x00" not in document.text
    assert read(beginning + content, name=name) == document


HOG = """
import sys, time
from pathlib import Path
from claims.errors import ClaimsError
from claims.reading.documents import read
path = Path(sys.argv[1])
start = time.process_time()
try:
    read(path.read_bytes(), name=path.name)
except ClaimsError as error:
    print(error)
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(time.process_time() - start, int(peak.split()[1]) / 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
@pytest.mark.long
def test_the_worst_files_take_less_than_5_seconds_and_300_megabytes(tmp_path: Path) -> None:
    worst = {
        "bomb.pdf": pdf([["The council met."]], extra=b" 0 0 m" * 8_000_000),
        "pages.pdf": pdf([["The council met."]] * 500),
        "swollen.docx": swollen_word(200_000_000),
        "lying.docx": lying_word(200_000_000),
        "nearly.docx": word(*[" ".join(PARAGRAPHS)] * 20_000),
        "deep.html": b"<div>" * 400_000 + b"<p>The council met.",
        "wide.html": b"<p>The council met on Monday. Nobody objected to the budget.</p>" * 70_000,
        "full.html": b"<p>The council met on Monday. Nobody objected to the budget.</p>" * 9_000,
        "images.md": b"![" * 140_000,
        "line.txt": b"The council met on Monday. " * 180_000,
    }
    for name, content in worst.items():
        (tmp_path / name).write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", HOG, str(tmp_path / name)], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
        )
        seconds, megabytes = map(float, done.stdout.splitlines()[-1].split())
        assert seconds < 5, (name, seconds)
        assert megabytes < 300, (name, megabytes)
