"""Plain text: its lines stay lines unless a page's width broke them, and what came along from a page or a table is told from an article."""

from textwrap import fill

import pytest

from claims.errors import Unreadable
from claims.reading.documents import DAY_NOT_FOUND, read

PARAGRAPH = (
    "The ferry company said on Tuesday that its new ship would sail in the spring, a year later than planned and at twice the price of "
    "the old one. Nobody on the council of Brin objected. The mayor, Ilse Varga, told The Courier that 14 million crowns had been spent."
)
GERMAN = (
    "Die Reederei sagte am Dienstag, dass ihr neues Schiff im Frühjahr auslaufe, ein Jahr später als geplant und zum doppelten Preis des "
    "alten. Niemand im Stadtrat von Brin widersprach. Die Bürgermeisterin Ilse Varga nannte die Kosten von 14 Millionen Kronen zu hoch."
)
LINES = {
    "claims": "The ferry cost 14 million crowns and nobody knows who paid for it\nThe town lost 90 jobs in 2020 when the cannery shut its doors\n"
    "Two ships sank in the storm of 2018 and the port closed for a week",
    "a post in lower case": "the ferry cost 14 million crowns and nobody paid for it at all today\nthe town lost 90 jobs in 2020 when the old cannery shut its old doors\n"
    "the port closed for a week after a storm and two ships were sunk there",
    "a transcript": "Varga: We spent 14 million crowns on the ferry, and it was worth it all.\nRask: And the town lost 90 jobs that year, as you all know very well.\nVarga: nobody knew.",
    "minutes": "Present: Ilse Varga, Jon Rask, Mira Holt and two members of the public\nApologies: none\nThe chair opened the meeting at ten and read the last minutes",
    "a poem": "The sea took the pier in the winter of the year of our war\nand two ships went down with it in a night\nand nobody paid for the widows\nthe town lost its mill",
    "two lines": "The ferry cost 14 million crowns and nobody knows where it all went\nwe lost 90 jobs in the town that year",
    "a script without capitals": "渡船造价一千四百万克朗没有人知道钱去了哪里\n该镇在二〇二〇年失去了九十个工作岗位当时罐头厂关门\n",
}


@pytest.mark.parametrize("width", [50, 60, 66, 72, 80, 100, 120])
@pytest.mark.parametrize("paragraph", [PARAGRAPH, GERMAN], ids=["English", "German"])
def test_lines_as_long_as_a_page_is_wide_are_joined_and_it_is_told(paragraph: str, width: int) -> None:
    document = read("\n\n".join([fill(paragraph, width)] * 3).encode(), name="ferry.txt")
    assert document.text == "\n\n".join([paragraph] * 3)
    assert any("line breaks were read as spaces" in warning for warning in document.beside.warnings)


@pytest.mark.parametrize("text", LINES.values(), ids=LINES.keys())
def test_lines_that_are_no_wrapped_page_stay_lines(text: str) -> None:
    document = read(text.encode(), name="tips.txt")
    assert document.text == text.strip()
    assert document.beside.warnings == (DAY_NOT_FOUND,)


def test_what_a_browser_copied_along_is_no_title() -> None:
    head = "Skip to main content\nMenu\nNews | Sport | Weather\nHome » News » Local\n"
    document = read(f"{head}Ferry to sail in spring\nBy Ilse Varga and Jon Rask\nShare\n\n{PARAGRAPH}".encode(), name="paste.txt")
    assert (document.title, document.byline) == ("Ferry to sail in spring", "Ilse Varga and Jon Rask")
    assert document.text.startswith("Skip to main content")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ilse Varga, 4 March 2024", "2024-03-04"),
        ("By Ilse Varga | 04.03.2024", "2024-03-04"),
        ("By Ilse Varga - March 4, 2024 10:12 am", "2024-03-04"),
        ("By Ilse Varga, 03/04/2024", None),
        ("Published: 4 March 2024", "2024-03-04"),
        ("Tarnmouth Courier, 4 March 2024", "2024-03-04"),
        ("Tarnmouth | 4 March 2024", "2024-03-04"),
        ("Tarnmouth Courier, March 2024", None),
        ("The harbour, 4 March 2024", None),
        ("4 March 2024 was the day the ferry sank.", None),
    ],
)
def test_a_line_about_the_day_gives_it_where_it_is_certain(line: str, day: str | None) -> None:
    document = read(f"Ferry to sail\n{line}\n\n{PARAGRAPH}".encode(), name="ferry.txt")
    assert document.published_at == day
    assert (DAY_NOT_FOUND in document.beside.warnings) is (day is None)


def test_signs_that_nobody_sees_break_no_word_and_no_figure() -> None:
    text = read("It cost 14\u00a0million crowns, the coun\u00adcil\u200b said.\ufeff".encode(), name="a.txt").text
    assert text == "It cost 14\u00a0million crowns, the council said."


def test_pasted_markdown_is_read_as_markdown_and_stars_alone_are_not() -> None:
    pasted = "# Ferry to sail\n\nThe **ferry** sails in [spring](https://news.example/a).\n\n- one\n- two"
    assert read(pasted.encode(), name=None).text == "Ferry to sail\n\nThe ferry sails in spring.\n\n- one\n- two"
    headed = read(b"# Ferry to sail\n\nThe ferry sails in spring. It is new.", name=None)
    assert (headed.title, headed.text) == ("Ferry to sail", "Ferry to sail\n\nThe ferry sails in spring. It is new.")
    with_head = read(
        b"# Ferry to sail\n\nBy Ilse Varga\n\nTarnmouth Courier, 4 March 2024\n\nThe ferry sails in [spring](https://news.example/a).",
        name=None,
    )
    assert (with_head.title, with_head.byline, with_head.published_at) == ("Ferry to sail", "Ilse Varga", "2024-03-04")
    assert read(b"# ferry sails\nin spring", name=None).text == "# ferry sails\nin spring"
    plain = "The ferry sails *soon*. #ferry\n\n- one\n- two\n\n> It was late."
    assert read(plain.encode(), name=None).text == plain


@pytest.mark.parametrize(
    "table",
    [
        "speaker,start,text\nVarga,0:01,We paid 14 million\nRask,0:05,Nobody knew\n",
        "text;date\nWe paid 14 million;2020\nNobody knew;2021\n",
        'id\tclaim\n1\t"We paid 14 million"\n2\tNobody knew\n',
    ],
)
def test_a_pasted_table_is_refused_as_a_table(table: str) -> None:
    with pytest.raises(Unreadable, match="table"):
        read(table.encode(), name=None)
    assert read(table.encode(), name=None, is_source=True).text.startswith(table[:8])


def test_sentences_with_equally_many_commas_are_no_table() -> None:
    text = "We paid, and left, today\nNobody knew, or said, it\nIt rained, and rained, again"
    assert read(text.encode(), name=None).text == text


def test_a_page_with_a_tag_for_each_author_names_them_all() -> None:
    tags = "".join(f'<meta name="author" content="{name}">' for name in ("Ilse Varga", "Jon Rask", "Ilse Varga"))
    page = f"<html><head><title>Ferry to sail</title>{tags}</head><body><h1>Ferry to sail</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></body></html>"
    assert read(page.encode(), name="a.html").byline == "Ilse Varga, Jon Rask"
