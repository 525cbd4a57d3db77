"""Errors as ``application/problem+json`` (RFC 9457): a title, one sentence that says what to do, and the request's number."""

import json

import marshmallow as ma
from flask import Response, g
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from claims.errors import StaleEdit, TooMany
from claims.wording import capital

TYPE = "application/problem+json"

ABOUT = (
    "Every operation needs a token (`claims user token NAME`), sent as `Authorization: Bearer …`, and may do what the role of its owner may do."
    " PATCH and DELETE need an `If-Match` header with the ETag that the row was read with. Lists come in pages: send `next_cursor` back as `cursor`."
)


class Problem(ma.Schema):
    """What went wrong."""

    type = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    status = ma.fields.Integer(required=True)
    detail = ma.fields.String(required=True, metadata={"description": "What to do, in one sentence."})
    request_id = ma.fields.String(required=True, metadata={"description": "Give this number to an admin who looks into it."})
    errors = ma.fields.Dict(metadata={"description": "For each field that was refused, why."})


def answer(status: int, message: str, error: Exception | None) -> Response:
    """One error. A stale edit is 412 here: the ETag that was sent is the version that was read."""
    if isinstance(error, StaleEdit):
        status = 412
    title = HTTP_STATUS_CODES.get(status, "Error")
    body: dict[str, object] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": capital(message),
        "request_id": g.get("request_id", ""),
    }
    if isinstance(error, HTTPException) and error.description:
        body["detail"] = error.description
    refused = getattr(error, "data", {}).get("messages")
    if refused:
        body |= {"detail": "The request is not as it should be: look at errors.", "errors": refused}
    made = Response(json.dumps(body, ensure_ascii=False), status=status, content_type=TYPE)
    if isinstance(error, TooMany):
        made.headers["Retry-After"] = str(error.retry_after)
    return made
