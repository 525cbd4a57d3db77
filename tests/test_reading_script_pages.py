"""Pages that show their words only by script: what they tell of a post or an article in their head, and when they are refused."""

import pytest

from claims.errors import Unreadable
from claims.model import Document
from claims.reading.documents import read
from claims.reading.files import posts

FIRST = "The mill cost 61 million crowns in 2019, the mayor said."


def warnings_in(document: Document) -> str:
    return " ".join(document.beside.warnings)


EMPTY_BODY = "<noscript>JavaScript is not available.</noscript><div id=root></div><script>x</script>"
POSTS = {
    "X": (
        '<meta property="og:site_name" content="X (formerly Twitter)"><meta property="og:title" content="Jo Pell (@jo) on X"><meta property="og:description" content="“{}”">',
        None,
        "Jo Pell",
        None,
    ),
    "YouTube": (
        '<meta property="og:title" content="Council of 4 May"><meta property="og:description" content="{}"><link itemprop="name" content="Avel TV"><meta itemprop="datePublished" content="2024-05-04">',
        "https://www.youtube.com/watch?v=1",
        "Avel TV",
        "2024-05-04",
    ),
    "TikTok": (
        '<meta property="og:title" content="Jo Pell on TikTok"><meta property="og:description" content="{}">',
        "https://www.tiktok.com/@jo/video/1",
        "Jo Pell",
        None,
    ),
    "Facebook": (
        '<meta property="og:title" content="Avel Post"><meta property="og:description" content="{}"><meta property="og:url" content="https://www.facebook.com/avel/posts/1">',
        None,
        None,
        None,
    ),
    "Instagram": (
        '<meta property="og:title" content="Jo Pell on Instagram: &quot;x&quot;"><meta property="og:description" content="12 likes, 3 comments - jo.pell on May 4, 2024: &quot;{}&quot;">',
        "https://www.instagram.com/p/1/",
        "Jo Pell",
        "2024-05-04",
    ),
    "Telegram": (
        '<meta property="og:title" content="Avel news"><meta property="og:description" content="{}">',
        "https://t.me/avel/12",
        None,
        None,
    ),
}


@pytest.mark.parametrize("site", list(POSTS))
def test_a_post_on_a_page_of_script_gives_the_words_that_the_page_tells(site: str) -> None:
    tags, url, author, day = POSTS[site]
    page = f"<html><head>{tags.format(FIRST)}</head><body>{EMPTY_BODY}</body></html>".encode()
    document = read(page, name="a.html", url=url)
    assert (document.text, document.publisher, document.byline, document.published_at) == (FIRST, site, author, day)
    assert f"The page of {site} shows its words only by script" in warnings_in(document)
    cut = read(page.replace(b" the mayor said.", b" the..."), name="a.html", url=url)
    assert "The post is cut" in warnings_in(cut)


def test_another_page_of_script_and_a_page_of_the_site_with_words_are_no_posts() -> None:
    tags = f'<meta property="og:site_name" content="The Avel Post"><meta property="og:description" content="{FIRST}">'
    assert posts.read(f"<html><head>{tags}</head><body>{EMPTY_BODY}</body></html>", "https://avel.example/1") is None
    generic = (
        '<meta property="og:description" content="Log in or sign up to view"><meta property="og:url" content="https://www.facebook.com/1">'
    )
    assert posts.read(f"<html><head>{generic}</head><body>{EMPTY_BODY}</body></html>", None) is None
    full = f"<html><head>{POSTS['Telegram'][0].format('Beginning')}</head><body><p>{FIRST * 10}</p></body></html>"
    assert posts.read(full, "https://t.me/s/avel") is None


SCRIPT_PAGE = "<html><head><title>Harbour</title>{head}</head><body><div id=root></div><script>window.start({{}})</script></body></html>"
SUMMARY = '<meta property="og:title" content="Ferry to sail"><meta property="og:description" content="The ferry of Brin cost 14 million crowns, the audit office said.">'


def test_a_page_of_script_alone_gives_its_summary_and_says_that_it_is_one() -> None:
    document = read(SCRIPT_PAGE.format(head=SUMMARY).encode(), name=None, url="https://news.example/ferry", content_type="text/html")
    assert document.text == "The ferry of Brin cost 14 million crowns, the audit office said."
    assert (document.title, document.publisher) == ("Ferry to sail", "news.example")
    assert "summary" in document.beside.warnings[0] and "not the article" in document.beside.warnings[0]


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "https://news.example/ferry"),
        (SUMMARY, "https://news.example/"),
        ("<meta name=description content='All the news.'>", "https://news.example/a"),
    ],
    ids=["no summary", "a front page", "a slogan"],
)
def test_a_page_of_script_alone_without_a_summary_of_an_article_is_refused_for_its_script(head: str, url: str) -> None:
    with pytest.raises(Unreadable, match="all script"):
        read(SCRIPT_PAGE.format(head=head).encode(), name=None, url=url, content_type="text/html")
