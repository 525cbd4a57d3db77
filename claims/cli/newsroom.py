"""setting and scale: the newsroom's own settings and rating scale."""

import click

from claims.cli.session import Session, as_json, pass_session, print_json, progress, safe, show
from claims.desk import newsroom
from claims.desk.exchange import imports
from claims.desk.people import confidential, languages, second_factor
from claims.desk.publishing import publisher
from claims.errors import Refused
from claims.model import Meaning
from claims.sourcing.rules import RULES, weight_word
from claims.store import newsroom as stored_newsroom
from claims.store import reviews

_FOR_READERS = (
    "The name on published pages and in feeds; empty: CLAIMS_PUBLISHER.",
    "Your page on how you check claims.",
    "Your page on corrections.",
    "Whether published pages name who checked a claim and who read it.",
)
NAMES = (
    *(knob.name for knob in newsroom.KNOBS),
    newsroom.SELF_APPROVAL,
    confidential.READERS,
    second_factor.REQUIRED_FROM,
    newsroom.TIME_ZONE,
    newsroom.DAY_FIRST,
    languages.SETTING,
    *publisher.SETTINGS,
)
"""Every setting by its name, in the order in which they are listed."""

_MEANING = click.Choice([str(meaning) for meaning in Meaning])


@click.group()
def setting() -> None:
    """The newsroom's settings: thresholds of the sourcing rules, self-approval, who reads confidential sources, times, language, and what readers see of it."""


@setting.command("list")
@as_json
@pass_session
def list_(session: Session, /, json_wanted: bool) -> None:
    """Every setting with its value, and every rule with what it asks."""
    with session.store() as db:
        chosen = newsroom.thresholds(db)
        values: dict[str, object] = {knob.name: getattr(chosen, knob.name) for knob in newsroom.KNOBS}
        values[newsroom.SELF_APPROVAL] = newsroom.self_approval_allowed(db)
        values[confidential.READERS] = confidential.lowest_reader(db)
        values[second_factor.REQUIRED_FROM] = second_factor.required_from(db)
        values[newsroom.TIME_ZONE] = session.zone(db).key
        values[newsroom.DAY_FIRST] = newsroom.day_first(db)
        values[languages.SETTING] = languages.newsroom_language(db)
        values |= publisher.details_of(db)
    if json_wanted:
        rule_answers = [{"kind": kind, "label": rule.label, "asks": rule.asks, "weight": weight_word(kind)} for kind, rule in RULES.items()]
        print_json({"settings": values, "rules": rule_answers})
        return
    for knob in newsroom.KNOBS:
        show(f"{knob.name} = {values[knob.name]}   {knob.label}. {knob.why}")
    show(f"{newsroom.SELF_APPROVAL} = {'yes' if values[newsroom.SELF_APPROVAL] else 'no'}   Whoever wrote a verdict may approve it.")
    show(f"{confidential.READERS} = {values[confidential.READERS]}   The lowest role that reads confidential sources.")
    show(f"{second_factor.REQUIRED_FROM} = {values[second_factor.REQUIRED_FROM]}   The lowest role that must use two-step sign-in.")
    show(f"{newsroom.TIME_ZONE} = {values[newsroom.TIME_ZONE]}   Deadlines and all times are typed and shown in it.")
    show(f"{newsroom.DAY_FIRST} = {'yes' if values[newsroom.DAY_FIRST] else 'no'}   11/10/2024 is 11 October.")
    show(
        f"{languages.SETTING} = {values[languages.SETTING]}   The language of the desk and the public pages for everybody who has chosen none."
    )
    for name, words in zip(publisher.SETTINGS, _FOR_READERS, strict=True):
        show(safe(f"{name} = {values[name]}   {words}"))
    show("")
    for rule in RULES.values():
        show(f"{'▲' if rule.fix else '△'} {rule.label}: {rule.asks}")


@setting.command("set")
@click.argument("name")
@click.argument("value")
@pass_session
def set_(session: Session, /, name: str, value: str) -> None:
    """Give a setting another value: a whole number, yes or no for allow_self_approval, a role for confidential_readers, a role or nobody for second_factor_from, a zone for time_zone, yes or no for day_first and name_people, words for newsroom_name, an address for methodology_url and corrections_url, browser or a code such as es for language."""
    if name not in NAMES:
        raise Refused(f"{name!r} is not a setting: choose {', '.join(NAMES)}.")
    with session.store() as db:
        by = session.person(db)
        if name == newsroom.SELF_APPROVAL:
            if value not in ("yes", "no"):
                raise Refused(f"{name} is yes or no, not {value!r}.")
            newsroom.allow_self_approval(db, value == "yes", by=by, at=session.now())
        elif name == confidential.READERS:
            confidential.set_lowest_reader(db, value, by=by, at=session.now())
        elif name == newsroom.TIME_ZONE:
            newsroom.set_time_zone(db, value, by=by, at=session.now())
        elif name == languages.SETTING:
            languages.set_newsroom_language(db, value, by=by, at=session.now())
        elif name == newsroom.DAY_FIRST:
            if value not in ("yes", "no"):
                raise Refused(f"{name} is yes or no, not {value!r}.")
            newsroom.set_day_first(db, value == "yes", by=by, at=session.now())
        elif name in publisher.SETTINGS:
            publisher.set_details(db, {name: value}, by=by, at=session.now())
        elif name == second_factor.REQUIRED_FROM:
            second_factor.set_required_from(db, value, by=by, at=session.now())
        elif value.isascii() and value.isdigit() and len(value) < 6:
            newsroom.set_threshold(db, name, int(value), by=by, at=session.now())
        else:
            raise Refused(f"{value!r} is no whole number.")
    show(safe(f"{name} = {value}"))


@click.group()
def scale() -> None:
    """The ratings, in their order; each means true, false or neither to the rules."""


@scale.command("list")
@as_json
@pass_session
def list_scale(session: Session, /, json_wanted: bool) -> None:
    """Every rating with its meaning and whether something uses it."""
    with session.store() as db:
        used = stored_newsroom.ratings_in_use(db)
        steps = [
            {"name": rating.name, "label": rating.label, "meaning": rating.meaning, "in_use": rating.name in used}
            for rating in stored_newsroom.scale(db)
        ]
    if json_wanted:
        print_json({"scale": steps})
        return
    for step in steps:
        show(safe(f"{step['name']:<20} {step['label']:<24} means {step['meaning']}{', in use' if step['in_use'] else ''}"))


@scale.command("add")
@click.argument("label")
@click.option("--meaning", required=True, type=_MEANING)
@pass_session
def add(session: Session, /, label: str, meaning: str) -> None:
    """Add a rating at the end of the scale."""
    with session.store() as db:
        newsroom.add_rating(db, label, Meaning(meaning), by=session.person(db), at=session.now())
    show(safe(f"{label} is on the scale."))


@scale.command("edit")
@click.argument("name")
@click.option("--label")
@click.option("--meaning", type=_MEANING)
@pass_session
def edit(session: Session, /, name: str, label: str | None, meaning: str | None) -> None:
    """Give a rating other words, or another meaning while nothing uses it."""
    with session.store() as db:
        now = stored_newsroom.get_rating(db, name)
        by, at = session.person(db), session.now()
        newsroom.edit_rating(db, name, label or now.label, Meaning(meaning) if meaning else now.meaning, by=by, at=at)
    show(safe(f"{name} is changed."))


@scale.command("move")
@click.argument("name")
@click.argument("way", type=click.Choice(["up", "down"]))
@pass_session
def move(session: Session, /, name: str, way: str) -> None:
    """Move a rating one place."""
    with session.store() as db:
        newsroom.move_rating(db, name, up=way == "up", by=session.person(db), at=session.now())
    show(safe(f"{name} is moved {way}."))


@scale.command("remove")
@click.argument("name")
@pass_session
def remove(session: Session, /, name: str) -> None:
    """Take a rating off the scale; one in use is never removed."""
    with session.store() as db:
        newsroom.remove_rating(db, name, by=session.person(db), at=session.now())
    show(safe(f"{name} is off the scale."))


@scale.command("map")
@as_json
@pass_session
def map_(session: Session, /, json_wanted: bool) -> None:
    """Look up the rating words of imported reviews without a rating again: after an update the table may know them.

    Each change is in the history. Safe to stop and to repeat."""
    with session.store() as db:
        count = reviews.count_unmapped(db)
        with progress("mapping", count) as advance:
            mapped = imports.map_ratings(db, by=session.person(db), clock=session.now, on_reviews=advance)
    if json_wanted:
        print_json({"looked_at": count, "mapped": mapped})
        return
    show(f"{mapped:,} of {count:,} reviews without a rating have one now.")
