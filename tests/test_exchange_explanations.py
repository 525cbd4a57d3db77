"""The explanation of a verdict: the small part of Markdown that it is written in, as HTML and as plain text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.desk.typed_fields import MAX_TEXT
from claims.exchange.explanations import as_html, as_text

ELEMENTS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote"}


def test_paragraphs_emphasis_lists_quotes_and_links_are_shown_as_people_write_them() -> None:
    written = "The *register* says **so**,\nsee [its page](https://register.example.org/4?a=1).\n\n- one\n- two\n\n> It closed.\n\n3. third"
    assert as_html(written) == (
        "<p>The <em>register</em> says <strong>so</strong>,<br>\n"
        'see <a href="https://register.example.org/4?a=1" rel="nofollow noopener noreferrer ugc">its page</a>.</p>\n'
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<blockquote>\n<p>It closed.</p>\n</blockquote>\n"
        '<ol start="3">\n<li>third</li>\n</ol>\n'
    )
    assert as_text(written) == "The register says so,\nsee its page.\n\n- one\n- two\n\nIt closed.\n\n3. third"


@pytest.mark.parametrize(
    "typed",
    [
        "# A heading",
        "Under\n===",
        "<b>bold</b> <script>alert(1)</script>",
        "[a](javascript:alert(1)) [b](data:text/html,x) [c](/claims/1) [d](//evil.example/) [e](http://)",
        "https://example.org/ and <https://example.org/>",
        "`code`\n\n---\n\n| a | b |\n|---|---|",
        "&lt;b&gt; and &copy; stay",
        "[a]: https://example.org/\n\n[a] and [b][a]",
    ],
)
def test_everything_else_stays_as_it_was_typed(typed: str) -> None:
    assert as_text(typed) == typed
    assert set(re.findall(r"<(\w+)", as_html(typed))) <= {"p", "br"}


def test_a_picture_is_no_more_than_a_link_to_it() -> None:
    assert "<img" not in as_html("![a map](https://example.org/map.png)")


def test_the_title_of_a_link_is_left_out_and_a_backslash_keeps_a_mark() -> None:
    assert 'title="' not in as_html('[words](https://example.org/ "hidden words")')
    assert as_text(r"\*not emphasis\*") == "*not emphasis*"


@given(st.text(alphabet="ab *_[]()<>\"'&!#-\n1.`~:/\\\u202e", max_size=80) | st.text(max_size=40))
def test_no_text_makes_an_element_or_an_attribute_of_another_kind(typed: str) -> None:
    html = as_html(typed)
    assert set(re.findall(r"</?([^\s>]+)", html)) <= ELEMENTS
    assert {name for tag in re.findall(r"<[^>]*>", html) for name in re.findall(r'(\S+)="', tag)} <= {"href", "rel", "start"}
    assert all(re.match(r"https?://", address, re.IGNORECASE) for address in re.findall(r'href="([^"]*)"', html))
    as_text(typed)


@pytest.mark.parametrize("piece", ["[", "![", "*", "*a_ ", "[a](", "> ", "- ", "[[]](", "a*b_", "(", "\\"])
def test_the_longest_explanation_takes_no_long_time(piece: str) -> None:
    began = time.process_time()
    as_html((piece * MAX_TEXT)[:MAX_TEXT])
    assert time.process_time() - began < 5
