"""A list whose filter, order and page stand in the address."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for
from werkzeug.exceptions import BadRequest

from claims.errors import Refused
from web.request import forms

PAGE = 100
"""Rows on one page."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the address asks of a list. ``otherwise`` is how it is sorted when the address does not say."""

    endpoint: str
    fields: dict[str, str]
    sort: str
    otherwise: str
    page: int

    @property
    def offset(self) -> int:
        """How many rows stand on the pages before."""
        return PAGE * (self.page - 1)

    def address(self, page: int = 1) -> str:
        """Where another page of it is."""
        return self._at(self.fields, self.sort, page)

    def without(self, name: str) -> str:
        """Where it is shown without one part of the filter."""
        return self._at({field: value for field, value in self.fields.items() if field != name}, self.sort)

    def sorted_by(self, column: str) -> str:
        """Where it is sorted by a column; the other way round when it is by that one already."""
        return self._at(self.fields, f"-{column}" if self.sort == column else column)

    def way(self, column: str) -> str | None:
        """How it is sorted by a column, in the words of aria-sort; None when it is by another."""
        return {column: "ascending", f"-{column}": "descending"}.get(self.sort)

    def _at(self, fields: dict[str, str], sort: str, page: int = 1) -> str:
        query = {**fields, **({"sort": sort} if sort != self.otherwise else {}), **({"page": str(page)} if page > 1 else {})}
        return url_for(self.endpoint) + (f"?{urlencode(query)}" if query else "")


def pages_of(in_all: int, size: int) -> int:
    """How many pages of ``size`` rows hold a list of so many; an empty one has one."""
    return max(1, -(-in_all // size))


@contextmanager
def refuse_bad_address() -> Iterator[None]:
    """Answer what the block refuses with BadRequest: no link or form of ours asks for it."""
    try:
        yield
    except Refused as error:
        raise BadRequest(str(error)) from error


def listing(endpoint: str, fields: Sequence[str], otherwise: str = "-added") -> Listing:
    """What the address of this request asks for; BadRequest for a page that cannot be."""
    page = forms.page_number()
    chosen = {name: request.args[name] for name in fields if request.args.get(name)}
    return Listing(endpoint, chosen, request.args.get("sort", otherwise), otherwise, page)
