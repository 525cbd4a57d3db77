"""The queue as people use it: filters in the address, views, errors above the table, mentions, the newsroom's clock."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from claims.desk.checking import talk, verdicts
from claims.desk.queue import bulk_work, views
from claims.desk.screens import overview
from claims.errors import Refused
from claims.settings import Settings
from claims.store import search
from tests.web_stage import Stage
from web import create_app
from web.request import forms


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def test_the_filter_in_the_address_is_what_is_shown_and_can_be_taken_off_again(stage: Stage) -> None:
    claim = stage.claim("depot")
    bulk_work.tag_all(stage.db, [(claim.id, None)], "transport", by=stage.cast["Ben"], at=stage.at)
    page = unescape(stage.get("/?q=depot&tag=transport&state=open&problem=unsourced&due=none&with=nobody&article=2").text)
    assert "1 claim in 1 article" in page and claim.text in page
    assert 'aria-label="Any tag"' in page and "tag=transport" in page
    assert "No claims match this filter" in stage.get("/?q=depot&tag=other").text


@pytest.mark.parametrize("wrong", ["problem=ugly", "mentions=all", "matches=2", "sort=luck", "with=x", "sources=some", "page=-1"])
def test_what_no_link_of_ours_says_is_refused(stage: Stage, wrong: str) -> None:
    assert stage.get(f"/?{wrong}").status_code == 400


@pytest.mark.parametrize("hostile", ['"', "%00", "' OR 1=1 --", "%25%5F", "<script>", "*", "a" * 3000, "NEAR(", "\ud7ff"])
def test_hostile_words_find_nothing_and_break_nothing(stage: Stage, hostile: str) -> None:
    for address in (
        f"/?q={hostile}",
        f"/?tag={hostile}",
        f"/search?q={hostile}",
        f"/search?kind=claim&q={hostile}",
        f"/claims?q={hostile}",
    ):
        answer = stage.get(address)
        assert answer.status_code == 200 and "<script>" not in answer.text


def test_a_stale_row_stops_the_bulk_action_says_which_and_keeps_the_choice(stage: Stage) -> None:
    one, other = stage.claim("depot"), stage.claim("passengers")
    verdicts.set_due(stage.db, other.id, stage.at, by=stage.cast["Cleo"], at=stage.at)
    fields = {"chosen": [f"{one.id}:{one.version}", f"{other.id}:{other.version}"], "to": stage.cast["Ben"].id, "back": "/?state=open"}
    answer = stage.post("/claims/assign", fields)  # type: ignore[arg-type]
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert f"Nothing was changed: claim {other.id} was changed in the meantime" in page and "by Cleo at 09:30" in page
    assert page.count(" checked>") == 2
    assert overview.claim_page(stage.db, one.id).assignee is None


def test_nothing_chosen_is_said_above_the_table(stage: Stage) -> None:
    answer = stage.post("/claims/take", {"back": "/"})
    assert answer.status_code == 409 and "no claim was chosen" in answer.text


def test_what_was_done_offers_its_undo_on_the_next_page(stage: Stage) -> None:
    claim, client = stage.claim("depot"), stage.client("Ben")
    token = client.get("/password").text.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/claims/take", data={"csrf_token": token, "chosen": f"{claim.id}:{claim.version}", "back": "/"})
    page = client.get("/").text
    assert "1 claim is now yours and in review." in page and 'action="/claims/undo"' in page
    first, last = (page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("first", "last"))
    assert client.post("/claims/undo", data={"csrf_token": token, "first": first, "last": last}).status_code == 303
    assert overview.claim_page(stage.db, claim.id).case.claim.state == "open"
    assert client.post("/claims/undo", data={"csrf_token": token, "first": first, "last": last}).status_code == 409


def test_a_mention_is_new_until_the_claim_is_opened(stage: Stage) -> None:
    claim = stage.claim("depot")
    talk.add_note(stage.db, claim.id, "@Ben, <b>look</b>", by=stage.cast["Cleo"], at=stage.at)
    assert claim.text in unescape(stage.get("/?mentions=unseen").text)
    assert stage.get("/?mentions=unseen", by="Cleo").text.count("Select claim") == 0
    page = stage.get(f"/claims/{claim.id}").text
    assert "1 new mention of you" in page and "<b>@Ben</b>, &lt;b&gt;look" in page
    assert "Nobody has mentioned you" in stage.get("/?mentions=unseen").text
    assert "new mention" not in stage.get(f"/claims/{claim.id}").text


def test_a_view_that_asks_for_what_is_no_longer_offered_stays_listed(stage: Stage) -> None:
    views.save_view(stage.db, "Odd", "problem=gone", by=stage.cast["Ben"], at=stage.at)
    views.save_view(stage.db, "Depot", "q=depot", by=stage.cast["Ben"], at=stage.at)
    stage.claim("depot")
    page = stage.get("/?q=depot").text
    assert "Odd" in page and 'aria-current="page"><span>Depot' in page and "Remove this view" in page
    assert "Depot" not in stage.get("/", by="Cleo").text.split('class="list"')[0]


def test_search_finds_by_what_is_told_of_a_claim(stage: Stage) -> None:
    claim = stage.bring("depot", "checked")
    bulk_work.tag_all(stage.db, [(claim.id, None)], "heritage", by=stage.cast["Ben"], at=stage.at)
    for query in ("heritage", "depot heritage", "True depot"):
        found = search.search(stage.db, query)
        assert (found[0].kind, found[0].id) == ("claim", claim.id), query
    assert {one.kind for one in search.search(stage.db, "depot", kind="article")} == {"article"}
    page = stage.get("/search?q=heritage").text
    assert "rated <b>True</b>" in page and "<mark>heritage</mark>" in page
    bulk_work.untag_all(stage.db, [(claim.id, None)], "heritage", by=stage.cast["Ben"], at=stage.at)
    assert search.search(stage.db, "heritage") == []
    assert stage.get("/search?q=x&kind=person").status_code == 400


LISBON = ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2026-03-29T00:30", datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),  # before the clocks go forward at 01:00
        ("2026-03-29T02:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25T01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first is meant
        ("2026-10-25T02:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-07-01 16:00", datetime(2026, 7, 1, 15, 0, tzinfo=UTC)),
        ("2026-07-01T16:00+02:00", datetime(2026, 7, 1, 14, 0, tzinfo=UTC)),
        ("", None),
    ],
)
def test_a_due_time_is_read_by_the_newsrooms_clock(stage: Stage, typed: str, found: datetime | None) -> None:
    with stage.app.test_request_context(method="POST", data={"due": typed}):
        assert forms.moment("due", LISBON) == found


@pytest.mark.parametrize("typed", ["2026-03-29T01:30", "tomorrow", "2026-02-30T10:00", "9999-12-31T23:59-12:00"])
def test_a_due_time_that_is_none_is_refused(stage: Stage, typed: str) -> None:
    with stage.app.test_request_context(method="POST", data={"due": typed}), pytest.raises(Refused, match="due time"):
        forms.moment("due", LISBON)


def test_pages_and_filters_go_by_the_newsrooms_day_on_the_day_the_clocks_change(stage: Stage) -> None:
    claim = stage.claim("depot")
    at = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
    settings = Settings(db=stage.path, model=stage.settings.model, timezone=LISBON)
    stage.at, stage.app = at, create_app(settings, clock=lambda: at)
    # The 25th has 25 hours in Lisbon: its last minute is 23:59 UTC of that day, its first 23:00 UTC of the day before.
    for due, shown, today in (
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), "today 23:59 WET", True),
        (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), "tomorrow", False),
    ):
        verdicts.set_due(stage.db, claim.id, due, by=stage.cast["Ben"], at=at)
        assert shown in stage.get("/").text
        assert (claim.text in unescape(stage.get("/?due=today").text)) is today
        assert f'value="{due.astimezone(LISBON):%Y-%m-%dT%H:%M}"' in stage.get(f"/claims/{claim.id}").text


def test_what_the_filter_form_sends_is_what_is_shown(stage: Stage) -> None:
    """A browser sends every field of a form: two of one name would contradict each other."""
    stage.bring("depot", "checked")
    stage.claim("passengers")
    shown = stage.get("/?state=open,in_review").text
    form = html.fromstring(shown).find_class("filters")[0]
    form.fields["state"] = "checked"
    sent = form.form_values()
    assert len({name for name, _ in sent}) == len(sent), "two fields have one name"
    page = unescape(stage.get("/?" + urlencode(sent)).text)
    assert "depot" in page and "passengers" not in page.split("<table")[1]
    form.fields["state"] = ""
    everything = unescape(stage.get("/?" + urlencode(form.form_values())).text)
    assert "depot" in everything and "passengers" in everything


@pytest.mark.parametrize(
    "address", ["/", "/articles", "/claims", "/sources", "/search?q=tram", "/alerts", "/articles/2", "/articles/new", "/sources/new"]
)
def test_no_form_has_a_hidden_field_beside_one_of_the_same_name(stage: Stage, address: str) -> None:
    for form in html.fromstring(stage.get(address, "Ada").text).forms:
        hidden = {one.name for one in form.iterdescendants("input") if one.type == "hidden"}
        shown = {
            one.name for one in form.iterdescendants("input", "select", "textarea") if one.name and getattr(one, "type", "") != "hidden"
        }
        assert not hidden & shown, (address, form.action, hidden & shown)
