"""A passage of a source as it is shown: cut into pieces, with the figures that agree and those that differ marked."""

from claims.desk.sources.found_passages import FoundPassage
from claims.desk.sources.source_passages import Offered
from web.show.diff import Piece, pieces


def passage_pieces(offered: Offered) -> tuple[Piece, ...]:
    """The passage cut into pieces that are plain, "agrees" or "differs"; joined, they give the passage again."""
    sentence = offered.passage.sentence
    agreeing = [(span.start - sentence.start, span.end - sentence.start) for span in offered.passage.agreeing]
    differing = [difference.theirs_span for difference in offered.passage.differing if difference.theirs_span]
    return pieces(sentence.text, [("agrees", agreeing), ("differs", differing)])


def found_pieces(found_passage: FoundPassage) -> tuple[Piece, ...]:
    """The same for a passage that the search found; the sentence that its stance rests on is "key", except where something else is marked."""
    span, judged = found_passage.passage.span, found_passage.passage.judged
    key, offset = judged.key, judged.key.start - span.start
    starts = [(offset + key.text.find(words), len(words)) for words in judged.agreeing]
    agreeing = [(start, start + length) for start, length in starts]
    spans = [difference.theirs_span for difference in judged.differing if difference.theirs_span]
    differing = [(start + offset, end + offset) for start, end in spans]
    return pieces(span.text, [("key", [(offset, offset + len(key.text))]), ("agrees", agreeing), ("differs", differing)])
