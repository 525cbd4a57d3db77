"""Links that open a page at a quote: text fragments (https://wicg.github.io/scroll-to-text-fragment/)."""

from urllib.parse import quote as percent_encoded
from urllib.parse import urldefrag

LONGEST_WHOLE = 120
"""Characters of a quote up to which the link holds all of its words; of a longer one it holds the first and the last words."""

END_WORDS = 5
"""Words at each end of a long quote."""


def link_to_quote(url: str | None, quote: str | None) -> str | None:
    """The address at which a browser scrolls to the quote and highlights it; the address itself without a quote, None without an address.

    Only http and https addresses get a fragment. A page's own fragment ("#results") is kept.
    """
    words = (quote or "").split()
    if not url or not words or not url.lower().startswith(("http://", "https://")) or ":~:" in url:
        return url or None
    page, own = urldefrag(url)
    # An exact match does not cross from one paragraph into the next, so a quote of several lines is given by its ends, too.
    is_whole = len(" ".join(words)) <= LONGEST_WHOLE and "\n" not in (quote or "").strip()
    ends = [words] if is_whole or len(words) <= 2 * END_WORDS else [words[:END_WORDS], words[-END_WORDS:]]
    return f"{page}#{own}:~:text={','.join(_encoded(' '.join(part)) for part in ends)}"


def _encoded(words: str) -> str:
    # "-" and "," have a meaning in the fragment.
    return percent_encoded(words, safe="").replace("-", "%2D")
