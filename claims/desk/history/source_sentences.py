"""What happened to sources and to their links with claims, in sentences."""

from collections.abc import Callable
from datetime import tzinfo

from claims.desk.history.event_names import Names
from claims.desk.history.event_words import SEEN
from claims.desk.history.told import Told, plain_words, text_in
from claims.model import Event
from claims.sourcing.labels import counted


def link_added(event: Event, names: Names, zone: tzinfo) -> Told:
    after = event.after
    more = [str(detail) for detail in (after.get("used_as"), after.get("locator"), after.get("note")) if detail]
    words = f"{names.source(after.get('source_id'))} linked: {plain_words(after.get('stance'))}" + (f" ({'; '.join(more)})" if more else "")
    return Told(event, words, after=text_in(after.get("quote")))


def link_changed(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    return lambda event, names, zone: Told(event, f"link to {names.source(event.after.get('source_id'))} {words}")


def passage_decided(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    def tell_passage(event: Event, names: Names, zone: tzinfo) -> Told:
        number = event.after.get("source_id")
        return Told(event, f"passage of {names.source(number) if number else 'an earlier article'} {words}")

    return tell_passage


def origin_set(event: Event, names: Names, zone: tzinfo) -> Told:
    original, before = event.after.get("derived_from"), event.before.get("derived_from")
    words = f"marked as a copy of {names.source(original)}" if original else "marked as a copy of no other source"
    return Told(event, words + (f"; before that, {names.source(before)}" if before else ""))


def page_rechecked(event: Event, names: Names, zone: tzinfo) -> Told:
    if event.after.get("failure"):
        return Told(event, f"page could not be fetched again: {event.after['failure']}")
    quotes = event.after.get("quotes")
    whereabouts = [SEEN.get(str(quote["whereabouts"]), "") for quote in quotes] if isinstance(quotes, list) else []
    counts = [f"{counted(whereabouts.count(word), 'quote')} {word}" for word in dict.fromkeys(whereabouts)]
    return Told(
        event,
        ", ".join(["page checked again: its text changed" if event.after.get("changed") else "page checked again: unchanged", *counts]),
    )
