"""Moving a claim to a state that a person chose, by whichever move leads there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from claims.desk.checking import moves, verdicts
from claims.desk.checking.review import get_current
from claims.desk.publishing.publishing import Picked
from claims.errors import Refused
from claims.model import Person, State
from claims.wording import phrase

_ACTS: dict[str, Callable[..., None]] = {
    "take": verdicts.take,
    "release": verdicts.release,
    "publish": verdicts.publish,
    "withdraw": verdicts.withdraw,
    "reopen": verdicts.reopen,
    "drop": verdicts.drop,
    "restore": verdicts.restore,
}
"""The functions for the moves that a person can choose by the resulting state. Approving is not here: it is about a verdict."""


def move_to(
    db: Database,
    claim_id: int,
    to: State,
    *,
    by: Person,
    at: datetime,
    note: str | None = None,
    seen_version: int | None = None,
    picked: Picked = verdicts.AS_OFFERED,
) -> None:
    """Move a claim to a state by the one move that leads there from its present state. Raise Refused if there is none."""
    claim = moves.ours(get_current(db, claim_id, seen_version))
    name = moves.move_between(claim.state, to)
    if name is None:
        raise Refused(
            phrase(
                "claim {claim} is {state}: no move leads from there to {to_state}.",
                claim=claim.id,
                state=moves.in_words(claim.state),
                to_state=moves.in_words(to),
            )
        )
    if name not in _ACTS:
        raise Refused(phrase("claim {id} becomes checked when somebody approves its verdict: do that instead.", id=claim.id))
    extra: dict[str, dict[str, Any]] = {
        "publish": {"picked": picked},
        "withdraw": {"note": note or ""},
        "reopen": {"note": note or ""},
        "drop": {"note": note},
    }
    _ACTS[name](db, claim_id, by=by, at=at, seen_version=seen_version, **extra.get(name, {}))
