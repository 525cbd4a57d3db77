"""A passage of a source as it is shown: its words in pieces, with the figures that agree and those that differ marked."""

from claims.desk.sources.source_passages import Offered
from web.show.diff import Piece


def pieces(one: Offered) -> list[Piece]:
    """The passage cut into pieces that are plain, "agrees" or "differs"; put together they are the passage again."""
    sentence = one.passage.sentence
    marked = [(span.start - sentence.start, span.end - sentence.start, "agrees") for span in one.passage.agreeing]
    marked += [(*each.theirs_span, "differs") for each in one.passage.differing if each.theirs_span]
    kinds = ["plain"] * len(sentence.text)
    for start, end, kind in marked:
        kinds[start:end] = [kind] * (end - start)
    found: list[Piece] = []
    start = 0
    for place in range(1, len(kinds) + 1):
        if place == len(kinds) or kinds[place] != kinds[start]:
            found.append(Piece(sentence.text[start:place], kinds[start]))
            start = place
    return found
