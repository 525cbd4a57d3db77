"""JSON as found in web pages: with comments, CDATA marks, stray semicolons and commas, and several values in a row."""

import json
import re
from typing import Any

from claims.exchange.rows import Wrong

_PIECES = re.compile(
    r'"(?:[^"\\]|\\.)*"?|/\*(?:[^*]|\*(?!/))*(?:\*/)?|//[^\n]*|<!--|-->|<!\[CDATA\[|\]\]>|;',
    re.DOTALL,
)
_COMMA_TOO_MANY = re.compile(r'"(?:[^"\\]|\\.)*"?|,(?=\s*[}\]])', re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*")


def values(text: str) -> list[Any]:
    """The values in a text, in order. Raise Wrong, naming line and character, where the JSON is broken."""
    try:
        return [json.loads(text, strict=False)]
    except RecursionError:
        raise Wrong("the JSON is nested too deeply.") from None
    except ValueError:
        plain = _COMMA_TOO_MANY.sub(_blank, _PIECES.sub(_blank, text))
    decoded: list[Any] = []
    decoder, at = json.JSONDecoder(strict=False), _end_of(_BETWEEN, plain, 0)
    while at < len(plain):
        try:
            value, at = decoder.raw_decode(plain, at)
        except RecursionError:
            raise Wrong("the JSON is nested too deeply.") from None
        except json.JSONDecodeError as error:
            raise Wrong(
                f"the JSON breaks off in line {error.lineno}, character {error.colno} ({error.msg[:1].lower()}{error.msg[1:]})."
            ) from None
        except ValueError:
            raise Wrong("a number in the JSON has more digits than can be read.") from None
        decoded.append(value)
        at = _end_of(_BETWEEN, plain, at)
    return decoded


def _blank(piece: re.Match[str]) -> str:
    """A string unchanged, anything else as spaces, so that offsets stay the same."""
    return piece[0] if piece[0].startswith('"') else re.sub(r"[^\n]", " ", piece[0])


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
