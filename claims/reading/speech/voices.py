"""Whether words name a possible speaker: a person, a body, a group, a document; not a number, "nothing" or a camera."""

import re

from claims.english.offices import bare, is_organisation, is_title, is_trade
from claims.english.word_lists import words

_GROUPS = words(
    """
    people person persons man men woman women boy boys girl girls child children family families couple parents source sources official officials authorities police
    detectives firefighters experts critics supporters opponents insiders insider suspect suspects rebels protesters locals staff crew team jury guests
    visitors readers users user veterans caretaker maid lead counterpart predecessor successor spouse partner partners colleague colleagues friend friends boss
    chief gran grandma granny grandpa cousin guide trainer clients client customer customers management operator regulator hotline helpline
    council ministry league guild county palace opposition tribunal treasury bureau operator press media rescuers coastguard guard brigade army navy
    military kremlin coalition chamber council's delegation mission faction caucus secretariat ombudsman chancellery presidency administration
    government state city town village municipality region province republic firm company business maker carmaker supplier utility retailer
    publisher broadcaster station network channel newspaper newspapers magazine website platform account blog charity school hospital clinic
    bank club society pharmacy shop brewery mill parish diocese monastery church academy jury observers monitors side sides version quartet camps pupils
    lab laboratory factory plant borough district inquiry defence defense prosecution exchange zoo body watchdog palace orchestra theatre theater
    """
)
_DOCUMENTS = words(
    """
    report reports study studies letter audit survey ruling statement review document documents article paper papers memo judgment judgement verdict law newspaper
    sign handbook manual log tape certificate analysis analyses trial poll census filing lawsuit indictment complaint petition leaflet
    notice bulletin release transcript minutes email e-mail mail figures data records accounts estimate estimates findings research
    register book textbook chronicle diary testimony affidavit label brochure guidelines treaty contract
    manifesto guidebook guide journal record diary logbook plaque inscription advert advertisement menu
    """
)
_PERSONS = words("suspect victim boy girl child accused defendant guest newcomer youth teen thief")
_PERSONS_END = re.compile(
    r"(?:ists?|ians?|wom[ae]n|m[ae]n|persons?|ers?|ors?|eers?|ants|(?<!deg)[a-z]{4}ees|owner|maker|holder|keeper|worker|leader|speaker|builder|writer)$"
)
_SPEAKS_END = re.compile(r"(?:[^m]ents?|mates?|-in-law|[ou]rates?)$")  # "opponent", "flatmates", "inspectorate"
_NOBODY_FIRST = words(
    """
    nothing everything anything something whatever whoever whichever however forty thirty twenty fifty sixty seventy eighty ninety
    hundreds thousands dozens half most none of neither either much little enough it's that's this these those such
    """
)
_ONE_OF = re.compile(r"^(?:one|two|three|some|many|most|several) of (?:the |my |our |his |her |its |their )?")
_OF_WHAT = re.compile(
    r"\s(?:of|from|in|at|on|near|with|who|for|by|to|seen|filed|familiar|close|without|there|here|himself|herself|itself)\s|\s(?:there|here|(?:him|her|it)self)$"
)


def can_speak(description: str) -> bool:
    """Whether the words can be a speaker's, by their chief noun; a run of capitals is a name, which can.

    Anything that the word lists do not know as a person, body, group or document names nobody: a missed speaker is better than a wrong one.
    """
    if not description or names_nothing(description):
        return False
    chief = _ONE_OF.sub("", _OF_WHAT.split(_ONE_OF.sub("", description))[0]).split()
    if any(word[:1].isupper() or word[:1] == "@" for word in chief[(bare(chief[0]) in ("the", "a", "an")) :]):
        return True
    return is_organisation(tuple(chief)) or any(map(_speaks, chief))


def names_nothing(subject: str) -> bool:
    """Whether words begin with a number, "nothing", "so many" or "of those", which cannot speak."""
    first, *following = map(bare, subject.split())
    return (
        first in _NOBODY_FIRST
        or (first == "no" and following[:1] == ["one"])
        or (first in ("many", "so", "the") and following[:1] in (["people"], ["many"], ["other"]))
    )


def is_human(description: str) -> bool:
    """Whether "he" or "she" can mean something that is only described: "the doctor", not "the pharmacy" nor "the report"."""
    chief = [bare(word) for word in _OF_WHAT.split(description)[0].split()]
    return (
        bool(chief)
        and (is_title(chief[-1]) or chief[-1] in _PERSONS or _PERSONS_END.search(chief[-1]) is not None)
        and not is_organisation((chief[-1],))
        and chief[-1] not in _DOCUMENTS
    )


def _speaks(word: str) -> bool:
    low = bare(word).strip(",’'").removesuffix("’s").removesuffix("'s")
    singular = low.removesuffix("ies") + "y" if low.endswith("ies") else low.removesuffix("s")
    return (
        low in _GROUPS
        or singular in _GROUPS
        or f"{low}s" in _GROUPS
        or _SPEAKS_END.search(low) is not None
        or is_organisation((singular,))
        or low in _DOCUMENTS
        or singular in _DOCUMENTS
        or is_title(low)
        or (low.endswith("ies") and is_title(singular))
        or is_trade(low)
        or _PERSONS_END.search(low) is not None
    )
