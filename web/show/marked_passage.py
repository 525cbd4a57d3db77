"""A passage of a source as it is shown: its words in pieces, with the figures that agree and those that differ marked."""

from collections.abc import Sequence

from claims.desk.sources.found_passages import FoundPassage
from claims.desk.sources.source_passages import Offered
from web.show.diff import Piece


def pieces(offered: Offered) -> list[Piece]:
    """The passage cut into pieces that are plain, "agrees" or "differs"; put together they are the passage again."""
    sentence = offered.passage.sentence
    marked = [(span.start - sentence.start, span.end - sentence.start, "agrees") for span in offered.passage.agreeing]
    marked += [(*difference.theirs_span, "differs") for difference in offered.passage.differing if difference.theirs_span]
    return _cut(sentence.text, marked)


def found_pieces(found_passage: FoundPassage) -> list[Piece]:
    """The same of a passage that was found; the sentence that its stance rests on is "key" where nothing else is marked."""
    span, judged = found_passage.passage.span, found_passage.passage.judged
    key, offset = judged.key, judged.key.start - span.start
    marked = [(offset, offset + len(key.text), "key")]
    starts = [(offset + key.text.find(words), len(words)) for words in judged.agreeing]
    marked += [(start, start + length, "agrees") for start, length in starts]
    spans = [difference.theirs_span for difference in judged.differing if difference.theirs_span]
    marked += [(start + offset, end + offset, "differs") for start, end in spans]
    return _cut(span.text, marked)


def _cut(text: str, marked: Sequence[tuple[int, int, str]]) -> list[Piece]:
    kinds = ["plain"] * len(text)
    for start, end, kind in marked:
        kinds[start:end] = [kind] * (end - start)
    pieces: list[Piece] = []
    start = 0
    for offset in range(1, len(kinds) + 1):
        if offset == len(kinds) or kinds[offset] != kinds[start]:
            pieces.append(Piece(text[start:offset], kinds[start]))
            start = offset
    return pieces
