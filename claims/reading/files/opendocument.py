"""The text of an OpenDocument file (ODT): walks its ``content.xml`` in the order of the page (OASIS OpenDocument 1.3, part 3)."""

import io
import zipfile
from collections import Counter
from typing import Any

from lxml import etree

from claims.errors import BROKEN_ZIP, Unreadable
from claims.model import Beside, FileComment, Link
from claims.reading.files import packages
from claims.reading.files.details import Details, clean
from claims.reading.files.gathered_lines import ITEM, Lines
from claims.reading.files.word import raised, warnings
from claims.reading.line_breaks import tidy
from claims.wording import phrase

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE, _DRAW = (f"{{{OASIS}{name}:1.0}}" for name in ("text", "table", "office", "drawing"))
_STYLE = f"{{{OASIS}style:1.0}}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
_PASSED_OVER = frozenset(
    (f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_TEXT}ruby-text", f"{_OFFICE}forms", f"{_TEXT}note-citation")
)
_MOST_SPACES = 100
_MOST_LINKS = 1000
_DEEPEST = 200  # elements within elements


def read(content: bytes) -> tuple[str, Details, Details, Beside]:
    """Paragraphs, lists and tables in their order (a table one row a line), notes and text boxes after the paragraph they belong to.

    Tracked changes are read as if all were accepted: OpenDocument keeps deleted text apart from the body. Hidden and struck-out text is
    left out. Of the two details, the first is what the article shows, the second what the file's properties say. Raise Unreadable for
    a file that is damaged or encrypted, TooLarge for one that unpacks to more than packages.check allows.
    """
    packages.check(content, "ODT", "LibreOffice", ("content.xml",))
    roots = parts_of(content, "ODT")
    if b"encryption-data" in roots["manifest"]:
        raise Unreadable("The ODT is encrypted: save it without a password and add it again.")
    walk = _Walk(_properties(roots["content"], roots["styles"]))
    body = roots["content"].find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise Unreadable("The ODT is damaged (it has no text): save it again from LibreOffice.")
    try:
        walk.walk(body)
    except RecursionError:
        raise Unreadable("The ODT is nested deeper than any article: paste its text instead.") from None
    text = walk.lines.text
    if not any(sign.isalpha() for sign in text):
        raise Unreadable("The ODT holds no words: there is no article to read.")
    walk.counts["comment"] = len(walk.comments)
    walk.counts.update(_changes(roots["content"]))
    meta = roots["meta"]
    author = clean(_in_meta(meta, f"{_DC}creator") or _in_meta(meta, f"{{{OASIS}meta:1.0}}initial-creator"))
    properties = Details(title=clean(_in_meta(meta, f"{_DC}title")) or clean(text.split("\n")[0]), byline=author or None)
    return (
        text,
        Details(title=walk.title),
        properties,
        Beside(warnings.warnings(walk.counts), tuple(walk.links[:_MOST_LINKS]), tuple(walk.comments)),
    )


def parts_of(content: bytes, kind: str) -> dict[str, Any]:
    """The XML of a package's content, styles and properties, and its manifest's bytes; only the manifest of an encrypted one. Raise Unreadable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    empty = etree.Element("none")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            parts = {name: package.read(f"{name}.xml") for name in ("content", "styles", "meta") if f"{name}.xml" in names}
            manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:  # its parts are not XML then
            return {"manifest": manifest}
        if any(b"<!ENTITY" in part for part in parts.values()):  # no program writes them, so refusing loses nothing
            raise ValueError("it defines entities")
        roots = {name: etree.fromstring(part, parser) for name, part in parts.items()}
    except (etree.LxmlError, KeyError, *BROKEN_ZIP) as error:
        reason = " ".join(str(error).split())[:80]
        raise Unreadable(phrase("The {kind} is damaged ({reason}): save it again from LibreOffice.", kind=kind, reason=reason)) from None
    return {"styles": empty, "meta": empty, **roots, "manifest": manifest}


def _in_meta(meta: Any, name: str) -> str | None:
    element = next(meta.iter(name), None)
    return element.text if element is not None else None


def _properties(*roots: Any) -> dict[str, dict[str, str]]:
    """What each style does to letters (hidden, struck out, raised), including what it inherits."""
    own: dict[str, dict[str, str]] = {}
    parents: dict[str, str] = {}
    for style in (style for root in roots for style in root.iter(f"{_STYLE}style")):
        name = style.get(f"{_STYLE}name", "")
        parents.setdefault(name, style.get(f"{_STYLE}parent-style-name", ""))
        facts = own.setdefault(name, {})
        for properties in (*style.iterchildren(f"{_STYLE}text-properties"), *style.iterchildren(f"{_STYLE}section-properties")):
            for key in (f"{_TEXT}display", f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type", f"{_STYLE}text-position"):
                if (value := properties.get(key)) is not None:
                    facts.setdefault(key, value)
    return {name: _inherited(name, own, parents) for name in own}


def _inherited(name: str, own: dict[str, dict[str, str]], parents: dict[str, str]) -> dict[str, str]:
    facts: dict[str, str] = {}
    known: set[str] = set()
    while name in own and name not in known:
        known.add(name)
        facts = {**own[name], **facts}
        name = parents.get(name, "")
    facts["name"] = " ".join(known).lower()
    return facts


def _changes(root: Any) -> Counter[str]:
    """How many insertions and deletions are not accepted yet."""
    regions = [region for tracked in root.iter(f"{_TEXT}tracked-changes") for region in tracked.iterchildren(f"{_TEXT}changed-region")]
    return Counter(kind for region in regions for kind in ("insertion", "deletion") if region.find(f"{_TEXT}{kind}") is not None)


class _Walk:
    """Walks one document, or one cell of it, and collects its lines and what belongs beside them."""

    def __init__(self, styles: dict[str, dict[str, str]]) -> None:
        self.styles = styles
        self.lines = Lines()
        self.links: list[Link] = []
        self.comments: list[FileComment] = []
        self.counts: Counter[str] = Counter()
        self.title: str | None = None

    def walk(self, element: Any, bullet: str = "", depth: int = 0) -> None:
        """Add the blocks in an element, lists and tables included."""
        if depth > _DEEPEST:
            raise RecursionError
        for child in element.iterchildren():
            if child.tag in _BLOCKS:
                self._paragraph(child, bullet, depth)
                bullet = ""
            elif child.tag == f"{_TEXT}list-item" or child.tag == f"{_TEXT}list-header":
                self.walk(child, "- ", depth + 1)
            elif child.tag == f"{_TABLE}table":
                self._table(child, depth)
            elif child.tag == f"{_TEXT}section" and child.get(f"{_TEXT}display", "true") != "true":
                self.counts["hidden piece of text"] += 1
            elif child.tag not in _PASSED_OVER:
                if child.tag == f"{_DRAW}frame":
                    self.counts["picture"] += child.find(f"{_DRAW}image") is not None
                self.walk(child, bullet, depth + 1)

    def _paragraph(self, block: Any, bullet: str, depth: int) -> None:
        after: list[Any] = []
        text = self._words(block, after, self._facts(block), "", depth)
        line = tidy(text)
        style = self._facts(block).get("name", "")
        if line and self.title is None and len(self.lines) < 5 and (block.tag == f"{_TEXT}h" or "title" in style.split()):
            self.title = clean(line)
        if line:
            self.lines.add(bullet + line, ITEM if bullet else None)
        for beside in after:
            self.walk(beside, "", depth + 1)

    def _table(self, table: Any, depth: int) -> None:
        rows = [row for row in table.iter(f"{_TABLE}table-row") if next(row.iterancestors(f"{_TABLE}table")) is table]
        for row in rows:
            cells = list(row.iterchildren(f"{_TABLE}table-cell"))
            inner = [_Walk(self.styles) for _ in cells]
            for walk, cell in zip(inner, cells, strict=True):
                walk.walk(cell, "", depth + 1)
                self.links += walk.links
                self.comments += walk.comments
                self.counts.update(walk.counts)
            texts = [walk.lines.text for walk in inner]
            if any("\n" in text for text in texts):  # cells of several paragraphs are read one by one
                for text in texts:
                    self.lines.add(text)
            else:
                self.lines.add(" | ".join(text for text in texts if text), table)

    def _facts(self, element: Any) -> dict[str, str]:
        return self.styles.get(element.get(f"{_TEXT}style-name", ""), {})

    def _words(self, element: Any, after: list[Any], facts: dict[str, str], before: str, depth: int) -> str:
        """The words in an element; what belongs after its paragraph (notes, text boxes) goes to ``after``."""
        if depth > _DEEPEST:
            raise RecursionError
        text = self._shown(element.text, facts, before, element)
        for child in element.iterchildren():
            text += self._inline(child, after, facts, before + text, depth)
            text += self._shown(child.tail, facts, before + text, child)
        return text

    def _inline(self, child: Any, after: list[Any], facts: dict[str, str], before: str, depth: int) -> str:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            return " " * (min(int(count), _MOST_SPACES) if count.isdigit() and len(count) < 9 else 1)
        if child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            return " " if child.tag == f"{_TEXT}tab" else "\n"
        if child.tag == f"{_TEXT}note":
            self.counts["endnote" if child.get(f"{_TEXT}note-class") == "endnote" else "footnote"] += 1
            after += child.iterchildren(f"{_TEXT}note-body")
            return ""
        if child.tag == f"{_OFFICE}annotation":
            self.comments.append(_comment(child))
            return ""
        if child.tag in (f"{_DRAW}frame", f"{_DRAW}custom-shape", f"{_DRAW}rect", f"{_DRAW}g"):
            boxes = list(child.iter(*_BLOCKS))
            self.counts["text box" if boxes else "picture"] += 1
            after += [child] if boxes else []
            return ""
        if child.tag in _PASSED_OVER or child.tag in (f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph", f"{_OFFICE}annotation-end"):
            return ""
        words = self._words(child, after, {**facts, **self._facts(child)}, before, depth + 1)
        address = child.get(_LINK, "") if child.tag == f"{_TEXT}a" else ""
        if address.lower().startswith(("http://", "https://")) and words.strip():
            self.links.append(Link(clean(words), address[:2000]))
        return words

    def _shown(self, words: str | None, facts: dict[str, str], before: str, element: Any) -> str:
        if not words:
            return ""
        words = " ".join(words.replace("\n", " ").split(" ")) if "\n" in words else words
        if facts.get(f"{_TEXT}display") == "none":
            self.counts["hidden piece of text"] += 1
            return ""
        struck = facts.get(f"{_STYLE}text-line-through-style") or facts.get(f"{_STYLE}text-line-through-type") or "none"
        if struck != "none":
            self.counts["struck-out piece of text"] += 1
            return ""
        if facts.get(f"{_STYLE}text-position", "").startswith("super"):
            spelt = raised.spell(words, before, element.tail or "")
            self.counts["raised note mark"] += not spelt
            return spelt
        return words


def _comment(annotation: Any) -> FileComment:
    paragraphs = ("".join(block.itertext()) for block in annotation.iter(*_BLOCKS))
    author, day = annotation.findtext(f"{_DC}creator"), annotation.findtext(f"{_DC}date")
    return FileComment(author=clean(author), at=clean(day) or None, text=tidy("\n".join(paragraphs)), quote="")
