"""Puts the marks of comments and footnotes into ``document.xml``. Every byte that was there stays, in its order.

A comment may only begin and end between runs. Where the words of a claim begin inside one, the run is closed and opened again
with the same properties: that, too, only adds bytes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from claims.exchange.draft.layout import Element, layout, letter_offsets
from claims.model.annotated import Spot, Stretch

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHANGE = re.compile(rb"<(?:[\w.-]{1,40}:)?[A-Za-z]{1,40}Change\s[^<>]*>")
"""The start tag of a tracked change of a look."""

_ID = re.compile(rb"(\s[\w.-]{1,40}:id=)(\"[^\"<>]{0,40}\"|'[^'<>]{0,40}')")
"""The id in one start tag."""

_CONTAINERS = frozenset({"tc", "txbxContent", "body", "footnote", "endnote"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment, by its id, on a stretch of the part; ``footnotes`` are the ids of footnotes that follow its words, with or without one."""

    stretch: Stretch
    comment: int | None
    footnotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Names:
    """Writes Word's elements with the prefix that the part uses; attributes need one even where elements have none."""

    prefix: str

    def element(self, name: str, **attributes: object) -> bytes:
        declares, own = ("", self.prefix) if self.prefix else (f' xmlns:w="{_W}"', "w:")
        values = "".join(f' {own}{key}="{value}"' for key, value in attributes.items())
        return f"<{self.prefix}{name}{declares}{values}/>".encode()

    def run(self, inside: bytes, look: bytes = b"") -> bytes:
        run, properties = f"{self.prefix}r".encode(), f"{self.prefix}rPr".encode()
        looks = b"<" + properties + b">" + look + b"</" + properties + b">" if look else b""
        return b"<" + run + b">" + looks + inside + b"</" + run + b">"


@dataclass(slots=True)
class _Cut:
    """What goes in at one offset: the end of a run, what ends there, what begins there, and the run opened again."""

    before: bytes = b""
    after: bytes = b""
    ends: list[bytes] = field(default_factory=list)
    begins: list[bytes] = field(default_factory=list)

    def written(self) -> bytes:
        return self.before + b"".join(self.ends) + b"".join(self.begins) + self.after


class Markup:
    """One ``document.xml`` and what is put into it."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._elements = layout(xml)
        self._cuts: dict[int, _Cut] = {}
        self._kept_spaces: set[int] = set()
        self._last_change = 0

    def add(self, mark: Mark) -> bool:
        """Put a mark in; return False where its words stand where no comment may."""
        ends_only = mark.comment is None
        begins = 0 if ends_only else self._edge(mark.stretch.begins, is_end=False)
        ends = self._edge(self._in_same_container(mark.stretch), is_end=True)
        if begins is None or ends is None or ends < begins:
            return False
        names = self._names(mark.stretch.begins)
        if mark.comment is not None:
            self._cuts[begins].begins.append(names.element("commentRangeStart", id=mark.comment))
            reference = names.run(names.element("commentReference", id=mark.comment))
            self._cuts[ends].ends.append(names.element("commentRangeEnd", id=mark.comment) + reference)
        for footnote in mark.footnotes:
            raised = names.element("vertAlign", val="superscript")
            self._cuts[ends].ends.append(names.run(names.element("footnoteReference", id=footnote), look=raised))
        return True

    def written(self) -> bytes:
        """The part with all marks in it."""
        inserted = {at: cut.written() for at, cut in self._cuts.items()}
        for number in self._kept_spaces:
            element = self._elements[number]
            at = element.start + 1 + len(element.name.encode())
            inserted[at] = b' xml:space="preserve"' + inserted.get(at, b"")
        pieces, before = [], 0
        for at in sorted(inserted):
            pieces += [self._xml[before:at], inserted[at]]
            before = at
        return b"".join([*pieces, self._xml[before:]])

    def _names(self, spot: Spot) -> _Names:
        run = self._elements[self._outside(spot.element)]
        return _Names(run.prefix if run.local == "r" and run.prefix != "m:" else "w:")

    def _outside(self, number: int) -> int:
        """The outermost run around an element or the formula it is in; the element itself where it is in neither."""
        outermost, at = number, number
        while at >= 0:
            if self._elements[at].local in ("r", "oMath", "oMathPara") and not self._elements[at].prefix.startswith("a:"):
                outermost = at
            at = self._elements[at].parent
        return outermost

    def _in_same_container(self, stretch: Stretch) -> Spot:
        """Where a stretch ends, or, where it goes on in another cell of a table, the end of its first cell's last run."""
        first, last = self._container(stretch.begins.element), self._container(stretch.ends.element)
        if first == last:
            return stretch.ends
        within = [
            number
            for number in range(stretch.begins.element, stretch.ends.element + 1)
            if self._elements[number].local == "t" and self._container(number) == first
        ]
        return Spot(within[-1] if within else stretch.begins.element)

    def _container(self, number: int) -> int:
        at = self._outside(number)
        while at >= 0 and self._elements[at].local not in _CONTAINERS:
            at = self._elements[at].parent
        return at

    def _edge(self, spot: Spot, *, is_end: bool) -> int | None:
        """The offset at which a mark begins or ends, with its cut prepared; None where no mark may stand."""
        run = self._outside(spot.element)
        element = self._elements[run]
        if spot.letter is not None and self._elements[spot.element].parent == run and element.local == "r":
            inside = self._inside_run(run, spot.element, spot.letter, is_end=is_end)
            if inside is not None:
                return inside
        if element.parent < 0:
            return None
        at = element.end if is_end else element.start
        self._cuts.setdefault(at, _Cut())
        return at

    def _inside_run(self, run: int, text: int, letter: int, *, is_end: bool) -> int | None:
        """The offset of a letter inside a run; None where the mark goes before or after the whole run."""
        around, words = self._elements[run], self._elements[text]
        offsets = letter_offsets(self._xml, words)
        if offsets is None or not 0 <= letter < len(offsets):
            return None
        # Spaces at the edge of a run are no reason to cut it.
        if is_end and not self._xml[offsets[letter] : offsets[-1]].strip():
            letter = len(offsets) - 1
        elif not is_end and not self._xml[offsets[0] : offsets[letter]].strip():
            letter = 0
        siblings = [number for number in around.children if self._elements[number].local != "rPr"]
        is_first, is_last = siblings[0] == text and letter == 0, siblings[-1] == text and letter == len(offsets) - 1
        if (is_first and not is_end) or (is_last and is_end):
            return None
        close, opening = f"</{around.name}>".encode(), self._opening(around)
        if letter in (0, len(offsets) - 1):
            at = words.start if letter == 0 else words.end
            self._cuts.setdefault(at, _Cut(close, opening))
            return at
        raw = self._xml[words.inside : words.closing].decode("utf-8", "replace")
        is_kept = b'xml:space="preserve"' in self._xml[words.start : words.inside]
        if not is_kept and (raw[:1].isspace() or raw[-1:].isspace()):
            return None  # programs drop these spaces; a piece of its own would bring them back
        at = offsets[letter]
        if not is_kept:
            self._kept_spaces.add(text)
        again = f'<{words.name} xml:space="preserve">'.encode()
        self._cuts.setdefault(at, _Cut(f"</{words.name}>".encode() + close, opening + again))
        return at

    def _opening(self, run: Element) -> bytes:
        """A run's start tag and properties, to open it again. A tracked change of its look gets an id of its own."""
        opening = self._xml[run.start : run.inside]
        first = self._elements[run.children[0]] if run.children else None
        if first is not None and first.local == "rPr":
            opening += _CHANGE.sub(lambda tag: _ID.sub(self._fresh_id, tag[0], count=1), self._xml[first.start : first.end])
        return opening

    def _fresh_id(self, match: re.Match[bytes]) -> bytes:
        self._last_change += 1
        return match[1] + f'"{900_000_000 + self._last_change}"'.encode()


def marked(xml: bytes, marks: Iterable[Mark]) -> tuple[bytes, list[Mark]]:
    """The part with every mark in it that may stand where its words are, and the marks that may not."""
    markup = Markup(xml)
    left = [mark for mark in marks if not markup.add(mark)]
    return markup.written(), left
