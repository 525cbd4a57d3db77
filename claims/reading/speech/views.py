"""Who speaks without a verb of speech: "according to the ministry", "in Ana Reyes’s view"."""

import re

from claims.reading.speech.subjects import STOPS

_ACCORDING = re.compile(r"\b[Aa]ccording to\s+|,? [Aa]s (?:confirmed|stated|announced|reported|noted|explained|revealed|disclosed) by\s+")
_VIEW = re.compile(
    r",?\s?\b[Ii]n the (?:view|opinion|words|judge?ment|account|eyes) of (?P<of>[^,.;:\ufffc]{3,60})"
    r"|,?\s?\b[Ii]n (?!(?:an?|the|this|that|some|any|no) (?:view|opinion|words|judge?ment|account|telling|eyes)\b)(?P<whose>[^,.;:]{2,50}?)(?:['’]s?| own)? (?:view|opinion|words|judge?ment|account|telling|eyes)(?=[,.\s]|$)"
    r"|^(?P<holds>[^,.;:]{2,50}?)['’]s? (?:own )?(?:view|opinion|argument|position|contention|point|theory|belief|explanation|answer) (?:is|was|remains) that\b"
    r"|,? as (?P<put>[^,.;:]{3,60}?) (?:put|puts|phrased|once put) it\b"
    r"|,?\s?\b(?:[Ii]|[Ww]e|[Mm]y [a-z]+|[Oo]ur [a-z]+|[Tt]he [a-z]+)(?: [a-z]+ [^,;:]{0,40}?)? (?:was|were|have been|has been) (?:told|informed|assured|warned) by (?P<by>[^,.;:\ufffc]{3,60}?)(?: that\b|(?=[,.;:\ufffc]|$))"
)
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_CALLED = {"him": "he", "her": "she", "them": "they"}
_NAMED_NEXT = re.compile(r",\s(?:the [a-z]+ )?[A-Z][\w.’'-]+ (?!(?:is|was|has|had|will)\b)")
_RELATIVE = re.compile(r"\s(?:whose|who|whom|which|where)\b")


def by_view(words: str, own_words: str) -> tuple[str, str] | None:
    """The words that name the speaker, and what was said; None where no such phrase does. ``own_words`` are the words with quotations masked."""
    return _according(words, own_words) or _in_the_view(words, own_words)


def _according(words: str, own_words: str) -> tuple[str, str] | None:
    according = _ACCORDING.search(own_words)
    if not according:
        return None
    after = own_words[according.end() :]
    before_comma = own_words[: according.start()].rstrip().endswith(",") and len(own_words[: according.start()].split()) < 8
    stop = STOPS.search(after)
    subject = after[: stop.start()] if stop else after
    if according.start() < 12:  # "According to X, the bridge is safe."
        if stop is None or stop[0] != ",":
            return None
        name_goes_on = (
            re.match(r",[^,]{2,60},", after[stop.start() :]) if re.match(r", (?:a|an|the|who|which)\b", after[stop.start() :]) else None
        )
        content = words[according.end() + stop.start() + (name_goes_on.end() if name_goes_on else 1) :]
    else:
        content = words[: according.start()].rstrip(" ,")
        if stop and stop[0] == "," and before_comma and not _RELATIVE.match(after, stop.end()):
            content += words[according.end() + stop.start() + 1 :]
    return _CALLED.get(subject.strip().lower(), subject), content


def _in_the_view(words: str, own_words: str) -> tuple[str, str] | None:
    """ "In Ana Reyes’s view, the dam leaks", "in the words of the coroner", "I was told by Jon Marek"."""
    view = _VIEW.search(own_words)
    if view is None:
        return None
    subject = view["whose"] or view["of"] or view["by"] or view["put"] or view["holds"]
    if subject.lower() in _OWNERS and view.start() < 3 and _NAMED_NEXT.match(words, view.end()):
        return None  # "In her ruling, Judge Ana Reyes found …"
    subject = _OWNERS.get(subject.lower(), subject)
    content = " ".join((words[: view.start()].rstrip(" ,") + " " + words[view.end() :].lstrip(" ,")).split())
    return subject, content
