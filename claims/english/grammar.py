"""The grammar of English sentences: what each word is (a past tense verb, a noun), which word it depends on, and as what (subject, object).

The network and its weights are those of spaCy's small English model 3.8 (MIT licence, see NOTICE); ``tests/benchmarks/grammar_weights.py``
makes the files from its package. Here they run on numpy alone: 3 MB instead of 240 MB, with the same answers for 96 of 100 words.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.english import hashing, tokenizer
from claims.english.transitions import Arcs, Moves, State

Floats = NDArray[np.float32]

_LONGEST = 200  # tokens of a sentence that are read; the rest depend on nothing
_TOGETHER = 128  # sentences per batch: 4 KB of memory a token
_KEPT = 2_000  # sentences whose grammar is kept, because speakers and spotting both ask for it: some 8 MB
_PAD = 4  # empty rows between sentences, as many as the window covers on each side
_SEEDS = (8, 9, 10, 11, 12, 13)  # of the six hash tables: spelling, first letter, last three, shape, space after, is a space


@dataclass(frozen=True, slots=True)
class Word:
    """A word or punctuation mark of a sentence, with its offsets (code points, end exclusive).

    ``tag`` is its Penn Treebank part of speech ("VBD" past tense verb, "NNP" name); ``head`` the number of the word it depends on,
    or its own number at the root; ``role`` the kind of dependency, in ClearNLP labels ("nsubj", "dobj", "conj").
    """

    text: str
    start: int
    end: int
    tag: str
    head: int
    role: str


_known: dict[str, list[Word]] = {}


def read(sentences: Sequence[str]) -> list[list[Word]]:
    """The words of each sentence with their grammar; sentences do not influence each other. Of no use for languages other than English.

    A sentence that was read before is not read again.
    """
    known = {sentence: words for sentence in sentences if (words := _known.get(sentence)) is not None}
    new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in known]
    known.update(zip(new, _parsed(new), strict=True))
    if len(_known) + len(new) > _KEPT:
        _known.clear()
    _known.update((sentence, known[sentence]) for sentence in new[:_KEPT])
    return [known[sentence] for sentence in sentences]


def _parsed(sentences: Sequence[str]) -> list[list[Word]]:
    tokens = [_tokens(sentence) for sentence in sentences]
    parsed: list[list[Word]] = [[] for _ in sentences]
    filled = sorted((number for number, cut in enumerate(tokens) if cut), key=lambda number: len(tokens[number]))
    for start in range(0, len(filled), _TOGETHER):  # similar lengths together, so that all end at about the same step
        _read_some(tokens, filled[start : start + _TOGETHER], parsed)
    return parsed


def _read_some(tokens: Sequence[list[tuple[str, int, bool]]], filled: Sequence[int], parsed: list[list[Word]]) -> None:
    model = _model()
    vectors, bounds = model.vectors([tokens[number] for number in filled])
    tags = (vectors @ model.tag_weight.T + model.tag_bias).argmax(axis=1)
    arcs = model.arcs(vectors, bounds)
    for number, (start, _), tree in zip(filled, bounds, arcs, strict=True):
        parsed[number] = [
            Word(text, at, at + len(text), model.tags[tags[start + position]], tree.heads[position], tree.roles[position])
            for position, (text, at, _) in enumerate(tokens[number])
        ]


def _tokens(sentence: str) -> list[tuple[str, int, bool]]:
    """The tokens of a sentence, the offset of each, and whether a space follows."""
    cut = []
    for token in _model().pattern.finditer(sentence):
        cut.append((token[0], token.start(), sentence[token.end() : token.end() + 1].isspace()))
        if len(cut) == _LONGEST:
            break
    return cut


class _Model:
    """The layers: hash tables of spellings, a mix of them, four windows over the neighbours; then a tagger and a parser's next move."""

    def __init__(self, weights: dict[str, Floats], words: dict[str, Any]) -> None:
        self.tags: list[str] = words["tags"]
        self.moves = Moves(words["moves"])
        self.pattern = tokenizer.pattern(words["abbreviations"])
        self._norms: dict[str, str] = words["norms"]
        self._embeddings = [weights[f"embed_{number}"] for number in range(len(_SEEDS))]
        self._layers = [tuple(weights[f"layer_{number}_{part}"] for part in ("weight", "bias", "gain", "shift")) for number in range(5)]
        self.tag_weight, self.tag_bias = weights["tag_weight"], weights["tag_bias"]
        self._narrow = weights["narrow_weight"], weights["narrow_bias"]
        self._state_weight, self._state_bias = weights["state_weight"], weights["state_bias"].reshape(-1)
        self._state_none = weights["state_none"].reshape(1, weights["state_weight"].shape[0], -1)
        self._move = weights["move_weight"], weights["move_bias"]
        self._embedded: dict[tuple[str, bool], Floats] = {}

    def vectors(self, sentences: Sequence[Sequence[tuple[str, int, bool]]]) -> tuple[Floats, list[tuple[int, int]]]:
        """A vector for each token in one array, and the first and last row of each sentence in it."""
        keys = [(text, spaced) for sentence in sentences for text, _, spaced in sentence]
        self._embed({key for key in keys if key not in self._embedded})
        bounds: list[tuple[int, int]] = []
        padded = 0
        where = np.zeros(len(keys) + _PAD * (len(sentences) + 1), dtype=bool)
        for sentence in sentences:
            begin = bounds[-1][1] if bounds else 0
            bounds.append((begin, begin + len(sentence)))
            padded += _PAD
            where[padded : padded + len(sentence)] = True
            padded += len(sentence)
        rows: Floats = np.zeros((len(where), 96), dtype=np.float32)
        rows[where] = [self._embedded[key] for key in keys]
        for weight, bias, gain, shift in self._layers[1:]:
            edge: Floats = np.zeros((1, rows.shape[1]), dtype=np.float32)
            window: Floats = np.hstack([np.vstack([edge, rows[:-1]]), rows, np.vstack([rows[1:], edge])])
            rows = rows + _maxout(window, weight, bias, gain, shift)
        return rows[where], bounds

    def _embed(self, keys: Iterable[tuple[str, bool]]) -> None:
        if len(self._embedded) > 50_000:  # keeps a long-running desk from growing with every new spelling
            self._embedded.clear()
        new = sorted(keys)
        if not new:
            return
        columns = (
            [hashing.of_text(self._norms.get(text) or self._norms.get(text.lower()) or text.lower()) for text, _ in new],
            [hashing.of_text(text[0]) for text, _ in new],
            [hashing.of_text(text[-3:]) for text, _ in new],
            [hashing.of_text(_shape(text)) for text, _ in new],
            [int(spaced) for _, spaced in new],
            [0 for _ in new],
        )
        parts = []
        for table, seed, column in zip(self._embeddings, _SEEDS, columns, strict=True):
            places = hashing.places(np.array(column, dtype=np.uint64), seed) % np.uint32(len(table))
            parts.append(table[places].sum(axis=1))
        mixed = _maxout(np.hstack(parts), *self._layers[0])
        self._embedded.update(zip(new, mixed, strict=True))

    def arcs(self, vectors: Floats, bounds: Sequence[tuple[int, int]]) -> list[Arcs]:
        """The tree of each sentence. All sentences are parsed in step, so that the arithmetic of a step is done once."""
        narrowed = vectors @ self._narrow[0].T + self._narrow[1]
        features = self._state_weight.shape[0]
        known = (narrowed @ self._state_weight.reshape(-1, narrowed.shape[1]).T).reshape(len(vectors), features, -1)
        table = np.concatenate([known, self._state_none])  # the last row, -1: no word
        states = [State(end - begin, begin) for begin, end in bounds]
        going = states
        columns = np.arange(features)
        while going:
            hidden = table[np.array([state.context() for state in going]), columns].sum(axis=1) + self._state_bias
            scores = hidden.reshape(len(going), -1, 2).max(axis=2) @ self._move[0].T + self._move[1]
            for state, move in zip(going, self.moves.best(scores, going), strict=True):
                self.moves.make(move, state)
            going = [state for state in going if not state.is_final()]
        return [state.tree() for state in states]


def _maxout(rows: Floats, weight: Floats, bias: Floats, gain: Floats, shift: Floats) -> Floats:
    """The largest of three linear maps, element by element, scaled to mean 0 and variance 1."""
    width, pieces = bias.shape
    best = (rows @ weight.reshape(width * pieces, -1).T).reshape(len(rows), width, pieces)
    best = (best + bias).max(axis=2)
    centred = best - best.mean(axis=1, keepdims=True)
    scaled: Floats = centred / np.sqrt(centred.var(axis=1, keepdims=True) + 1e-8) * gain + shift
    return scaled


def _shape(text: str) -> str:
    """ "Xxxx" for a name, "dddd" for a year: at most four of a kind in a row."""
    if len(text) >= 100:
        return "LONG"
    signs: list[str] = []
    for letter in text:
        sign = ("X" if letter.isupper() else "x") if letter.isalpha() else "d" if letter.isdigit() else letter
        if signs[-4:] != [sign] * 4:
            signs.append(sign)
    return "".join(signs)


@cache
def _model() -> _Model:
    folder = resources.files("claims.english")
    words = json.loads(folder.joinpath("grammar_words.json").read_text(encoding="utf-8"))
    with folder.joinpath("grammar_weights.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return _Model({name: arrays[name].astype(np.float32) for name in arrays.files}, words)
