"""Facts that share one verb: "supplies water to Ostby and power to Lerum", "crime fell by 6 percent, burglary by 11".

A parser attaches such pieces anywhere, so they are found by their shape: a piece without a verb that repeats the last chunks of the words before it
(noun phrases and prepositions), or the subject and the last chunks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.english.inflection import is_only_participle
from claims.english.trees import Tree
from claims.reading.parts.clauses import Clause
from claims.reading.parts.joints import SPEECH, WITHOUT_OBJECT, may_be_either_voice

_NOUN_TAG = re.compile(r"DT|PDT|PRP\$|CD|JJ[RS]?|NNP?S?|POS|HYPH|\$")
_VERB_TAG = re.compile(r"MD|VB[DGNPZ]?|RP")
_JOINTS = frozenset(("and", "but", ",", ";"))
_PAIRED = frozenset("between from both either neither than".split())  # what they open is one fact
_HAVE = frozenset(("has", "have", "had"))
_BEING = frozenset("is are was were be been being".split())
_HELPERS = _HAVE | _BEING | frozenset("will would can could may might should must".split())
_SUMS = frozenset("consists consist comprise comprises include includes included mixes combines among total totalled".split())
_UNITS = frozenset(
    "hour minute second day week month year pound shilling dollar cent euro foot feet inche inch mile metre centimetre kilo gram ounce".split()
)
_WAYS = frozenset(("up", "down"))
_BEFORE_FIGURES = frozenset("only nearly almost about some just over under around roughly".split())


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words ``start`` to ``end`` (exclusive) of a clause; ``kind`` is "noun", "verb", "link" (a preposition), "adverb", "joint" or "rest"."""

    kind: str
    start: int
    end: int
    is_counted: bool = False
    is_negated: bool = False


def apart(tree: Tree, clause: Clause) -> list[Clause]:
    """The clause alone, or a clause for each of the facts that share its verb."""
    chunks = _chunks(tree, clause.words)
    verb = next((at for at, chunk in enumerate(chunks) if chunk.kind == "verb"), None)
    joints = [at for at, chunk in enumerate(chunks) if chunk.kind == "joint"]
    if not verb or not joints or joints[0] < verb + 2:  # "owns and manages the hotel" has one object for two verbs
        return [clause]
    template, pieces = chunks[: joints[0]], _pieces(tree, clause.words, chunks[joints[0] :])
    if clause.reporter and any(piece[0].kind == "verb" for piece in pieces):  # "found that the mill leaked and fined nobody": who did?
        return [clause]
    wordings = [_completed(tree, clause.words, template, verb, piece) for piece in pieces]
    if not all(wordings):
        wordings = _listed(tree, clause.words, template, verb, pieces)
    completed = [words for words in wordings if words]
    if not completed or len(completed) < len(pieces):
        return [clause]
    facts = [_clause(clause, clause.words[: template[-1].end], clause.words[: template[-1].end])]
    for piece, words in zip(pieces, completed, strict=True):
        facts.append(_clause(clause, words, clause.words[piece[0].start : piece[-1].end]))
    return facts


def _clause(clause: Clause, words: Sequence[int | str], stretch: Sequence[int | str]) -> Clause:
    own = tuple(word for word in stretch if isinstance(word, int) and word in clause.own)
    return Clause(tuple(words), own, clause.opener, clause.reporter)


def _pieces(tree: Tree, words: Sequence[int | str], chunks: Sequence[_Chunk]) -> list[list[_Chunk]]:
    """The pieces between the joints, if the last joint is "and" or a semicolon; [] for any other row of commas."""
    signs = [_text(tree, words[chunk.start]) for chunk in chunks if chunk.kind == "joint"]
    if ";" not in signs and not {"and", "but"} & set(signs):
        return []
    pieces: list[list[_Chunk]] = [[]]
    for chunk in chunks:
        if chunk.kind != "joint":
            pieces[-1].append(chunk)
        elif ";" not in signs or _text(tree, words[chunk.start]) == ";":  # "; bread prices, by 6 percent"
            pieces.append([])
    return [piece for piece in pieces if piece]


def _completed(
    tree: Tree, words: Sequence[int | str], template: list[_Chunk], verb: int, piece: list[_Chunk]
) -> tuple[int | str, ...] | None:
    """A piece with the words that it shares with the template before it; None if it does not repeat its shape."""
    spoken = tuple(word for chunk in piece for word in words[chunk.start : chunk.end])
    shape = [chunk for chunk in piece if chunk.kind != "adverb"]
    if shape[:1] and shape[0].kind == "verb":
        if _has_other_subject(tree, words, template, verb, piece):
            return None
        return _with_subject(tree, words, template[verb], spoken, shape[0])
    tail = template[-len(shape) :]
    link = _text(tree, words[shape[0].start]) if shape[:1] and shape[0].kind == "link" else ""
    same = [
        at
        for at in range(verb + 1, len(template))
        if template[at].kind == "link" and link and _text(tree, words[template[at].start]) == link
    ]
    if same and tail[0].kind == "link" and _text(tree, words[tail[0].start]) != link:  # "went to Ada Lind for her book and to Ola Brun"
        return (*words[: template[same[0]].start], *spoken) if len(same) == 1 else None
    is_list = any(chunk.kind == "link" for chunk in shape) or any(chunk.is_negated for chunk in (*shape, *tail))
    if _repeats(tree, words, shape, tail, template[verb + 1 :]) and is_list and _text(tree, words[tail[0].start - 1]) not in _PAIRED:
        # "Is down 8 percent in Avel and up 3 percent in Lerum"
        has_own_way = {_text(tree, words[tail[0].start - 1]), _text(tree, spoken[0])} <= _WAYS
        return (*words[: tail[0].start - has_own_way], *spoken)
    if (counted := _counted_anew(tree, words, template, verb, shape)) is not None:
        return (*counted, *(word for chunk in piece[1:] for word in words[chunk.start : chunk.end]))
    return _with_own_subject(tree, words, template, verb, spoken, shape)


def _has_other_subject(tree: Tree, words: Sequence[int | str], template: list[_Chunk], verb: int, piece: list[_Chunk]) -> bool:
    """Whether the verb that opens a piece belongs to a clause between it and the first verb."""
    if any(isinstance(word, int) and tree.words[word].tag in ("WDT", "WP") for word in words[template[verb].end : template[-1].end]):
        return True  # "found a hall that covers a hectare and may have housed 500": the hall did
    # "said the pool cost 3 million and that the hall has 40 rooms and was built in 1962": the hall was
    reported = words[template[verb].end : piece[0].start]
    return _text(tree, words[template[verb].end - 1]) in SPEECH and "that" in [_text(tree, word) for word in reported]


def _with_own_subject(
    tree: Tree, words: Sequence[int | str], template: list[_Chunk], verb: int, spoken: tuple[int | str, ...], shape: list[_Chunk]
) -> tuple[int | str, ...] | None:
    """ "Bread prices fell by 6 percent" of "; bread prices, by 6 percent": a subject of its own with the verb of the template."""
    tail = template[-(len(shape) - 1) :] if len(shape) > 1 else []
    if not shape or shape[0].kind != "noun" or shape[0].is_counted:
        return None
    if not _repeats(tree, words, shape[1:], tail, template[verb + 1 :]) or not any(chunk.is_counted for chunk in tail):
        return None
    if tail[0].kind != "link":
        return None
    subject = words[shape[0].start : shape[0].end]
    return (*subject, *words[template[verb].start : tail[0].start], *(word for word in spoken if word not in subject))


def _counted_anew(
    tree: Tree, words: Sequence[int | str], template: list[_Chunk], verb: int, shape: list[_Chunk]
) -> tuple[int | str, ...] | None:
    """ "9,700 (children were vaccinated) in Kolo" after "18,400 children were vaccinated in Djerma": what the piece shares, its figure in place."""
    subject = template[verb - 1]
    figures = [at for at in range(subject.start, subject.end) if _is_figure(tree, words[at])]
    if len(shape) < 3 or [chunk.kind for chunk in shape[:3]] != ["noun", "link", "noun"] or shape[0].end - shape[0].start != 1:
        return None
    link = _text(tree, words[shape[1].start])
    same = [chunk.start for chunk in template[verb + 1 :] if chunk.kind == "link" and _text(tree, words[chunk.start]) == link]
    if not _is_figure(tree, words[shape[0].start]) or len(figures) != 1 or len(same) != 1 or figures[0] + 1 >= subject.end:
        return None
    return (*words[: figures[0]], words[shape[0].start], *words[figures[0] + 1 : same[0]])


def _is_figure(tree: Tree, word: int | str) -> bool:
    return isinstance(word, int) and tree.words[word].tag == "CD"


def _with_subject(
    tree: Tree, words: Sequence[int | str], first: _Chunk, spoken: tuple[int | str, ...], verb: _Chunk
) -> tuple[int | str, ...] | None:
    """ "Was built in two years" of "was designed by Fonti, built in two years": the subject, and the auxiliary that a participle needs."""
    number = words[verb.start]
    tag = tree.words[number].tag if isinstance(number, int) else ""
    group = words[first.start : first.end]
    helpers = [word for word in group[:-1] if _text(tree, word) in _HELPERS]
    takes_helpers = tag == "VBD" and bool({_text(tree, word) for word in helpers} & _HAVE)
    if isinstance(number, int) and {_text(tree, word) for word in helpers} & _BEING and may_be_either_voice(tree, number):
        return None
    if tag in ("VBN", "VBD") and {_text(tree, word) for word in helpers} & _BEING and _text(tree, number) in WITHOUT_OBJECT:
        return (*words[: first.start], *spoken)
    is_tensed = tag in ("VBD", "VBZ", "VBP", "MD") and isinstance(number, int) and not is_only_participle(tree.lower(number))
    if is_tensed and not takes_helpers:
        return (*words[: first.start], *spoken)
    return (*words[: first.start], *helpers, *spoken) if tag in ("VBN", "VBD") and helpers else None


def _listed(
    tree: Tree, words: Sequence[int | str], template: list[_Chunk], verb: int, pieces: list[list[_Chunk]]
) -> list[tuple[int | str, ...] | None]:
    """A list of three or more things to which the verb applies separately: "has 40 shops, a school and no doctor"."""
    tail, listed = template[-1], [[chunk for chunk in piece if chunk.kind != "adverb"] for piece in pieces]
    if len(pieces) < 2 or tail.kind != "noun" or any([chunk.kind for chunk in item] != ["noun"] for item in listed):
        return []
    if template[-2].kind == "link" and any(
        item[0].is_counted != tail.is_counted for item in listed
    ):  # "opened in July, two years late and …"
        return []
    texts = [_text(tree, word) for word in words[template[verb].start : tail.end]]
    if all(_text(tree, words[chunk.end - 1]).removesuffix("s") in _UNITS for chunk in (tail, *(item[0] for item in listed))):
        return []  # "in two hours, 22 minutes and 8 seconds"
    is_sum = bool(_SUMS & set(texts)) or (template[-2].kind == "verb" and texts[len(texts) - (tail.end - tail.start) - 1] in _BEING)
    is_of = "of" in texts[-(tail.end - tail.start) :] and not all(_is_determined(tree, words[item[0].start]) for item in listed)
    if is_sum or is_of or _text(tree, words[tail.start - 1]) in _PAIRED:
        return []
    return [(*words[: tail.start], *words[piece[0].start : piece[-1].end]) for piece in pieces]


def _is_determined(tree: Tree, word: int | str) -> bool:
    return isinstance(word, int) and tree.words[word].tag in ("DT", "CD", "PRP$")


def _repeats(tree: Tree, words: Sequence[int | str], shape: list[_Chunk], tail: list[_Chunk], after_verb: list[_Chunk]) -> bool:
    """Whether a piece has the shape of the last chunks; a figure stands for a figure, except after the same prepositions."""
    if not 0 < len(shape) <= len(after_verb) or len(shape) != len(tail) or [c.kind for c in shape] != [c.kind for c in tail]:
        return False
    links = [
        (_text(tree, words[mine.start]), _text(tree, words[theirs.start]))
        for mine, theirs in zip(shape, tail, strict=True)
        if mine.kind == "link"
    ]
    same_links = bool(links) and all(mine == theirs for mine, theirs in links)
    return same_links or all(mine.is_counted == theirs.is_counted for mine, theirs in zip(shape, tail, strict=True))


def _text(tree: Tree, word: int | str) -> str:
    return word if isinstance(word, str) else tree.lower(word)


def _chunks(tree: Tree, words: Sequence[int | str]) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    for at, word in enumerate(words):
        tag = tree.words[word].tag if isinstance(word, int) else "VB"
        chunk = _Chunk(_kind(_text(tree, word), tag), at, at + 1, tag == "CD" or _text(tree, word) == "no", _text(tree, word) == "no")
        last = chunks[-1] if chunks else None
        is_of = (
            chunk.kind == "noun" and last is not None and last.kind == "link" and _text(tree, words[last.start]) == "of" and len(chunks) > 1
        )
        if is_of and chunks[-2].kind == "noun":  # "the head of the bank" is one phrase
            chunk = _joined(chunks[-2], chunk)
            chunks = chunks[:-2]
        elif last is not None and last.kind == chunk.kind and chunk.kind in ("noun", "verb", "rest"):
            chunk = _joined(last, chunk)
            chunks = chunks[:-1]
        chunks.append(chunk)
    return chunks


def _joined(first: _Chunk, last: _Chunk) -> _Chunk:
    return _Chunk(first.kind, first.start, last.end, first.is_counted or last.is_counted, first.is_negated or last.is_negated)


def _kind(word: str, tag: str) -> str:
    if word in _JOINTS:
        return "joint"
    if tag in ("IN", "TO"):
        return "noun" if word in _BEFORE_FIGURES else "link"
    if _NOUN_TAG.fullmatch(tag) or word in ("%", *_BEFORE_FIGURES):
        return "noun"
    if _VERB_TAG.fullmatch(tag):
        return "verb"
    return "adverb" if tag in ("RB", "RBR", "RBS") else "rest"
