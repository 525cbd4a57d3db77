"""Drafts as newsrooms send them: Word files with comments, footnotes and links, and what comes back of them."""

import io
import re
import zipfile
from datetime import datetime

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from lxml import etree
from sqlite_utils import Database

from claims.desk.articles import fetching, intake
from claims.desk.articles.intake import Added
from claims.desk.index.matcher import Matcher
from claims.model import Person
from tests.word_documents import paragraph, run, word_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

OPENING = "The council of Merrow said on Monday that the new bridge cost 4 million crowns. "
CLOSED = "It was closed for 31 days last winter."
RIDERS = "Ridership on the ferry rose by 12 per cent in 2025"
PAYS = "The town pays 90,000 crowns a year for the ferry."


def comment(number: int, words: str, author: str = "Ana Reyes") -> str:
    """A comment as it stands in its part."""
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-03-02T10:00:00Z">{paragraph(run(words))}</w:comment>'


def commented(number: int, words: str) -> str:
    """Words with a comment on them."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{run(words)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def draft(*, closed: str = CLOSED, question: str = "Source? I cannot find it.") -> bytes:
    """A draft with a question, a comment that names its source, a footnote without an address and a link."""

    def relate(document: docx.document.Document) -> None:
        number = document.part.relate_to("https://town.example/budget", KIND.HYPERLINK, is_external=True)
        link = next(document.element.body.iter(f"{W}hyperlink"))
        link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", number)

    return word_file(
        paragraph(run("A bridge and its price"), properties='<w:pStyle w:val="Heading1"/>'),
        paragraph(run(OPENING), commented(0, closed)),
        paragraph(
            run(f"{RIDERS},"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            run(" the harbour office says. "),
            commented(1, "The boats are full in June."),
        ),
        paragraph(run("The town pays "), f"<w:hyperlink>{run('90,000 crowns a year')}</w:hyperlink>", run(" for the ferry.")),
        footnotes=f'<w:footnote w:id="2">{paragraph(run(" Harbour office, annual report, p. 12"))}</w:footnote>',
        comments=comment(0, question) + comment(1, "Interview with the master, https://boats.example/talk", "Ilse Varga"),
        change=relate,
    )


def add_draft(
    db: Database, matcher: Matcher, content: bytes, *, by: Person, at: datetime, replaces: int | None = None, name: str = "draft.docx"
) -> Added:
    """Read a file and store it as an article."""
    document = fetching.read_upload(content, name, limit=5_000_000)
    return intake.add_article(db, matcher, document, by=by, at=at, replaces=replaces)


def part(content: bytes, name: str) -> bytes:
    """A part of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(f"word/{name}.xml")


def with_parts(content: bytes, **changed: bytes) -> bytes:
    """A package with other parts; new ones are named in the relations and the content types as Word names them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as made:
        for entry in package.namelist():
            name = entry.removeprefix("word/").removesuffix(".xml")
            whole = changed.get(name, package.read(entry)) if entry.startswith("word/") else package.read(entry)
            if entry == "word/_rels/document.xml.rels" and "commentsExtended" in changed:
                relation = b'<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>'
                whole = whole.replace(b"</Relationships>", relation + b"</Relationships>")
            if entry == "[Content_Types].xml" and "commentsExtended" in changed:
                kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
                override = b'<Override PartName="/word/commentsExtended.xml" ContentType="' + kind + b'"/>'
                whole = whole.replace(b"</Types>", override + b"</Types>")
            made.writestr(entry, whole)
        if "commentsExtended" in changed:
            made.writestr("word/commentsExtended.xml", changed["commentsExtended"])
    return out.getvalue()


def comments_in(content: bytes) -> dict[str, tuple[str, str]]:
    """The author and the words of every comment, by its id."""
    root = etree.fromstring(part(content, "comments"))
    return {
        one.get(f"{W}id", ""): (
            one.get(f"{W}author", ""),
            "\n".join("".join(text.text or "" for text in line.iter(f"{W}t")) for line in one.iter(f"{W}p")),
        )
        for one in root
    }


def words_under(content: bytes, number: str) -> str:
    """The words of the document that a comment stands on."""
    root = etree.fromstring(part(content, "document"))
    words, on = [], False
    for element in root.iter():
        if element.tag == f"{W}commentRangeStart" and element.get(f"{W}id") == number:
            on = True
        elif element.tag == f"{W}commentRangeEnd" and element.get(f"{W}id") == number:
            return "".join(words)
        elif on and element.tag == f"{W}t":
            words.append(element.text or "")
    raise AssertionError(f"comment {number} has no range")


_SEAM = re.compile(
    rb'(?:</w:t>)?</w:r><w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?(?:<w:t xml:space="preserve">)?', re.DOTALL
)
"""Where a run is closed and opened again for a mark."""


def without_marks(xml: bytes, numbers: set[str], before: bytes) -> bytes:
    """A document's bytes without the marks of these comments, and without the seams and kept spaces that ``before`` did not have."""
    ids = b"|".join(number.encode() for number in sorted(numbers))
    xml = re.sub(rb'<w:commentRange(?:Start|End) w:id="(?:%s)"/>|<w:r><w:commentReference w:id="(?:%s)"/></w:r>' % (ids, ids), b"", xml)
    while xml != before:
        at = next((place for place, signs in enumerate(zip(xml, before, strict=False)) if signs[0] != signs[1]), min(len(xml), len(before)))
        kept = b' xml:space="preserve"'
        seams = (_SEAM.match(xml, at - back) for back in range(min(at, 12)))
        cut = next((seam for seam in seams if seam and (xml[: seam.start()] + xml[seam.end() :])[: at + 1] == before[: at + 1]), None)
        if xml.startswith(kept, at):
            xml = xml[:at] + xml[at + len(kept) :]
        elif cut is not None:
            xml = xml[: cut.start()] + xml[cut.end() :]
        else:
            return xml
    return xml


def answered(content: bytes, number: str, words: str, *, done: bool = False, author: str = "Ilse Varga") -> bytes:
    """The file as Word saves it once somebody replied to a comment, or marked it as done."""
    root = etree.fromstring(part(content, "comments"))
    threads = etree.Element(f"{W15}commentsEx", nsmap={"w15": W15[1:-1]})
    xml = part(content, "document")
    for place, one in enumerate(list(root)):
        last = list(one.iter(f"{W}p"))[-1]
        last.set(f"{W14}paraId", f"{place + 1:08X}")
        mine = one.get(f"{W}id") == number
        etree.SubElement(threads, f"{W15}commentEx", {f"{W15}paraId": f"{place + 1:08X}", f"{W15}done": "1" if mine and done else "0"})
        if mine and words:
            reply = etree.fromstring(
                f'<w:comment xmlns:w="{W[1:-1]}" w:id="900" w:author="{author}" w:date="2026-03-05T09:00:00Z">{paragraph(run(words))}</w:comment>'
            )
            next(reply.iter(f"{W}p")).set(f"{W14}paraId", "0000FFFF")
            root.append(reply)
            under = {f"{W15}paraId": "0000FFFF", f"{W15}paraIdParent": f"{place + 1:08X}", f"{W15}done": "0"}
            etree.SubElement(threads, f"{W15}commentEx", under)
            start, end = (f'<w:commentRange{edge} w:id="{number}"/>'.encode() for edge in ("Start", "End"))
            reference = f'<w:r><w:commentReference w:id="{number}"/></w:r>'.encode()
            xml = xml.replace(start, start + start.replace(b'"%s"' % number.encode(), b'"900"'))
            xml = xml.replace(end + reference, end + reference + (end + reference).replace(b'"%s"' % number.encode(), b'"900"'))
    return with_parts(content, comments=etree.tostring(root), commentsExtended=etree.tostring(threads), document=xml)
