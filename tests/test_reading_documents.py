"""Any file a newsroom gets becomes an article, or an error that says what was wrong, in time and in little memory."""

from hashlib import sha256

import pytest

from claims.errors import Unreadable
from claims.model import Beside, Document
from claims.reading.documents import DAY_NOT_FOUND, read
from tests.reading_files import ARTICLE, PARAGRAPHS, bare_word, page, pdf, word

JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "Organization", "@id": "#us", "name": "Dunmore Herald"},
 {"@type": "NewsArticle", "headline": "Harbour budget &amp; pier pass", "datePublished": "2024-03-05T08:30:00+01:00", "inLanguage": "en-GB",
  "author": [{"@type": "Person", "name": "By Ana Brun"}, {"@type": "Person", "name": "Odd Lien"}], "publisher": {"@id": "#us"}}]}</script>
 <link rel="canonical" href="/news/harbour"> """


def text_of(content: bytes, name: str) -> str:
    return read(content, name=name).text


# --- plain text and Markdown -------------------------------------------------------------------


def test_plain_text_keeps_its_words_and_its_paragraphs() -> None:
    source = b"Harbour budget passes\r\n\r\nBy Ana Brun\r\n\r\nThe council met.  \r\n\r\n\r\n\r\nNobody objected.\r\n"
    document = read(source, name="harbour.txt")
    assert document == Document(
        text="Harbour budget passes\n\nBy Ana Brun\n\nThe council met.\n\nNobody objected.",
        title="Harbour budget passes",
        byline="Ana Brun",
        language="en",
        beside=Beside((DAY_NOT_FOUND,)),
        bytes_sha256=sha256(source).hexdigest(),
    )


def test_lines_wrapped_to_a_page_become_paragraphs_and_every_offset_stays() -> None:
    wrapped = "The harbour authority said on Friday that the new pier would be finished in\nthe spring, two years later than planned and at three times the cost of the\nfirst plan.\nNobody objected."
    assert text_of(wrapped.encode(), "a.txt") == wrapped.replace("in\n", "in ").replace("the\nfirst", "the first")


def test_markdown_shows_what_a_reader_would_see() -> None:
    source = b"---\ntitle: Budget\nauthor: Ana Brun\ndate: 2024-03-05\n---\n# Harbour *budget*\n\nThe [council](http://a.example) met\non **Monday**.\n\n- a pier\n- two `ferries`\n\n1. Close it.\n2. Drain it.\n\n![alt](a.png)\n\n> Nobody objected.\n\n<script>x()</script>\n"
    document = read(source, name="a.md")
    assert (
        document.text
        == "Harbour budget\n\nThe council met on Monday.\n\n- a pier\n- two ferries\n\n1. Close it.\n2. Drain it.\n\nNobody objected."
    )
    assert (document.title, document.byline, document.published_at) == ("Budget", "Ana Brun", "2024-03-05")


def test_a_table_in_markdown_is_rows_and_what_is_struck_out_is_left_out_and_told() -> None:
    source = b"# Ferry\n\nIt cost ~~16~~ 61 million, says [the port](https://port.example/a).\n\n| Year | Riders |\n|------|-------:|\n| 2024 | 212,000 |\n| 2025 | |\n\nNobody objected.\n"
    document = read(source, name="a.md")
    assert document.text == "Ferry\n\nIt cost 61 million, says the port.\n\nYear | Riders\n2024 | 212,000\n2025 |\n\nNobody objected."
    assert "1 struck-out piece of text was left out." in document.beside.warnings
    (link,) = document.beside.links
    assert document.text[link.start : link.end] == link.text == "the port"


# --- HTML --------------------------------------------------------------------------------------


def test_of_a_page_only_the_article_is_kept() -> None:
    text = text_of(page(ARTICLE), "a.html")
    assert text.startswith(PARAGRAPHS[0])
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert "- a new pier at the east end\n- two ferries" in text
    for furniture in (
        "Home",
        "cookies",
        "Share",
        "Advertisement",
        "Photo",
        "Also read",
        "newsletter",
        "Related",
        "Mill closes",
        "reader 22",
        "rights",
        "mobile",
        "By Ana",
    ):
        assert furniture not in text


def test_a_page_tells_its_title_byline_publisher_date_address_and_language() -> None:
    document = read(page(ARTICLE, head=JSON_LD), name="a.html", url="https://www.dunmore.example/x?ref=1")
    assert (document.title, document.byline, document.publisher) == ("Harbour budget passes", "Ana Brun, Odd Lien", "Dunmore Herald")
    assert (document.published_at, document.language) == ("2024-03-05T08:30:00+01:00", "en")
    assert document.url == "https://www.dunmore.example/news/harbour"


def test_a_page_without_json_ld_is_described_by_its_meta_tags() -> None:
    head = '<meta property="og:title" content="Budget passes"><meta name="author" content="Ana Brun"><meta property="og:site_name" content="Herald"><meta property="article:published_time" content="2024-03-05"><link rel="canonical" href="https://h.example/1">'
    document = read(page(ARTICLE, head=head), name="a.html")
    assert (document.byline, document.publisher, document.published_at, document.url) == (
        "Ana Brun",
        "Herald",
        "2024-03-05",
        "https://h.example/1",
    )


@pytest.mark.parametrize(
    "block", ["{", "[[[[" * 50_000, '{"@type": "NewsArticle", "headline": 7, "author": {"name": [1]}}', "null", '{"a":' * 90_000]
)
def test_broken_or_hostile_json_ld_is_passed_over(block: str) -> None:
    document = read(page(ARTICLE, head=f'<script type="application/ld+json">{block}</script>'), name="a.html")
    assert document.title == "Harbour budget passes"


def test_the_address_a_page_came_from_serves_when_it_names_none_and_a_script_is_no_address() -> None:
    document = read(
        page(ARTICLE, head='<link rel="canonical" href="javascript:alert(1)">', title="Harbour budget passes"),
        name=None,
        url="https://www.h.example/1",
        content_type="text/html",
    )
    assert (document.url, document.publisher) == ("https://www.h.example/1", "h.example")


@pytest.mark.parametrize("head", ["<p>ANA BRUN</p><p>", "<p>By Ana Brun: "])
def test_a_byline_at_the_head_of_the_text_is_no_part_of_it(head: str) -> None:
    document = read(page(f"<article>{head}{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article>"), name="a.html")
    assert document.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    assert document.byline == "Ana Brun"


CAPTIONS = (
    '<p class="Caption">Ferries in the harbour in 1971.</p><p class="Source">NINA DRAKE</p>',
    '<div class="photo_caption">Ferries in the harbour in 1971.</div><span class="image-credit">Nina Drake for the Herald</span>',
    '<figure><img src="a.jpg"><figcaption>Ferries in the harbour in 1971. Photo: Nina Drake</figcaption></figure>',
)


@pytest.mark.parametrize("caption", CAPTIONS)
def test_captions_stand_at_the_end_without_the_credits_of_their_pictures(caption: str) -> None:
    document = read(page(f"<article><p>{PARAGRAPHS[0]}</p><div>{caption}</div><p>{PARAGRAPHS[1]}</p></article>"), name="a.html")
    assert document.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\nCaption: Ferries in the harbour in 1971."
    assert "1 caption was put at the end of the text." in document.beside.warnings


@pytest.mark.parametrize(
    ("shown", "byline"),
    [
        ('<div data-testid="prism-byline"><span>By</span> <a>J.R. Stane</a> <span>Thursday, November 9, 2023</span></div>', "J.R. Stane"),
        ('<span class="article_author_single">Article by</span><br><span class="author_single">Bo Alle </span>', "Bo Alle"),
        ('<a rel="author" href="/a">Ana van der Brun</a>', "Ana van der Brun"),
        ('<span class="author">By Editorial Staff</span><div class="sidebar"><p class="author">Odd Lien</p></div>', None),
        ('<p class="authorised">Ana Brun</p>', None),
    ],
)
def test_a_byline_that_only_the_page_shows_is_found_below_the_headline(shown: str, byline: str | None) -> None:
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    html = f"<html><body><p class=author>Wrong Person</p><h1>Harbour budget passes</h1>{shown}<article>{body}</article></body></html>"
    assert read(html.encode(), name="a.html").byline == byline


def test_a_publisher_is_named_without_its_slogan() -> None:
    head = '<meta property="og:site_name" content="The Dunmore Herald | News | Travel">'
    assert read(page(ARTICLE, head=head), name="a.html").publisher == "The Dunmore Herald"


def test_an_old_page_laid_out_with_tables_gives_its_article_alone() -> None:
    body = "<br><br>".join(PARAGRAPHS * 2)
    html = f"""<html><head><title>Harbour budget passes - Herald</title></head><body><table><tr><td>Links<br><a href="/">Home</a></td>
    <td><b>Harbour budget passes</b><br>By Ana Brun, May 12, 2024<br><br>{body}<br><br><a href="/p">Print this story</a></td>
    <td>Advertisement<br>Save 40% on boats</td></tr></table></body></html>"""
    document = read(html.encode(), name="a.html")
    assert (document.title, document.byline, document.published_at) == ("Harbour budget passes", "Ana Brun", "2024-05-12")
    assert document.text == "\n\n".join(PARAGRAPHS * 2)


def test_the_one_headline_of_a_page_goes_before_a_title_that_names_nothing() -> None:
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    document = read(f"<title>Home</title><h1>Harbour budget passes</h1><article>{body}</article>".encode(), name="a.html")
    assert document.title == "Harbour budget passes"
    assert "Harbour budget passes" not in document.text


def test_the_page_that_an_article_is_the_main_thing_on_is_its_address_when_nothing_else_is() -> None:
    block = '{"@type": "NewsArticle", "headline": "Budget", "mainEntityOfPage": {"@id": "https://h.example/1#webpage"}}'
    head = f'<script type="application/ld+json">{block}</script>'
    assert read(page(ARTICLE, head=head), name="a.html").url == "https://h.example/1"
    assert read(page(ARTICLE, head=head + '<link rel="canonical" href="https://h.example/2">'), name="a.html").url == "https://h.example/2"


def test_soft_hyphens_and_zero_width_spaces_do_not_break_words() -> None:
    assert (
        text_of("<p>The coun\u00adcil of Dun\u200bmore met on Monday and approved the budget.</p>".encode(), "a.html")
        == "The council of Dunmore met on Monday and approved the budget."
    )


NOTICES = {
    "login": ("<h1>Sign in</h1><form><input type=email><input type=password></form><p>Please log in to continue reading.</p>", "login or subscription wall"),
    "paywall": ("<article><p>The council met on Monday.</p><p>Subscribe to continue reading. Already a subscriber? Log in.</p></article>", "login or subscription wall"),
    "missing": ("<h1>404</h1><p>Sorry, the page you are looking for was not found.</p>", "404"),
    "script": ("<div id=root></div><script>var a = 'The council met on Monday and approved it.';</script>" * 20, "all script"),
    "noscript": ("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script src=a.js></script>", "(?i)script"),
    "empty": ("<div></div>", "no article"),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(NOTICES))
def test_a_page_that_is_a_notice_is_refused_with_its_reason(kind: str) -> None:
    body, reason = NOTICES[kind]
    with pytest.raises(Unreadable, match=reason):
        read(page(body, title="Page not found" if kind == "missing" else "Dunmore Herald"), name="a.html")


def test_a_short_article_under_a_sign_in_link_is_no_wall() -> None:
    body = "<nav><a>Already a subscriber? Log in</a></nav><article><p>" + " ".join(PARAGRAPHS) * 2 + "</p></article>"
    assert PARAGRAPHS[1] in text_of(page(body), "a.html")


# --- PDF and DOCX ------------------------------------------------------------------------------


def test_a_pdf_gives_paragraphs_without_running_heads_and_page_numbers() -> None:
    first = [
        "Dunmore Herald",
        "The council met on Monday and approved the harbour budget by nine votes to",
        "four. Mayor Ana Reyes said the pier cost $3 million, twice the sum that was",
        "first approved.",
        "Nobody objected to the plan at the meet-",
        "ing, which lasted two hours and was held in the old customs house near the",
        "Page 1",
    ]
    others = [["Dunmore Herald", "harbour. It was the third meeting on the matter.", f"Page {number}"] for number in (2, 3)]
    document = read(pdf([first, *others]), name="a.pdf")
    assert document.title == "Harbour budget passes"
    assert "by nine votes to four. Mayor" in document.text
    assert "at the meeting, which" in document.text
    assert "near the harbour." in document.text
    assert "Page" not in document.text
    assert "Herald" not in document.text


def test_a_word_file_gives_paragraphs_lists_and_tables_in_order() -> None:
    document = read(word(*PARAGRAPHS), name="a.docx")
    assert document.text == "\n\n".join(["Harbour budget passes", *PARAGRAPHS, "- a pier\n- two ferries", "2019 | 412 ships"])
    assert (document.title, document.byline) == ("Harbour budget passes", "Ana Brun")


def test_the_kind_of_a_file_is_told_by_its_bytes_not_by_its_name() -> None:
    assert PARAGRAPHS[0] in text_of(word(*PARAGRAPHS), "a.txt")
    assert PARAGRAPHS[0] in text_of(page(ARTICLE), "-")


def test_a_page_without_paragraphs_keeps_its_blocks_apart_and_its_inline_words_together() -> None:
    page_ = "<title>Rail strike ends - The Avel Post</title><div><div>Rail strike ends</div><div>Published 3 June 2025 | 3 min read</div>"
    page_ += (
        "<div>The strike that <b>began</b> on 12 May ended on Monday.<br><br>Drivers will get 4 percent more, the union said.</div></div>"
    )
    document = read(page_.encode(), name="a.html")
    assert document.text == "The strike that began on 12 May ended on Monday.\n\nDrivers will get 4 percent more, the union said."
    assert (document.title, document.publisher, document.published_at) == ("Rail strike ends", "The Avel Post", "2025-06-03")


def test_names_given_as_lists_in_a_graph_are_read() -> None:
    graph = """<script type="application/ld+json">{"@graph": [{"@type": ["Organization"], "@id": "#o", "name": ["Dunmore Herald", "DH"]},
     {"@type": "Person", "@id": "#p", "name": "Ana Brun"}, {"@type": ["ReportageNewsArticle"], "headline": "Mine &#8211; to close",
     "author": [{"@id": "#p"}], "publisher": {"@id": "#o"}, "datePublished": ["2026-05-02"], "inLanguage": ["en"]}]}</script>"""
    document = read(page("<article><p>The mine will close in June, its owner said.</p></article>", head=graph, title="x"), name="a.html")
    assert (document.title, document.publisher, document.byline, document.published_at) == (
        "Mine – to close",
        "Dunmore Herald",
        "Ana Brun",
        "2026-05-02",
    )


def test_a_press_release_loses_its_contacts_and_an_article_its_reporters_initials() -> None:
    body = "<article><p>Sales rose 6 percent to 412 million crowns.</p><p>Media contact: Jo Pell, +1 555 0100</p><p>The plant in Avel runs day and night. (BA)</p></article>"
    assert read(page(body), name="a.html").text.endswith("crowns.\n\nThe plant in Avel runs day and night.")


def test_a_merged_cell_of_a_word_table_is_read_once_and_equal_figures_stay() -> None:
    def cell(words: str, said: str = "") -> str:
        return f"<w:tc><w:tcPr>{said}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

    rows = (
        cell("Ships by year", '<w:gridSpan w:val="3"/>'),
        cell("2019", '<w:vMerge w:val="restart"/>') + cell("412") + cell("412"),
        cell("", "<w:vMerge/>") + cell("") + cell("9"),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert text_of(bare_word(f"<w:tbl>{table}</w:tbl>"), "a.docx") == "Ships by year\n2019 | 412 | 412\n9"


def test_the_first_of_several_lines_in_a_row_is_no_headline() -> None:
    lines = "The pier cost 61 million crowns and nobody paid\nThe town lost 400 jobs when the cannery shut\n40 ships sank in the storm of 2019\n"
    assert read(lines.encode(), name="tips.txt").title == "tips"
    assert read(b"Pier to be rebuilt\nBy Ana Holm\n\nThe council met on Monday.\n", name="a.txt").title == "Pier to be rebuilt"
