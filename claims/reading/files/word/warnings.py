"""Warnings about a Word file: what was left out of its text, moved, or read although not accepted yet."""

from collections import Counter


def warnings(seen_in_file: Counter[str]) -> tuple[str, ...]:
    """One sentence for each thing that differs from the page. ``seen_in_file`` counts by kind."""
    count = seen_in_file
    changes = _list([_many(count[kind], kind) for kind in ("insertion", "deletion", "move") if count[kind]])
    number = count["insertion"] + count["deletion"] + count["move"]
    sentences = []
    if changes:
        sentences.append(f"{changes} {'is' if number == 1 else 'are'} not yet accepted; read as if {'it' if number == 1 else 'they'} were.")
    for kind, what in _SENTENCES.items():
        if count[kind]:
            sentences.append(f"{_many(count[kind], kind)} {('was', 'were')[count[kind] != 1]} {what}.")
    return tuple(sentences)


_SENTENCES = {
    "comment": "not read into the text",
    "comment that is too many": "left out: only the first 1,000 are read",
    "comment with another's id": "put on no words, because two comments in the file have the same id",
    "comment without an end": "put on the line where its words begin, because the file does not say where they end",
    "struck-out piece of text": "left out",
    "hidden piece of text": "left out",
    "raised note mark": "left out",
    "footnote": "put after the paragraph with the mark",
    "endnote": "put after the paragraph with the mark",
    "text box": "put after the paragraph beside it",
    "picture": "not read",
    "chart": "not read: its figures are not in the text",
    "diagram": "not read: its words are not in the text",
    "embedded file": "not read",
    "symbol": "left out: its font gives it another shape than its letter",
    "page header or footer": "left out",
}


def _many(number: int, kind: str) -> str:
    if number == 1:
        return f"1 {kind}"
    return f"{number:,} {_PLURALS.get(kind, kind + 's')}"


_PLURALS = {
    "comment that is too many": "comments that are too many",
    "comment with another's id": "comments with another's id",
    "comment without an end": "comments without an end",
    "struck-out piece of text": "struck-out pieces of text",
    "hidden piece of text": "hidden pieces of text",
    "text box": "text boxes",
    "page header or footer": "page headers or footers",
}


def _list(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
