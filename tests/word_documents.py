"""Word files for the tests, written as the format has them: a paragraph, a run, a field, a text box, the parts beside."""

import io
from collections.abc import Callable

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
DECLARED = " ".join(f'xmlns:{name}="{address}"' for name, address in SPACES.items())


def run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def field(instruction: str, *result: str) -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{sign('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{sign('separate')}{''.join(result)}{sign('end')}"


def text_box(*paragraphs: str) -> str:
    words = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{words}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{words}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def raised(words: str) -> str:
    return run(words, '<w:vertAlign w:val="superscript"/>')


def word_file(*blocks: str, change: Callable[[WordFile], None] = lambda document: None, **parts: str) -> bytes:
    """A Word file of these blocks; ``parts`` are the insides of its footnotes, endnotes and comments."""
    document = docx.Document()
    for block in blocks:
        inside = parse_xml(f"<w:body {DECLARED}>{block}</w:body>")
        for element in list(inside):
            document.element.body.insert(len(document.element.body) - 1, element)
    for kind, inside in parts.items():
        part = Part(
            PackURI(f"/word/{kind}.xml"),
            f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml",
            f"<w:{kind} {DECLARED}>{inside}</w:{kind}>".encode(),
            document.part.package,
        )
        document.part.relate_to(part, getattr(KIND, kind.upper()))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
