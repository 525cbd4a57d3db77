"""The parts of a Word file (a ZIP package): read, changed, added with their relations and content types, and written again."""

import io
import zipfile
from posixpath import basename, dirname, join, normpath

from lxml import etree

from claims.errors import Unreadable

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


class Parts:
    """A package as it was opened, and the parts that were changed. What nobody changes is written byte for byte."""

    def __init__(self, content: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(content))
        self._changed: dict[str, bytes] = {}
        self._names = {entry.filename for entry in self._package.infolist()}
        self.document = self._target("", "officeDocument") or "word/document.xml"
        if self.document not in self._names:
            raise Unreadable("its document part is missing.")

    def read(self, name: str) -> bytes:
        """The bytes of a part, with what was put into it."""
        return self._changed[name] if name in self._changed else self._package.read(name)

    def tree(self, name: str) -> etree._Element:
        """A part as a tree to change; ``put_tree`` keeps the change."""
        return etree.fromstring(self.read(name), _PARSER)

    def put(self, name: str, content: bytes) -> None:
        """Change a part, or add one."""
        self._changed[name] = content

    def put_tree(self, name: str, tree: etree._Element) -> None:
        """Change a part, or add one."""
        self.put(name, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))

    def beside_document(self, kind: str) -> str | None:
        """The name of the part of a kind ("comments") that the document names, or None."""
        return self._target(self.document, kind)

    def add_beside_document(self, kind: str, file: str, content_type: str) -> str:
        """Name a new part of a kind in the document's relations and the content types; return its name. The caller puts it."""
        name = join(dirname(self.document), file)
        number = 1
        while name in self._names:
            number += 1
            name = join(dirname(self.document), file.replace(".", f"{number}.", 1))
        relations_file = _relations_of(self.document)
        root = (
            self.tree(relations_file) if relations_file in self._names | set(self._changed) else etree.Element(f"{_RELATIONS}Relationships")
        )
        taken = {relation.get("Id") for relation in root}
        free = next(f"rId{count}" for count in range(1, len(taken) + 2) if f"rId{count}" not in taken)
        etree.SubElement(root, f"{_RELATIONS}Relationship", Id=free, Type=_OFFICE + kind, Target=basename(name))
        self.put_tree(relations_file, root)
        types = self.tree("[Content_Types].xml")
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        self.put_tree("[Content_Types].xml", types)
        return name

    def written(self) -> bytes:
        """The package with its changes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for entry in self._package.infolist():
                made.writestr(entry, self.read(entry.filename), zipfile.ZIP_DEFLATED)
            for name in self._changed.keys() - self._names:
                made.writestr(name, self._changed[name])
        return out.getvalue()

    def _target(self, of: str, kind: str) -> str | None:
        relations_file = _relations_of(of)
        if relations_file not in self._names | set(self._changed):
            return None
        for relation in self.tree(relations_file).iter(f"{_RELATIONS}Relationship"):
            if (relation.get("Type") or "").rsplit("/", 1)[-1] == kind and relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(of), target))
        return None


def _relations_of(part: str) -> str:
    return join(dirname(part), "_rels", f"{basename(part)}.rels")
