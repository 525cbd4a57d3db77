"""verdict rate, submit, approve, return, list."""

import sys

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.cases import cases
from claims.desk.checking import verdicts
from claims.desk.people import people
from claims.desk.screens import overview
from claims.desk.shapes.claims import DraftShape, VerdictShape
from claims.desk.shown_words import day
from claims.errors import Refused
from claims.model import Verdict

_EXPLANATION = click.option("--explanation", help="Why: what the sources show; - reads it from stdin.")


@click.group()
def verdict() -> None:
    """Rate a claim, hand the verdict to a second reader, approve it or return it."""


@verdict.command()
@click.argument("claim_id", type=int)
@click.option("--rating", help="One of the scale (`scale list`); left out, the claim is not rated yet.")
@_EXPLANATION
@click.option("--without", "left_out", multiple=True, type=int, metavar="LINK_ID", help="An evidence link it does not rest on; repeatable.")
@as_json
@pass_session
def rate(
    session: Session, /, claim_id: int, rating: str | None, explanation: str | None, left_out: tuple[int, ...], json_wanted: bool
) -> None:
    """Keep a rating as a draft, in the place of the one before. The claim is taken on the way."""
    given = _read(explanation) or ""
    with session.store() as db:
        by, before = session.person(db), overview.claim_page(db, claim_id).draft
        verdicts.save_draft(
            db, claim_id, rating, given, left_out=left_out, by=by, at=session.now(), seen_version=before.version if before else 0
        )
        draft = overview.claim_page(db, claim_id).draft
    if json_wanted:
        print_json(DraftShape.of(draft))
    else:
        show(safe(f"draft on claim {claim_id}: {rating or 'not rated yet'}"))


@verdict.command()
@click.argument("claim_id", type=int)
@click.option("--rating", help="One of the scale (`scale list`); the draft's when left out.")
@_EXPLANATION
@click.option(
    "--evidence", "links", multiple=True, type=int, metavar="LINK_ID", help="An evidence link it rests on; all of them, unless named."
)
@click.option("--reader", metavar="NAME", help="Whom to ask for the second reading; anybody else who may approve still can.")
@as_json
@pass_session
def submit(
    session: Session,
    /,
    claim_id: int,
    rating: str | None,
    explanation: str | None,
    links: tuple[int, ...],
    reader: str | None,
    json_wanted: bool,
) -> None:
    """Hand a verdict to the second reader. Whatever is left out comes from the draft."""
    given = _read(explanation)
    with session.store() as db:
        page = overview.claim_page(db, claim_id)
        number = verdicts.submit(
            db,
            claim_id,
            rating or page.rating_start.rating,
            page.rating_start.explanation if given is None else given,
            by=session.person(db),
            at=session.now(),
            evidence_ids=links or tuple(link.id for link in page.case.evidence if link.id not in page.rating_start.left_out),
            draft_seen=page.draft.version if page.draft else 0,
            reader=people.person_by_name(db, reader) if reader else None,
        )
        _show(cases.case_of(db, claim_id).verdicts, number, json_wanted)


@verdict.command()
@click.argument("claim_id", type=int)
@click.option("--note", help="Anything to say to who wrote it.")
@as_json
@pass_session
def approve(session: Session, /, claim_id: int, note: str | None, json_wanted: bool) -> None:
    """Say as the second reader that the verdict that waits holds."""
    with session.store() as db:
        number = verdicts.approve(db, claim_id, by=session.person(db), at=session.now(), note=note)
        _show(cases.case_of(db, claim_id).verdicts, number, json_wanted)


@verdict.command("return")
@click.argument("claim_id", type=int)
@click.option("--note", required=True, help="What is missing; who wrote the verdict is mentioned.")
@as_json
@pass_session
def return_(session: Session, /, claim_id: int, note: str, json_wanted: bool) -> None:
    """Send the verdict that waits back to who wrote it."""
    with session.store() as db:
        number = verdicts.return_verdict(db, claim_id, note, by=session.person(db), at=session.now())
        _show(cases.case_of(db, claim_id).verdicts, number, json_wanted)


@verdict.command("list")
@click.argument("claim_id", type=int)
@as_json
@pass_session
def list_(session: Session, /, claim_id: int, json_wanted: bool) -> None:
    """Every verdict on a claim, oldest first; none is ever overwritten."""
    with session.store() as db:
        submitted = cases.case_of(db, claim_id).verdicts
    if json_wanted:
        print_json({"verdicts": VerdictShape.of_all(submitted)})
        return
    for verdict in submitted:
        show(safe(line_of(verdict)))
        show(safe(f"      {verdict.explanation}"))
    if not submitted:
        say("no verdict yet: `verdict submit` hands one to the second reader.")


def line_of(verdict: Verdict) -> str:
    """A verdict on one line: its rating, its author, and what the second reader decided."""
    read = (
        f"{verdict.outcome} by {verdict.read_by}{f': {verdict.note}' if verdict.note else ''}"
        if verdict.outcome
        else "waits for a second reader"
    )
    return f"verdict {verdict.id}: {verdict.rating.label}, by {verdict.submitted_by} on {day(verdict.submitted_at)}; {read}"


def _show(submitted: tuple[Verdict, ...], number: int, json_wanted: bool) -> None:
    verdict = next(row for row in submitted if row.id == number)
    if json_wanted:
        print_json(VerdictShape.of(verdict))
    else:
        show(safe(line_of(verdict)))


def _read(explanation: str | None) -> str | None:
    # Read stdin before opening the store: the program that feeds the pipe may be slow, or fail.
    if explanation != "-":
        return explanation
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("the explanation on stdin is no UTF-8 text.") from error
    if not text.strip():
        raise Refused("the explanation on stdin is empty: nothing was stored.")
    return text
