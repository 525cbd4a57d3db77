"""The same words of a source have one stance on a claim: two would contradict each other without anybody noticing."""

from sqlite_utils import Database

from claims.errors import Refused
from claims.model import Stance
from claims.store import claims, evidence
from claims.wording import phrase


def refuse_second_stance(db: Database, claim_id: int, source_id: int, quote: str | None, stance: Stance) -> None:
    """Raise Refused if these words of a source have another stance already on the claim, or on one that is joined with it.

    Call it inside the transaction that stores the link. Without a quote it never raises: a whole source can speak both ways.
    """
    if not quote:
        return
    root = claims.root_of(db, claim_id).id
    link = evidence.find_other_stance(db, claims.family_of(db, [root])[root], source_id, quote, stance)
    if link is None:
        return
    names = {Stance.SUPPORTS: phrase("Supports"), Stance.CONTRADICTS: phrase("Contradicts"), Stance.CONTEXT: phrase("Context")}
    raise Refused(
        phrase(
            "{name} has linked these words of “{title}” to this claim as “{stance}”. To change the stance, unlink that link first"
            " (on the command line: `claims withdraw link {number} --note WHY`), then link the words again.",
            name=link.checked_by,
            title=link.source.title,
            stance=names[link.stance],
            number=link.id,
        )
    )
