"""Embeddings of claims that came without: those of an import are made afterwards."""

from collections.abc import Callable, Mapping, Sequence

from sqlite_utils import Database

from claims.desk.index.claim_vectors import live_claims, text_key
from claims.desk.index.matcher import Matcher
from claims.matching.search.index import texts_of
from claims.matching.search.multilingual import NAME as MULTILINGUAL
from claims.model import KnownClaim
from claims.store import match_inputs
from claims.store.connect import read

ENCODED_TOGETHER = 128


LOOKED_AT_TOGETHER = 10_000


def missing_embeddings(db: Database, matcher: Matcher, *, all_languages: bool = False) -> list[int]:
    """Numbers of the claims that have a text without an embedding; empty without a model, because then only words are used.

    English claims need a multilingual embedding only if the store holds claims in other languages, or with ``all_languages``.
    """
    if matcher.encoder is None:
        return []
    missing: list[int] = []
    bridge: list[int] = []
    all_languages = all_languages or match_inputs.any_multilingual(db)
    with read(db):
        numbers = match_inputs.changed_claims(db, 0)
        for first in range(0, len(numbers), LOOKED_AT_TOGETHER):
            part = numbers[first : first + LOOKED_AT_TOGETHER]
            live = live_claims(match_inputs.claims_now(db, part))
            all_languages = all_languages or not all(claim.is_english for claim in live)
            english, multilingual = (match_inputs.vector_keys(db, name, part) for name in (matcher.encoder.name, MULTILINGUAL))
            own = [claim.id for claim in live if _lacks(claim, english if claim.is_english else multilingual)]
            missing += own
            bridge += [claim.id for claim in live if claim.is_english and claim.id not in set(own) and _lacks(claim, multilingual)]
    return sorted({*missing, *bridge}) if all_languages and matcher.multilingual else missing


def _lacks(claim: KnownClaim, stored: Mapping[int, set[bytes]]) -> bool:
    return any(text_key(text) not in stored.get(claim.id, ()) for text in texts_of(claim))


def embed(
    db: Database,
    matcher: Matcher,
    claim_ids: Sequence[int],
    *,
    all_languages: bool = False,
    on_claims: Callable[[int], None] = lambda claims: None,
) -> None:
    """Compute and store the embeddings of these claims chunk by chunk; an interruption loses at most one chunk."""
    all_languages = all_languages or match_inputs.any_multilingual(db)
    for start in range(0, len(claim_ids), ENCODED_TOGETHER):
        part = claim_ids[start : start + ENCODED_TOGETHER]
        claims = live_claims(match_inputs.claims_now(db, part))
        all_languages = all_languages or not all(claim.is_english for claim in claims)
        matcher.store_vectors(db, claims, matcher.encode(claims, all_languages=all_languages))
        on_claims(len(part))
