"""Tells what a look at a source's page found."""

from claims.cli.session import safe, show
from claims.desk.sources.rechecks import Rechecked
from claims.model import Whereabouts


def show_recheck(result: Rechecked) -> None:
    """Print what a look at a source's page found: a line for the source, and one for each quote."""
    if result.recheck.failure:
        show(safe(f"source {result.source.id}: {result.source.title}: could not be fetched: {result.recheck.failure}"))
        return
    show(safe(f"source {result.source.id}: {result.source.title}: {'its text changed' if result.recheck.changed else 'as it was'}"))
    for link, quote in result.quotes:
        now = f" now: “{quote.found}”" if quote.whereabouts is Whereabouts.CHANGED else ""
        show(safe(f"  {quote.whereabouts}: “{link.quote}” (claim {link.claim_id}){now}"))
