"""The contract's JSON for feeds, alerts and what a run over the feeds did."""

from typing import TYPE_CHECKING

from claims.desk.screens.answers import Answer

if TYPE_CHECKING:
    from claims.desk.alerts import Alert
    from claims.desk.feeds.watch_run import Tally
    from claims.desk.feeds.watching import Feed


def feed_answer(feed: "Feed") -> Answer:
    """A followed feed and its state."""
    return {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "publisher": feed.publisher,
        "paused": feed.paused,
        "checked_at": feed.checked_at.isoformat(timespec="seconds") if feed.checked_at else None,
        "read": feed.read,
        "waiting": feed.waiting,
        "given_up": feed.given_up,
        "passed_over": [{"reason": reason, "count": times} for reason, times in feed.passed_over],
        "failures": feed.failures,
        "reason": feed.reason,
        "next_at": feed.next_at.isoformat(timespec="seconds") if feed.next_at else None,
    }


def alert_answer(alert: "Alert") -> Answer:
    """An alert; ``false`` says whether the known claim is rated false, ``status`` is what a person decided about the pair."""
    stored = alert.stored
    return {
        "alert_id": stored.id,
        "match_id": stored.match_id,
        "article_id": stored.article_id,
        "article_title": stored.article_title,
        "article_url": stored.article_url,
        "publisher": stored.publisher,
        "claim_id": stored.claim_id,
        "text": alert.claim.claim.text,
        "known_id": alert.known.claim.id,
        "known_text": alert.known.claim.text,
        "verdict": alert.known.rating,
        "rated_by": alert.rated_by,
        "false": alert.says_false,
        "level": alert.level,
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
        "repeats": [alert_answer(alert) for alert in tally.repeats],
        "failed": [{"url": failure.url, "reason": failure.reason} for failure in tally.failed],
        "feeds": tally.feeds,
        "unchanged": tally.unchanged,
        "waiting": tally.left,
    }
