"""The moves of a claim from state to state, all in one table."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk.checking import talk
from claims.errors import Refused
from claims.model import Claim, Origin, Person, State
from claims.store import claims
from claims.wording import joined, phrase

MOVES: dict[str, tuple[frozenset[State], State]] = {
    "take": (frozenset({State.OPEN}), State.IN_REVIEW),
    "release": (frozenset({State.IN_REVIEW}), State.OPEN),
    "approve": (frozenset({State.IN_REVIEW}), State.CHECKED),
    "publish": (frozenset({State.CHECKED, State.PUBLISHED}), State.PUBLISHED),
    "withdraw": (frozenset({State.PUBLISHED}), State.CHECKED),
    "reopen": (frozenset({State.CHECKED, State.PUBLISHED}), State.IN_REVIEW),
    "drop": (frozenset({State.OPEN, State.IN_REVIEW}), State.DROPPED),
    "restore": (frozenset({State.DROPPED}), State.OPEN),
}
"""Every move of a claim: from which states, to which state. Submitting and returning change no state: the claim stays in review.

A claim that is checked again keeps its public page: only publishing and withdrawing change what visitors see.
"""


def move_between(state: State | None, to: State) -> str | None:
    """The move that leads from one state to another, or None."""
    return next((name for name, (sources, target) in MOVES.items() if state in sources and target is to), None)


def in_words(state: State | None) -> str:
    """A state as words in a sentence: "in review"."""
    return str(state).replace("_", " ")


def ours(claim: Claim) -> Claim:
    """Return the claim if it is ours. Raise Refused for another publisher's."""
    if claim.origin is Origin.IMPORTED:
        raise Refused("this is another publisher's claim: it is outside your queue. Match one of yours with it instead.")
    return claim


def make_move(db: Database, claim: Claim, name: str, *, by: Person, at: datetime, note: str | None = None) -> Claim:
    """Make a move inside the caller's transaction and add its note to the talk; return the changed claim.

    Raise Refused as ``target_of``.
    """
    target = target_of(ours(claim), name)
    claims.move_claim(db, claim, target, by=by, at=at, action=name, note=note)
    talk.add_move_note(db, claim.id, name, note, by=by, at=at)
    return claims.get_claim(db, claim.id)


def target_of(claim: Claim, name: str) -> State:
    """The state that a move leads to. Raise Refused if the move cannot start from the claim's state."""
    sources, target = MOVES[name]
    if claim.state not in sources:
        raise Refused(joined([state_sentence(claim), _NEEDS[name]], ": "))
    return target


def state_sentence(claim: Claim) -> str:
    """What state one of our claims is in, as a sentence without its full stop."""
    assert claim.state is not None, "only another publisher's claim has no state"
    return phrase(_IS[claim.state], id=claim.id)


# Whole sentences: a state's word has another form in every sentence of another language.
_IS = {
    State.OPEN: phrase("claim {id} is open"),
    State.IN_REVIEW: phrase("claim {id} is in review"),
    State.CHECKED: phrase("claim {id} is checked"),
    State.PUBLISHED: phrase("claim {id} is published"),
    State.DROPPED: phrase("claim {id} is dropped"),
}
_NEEDS = {
    "take": phrase("to take it, it must be open."),
    "release": phrase("to release it, it must be in review."),
    "approve": phrase("to approve it, it must be in review."),
    "publish": phrase("to publish it, it must be checked or published."),
    "withdraw": phrase("to withdraw it, it must be published."),
    "reopen": phrase("to reopen it, it must be checked or published."),
    "drop": phrase("to drop it, it must be in review or open."),
    "restore": phrase("to restore it, it must be dropped."),
}
