"""HTML that costs the square of its length is refused in words, in a moment, by everything that reads HTML."""

import io
import time

import pytest

from claims.errors import TooLarge, Unreadable
from claims.exchange.claimreview import read_claimreview
from claims.markup_limits import MOST_ATTRIBUTES, MOST_COMMENTS, refuse_costly
from claims.reading import documents
from claims.reading.feeds import feeds

PARAGRAPH = "<p>The ferry to Skerry carried 4,210 people in May, the harbour office said on Monday. It had carried 3,900 in April.</p>"
PAGE = "<html><head><title>Ferry</title></head><body><article><h1>Ferry carries more</h1>{}" + PARAGRAPH * 4 + "</article></body></html>"
MANY = {
    "attributes": "<p " + " ".join(f"a{number}=x" for number in range(100_000)) + ">",
    "attributes without values": "<p " + " ".join(f"a{number}" for number in range(100_000)) + ">",
    "attributes behind a >": '<p title=">" ' + " ".join(f"a{number}='>'" for number in range(100_000)) + ">",
    "attributes without spaces": "<p/" + "/".join(f"a{number}" for number in range(100_000)) + ">",
    "comments": "<!--x-->" * 500_000,
    "instructions": "<?x?>" * 500_000,
    "declarations": "<!x>" * 500_000,
}


@pytest.mark.parametrize("costly", MANY.values(), ids=MANY)
def test_every_reader_of_html_refuses_it_at_once(costly: str) -> None:
    page = PAGE.format(costly)
    began = time.process_time()
    with pytest.raises(TooLarge, match="as no article has"):
        documents.read(page.encode(), name="page.html")
    with pytest.raises(TooLarge):
        list(read_claimreview(io.BytesIO(page.encode())))
    escaped = page.replace("&", "&amp;").replace("<", "&lt;")
    feed = f"<rss version='2.0'><channel><title>t</title><item><title>x</title><description>{escaped}</description></item></channel></rss>"
    with pytest.raises((TooLarge, Unreadable)):
        feeds.read(feed.encode(), url="https://feeds.example.org/all")
    assert time.process_time() - began < 10


def test_an_honest_page_is_read() -> None:
    more = "<!-- a -->" * 2_000 + '<p class="' + "word " * 5_000 + '" data-state=\'{"a": 1, "b > c": "d e f"}\'></p>'
    document = documents.read(PAGE.format(more).encode(), name="page.html")
    assert "4,210 people in May" in document.text
    refuse_costly("<p " + " ".join(f"a{number}" for number in range(MOST_ATTRIBUTES)) + ">" + "<!---->" * MOST_COMMENTS)


@pytest.mark.parametrize("shape", ['<p a="', "<p a='", "<p " + " ", "<", "<p/", "<p a ", "<p a= ", '<p a="b" ', "<!", "</ "])
def test_telling_takes_time_in_proportion(shape: str) -> None:
    began = time.process_time()
    try:
        refuse_costly(shape * (1_000_000 // len(shape)))
        refuse_costly(shape + " " * 1_000_000)
    except TooLarge:
        pass
    assert time.process_time() - began < 5


def test_half_a_pair_in_a_pages_own_data_becomes_a_mark() -> None:
    data = '{"@type": "NewsArticle", "headline": "Ferry \\ud800 carries more", "author": {"name": "Ann \\udfff Lee"}, "url": "https://a.example/\\ud800"}'
    page = PAGE.format("").replace("<head>", f'<head><script type="application/ld+json">{data}</script>')
    document = documents.read(page.encode(), name="page.html")
    for words in (document.title, document.byline, document.publisher, document.url, document.text):
        (words or "").encode()
    assert document.byline == "Ann \ufffd Lee"
