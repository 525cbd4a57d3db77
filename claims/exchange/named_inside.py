"""Whether a file names something anywhere in it: in its text, comments, footnotes, properties or addresses."""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from lxml import etree

from claims.errors import BROKEN_ZIP

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_SHORTEST = 4  # letters; a shorter title is in too many words to be looked for
_OURS = re.compile(r"(?:supports|contradicts|context)\(confidential\):")
"""How a comment of ours begins to name a confidential source, whatever its title is by now; without spaces, as ``plain`` leaves it."""


def plain(words: str) -> str:
    """Words without spaces and case, and an address without percent signs, so that no layout of a file hides them."""
    return "".join(unquote(words).casefold().split())


def names_any(content: bytes, titles: Iterable[str], addresses: Iterable[str]) -> bool:
    """Whether a file names one of these sources, or any that a comment of ours calls confidential.

    In a ZIP package (Word, OpenDocument) all XML parts are read, elsewhere the file's bytes as UTF-8. A part that cannot be read counts as naming.
    """
    words = [word for title in titles if len(word := plain(title)) >= _SHORTEST]
    words += [plain(re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")) for address in addresses]
    try:
        return any(_names(text, words) for text in _texts(content))
    except (etree.XMLSyntaxError, *BROKEN_ZIP):
        return True


def _names(text: str, words: Sequence[str]) -> bool:
    return _OURS.search(text) is not None or any(word in text for word in words)


def _texts(content: bytes) -> Iterator[str]:
    if not content.startswith(b"PK"):
        yield plain(html.unescape(content.decode("utf-8", "replace")))
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            yield plain(name)
            if name.lower().endswith((".xml", ".rels", ".vml", ".rdf")):
                root = etree.fromstring(package.read(name), _PARSER)
                yield plain("".join(map(str, root.itertext())))
                for element in root.iter():
                    yield from (plain(str(value)) for value in element.attrib.values())
