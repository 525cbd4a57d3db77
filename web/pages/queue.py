"""The queue: what is to be checked, soonest due first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from claims.desk import cases, overview, people, verdicts
from claims.desk.overview import Filter
from claims.model import Problem, State
from web import forms
from web.access import person
from web.db import get_db, now, room
from web.words import STATES

pages = Blueprint("queue", __name__)

PAGE = 50
"""Claims on one page of the queue."""

AT_WORK = "open,in_review"
VIEWS = (
    ("All open work", {"state": AT_WORK}),
    ("My work", {"with": "me", "state": AT_WORK}),
    ("For second reader", {"reader": "1"}),
    ("Matches to decide", {"matches": "1"}),
    ("No source yet", {"sources": "none", "state": AT_WORK}),
    ("Late", {"due": "late", "state": AT_WORK}),
    ("Ready to publish", {"state": "checked"}),
)
"""The views at the side: a name, and what the address says for it."""


@dataclass(frozen=True, slots=True)
class View:
    """A view at the side with its count."""

    name: str
    address: str
    claims: int
    current: bool


@pages.get("/")
def show() -> ResponseReturnValue:
    """A page of the queue, filtered as the address says."""
    asked = {name: value for name, value in request.args.items() if value and name in FIELDS}
    if not request.args:
        asked = dict(VIEWS[0][1])
    offset = PAGE * (max(1, forms.as_number(request.args.get("page", "1"), "page")) - 1)
    if offset > forms.BIGGEST:
        raise BadRequest("page is too large")
    rows, counts = overview.queue(get_db(), wanted(asked), limit=PAGE, offset=offset)
    problems: dict[int, list[Problem]] = {
        case.claim.id: cases.problems_of(case) for case in overview.cases_on(get_db(), [row.claim_id for row in rows])
    }
    views = [_view(name, fields, asked) for name, fields in VIEWS]
    return render_template(
        "queue/show.html",
        rows=rows,
        counts=counts,
        problems=problems,
        is_fix=cases.is_fix,
        asked=asked,
        views=views,
        title=next((view.name for view in views if view.current), "Chosen claims"),
        people=[one for one in people.list_people(get_db()) if not one.disabled and people.may(one, "rate")],
        options=_options(),
        page=offset // PAGE + 1,
        pages=max(1, -(-counts.claims // PAGE)),
        address=lambda page: _address({**asked, "page": str(page)}),
    )


@pages.post("/claims/assign")
def assign() -> ResponseReturnValue:
    """Give the chosen claims to somebody."""
    number = forms.optional_number("to")
    to = people.get_person(get_db(), number) if number else None
    verdicts.assign_all(get_db(), _chosen(), to, by=person(), at=now())
    return forms.go_back(url_for("queue.show"))


@pages.post("/claims/due")
def set_due() -> ResponseReturnValue:
    """Give the chosen claims a deadline, or none."""
    due_at = forms.moment("due", room().settings.timezone)
    verdicts.set_due_all(get_db(), _chosen(), due_at, by=person(), at=now())
    return forms.go_back(url_for("queue.show"))


FIELDS = ("state", "with", "article", "matches", "sources", "reader", "due", "q")
"""What the address may say."""


def wanted(asked: dict[str, str]) -> Filter:
    """The filter that an address asks for; BadRequest for what no link or form of ours says."""
    try:
        states = tuple(State(one) for one in asked.get("state", "").split(",") if one)
    except ValueError as error:
        raise BadRequest("state is none of ours") from error
    return Filter(
        states=states,
        assignee_id=_assignee(asked.get("with", "")),
        article_id=forms.as_number(asked["article"], "article") if "article" in asked else None,
        matches_waiting=asked.get("matches") == "1",
        unsourced=asked.get("sources") == "none",
        waiting_for_reader=asked.get("reader") == "1",
        due_before=_due_before(asked.get("due", "")),
        text=asked.get("q"),
    )


def _options() -> dict[str, list[tuple[str, str]]]:
    """What the filters offer, besides what stands in the page itself."""
    workers = [(str(one.id), one.name) for one in people.list_people(get_db()) if not one.disabled and people.may(one, "rate")]
    return {
        "state": [(AT_WORK, "open or in review"), *((state.value, word.lower()) for state, word in STATES.items())],
        "people": [("me", "me"), ("nobody", "nobody"), *workers],
        "articles": [(str(one.id), one.title[:60]) for one in overview.list_articles(get_db(), limit=30)],
    }


def _address(fields: dict[str, str]) -> str:
    return f"{url_for('queue.show')}?{urlencode(fields)}"


def _view(name: str, fields: dict[str, str], asked: dict[str, str]) -> View:
    return View(name, _address(fields), overview.count(get_db(), wanted(fields)).claims, fields == asked)


def _assignee(asked: str) -> int | None:
    if asked in ("", "me", "nobody"):
        return {"": None, "me": person().id, "nobody": 0}[asked]
    return forms.as_number(asked, "with")


def _due_before(asked: str) -> datetime | None:
    here = now().astimezone(room().settings.timezone)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = {"": None, "late": here, "today": midnight + timedelta(days=1), "week": midnight + timedelta(days=7)}
    if asked not in ends:
        raise BadRequest("due is none of ours")
    return ends[asked]


def _chosen() -> list[tuple[int, int]]:
    chosen = forms.versions("chosen")
    if not chosen:
        raise BadRequest("no claim was chosen")
    return chosen
