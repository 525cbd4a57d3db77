"""Every regular expression of the product on 50 kB of the worst that can be made of it: none takes more than linear time.

They are found by walking the source, so that a new one is tried without anybody thinking of it.
"""

import ast
import importlib
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

pytestmark = pytest.mark.long
ROOT = Path(__file__).parent.parent
SIZE = 50_000
SECONDS = 2.0
"""Linear ones take milliseconds; quadratic ones over 50,000 letters take ten seconds and more."""

BOUNDED = {
    "claims.reading.parts.parts": 3_000,
    "claims.figures.quantities._BEFORE": 30,
    "claims.reading.furniture._BYLINE": 120,
    "claims.reading.sentence_ends._ACRONYM": 40,
    "claims.reading.sentence_ends._GLUED_BEFORE": 20,
    "claims.reading.sentence_ends._EMOJI_RUN": 200,
}
"""Patterns whose input the code cuts itself, with the letters it leaves: a sentence, the words before a number, a dot or a bullet, a line."""

CALLS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split"}
FLAGS = {
    "IGNORECASE": re.IGNORECASE,
    "MULTILINE": re.MULTILINE,
    "DOTALL": re.DOTALL,
    "VERBOSE": re.VERBOSE,
    "I": re.I,
    "M": re.M,
    "S": re.S,
    "X": re.X,
}


def modules() -> list[str]:
    files = [file for room in ("claims", "web") for file in sorted((ROOT / room).rglob("*.py"))]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]
    return [name for name in names if not name.endswith("__main__")]


Found = dict[tuple[str, int, str], str]
"""A pattern's text, its flags, and how it is used ("search", "match" …), with the module where it was found."""


def patterns() -> Found:
    """Every pattern in every way that the code uses it."""
    found: Found = {}
    for name in modules():
        module = importlib.import_module(name)
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for known_as, value in vars(module).items():
            for pattern in patterns_in(value):
                if text := pattern_text(pattern):
                    # One that lies in a list or a table is used under another name: it is tried in the hardest way.
                    used = set(re.findall(rf"\b{known_as}\.({'|'.join(CALLS)})\b", source)) if value is pattern else {"finditer"}
                    for way in used:
                        found.setdefault(
                            (text, pattern.flags | (0 if isinstance(pattern.pattern, str) else re.ASCII), way), f"{name}.{known_as}"
                        )
        for text, flags, way in literals(Path(str(module.__file__))):
            found.setdefault((text, re.compile(text, flags).flags, way), name)
    return found


def pattern_text(pattern: "re.Pattern[Any]") -> str:
    """The text of a pattern; one for bytes is tried as the same pattern for letters."""
    return pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")


def patterns_in(value: Any, depth: int = 0) -> Iterator["re.Pattern[Any]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from patterns_in(one, depth + 1)
    elif depth < 3 and isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from patterns_in(one, depth + 1)


def literals(file: Path) -> Iterator[tuple[str, int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS and node.args):
            continue
        first = node.args[0]
        if (
            isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
        ):
            flags = sum({FLAGS[one.attr] for one in ast.walk(node) if isinstance(one, ast.Attribute) and one.attr in FLAGS}, re.NOFLAG)
            if node.func.attr != "compile":
                yield first.value, int(flags), node.func.attr


def sample(parsed: Any, again: int = 1) -> str:
    """A text that the pattern nearly matches: each part of it once, repeated parts ``again`` times."""
    made = []
    for code, value in parsed:
        if code is codes.LITERAL:
            made.append(chr(value))
        elif code is codes.IN:
            made.append(member(value))
        elif code is codes.ANY:
            made.append("a")
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            made.append(sample(value[2], again) * max(value[0], min(again, value[1])))
        elif code is codes.SUBPATTERN:
            made.append(sample(value[3], again))
        elif code is codes.BRANCH:
            made.append(sample(value[1][0], again))
        elif code is codes.ATOMIC_GROUP:
            made.append(sample(value, again))
    return "".join(made)


def member(value: Any) -> str:
    for code, one in value:
        if code is codes.LITERAL:
            return chr(one)
        if code is codes.RANGE:
            return chr(one[0])
        if code is codes.CATEGORY:
            return {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}.get(one, "!")
    return "a"


def repeated(parsed: Any) -> Iterator[str]:
    """What stands in each repeat of the pattern: the parts that can be read in many ways."""
    for code, value in parsed:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield sample(value[2]) or "a"
            yield from repeated(value[2])
        elif code is codes.SUBPATTERN:
            yield from repeated(value[3])
        elif code is codes.BRANCH:
            for one in value[1]:
                yield from repeated(one)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeated(value[1])


def worst(text: str, flags: int) -> list[str]:
    """Inputs of 50 kB: every repeated part over and over, after the pattern's beginning and before what cannot match."""
    parsed = parser.parse(text, flags)
    whole = sample(parsed)
    units = {unit for unit in repeated(parsed) if unit} | {whole or "a", "a", "1", " ", "A ", "\n"}
    made = []
    for unit in sorted(units):
        long = (unit * (SIZE // len(unit) + 1))[:SIZE]
        made += [long, long + "\x00", *(before + long + "\x00" for before in {whole[:20], *beginnings(parsed)})]
    return made


def beginnings(parsed: Any) -> set[str]:
    """What stands before a repeat in the pattern, so that the pattern has matched so far when the repeat's letters begin."""
    repeats = (codes.MAX_REPEAT, codes.MIN_REPEAT)
    return {sample(list(parsed)[:number])[:60] for number, (code, _) in enumerate(parsed) if code in repeats and number}


def too_slow(signum: int, frame: FrameType | None) -> None:
    raise TimeoutError


def seconds(pattern: "re.Pattern[str]", text: str, way: str = "finditer") -> float:
    """How long it takes to use the pattern that way; infinite past the limit. Python looks at signals while it matches."""
    old = signal.signal(signal.SIGALRM, too_slow)
    # Time of this process alone: another's work does not count.
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, SECONDS * 4)
    try:
        if way in ("match", "fullmatch", "search"):
            getattr(pattern, way)(text)
        else:
            for _ in pattern.finditer(text):
                pass
        return time.process_time() - begun
    except TimeoutError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def test_no_pattern_takes_more_than_linear_time() -> None:
    found = patterns()
    assert len(found) > 100
    slow = []
    for (text, flags, way), where in found.items():
        pattern = re.compile(text, flags)
        most = next((size for place, size in BOUNDED.items() if where == place or where.startswith(f"{place}.")), SIZE * 2)
        for attack in worst(text, flags):
            took = seconds(pattern, attack[:most], way)
            if took > SECONDS:
                slow.append(f"{where}: {text[:100]!r}.{way} took {took:.1f} s on {attack[:30]!r}…")
                break
    assert slow == []


def test_a_pattern_is_tried_with_what_it_begins_with() -> None:
    slow = r"\r\nx-pass:[ \t]*([^\r\n]*)\r\n"
    assert any(seconds(re.compile(slow), attack[:20_000], "search") > SECONDS / 4 for attack in worst(slow, 0))


def test_patterns_for_bytes_are_tried_too() -> None:
    assert {"claims.exchange.draft.marks._CHANGE", "claims.exchange.draft.marks._ID"} <= set(patterns().values())


def test_a_planted_slow_pattern_is_found() -> None:
    for text in (r"(a+)+$", r"\s+$", r"(\w+\s?)*!"):
        assert any(seconds(re.compile(text), attack) > SECONDS for attack in worst(text, 0)), text
