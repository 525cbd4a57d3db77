"""Web pages: every word of a sentence is read, each block is a line of its own, and what is no article is told."""

import random
import time

import pytest

from claims.errors import ClaimsError, Unreadable
from claims.model import Document
from claims.reading.documents import read
from tests import reading_trees

FILLER = [
    "The council of Merrow met on Tuesday and voted to rebuild the eastern pier, which a storm had broken in two in the autumn.",
    "Ilva Torn, who has led the council since 2015, said the work would take two summers and that the ferry would go on sailing.",
    "The audit office had warned a year before that the piles under the pier were rotten and that nobody had looked at them since 1988.",
    "Fishermen said that they would need another place for their boats, and the harbour master promised them one in the inner basin.",
]
WITHOUT_DAY = "The day of publication was not found."


def page(inside: str, *, head: str = "", lang: str = "en", before: str = "", after: str = "") -> bytes:
    filler = "".join(f"<p>{one}</p>" for one in FILLER)
    body = f"<article><h1>Pier to be rebuilt</h1>{before}{filler}{inside}</article>{after}"
    return f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>Pier to be rebuilt | Merrow Post</title>{head}</head><body>{body}</body></html>".encode()


def read_page(inside: str, **how: str) -> Document:
    return read(page(inside, **how), name="a.html")


def end_of(document: Document) -> str:
    return document.text.split(FILLER[-1])[1].strip()


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("On <time datetime=2024-05-02>2 May</time> it paid 7 million.", "On 2 May it paid 7 million."),
        ("It sold <button>40 boats</button> to <label>nine</label> of <output>12</output> towns.", "It sold 40 boats to nine of 12 towns."),
        ("It was <q>no accident</q>, she said.", "It was “no accident”, she said."),
        ("In 2019<sup>2</sup> it lost 40<sup><a href=#n3>3</a></sup> boats.", "In 2019 it lost 40 boats."),
        ("It is the 5<sup>th</sup> of 30 km<sup>2</sup>.", "It is the 5th of 30 km²."),
        ("In 2019<a href=#fn4 class=fn>4</a> it lost CO<sub>2</sub>.", "In 2019 it lost CO2."),
        ("It cost <del>16</del><ins>61</ins> million, not <s>six</s> seven.", "It cost 61 million, not seven."),
        (
            "The <abbr title=x>WHO</abbr> <mark>counted</mark> <data value=9>nine</data> <cite>Merrow Post</cite> vans.",
            "The WHO counted nine Merrow Post vans.",
        ),
        ("It <x-term>lost <b>4</b>0</x-term> boats<o:p></o:p>.", "It lost 40 boats."),
        ("One line.<br>Another line.<br><br>A new paragraph.", "One line.\nAnother line.\n\nA new paragraph."),
    ],
)
def test_no_inline_element_loses_or_changes_a_word(inside: str, text: str) -> None:
    assert end_of(read_page(f"<p>{inside}</p>")) == text


def test_struck_out_and_hidden_words_are_left_out_and_counted() -> None:
    document = read_page(
        "<p>It cost <s>16</s> 61 million.</p><p hidden>Nobody sees 7.</p><p style='display:none'>Nor 8.</p><span class=sr-only>Nor 9.</span>"
    )
    assert end_of(document) == "It cost 61 million."
    assert document.beside.warnings == ("3 hidden pieces of text were left out.", "1 struck-out piece of text was left out.", WITHOUT_DAY)


def test_a_page_that_a_script_uncovers_is_read() -> None:
    assert FILLER[0] in read(page("").replace(b"<article>", b"<article style='visibility:hidden'>"), name="a.html").text


def test_list_items_are_lines_each_once_inner_lists_too() -> None:
    document = read_page(
        "<ol start=3><li>The pier sank.<ul><li>By 9 centimetres.</li><li>In one night.</li></ul></li><li><p>Two cranes fell.</p><p>They were old.</p></li></ol>"
    )
    assert end_of(document) == "- The pier sank.\n- By 9 centimetres.\n- In one night.\n- Two cranes fell.\nThey were old."


def test_a_term_and_what_is_said_of_it_are_one_line() -> None:
    assert (
        end_of(read_page("<dl><dt>Population</dt><dd>40,312</dd><dt>Area</dt><dd>112 km<sup>2</sup></dd></dl>"))
        == "Population: 40,312\nArea: 112 km²"
    )


def test_a_table_gives_a_row_a_line() -> None:
    assert end_of(
        read_page("<table><tr><th>Year<th>Boats<tr><td>2019<td>40 <b>lost</b></table><p>The council will meet again on the pier.</p>")
    ).startswith("Year | Boats\n2019 | 40 lost")


def test_standfirst_and_key_points_open_the_article() -> None:
    before = "<p class=standfirst>The pier will cost 61 million and take two summers</p><div class=key-points><ul><li>61 million is missing</li><li>40 boats sank</li></ul></div>"
    text = read_page("", before=before).text
    assert text.startswith("The pier will cost 61 million and take two summers\n\n- 61 million is missing\n- 40 boats sank\n\n" + FILLER[0])


def test_a_fact_box_stands_at_the_end_and_the_reader_is_told() -> None:
    document = read_page(
        "<aside class=factbox><h2>The pier</h2><ul><li>Built in 1953 for 14 million</li></ul></aside><p>The end came in the spring of that year.</p>"
    )
    assert end_of(document) == "The end came in the spring of that year.\n\nThe pier\n\n- Built in 1953 for 14 million"
    assert document.beside.warnings == ("1 fact box was put at the end of the text.", WITHOUT_DAY)


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote><p>We lost 40 boats.</p><cite>Ana Holm, skipper</cite></blockquote>",
        "<blockquote><p>We lost 40 boats.</p><footer>— Ana Holm, skipper</footer></blockquote>",
        "<figure><blockquote><p>We lost 40 boats.</p></blockquote><figcaption>Ana Holm, skipper</figcaption></figure>",
    ],
)
def test_a_quotation_keeps_its_source(quote: str) -> None:
    assert end_of(read_page(quote)) == "“We lost 40 boats.”\n— Ana Holm, skipper"


def test_an_address_that_a_colon_introduces_belongs_to_the_article() -> None:
    address = '<p><a href="mailto:pier@merrow.example">pier@merrow.example</a></p>'
    asked = "<p>Skippers who lost a boat can write to the harbour office until June:</p>"
    after = "<p>The office answers within nine days.</p>"
    assert end_of(read_page(asked + address + after)).split("\n\n")[1] == "pier@merrow.example"
    assert "@" not in read_page(address + after).text, "alone it is the reporter's"


def test_a_short_page_gets_no_menu_and_no_headline_glued_to_it() -> None:
    body = "<header><nav><a href=/>Home</a> <a href=/n>News</a></nav></header><main><article><h1>Pier to be rebuilt</h1><p>The pier closed.</p><p>It cost 61 million.</p></article></main>"
    document = read(f"<title>Pier to be rebuilt | Post</title><body>{body}<footer>© Post</footer>".encode(), name="a.html")
    assert document.text == "The pier closed.\n\nIt cost 61 million."


def test_times_and_headings_of_a_live_blog_stand_before_their_posts() -> None:
    posts = "".join(
        f"<article class=post><time>1{n}:00</time><h2>Post {n} is here</h2><p>{words}</p></article>" for n, words in enumerate(FILLER)
    )
    document = read(f"<title>Storm live | Post</title><body><main><h1>Storm live</h1>{posts}</main>".encode(), name="a.html")
    assert document.text.split("\n\n")[-3:] == ["13:00", "Post 3 is here", FILLER[3]]


def test_links_in_the_text_are_kept_with_their_words_and_whole_addresses() -> None:
    content = page(
        '<p>The <a href="/report?a=1">audit <b>report</b></a> says so, <a href="mailto:a@b.example">write</a>.</p>',
        after='<footer><a href="/x">About</a></footer>',
    )
    links = read(content, name="a.html", url="https://merrow.example/n/1").beside.links
    assert [(link.text, link.url) for link in links] == [("audit report", "https://merrow.example/report?a=1")]


# --- what is no whole article -------------------------------------------------------------------


def test_a_short_beginning_before_a_wall_is_refused_and_a_long_one_is_told() -> None:
    wall = "<div class=paywall><p>To continue reading, become a member. Plans start at 9 crowns.</p></div>"
    with pytest.raises(Unreadable, match="cut off by a paywall"):
        read_page(wall)
    document = read_page("".join(f"<p>{words} {n}</p>" for n, words in enumerate(FILLER * 4)) + wall)
    assert document.beside.warnings[0].startswith("The page asks readers to subscribe")


def test_a_wall_that_waits_in_the_code_of_a_page_is_not_told() -> None:
    assert read_page("<div class=paywall hidden>To continue reading, become a member.</div>").beside.warnings[-1] == WITHOUT_DAY


def test_a_text_that_ends_in_the_middle_is_told() -> None:
    assert "ends in the middle" in read_page("<p>And then the harbour master went down to the boats and […]</p>").beside.warnings[0]


def test_a_section_front_is_refused() -> None:
    teasers = "".join(f"<article><h2><a href=/{n}>Story {n} is told</a></h2><p>{words}</p></article>" for n, words in enumerate(FILLER * 2))
    with pytest.raises(Unreadable, match="a list of 8 articles"):
        read(f"<title>News | Post</title><body><main><h1>News</h1>{teasers}</main>".encode(), name="a.html")


# --- days and names -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "lang", "day"),
    [
        ("<p class=date>Published 03/04/2024</p>", "en-US", "2024-03-04"),
        ("<p class=date>Published 03/04/2024</p>", "en-GB", "2024-04-03"),
        ("<p class=date>Published 03/04/2024</p>", "en", None),
        ("<p class=date>Published 23/04/2024</p>", "en", "2024-04-23"),
        ("<p class=date>03.04.2024</p>", "de", "2024-04-03"),
        ("<div class=byline><time datetime=2024-04-03T10:00:00+00:00>Today</time></div>", "en", "2024-04-03T10:00:00+00:00"),
        ("<p class=date>July 2018</p>", "en", None),
        (
            "<p>The board was founded on <time datetime=2009-08-03>3 August 2009</time> with nine members in the town hall of Merrow.</p>",
            "en",
            None,
        ),
        ("<p>The reform of <time datetime=2019-08>August 2019</time> cost 70 posts in the town hall.</p>", "en", None),
    ],
)
def test_only_a_certain_day_is_the_day_of_publication(shown: str, lang: str, day: str | None) -> None:
    document = read_page("", before=shown, lang=lang)
    assert document.published_at == day
    assert (WITHOUT_DAY in document.beside.warnings) == (day is None)


def test_every_name_of_a_byline_is_read() -> None:
    assert (
        read_page("", before="<div class=byline>By <a>ADA LUND</a>, <a>Bo Rask</a> and Cai van der Holm in Merrow</div>").byline
        == "ADA LUND, Bo Rask, Cai van der Holm"
    )


@pytest.mark.parametrize(
    ("author", "byline"),
    [("Ada Lund", "Ada Lund, Bo Rask"), ("Merrow Post", "Merrow Post"), ("Ada Lund, Bo Rask, Cai Holm", "Ada Lund, Bo Rask, Cai Holm")],
)
def test_a_page_that_shows_more_names_than_its_head_has_gives_them_all(author: str, byline: str) -> None:
    shown = "<div class=byline>By <a>Ada Lund</a> and <a>Bo Rask</a></div>"
    assert read_page("", head=f'<meta name=author content="{author}">', before=shown).byline == byline


@pytest.mark.parametrize(("lang", "day"), [("en-US", "2025-03-04"), ("en-GB", "2025-04-03"), ("en", None)])
def test_the_day_in_a_meta_tag_is_read_by_the_country_too(lang: str, day: str | None) -> None:
    assert read_page("", head='<meta name=date content="03/04/2025">', lang=lang).published_at == day


@pytest.mark.parametrize(
    "line", ["weiterlesen 5 Minuten", "À découvrir", "Lire la suite", "Leer más", "Abonnieren Sie jetzt unsere Newsletter!"]
)
def test_ways_on_in_other_languages_are_no_part_of_an_article(line: str) -> None:
    assert line not in read_page(f"<p>The pier closed for nine days.</p><p>{line}</p><p>It rained on the town of Avel.</p>").text


# --- random pages -------------------------------------------------------------------------------


def lost(seed: int) -> list[str]:
    """The sentences of a random page that are not read whole and in order."""
    random_ = random.Random(seed)
    known = reading_trees.sentences(random_, random_.randint(8, 24))
    text = read(reading_trees.page(random_, known).encode(), name="a.html").text
    missing, at = [], 0
    for sentence in known:
        where = text.find(sentence, at)
        if where < 0:
            missing.append(sentence)
        else:
            at = where + len(sentence)
    return missing if "never" not in text else [*missing, "words that nobody sees"]


def test_no_sentence_of_random_pages_is_lost_or_changed() -> None:
    assert {seed: gone for seed in range(20) if (gone := lost(seed))} == {}


@pytest.mark.long
def test_no_sentence_of_many_random_pages_is_lost_or_changed() -> None:
    assert {seed: gone for seed in range(20, 220) if (gone := lost(seed))} == {}


@pytest.mark.parametrize(
    "content",
    [
        b"<div hidden>" * 240 + b"<p>The council met. " * 60_000,
        b"<table><tr><td>" * 80 + b"The council met. " * 60_000,
        b"<p>" + b"<sup>1</sup>2" * 4_900,
        b"<p>" + b"<q>" * 240 + b"The council met on Monday.",
        b"<article>" + b"<p>The <a href=/a>council</a> met." * 4_900,
    ],
)
def test_hostile_pages_take_a_few_seconds_at_most(content: bytes) -> None:
    start = time.process_time()
    try:
        read(content, name="a.html")
    except ClaimsError:
        assert time.process_time() - start < 10
    assert time.process_time() - start < 10
