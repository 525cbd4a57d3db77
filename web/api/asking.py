"""What every operation shares: the token that asks, the brake, ETags, and pages of a list."""

import base64
import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, TypeVar

import flask_smorest
import marshmallow as ma
from flask import Flask, Response, request
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, PreconditionFailed, PreconditionRequired, UnprocessableEntity

from web.request import access
from web.request.context import app_state, now

PREFIX = "/api/v1"
MOST = 100
"""Rows of a page, at most."""

IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "The ETag that the row was read with.",
    "schema": {"type": "string"},
}

Row = TypeVar("Row")


class _Parser(FlaskParser):
    """webargs' parser. JSON that Python cannot read (nested too deeply, numbers of thousands of digits) counts as broken JSON."""

    def _raw_load_json(self, req: Any) -> Any:
        try:
            return super()._raw_load_json(req)
        except RecursionError:
            raise BadRequest("The JSON is nested too deeply: send what the description of this operation shows.") from None
        except json.JSONDecodeError:
            raise
        except ValueError as error:
            raise BadRequest(f"The JSON cannot be read ({str(error).split(':')[0].lower()}).") from None


class Paths(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest comes without types
    """A family of operations under /api/v1."""

    ARGUMENTS_PARSER = _Parser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(f"api_{name}", __name__, url_prefix=PREFIX, description=description)
        self._prepare_doc_cbks.append(_changes_need_if_match)


def _changes_need_if_match(doc: dict[str, Any], info: dict[str, Any], *, method: str, **_: object) -> dict[str, Any]:
    if method in ("patch", "delete"):
        doc.setdefault("parameters", []).append(IF_MATCH)
    return doc


def install(app: Flask) -> None:
    """Limit the requests of each person; web.request.access has checked the token already."""

    @app.before_request
    def brake() -> None:
        who = access.visitor() if is_operation() else None
        if who is not None:
            app_state().brake.count_request(f"person {who.id}", most=app_state().settings.api_requests_per_minute, at=now())


def is_operation() -> bool:
    """Whether this request is an operation of the API; reading its description is not."""
    return request.endpoint is not None and request.endpoint.startswith("api_")


def tagged(answer: dict[str, Any], status: int = 200) -> Response:
    """One row with its ETag: the version that an edit is compared with, and a digest, because more than the row may change."""
    made = Response(json.dumps(answer, ensure_ascii=False), status=status, content_type="application/json")
    made.set_etag(_etag(answer))
    if request.method == "GET":
        made.make_conditional(request)
    return made


def version_read(answer: dict[str, Any], *, must_be_read: bool = False) -> int:
    """The version of the row as the caller last read it. 428 without an If-Match header, 412 if the row has changed since.

    ``must_be_read`` refuses ``If-Match: *``, which matches a row that nobody read.
    """
    if not request.if_match or (must_be_read and request.if_match.star_tag):
        raise PreconditionRequired("Send If-Match with the ETag that you read the row with.")
    if not request.if_match.contains(_etag(answer)):
        raise PreconditionFailed("Somebody changed this row since you read it: read it again, then repeat your change.")
    return int(answer["version"])


def _etag(answer: dict[str, Any]) -> str:
    digest = sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()[:16]
    return f"{answer['version']}-{digest}"


class Page(ma.Schema):
    """Which rows of a list."""

    limit = ma.fields.Integer(load_default=50, validate=ma.validate.Range(1, MOST), metadata={"description": "Rows on one page."})
    cursor = ma.fields.String(
        load_default=None, validate=ma.validate.Length(1, 200), metadata={"description": "next_cursor of the page before."}
    )


def page_of(
    name: str,
    rows: Sequence[Row],
    limit: int,
    position: Callable[[Row], list[Any]],
    gather: Callable[[Sequence[Row]], Sequence[object]] = lambda shown: shown,
) -> dict[str, object]:
    """A page of a list, of which one row more than ``limit`` was read; ``position`` of its last row tells where the next page begins.

    ``gather`` reads what surrounds the rows that are shown.
    """
    shown = rows[:limit]
    return {name: gather(shown), "next_cursor": _cursor(position(shown[-1])) if len(rows) > limit else None}


def position_in(cursor: str | None, *kinds: type) -> list[Any]:
    """The position where a page begins, from a cursor of ``page_of``; as many Nones for the first page. 422 for any other cursor."""
    if cursor is None:
        return [None] * len(kinds)
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=="))
        if [type(part) for part in position] == list(kinds) and all(abs(part) < 2**63 for part in position):
            return list(position)
    except (ValueError, TypeError, RecursionError):
        pass
    raise UnprocessableEntity("The cursor is none of this list: take next_cursor of the page before, or leave it out.")


def _cursor(position: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")
