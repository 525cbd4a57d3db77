"""The moves of a claim from state to state, all in one table."""

from datetime import datetime

from sqlite_utils import Database

from claims.desk.checking import talk
from claims.errors import Refused
from claims.model import Claim, Origin, Person, State
from claims.store import claims
from claims.wording import phrase

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
        allowed = " or ".join(sorted(in_words(state) for state in sources))
        raise Refused(
            phrase(
                "claim {id} is {in_words}: to {name} it, it must be {allowed}.",
                id=claim.id,
                in_words=in_words(claim.state),
                name=name,
                allowed=allowed,
            )
        )
    return target
