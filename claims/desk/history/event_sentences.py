"""The history in words: "moved from in review to checked", "said to be different from “…”: number", with before and after."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo

from sqlite_utils import Database

from claims.desk.history.correction_words import corrected
from claims.desk.history.event_names import Names, names_in
from claims.desk.history.event_words import MARKS, MOVES, WORDS
from claims.desk.history.source_sentences import link_added, link_changed, origin_set, page_rechecked, passage_decided
from claims.desk.history.told import Told, plain_words, state_in, text_in
from claims.model import Event
from claims.model.links import LINK_WORDS, LinkOutcome
from claims.sourcing.labels import counted, day_and_time


def tell_all(db: Database, events: Sequence[Event], *, zone: tzinfo = UTC, root: tuple[str, int] | None = None) -> list[Told]:
    """Each event in plain words, without who and when; deadlines are in ``zone``. ``root``, such as ("claim", 7), is the subject."""
    names = names_in(db, events, root)
    return [tell(event, names, zone) for event in events]


def tell(event: Event, names: Names, zone: tzinfo = UTC) -> Told:
    """One event in plain words; deadlines are in ``zone``."""
    teller = _TELLERS.get(event.action)
    if teller is not None:
        line = teller(event, names, zone)
    elif event.subject == "claim" and "state" in event.after and "state" in event.before:
        line = Told(event, MOVES.get(event.action, "") + f"moved from {state_in(event.before)} to {state_in(event.after)}")
    elif event.action.startswith("edit_") and event.action not in WORDS:
        line = _edited(event)
    else:
        line = Told(event, WORDS.get(event.action, plain_words(event.action)))
    note = event.after.get("note")
    words = f"{line.words}: {note}" if note and event.action not in ("decide_match", "link_source", "edit_link") else line.words
    about = names.about(event)
    # What an event says in full is not quoted a second time.
    return Told(event, words, line.before, line.after, None if about in (line.before, line.after) else about)


def _mark(event: Event, names: Names, zone: tzinfo) -> Told:
    return Told(event, f"{names.line(event.subject_id)} {MARKS.get(str(event.after.get('mark')), 'marked')}")


def _decision(event: Event, names: Names, zone: tzinfo) -> Told:
    status, note, reasons = event.after.get("status"), event.after.get("note"), event.after.get("reasons")
    other_claim = names.other_claim(event.subject_id)
    remark = f" ({note})" if note else ""
    if status == "confirmed":
        return Told(event, f"marked as the same claim as {other_claim}{remark}")
    if status == "rejected":
        named = ", ".join(str(reason) for reason in reasons) if isinstance(reasons, list) else ""
        return Told(event, f"marked as a different claim from {other_claim}: {named}{remark}")
    before = "the same claim as" if event.before.get("status") == "confirmed" else "a different claim from"
    return Told(event, f"undid the decision that it is {before} {other_claim}")


def _wording(event: Event, names: Names, zone: tzinfo) -> Told:
    return Told(event, "wording changed", text_in(event.before.get("text")), text_in(event.after.get("text")))


def _edited(event: Event) -> Told:
    """A field that has no sentence of its own: "where changed from Tarnmouth to Vellmark"."""
    changes = [
        f"{field.replace('_', ' ')} changed from {event.before.get(field) or 'nothing'} to {value or 'nothing'}"
        for field, value in event.after.items()
        if field != "note"
    ]
    return Told(event, ", ".join(changes))


def _claimant(event: Event, names: Names, zone: tzinfo) -> Told:
    before, after = (values.get("claimant") or "nobody named" for values in (event.before, event.after))
    return Told(event, f"claimant changed from {before} to {after}")


def _speaker(event: Event, names: Names, zone: tzinfo) -> Told:
    before, after = (values.get("speaker") or "nobody named" for values in (event.before, event.after))
    return Told(event, f"speaker in the article changed from {before} to {after}")


def _corrected(event: Event, names: Names, zone: tzinfo) -> Told:
    return Told(
        event, *corrected(event.before, event.after, names.source(event.after.get("source_id")) if event.action == "edit_link" else None)
    )


def _followed(event: Event, names: Names, zone: tzinfo) -> Told:
    words, before, after = corrected(event.before, event.after)
    return Told(event, f"{words}, as in its article", before, after)


def _names(values: Mapping[str, object]) -> list[str]:
    names = values.get("candidates")
    return [str(name) for name in names] if isinstance(names, list) else []


def _candidates(event: Event, names: Names, zone: tzinfo) -> Told:
    named = " or ".join(_names(event.after) or _names(event.before))
    return Told(
        event, f"speaker asked again: {named}" if event.after.get("candidates") else f"nobody named in the article says it, not {named}"
    )


_POLARITIES = {"asserted": "asserted", "denied": "reported as false", "doubted": "left in doubt"}


def _polarity(event: Event, names: Names, zone: tzinfo) -> Told:
    before, after = (_POLARITIES.get(str(values.get("polarity")), "asserted") for values in (event.before, event.after))
    return Told(event, f"in the article {after}, not {before}")


def _draft(event: Event, names: Names, zone: tzinfo) -> Told:
    before, after = (names.rating(values.get("rating")) if values.get("rating") else "not rated" for values in (event.before, event.after))
    words = f"draft verdict saved: {after}" + (f", {before} before" if event.before and before != after else "")
    left = event.after.get("left_out")
    words += f", based on all but {counted(len(left), 'source link')}" if isinstance(left, list) and left else ""
    return Told(event, words, text_in(event.before.get("explanation")), text_in(event.after.get("explanation")))


def _submitted(event: Event, names: Names, zone: tzinfo) -> Told:
    rests = event.after.get("evidence_ids")
    on = f", based on {counted(len(rests), 'source link')}" if isinstance(rests, list) and rests else ""
    return Told(event, f"verdict submitted: {names.rating(event.after.get('rating'))}{on}", after=text_in(event.after.get("explanation")))


def _verdict(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    return lambda event, names, zone: Told(event, f"{words}: {names.rating(event.after.get('rating'))}")


def _tip(event: Event, names: Names, zone: tzinfo) -> Told:
    return Told(event, f"tip {event.after.get('tip_id')} added" + (" with its file" if event.after.get("sha256") else ""))


def _assigned(event: Event, names: Names, zone: tzinfo) -> Told:
    to, before = event.after.get("assignee_id"), event.before.get("assignee_id")
    return Told(
        event, (f"assigned to {names.person(to)}" if to else "unassigned") + (f"; previously {names.person(before)}" if before else "")
    )


def _due(event: Event, names: Names, zone: tzinfo) -> Told:
    def spoken(value: object) -> str:
        return day_and_time(datetime.fromisoformat(str(value)).astimezone(zone))

    before, after = event.before.get("due_at"), event.after.get("due_at")
    words = f"due {spoken(after)}" if after else "deadline removed"
    return Told(event, words + (f"; it was {spoken(before)}" if before else ""))


def _alert(event: Event, names: Names, zone: tzinfo) -> Told:
    words = {"seen": "alert seen", "dismissed": f"alert dismissed: {event.after.get('reason')}", "new": "alert made new again"}
    return Told(event, words.get(str(event.after.get("state")), "alert changed"))


def _setting(event: Event, names: Names, zone: tzinfo) -> Told:
    def spoken(name: str, value: object) -> str:
        before = event.before.get(name)
        return f"{names.setting(name)}: {value}" + (f" (before: {before})" if before is not None else "")

    return Told(event, ", ".join(spoken(name, value) for name, value in event.after.items()) or "setting changed")


def _rating(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    def tell_rating(event: Event, names: Names, zone: tzinfo) -> Told:
        label, old = event.after.get("label"), event.before.get("label")
        meaning = event.after.get("meaning")
        was = f"; it was {old}" if old and label and old != label else ""
        return Told(event, f"rating {label or old} {words}" + (f", meaning {meaning}" if meaning else "") + was)

    return tell_rating


def _added(what: str, name: str = "title") -> Callable[[Event, Names, tzinfo], Told]:
    return lambda event, names, zone: Told(event, f"{what} added", after=text_in(event.after.get(name)))


def _read_beside(event: Event, names: Names, zone: tzinfo) -> Told:
    sources, remarks = (int(str(event.after.get(name) or 0)) for name in ("sources", "remarks"))
    parts = [counted(sources, "source")] * bool(sources) + [counted(remarks, "comment")] * bool(remarks)
    return Told(event, f"{' and '.join(parts) or 'nothing'} read from the article’s file")


def _checked_link(event: Event, names: Names, zone: tzinfo) -> Told:
    outcome = str(event.after.get("outcome") or "")
    words = LINK_WORDS.get(LinkOutcome(outcome), outcome) if outcome in list(LinkOutcome) else outcome
    return Told(event, f"link in the article checked: {words}")


def _question(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    return lambda event, names, zone: Told(event, f"question {words}: {event.after.get('question')}")


_TELLERS: dict[str, Callable[[Event, Names, tzinfo], Told]] = {
    "add_claim": _added("claim", "text"),
    "add_tip": _tip,
    "add_article": _added("article"),
    "add_source": _added("source"),
    "mark_sentence": _mark,
    "decide_match": _decision,
    "edit_wording": _wording,
    "edit_claimant": _claimant,
    "edit_speaker": _speaker,
    "edit_candidates": _candidates,
    "edit_polarity": _polarity,
    "edit_article": _corrected,
    "edit_source": _corrected,
    "edit_link": _corrected,
    "follow_article": _followed,
    "join": lambda event, names, zone: Told(event, f"joined into {names.claim(event.after.get('joined_into'))}"),
    "save_draft": _draft,
    "submit_verdict": _submitted,
    "approve_verdict": _verdict("verdict approved"),
    "return_verdict": lambda event, names, zone: Told(event, "verdict returned"),
    "link_source": link_added,
    "withdraw_link": link_changed("removed"),
    "restore_link": link_changed("restored"),
    "read_beside": _read_beside,
    "settle_question": _question("settled"),
    "reopen_question": _question("opened again"),
    "accept_proposed_source": lambda event, names, zone: Told(event, "source named in the article’s file accepted"),
    "drop_proposed_source": lambda event, names, zone: Told(event, "source named in the article’s file dropped"),
    "check_link": _checked_link,
    "pack": lambda event, names, zone: Told(event, f"packed, fingerprint {str(event.after.get('fingerprint'))[:16]}…"),
    "propose_source_again": lambda event, names, zone: Told(event, "decision about a source named in the article’s file taken back"),
    "refuse_passage": passage_decided("marked as not relevant"),
    "offer_passage_again": passage_decided("suggested again"),
    "set_origin": origin_set,
    "recheck_source": page_rechecked,
    "assign": _assigned,
    "set_due": _due,
    "tag": lambda event, names, zone: Told(event, f"tagged {event.after.get('tag')}"),
    "untag": lambda event, names, zone: Told(event, f"tag {event.before.get('tag')} removed"),
    "handle_alert": _alert,
    "sign_off": lambda event, names, zone: Told(event, "signed off for publication"),
    "take_back_sign_off": lambda event, names, zone: Told(event, f"sign-off by {event.before.get('by')} withdrawn"),
    "restore_sign_off": lambda event, names, zone: Told(event, f"sign-off by {event.after.get('by')} restored"),
    "set_setting": _setting,
    "add_rating": _rating("added to the scale"),
    "edit_rating": _rating("changed"),
    "move_rating": _rating("moved on the scale"),
    "remove_rating": _rating("removed from the scale"),
    "set_role": lambda event, names, zone: Told(event, f"role changed from {event.before.get('role')} to {event.after.get('role')}"),
}
