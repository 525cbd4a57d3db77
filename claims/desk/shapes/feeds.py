"""Feeds, alerts, and what a run over the feeds did."""

from claims import shape_fields as out


class PassedOver(out.Shape):
    """Why items were skipped, and how many."""

    reason = out.text()
    count = out.whole(attribute="times")


class FeedShape(out.Shape):
    """A followed feed and its state."""

    id = out.whole()
    url = out.text()
    title = out.maybe()
    publisher = out.maybe()
    paused = out.yes_or_no()
    checked_at = out.maybe_moment(timespec="seconds")
    read = out.whole()
    waiting = out.whole()
    given_up = out.whole()
    passed_over = out.many(PassedOver)
    failures = out.whole()
    reason = out.maybe()
    next_at = out.maybe_moment(timespec="seconds")


class AlertShape(out.Shape):
    """An alert; ``false`` says whether the known claim is rated false, ``status`` is what a person decided about the pair."""

    alert_id = out.whole(attribute="stored.id")
    match_id = out.whole(attribute="stored.match_id")
    article_id = out.whole(attribute="stored.article_id")
    article_title = out.text(attribute="stored.article_title")
    article_url = out.maybe(attribute="stored.article_url")
    publisher = out.maybe(attribute="stored.publisher")
    claim_id = out.whole(attribute="stored.claim_id")
    text = out.text(attribute="claim.claim.text")
    known_id = out.whole(attribute="known.claim.id")
    known_text = out.text(attribute="known.claim.text")
    verdict = out.maybe(attribute="known.rating")
    rated_by = out.text()
    false = out.yes_or_no(attribute="says_false")
    level = out.text()
    score = out.share(attribute="stored.score")
    relation = out.text(attribute="stored.relation")
    status = out.text(attribute="stored.status")
    state = out.text(attribute="stored.state")
    raised_at = out.moment(attribute="stored.raised_at", timespec="seconds")


class FailureShape(out.Shape):
    url = out.text()
    reason = out.text()


class WatchedShape(out.Shape):
    """What a run over the feeds did; ``waiting`` articles are left for a later run."""

    articles = out.whole(attribute="article_count")
    claims = out.whole()
    repeats = out.many(AlertShape)
    failed = out.many(FailureShape)
    feeds = out.whole()
    unchanged = out.whole()
    waiting = out.whole(attribute="left")
