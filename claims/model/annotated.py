"""What is written beside an article's words when it goes back to its author."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is said of one claim on its words ``text[start:end]``: paragraphs of plain text, the last one the address and signature.

    ``footnotes`` are its sources, one line each, for a copy that carries them as footnotes.
    """

    claim_id: int
    start: int
    end: int
    paragraphs: tuple[str, ...]
    footnotes: tuple[str, ...] = ()


def signature(claim_id: int, article_id: int) -> str:
    """The words by which a comment of ours is known again when the file comes back."""
    return f"Claim {claim_id} of article {article_id} in the claim tracker"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in ``document.xml``: before letter ``letter`` of the element's own text, or, with None, before or after the element.

    ``element`` counts the elements of the part in their order, from 0.
    """

    element: int
    letter: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where an annotation's words begin and end in ``document.xml``."""

    begins: Spot
    ends: Spot
