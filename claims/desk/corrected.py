"""What a correction did, as every client tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Corrected:
    """The fields that changed, as forms and commands name them, and in sentences what somebody should look at because of it."""

    fields: tuple[str, ...]
    remarks: tuple[str, ...] = ()
