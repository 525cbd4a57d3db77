"""What stands before a dot at the start of a line and belongs to the sentence after it: a dateline, a label, a speaker, a number."""

import re
from collections import Counter
from functools import cached_property

from claims.reading.terminals import CLOSERS

LABEL = re.compile(r"\W{0,4}(?:RT @)?[A-Za-z][\w’'-]*(?: [A-Z][\w’'-]*)?:\s")  # "Ada:", "RT @kolm:"
ENDS_LINE = re.compile(rf"[.!?…:][{re.escape(CLOSERS)}]*$")
_NUMBER = re.compile(  # also "Item 2.", "Ponto 2."
    r"\W{0,8}(?:(?:(?:[A-Z][a-zà-ÿ]{2,9}|Fig\.|Tab\.)\s)?[0-9]{1,2}(?:\.[0-9]{1,2})?|[0-9]{3}|[a-zA-Z]|[ivxIVX]{1,5})"
)
_DATELINE = re.compile(  # "Lindsund, 2 March.", "Lindsund, 2.3.2024.", "Lindsund (red)."
    r"(?:[A-Z][\w’'-]+ ?){1,3}(?:, (?:[0-9]{1,2}\.? [^\W\d_]{3,10}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4})| \([^\W\d_]{2,8}\))"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+"
_TOWN = re.compile(rf"{_CAPITAL}(?:[ /-](?:am|an der|im|bei|ob der|{_CAPITAL})){{0,3}}")  # "Bad Lindsund"
_DASH_NEXT = re.compile(r"\.\s[-–—]\s")
# A heading in the line of its text, as journals and letters write it.
_RUN_IN = re.compile(
    r"(?:Abstract|Background|Introduction|Objectives?|Aims?|Methods?|Results?|Findings|Discussion|Conclusions?|Interpretation|Limitations|Summary|Funding"
    r"|Notes?|(?:P\. ?)?P\. ?S|N\. ?B)"
)
_WORD = re.compile(r"^([^\W\d_]+)\. ", re.MULTILINE)
_SPEAKER = re.compile(r"^((?:[A-Z][\w-]*\.? ){0,3}[A-Z][A-Z’'-]{2,})\. ", re.MULTILINE)  # "Mr. ROTH. I do."
_LONGEST = 40  # code points
_LONGEST_NUMBER = 24  # code points of "Section 12.3" and what stands before it
_LEAD = 2_000  # code points in which an article's first paragraph begins


class Openings:
    """Judges how the lines of one text open."""

    def __init__(self, text: str) -> None:
        self._text = text

    def belong_to_next(self, line: str, at: int, dot: int, language: str) -> bool:
        """Whether what stands in a line from ``at``, where its sentence begins, to a dot belongs to the sentence after that dot."""
        if dot - at > _LONGEST:
            return False
        opening = line[at:dot].strip()
        return (
            any(pattern.fullmatch(opening) for pattern in (_DATELINE, _RUN_IN))
            or opening in self._labels
            or (dot - at <= _LONGEST_NUMBER and _NUMBER.fullmatch(opening) is not None)
            or (at == 0 and _TOWN.fullmatch(opening) is not None and self._names_town(line, dot, language))
        )

    def _names_town(self, line: str, dot: int, language: str) -> bool:
        """Whether a capitalised name says where the report is from: "PARIS. – …"; in German, "Lindsund. …" after a headline."""
        return _DASH_NEXT.match(line, dot) is not None or (language == "de" and line == self._first_paragraph)

    @cached_property
    def _labels(self) -> frozenset[str]:
        """The words that open several lines with a dot, or whose first letter does later: "Pregunta. …", "P. …"; speakers in capitals ("The CHAIR. …")."""
        openings = Counter(_WORD.findall(self._text))
        labels = {word for word, count in openings.items() if count > 1 or (len(word) > 1 and openings[word[0]])}
        speakers = _SPEAKER.findall(self._text)
        return frozenset(labels.union(speakers) if len(speakers) > 1 else labels)

    @cached_property
    def _first_paragraph(self) -> str:
        """The first line that ends like a sentence, if a headline stands before it; else nothing."""
        lines = [line for line in self._text[:_LEAD].split("\n") if line.strip()]
        number = next((number for number, line in enumerate(lines) if ENDS_LINE.search(line)), 0)
        return lines[number] if number else ""
