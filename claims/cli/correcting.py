"""What the commands that correct articles, sources and evidence links share."""

from collections.abc import Callable
from typing import Any

import click

from claims.cli.session import Session, print_json, safe, say, show
from claims.desk.corrected import Corrected
from claims.desk.opening import Database


def correct_row(
    session: Session,
    name: str,
    given: dict[str, str | None],
    *,
    undo: bool,
    correct: Callable[..., Corrected],
    put_back: Callable[..., Corrected],
    read: Callable[[Database], dict[str, Any]],
    json_wanted: bool,
) -> None:
    """Correct the fields of a row that were given, or with ``undo`` put back what the last correction replaced; print the row.

    ``correct`` gets the fields as ``typed``; it and ``put_back`` get the database, ``by`` and ``at``. ``read`` gives the row as JSON.
    Raise UsageError when there are no fields without --undo, or some with it.
    """
    fields = {field: value for field, value in given.items() if value is not None}
    if bool(fields) == undo:
        raise click.UsageError("give what to correct, or --undo alone; an empty value clears a field.")
    with session.store() as db:
        by, at = session.person(db), session.now()
        corrected = put_back(db, by=by, at=at) if undo else correct(db, typed=fields, by=by, at=at)
        row = read(db)
    for remark in corrected.remarks:
        say(safe(remark))
    if json_wanted:
        print_json(row | {"corrected": list(corrected.fields), "remarks": list(corrected.remarks)})
    else:
        changed = ", ".join(field.replace("_", " ") for field in corrected.fields)
        show(safe(f"{name}: {changed} corrected" if changed else f"{name}: nothing to change, these are its values"))
