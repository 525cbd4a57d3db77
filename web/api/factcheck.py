"""``claims:search`` as Google's Fact Check Tools answer it, so that the clients made for those work here: public, no token."""

from flask import Blueprint, Flask, jsonify, request
from flask.typing import ResponseReturnValue

from claims.desk.publishing import published
from claims.errors import TooMany
from web.request.context import app_state, get_db, now
from web.show.newsroom import newsroom

paths = Blueprint("factcheck", __name__)


@paths.get("/v1alpha1/claims:search")
def search() -> ResponseReturnValue:
    """Published verdicts, ours and other publishers’, on what a query asks or at a publisher's site."""
    app_state().brake.count_request(f"address {request.remote_addr}", most=app_state().settings.api_requests_per_minute, at=now())
    parameters = request.args.items(multi=True)
    answer = jsonify(published.claims_search(get_db(), app_state().public, parameters, newsroom(), today=now().date()))
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def install(app: Flask) -> None:
    """Serve it, with errors in Google's shape."""
    app.extensions.setdefault("error_shapes", {})["/v1alpha1/"] = _error
    app.register_blueprint(paths)


def _error(status: int, message: str, error: Exception | None) -> ResponseReturnValue:
    answer = jsonify(published.error_body(status, message))
    answer.status_code = status
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer
