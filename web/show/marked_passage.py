"""A passage of a source as it is shown: its words in pieces, with the figures that agree and those that differ marked."""

from claims.desk.sources.source_passages import Offered
from web.show.diff import Piece


def pieces(offered: Offered) -> list[Piece]:
    """The passage cut into pieces that are plain, "agrees" or "differs"; put together they are the passage again."""
    sentence = offered.passage.sentence
    marked = [(span.start - sentence.start, span.end - sentence.start, "agrees") for span in offered.passage.agreeing]
    marked += [(*difference.theirs_span, "differs") for difference in offered.passage.differing if difference.theirs_span]
    kinds = ["plain"] * len(sentence.text)
    for start, end, kind in marked:
        kinds[start:end] = [kind] * (end - start)
    pieces: list[Piece] = []
    start = 0
    for offset in range(1, len(kinds) + 1):
        if offset == len(kinds) or kinds[offset] != kinds[start]:
            pieces.append(Piece(sentence.text[start:offset], kinds[start]))
            start = offset
    return pieces
