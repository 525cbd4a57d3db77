"""The formatting of runs in a Word file that decides what is read: struck out, hidden, raised."""

from dataclasses import dataclass
from typing import Any

from claims.reading.files.word.elements import VAL, W

_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """The formatting that a style or a run sets; None where it sets nothing."""

    struck: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None

    def over(self, under: "Look") -> "Look":
        """This formatting over another one, which fills in what it does not set."""
        return Look(
            under.struck if self.struck is None else self.struck,
            under.hidden if self.hidden is None else self.hidden,
            under.raised if self.raised is None else self.raised,
        )

    def beside(self, paragraph: "Look") -> "Look":
        """A character style's look in a paragraph style's: two that strike out or hide undo each other (ISO/IEC 29500-1, 17.7.3)."""
        return Look(
            bool(self.struck) != bool(paragraph.struck),
            bool(self.hidden) != bool(paragraph.hidden),
            paragraph.raised if self.raised is None else self.raised,
        )


PLAIN = Look()


class Styles:
    """The styles of a file by their ids. A missing style sets nothing."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self._default = ""
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            number = style.get(f"{W}styleId") or ""
            self._styles.setdefault(number, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = number

    def name(self, number: str) -> str:
        """The style's English name in lower case ("heading 1"), which Word keeps in every language; else its id."""
        style = self._styles.get(number)
        name = style.find(f"{W}name") if style is not None else None
        return ((name.get(VAL) if name is not None else None) or number).lower()

    def of_paragraph(self, paragraph: Any) -> tuple[str, Look]:
        """The id of a paragraph's style, and its formatting."""
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        number = (style.get(VAL) if style is not None else None) or self._default
        return number, self._look(number)

    def of_table(self, table: Any, around: Look) -> Look:
        """The formatting that a table's style gives to all of its text, over that of an outer table."""
        properties = table.find(f"{W}tblPr")
        style = properties.find(f"{W}tblStyle") if properties is not None else None
        return self._look(style.get(VAL) or "").over(around) if style is not None else around

    def of_run(self, run: Any, paragraph: Look) -> Look:
        """The formatting of a run in a paragraph with this style."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return paragraph
        style = properties.find(f"{W}rStyle")
        under = self._look(style.get(VAL) or "").beside(paragraph) if style is not None else paragraph
        return _look_of(properties).over(under)

    def _look(self, number: str) -> Look:
        if number not in self._looks:
            chain, at = [], number
            while at in self._styles and at not in chain:  # a style may be based on itself in a damaged file
                chain.append(at)
                based = self._styles[at].find(f"{W}basedOn")
                at = (based.get(VAL) or "") if based is not None else ""
            look = PLAIN
            for link in reversed(chain):
                properties = self._styles[link].find(f"{W}rPr")
                look = _look_of(properties).over(look) if properties is not None else look
            self._looks[number] = look
        return self._looks[number]


def _look_of(properties: Any) -> Look:
    struck = hidden = raised = None
    for part in properties:
        if part.tag in (f"{W}strike", f"{W}dstrike"):
            struck = bool(struck) or part.get(VAL, "1") not in _OFF
        elif part.tag == f"{W}vanish":
            hidden = part.get(VAL, "1") not in _OFF
        elif part.tag == f"{W}vertAlign":
            raised = part.get(VAL) == "superscript"
        elif part.tag == f"{W}position" and not raised:
            raised = (part.get(VAL) or "0").strip().isdigit() and int(part.get(VAL)) > 0
    return Look(struck, hidden, raised)
