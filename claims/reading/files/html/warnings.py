"""Warnings about a page: what was left out of its text, moved, or not found."""

from collections import Counter

from claims.reading.files.html.choosing import Chosen

_LEFT_OUT = ("hidden piece of text", "struck-out piece of text", "raised note mark")


def warnings(counts: Counter[str], chosen: Chosen, cut_off: str | None) -> tuple[str, ...]:
    """One sentence for each thing that differs from the page, most serious first."""
    sentences = [cut_off] if cut_off else []
    behind = [_many(len(chosen.boxes), "fact box")] if chosen.boxes else []
    behind += [_many(len(chosen.captions), "caption")] if chosen.captions else []
    if behind:
        number = len(chosen.boxes) + len(chosen.captions)
        sentences.append(f"{' and '.join(behind)} {_were(number)} put at the end of the text.")
    sentences += [f"{_many(counts[kind], kind)} {_were(counts[kind])} left out." for kind in _LEFT_OUT if counts[kind]]
    if number := counts["embedded page, video or sound"]:
        sentences.append(f"{number:,} embedded {'page, video or sound was' if number == 1 else 'pages, videos or sounds were'} not read.")
    return tuple(sentences)


def _many(number: int, kind: str) -> str:
    if number == 1:
        return f"1 {kind}"
    first, _, rest = kind.partition(" piece ")
    return f"{number:,} {first} pieces {rest}" if rest else f"{number:,} {kind}{'es' if kind.endswith('x') else 's'}"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
