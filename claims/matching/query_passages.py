"""Prepares a query: removes the extras of a social media post and cuts the text into passages.

The best passage counts, so that a paragraph with one matching sentence is found.
"""

import html
import re

MOST = 200
"""Passages of one text, at most; a longer text gets longer passages."""

_FEWEST_WORDS = 4  # a shorter sentence says too little to be searched for alone
_LONGEST_WORDS = 60  # of a passage, in a text without sentences
_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S{1,2000}")
_SIGNED = re.compile(r"\s[—–-]{1,2} ?([^—–\n]{0,80})\(@(\w{1,30})\)(?: \w{3,9} \d{1,2}, \d{4})?\s*$")  # last line of an embedded post
_TAG = re.compile(r"[#@](\w+)")
_MARKED = re.compile(r"(?<!\w)[#@]\w{1,100}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|_+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]{0,3}\s+|\n+")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text without a post's links, signature and date; ``#DraftOurDaughters`` becomes words. All of it if nothing would be left."""
    body = _LINK.sub(" ", html.unescape(text))
    body = _SIGNED.sub(" ", body)
    body = _TAG.sub(lambda tag: " " + _HUMP.sub(" ", tag[1]) + " ", body)
    return _SPACE.sub(" ", body).strip() or _SPACE.sub(" ", text).strip()


def without_furniture(text: str) -> str:
    """The text with spaces in place of a post's links, signature, handles and hashtags, so that all other characters keep their offsets."""
    for form in (_LINK, _SIGNED, _MARKED):
        text = form.sub(lambda match: " " * len(match[0]), text)
    return text


def author(text: str) -> str:
    """The name in the signature of a post, as words; empty when the text has no signature."""
    signature = _SIGNED.search(_LINK.sub(" ", text))
    return f"{signature[1]} {_HUMP.sub(' ', signature[2])}" if signature else ""


def passages(text: str) -> list[str]:
    """The cleaned text, then its sentences when there is more than one; in a very long text, groups of sentences. Never empty."""
    lines = _LINK.sub(" ", html.unescape(text))
    whole = clean(text)
    parts = [part for sentence in _SENTENCE_END.split(_SIGNED.sub(" ", lines)) for part in _pieces(clean(sentence))]
    parts = [part for part in parts if len(part.split()) >= _FEWEST_WORDS]
    if len(parts) < 2:
        return [whole]
    together = -(-len(parts) // MOST)
    return [whole, *(" ".join(parts[first : first + together]) for first in range(0, len(parts), together))]


def _pieces(sentence: str) -> list[str]:
    words = sentence.split()
    return [" ".join(words[first : first + _LONGEST_WORDS]) for first in range(0, len(words), _LONGEST_WORDS)]
