"""Who is named in an article, and by what office: enough to call a speaker by name, never to make one up.

Every name given out is a run of words that stands in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.english.given_names import MEN, WOMEN
from claims.english.offices import BEFORE_TITLE, FEMALE, MALE, ORGANISATIONS, PORTFOLIOS, bare, is_title
from claims.reading.capitals import SUFFIXES, Run, person_in, runs

_AND_WHOSE = re.compile(r"(?:, [^,.]{2,40},)? and (his|her) [a-z]")
_WITH_WHOSE = re.compile(
    r"(?:(?!(?:sa(?:id|ys)|told|ask|warn|claim|add|argu|call|blam|accus|thank|met|den)\w*\b)[^.!?,;:“”\"«»\n]){0,60}? (?:with|in|on|and|before|after|while) (his|her) [a-z]"
)
_PERSON_AFTER = re.compile(
    r",? (?:who|himself|herself|said|says|told|added|wrote|argued|asked)\b|,? [1-9][0-9](?=[,.;)]|$)"
    r"|['’]s (?:\w+ )?(?:brother|sister|wife|husband|son|daughter|mother|father|parents|family|widow|lawyer|solicitor|deputy|predecessor|successor|colleague|friend|boss)\b"
)
# "The cellist Oriane Delmas": a calling that no list of offices has.
_CALLING = re.compile(
    r"\b(?:named|called|known as|nicknamed) $|\b[a-z]+(?:ist|ian|eer|wright|smith|maker|keeper|founder|player|writer|singer|fighter|worker|miler|ologist|grapher) $"
)
_NAMED = re.compile(r"\b(?:named|known as) $")
_AT_THE = re.compile(r"\b(?:at|in|near|from|outside|inside|to) the $")  # "at the Blue Heron who asked": the waiter did
_SAID_BEFORE = re.compile(r"\b(?:said|says|added|asked) $")
_APPOSED_OFFICE = re.compile(r"(?:\b(?:the|its|their|his|her)|['’]s) ([\w’' -]{3,40}), $", re.IGNORECASE)


@dataclass(slots=True)
class People:
    """The persons an article names in full, and the offices it gives them."""

    full_names: dict[str, str] = field(default_factory=dict)  # last word of the name, lower case -> first full name
    by_given_name: dict[str, str] = field(default_factory=dict)  # first word of the name, lower case -> the first such name
    offices: dict[str, set[str]] = field(default_factory=dict)  # "mayor" -> {"Ana Reyes"}
    persons: set[str] = field(default_factory=set)  # last words of names that the article shows to be persons'
    pronouns: dict[str, str] = field(default_factory=dict)  # last word of the name -> "he" or "she", if a form of address says so

    def full(self, name: str) -> str:
        """The full name that the article gives for a last name; the name itself if it gives none."""
        words = name.split()
        return (self.full_names.get(words[-1].lower()) or self.by_given_name.get(words[0].lower()) or name) if len(words) == 1 else name

    def holder(self, office: str) -> str | None:
        """The one person to whom the article gives this office; None if there is none or more than one."""
        holders = self.offices.get(office.lower(), set())
        return next(iter(holders)) if len(holders) == 1 else None

    def is_person(self, name: str) -> bool:
        """Whether the article gives this name an office, an age or a statement, which no place has."""
        return last_word(name) in self.persons

    def has_office(self, name: str) -> bool:
        return any(name in holders for holders in self.offices.values())

    def told_pronoun(self, name: str) -> str | None:
        """Whether the article calls this person "he" or "she", or the given name tells; None where nothing does."""
        return self.pronouns.get(name.lower()) or self.pronouns.get(last_word(name)) or by_given_name(self.full(name))

    def may_be(self, pronoun: str, name: str) -> bool:
        """Whether "he" or "she" may mean this name; a form of address or a given name says no."""
        return pronoun not in ("he", "she") or self.told_pronoun(name) in (pronoun, None)


def by_given_name(name: str) -> str | None:
    """ "he" or "she" where the given name of a full name tells; else None."""
    given = name.split()[0].lower() if " " in name else ""
    return "she" if given in WOMEN else "he" if given in MEN else None


def people(text: str) -> People:
    """Read the names and offices of an article."""
    cast = People()
    for run in runs(text):
        name = person_in(run, text)
        if name is None:
            continue
        offices = [*_offices_before(run, name, text), *_offices_after(run, text)]
        is_called = (" " in name or _NAMED.search(text[max(0, run.start - 12) : run.start])) and _CALLING.search(
            text[max(0, run.start - 30) : run.start]
        ) is not None
        is_place = _AT_THE.search(text[max(0, run.start - 12) : run.start]) is not None
        is_told_of = not is_place and _PERSON_AFTER.match(text, run.end) is not None
        if offices or is_called or is_told_of or _SAID_BEFORE.search(text[max(0, run.start - 12) : run.start]):
            cast.persons.add(last_word(name))
        if pronoun_told := next((pronoun for office in offices if (pronoun := _pronoun(office))), None):
            cast.pronouns.setdefault(last_word(name), pronoun_told)
            cast.pronouns.setdefault(name.lower(), pronoun_told)  # Lady Ana Reyes, Lord Reyes's wife
        if whose := _AND_WHOSE.match(text, run.end) or (_opens(run, text) and _WITH_WHOSE.match(text, run.end)):
            cast.pronouns.setdefault(last_word(name), "she" if whose[1] == "her" else "he")
            cast.persons.add(last_word(name))
        elif offices and " " not in name:
            for office in offices:
                cast.offices.setdefault(office, set()).add(name)
        if " " in name and _plausible(name.split()):
            known = cast.full_names.get(last_word(name))
            is_sure = bool(by_given_name(name) or offices)
            if known is None or (is_sure and name != known and not by_given_name(known) and not cast.has_office(known)):
                cast.full_names[last_word(name)] = name
            if by_given_name(name) or last_word(name) in cast.persons:
                cast.by_given_name.setdefault(name.split()[0].lower(), name)
            for office in offices:
                cast.offices.setdefault(office, set()).add(name)
    for office, holders in cast.offices.items():
        cast.offices[office] = {cast.full(holder.split()[-1]) for holder in holders}
    return cast


def _opens(run: Run, text: str) -> bool:
    return re.search(r"(?:^|[.!?]\s|\n)$", text[max(0, run.start - 2) : run.start]) is not None


def _pronoun(office: str) -> str | None:
    if office in FEMALE or office.endswith("woman"):
        return "she"
    return "he" if office in MALE or (office.endswith("man") and office != "ombudsman") else None


def last_word(name: str) -> str:
    """The surname in lower case, without "Jr" and dots."""
    words = name.split()
    last = words[-2] if len(words) > 1 and words[-1].lower() in SUFFIXES else words[-1]
    return last.lower().strip(".,")


def _plausible(words: list[str]) -> bool:
    return len(words) <= 4 and not any(word.isupper() and len(word) > 3 for word in words)


def _offices_before(run: Run, name: str, text: str) -> Iterator[str]:
    """The offices written before the name: "Deputy Mayor Ana Reyes", "its director, Karl Orme"."""
    before = text[max(0, run.start - 60) : run.end][: -len(name) or None]
    apposed = _APPOSED_OFFICE.search(before)
    last = (
        apposed[1]
        if apposed
        else re.split(r"[,.;:!?()“”\"\n]", before.replace("Mr. ", "Mr ").replace("Mrs. ", "Mrs ").replace("Ms. ", "Ms "))[-1]
    )
    if last.rstrip().endswith((" of", " for", " at")):
        return  # "the owner of Ferris Hardware" is somebody else
    has_office = False
    for word in reversed(last.split()[-6:]):
        if is_title(word):
            has_office = True
            yield bare(word)
            yield from ("doctor",) if bare(word) == "dr" else ()
        elif has_office and word in ("for", "of"):
            return  # "a spokesman for Mayor Jon Marek"
        elif has_office and word[:1].isupper() and bare(word) not in PORTFOLIOS | ORGANISATIONS | BEFORE_TITLE:
            return  # "Bishop Anselm Kuria and imam Yahya Benarous": the bishop is not the imam
        elif not (word[:1].isupper() or bare(word) in PORTFOLIOS | ORGANISATIONS | BEFORE_TITLE or word in ("of", "for", "and", "the")):
            return  # "the mayor thanked Jon Marek": the office before the verb is not his


def _offices_after(run: Run, text: str) -> Iterator[str]:
    """The offices written after the name: "Ana Reyes, the deputy mayor of …"."""
    if bracketed := re.match(r" \(([^()\n]{3,40})\)", text[run.end : run.end + 50]):
        yield from (bare(word) for word in bracketed[1].split() if is_title(word))
    after = re.match(
        r",?(?! (?:whose|who (?!is )|which|where|when)\b) (?:who is )?(?:the |a |an |its |their |his |her )?((?:[\w’'-]+ ){0,4}?[\w’'-]+)(?=[,.;]| of | for | at | in | and | said"
        r"| told)",
        text[run.end : run.end + 120],
    )
    if after and (text[run.end : run.end + 1] == "," or " who is " in after[0]):
        yield from (bare(word) for word in after[1].split() if is_title(word))
