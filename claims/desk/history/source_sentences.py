"""What happened to sources and to their links with claims, in sentences."""

from collections.abc import Callable
from datetime import tzinfo

from claims.desk.history.event_names import Names
from claims.desk.history.event_words import SEEN
from claims.desk.history.told import Told, plain_words, text_in
from claims.model import Event
from claims.sourcing import locators
from claims.wording import joined, phrase


def link_added(event: Event, names: Names, zone: tzinfo) -> Told:
    after = event.after
    used_as, locator, note = (str(after.get(name) or "") for name in ("used_as", "locator", "note"))
    more = [detail for detail in (used_as, locators.in_words(locator), note) if detail]
    source, stance = names.source(after.get("source_id")), plain_words(after.get("stance"))
    words = phrase("{source} linked: {stance}", source=source, stance=stance)
    if more:
        words = phrase("{words} ({details})", words=words, details=joined(more, "; "))
    return Told(event, words, after=text_in(after.get("quote")))


def link_changed(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    return lambda event, names, zone: Told(
        event, phrase("link to {source} {words}", source=names.source(event.after.get("source_id")), words=words)
    )


def passage_decided(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    def tell_passage(event: Event, names: Names, zone: tzinfo) -> Told:
        number = event.after.get("source_id")
        return Told(
            event,
            phrase("passage of {source} {words}", source=names.source(number) if number else phrase("an earlier article"), words=words),
        )

    return tell_passage


def origin_set(event: Event, names: Names, zone: tzinfo) -> Told:
    original, before = event.after.get("derived_from"), event.before.get("derived_from")
    words = (
        phrase("marked as a copy of {source}", source=names.source(original)) if original else phrase("marked as a copy of no other source")
    )
    return Told(event, phrase("{words}; before that, {source}", words=words, source=names.source(before)) if before else words)


def page_rechecked(event: Event, names: Names, zone: tzinfo) -> Told:
    if event.after.get("failure"):
        return Told(event, phrase("page could not be fetched again: {after}", after=event.after["failure"]))
    quotes = event.after.get("quotes")
    whereabouts = [SEEN.get(str(quote["whereabouts"]), "") for quote in quotes] if isinstance(quotes, list) else []
    counts = [_quotes(whereabouts.count(word), word) for word in dict.fromkeys(whereabouts)]
    outcome = phrase("page checked again: its text changed") if event.after.get("changed") else phrase("page checked again: unchanged")
    return Told(event, joined([outcome, *counts], ", "))


def _quotes(count: int, whereabouts: str) -> str:
    if count == 1:
        return phrase("1 quote {whereabouts}", whereabouts=whereabouts)
    return phrase("{count} quotes {whereabouts}", count=count, whereabouts=whereabouts)
