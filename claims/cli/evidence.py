"""evidence find, accept, edit, refuse, offer-again."""

from functools import partial

import click
from sqlite_utils import Database

from claims.cli.correcting import correct_row
from claims.cli.session import Session, as_json, pass_session, print_json, progress, safe, say, show
from claims.desk.shapes.sources import EvidenceShape, FoundPassageShape
from claims.desk.sources import corrections, found_passages
from claims.desk.sources.found_passages import FoundPassage
from claims.desk.sources.library import Library
from claims.model import Stance, UsedAs
from claims.store import evidence as stored_evidence

MOST_ON_SIGHT = 4_000
"""The most passages that are embedded while somebody waits, about a minute on two cores; ``claims embed`` does the rest."""


@click.group("evidence")
def evidence() -> None:
    """Passages of stored sources and earlier articles that speak to a claim. None counts before somebody accepts it."""


@evidence.command("find")
@click.argument("claim_id", type=int, required=False)
@click.option("--article", "article_id", type=int, metavar="ID", help="For every claim of this article.")
@as_json
@pass_session
def find(session: Session, claim_id: int | None, article_id: int | None, json_wanted: bool) -> None:
    """Look through all sources, earlier articles included, for passages that speak to a claim; at most five a claim."""
    if (claim_id is None) == (article_id is None):
        raise click.UsageError("give the number of a claim, or --article ID.")
    with session.store() as db:
        library = Library()
        read_meanings(session, db, library)
        claim_ids = [claim_id] if claim_id is not None else found_passages.claims_in(db, article_id or 0)
        results = []
        with progress("looking through the sources", len(claim_ids)) as advance:
            for number in claim_ids:
                results.append(found_passages.find_passages(db, number, library, session.matcher))
                found_passages.note_waiting(db, results[-1])
                advance(1)
    passages = [passage for result in results for passage in result.passages]
    if not all(result.complete for result in results):
        say(
            "not all stored texts have been searched: another process is indexing them, or the index cannot be written. Try again in a minute."
        )
    if json_wanted:
        print_json({"passages": FoundPassageShape.of_all(passages)})
        return
    for result in results:
        if result.passages:
            show(safe(f"claim {result.claim.id}: {result.claim.text}"))
        for passage in result.passages:
            show_passage(passage)
    if not passages:
        say(
            "nothing in your sources speaks to it, as far as the program can tell."
            if claim_id
            else "nothing in your sources speaks to these claims."
        )


@evidence.command("accept")
@click.argument("claim_id", type=int)
@click.argument("passage")
@click.option("--stance", required=True, type=click.Choice([str(stance) for stance in Stance]), help="What the passage says of the claim.")
@as_json
@pass_session
def accept(session: Session, claim_id: int, passage: str, stance: str, json_wanted: bool) -> None:
    """Link PASSAGE, as `evidence find` names it, to a claim with its quote and place."""
    with session.store() as db:
        linked = found_passages.accept_passage(db, claim_id, passage, Stance(stance), by=session.person(db), at=session.now())
    if json_wanted:
        print_json(EvidenceShape.of(linked))
    else:
        show(safe(f"source {linked.source.id} {linked.stance} claim {linked.claim_id}: {linked.source.title}"))


@evidence.command("edit")
@click.argument("evidence_id", type=int)
@click.option("--quote", help="The passage, word for word; it must be in the source's stored text.")
@click.option("--locator", help="Page, minute or paragraph. Left out, one that the program found moves with the quote.")
@click.option("--note", help="A note to colleagues.")
@click.option("--used-as", type=click.Choice([str(use) for use in UsedAs]), help="As a primary or a secondary source.")
@click.option("--undo", is_flag=True, help="Put back what the last correction replaced.")
@as_json
@pass_session
def edit(session: Session, /, evidence_id: int, undo: bool, json_wanted: bool, **given: str | None) -> None:
    """Correct a link between a source and a claim, by the number that `source link --json` gave; an empty value clears a field."""
    correct_row(
        session,
        f"evidence {evidence_id}",
        given,
        undo=undo,
        correct=partial(corrections.correct_link, evidence_id=evidence_id),
        put_back=partial(corrections.undo_link_correction, evidence_id=evidence_id),
        read=lambda db: EvidenceShape.of(stored_evidence.get_evidence(db, evidence_id)),
        json_wanted=json_wanted,
    )


@evidence.command("refuse")
@click.argument("claim_id", type=int)
@click.argument("passage")
@as_json
@pass_session
def refuse(session: Session, claim_id: int, passage: str, json_wanted: bool) -> None:
    """Say that PASSAGE does not help with a claim: it is never offered for it again."""
    with session.store() as db:
        refusal = found_passages.refuse_passage(db, claim_id, passage, by=session.person(db), at=session.now())
    if json_wanted:
        print_json({"refusal_id": refusal, "claim_id": claim_id, "passage": passage, "status": "refused"})
    else:
        show(safe(f"{passage} is not offered for claim {claim_id} again. `evidence offer-again {refusal}` takes that back."))


@evidence.command("offer-again")
@click.argument("refusal_id", type=int)
@pass_session
def offer_again(session: Session, refusal_id: int) -> None:
    """Take a refusal back, by the number that `evidence refuse` gave."""
    with session.store() as db:
        refused = found_passages.offer_again(db, refusal_id, by=session.person(db), at=session.now())
    show(f"the passage is offered for claim {refused.claim_id} again.")


def show_passage(passage: FoundPassage) -> None:
    """Print a passage in three lines: what it seems to say and why, its words, and its name for other commands."""
    judged = passage.passage.judged
    stance = f"{judged.stance}?" if judged.stance else "?"
    show(safe(f"  {stance} {passage.title}, {passage.locator}: {judged.reason}"))
    show(safe("    “" + " ".join(passage.passage.span.text.split()) + "”"))
    show(safe(f"    {passage.name}"))


def read_meanings(session: Session, db: Database, library: Library) -> None:
    """Bring the library up to date, showing progress; say so if most of it can be found only by words."""
    library.index(db, lambda: session.matcher.passage_encoder)
    if library.missing > MOST_ON_SIGHT:
        say(f"{library.missing:,} passages are found by their words alone: run `claims embed` to read their meaning.")
        return
    with progress("reading passages", library.missing) as advance:
        library.catch_up(db, lambda: session.matcher.passage_encoder, on_passages=advance)
