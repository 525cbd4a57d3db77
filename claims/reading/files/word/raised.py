"""What a raised sign means: the mark of a note, a power, an ordinal. A raised digit must never become part of a figure."""

import re

_POWERS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_UNIT = re.compile(r"(?<!\w)(?:[kcmdh]?m|ft|in|mi|yd|s|sec|[xyzrcn])$", re.IGNORECASE)
_TEN = re.compile(r"(?<![\w.,])10$")
_PRICE = re.compile(r"[$€£]\s?[0-9]+$")
_MARK = re.compile(r"[\[(]?[0-9]{1,3}(?:\s*[,;–-]\s*[0-9]{1,3})*[\])]?|[*†‡§¶#,;\s]+|[\[(][a-z]{1,3}[\])]")
_LETTER_MARK = re.compile(r"[a-z](?:\s*,\s*[a-z])*")
_AFTER_FIGURE = re.compile(r"(?:[0-9]{3}|[0-9]%|[.,;:!?)”\"])$")
_EXPONENT = re.compile(r"[-−–]?[0-9]{1,3}")
_SMALL = re.compile(r"[-−–]?[1-4]")
_CHARGE = re.compile(r"[0-9]?[+−-]")


def spell(raised: str, before: str, after: str) -> str:
    """A raised sign in plain text, given the text before and after it; empty for a note's mark.

    "km" and "2" give "km²", "10" and "6" give "10^6", "19" and "th" stay "19th", "5" and "1" before "/2" give "5 1/2", and of
    "2019" with a raised "1" the year alone is left.
    """
    sign = raised.strip()
    if not sign:
        return raised
    if sign.isdigit() and after[:1] in ("/", "⁄"):
        return (" " if before[-1:].isdigit() else "") + sign
    if _EXPONENT.fullmatch(sign):
        if _UNIT.search(before) and _SMALL.fullmatch(sign) and not after[:1].isalpha():
            return sign.translate(_POWERS)
        if _TEN.search(before):
            return "^" + sign
        if len(sign) == 2 and _PRICE.search(before):
            return "." + sign
    if _CHARGE.fullmatch(sign) and before[-1:].isalpha() and not sign.isdigit():
        return sign.translate(_POWERS)
    if _MARK.fullmatch(sign) or (_LETTER_MARK.fullmatch(sign) and _AFTER_FIGURE.search(before)):
        return ""
    return (" " if before[-1:].isdigit() and sign[0].isdigit() else "") + raised
