"""What the commands that correct articles, sources and evidence links share."""

from typing import Any

import click

from claims.cli.session import print_json, safe, say, show
from claims.desk.corrected import Corrected


def chosen_fields(given: dict[str, str | None], *, undo: bool) -> dict[str, str]:
    """The fields that were given. Raise UsageError when there are none without --undo, or some with it."""
    fields = {name: value for name, value in given.items() if value is not None}
    if bool(fields) == undo:
        raise click.UsageError("give what to correct, or --undo alone; an empty value clears a field.")
    return fields


def show_corrected(what: str, answer: dict[str, Any], corrected: "Corrected", *, json_wanted: bool) -> None:
    """Print the row as it is now and which fields changed; what to look at because of it goes to stderr."""
    for remark in corrected.remarks:
        say(safe(remark))
    if json_wanted:
        print_json(answer | {"corrected": list(corrected.fields), "remarks": list(corrected.remarks)})
    else:
        changed = ", ".join(field.replace("_", " ") for field in corrected.fields)
        show(safe(f"{what}: {changed} corrected" if changed else f"{what}: nothing to change, these are its values"))
