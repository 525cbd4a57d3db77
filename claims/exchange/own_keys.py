"""A claim as a JSON object under the import's own keys, or under names that mean them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from claims.exchange.column_names import FIELDS, columns_of, hint
from claims.exchange.row_fields import NOTHING, Fields, claim_of
from claims.exchange.rows import ImportedClaim, Wrong

_OURS = frozenset(FIELDS)
_MOST_KEYS = 1_000


class OwnKeys:
    """Makes claims from a file's objects. An unused key is reported once per file, in the first row that has it."""

    def __init__(self, given: Mapping[str, str] = NOTHING) -> None:
        self._given = given
        self._told: set[str] = set()
        self._keys_of = lru_cache(maxsize=256)(self._keys)

    def claim(self, row: int, record: dict[str, Any]) -> ImportedClaim:
        """The claim of one object. Raise Wrong when it has no text."""
        if not self._given and record.keys() <= _OURS:
            return claim_of(Fields(row, record))
        if len(record) > _MOST_KEYS:
            raise Wrong(f"it has {len(record):,} keys; at most {_MOST_KEYS:,} are read.")
        keys = self._keys_of(tuple(record))
        fields = Fields(row, {field: record[key] for field, key in keys.items()}, keys)
        unused = [key for key in record if key not in keys.values() and key not in self._told and record[key] not in (None, "")]
        for key in unused[: _MOST_KEYS - len(self._told)]:
            self._told.add(key)
            fields.columns = {**fields.columns, key: key[:80]}
            fields.warn(key, record[key], f"this key was not used: {hint(key[:80])} would take it.")
        return claim_of(fields)

    def _keys(self, names: tuple[str, ...]) -> dict[str, str]:
        return {field: names[position] for field, position in columns_of(names, self._given).places.items()}


def is_own(record: Any) -> bool:
    """Whether an object of a JSON list is a claim under our own keys rather than a schema.org object."""
    return isinstance(record, dict) and "@type" not in record and "text" in columns_of(tuple(record)[:_MOST_KEYS], NOTHING).places
