"""The words of one line of a page, with every inline element in it, so that no word is lost or changed."""

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from claims.model import Link
from claims.reading.files.html.elements import CONTROLS, STRUCK, WITHOUT_WORDS
from claims.reading.files.word.raised import spell

_SPACE = re.compile(r"[ \t\r\f\xa0]+")
_AROUND_BREAK = re.compile(r" *\n *")
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\[(]?(?:[0-9]{1,3}|[a-z*†‡])[\])]?")
_NOTE_NAMES = re.compile(r"(?:foot|end)?note|fn|cite|ref", re.IGNORECASE)
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LONGEST_LINK = 1000  # code points
_NEAR = 40  # code points before and after a raised sign that decide what it means


class Line:
    """The words between two breaks of the page, gathered from text and inline elements."""

    def __init__(self, base: str | None, counts: Counter[str]) -> None:
        self._base, self._counts = base, counts
        self._pieces: list[tuple[str, int, bool]] = []  # words, the number of their link or -1, whether they are raised
        self._addresses: list[str | None] = []
        self._outside_controls = False

    def add_text(
        self, words: str | None, link: int = -1, *, is_raised: bool = False, in_control: bool = False, is_kept: bool = False
    ) -> None:
        """Add words as they are in the source; ``is_kept`` keeps its newlines, as in ``pre``."""
        if words:
            self._pieces.append((words if is_kept else words.replace("\n", " "), link, is_raised))
            self._outside_controls = self._outside_controls or (not in_control and any(map(str.isalnum, words)))

    def add(
        self, element: HtmlElement, link: int = -1, *, is_raised: bool = False, in_control: bool = False, is_kept: bool = False
    ) -> None:
        """Add an inline element with its content. Struck-out words and elements without words of the page are left out."""
        tag = element.tag
        if tag == "br":
            self._pieces.append(("\n", link, False))
        elif not isinstance(tag, str) or tag in WITHOUT_WORDS:
            return
        elif tag in STRUCK or _STRUCK_STYLE.search(element.get("style") or ""):
            self._counts["struck-out piece of text"] += any(map(str.isalnum, "".join(element.itertext())))
        else:
            is_raised = is_raised or tag == "sup" or _RAISED_STYLE.search(element.get("style") or "") is not None or _is_note(element)
            if tag == "a" and element.get("href"):
                self._addresses.append(_web_address(element.get("href", ""), self._base))
                link = len(self._addresses) - 1
            self._add_inside(element, link, is_raised, in_control or tag in CONTROLS, is_kept)

    def _add_inside(self, element: HtmlElement, link: int, is_raised: bool, in_control: bool, is_kept: bool) -> None:
        opened, closed = ("“", "”") if element.tag == "q" and not _is_quoted(element) else ("", "")
        text = element.text or ""
        if element.tag == "sub" and text.strip().isdigit() and self._ends_with_digit():
            text = text.translate(_LOWERED)
        self.add_text(opened + text, link, is_raised=is_raised, in_control=in_control, is_kept=is_kept)
        for child in element:
            self.add(child, link, is_raised=is_raised, in_control=in_control, is_kept=is_kept)
            self.add_text(child.tail, link, is_raised=is_raised, in_control=in_control, is_kept=is_kept)
        self.add_text(closed, link, is_raised=is_raised, in_control=in_control)

    def _ends_with_digit(self) -> bool:
        return bool(self._pieces) and self._pieces[-1][0][-1:].isdigit()

    def finish(self) -> list[tuple[str, list[Link], list[tuple[str, bool]]]]:
        """The paragraphs of this line, two line breaks apart: each its text, its links, and its pieces with whether a link holds them.

        A line of only buttons and labels is a control of the page and gives nothing.
        """
        if not self._outside_controls:
            return []
        paragraphs: list[list[tuple[str, int]]] = [[]]
        for words, link in self._spelled():
            for number, part in enumerate(re.split(r"\n[ \t]*\n\s*", words)):
                if number:
                    paragraphs.append([])
                paragraphs[-1].append((part, link))
        return [made for pieces in _broken(paragraphs) if (made := self._paragraph(pieces))[0]]

    def _spelled(self) -> list[tuple[str, int]]:
        """The pieces, with raised ones written as in plain text."""
        spelled: list[tuple[str, int]] = []
        number = 0
        while number < len(self._pieces):
            words, link, is_raised = self._pieces[number]
            number += 1
            if is_raised:
                while number < len(self._pieces) and self._pieces[number][2]:
                    words += self._pieces[number][0]
                    number += 1
                before = "".join(piece for piece, _ in spelled[-5:])[-_NEAR:]
                after = "".join(piece for piece, _, _ in self._pieces[number : number + 5])[:_NEAR]
                written = spell(words, before, after)
                self._counts["raised note mark"] += bool(words.strip()) and not written.strip()
                words = written
            spelled.append((words, link))
        return spelled

    def _paragraph(self, pieces: list[tuple[str, int]]) -> tuple[str, list[Link], list[tuple[str, bool]]]:
        text = _collapsed("".join(words for words, _ in pieces))
        links: list[Link] = []
        for number in dict.fromkeys(link for _, link in pieces if link >= 0):
            words = " ".join("".join(words for words, link in pieces if link == number)[:_LONGEST_LINK].split())
            if words and (address := self._addresses[number]):
                links.append(Link(words, address))
        return text, links, [(words, link >= 0) for words, link in pieces]


def _broken(paragraphs: list[list[tuple[str, int]]]) -> list[list[tuple[str, int]]]:
    """The same, also split where two breaks are pieces of their own."""
    parted: list[list[tuple[str, int]]] = []
    for pieces in paragraphs:
        parted.append([])
        after_break = False
        for words, link in pieces:
            if words == "\n":
                if after_break:
                    parted.append([])
                after_break = True
            elif words.strip():
                after_break = False
            parted[-1].append((words, link))
    return parted


def _collapsed(words: str) -> str:
    return _AROUND_BREAK.sub("\n", _SPACE.sub(" ", words)).strip()


def _is_note(element: HtmlElement) -> bool:
    """Whether an element is a note's mark that is not raised by its tag: a link inside the page, with a number, named as a note."""
    if element.tag != "a" or not (element.get("href") or "").startswith("#"):
        return False
    named = " ".join(element.get(name) or "" for name in ("href", "class", "id", "role", "rel"))
    return bool(_NOTE_MARK.fullmatch("".join(element.itertext()).strip()) and _NOTE_NAMES.search(named))


def _is_quoted(element: HtmlElement) -> bool:
    words = "".join(element.itertext()).strip()
    return words[:1] in "“\"«„‘'" and bool(words)


def _web_address(address: str, base: str | None) -> str | None:
    try:
        whole = urljoin(base or "", address.strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.hostname and len(whole) <= 2000 else None
