"""Saved views of the queue."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from claims.desk.queue import views
from claims.desk.queue.query import fields_of
from claims.errors import Refused
from web.pages import queue
from web.request import forms, undo
from web.request.access import person
from web.request.context import get_db, now
from web.show import filters
from web.show.language import error_words, gettext

pages = Blueprint("views", __name__)


@pages.post("/views")
def save() -> ResponseReturnValue:
    """Save the current filter under a name."""
    fields = fields_of(forms.text("query"))
    filters.filter_of(fields)
    address = filters.address(fields)
    shared = request.form.get("shared") == "yes"
    try:
        views.save_view(get_db(), forms.text("name"), address.partition("?")[2], shared=shared, by=person(), at=now())
    except Refused as error:
        return queue.page(fields, error=gettext("View not saved: %(why)s", why=error_words(error)), status=error.http_status)
    return redirect(address, 303)


@pages.post("/views/<int:view_id>/remove")
def remove(view_id: int) -> ResponseReturnValue:
    """Remove a view; its claims are untouched."""
    view = views.remove_view(get_db(), view_id, by=person(), at=now())
    fields = {"name": view.name, "query": view.query, "shared": "yes" if view.shared else "no"}
    undo.offer_undo(gettext("The view %(name)s removed.", name=view.name), url_for("views.save"), fields)
    return redirect(filters.address(fields_of(view.query)), 303)
