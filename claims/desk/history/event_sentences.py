"""The history in words: "moved from in review to checked", "said to be different from “…”: number", with before and after."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo

from sqlite_utils import Database

from claims.desk.history.correction_words import corrected
from claims.desk.history.event_names import Names, names_in
from claims.desk.history.event_words import MARKS, MOVES, REASONS, WORDS
from claims.desk.history.setting_sentences import alert_handled, rating_changed, setting_changed
from claims.desk.history.source_sentences import link_added, link_changed, origin_set, page_rechecked, passage_decided
from claims.desk.history.told import Told, plain_words, state_in, text_in
from claims.model import Event
from claims.model.links import LINK_WORDS, LinkOutcome
from claims.sourcing.labels import alternatives, listed
from claims.wording import joined, phrase

_POLARITIES = {"asserted": phrase("asserted"), "denied": phrase("reported as false"), "doubted": phrase("left in doubt")}


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
        moved = phrase("moved from {old} to {new}", old=state_in(event.before), new=state_in(event.after))
        move = MOVES.get(event.action)
        line = Told(event, joined([move, moved], ", ") if move else moved)
    elif event.action.startswith("edit_") and event.action not in WORDS:
        line = _edited(event)
    else:
        line = Told(event, WORDS.get(event.action, plain_words(event.action)))
    note = event.after.get("note")
    words = (
        phrase("{words}: {note}", words=line.words, note=note)
        if note and event.action not in ("decide_match", "link_source", "edit_link")
        else line.words
    )
    about = names.about(event)
    # What an event says in full is not quoted a second time.
    return Told(event, words, line.before, line.after, None if about in (line.before, line.after) else about)


def _mark(event: Event, names: Names, zone: tzinfo) -> Told:
    return Told(
        event, phrase("{line} {mark}", line=names.line(event.subject_id), mark=MARKS.get(str(event.after.get("mark")), phrase("marked")))
    )


def _decision(event: Event, names: Names, zone: tzinfo) -> Told:
    status, note, reasons = event.after.get("status"), event.after.get("note"), event.after.get("reasons")
    other_claim = names.other_claim(event.subject_id)
    if status == "confirmed":
        return Told(event, _remarked(phrase("marked as the same claim as {claim}", claim=other_claim), note))
    if status == "rejected":
        named = joined([REASONS.get(str(reason), str(reason)) for reason in reasons], ", ") if isinstance(reasons, list) else ""
        return Told(event, _remarked(phrase("marked as a different claim from {claim}: {reasons}", claim=other_claim, reasons=named), note))
    if event.before.get("status") == "confirmed":
        return Told(event, phrase("undid the decision that it is the same claim as {claim}", claim=other_claim))
    return Told(event, phrase("undid the decision that it is a different claim from {claim}", claim=other_claim))


def _remarked(words: str, note: object) -> str:
    return phrase("{words} ({note})", words=words, note=note) if note else words


def _wording(event: Event, names: Names, zone: tzinfo) -> Told:
    return Told(event, phrase("wording changed"), text_in(event.before.get("text")), text_in(event.after.get("text")))


def _edited(event: Event) -> Told:
    """A field that has no sentence of its own: "where changed from Tarnmouth to Vellmark"."""
    nothing = phrase("nothing")
    changes = [
        phrase(
            "{field} changed from {old} to {new}",
            field=field.replace("_", " "),
            old=event.before.get(field) or nothing,
            new=value or nothing,
        )
        for field, value in event.after.items()
        if field != "note"
    ]
    return Told(event, joined(changes, ", "))


def _claimant(event: Event, names: Names, zone: tzinfo) -> Told:
    before, after = (values.get("claimant") or phrase("nobody named") for values in (event.before, event.after))
    return Told(event, phrase("claimant changed from {before} to {after}", before=before, after=after))


def _speaker(event: Event, names: Names, zone: tzinfo) -> Told:
    before, after = (values.get("speaker") or phrase("nobody named") for values in (event.before, event.after))
    return Told(event, phrase("speaker in the article changed from {before} to {after}", before=before, after=after))


def _corrected(event: Event, names: Names, zone: tzinfo) -> Told:
    return Told(
        event, *corrected(event.before, event.after, names.source(event.after.get("source_id")) if event.action == "edit_link" else None)
    )


def _followed(event: Event, names: Names, zone: tzinfo) -> Told:
    words, before, after = corrected(event.before, event.after)
    return Told(event, phrase("{words}, as in its article", words=words), before, after)


def _names(values: Mapping[str, object]) -> list[str]:
    names = values.get("candidates")
    return [str(name) for name in names] if isinstance(names, list) else []


def _candidates(event: Event, names: Names, zone: tzinfo) -> Told:
    named = alternatives(_names(event.after) or _names(event.before))
    return Told(
        event,
        phrase("speaker asked again: {names}", names=named)
        if event.after.get("candidates")
        else phrase("nobody named in the article says it, not {names}", names=named),
    )


def _polarity(event: Event, names: Names, zone: tzinfo) -> Told:
    before, after = (_POLARITIES.get(str(values.get("polarity")), phrase("asserted")) for values in (event.before, event.after))
    return Told(event, phrase("in the article {after}, not {before}", after=after, before=before))


def _draft(event: Event, names: Names, zone: tzinfo) -> Told:
    before, after = (
        names.rating(values.get("rating")) if values.get("rating") else phrase("not rated") for values in (event.before, event.after)
    )
    parts = [phrase("draft verdict saved: {rating}", rating=after)]
    if event.before and before != after:
        parts.append(phrase("{rating} before", rating=before))
    left = event.after.get("left_out")
    if isinstance(left, list) and left:
        parts.append(phrase("based on all but {links}", links=_links(len(left))))
    return Told(event, joined(parts, ", "), text_in(event.before.get("explanation")), text_in(event.after.get("explanation")))


def _links(count: int) -> str:
    return phrase("1 source link") if count == 1 else phrase("{count} source links", count=count)


def _submitted(event: Event, names: Names, zone: tzinfo) -> Told:
    rests = event.after.get("evidence_ids")
    words = phrase("verdict submitted: {rating}", rating=names.rating(event.after.get("rating")))
    if isinstance(rests, list) and rests:
        words = joined([words, phrase("based on {links}", links=_links(len(rests)))], ", ")
    return Told(event, words, after=text_in(event.after.get("explanation")))


def _verdict(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    return lambda event, names, zone: Told(event, phrase("{words}: {rating}", words=words, rating=names.rating(event.after.get("rating"))))


def _tip(event: Event, names: Names, zone: tzinfo) -> Told:
    number = event.after.get("tip_id")
    if event.after.get("sha256"):
        return Told(event, phrase("tip {number} added with its file", number=number))
    return Told(event, phrase("tip {number} added", number=number))


def _assigned(event: Event, names: Names, zone: tzinfo) -> Told:
    to, before = event.after.get("assignee_id"), event.before.get("assignee_id")
    words = phrase("assigned to {name}", name=names.person(to)) if to else phrase("unassigned")
    return Told(event, phrase("{words}; previously {name}", words=words, name=names.person(before)) if before else words)


def _due(event: Event, names: Names, zone: tzinfo) -> Told:
    def moment(value: object) -> str:
        here = datetime.fromisoformat(str(value)).astimezone(zone)
        return phrase("{time} {zone}", time=here, zone=here.tzname() or "")

    before, after = event.before.get("due_at"), event.after.get("due_at")
    words = phrase("due {time}", time=moment(after)) if after else phrase("deadline removed")
    return Told(event, phrase("{words}; it was {time}", words=words, time=moment(before)) if before else words)


def _added(what: str, name: str = "title") -> Callable[[Event, Names, tzinfo], Told]:
    return lambda event, names, zone: Told(event, phrase("{what} added", what=what), after=text_in(event.after.get(name)))


def _read_beside(event: Event, names: Names, zone: tzinfo) -> Told:
    sources, remarks = (int(str(event.after.get(name) or 0)) for name in ("sources", "remarks"))
    parts = []
    if sources:
        parts.append(phrase("1 source") if sources == 1 else phrase("{count} sources", count=sources))
    if remarks:
        parts.append(phrase("1 comment") if remarks == 1 else phrase("{count} comments", count=remarks))
    return Told(event, phrase("{parts} read from the article itself", parts=listed(parts) or phrase("nothing")))


def _checked_link(event: Event, names: Names, zone: tzinfo) -> Told:
    outcome = str(event.after.get("outcome") or "")
    words = LINK_WORDS.get(LinkOutcome(outcome), outcome) if outcome in list(LinkOutcome) else outcome
    return Told(event, phrase("link in the article checked: {words}", words=words))


def _question(words: str) -> Callable[[Event, Names, tzinfo], Told]:
    return lambda event, names, zone: Told(event, phrase("question {words}: {question}", words=words, question=event.after.get("question")))


_TELLERS: dict[str, Callable[[Event, Names, tzinfo], Told]] = {
    "add_claim": _added(phrase("claim"), "text"),
    "add_tip": _tip,
    "add_article": _added(phrase("article")),
    "add_source": _added(phrase("source")),
    "mark_sentence": _mark,
    "decide_match": _decision,
    "edit_wording": _wording,
    "edit_claimant": _claimant,
    "edit_speaker": _speaker,
    "edit_candidates": _candidates,
    "edit_polarity": _polarity,
    "edit_article": _corrected,
    "edit_facts": _corrected,
    "edit_source": _corrected,
    "edit_link": _corrected,
    "follow_article": _followed,
    "join": lambda event, names, zone: Told(event, phrase("joined into {claim}", claim=names.claim(event.after.get("joined_into")))),
    "save_draft": _draft,
    "submit_verdict": _submitted,
    "approve_verdict": _verdict(phrase("verdict approved")),
    "return_verdict": lambda event, names, zone: Told(event, phrase("verdict returned")),
    "link_source": link_added,
    "withdraw_link": link_changed(phrase("removed")),
    "restore_link": link_changed(phrase("restored")),
    "read_beside": _read_beside,
    "settle_question": _question(phrase("settled")),
    "reopen_question": _question(phrase("opened again")),
    "accept_proposed_source": lambda event, names, zone: Told(event, phrase("source named in the article accepted")),
    "drop_proposed_source": lambda event, names, zone: Told(event, phrase("source named in the article dropped")),
    "check_link": _checked_link,
    "pack": lambda event, names, zone: Told(
        event, phrase("packed, fingerprint {fingerprint}…", fingerprint=str(event.after.get("fingerprint"))[:16])
    ),
    "propose_source_again": lambda event, names, zone: Told(event, phrase("decision about a source named in the article taken back")),
    "refuse_passage": passage_decided(phrase("marked as not relevant")),
    "offer_passage_again": passage_decided(phrase("suggested again")),
    "share_article": lambda event, names, zone: Told(event, phrase("link to the report made for {label}", label=event.after.get("for"))),
    "end_share": lambda event, names, zone: Told(event, phrase("link for {label} ended", label=event.after.get("for"))),
    "add_expert_note": lambda event, names, zone: Told(event, phrase("note left by an expert ({name})", name=event.after.get("author"))),
    "settle_expert_note": lambda event, names, zone: Told(event, phrase("expert’s note ({name}) settled", name=event.after.get("author"))),
    "reopen_expert_note": lambda event, names, zone: Told(
        event, phrase("expert’s note ({name}) opened again", name=event.after.get("author"))
    ),
    "set_origin": origin_set,
    "recheck_source": page_rechecked,
    "assign": _assigned,
    "set_due": _due,
    "tag": lambda event, names, zone: Told(event, phrase("tagged {tag}", tag=event.after.get("tag"))),
    "untag": lambda event, names, zone: Told(event, phrase("tag {tag} removed", tag=event.before.get("tag"))),
    "handle_alert": alert_handled,
    "sign_off": lambda event, names, zone: Told(event, phrase("signed off for publication")),
    "take_back_sign_off": lambda event, names, zone: Told(event, phrase("sign-off by {name} withdrawn", name=event.before.get("by"))),
    "restore_sign_off": lambda event, names, zone: Told(event, phrase("sign-off by {name} restored", name=event.after.get("by"))),
    "set_setting": setting_changed,
    "add_rating": rating_changed(phrase("added to the scale")),
    "edit_rating": rating_changed(phrase("changed")),
    "move_rating": rating_changed(phrase("moved on the scale")),
    "remove_rating": rating_changed(phrase("removed from the scale")),
    "set_role": lambda event, names, zone: Told(
        event, phrase("role changed from {old} to {new}", old=event.before.get("role"), new=event.after.get("role"))
    ),
}
