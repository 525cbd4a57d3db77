"""Lines of JSON, each an object with an id and a text: what `match --batch`, `spot --batch` and `bench matching` read."""

import json
from collections.abc import Iterable, Iterator

from claims.desk.typed_fields import is_text
from claims.errors import Unreadable

TextLine = tuple[str | int, str]
"""The id and the text of a line."""


def text_line(line: bytes, name: str, number: int) -> TextLine | None:
    """The id and text of one line; None for a blank one. Raise Unreadable, naming file and line, for anything else."""
    if not line.strip():
        return None
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        content = None
    if not (isinstance(content, dict) and isinstance(content.get("text"), str) and _is_id(content.get("id"))):
        raise Unreadable(f'{name}: line {number} is no JSON object with "id" and "text".')
    if not is_text(content["text"]) or not is_text(str(content["id"])):
        raise Unreadable(f"{name}: line {number} holds characters that are no text (NUL or half a surrogate pair).")
    return content["id"], content["text"]


def text_lines(lines: Iterable[bytes], name: str) -> Iterator[TextLine]:
    """Every line of a file that is not blank, in order. Raise Unreadable for a line that is not such an object."""
    for number, line in enumerate(lines, start=1):
        if content := text_line(line, name, number):
            yield content


def _is_id(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
