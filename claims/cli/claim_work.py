"""claim show, take, release, assign, due, tag, untag, drop, restore, publish, withdraw, reopen, split."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from sqlite_utils import Database

from claims.cli.session import Session, as_json, pass_session, print_json, safe, show
from claims.cli.verdicts import line_of
from claims.desk.articles import appearances
from claims.desk.checking import review, talk, verdicts
from claims.desk.checking.talk import Talk
from claims.desk.people import people
from claims.desk.publishing.publishing import Picked
from claims.desk.queue import bulk_work
from claims.desk.screens import overview
from claims.desk.screens.listed_claims import whole_claim
from claims.desk.screens.overview import ClaimPage
from claims.desk.shapes.claims import WholeClaim
from claims.desk.typed_fields import due_time
from claims.model import Person, Polarity
from claims.sourcing import rules
from claims.store import people as stored_people

_ONE = click.argument("claim_id", type=int)
_SEVERAL = click.argument("claim_ids", nargs=-1, required=True, type=int, metavar="CLAIM_ID...")


@click.group()
def claim() -> None:
    """Work on claims: look at one, take it, give it to somebody, tag it, move it. Several at once are done all or none."""


@claim.command("show")
@_ONE
@as_json
@pass_session
def show_(session: Session, /, claim_id: int, json_wanted: bool) -> None:
    """All about a claim: where it stands, its problems, evidence, verdicts and notes."""
    with session.store() as db:
        page = overview.claim_page(db, claim_id)
        claim_talk = talk.talk_of(db, claim_id, reader=stored_people.find_person(db, session.settings.user))
        answer, zone = WholeClaim.of(whole_claim(db, page.case, page.draft, claim_talk)), session.zone(db)
    if json_wanted:
        print_json(answer)
    else:
        _tell(zone, page, claim_talk)


@claim.command()
@_SEVERAL
@pass_session
def take(session: Session, /, claim_ids: tuple[int, ...]) -> None:
    """Start checking open claims; they become yours."""
    _all(session, claim_ids, "taken", bulk_work.take_all)


@claim.command()
@_SEVERAL
@click.option("--to", "name", required=True, metavar="NAME", help="Whose they become; 'nobody' takes them away.")
@pass_session
def assign(session: Session, /, claim_ids: tuple[int, ...], name: str) -> None:
    """Give claims to somebody."""
    _all(session, claim_ids, f"given to {name}", _give, name)


@claim.command()
@_SEVERAL
@click.option("--at", "when", required=True, metavar="WHEN", help="As 2026-11-23 16:00, by the newsroom's clock; 'none' takes it away.")
@pass_session
def due(session: Session, /, claim_ids: tuple[int, ...], when: str) -> None:
    """Set when claims must be checked. Without a time of its own a claim is due with its article."""
    with session.store() as db:
        due_at = None if when == "none" else due_time(when, session.zone(db))
    _all(session, claim_ids, f"due {when}", bulk_work.set_due_all, due_at)


@claim.command()
@_SEVERAL
@click.option("--tag", "word", required=True)
@pass_session
def tag(session: Session, /, claim_ids: tuple[int, ...], word: str) -> None:
    """Give claims a tag."""
    _all(session, claim_ids, f"tagged {word}", bulk_work.tag_all, word)


@claim.command()
@_SEVERAL
@click.option("--tag", "word", required=True)
@pass_session
def untag(session: Session, /, claim_ids: tuple[int, ...], word: str) -> None:
    """Take a tag off claims."""
    _all(session, claim_ids, f"without {word}", bulk_work.untag_all, word)


@claim.command()
@_SEVERAL
@click.option("--note", required=True, help="Why they are left unchecked.")
@pass_session
def drop(session: Session, /, claim_ids: tuple[int, ...], note: str) -> None:
    """Leave claims unchecked; `claim restore` brings one back."""
    _all(session, claim_ids, "dropped", bulk_work.drop_all, note)


@claim.command()
@_ONE
@pass_session
def release(session: Session, /, claim_id: int) -> None:
    """Give a claim back to the queue."""
    _one(session, claim_id, "released", verdicts.release)


@claim.command()
@_ONE
@pass_session
def restore(session: Session, /, claim_id: int) -> None:
    """Take a dropped claim up again."""
    _one(session, claim_id, "restored", verdicts.restore)


@claim.command()
@_ONE
@click.option("--article", "articles", multiple=True, type=int, metavar="ID", help="An article that the page names; repeatable.")
@click.option("--no-articles", is_flag=True, help="Name no article at all.")
@click.option("--tag", "tags", multiple=True, metavar="WORD", help="A tag that the page shows; repeatable. Other tags stay internal.")
@click.option("--headline", help="What stands at the top of the page; by default the claim itself.")
@click.option("--summary", help="One sentence under the headline; by default the first of the explanation.")
@pass_session
def publish(
    session: Session,
    /,
    claim_id: int,
    articles: tuple[int, ...],
    no_articles: bool,
    tags: tuple[str, ...],
    headline: str | None,
    summary: str | None,
) -> None:
    """Show a checked claim to visitors as it stands now; a published one again, in place of what they saw.

    Unless articles are named, the page names those that were shown before, and new ones that are published at a public address. A headline
    or summary that was written for the page before stays unless another is given; an empty one brings back the default.
    """
    if no_articles and articles:
        raise click.UsageError("--no-articles and --article contradict each other: give one of them.")
    picked = Picked(articles if articles or no_articles else None, tags or None, session.settings.allowed_hosts, headline, summary)
    with session.store() as db:
        verdicts.publish(db, claim_id, by=session.person(db), at=session.now(), picked=picked)
    show(safe(f"claim {claim_id} published"))


@claim.command()
@_ONE
@click.option("--note", required=True, help="Why it is taken off the public pages.")
@pass_session
def withdraw(session: Session, /, claim_id: int, note: str) -> None:
    """Take a published claim off the public pages; its verdict stays."""
    _one(session, claim_id, "withdrawn", verdicts.withdraw, note)


@claim.command()
@_ONE
@click.option("--note", required=True, help="What has to be checked again.")
@pass_session
def reopen(session: Session, /, claim_id: int, note: str) -> None:
    """Check a claim again; its verdict stays until another is approved."""
    _one(session, claim_id, "reopened", verdicts.reopen, note)


@claim.command("said")
@_ONE
@click.option(
    "--article", "article_id", type=int, metavar="ID", help="In which article; needed where the claim stands in more than one sentence."
)
@click.option("--appearance", type=int, metavar="ID", help="Which of its appearances, as `claim show --json` numbers them.")
@click.option("--speaker", metavar="NAME", help="Who says it there.")
@click.option("--nobody", is_flag=True, help="The article names nobody who says it, none of the candidates either.")
@click.option("--polarity", type=click.Choice([str(polarity) for polarity in Polarity]), help="What the article does with it.")
@pass_session
def said_(
    session: Session,
    /,
    claim_id: int,
    article_id: int | None,
    appearance: int | None,
    speaker: str | None,
    nobody: bool,
    polarity: str | None,
) -> None:
    """Say who says a claim in an article, and whether the article asserts, denies or doubts it."""
    if sum((bool((speaker or "").strip()), nobody, polarity is not None)) == 0 or (speaker is not None and nobody):
        raise click.UsageError("Say what to change: --speaker NAME or --nobody, and --polarity asserted, denied or doubted.")
    with session.store() as db:
        location = appearances.place_of(db, claim_id, article_id=article_id, number=appearance)
        judged = Polarity(polarity) if polarity else location.polarity
        says = None if nobody else speaker if speaker is not None else location.speaker
        location = appearances.say_of(db, location, says, judged, nobody=nobody, by=session.person(db), at=session.now())
    show(safe(f"claim {claim_id} in article {location.article_id}: {location.polarity}, said by {location.speaker or 'nobody named'}"))


@claim.command()
@_ONE
@pass_session
def split(session: Session, /, claim_id: int) -> None:
    """Let a claim that was joined to another speak for itself again."""
    _one(session, claim_id, "split off", review.split)


def _give(db: Database, chosen: bulk_work.Chosen, name: str, *, by: Person, at: datetime) -> None:
    # The person at the command line is stored by now, so the claims can be assigned to them.
    bulk_work.assign_all(db, chosen, None if name == "nobody" else people.person_by_name(db, name), by=by, at=at)


def _one(session: Session, claim_id: int, words: str, action: Callable[..., object], *values: object) -> None:
    with session.store() as db:
        action(db, claim_id, *values, by=session.person(db), at=session.now())
    show(safe(f"claim {claim_id} {words}"))


def _all(session: Session, claim_ids: tuple[int, ...], words: str, action: Callable[..., object], *values: object) -> None:
    chosen = [(number, None) for number in dict.fromkeys(claim_ids)]
    with session.store() as db:
        action(db, chosen, *values, by=session.person(db), at=session.now())
    show(safe(f"{'claim' if len(chosen) == 1 else 'claims'} {', '.join(str(number) for number, _ in chosen)} {words}"))


def _tell(zone: ZoneInfo, page: ClaimPage, claim_talk: Talk) -> None:
    claim = page.case.claim
    state = str(claim.state).replace("_", " ") if claim.state else "imported"
    due = f", due {claim.due_at.astimezone(zone):%Y-%m-%d %H:%M}" if claim.due_at else ""
    show(safe(f"claim {claim.id}, {state}, with {page.assignee or 'nobody'}{due}"))
    show(safe(f"  {claim.text}"))
    about = [f"said by {claim.claimant}" if claim.claimant else "", f"tags: {', '.join(page.tags)}" if page.tags else ""]
    if any(about):
        show(safe("  " + "; ".join(filter(None, about))))
    if page.standing:
        since = f"{page.standing.pages[0].at.astimezone(zone):%Y-%m-%d %H:%M}"
        changed = f"; changed since: {', '.join(page.standing.changes)}" if page.standing.changes else ""
        show(safe(f"  public since {since}{changed}"))
    for problem in rules.problems(page.case):
        show(safe(f"  {'▲' if rules.is_fix(problem.kind) else '△'} {problem.kind.replace('_', ' ')}: {problem.detail}"))
    for link in page.case.evidence:
        quote = f" “{link.quote}”" if link.quote else ""
        show(safe(f"  link {link.id}: source {link.source.id} {link.stance}, {link.source.title}{quote}"))
    for verdict in page.case.verdicts:
        show(safe("  " + line_of(verdict)))
    if page.draft:
        show(safe(f"  draft by {page.draft.saved_by}: {page.draft.rating or 'not rated yet'}"))
    for note in claim_talk.notes:
        show(safe(f"  note {note.id}, {note.by}: {'withdrawn' if note.withdrawn else note.text}"))
