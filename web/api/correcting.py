"""What the operations that correct articles, sources and evidence links share."""

from typing import Any

from claims.errors import Refused


def kind_of_change(body: dict[str, Any], *kinds: frozenset[str]) -> int:
    """Which of these groups of fields the body holds, by position. Raise Refused when it holds none or several, or ``undo`` is false."""
    positions = [position for position, kind in enumerate(kinds) if kind & body.keys()]
    if len(positions) != 1 or body.get("undo") is False:
        raise Refused(f"change one kind of thing at a time: {'; or '.join(', '.join(sorted(kind)) for kind in kinds)}.")
    return positions[0]


UNDO = frozenset({"undo"})
