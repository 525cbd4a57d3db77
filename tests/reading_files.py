"""Small real files in the formats that reading knows, made when a test asks for them."""

import io
import zipfile
import zlib

import docx

PARAGRAPHS = (
    "The council met on Monday and approved the harbour budget by nine votes to four.",
    "Mayor Ana Reyes said the pier cost $3 million, twice the sum that was first approved by the council in the spring of last year.",
    "Nobody objected.",
)


def pdf(pages: list[list[str]], *, title: str = "Harbour budget passes", packed: bool = True, extra: bytes = b"") -> bytes:
    """A PDF with one Helvetica line for each string, and its title."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (" + title.encode("latin-1") + b") /Author (Ana Brun) >>",
    ]
    kids = []
    for lines in pages:
        drawn = (
            b"BT /F1 11 Tf 72 720 Td 14 TL "
            + b" ".join(b"(" + line.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*" for line in lines)
            + b" ET"
            + extra
        )
        body = zlib.compress(drawn) if packed else drawn
        how = b" /Filter /FlateDecode" if packed else b""
        objects.append(b"<< /Length %d%s >>\nstream\n" % (len(body), how) + body + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def word(*paragraphs: str, title: str = "Harbour budget passes") -> bytes:
    """A DOCX with a heading, these paragraphs, a list and a table."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Ana Brun"
    document.add_heading(title, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_paragraph("a pier", style="List Bullet")
    document.add_paragraph("two ferries", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2019", "412 ships"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def bare_word(body: str, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The least that is a DOCX, with this XML in its body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as parts:
        parts.writestr("[Content_Types].xml", _TYPES)
        parts.writestr("_rels/.rels", _RELATIONS)
        words = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
        parts.writestr("word/document.xml", words)
    return out.getvalue()


def swollen_word(size: int) -> bytes:
    """A small DOCX whose text unpacks to ``size`` bytes."""
    out = io.BytesIO(word(*PARAGRAPHS))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parts, parts.open("word/more.xml", "w", force_zip64=True) as more:
        for _ in range(size // 1_000_000):
            more.write(b" " * 1_000_000)
    return out.getvalue()


def lying_word(size: int) -> bytes:
    """The same, but its directory says that the text unpacks to 5,000 bytes."""
    content = bytearray(swollen_word(size))
    entry = content.rfind(b"PK\x01\x02")  # the last one of the directory is the swollen part's
    content[entry + 24 : entry + 28] = (5000).to_bytes(4, "little")
    return bytes(content)


def page(body: str, *, head: str = "", title: str = "Harbour budget passes - Dunmore Herald") -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'.encode()
    )


ARTICLE = (
    "<header><nav><a href=/>Home</a> <a href=/news>News</a> <a href=/login>Sign in</a></nav></header>"
    "<div id=cookies>We use cookies. By clicking accept you agree to all of them.</div>"
    "<article><h1>Harbour budget passes</h1><p>By Ana Brun</p><p>Share this on Facebook</p>"
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    + "<p>Advertisement</p><p>The money pays for:</p><ul><li>a new pier at the east end</li><li>two ferries</li></ul>"
    "<figure><img src=p.jpg><figcaption>The pier in 1950. (Photo: City archive)</figcaption></figure>"
    "<p>The pier was built in 1931 and burned down in 1962, according to the city archive. It was rebuilt three years later.</p>"
    "<p>Also read: Ten things to do in Dunmore</p><p>Sign up for our newsletter and never miss a story.</p></article>"
    "<aside><h2>Related</h2><ul><li><a href=/a>Ferry sinks off Cape Dun</a></li><li><a href=/b>Mill closes</a></li></ul></aside>"
    "<section id=comments><h2>Comments</h2><p>First! What a waste of money, says reader 22.</p></section>"
    "<footer>All rights reserved. Exit mobile version</footer>"
)
