"""queue, note, withdraw, restore-withdrawn: what a script wants of the daily work."""

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk import answers, evidence, overview, people, talk, withdrawals
from claims.desk.overview import Filter
from claims.errors import NotFound
from claims.model import State

AT_WORK = (State.OPEN, State.IN_REVIEW)


@click.command()
@click.option("--state", "states", multiple=True, type=click.Choice([str(one) for one in State]), help="Open and in review, unless named.")
@click.option("--with", "name", help="With this person; 'nobody' for those that nobody has.")
@click.option("--late", is_flag=True, help="Only what is past its due time.")
@click.option("--tag", help="Only claims with this tag.")
@click.option("--article", "article_id", type=int, help="Only claims of this article.")
@click.option("--text", help="Only claims with these words in them.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@as_json
@pass_session
def queue(
    session: Session,
    states: tuple[str, ...],
    name: str | None,
    late: bool,
    tag: str | None,
    article_id: int | None,
    text: str | None,
    limit: int,
    json_wanted: bool,
) -> None:
    """What is to be checked, soonest due first, and how much there is in all."""
    with session.store() as db:
        assignee = None
        if name is not None:
            person = None if name == "nobody" else people.find_person(db, name)
            if person is None and name != "nobody":
                raise NotFound(f"there is nobody named {name}.")
            assignee = person.id if person else 0
        wanted = Filter(
            states=tuple(State(one) for one in states) or AT_WORK,
            assignee_id=assignee,
            due_before=session.now() if late else None,
            tag=tag,
            article_id=article_id,
            text=text,
        )
        rows, counts = overview.queue(db, wanted, limit=limit)
    if json_wanted:
        print_json({"claims": [answers.queue_answer(one) for one in rows], "count": counts.claims})
        return
    for one in rows:
        due = f"{one.due_at.astimezone(session.settings.timezone):%Y-%m-%d %H:%M}" if one.due_at else "no date"
        show(safe(f"{one.claim_id:>6}  {due:16}  {one.state.replace('_', ' '):9}  {one.assignee or 'nobody':12}  {one.text}"))
    say(f"{len(rows)} of {counts.claims} claims.")


@click.command()
@click.argument("claim_id", type=int)
@click.argument("text")
@as_json
@pass_session
def note(session: Session, claim_id: int, text: str, json_wanted: bool) -> None:
    """Write a note on a claim; @Name mentions somebody, who finds the claim in their queue."""
    with session.store() as db:
        by = session.person(db)
        number = talk.say(db, claim_id, text, by=by, at=session.now())
        written = next(one for one in talk.talk_of(db, claim_id, reader=by).notes if one.id == number)
    if json_wanted:
        print_json({"id": number, "claim_id": written.claim_id, "text": written.text, "mentions": list(written.mentions)})
    else:
        show(safe(f"note {number} on claim {written.claim_id}" + (f", for {', '.join(written.mentions)}" if written.mentions else "")))


KINDS = click.Choice(["article", "source", "link"])


@click.command()
@click.argument("kind", type=KINDS)
@click.argument("number", type=int)
@click.option("--note", "why", required=True, help="Why it is wrong.")
@pass_session
def withdraw(session: Session, kind: str, number: int, why: str) -> None:
    """Take a wrong article, source or link between a source and a claim out of every count; it stays in the history."""
    with session.store() as db:
        by, at = session.person(db), session.now()
        if kind == "article":
            gone = withdrawals.withdraw_article(db, number, why, by=by, at=at)
            say(f"{gone} claims that stand nowhere else left the queue with it.")
        elif kind == "source":
            evidence.withdraw_source(db, number, why, by=by, at=at)
        else:
            evidence.unlink_source(db, number, why, by=by, at=at)
    show(f"{kind} {number} withdrawn")


@click.command("restore-withdrawn")
@click.argument("kind", type=KINDS)
@click.argument("number", type=int)
@pass_session
def restore_withdrawn(session: Session, kind: str, number: int) -> None:
    """Let a withdrawn article, source or link count again."""
    with session.store() as db:
        by, at = session.person(db), session.now()
        if kind == "article":
            withdrawals.restore_article(db, number, by=by, at=at)
        elif kind == "source":
            withdrawals.restore_source(db, number, by=by, at=at)
        else:
            withdrawals.restore_link(db, number, by=by, at=at)
    show(f"{kind} {number} restored")
