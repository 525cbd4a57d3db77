"""The words of a Word file in reading order. Every element is walked into except known ones, so that no wrapper loses words."""

from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.reading.files.word import changes, fields, symbols, tables
from claims.reading.files.word.blocks import ITEMS, Block
from claims.reading.files.word.elements import MC, SKIPPED, VAL, M, R, W, w
from claims.reading.files.word.raised import spell
from claims.reading.files.word.stretches import NoteMark, Stretches
from claims.reading.files.word.styles import PLAIN, Styles

_BREAKS = w("br", "cr")
_SPACES = w("tab", "ptab")
_UNREAD = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic": "picture",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "diagram",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "embedded file",
    f"{W}altChunk": "embedded file",
    f"{W}subDoc": "embedded file",
}


class Walk:
    """Walks one file. ``notes`` are its foot- and endnotes by kind and id; every part has the addresses of its links."""

    def __init__(self, styles: Styles, notes: Mapping[tuple[str, str], Any], addresses: Mapping[str, Mapping[str, str]]) -> None:
        self.blocks: list[Block] = []
        self.counts: Counter[str] = Counter()
        self.stretches = Stretches()
        self._table_look = PLAIN
        self._styles, self._notes, self._addresses = styles, dict(notes), addresses
        self._part = "document"
        self._beside: Any = None  # what the current words belong to in document.xml: the mark of their note, the run of their text box
        self._line: list[str] = []
        self._raised: list[tuple[str, Any]] = []
        self._is_raised = False
        self._paragraph_look = PLAIN
        self._left_out: str | None = None
        self._left_out_before: str | None = None
        self._fields = fields.Fields()
        self._asides: deque[_Aside] = deque()
        self._tables = 0
        self._table = ITEMS
        self._do: dict[str, Callable[[Any], None]] = {
            f"{W}t": lambda part: self._say(part.text or "", part),
            f"{M}t": lambda part: self._say(part.text or "", part),
            f"{W}noBreakHyphen": lambda part: self._say("-", part),
            f"{W}sym": self._symbol,
            f"{W}r": self._run,
            f"{W}p": self._paragraph,
            f"{W}tbl": self._whole_table,
            f"{W}sdt": self._control,
            f"{W}hyperlink": self._link,
            f"{W}fldSimple": self._simple_field,
            f"{W}fldChar": self._field_sign,
            f"{W}instrText": lambda part: self._fields.add(part.text or ""),
            f"{W}txbxContent": lambda part: self._put_aside("text box", part),
            f"{W}footnoteReference": lambda part: self._note("footnote", part),
            f"{W}endnoteReference": lambda part: self._note("endnote", part),
            f"{W}commentRangeStart": self._comment_start,
            f"{W}commentRangeEnd": self._comment_end,
            f"{W}commentReference": self._comment_mark,
            f"{MC}AlternateContent": self._alternative,
            f"{M}f": lambda part: self._joined(part, "/", "num", "den"),
            f"{M}sSup": lambda part: self._joined(part, "^", "e", "sup"),
        }
        self._do |= dict.fromkeys(_SPACES, lambda part: self._say(" "))
        self._do |= dict.fromkeys(_BREAKS, lambda part: self._say("\n"))
        self._do |= dict.fromkeys(_UNREAD, lambda part: self._count(_UNREAD[part.tag]))
        self._do |= dict.fromkeys(changes.GONE, lambda part: changes.count(part, self.counts))

    def walk(self, body: Any) -> None:
        """Read a part's body to its end."""
        self._fields = fields.Fields(body)
        self._inside(body)
        self._end_paragraph("", is_item=False)
        self._read_asides()

    def _inside(self, element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag in SKIPPED or not isinstance(tag, str):
                continue
            do = self._do.get(tag)
            if do is not None:
                do(child)
            else:
                changes.count(child, self.counts)
                self._inside(child)

    # --- words

    def _say(self, words: str, part: Any = None) -> None:
        if self._fields.in_instruction:
            return
        if self._left_out:
            if words.strip() and self._left_out_before != self._left_out:
                self.counts[self._left_out] += 1
                self._left_out_before = self._left_out
            return
        self._left_out_before = None
        if self._is_raised:
            self._raised.append((words, part))
        else:
            self._settle(words)
            self._write(words, part, is_verbatim=part is not None and part.tag == f"{W}t")

    def _write(self, words: str, part: Any, *, is_verbatim: bool) -> None:
        self._line.append(words)
        element = part if self._beside is None else self._beside
        self.stretches.add(words, element, is_verbatim=is_verbatim and self._beside is None)

    def _settle(self, after: str = "") -> None:
        """Write raised text, now that its surroundings are known."""
        if self._raised:
            sign, part = "".join(words for words, _ in self._raised), self._raised[0][1]
            self._raised.clear()
            written = spell(sign, "".join(self._line[-30:])[-30:], after)
            self.counts["raised note mark"] += not written
            self._write(written, part, is_verbatim=False)

    def _run(self, run: Any) -> None:
        look = self._styles.of_run(run, self._paragraph_look)
        before = self._left_out, self._is_raised
        self._left_out = "hidden piece of text" if look.hidden else "struck-out piece of text" if look.struck else None
        self._is_raised = bool(look.raised)
        self._inside(changes.without_custom_mark(run))
        self._left_out, self._is_raised = before

    def _symbol(self, part: Any) -> None:
        sign = symbols.letter(part.get(f"{W}font") or "", part.get(f"{W}char") or "")
        if sign is None:
            self._count("symbol")
        else:
            self._say(sign, part)

    def _joined(self, part: Any, sign: str, first: str, second: str) -> None:
        for number, name in enumerate((first, second)):
            if number:
                self._say(sign)
            for child in part.iterchildren(M + name):
                self._inside(child)

    def _count(self, kind: str) -> None:
        self.counts[kind] += 1

    # --- wrappers

    def _control(self, control: Any) -> None:
        """A content control, but not its "Click here to enter text"."""
        properties = control.find(f"{W}sdtPr")
        shows = properties.find(f"{W}showingPlcHdr") if properties is not None else None
        if shows is None or shows.get(VAL, "1") in ("0", "false", "off"):
            self._inside(control)

    def _alternative(self, alternatives: Any) -> None:
        """One of the alternative contents: the first with words, else the first."""
        ways = [child for child in alternatives if child.tag in (f"{MC}Choice", f"{MC}Fallback")]
        with_words = (way for way in ways if any(words.text for words in way.iter(f"{W}t", f"{M}t")))
        chosen = next(with_words, ways[0] if ways else None)
        if chosen is not None:
            self._inside(chosen)

    def _link(self, link: Any) -> None:
        self._linked(link, self._addresses.get(self._part, {}).get(link.get(f"{R}id") or "", ""))

    def _simple_field(self, field: Any) -> None:
        self._linked(field, fields.address(field.get(f"{W}instr") or ""))

    def _linked(self, element: Any, address: str) -> None:
        self._settle()
        start = self.stretches.here()
        self._inside(element)
        self._settle()
        self.stretches.keep_link(start, address)

    def _field_sign(self, sign: Any) -> None:
        kind = sign.get(f"{W}fldCharType")
        self._settle()
        if kind == "begin":
            self._fields.begin(sign)
        elif kind == "separate":
            self._fields.separate(self.stretches.here())
        elif kind == "end" and (ended := self._fields.end()) is not None and ended.start is not None:
            self.stretches.keep_link(ended.start, fields.address(ended.instruction))

    def _comment_start(self, start: Any) -> None:
        self._settle()
        self.stretches.start_comment(start.get(f"{W}id") or "")

    def _comment_end(self, end: Any) -> None:
        self._settle()
        self.stretches.end_comment(end.get(f"{W}id") or "")

    def _comment_mark(self, mark: Any) -> None:
        self._settle()
        self.stretches.mark_comment(mark.get(f"{W}id") or "")

    # --- beside the text

    def _put_aside(self, kind: str, element: Any, mark: Any = None, note: NoteMark | None = None) -> None:
        if self._left_out is None and not self._fields.in_instruction:
            self.counts[kind] += 1
            beside = self._beside if self._beside is not None else mark if mark is not None else _outermost_run(element)
            self._asides.append(_Aside(kind if kind != "text box" else self._part, element, beside, note))

    def _note(self, kind: str, reference: Any) -> None:
        if self._left_out is None and (note := self._notes.pop((kind, reference.get(f"{W}id") or ""), None)) is not None:
            self._settle()
            self._put_aside(kind, note, reference, self.stretches.mark_note(kind))

    def _read_asides(self) -> None:
        while self._asides and not self._tables and not self._line:
            aside = self._asides.popleft()
            before = self._part, self._fields, self._is_raised, self._beside
            self._part, self._fields, self._is_raised, self._beside = aside.part, fields.Fields(aside.element), False, aside.beside
            waiting, self._asides = self._asides, deque()
            start = self.stretches.here()
            self._inside(aside.element)
            self._end_paragraph("", is_item=False)
            if aside.note is not None:
                aside.note.start, aside.note.end = start, self.stretches.here()
            self._asides.extend(waiting)
            self._part, self._fields, self._is_raised, self._beside = before

    # --- blocks

    def _paragraph(self, paragraph: Any) -> None:
        number, look = self._styles.of_paragraph(paragraph)
        self._paragraph_look = look.beside(self._table_look)
        self._inside(paragraph)
        if changes.mark_is_gone(paragraph, self.counts):
            return  # once accepted, the next paragraph continues this one
        style = self._styles.name(number)
        self._end_paragraph(style, is_item=not style.startswith(("heading", "title")) and _is_item(paragraph, number, style))
        self._read_asides()

    def _end_paragraph(self, style: str, *, is_item: bool) -> None:
        self._settle()
        lines = (" ".join(line.split()) for line in "".join(self._line).split("\n"))
        words = "\n".join(lines).strip()
        self._line.clear()
        self.stretches.add("\n")
        if words:
            self.blocks.append(Block(("- " if is_item else "") + words, style, ITEMS if is_item else 0))

    def _whole_table(self, table: Any) -> None:
        self._end_paragraph("", is_item=False)
        self._table += 1
        group, self._tables = self._table, self._tables + 1
        around, self._table_look = self._table_look, self._styles.of_table(table, self._table_look)
        for row in tables.rows_of(table, self.counts):
            self._row(row, group)
        self._tables, self._table_look = self._tables - 1, around
        self._read_asides()

    def _row(self, row: Any, group: int) -> None:
        before, cells = self.blocks, []
        for cell in tables.cells_of(row, self.counts):
            self.blocks = []
            self._inside(cell)
            self._end_paragraph("", is_item=False)
            cells.append(self.blocks)
        self.blocks = [*before, *tables.row_of(cells, group)]


@dataclass(frozen=True, slots=True)
class _Aside:
    """A note or text box that waits for the end of its paragraph. ``beside`` is the element that it belongs to in ``document.xml``."""

    part: str
    element: Any
    beside: Any
    note: NoteMark | None


def _outermost_run(element: Any) -> Any:
    return next((around for around in reversed(list(element.iterancestors())) if around.tag == f"{W}r"), element)


def _is_item(paragraph: Any, number: str, style: str) -> bool:
    listed = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if listed is not None:
        return str(listed.get(VAL)) != "0"
    return "list" in number.lower() or "list" in style
