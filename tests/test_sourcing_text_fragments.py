"""Links that open a page at a quote."""

import pytest

from claims.sourcing.text_fragments import link_to_quote

PAGE = "https://news.example.org/ferry"


@pytest.mark.parametrize(
    ("url", "quote", "link"),
    [
        (PAGE, "It sank at dawn.", PAGE + "#:~:text=It%20sank%20at%20dawn."),
        (PAGE + "#log", "It sank.", PAGE + "#log:~:text=It%20sank."),
        (PAGE, "well-known, safe & sound", PAGE + "#:~:text=well%2Dknown%2C%20safe%20%26%20sound"),
        (PAGE, "“Fähre” 50 %", PAGE + "#:~:text=%E2%80%9CF%C3%A4hre%E2%80%9D%2050%20%25"),
        (PAGE, "The ferry of the evening sank.\nNobody aboard was hurt at all that night.",
         PAGE + "#:~:text=The%20ferry%20of%20the%20evening,hurt%20at%20all%20that%20night."),
        (PAGE, None, PAGE),
        (PAGE, " ", PAGE),
        (PAGE + "#:~:text=else", "It sank.", PAGE + "#:~:text=else"),
        ("ftp://example.org/a", "It sank.", "ftp://example.org/a"),
        (None, "It sank.", None),
    ],
)  # fmt: skip
def test_a_link_opens_at_the_quote(url: str | None, quote: str | None, link: str | None) -> None:
    assert link_to_quote(url, quote) == link


def test_of_a_long_quote_the_link_holds_both_ends() -> None:
    words = [f"word{number}" for number in range(200)]
    link = link_to_quote(PAGE, " ".join(words))
    assert link == PAGE + "#:~:text=word0%20word1%20word2%20word3%20word4,word195%20word196%20word197%20word198%20word199"
