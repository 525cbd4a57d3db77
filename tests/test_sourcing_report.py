"""The editor's report in its four forms: what it counts, and that stored text can do no harm in it."""

import csv
import io
import json
import re

import pytest

from builders import FALSE, NOON, appearance, article, case, claim, document, evidence, sentence, source, verdict
from claims.model import Case, Mark, Report, Sentence, Stance, State
from claims.sourcing import report, report_page

TEXTS = ("The ferry sank.", "All were saved.", "It was a fine day.", "Two boats came.")
ARTICLE = article(text=" ".join(TEXTS))
MARKS = (Mark.CLAIM, Mark.CLAIM, Mark.NOT_CLAIM, Mark.UNMARKED)
HOSTILE = "<script>alert(1)</script> \x1b[31m\u202e{{ 7*7 }} & \"'"


def lines() -> list[Sentence]:
    return [
        sentence(place, text, start=ARTICLE.text.index(text), mark=mark)
        for place, (text, mark) in enumerate(zip(TEXTS, MARKS, strict=True), start=1)
    ]


def on(line: int, number: int, *links: object, state: State = State.OPEN, **known: object) -> Case:
    stands = (appearance(lines()[line - 1], number),)
    return case(*links, of=claim(number, TEXTS[line - 1], state=state), appearances=stands, **known)  # type: ignore[arg-type]


def a_report() -> Report:
    cases = [
        on(2, 8),
        on(1, 7, document(1), state=State.CHECKED, verdicts=(verdict(),)),
        on(4, 9, document(2), document(3, Stance.CONTRADICTS), state=State.IN_REVIEW),
        on(1, 10, state=State.DROPPED),
    ]
    return report.build(ARTICLE, lines(), cases, made_at=NOON)


def cited(number: int, stance: str) -> dict[str, object]:
    address = f"https://reports.example.org/{number}"
    return {
        "source_id": number,
        "title": f"Harbour log {number}",
        "stance": stance,
        "quote": "sank at dawn",
        "locator": "p. 2",
        "url": address,
        "description": None,
        "quote_url": address + "#:~:text=sank%20at%20dawn",
    }


def test_the_json_is_the_contracts() -> None:
    assert report.as_json(a_report()) == {
        "article": {
            "id": 1,
            "title": "Ferry news",
            "url": "https://news.example.org/ferry",
            "publisher": "Harbour Gazette",
            "published": "2026-03-13",
            "text": "The ferry sank. All were saved. It was a fine day. Two boats came.",
        },
        "headline": "Not ready: fix 1, weigh 1, mark 1 sentence",
        "signed_off": None,
        "sentences": 4,
        "unmarked": 1,
        "not_claims": 1,
        "claims": 3,
        "proposed": 0,
        "undecided_sources": 0,
        "open_questions": 0,
        "open_expert_notes": 0,
        "reading_notes": [],
        "by_state": {"open": 1, "in_review": 1, "checked": 1, "published": 0, "dropped": 1},
        "problems": [
            {
                "kind": "unsourced",
                "claim_id": 8,
                "text": "All were saved.",
                "detail": "No source is linked to it.",
                "weight": "fix",
                "label": "No source",
                "line": 2,
            },
            {
                "kind": "contradicted",
                "claim_id": 9,
                "text": "Two boats came.",
                "detail": "Harbour log 3 says otherwise; there is no verdict yet.",
                "weight": "weigh",
                "label": "Contradicted",
                "line": 4,
            },
        ],
        "lines": [
            {
                "start": 0,
                "end": 15,
                "text": TEXTS[0],
                "mark": "claim",
                "claim_ids": [7],
                "sources": 1,
                "evidence": [cited(1, "supports")],
                "links": [],
                "polarity": "asserted",
                "verdict": "True",
            },
            {
                "start": 16,
                "end": 31,
                "text": TEXTS[1],
                "mark": "claim",
                "claim_ids": [8],
                "sources": 0,
                "evidence": [],
                "links": [],
                "polarity": "asserted",
            },
            {"start": 32, "end": 50, "text": TEXTS[2], "mark": "not_claim", "claim_ids": [], "sources": 0, "evidence": [], "links": []},
            {
                "start": 51,
                "end": 66,
                "text": TEXTS[3],
                "mark": "unmarked",
                "claim_ids": [9],
                "sources": 2,
                "evidence": [cited(2, "supports"), cited(3, "contradicts")],
                "links": [],
                "polarity": "asserted",
            },
        ],
    }


def test_the_json_is_made_of_plain_values() -> None:
    made = report.as_json(a_report())
    assert json.loads(json.dumps(made)) == made


def test_every_line_is_the_articles_own_text() -> None:
    made = report.as_json(a_report())
    assert all(made["article"]["text"][line["start"] : line["end"]] == line["text"] for line in made["lines"])


def test_an_appearance_in_another_article_stands_on_no_line_of_this_one() -> None:
    elsewhere = appearance(sentence(77, "The ferry sank.", article_id=2), 7)
    both = on(2, 7, document(1))
    both = case(document(1), of=both.claim, appearances=(elsewhere, *both.appearances))
    made = report.as_json(report.build(ARTICLE, lines(), [both], made_at=NOON))
    assert [line["claim_ids"] for line in made["lines"]] == [[], [7], [], []]


def test_problems_of_one_weight_stand_in_the_order_of_the_article() -> None:
    made = report.build(ARTICLE, lines(), [on(4, 9), on(1, 7), on(2, 8)], made_at=NOON)
    assert [problem.claim_id for problem in made.problems] == [7, 8, 9]


def test_an_article_without_problems_is_ready() -> None:
    ready = report.build(ARTICLE, lines()[:1], [on(1, 7, document(1), state=State.CHECKED, verdicts=(verdict(),))], made_at=NOON)
    assert report.as_json(ready)["headline"] == "Ready to publish"
    assert "✓ Ready to publish" in report.as_text(ready)


def test_problems_to_weigh_alone_do_not_hold_an_article_back() -> None:
    made = report.build(ARTICLE, lines()[:1], [on(1, 7, evidence(1))], made_at=NOON)
    assert report.as_json(made)["headline"] == "Nothing to fix: weigh 1"


def test_the_text_is_what_an_editor_reads_first_to_last() -> None:
    text = report.as_text(a_report())
    places = [text.index(words) for words in ("Not ready", "Fix before", "No source", "Weigh", "Contradicted", "Line by line")]
    assert places == sorted(places)
    assert max(map(len, text.splitlines())) <= 92
    assert "\x1b" not in text


def test_colour_changes_nothing_but_colour() -> None:
    coloured = report.as_text(a_report(), colour=True)
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == report.as_text(a_report())


def hostile_report() -> Report:
    title = article(title=HOSTILE, text=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    of = sentence(1, HOSTILE, mark=Mark.CLAIM)
    bad = case(evidence(1), of=claim(7, HOSTILE), appearances=(appearance(of, 7),), earlier_false=(HOSTILE,))
    return report.build(title, [of], [bad], made_at=NOON)


def test_stored_text_cannot_steer_a_terminal() -> None:
    assert not set("\x1b\u202e\x00") & set(report.as_text(hostile_report()))


def test_stored_text_is_never_markup_and_only_web_addresses_are_links() -> None:
    html = report.as_html(hostile_report())
    assert "<script" not in html and "&lt;script&gt;" in html
    assert "javascript:" not in html and "49" not in html.split("<body>")[1]
    assert 'href="https://news.example.org/ferry"' in report.as_html(a_report())


def test_a_title_cannot_end_the_style_sheet() -> None:
    style = report.as_html(hostile_report()).split("<style>")[1].split("</style>")[0]
    assert "@bottom-right" in style and "alert(1)" not in style
    assert report_page.css_string('a"é<') == r"a\22 \e9 \3c "


def test_the_html_asks_for_nothing_from_outside() -> None:
    html = report.as_html(a_report())
    assert not re.search(r"\b(?:src|@import|url\()", html)
    assert html.count("<tr") == 4 + 2 + 3  # the lines, the problems, the three heads


def test_the_csv_has_a_row_for_each_sentence_and_problem() -> None:
    rows = list(csv.DictReader(io.StringIO(report.as_csv(a_report()))))
    assert [(row["line"], row["claim"], row["problem"], row["weight"]) for row in rows] == [
        ("1", "7", "", ""),
        ("2", "8", "No source", "fix"),
        ("3", "", "", ""),
        ("4", "9", "Contradicted", "weigh"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_runs_as_a_formula(start: str) -> None:
    of = sentence(1, f"{start}cmd", mark=Mark.CLAIM)
    bad = case(of=claim(7, f"{start}cmd"), appearances=(appearance(of, 7),))
    rows = list(csv.DictReader(io.StringIO(report.as_csv(report.build(ARTICLE, [of], [bad], made_at=NOON)), newline="")))
    assert rows[0]["sentence"] == f"'{start}cmd"


def test_two_claims_on_one_line_are_both_told() -> None:
    made = report.build(ARTICLE, lines(), [on(1, 7, document(1)), on(1, 8, verdicts=(verdict(FALSE),))], made_at=NOON)
    assert report.as_json(made)["lines"][0]["claim_ids"] == [7, 8]
    assert report.as_json(made)["lines"][0]["verdict"] == "False"


def test_each_line_names_its_sources_with_quote_and_locator_in_every_form() -> None:
    made = a_report()
    assert "+ supports: Harbour log 1, p. 2: “sank at dawn”" in report.as_text(made)
    assert "≠ contradicts: Harbour log 3, p. 2: “sank at dawn”" in report.as_text(made)
    html = report.as_html(made)
    assert html.count("<q>sank at dawn</q>") == 3
    assert 'href="https://reports.example.org/3#:~:text=sank%20at%20dawn"' in html
    rows = list(csv.DictReader(io.StringIO(report.as_csv(made))))
    assert rows[3]["evidence"] == ("supports: Harbour log 2, p. 2: “sank at dawn”\ncontradicts: Harbour log 3, p. 2: “sank at dawn”")
    assert rows[1]["evidence"] == ""


def test_nothing_of_a_confidential_source_stands_in_any_form() -> None:
    secret = evidence(1, of=source(1, title="Caller from the yard", confidential=True), quote="I saw it", locator="minute 4")
    made = report.build(ARTICLE, lines(), [on(1, 7, secret)], made_at=NOON)
    for form in ("text", "html", "csv", "json"):
        words = report.print_report(made, form)
        assert "confidential source" in words
        assert not [part for part in ("Caller from", "I saw it", "minute 4", "reports.example.org") if part in words], form
