"""The queue: what is to be checked, soonest due first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from claims.desk.people import people
from claims.desk.queue import views
from claims.desk.queue.query import AT_WORK, WATCHED, fields_in, fields_of
from claims.desk.screens import overview
from claims.desk.screens.overview import Counts, Filter, Row
from claims.desk.upkeep import checkup
from claims.model import Person, Problem, SavedView
from claims.sourcing import rules
from claims.store import articles as stored_articles
from claims.store import matches
from claims.store import people as stored_people
from claims.store import tags as stored_tags
from claims.wording import phrase
from web.request import forms
from web.request.access import person
from web.request.context import app_state, get_db, now, zone
from web.show import filters
from web.show.language import gettext, translated
from web.show.listing import pages_of
from web.show.words import PROBLEMS, STATES, any_of

pages = Blueprint("queue", __name__)

PAGE = 50
"""Claims on one page of the queue."""

MATCHES = {"matches": "1"}
PROPOSED = {"proposed": "only"}

VIEWS = (
    (phrase("All open work"), {"state": AT_WORK}),
    (phrase("My work"), {"state": AT_WORK, "with": "me"}),
    (phrase("Your mentions"), {"mentions": "unseen"}),
    (phrase("For you to read"), {"reader": "me"}),
    (phrase("For second reading"), {"reader": "1"}),
    (phrase("May repeat a rated claim"), {"alerts": "1"}),
    (phrase("Matches to decide"), MATCHES),
    (phrase("Started, has a problem"), {"state": "in_review,checked,published", "problem": "any"}),
    (phrase("No source yet"), {"state": AT_WORK, "sources": "none"}),
    (phrase("Proposed, not marked"), PROPOSED),
    (phrase("Late"), {"state": AT_WORK, "due": "late"}),
    (phrase("Ready to publish"), {"state": "checked"}),
    (phrase("Changed since published"), {"published": "changed"}),
)
"""The views at the side: a name, and its part of the address."""

SORTS = {"due": phrase("Soonest due first"), "old": phrase("Oldest first"), "new": phrase("Newest first")}


@dataclass(frozen=True, slots=True)
class View:
    """A view at the side with its count of claims, or of matches to decide. ``saved`` is the stored view behind it."""

    name: str
    address: str
    count: int
    current: bool
    saved: SavedView | None = None


@pages.get("/")
def show() -> ResponseReturnValue:
    """A page of the queue, with the filters of the address."""
    fields = fields_in(request.args) if request.args else dict(VIEWS[0][1])
    return page(fields, request.args.get("page", "1"), request.args.get("sort", "due"))


def page(
    chosen_fields: dict[str, str],
    number: str = "1",
    sort: str = "due",
    *,
    error: str | None = None,
    chosen: Iterable[int] = (),
    status: int = 200,
) -> ResponseReturnValue:
    """The queue. After a failed bulk action, its error is above the table and the same rows are chosen."""
    offset = PAGE * (forms.page_number(number) - 1)
    if sort not in SORTS:
        raise BadRequest("there is no such page of the queue")
    rows, counts, shown_views = _rows_and_views(chosen_fields, offset, sort)
    sorted_by = {"sort": sort} if sort != "due" else {}
    shown = render_template(
        "queue/show.html",
        rows=rows,
        counts=counts,
        problems=_problems(row.claim_id for row in rows),
        changed=app_state().problems.changed_since_published(get_db()),
        is_fix=rules.is_fix,
        asked=chosen_fields,
        watched=any(name in chosen_fields for name in WATCHED),
        views=shown_views,
        offered=next(view.count for view in shown_views if view.address == filters.address(PROPOSED)),
        current=next((view for view in shown_views if view.current), None),
        people=workers(),
        options=_options(chosen_fields),
        page=offset // PAGE + 1,
        pages=pages_of(counts.claims, PAGE),
        address=lambda page: filters.address({**chosen_fields, **sorted_by, "page": str(page)}),
        without=lambda name: filters.address({field: value for field, value in chosen_fields.items() if field != name}),
        sorted_as=lambda order: filters.address({**chosen_fields, "sort": order}),
        sort=sort,
        sorts={name: translated(words) for name, words in SORTS.items()},
        query=filters.address(chosen_fields).partition("?")[2],
        zone=zone().key,
        without_model=checkup.pair_model_problem(),
        error=error,
        chosen=set(chosen),
        now=now(),
    )
    return shown, status


def _rows_and_views(chosen_fields: dict[str, str], offset: int, sort: str) -> tuple[list[Row], Counts, list[View]]:
    """The rows of a page of the queue with their counts, and every view at the side with its own."""
    named = _named()
    filters_of = [_filter(fields) for _, fields, _ in named]
    known = [view_filter for view_filter in filters_of if view_filter is not None]
    rows, counts, numbers = overview.queue_with_views(
        get_db(), filters.filter_of(chosen_fields), known, limit=PAGE, offset=offset, order=sort
    )
    counted = iter(numbers)
    shown_views = [
        View(name, filters.address(fields), next(counted) if view_filter is not None else 0, fields == chosen_fields, saved)
        for (name, fields, saved), view_filter in zip(named, filters_of, strict=True)
    ]
    # A match has two claims, so count the matches, not the claims.
    pairs = matches.count_waiting(get_db())
    return rows, counts, [replace(view, count=pairs) if view.address == filters.address(MATCHES) else view for view in shown_views]


def workers() -> list[Person]:
    """The people who can be given a claim."""
    return [colleague for colleague in stored_people.list_people(get_db()) if not colleague.disabled and people.may(colleague, "rate")]


def _problems(claim_ids: Iterable[int]) -> dict[int, list[Problem]]:
    return {case.claim.id: rules.problems(case) for case in overview.cases_of_page(get_db(), list(claim_ids))}


def _named() -> list[tuple[str, dict[str, str], SavedView | None]]:
    """Every view at the side: its name, its part of the address, and the stored view behind it."""
    ours: list[tuple[str, dict[str, str], SavedView | None]] = [(translated(name), fields, None) for name, fields in VIEWS]
    return ours + [(saved.name, fields_of(saved.query), saved) for saved in views.list_views(get_db(), person())]


def _filter(fields: dict[str, str]) -> Filter | None:
    # A view saved by another version may have a filter that is no longer offered: it stays listed, so that it can be removed.
    try:
        return filters.filter_of(fields)
    except BadRequest:
        return None


def _options(fields: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """The options of the filters. The chosen ones are always among them, even where the list is cut off."""
    articles = [(str(article.id), article.title[:60]) for article in stored_articles.list_articles(get_db(), limit=30)]
    if fields.get("article") and fields["article"] not in dict(articles):
        articles.append((fields["article"], gettext("article %(number)s", number=fields["article"])))
    tags = stored_tags.tags_in_use(get_db())
    if fields.get("tag") and fields["tag"] not in tags:
        tags.append(fields["tag"])
    states = [(AT_WORK, gettext("open or in review")), *((state.value, word.lower()) for state, word in STATES.items())]
    if fields.get("state") and fields["state"] not in dict(states):
        states.append((fields["state"], any_of([STATES[state].lower() for state in filters.filter_of(fields).states])))
    return {
        "state": states,
        "people": [("me", gettext("me")), ("nobody", gettext("nobody")), *((str(colleague.id), colleague.name) for colleague in workers())],
        "articles": articles,
        "tags": [(tag, tag) for tag in tags],
        "problems": [
            ("any", gettext("any problem")),
            ("fix", gettext("anything to fix")),
            *((kind.value, word.lower()) for kind, word in PROBLEMS.items()),
        ],
    }
