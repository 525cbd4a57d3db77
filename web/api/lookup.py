"""Lookups that store nothing: what is like this text, is it checkable, where are these words."""

from typing import Any

from claims.desk.articles import reading_claims
from claims.desk.index import lookup
from claims.desk.shapes.newsroom import Spotted
from claims.store import search as stored_search
from web.api import match_bodies
from web.api.asking import Paths
from web.request.context import app_state, get_db

paths = Paths("lookup", "Asking what is known; stores nothing.")


@paths.route("/match", methods=["POST"])
@paths.arguments(match_bodies.MatchAsked)
@paths.response(200, match_bodies.Matches)
def match(body: dict[str, Any]) -> Any:
    """The stored claims most similar to a text, best first."""
    (candidates,) = lookup.look_up(get_db(), app_state().matcher, [body["text"]], limit=body["limit"])
    return {"matches": candidates}


@paths.route("/spot", methods=["POST"])
@paths.arguments(match_bodies.SpotAsked)
@paths.response(200, Spotted)
def spot(body: dict[str, Any]) -> Any:
    """How checkable a sentence is, and why."""
    return reading_claims.spot_text(body["text"], app_state().matcher)


@paths.route("/search", methods=["GET"])
@paths.arguments(match_bodies.SearchAsked, location="query")
@paths.response(200, match_bodies.Results)
def search(query: dict[str, Any]) -> Any:
    """Full-text search over claims, articles and sources; found words stand between [ and ]."""
    return {"results": stored_search.search(get_db(), query["q"], limit=query["limit"])}
