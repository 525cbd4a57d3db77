"""article list, mark, due, edit, history (and those of cli/sharing); matches, decide: the line-by-line work, for scripts."""

from functools import partial

import click

from claims.cli import link_checking, sharing
from claims.cli.articles import match_line
from claims.cli.correcting import correct_row
from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.checking import review
from claims.desk.history import histories
from claims.desk.index.lookup import stored_pairs
from claims.desk.screens import listings, overview
from claims.desk.screens.overview import Progress
from claims.desk.shapes.articles import ArticleShape, ProgressShape
from claims.desk.shapes.matches import PairShape
from claims.desk.shown_words import relation
from claims.desk.typed_fields import due_time
from claims.errors import NotFound, Refused
from claims.model import Mark, Reason, Relation, Status
from claims.sourcing.report_shapes import LineLink
from claims.store import articles as stored_articles
from claims.store import matches as stored_matches


@click.group()
def article() -> None:
    """Articles that are there: list them, mark their lines, set when they are due, correct their details, read their history."""


for _command in (sharing.share, sharing.shared, sharing.unshare, sharing.expert_notes):
    article.add_command(_command)


@article.command("list")
@click.option("--text", "q", help="Only with these words in title, publisher or byline.")
@click.option("--work", type=click.Choice(list(listings.WORK)), help="Only with lines left to mark, claims left to check, or all done.")
@click.option("--due", type=click.Choice(["late", "today", "week", "none"]), help="Only what is due by then, or has no date.")
@click.option("--sort", default="-added", show_default=True, help=f"By {', '.join(listings.ARTICLE_ORDERS)}; with a - downwards.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@as_json
@pass_session
def list_(session: Session, /, sort: str, limit: int, json_wanted: bool, **given: str | None) -> None:
    """The newest versions of articles, last added first, and how far each is."""
    with session.store() as db:
        here = session.now().astimezone(session.zone(db))
        query = {field: word for field, word in given.items() if word}
        articles = listings.list_articles(db, query, sort, at=here, limit=limit, offset=0).rows
        far = stored_articles.progress_of(db, [article.id for article in articles])
    if json_wanted:
        progress = {number: ProgressShape.of(state) for number, state in far.items()}
        print_json({"articles": [{**ArticleShape.of(article), "progress": progress.get(article.id)} for article in articles]})
        return
    for article in articles:
        show(safe(f"{article.id:>5}  {article.title}: {_done(far.get(article.id))}"))
    if not articles:
        say("no article yet: `add FILE` reads one.")


def _done(far: Progress | None) -> str:
    if far is None:
        return "no lines"
    parts = [
        f"{far.marked} of {far.sentences} lines marked",
        f"{far.checked} of {far.claims} claims checked" if far.claims else "",
        f"{far.proposed} claims proposed" if far.proposed else "",
    ]
    return ", ".join(filter(None, parts))


@article.command("mark")
@click.argument("article_id", type=int)
@click.argument("lines", nargs=-1, required=True, type=int, metavar="LINE...")
@click.option("--as", "mark", required=True, type=click.Choice([str(mark) for mark in Mark]))
@pass_session
def mark_(session: Session, /, article_id: int, lines: tuple[int, ...], mark: str) -> None:
    """Say what lines of an article are; all of them or none."""
    with session.store() as db:
        at = session.now()
        numbers = {sentence.position: sentence.id for sentence in overview.article_desk(db, article_id, at=at).sentences}
        missing = [line for line in lines if line not in numbers]
        if missing:
            raise NotFound(f"article {article_id} has no line {missing[0]}: it has {len(numbers)}.")
        review.mark_sentences(db, [(numbers[line], None) for line in lines], Mark(mark), by=session.person(db), at=at)
    show(f"article {article_id}: {len(set(lines))} marked {mark.replace('_', ' ')}")


@article.command("check-links")
@click.argument("article_id", type=int)
@as_json
@pass_session
def check_links_(session: Session, /, article_id: int, json_wanted: bool) -> None:
    """Fetch the pages that an article links to, keep them as sources, and say whether each says what its line says.

    A link that was checked is not checked again, unless its page could not be had.
    """
    with session.store() as db:
        checked = link_checking.check(session, db, article_id)
    if json_wanted:
        print_json({"links": LineLink.of_all(checked)})
    else:
        link_checking.show_checks(checked)


@article.command("due")
@click.argument("article_id", type=int)
@click.argument("when")
@pass_session
def due_(session: Session, /, article_id: int, when: str) -> None:
    """Set when an article is due: WHEN as "2026-11-23 16:00" by the newsroom's clock, or 'none'. Its claims are due with it, but for those with a time of their own."""
    from claims.desk.articles import intake  # loads all that reads an article

    with session.store() as db:
        due_at = None if when == "none" else due_time(when, session.zone(db))
        intake.set_due(db, article_id, due_at, by=session.person(db), at=session.now())
    show(safe(f"article {article_id} due {when}"))


@article.command("edit")
@click.argument("article_id", type=int)
@click.option("--title", help="The headline.")
@click.option("--publisher", help="Who published it; empty for nobody named.")
@click.option("--byline", help="Who wrote it.")
@click.option(
    "--published", metavar="DAY", help="The day of publication, as 2026-11-23. Claims made there follow it and are matched again."
)
@click.option("--url", help="Where it was published.")
@click.option("--language", metavar="CODE", help="Two letters: en, de, pt. Claims made there follow it and are matched again.")
@click.option("--undo", is_flag=True, help="Put back what the last correction replaced.")
@as_json
@pass_session
def edit_(session: Session, /, article_id: int, undo: bool, json_wanted: bool, **given: str | None) -> None:
    """Correct what was typed or guessed about an article; an empty value clears a field. The history keeps both values."""
    from claims.desk.articles import corrections  # loads what matches again

    correct_row(
        session,
        f"article {article_id}",
        given,
        undo=undo,
        correct=partial(corrections.correct_article, matcher=session.matcher, article_id=article_id),
        put_back=partial(corrections.undo_correction, matcher=session.matcher, article_id=article_id),
        read=lambda db: ArticleShape.of(stored_articles.get_article(db, article_id)),
        json_wanted=json_wanted,
    )


@article.command("history")
@click.argument("article_id", type=int)
@pass_session
def history_(session: Session, /, article_id: int) -> None:
    """What happened to an article, its lines and its claims, in words, oldest first."""
    with session.store() as db:
        zone = session.zone(db)
        entries = histories.of_article(db, article_id, zone=zone)
    for entry in entries:
        about = f" “{entry.about}”" if entry.about else ""
        show(safe(f"{entry.event.at.astimezone(zone):%Y-%m-%d %H:%M}  {entry.event.by}: {entry.words}{about}"))


@click.command()
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1_000))
@as_json
@pass_session
def matches(session: Session, /, limit: int, json_wanted: bool) -> None:
    """The pairs that wait for a decision, best first; `decide` decides one."""
    with session.store() as db:
        pairs = PairShape.of_all(stored_pairs(db, stored_matches.waiting(db, limit=limit)))
    if json_wanted:
        print_json({"matches": pairs})
        return
    for pair in pairs:
        show(safe(f"match {pair['match_id']}: claim {pair['ours']['claim_id']}, {pair['ours']['text']}"))
        show(safe(f"      {match_line(pair)}"))
    if not pairs:
        say("no match waits for a decision.")


@click.command()
@click.argument("match_id", type=int)
@click.argument("status", type=click.Choice([str(status) for status in Status]))
@click.option(
    "--reason", "reasons", multiple=True, type=click.Choice([str(reason) for reason in Reason]), help="Why the two differ; repeatable."
)
@click.option("--note", help="Needed to say that a pair with differences is the same all the same.")
@click.option(
    "--compared", is_flag=True, help="You have read both texts: needed, or a --note, to confirm a pair that is not told the same."
)
@as_json
@pass_session
def decide(
    session: Session, /, match_id: int, status: str, reasons: tuple[str, ...], note: str | None, compared: bool, json_wanted: bool
) -> None:
    """Say that a pair is the same claim (confirmed), that it is not (rejected, with a reason), or take that back (suggested)."""
    with session.store() as db:
        chosen = [Reason(reason) for reason in reasons]
        compared = compared or bool(note)
        comparison = stored_matches.get_match(db, match_id).comparison
        if status == Status.CONFIRMED and not compared and comparison.relation is not Relation.SAME:
            relation_words = relation(comparison.relation, comparison.closer, has_differences=bool(comparison.differences))
            raise Refused(
                f"match {match_id} is told “{relation_words}”: read both texts (`claims matches`), then confirm with --compared or a --note."
            )
        review.decide_match(
            db, match_id, Status(status), by=session.person(db), at=session.now(), reasons=chosen, note=note, compared=compared
        )
        (answer,) = PairShape.of_all(stored_pairs(db, [stored_matches.get_match(db, match_id)]))
    if json_wanted:
        print_json(answer)
    else:
        show(f"match {match_id} {status}")
