"""Every filter of every list, chosen in the form as people do it: the list shows what the filter means, and the form still says what is chosen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from claims.desk.checking import talk, verdicts
from claims.desk.queue import bulk_work, query
from claims.desk.queue.problem_book import ProblemBook
from claims.desk.screens import listings, overview
from claims.model import Stance
from stage import a_link
from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

MORE = "details.more summary"


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Claims in every state, tagged, due, assigned, sourced, mentioned and merely proposed."""
    stage, at = desk.stage, desk.stage.at
    ben, edith = stage.cast["Ben"], stage.cast["Edith"]
    stage.bring("depot", "checked")
    taken = stage.claim("passengers")
    verdicts.take(stage.db, taken.id, by=ben, at=at)
    bulk_work.tag_all(stage.db, [(taken.id, None)], "Trams", by=ben, at=at)
    verdicts.set_due(stage.db, taken.id, at - timedelta(days=1), by=ben, at=at)
    talk.add_note(stage.db, taken.id, "@Edith: look", by=ben, at=at)
    a_link(stage.db, taken.id, stage.source().id, Stance.CONTEXT, by=edith, at=at)
    return desk


SENT = """(select) => (select.form.getAttribute("action") ?? location.pathname) + "?" + new URLSearchParams(new FormData(select.form))"""
"""The address that the form of a select leads to."""


def choose_each(desk: Desk, page: Page, name: str, check: Callable[[str, html.HtmlElement], None]) -> int:
    """Choose every value of one select in the open form, and let ``check`` look at the answer to what the form then sends.

    The last one is sent by the button; a browser that loads the other pages, too, would show the same with ten times the work.
    """
    # By id: in the queue's form a field is named "matches", which hides the method of that name from selectors that pass the form.
    field = "order" if name == "sort" else f"filter-{name}"
    select, client = page.locator(f"#{field}"), desk.stage.client("Edith")
    if not select.is_visible():
        page.locator(MORE).click()
    values = select.locator("option").evaluate_all("options => options.map(o => o.value)")
    for position, value in enumerate(values):
        select.select_option(index=position)  # a value could also be read as a label
        address = str(select.evaluate(SENT))
        answer = html.fromstring(client.get(address).text)
        (chosen,) = answer.xpath(f"//select[@id='{field}']/option[@selected]/@value") or [values[0]]
        assert chosen == value, (name, value, address)
        check(value, answer)
    with page.expect_navigation():
        page.get_by_role("button", name="Show", exact=True).click()
    assert page.url.removeprefix(desk.root) == address
    assert select.input_value() == values[-1], (name, page.url)
    check(values[-1], html.fromstring(page.content()))
    return len(values)


def numbers_shown(answer: html.HtmlElement) -> set[int]:
    return {int(value.split(":")[0]) for value in answer.xpath("//input[@name='chosen']/@value")}


def test_each_filter_of_the_queue(full: Desk) -> None:
    edith, db = full.open("Edith"), full.stage.db
    edith.goto("/")
    names = edith.locator("[id^=filter-]").evaluate_all("all => all.map(one => one.name)")
    assert {"state", "proposed", "with", "due", "problem", "tag", "article", "matches", "alerts", "sources", "reader"} <= set(names)
    differ: set[frozenset[int]] = set()
    for name in names:

        def check(value: str, answer: html.HtmlElement, name: str = name) -> None:
            fields = query.fields_in({"state": query.AT_WORK, name: value})
            wanted = query.filter_for(db, fields, ProblemBook(), reader=full.stage.cast["Edith"], at=full.stage.at)
            shown = numbers_shown(answer)
            assert shown == {row.claim_id for row in overview.queue(db, wanted)[0]}, (name, value)
            differ.add(frozenset(shown))

        edith.goto("/")
        choose_each(full, edith, name, check)
    assert len(differ) >= 5, "the filters tell claims apart"


def test_a_second_filter_keeps_the_first_and_each_can_be_taken_off(full: Desk) -> None:
    edith = full.open("Edith")
    edith.goto("/")
    edith.locator("#filter-tag").select_option("Trams")
    edith.get_by_role("button", name="Show", exact=True).click()
    edith.wait_for_url("**tag=Trams**")
    expect(edith.locator("#filter-state")).to_have_value(query.AT_WORK)
    edith.get_by_label("Words").fill("passengers")
    edith.get_by_role("button", name="Show", exact=True).click()
    edith.wait_for_url("**q=passengers**")
    expect(edith.locator("#filter-tag")).to_have_value("Trams")
    expect(edith.locator("table.claims tbody tr")).to_have_count(1)
    edith.get_by_role("link", name="Any tag").click()
    edith.wait_for_url(lambda address: "tag" not in address)
    expect(edith.locator("#filter-state")).to_have_value(query.AT_WORK)
    expect(edith.get_by_label("Words")).to_have_value("passengers")


@pytest.mark.parametrize(("address", "names"), [("/articles", ("work", "due", "sort")), ("/sources", ("kind", "use", "kept", "sort"))])
def test_each_filter_of_articles_and_sources(full: Desk, address: str, names: tuple[str, ...]) -> None:
    edith, db = full.open("Edith"), full.stage.db
    tried = 0
    for name in names:

        def check(value: str, answer: html.HtmlElement, name: str = name) -> None:
            fields, sort = ({}, value) if name == "sort" else ({name: value} if value else {}, "-added")
            if address == "/articles":
                shown = listings.list_articles(db, fields, sort, limit=99, offset=0, at=full.stage.at)
                titles = [article.title for article in shown.rows]
            else:
                titles = [listed.source.title for listed in listings.list_sources(db, fields, sort, limit=99, offset=0).rows]
            assert [" ".join(link.text_content().split()) for link in answer.xpath("//tbody//th//a")] == titles, (name, value)

        edith.goto(address)
        tried += choose_each(full, edith, name, check)
    assert tried > 8


def test_the_list_of_claims_by_state_and_words(full: Desk) -> None:
    edith = full.open("Edith")
    edith.goto("/claims")
    for value, words in [("in_review", "In review"), ("checked", "Checked")]:
        edith.get_by_label("State").select_option(value)
        edith.get_by_role("button", name="Show").click()
        edith.wait_for_url(f"**state={value}**")
        states = edith.locator("tbody .state").all_inner_texts()
        assert states and set(states) == {words}
        expect(edith.get_by_label("State")).to_have_value(value)


def test_the_views_of_alerts_and_of_search_results_keep_what_was_chosen(full: Desk) -> None:
    edith = full.open("Edith")
    edith.goto("/alerts")
    for name in ("Seen", "Dismissed", "Decided", "All"):
        edith.get_by_role("navigation", name="Which alerts").get_by_role("link", name=name, exact=True).click()
        expect(edith.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "page")
    edith.goto("/search?q=depot")
    for name in ("Claims", "Articles", "Sources"):
        edith.get_by_role("navigation", name="Kinds of results").get_by_role("link", name=name).click()
        expect(edith.get_by_role("navigation", name="Kinds of results").get_by_role("link", name=name)).to_have_attribute(
            "aria-current", "page"
        )
        expect(edith.get_by_role("main").get_by_role("searchbox")).to_have_value("depot")
