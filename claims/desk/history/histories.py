"""What happened to a claim, a source, an article or the newsroom's own rules, in words, oldest first."""

from collections.abc import Sequence
from datetime import UTC, tzinfo

from sqlite_utils import Database

from claims.desk.history.event_sentences import tell_all
from claims.desk.history.told import Told
from claims.model import Event
from claims.store import alerts, appearances, articles, claims, evidence, history, matches, newsroom
from claims.store.connect import read


def of_claim(db: Database, claim_id: int, *, zone: tzinfo = UTC) -> list[Told]:
    """What happened to a claim, the claims joined to it and the sources it rests on, oldest first; raise NotFound."""
    with read(db):
        root = claims.root_of(db, claim_id).id
        family = claims.family_of(db, [root])[root]
        decided = [match.id for match in matches.matches_of(db, family)]
        sources = evidence.ever_linked(db, family)
        events = history.events_of(db, {"claim": family, "match": decided, "source": sources})
        # Events of a source from before it was linked to the claim belong to the source's own history.
        linked = _first_linked(events)
        mine = [event for event in events if event.subject != "source" or linked.get(event.subject_id, event.id) < event.id]
        return tell_all(db, mine, zone=zone, root=("claim", root))


def of_source(db: Database, source_id: int, *, zone: tzinfo = UTC) -> list[Told]:
    """What happened to a source, oldest first."""
    with read(db):
        return tell_all(db, history.events_of(db, {"source": [source_id]}), zone=zone, root=("source", source_id))


def of_newsroom(db: Database, *, zone: tzinfo = UTC) -> list[Told]:
    """Changes of thresholds, settings and the rating scale, oldest first."""
    with read(db):
        return tell_all(db, history.events_of(db, {newsroom.SUBJECT: [newsroom.NUMBER]}), zone=zone)


def of_article(db: Database, article_id: int, *, zone: tzinfo = UTC) -> list[Told]:
    """What happened to an article, its sentences and the claims in it, oldest first; raise NotFound."""
    with read(db):
        article = articles.get_article(db, article_id)
        sentences = [sentence.id for sentence in articles.sentences_of(db, article)]
        numbers = list({appearance.claim_id for appearance in appearances.appearances_in(db, article_id)})
        decided = [match.id for match in matches.matches_of(db, numbers)]
        raised = [alert.id for alert in alerts.alerts_in(db, [article_id], only_open=False)]
        about = {"article": [article_id], "sentence": sentences, "claim": numbers, "match": decided, "alert": raised}
        events = history.events_of(db, about)
        return tell_all(db, events, zone=zone, root=("article", article_id))


def _first_linked(events: Sequence[Event]) -> dict[int, int]:
    first_links: dict[int, int] = {}
    for event in events:
        if event.action == "link_source" and isinstance(number := event.after.get("source_id"), int):
            first_links.setdefault(number, event.id)
    return first_links
