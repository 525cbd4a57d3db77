"""The tokenizer of a model that a newsroom chose itself, read from its ``tokenizer.json``."""

import json
from collections.abc import Callable
from pathlib import Path

from claims.matching.search.wordpiece import MAX_TOKENS, WordPiece


def other_tokenizer(folder: Path) -> Callable[[str], list[int]]:
    """A function from text to the token numbers of the model in ``folder``, 256 at most.

    Uncased WordPiece is read here; every other kind needs the package ``tokenizers``.
    Raise OSError, ValueError, KeyError or ImportError when that fails.
    """
    path = folder / "tokenizer.json"
    plan = json.loads(path.read_text(encoding="utf-8"))
    model, cleaning = plan["model"], plan.get("normalizer") or {}
    if model.get("type") == "WordPiece" and cleaning.get("type") == "BertNormalizer" and cleaning.get("lowercase"):
        return WordPiece(model["vocab"]).encode
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ImportError("its kind needs one more package: pip install tokenizers") from error
    whole = Tokenizer.from_file(str(path))
    whole.no_padding()
    whole.enable_truncation(MAX_TOKENS)
    return lambda text: list(whole.encode(text).ids)
