"""Search over claims, articles and sources; and the help page."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from claims.desk import newsroom, overview, people
from web.db import get_db

pages = Blueprint("search", __name__)

LONGEST = 500
"""Characters of a query that are looked at."""


@pages.get("/search")
def show() -> ResponseReturnValue:
    """What was found, best first."""
    query = request.args.get("q", "").strip()[:LONGEST]
    found = overview.search(get_db(), query, limit=50) if query else []
    return render_template("search.html", query=query, results=found)


@pages.get("/help")
def guide() -> ResponseReturnValue:
    """The guide: how a claim travels, what the rules ask, the keys, the shapes, and who may do what."""
    roles = [(role, [name.replace("_", " ") for name, least in people.MAY.items() if least is role]) for role in people.ROLES]
    return render_template("help.html", rules=newsroom.every_rule(), roles=roles)
