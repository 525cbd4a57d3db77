"""``/api/v1``: the desk for programs. Each operation reads its request, calls one desk action, and answers with a shape.

The bodies check what comes in, the shapes of claims.desk.shapes make and document what goes out (``/api/v1/openapi.json``); docs/api.md is the guide.
"""

from typing import Any

from flask import Flask
from flask_smorest import Api
from flask_smorest.utils import prepare_response
from flask_wtf.csrf import CSRFProtect

from claims import __version__
from claims.desk.typed_fields import BIGGEST
from web.api import appearances, articles, asking, beside, claims, evidence, experts, lookup, matches, problems, sources, tips, verdicts

FAMILIES = (articles, beside, experts, claims, appearances, verdicts, evidence, matches, sources, tips, lookup)


class Desk(Api):  # type: ignore[misc]  # flask-smorest comes without types
    """flask-smorest with the errors of RFC 9457 in place of its own."""

    def _register_responses(self) -> None:
        answer: dict[str, Any] = {"description": "What went wrong, and what to do (RFC 9457).", "schema": problems.Problem}
        prepare_response(answer, self.spec, problems.TYPE)
        for name in ("DEFAULT_ERROR", "UNPROCESSABLE_ENTITY"):
            self.spec.components.response(name, dict(answer), lazy=True)

    def _register_error_handlers(self) -> None:
        """Register nothing: web.request.error_pages handles errors for the whole application."""


def install(app: Flask, csrf: CSRFProtect) -> None:
    """Serve the API. It accepts no cookies, so no other site can use a browser's sign-in and no form token is needed."""
    app.config.update(
        API_TITLE="Claim tracker",
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=asking.PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
    )
    app.extensions.setdefault("error_shapes", {})[f"{asking.PREFIX}/"] = problems.answer
    api = Desk(app, spec_kwargs={"security": [{"token": []}], "info": {"description": problems.ABOUT}})
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    # Ids are row numbers, as on the pages.
    api.register_converter(app.url_map.converters["int"], lambda _: {"type": "integer", "minimum": 1, "maximum": BIGGEST})
    for family in FAMILIES:
        api.register_blueprint(family.paths)
        csrf.exempt(family.paths)
    asking.install(app)
