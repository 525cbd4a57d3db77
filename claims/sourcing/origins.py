"""How many independent origins evidence has: sources that copy each other count once."""

from collections.abc import Iterable, Mapping, Sequence

from claims.model import Evidence


def origins(evidence: Sequence[Evidence], copies: Iterable[tuple[int, int]] = ()) -> dict[int, list[Evidence]]:
    """Evidence grouped by the number of the source it goes back to: all copies of one origin count once.

    Chains of copies are followed through the given sources and through ``copies``, pairs of a source and the one it copies.
    """
    parents: dict[int, int | None] = {**dict(copies), **{item.source.id: item.source.derived_from for item in evidence}}
    grouped: dict[int, list[Evidence]] = {}
    for item in evidence:
        grouped.setdefault(_origin(item.source.id, parents), []).append(item)
    return grouped


def _origin(source_id: int, parents: Mapping[int, int | None]) -> int:
    chain = [source_id]
    while (parent := parents.get(chain[-1])) is not None:
        if parent in chain:
            # Sources that copy each other in a circle have one origin: any of them, but always the same.
            return min(chain[chain.index(parent) :])
        chain.append(parent)
    return chain[-1]


def count_origins(evidence: Sequence[Evidence], copies: Sequence[tuple[int, int]] = ()) -> int:
    """How many independent origins the evidence has. ``copies`` are the case's."""
    return len(origins(evidence, copies))
