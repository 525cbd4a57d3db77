"""Signs that a pasted text without a name is Markdown or a table."""

import csv
import re

from claims.reading.files.file_signs import Incoming

_MARKDOWN = {
    "heading": re.compile(r"^#{1,6} \S", re.MULTILINE),
    "link": re.compile(r"(?<!!)\[[^\]\n]{1,300}\]\((?:https?://|/|#|mailto:)[^)\s]{0,1000}\)"),
    "strong": re.compile(r"(?<![\w*])(\*\*|__)(?=\S)[^*_\n]{1,300}(?<=\S)\1(?![\w*])"),
    "quote": re.compile(r"^> \S", re.MULTILINE),
    "list": re.compile(r"^[-*+] \S", re.MULTILINE),
    "code": re.compile(r"^```", re.MULTILINE),
    "picture": re.compile(r"!\[[^\]\n]{0,300}\]\([^)\s]{1,1000}\)"),
    "row": re.compile(r"^\|[-:| ]{3,}\|$", re.MULTILINE),
    "front matter": re.compile(r"\A---\n(?:[\w-]{1,40}:[^\n]*\n){1,40}---\n"),
}
_MARKDOWN_TITLE = re.compile(r"\n{0,9}#{1,6} \S[^\n]{0,300}\n\n")
_MOST_ROWS = 50
_FEWEST_ROWS = 3
_SPACED = 0.3
_LONGEST_NAME = 40  # code points of a column's name
_COLUMNS = frozenset("text claim claims claim_text statement quote speaker url link date start end time id title source".split())


def is_markdown(incoming: Incoming) -> bool:
    """Whether a text has at least two kinds of Markdown marks that nobody types for another reason, one of them a heading or a link.

    A heading that stands alone as the first line is enough.
    """
    kinds = {kind for kind, rule in _MARKDOWN.items() if rule.search(incoming.head)}
    return (len(kinds) > 1 and bool(kinds & {"heading", "link"})) or _MARKDOWN_TITLE.match(incoming.head) is not None


def is_table(incoming: Incoming) -> bool:
    """Whether a text is only rows of a table: equally many cells in each, at least three, or two under a header that names a text."""
    if incoming.is_source or incoming.ending == ".md":
        return False
    lines = [line for line in incoming.head.split("\n")[:_MOST_ROWS] if line.strip()]
    return any(_has_cells(lines, sign) for sign in ("\t", ";", ","))


def _has_cells(lines: list[str], sign: str) -> bool:
    if len(lines) < _FEWEST_ROWS or not all(sign in line for line in lines[:_FEWEST_ROWS]):
        return False
    if sum(line.count(f"{sign} ") for line in lines) > _SPACED * sum(line.count(sign) for line in lines):
        return False  # sentences have a space after a comma
    try:
        rows = list(csv.reader(lines, delimiter=sign, strict=True))
    except csv.Error:
        return False
    header = [cell.strip() for cell in rows[0]]
    # The last row may be cut off, or a field may continue over lines.
    is_even = all(len(row) == len(header) for row in rows[:-1])
    names_columns = all(0 < len(cell) <= _LONGEST_NAME and cell[-1] not in ".!?" for cell in header) and len(set(header)) == len(header)
    return is_even and names_columns and len(header) >= (2 if {cell.lower() for cell in header} & _COLUMNS else 3)
