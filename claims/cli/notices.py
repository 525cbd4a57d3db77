"""notify run, test."""

from typing import TYPE_CHECKING

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from claims.desk.notices.notices import Sent


@click.group()
def notify() -> None:
    """Tell people by e-mail, or through a webhook, what waits for them: mentions, assignments, verdicts to read, alerts."""


@notify.command()
@as_json
@pass_session
def run(session: Session, /, json_wanted: bool) -> None:
    """Tell what has happened since the last run. For cron or a timer, every minute; safe to run twice at once.

    What fails is tried again by later runs. Exit 1 only when everything that was tried failed.
    """
    from claims.desk.notices import notices  # loads the mail library

    if not (session.settings.mail or session.settings.webhook):
        raise ClaimsError("nothing is set up to tell people: set CLAIMS_MAIL_SERVER and CLAIMS_MAIL_FROM, or CLAIMS_WEBHOOK.")
    with session.store() as db:
        sent = notices.run(db, notices.Sending(session.settings, session.now(), tell=lambda words: say(safe(words))))
    if json_wanted:
        print_json({"messages": sent.messages, "posts": sent.posts, "passed": sent.passed, "failed": list(sent.failed)})
    else:
        _show(sent)
    if sent.failed and not (sent.messages or sent.posts):
        raise SystemExit(1)


@notify.command()
@pass_session
def test(session: Session, /) -> None:
    """Send a test message to your own address, which you set on the desk under your name, and a test notice to the webhook."""
    from claims.desk.notices import contacts, webhook

    settings = session.settings
    if not (settings.mail or settings.webhook):
        raise ClaimsError(contacts.NOT_SET_UP)
    with session.store() as db:
        if settings.mail:
            show(safe(f"sent to {contacts.send_test(db, settings.mail, by=session.person(db))}"))
        if settings.webhook:
            webhook.post_test(settings.webhook, at=session.now())
            show("posted to the webhook")


def _show(sent: "Sent") -> None:
    show(f"messages: {sent.messages}, posts: {sent.posts}, over before they were sent: {sent.passed}")
    if sent.failed:
        from claims.desk.notices.notices import WAITS

        for reason in sent.failed:
            say(safe(f"failed: {reason} (each notice is tried {len(WAITS) + 1} times in all, then given up)"))
