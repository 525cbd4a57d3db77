"""The newsroom's settings: everybody reads them, admins change them."""

from zoneinfo import available_timezones

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from claims.desk import newsroom
from claims.desk.history import histories
from claims.desk.people import confidential, languages, people, second_factor
from claims.desk.publishing import publisher
from claims.errors import ClaimsError, Refused
from claims.model import Meaning, Role
from claims.sourcing.rules import RULES
from claims.store import newsroom as stored_newsroom
from claims.wording import phrase
from web.request import forms
from web.request.access import person
from web.request.context import app_state, get_db, now, zone
from web.show.language import error_words

pages = Blueprint("newsroom", __name__)


@pages.get("/settings")
def show() -> ResponseReturnValue:
    """The rules with their numbers, the scale, and who changed what."""
    return _page({}, None)


@pages.post("/settings/numbers")
def save() -> ResponseReturnValue:
    """Set the rules' numbers, self-approval, who reads confidential sources and who needs a second factor; all or none."""
    typed = {name: forms.text(name).strip() for name in (*(knob.name for knob in newsroom.KNOBS), newsroom.TIME_ZONE)}
    try:
        newsroom.set_all(
            get_db(),
            _numbers(typed),
            self_approval=forms.text("self_approval") == "yes",
            confidential_readers=forms.choice("confidential_readers", Role),
            second_factor_from=forms.text("second_factor_from"),
            zone=typed[newsroom.TIME_ZONE] or None,
            language=forms.text(languages.SETTING) or None,
            is_day_first={"yes": True, "no": False}.get(forms.text(newsroom.DAY_FIRST)),
            by=person(),
            at=now(),
        )
    except ClaimsError as error:
        return _page(typed, error)
    return _back()


@pages.post("/settings/publisher")
def save_publisher() -> ResponseReturnValue:
    """Set the newsroom's name, its addresses and whether public pages name people; all or none."""
    typed = {name: forms.text(name).strip() for name in publisher.SETTINGS}
    typed[publisher.NAMES_PEOPLE] = "yes" if typed[publisher.NAMES_PEOPLE] == "yes" else "no"
    try:
        publisher.set_details(get_db(), typed, by=person(), at=now())
    except ClaimsError as error:
        return _page(typed, error)
    return _back()


@pages.post("/settings/ratings")
def add_rating() -> ResponseReturnValue:
    """Add a rating at the end of the scale."""
    label = forms.text("label")
    try:
        newsroom.add_rating(get_db(), label, forms.choice("meaning", Meaning), by=person(), at=now())
    except ClaimsError as error:
        return _page({"label": label}, error)
    return _back()


@pages.post("/settings/ratings/<name>")
def edit_rating(name: str) -> ResponseReturnValue:
    """Rename a rating, or change the meaning of one that nothing uses."""
    newsroom.edit_rating(get_db(), name, forms.text("label"), forms.choice("meaning", Meaning), by=person(), at=now())
    return _back()


@pages.post("/settings/ratings/<name>/move")
def move_rating(name: str) -> ResponseReturnValue:
    """Move a rating up or down."""
    newsroom.move_rating(get_db(), name, up=forms.text("way") == "up", by=person(), at=now())
    return _back()


@pages.post("/settings/ratings/<name>/remove")
def remove_rating(name: str) -> ResponseReturnValue:
    """Remove a rating that nothing uses."""
    newsroom.remove_rating(get_db(), name, by=person(), at=now())
    return _back()


def _numbers(typed: dict[str, str]) -> dict[str, int]:
    numbers = {}
    for knob in newsroom.KNOBS:
        value = typed[knob.name]
        if not (value.isascii() and value.isdigit() and len(value) < 6):
            raise Refused(
                phrase(
                    "{label}: {value} is not a whole number. Choose {least} to {most}.",
                    label=knob.label,
                    value=repr(value),
                    least=knob.least,
                    most=knob.most,
                ),
                field=knob.name,
            )
        numbers[knob.name] = int(value)
    return numbers


def _page(typed: dict[str, str], error: ClaimsError | None) -> ResponseReturnValue:
    chosen = newsroom.thresholds(get_db())
    fields = (*(knob.name for knob in newsroom.KNOBS), newsroom.TIME_ZONE, "label", *publisher.SETTINGS)
    shown = render_template(
        "newsroom.html",
        knobs=newsroom.KNOBS,
        typed={knob.name: str(getattr(chosen, knob.name)) for knob in newsroom.KNOBS}
        | publisher.details_of(get_db())
        | {"label": "", newsroom.TIME_ZONE: zone().key}
        | typed,
        zones=sorted(available_timezones()),
        is_day_first=newsroom.day_first(get_db()),
        newsroom_language=languages.newsroom_language(get_db()),
        self_approval=newsroom.self_approval_allowed(get_db()),
        lowest_reader=confidential.lowest_reader(get_db()),
        second_factor_from=second_factor.required_from(get_db()),
        roles=people.ROLES,
        rules=RULES,
        publisher=app_state().settings.publisher,
        scale=stored_newsroom.scale(get_db()),
        in_use=stored_newsroom.ratings_in_use(get_db()),
        Meaning=Meaning,
        zone=zone().key,
        told=histories.of_newsroom(get_db(), zone=zone()),
        error=error_words(error) if error else None,
        field=forms.field_of(error, fields) if error else None,
    )
    return shown, error.http_status if error else 200


def _back() -> ResponseReturnValue:
    return forms.go_back("/settings")
