"""Search over claims, articles and sources; and the help page."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from claims.desk.people import people
from claims.desk.screens import overview
from claims.sourcing.rules import RULES
from claims.store import search
from claims.wording import phrase
from web.request.context import get_db
from web.show.language import translated
from web.show.newsroom import newsroom

pages = Blueprint("search", __name__)

KINDS = {"claim": phrase("Claims"), "article": phrase("Articles"), "source": phrase("Sources")}

MOST = 50
"""The most results on the page."""

LONGEST = 500
"""Characters of a query that are used."""


@pages.get("/search")
def show() -> ResponseReturnValue:
    """The results, best first."""
    query, kind = request.args.get("q", "").strip()[:LONGEST], request.args.get("kind", "")
    if kind and kind not in KINDS:
        raise BadRequest("kind is none of ours")
    results = search.search(get_db(), query, limit=MOST + 1, kind=kind or None) if query else []
    known = overview.shown_claims(get_db(), [hit.id for hit in results if hit.kind == "claim"])
    return render_template(
        "search.html",
        query=query,
        kind=kind,
        kinds={name: translated(words) for name, words in KINDS.items()},
        results=results[:MOST],
        more=len(results) > MOST,
        known=known,
    )


@pages.get("/help")
def guide() -> ResponseReturnValue:
    """The guide: how a claim travels, what the rules ask, the keys, the shapes, and who may do what."""
    roles = [(role, [translated(name.replace("_", " ")) for name, least in people.MAY.items() if least is role]) for role in people.ROLES]
    return render_template("help.html", rules=RULES, roles=roles, newsroom_address=newsroom().address)
