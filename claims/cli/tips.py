"""tip add, tip list: claims that came without an article."""

from pathlib import Path

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.screens import listings
from claims.desk.shapes.tips import AddedTipShape, ListedTipShape
from claims.desk.shown_words import relation_and_chance
from claims.desk.tips import files, tips
from claims.desk.tips.tips import NewTip
from claims.model import Medium, State


@click.group()
def tip() -> None:
    """Claims that somebody sent in, or that were seen without an article."""


@tip.command("add")
@click.option("--text", required=True, help="What is claimed.")
@click.option("--from", "sender", help="Who sent it; confidential unless --named.")
@click.option("--named", is_flag=True, help="The sender is not confidential.")
@click.option("--platform", help="Where it was seen: WhatsApp, X, a leaflet …")
@click.option("--url", help="Its address.")
@click.option("--media", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE", help="The picture, film or sound.")
@click.option(
    "--medium",
    type=click.Choice([str(medium) for medium in Medium]),
    help="The kind of media that carried it; else known from FILE or the address.",
)
@click.option("--seen", metavar="DAY", help="The day it was seen: 2026-11-23, 23 November 2026, 23/11/2026.")
@click.option("--claimant", help="Who says it.")
@as_json
@pass_session
def add(
    session: Session,
    /,
    text: str,
    sender: str | None,
    named: bool,
    platform: str | None,
    url: str | None,
    media: Path | None,
    medium: str | None,
    seen: str | None,
    claimant: str | None,
    json_wanted: bool,
) -> None:
    """Store a tip. It becomes a claim at once and is matched with every known claim."""
    limit = session.settings.max_article_bytes
    file = None
    if media is not None:
        with media.open("rb") as opened:
            file = files.read_file(opened.read(limit + 1), media.name, limit=limit)
    new = NewTip(Medium(medium or Medium.TEXT), platform, url, seen, sender, not named, file)
    with session.store() as db:
        added = tips.add_tip(db, session.matcher, text, new, by=session.person(db), at=session.now(), claimant=claimant)
    if json_wanted:
        print_json(AddedTipShape.of(added))
        return
    show(safe(f"tip {added.tip.id}, claim {added.tip.claim_id}: {text}"))
    for suggestion in added.suggestions:
        known, compared = suggestion.known, suggestion.comparison
        rated = f" [rated {known.rating}]" if known.rating else ""
        relation_words = relation_and_chance(compared.score, compared.relation, compared.closer, has_differences=bool(compared.differences))
        show(safe(f"  {relation_words}: {known.claim.id} {known.claim.text}{rated}"))
    if not added.suggestions:
        say("no known claim resembles it.")


@tip.command("list")
@click.option("--text", default="", help="Only tips with these words.")
@click.option("--platform", default="", help="Only from this platform.")
@click.option("--medium", type=click.Choice([str(medium) for medium in Medium]), default=None, help="Only tips with this kind of media.")
@click.option("--state", type=click.Choice([str(state) for state in State]), default=None, help="Only tips whose claim is in this state.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@as_json
@pass_session
def list_tips(session: Session, /, text: str, platform: str, medium: str | None, state: str | None, limit: int, json_wanted: bool) -> None:
    """Tips, last added first."""
    fields = {"q": text, "platform": platform, "medium": medium or "", "state": state or ""}
    with session.store() as db:
        page = listings.list_tips(db, fields, "-added", limit=limit)
    if json_wanted:
        print_json(
            {
                "tips": ListedTipShape.of_all(page.rows),
                "count": page.in_all,
            }
        )
        return
    for listed in page.rows:
        where = listed.tip.platform or listed.tip.url or "not said where"
        show(
            safe(
                f"{listed.tip.id:>6}  {listed.tip.seen_on or 'no date':10}  {where[:30]:30}  {listed.claim.state or '':9}  {listed.claim.text}"
            )
        )
    say(f"{len(page.rows)} of {page.in_all} tips.")
