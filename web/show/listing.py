"""A list whose filter, order and page are in the address."""

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
    """The filter, order and page of a list. ``otherwise`` is the order when the address has none."""

    endpoint: str
    fields: dict[str, str]
    sort: str
    otherwise: str
    page: int

    @property
    def offset(self) -> int:
        """How many rows are on the previous pages."""
        return PAGE * (self.page - 1)

    def address(self, page: int = 1) -> str:
        """The address of a page of the list."""
        return self._at(self.fields, self.sort, page)

    def without(self, name: str) -> str:
        """The address of the list without one part of the filter."""
        return self._at({field: value for field, value in self.fields.items() if field != name}, self.sort)

    def sorted_by(self, column: str) -> str:
        """The address of the list sorted by a column; in reverse order when it is already sorted by that column."""
        return self._at(self.fields, f"-{column}" if self.sort == column else column)

    def way(self, column: str) -> str | None:
        """The order by a column, as a value of aria-sort; None when the list is sorted by another column."""
        return {column: "ascending", f"-{column}": "descending"}.get(self.sort)

    def _at(self, fields: dict[str, str], sort: str, page: int = 1) -> str:
        query = {**fields, **({"sort": sort} if sort != self.otherwise else {}), **({"page": str(page)} if page > 1 else {})}
        return url_for(self.endpoint) + (f"?{urlencode(query)}" if query else "")


def pages_of(in_all: int, size: int) -> int:
    """How many pages of ``size`` rows a list of ``in_all`` rows has; an empty list has one."""
    return max(1, -(-in_all // size))


@contextmanager
def refuse_bad_address() -> Iterator[None]:
    """Turn a refusal in the block into BadRequest, because no link or form of the desk could have caused it."""
    try:
        yield
    except Refused as error:
        raise BadRequest(str(error)) from error


def listing(endpoint: str, fields: Sequence[str], otherwise: str = "-added") -> Listing:
    """The listing that this request's address describes. Raise BadRequest for an impossible page number."""
    page = forms.page_number()
    chosen = {name: request.args[name] for name in fields if request.args.get(name)}
    return Listing(endpoint, chosen, request.args.get("sort", otherwise), otherwise, page)
