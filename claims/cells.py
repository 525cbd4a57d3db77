"""Cells of a CSV that no spreadsheet runs as a formula.

A spreadsheet runs what begins with ``=``, ``+``, ``-`` or ``@``, in East Asian versions their full-width forms too. Opened with another
separator than the comma (half of Europe's Excel takes the semicolon), a cell falls into several, so what stands behind a separator or a
line's end begins a cell as well. (OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection)
"""

import re

_FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_BEGINS = re.compile(rf"""^(?=[{_FORMULA}'\t\r\n])|(?<=[;|\t\r\n])(["\u00a0 ]{{0,9}})(?='{{0,9}}[{_FORMULA}])""")
_BEGAN = re.compile(rf"""^'(?=[{_FORMULA}'\t\r\n])|(?<=[;|\t\r\n])(["\u00a0 ]{{0,9}})'(?='{{0,9}}[{_FORMULA}])""")


def guarded(cell: str) -> str:
    """A cell with a ' before all that a spreadsheet could run as a formula; ``unguarded`` gives back what it was."""
    return _BEGINS.sub(lambda found: f"{found[1] or ''}'", cell)


def unguarded(cell: str) -> str:
    """The cell as it was before ``guarded``."""
    return _BEGAN.sub(lambda found: found[1] or "", cell)
