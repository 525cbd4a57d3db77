"""Feeds as sites really send them, and as attackers do."""

import json
import time

import pytest

from claims.errors import TooLarge, Unreadable
from claims.reading.feeds import feeds
from claims.reading.feeds.feeds import WebPage, same_page

AT = "https://news.example.org/feeds/all.xml"
HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>Bugle</title>'


def rss(*items: str) -> bytes:
    return f"{HEAD}{''.join(items)}</channel></rss>".encode()


def only(content: bytes, **more: str) -> feeds.Item:
    (item,) = feeds.read(content, url=AT, **more).items
    return item


def test_an_rss_item_has_its_name_address_words_and_instant_in_utc() -> None:
    item = only(
        rss(
            "<item><title>Tram &amp;amp; bus</title><link>/tram?id=1&amp;utm_source=rss</link><guid isPermaLink='false'>t1</guid>"
            "<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description><pubDate>Mon, 02 Mar 2026 10:00:00 +0200</pubDate></item>"
        )
    )
    assert item == feeds.Item(
        "t1", "https://news.example.org/tram?id=1&utm_source=rss", "Tram & bus", "One. Two.", "2026-03-02T08:00:00+00:00"
    )
    assert item.link == "https://news.example.org/tram?id=1"


def test_atom_and_rss_1_are_read_too() -> None:
    atom = only(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>urn:1</id><title>X</title><link rel="self" href="s"/>'
        b'<link href="e/1"/><updated>2026-03-01T10:00:00Z</updated><content type="html">&lt;b&gt;Hello&lt;/b&gt; there</content></entry></feed>'
    )
    assert (atom.url, atom.text, atom.published_at) == ("https://news.example.org/feeds/e/1", "Hello there", "2026-03-01T10:00:00+00:00")
    rdf = only(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>R</title></channel>'
        b'<item rdf:about="https://a.example/1"><title>T</title><link>https://a.example/1</link></item></rdf:RDF>'
    )
    assert (rdf.url, rdf.published_at) == ("https://a.example/1", None)


@pytest.mark.parametrize("date", ["", "<pubDate>yesterday</pubDate>", "<pubDate>Mon, 99 Foo 0000 10:00:00 GMT</pubDate>"])
def test_an_item_without_a_date_that_a_calendar_has_has_none(date: str) -> None:
    assert only(rss(f"<item><title>T</title>{date}</item>")).published_at is None


def test_broken_xml_and_html_s_letters_are_read_as_far_as_they_go() -> None:
    item = only(f"{HEAD}<item><title>Caf&eacute; & bar</title><link>http://a.example/?a=1&b=2</link><description>cut o".encode())
    assert (item.title, item.url) == ("Café & bar", "http://a.example/?a=1&b=2")
    assert (
        only(rss("<item><title><![CDATA[A &amp; B]]></title><link><![CDATA[http://a.example/?a=1&b=2]]></link></item>")).url
        == "http://a.example/?a=1&b=2"
    )


def test_the_charset_is_the_mark_s_the_server_s_the_declaration_s_or_a_guess() -> None:
    said = '<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><item><title>Café</title></item></channel></rss>'
    assert only(said.encode("latin-1")).title == "Café"
    assert only(said.replace("iso-8859-1", "nonsense").encode()).title == "Café"
    assert only(said.replace("iso-8859-1", "nonsense").encode("latin-1")).title == "Café"
    assert only(said.encode("utf-16")).title == "Café"
    assert only(said.encode(), content_type="application/xml; charset=utf-8").title == "Café"


def test_a_link_that_is_no_web_address_is_none() -> None:
    for link in ("javascript:alert(1)", "file:///etc/passwd", "http://", "http://[::1", "http://a b/", "x" * 3_000):
        assert only(rss(f"<item><title>T</title><link>{link}</link></item>")).url in (None, f"https://news.example.org/feeds/{link}"), link
    assert only(rss("<item><title>T</title><link>javascript:alert(1)</link></item>")).url is None


def test_links_that_differ_in_click_counters_lead_to_one_page() -> None:
    assert same_page("HTTPS://News.example/a?utm_source=x&id=3&fbclid=9#top") == same_page("https://news.example/a?id=3")
    assert same_page("https://news.example/a?id=3") != same_page("https://news.example/a?id=4")


def test_equal_texts_are_the_same_item_only_when_they_are_long_enough_to_tell() -> None:
    long, short = "The council met. " * 10, "Sunny."
    one, other = (only(rss(f"<item><title>T</title><link>/{n}</link><description>{long}</description></item>")) for n in (1, 2))
    assert one.text_sha256 == other.text_sha256 is not None
    assert only(rss(f"<item><title>T</title><link>/3</link><description>{short}</description></item>")).text_sha256 is None
    assert only(rss(f"<item><title>T</title><description>{short}</description></item>")).text_sha256, "it has no other name"


def test_html_is_said_to_be_html_and_its_feeds_are_offered() -> None:
    page = b"""<!doctype html><html><head><base href="/en/"><link rel="alternate" type="application/rss+xml" title="News" href="rss.xml">
        <link rel="Alternate" type="application/atom+xml" href="https://other.example/atom"><link rel=alternate type="text/html" href="/de">
        <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head></html>"""
    with pytest.raises(WebPage, match="a web page, not a feed") as caught:
        feeds.read(page, url=AT, content_type="text/html")
    assert caught.value.offers == (
        feeds.Offer("News", "https://news.example.org/en/rss.xml"),
        feeds.Offer("https://other.example/atom", "https://other.example/atom"),
    )
    with pytest.raises(WebPage, match="names none"):
        feeds.read(b"<html><body>Hello</body></html>", url=AT)


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00\x01", b"%PDF-1.7", b"<svg/>", b"plain words", b"\xff\xfe"])
def test_what_is_no_feed_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(Unreadable, match="no RSS or Atom feed"):
        feeds.read(content, url=AT)


BOMB = '<?xml version="1.0"{}?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
OUTSIDE = '<?xml version="1.0"{}?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
def test_a_feed_that_declares_entities_is_not_read_in_any_charset(text: str) -> None:
    utf_7 = b'<?xml version="1.0" encoding="utf-7"?>' + text.partition("?>")[2].encode("utf-7").replace(b"<", b"+ADw-")
    for content in (text.format("").encode(), text.format(' encoding="utf-16"').encode("utf-16"), utf_7):
        with pytest.raises(Unreadable, match="declares entities"):
            feeds.read(content, url=AT)


def test_an_entity_declared_behind_the_first_element_is_not_expanded() -> None:
    for hidden in ("<rss>{}<channel><title>&x;</title></channel></rss>", "<!-- <a -->{}<rss><channel><title>&x;</title></channel></rss>"):
        content = hidden.format('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>').encode()
        assert "root" not in (feeds.read(content, url=AT).title or "")


def test_no_item_of_a_long_feed_is_left_out() -> None:
    items = [f"<item><title>Ferry {number}</title><link>https://news.example.org/{number}</link></item>" for number in range(3_000)]
    assert len(feeds.read(rss(*items), url=AT).items) == 3_000
    with pytest.raises(TooLarge, match="60,000 elements"):
        feeds.read(rss(*items * 7), url=AT)
    listed = [{"id": str(number), "title": f"Ferry {number}"} for number in range(20_001)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Bugle", "items": listed[:-1]}
    assert len(feeds.read(json.dumps(feed).encode(), url=AT).items) == 20_000
    with pytest.raises(TooLarge, match="20,001 items"):
        feeds.read(json.dumps({**feed, "items": listed}).encode(), url=AT)


def test_fifty_megabytes_are_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(TooLarge, match="5,000,000"):
        feeds.read(b"<rss>" + b" " * 50_000_000, url=AT)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "inside",
    ["<a>" * 1_600_000, "<" * 4_900_000, "&" * 4_900_000, "<!--" * 1_200_000, '<a b="' * 800_000, "<![CDATA[" * 500_000, "<item/>" * 700_000,
     "<item><description>" + "&lt;b&gt;" * 500_000, "<item " + " ".join(f'a{n}="x"' for n in range(400_000)) + "/>", "<item><title>" + "a " * 2_400_000],
    ids=["nested", "angles", "ampersands", "comments", "attributes", "cdata", "items", "marked up", "one with attributes", "title"],
)  # fmt: skip
def test_five_hostile_megabytes_take_seconds_not_minutes(inside: str) -> None:
    start = time.process_time()
    try:
        found = feeds.read((HEAD + inside).encode()[: feeds.LARGEST], url=AT).items
    except TooLarge as error:
        assert any(limit in str(error) for limit in ("60,000 elements", "20,000 comments", "1,000 attributes"))
        found = ()
    assert time.process_time() - start < 10
    assert all(len(item.title) <= 500 for item in found)


def test_a_guid_that_several_items_share_names_none_of_them() -> None:
    items = [f"<item><title>{n}</title><link>/{n}</link><guid>N/A</guid></item>" for n in "ab"]
    items += ["<item><title>c</title><link>/c</link><guid isPermaLink='false'>c-1</guid></item>"] * 2
    found = feeds.read(rss(*items), url=AT).items
    assert [item.guid for item in found] == [None, None, "c-1", "c-1"]


@pytest.mark.parametrize("guid", ["https://news.example.org", "http://news.example.org/"])
def test_the_address_of_the_front_page_names_no_item(guid: str) -> None:
    assert only(rss(f"<item><title>a</title><link>/a</link><guid>{guid}</guid></item>")).guid is None


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("Wed, 02 Oct 2024 00:30:00 BST", "2024-10-01T23:30:00+00:00"),
        ("Wed, 02 Oct 2024 01:30:00 CEST", "2024-10-01T23:30:00+00:00"),
        ("Wed, 02 Oct 2024 03:30:00 IST", None),
        ("Wed, 02 Oct 2024 03:30:00 XYZ", None),
        ("Wed, 02 Oct 24 03:30:00 +0530", "2024-10-01T22:00:00+00:00"),
        ("2 Oct 99 10:00 GMT", "1999-10-02T10:00:00+00:00"),
        ("mer., 02 oct. 2024 08:00:00 +0200", "2024-10-02T06:00:00+00:00"),
        ("Mo, 25 Jun 2018 11:41:36", "2018-06-25T11:41:36+00:00"),
        ("Wednesday, October 2, 2024 - 08:00", "2024-10-02T08:00:00+00:00"),
        ("Wednesday, October 2, 2024 at 8:05 PM", "2024-10-02T20:05:00+00:00"),
        ("Oct 2, 2024", "2024-10-02T00:00:00+00:00"),
        ("22 juil. 2024 08:00:00 +0000", "2024-07-22T08:00:00+00:00"),
        ("1727856000", "2024-10-02T08:00:00+00:00"),
        ("1727856000000", "2024-10-02T08:00:00+00:00"),
        ("2024-10-02T08:00:00+02:00", "2024-10-02T06:00:00+00:00"),
        ("Wed, 31 Feb 2024 08:00:00 GMT", None),
        ("Wed, 02 Oct 2024 28:00:00 GMT", None),
        ("02 Oct 2024 08:00 +9999", None),
        ("Wed, 01 Jan 0001 00:00:00 +0200", None),
    ],
)
def test_a_date_is_read_as_it_stands_or_not_at_all(written: str, instant: str | None) -> None:
    assert only(rss(f"<item><title>a</title><link>/a</link><pubDate>{written}</pubDate></item>")).published_at == instant


@pytest.mark.parametrize("declared", ["utf-16", "UTF-32LE", "iso-8859-1", "windows-1251", "us-ascii", "klingon"])
def test_utf8_is_read_as_utf8_whatever_the_feed_says_of_itself(declared: str) -> None:
    content = f'<?xml version="1.0" encoding="{declared}"?>{rss("<item><title>Grünau</title><link>/a</link></item>").decode()[21:]}'
    assert only(content.encode(), content_type=f"text/xml; charset={declared}").title == "Grünau"


def test_another_encoding_is_read_where_it_is_declared() -> None:
    content = (
        HEAD.replace('"?>', '" encoding="windows-1251"?>')
        + "<item><title>\u041c\u043e\u0441\u0442</title><link>/a</link></item></channel></rss>"
    )
    assert only(content.encode("windows-1251")).title == "\u041c\u043e\u0441\u0442"


def test_a_json_feed_is_read() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Bugle", "items": [
        {"id": 7, "url": "/tram", "title": "Tram &amp; bus", "content_html": "<p>One.</p><p>Two.</p>", "date_published": "2026-03-02T10:00:00+02:00"},
        {"id": "8", "external_url": "https://other.example/8", "content_text": "Words.", "date_modified": "2026-03-01T10:00:00Z"}, "none",
    ]}  # fmt: skip
    read_feed = feeds.read(json.dumps(feed).encode(), url=AT, content_type="application/feed+json")
    assert read_feed.title == "Bugle"
    assert read_feed.items == (
        feeds.Item("7", "https://news.example.org/tram", "Tram & bus", "One. Two.", "2026-03-02T08:00:00+00:00"),
        feeds.Item("8", "https://other.example/8", "Words.", "Words.", "2026-03-01T10:00:00+00:00"),
    )


@pytest.mark.parametrize(
    "content", [b'{"items": []}', b'{"version": "https://jsonfeed.org/version/1", "items": 1}', b"{broken", b'{"a":' * 5_000]
)
def test_other_json_is_no_feed(content: bytes) -> None:
    with pytest.raises(Unreadable, match="JSON"):
        feeds.read(content, url=AT)


def test_a_news_sitemap_is_read_and_another_one_is_called_what_it_is() -> None:
    news = (
        "<url><loc>https://news.example.org/tram</loc><news:news><news:publication><news:name>Bugle</news:name></news:publication>"
        "<news:publication_date>2026-03-02T10:00:00+02:00</news:publication_date><news:title>The tram</news:title></news:news></url>"
    )
    head = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    plain = "<url><loc>https://news.example.org/about</loc></url>"
    feed = feeds.read(f"{head}{plain}{news}</urlset>".encode(), url=AT)
    assert feed == feeds.Feed("Bugle", (feeds.Item(None, "https://news.example.org/tram", "The tram", "", "2026-03-02T08:00:00+00:00"),))
    with pytest.raises(Unreadable, match="sitemap without news"):
        feeds.read(f"{head}{plain}</urlset>".encode(), url=AT)
    with pytest.raises(Unreadable, match="list of sitemaps"):
        feeds.read(b"<sitemapindex><sitemap/></sitemapindex>", url=AT)
