"""Checking the links of an article: what `add --fetch-links` and `article check-links` share."""

from collections.abc import Sequence

from sqlite_utils import Database

from claims.cli.session import Session, progress, safe, say, show
from claims.desk.sources import link_checks
from claims.model.links import LinkCheck


def check(session: Session, db: Database, article_id: int) -> tuple[LinkCheck, ...]:
    """Check the links of an article that are due, with progress; return the checks of all its links."""
    with progress("checking links", len(link_checks.links_of(db, article_id))) as step:
        return link_checks.check_links(
            db,
            article_id,
            session.matcher,
            allowed_hosts=session.settings.allowed_hosts,
            limit=session.settings.max_article_bytes,
            by=session.person(db),
            at=session.now,
            on_link=step,
        ).checks


def show_checks(checks: Sequence[LinkCheck]) -> None:
    """Print a line for each link: what its page says."""
    for link in checks:
        show(safe(f"link {link.words}"))
    if not checks:
        say("no link of the article's file is known: links are read from Word, web and Markdown files.")
