"""What happened to alerts, to the newsroom's settings and to its ratings, in sentences."""

from collections.abc import Callable
from datetime import tzinfo

from claims.desk.history.event_names import Names
from claims.desk.history.told import Told
from claims.model import Event
from claims.wording import joined, phrase


def alert_handled(event: Event, names: Names, zone: tzinfo) -> Told:
    state = event.after.get("state")
    if state == "dismissed":
        return Told(event, phrase("alert dismissed: {reason}", reason=event.after.get("reason")))
    words = {"seen": phrase("alert seen"), "new": phrase("alert made new again")}
    return Told(event, words.get(str(state), phrase("alert changed")))


def setting_changed(event: Event, names: Names, zone: tzinfo) -> Told:
    def spoken(name: str, value: object) -> str:
        before, setting = event.before.get(name), names.setting(name)
        if before is None:
            return phrase("{setting}: {value}", setting=setting, value=value)
        return phrase("{setting}: {value} (before: {old})", setting=setting, value=value, old=before)

    return Told(event, joined([spoken(name, value) for name, value in event.after.items()], ", ") or phrase("setting changed"))


def rating_changed(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    def tell_rating(event: Event, names: Names, zone: tzinfo) -> Told:
        label, old = event.after.get("label"), event.before.get("label")
        meaning = event.after.get("meaning")
        line = phrase("rating {label} {words}", label=label or old, words=words)
        if meaning:
            line = phrase("{line}, meaning {meaning}", line=line, meaning=meaning)
        return Told(event, phrase("{line}; it was {label}", line=line, label=old) if old and label and old != label else line)

    return tell_rating
