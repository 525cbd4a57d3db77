"""What scripts read of watching: feeds, alerts and what a run did, as JSON."""

from typing import TYPE_CHECKING

from claims.desk.screens.answers import Answer

if TYPE_CHECKING:
    from claims.desk.alerts import Alert
    from claims.desk.feeds.watch_run import Tally
    from claims.desk.feeds.watching import Feed


def feed_answer(one: "Feed") -> Answer:
    """A followed feed and how it fares."""
    return {
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "publisher": one.publisher,
        "paused": one.paused,
        "checked_at": one.checked_at.isoformat(timespec="seconds") if one.checked_at else None,
        "read": one.read,
        "waiting": one.waiting,
        "given_up": one.given_up,
        "passed_over": [{"reason": reason, "count": times} for reason, times in one.passed_over],
        "failures": one.failures,
        "reason": one.reason,
        "next_at": one.next_at.isoformat(timespec="seconds") if one.next_at else None,
    }


def alert_answer(one: "Alert") -> Answer:
    """An alert; ``false`` says whether the known claim is rated false, ``status`` what a person decided about the pair."""
    stored = one.stored
    return {
        "alert_id": stored.id,
        "match_id": stored.match_id,
        "article_id": stored.article_id,
        "article_title": stored.article_title,
        "article_url": stored.article_url,
        "publisher": stored.publisher,
        "claim_id": stored.claim_id,
        "text": one.claim.claim.text,
        "known_id": one.known.claim.id,
        "known_text": one.known.claim.text,
        "verdict": one.known.rating,
        "rated_by": one.rated_by,
        "false": one.says_false,
        "level": one.level,
        "score": round(stored.score, 4),
        "status": stored.status,
        "state": stored.state,
        "raised_at": stored.raised_at.isoformat(timespec="seconds"),
    }


def watched_answer(tally: "Tally") -> Answer:
    """What a run over the feeds did; ``waiting`` articles are left for a later run."""
    return {
        "articles": len(tally.articles),
        "claims": tally.claims,
        "repeats": [alert_answer(one) for one in tally.repeats],
        "failed": [{"url": one.url, "reason": one.reason} for one in tally.failed],
        "feeds": tally.feeds,
        "unchanged": tally.unchanged,
        "waiting": tally.left,
    }
