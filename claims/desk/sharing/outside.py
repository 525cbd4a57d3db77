"""What whoever has an expert's link may read of the report on its article."""

from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database

from claims.desk.cases import cases
from claims.exchange.named_inside import names_any
from claims.model.experts import ExpertLink
from claims.reading.addresses import looks_public
from claims.sourcing import outside_report
from claims.sourcing.outside_report import OutsideReport
from claims.store import added_articles
from claims.store.confidential import hide_confidential
from claims.store.connect import read
from claims.store.proposed_sources import notes_in_file
from claims.store.secret_names import secret_names


def report_outside(db: Database, link: ExpertLink, *, inside_hosts: Collection[str] = (), at: datetime) -> OutsideReport:
    """The report on the article of a link without anything confidential or internal. From here on the connection hides confidential sources.

    ``inside_hosts`` are names of the newsroom's own network, whose addresses are not given.
    """
    with read(db):
        titles, addresses = secret_names(db, link.article_id)
        footnotes = notes_in_file(db, link.article_id)
        is_inside = link.article_id in added_articles.fetched_inside(db, [link.article_id])
    hide_confidential(db)
    report = cases.sourcing_report(db, link.article_id, at=at)
    return outside_report.outside(
        report,
        names_secret=lambda words: names_any(words.encode(), titles, addresses),
        footnotes=footnotes,
        is_public=lambda url: looks_public(url, inside_hosts),
        has_public_address=not is_inside,
    )
