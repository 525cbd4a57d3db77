"""The text that known claims are looked for, and what is known of it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from claims.matching import query_passages
from claims.reading import languages

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A text to match. ``vector`` saves encoding it again; ``exclude`` are claims that it must not be matched with.

    ``language`` is the declared language, starting with its ISO 639-1 code; it is ignored where the text itself makes its language plain.
    ``multilingual`` is the text's vector by the multilingual model.
    """

    text: str
    said_on: date | None = None
    vector: NDArray[np.float32] | None = None
    exclude: frozenset[int] = frozenset()
    language: str | None = None
    multilingual: NDArray[np.float32] | None = None

    @property
    def spoken(self) -> str:
        """The language that the text is read as, ISO 639-1, judged without the signature and links of a post."""
        return languages.of_line(query_passages.clean(self.text) or self.text, self.language)
