"""Cells of a CSV that no spreadsheet runs as a formula.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``; East Asian versions also run their full-width forms. If the file is
opened with a separator other than the comma (half of Europe's Excel uses the semicolon), one cell splits into several, so the text after a
separator or a line break counts as the beginning of a cell too. (OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection)
"""

import re

_FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_BEGINS = re.compile(rf"""^(?=[{_FORMULA}'\t\r\n])|(?<=[;|\t\r\n])(["\u00a0 ]{{0,9}})(?='{{0,9}}[{_FORMULA}])""")
_BEGAN = re.compile(rf"""^'(?=[{_FORMULA}'\t\r\n])|(?<=[;|\t\r\n])(["\u00a0 ]{{0,9}})'(?='{{0,9}}[{_FORMULA}])""")


def guarded(cell: str) -> str:
    """The cell with a ' before everything that a spreadsheet could run as a formula; ``unguarded`` reverses this."""
    return _BEGINS.sub(lambda match: f"{match[1] or ''}'", cell)


def unguarded(cell: str) -> str:
    """The cell as it was before ``guarded``."""
    return _BEGAN.sub(lambda match: match[1] or "", cell)
