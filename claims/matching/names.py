"""Whether two texts name different people, places or bodies in the same role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from claims.matching.inflection import base
from claims.matching.terms import is_common, stem, usual_share
from claims.matching.wording import Block, Word, Wording, is_shouted, replaced
from claims.model import Difference, DifferenceKind

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister chancellor king queen prince princess pope senator sen"
    " representative rep congressman congresswoman governor gov mayor councillor councilor secretary judge justice chief general gen colonel"
    " col captain capt lieutenant lt sergeant sgt director chairman chairwoman chair ambassador deputy st officials official former"
    " spokesman spokeswoman spokesperson mp coach manager captain skipper trainer judge journalist reporter correspondent author writer novelist poet playwright composer conductor"
    " actor actress singer rapper musician pianist guitarist drummer painter sculptor artist architect designer engineer scientist physicist chemist biologist astronomer"
    " economist historian philosopher psychologist researcher inventor lawyer barrister solicitor attorney prosecutor detective inspector constable officer commander admiral"
    " pilot astronaut goalkeeper striker midfielder defender winger rower swimmer sprinter runner boxer wrestler cyclist driver golfer jockey gymnast skier skater sailor"
    " explorer climber champion farmer nurse surgeon bishop archbishop cardinal rabbi imam entrepreneur businessman businesswoman tycoon billionaire millionaire banker"
    " investor founder owner ceo cfo activist campaigner whistleblower blogger influencer youtuber comedian presenter broadcaster host columnist editor publisher producer"
    " filmmaker chef teacher headteacher baron baroness count countess duke duchess earl emperor empress sheikh sultan ayatollah pres pm admin administration suspect defendant victim".split()
)
KNOWN = frozenset(
    "afghanistan albania algeria america american andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh barbados belarus belgium"
    " belize benin bhutan bolivia bosnia botswana brazil britain british brunei bulgaria burundi cambodia cameroon canada chad chile china chinese colombia congo croatia"
    " cuba cyprus czechia denmark dutch ecuador egypt england english eritrea estonia eswatini ethiopia fiji finland france french gabon gambia georgia german germany"
    " ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland india indian indonesia iran iraq ireland irish israel italian italy jamaica japan"
    " japanese jordan kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi"
    " malaysia maldives mali malta mauritania mauritius mexican mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua"
    " niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland polish portugal qatar romania russia russian rwanda samoa scotland scottish"
    " senegal serbia singapore slovakia slovenia somalia spain spanish sudan suriname sweden swedish switzerland syria taiwan tajikistan tanzania thailand togo tonga"
    " tunisia turkey turkish turkmenistan uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam wales yemen zambia zimbabwe africa asia europe european unitedstates"
    " unitedkingdom unitednations europeanunion california texas florida london paris berlin tokyo moscow washington brussels vienna rome madrid lisbon congress parliament senate"
    " amazon apple bbc boeing disney facebook ford google instagram microsoft nasa nato netflix pfizer reuters starbucks tesla toyota twitter walmart youtube".split()
)
_PEOPLES = {
    stem(one): tuple(stem(other) for other in row.split() if other != one)
    for row in (
        "america american unitedstates|britain british unitedkingdom|france french|netherlands dutch holland|germany german|spain spanish|wales welsh"
        "|ireland irish|greece greek|switzerland swiss|denmark danish|sweden swedish|poland polish|turkey turkish|norway norwegian|portugal portuguese"
        "|philippines filipino|thailand thai|iraq iraqi|israel israeli|pakistan pakistani|czechia czech|europeanunion europe european|peru peruvian"
        "|vietnam vietnamese|ukraine ukrainian|scotland scottish|england english|finland finnish|argentina argentine argentinian|cyprus cypriot"
    ).split("|")
    for one in row.split()
}
_DEMONYMS = ("ian", "an", "ean", "ese", "ish", "i", "er", "ic", "s")
MOST_BESIDE = 3
"""Words beside two names, in the stretch in which their texts differ, up to which they can be said to stand in one role."""

_TOLD_AT_LEAST = 2  # telling words beside its name that a text must have for two names to be held against each other wherever they stand
_TOLD_OF_ALL = 0.75  # share of these that must be in the other text
_WHERE = frozenset("in near on around across outside inside off through throughout towards toward".split())
_TELLS = frozenset("say tell claim report announce add warn tweet post insist argue explain confirm".split())

_LONG_ENOUGH = 6  # letters of a name from which one letter more, less or other is taken for a slip of the pen
_FULL_NAMES = {
    stem(short): stem(full)
    for short, full in (
        pair.split("/")
        for pair in (
            "alex/alexander andy/andrew becky/rebecca ben/benjamin beth/elizabeth bill/william bob/robert chris/christopher dan/daniel dave/david debbie/deborah"
            " ed/edward fred/frederick greg/gregory jen/jennifer jim/james joe/joseph kate/katherine ken/kenneth liz/elizabeth matt/matthew meg/margaret"
            " mike/michael nick/nicholas pat/patricia pete/peter rob/robert ron/ronald sam/samuel steve/stephen sue/susan tim/timothy tom/thomas tony/anthony will/william"
        ).split()
    )
}

_BREAK = re.compile(r"[,;:.!?()\[\]\"“”—–]")
_ENDINGS = ("s", "ed", "ing", "ly")
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
"""Months and days, which have a capital and name nobody."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words with capitals that stand together: places ``first`` up to ``last`` of the words, exclusive."""

    first: int
    last: int
    roots: tuple[str, ...]


def name_differences(ours: Wording, theirs: Wording) -> list[Difference]:
    """Names that stand in the same role in both texts and cannot be the same."""
    left = [name for name in names(ours, theirs) if not _is_in(name, theirs)]
    right = [name for name in names(theirs, ours) if not _is_in(name, ours)]
    if not left or not right:
        return []
    blocks = replaced(ours, theirs)
    for one in left:
        for other in right:
            if (_same_role(one, other, blocks) or set(one.roots) & set(other.roots)) and not _same_name(one, other):
                return [_difference(ours, one, theirs, other)]
    if len(left) == len(right) == 1 and _same_event(ours, left[0], theirs, right[0]):
        return [_difference(ours, left[0], theirs, right[0])]
    return []


def names(text: Wording, other: Wording) -> list[Name]:
    """The names of a text, without titles. ``other`` helps to tell a name from a word that begins a sentence."""
    if is_shouted(text.words):
        return []
    found: list[Name] = []
    start = None
    for place in range(len(text.words) + 1):
        inside = place < len(text.words) and _is_name(text, place, other)
        inside = inside or (start is not None and _is_joint(text, place, other))
        if start is not None and (not inside or (_BREAK.search(text.between(place - 1, place)) and not _is_shortened(text, place - 1))):
            found += _name(text, start, place)
            start = None
        if inside and start is None:
            start = place
    return found


def _is_joint(text: Wording, place: int, other: Wording) -> bool:
    # "Court of Appeal", "Bank of England": one name. "Mayor of Belmar" is a title and a name.
    if place + 1 >= len(text.words) or text.words[place].form != "of" or text.words[place - 1].form.rstrip(".") in TITLES:
        return False
    return _is_name(text, place + 1, other)


def _is_shortened(text: Wording, place: int) -> bool:
    # "Sen. Brandt", "J. D. Brandt": the full stop ends no name.
    word = text.words[place]
    stops = place + 1 < len(text.words) and text.between(place, place + 1) == ". "
    return stops and (word.form in TITLES or (len(word.raw) == 1 and word.raw.isupper()))


def _name(text: Wording, first: int, last: int) -> Iterator[Name]:
    # A state before a title belongs to it: "U.S. Sen. Brandt".
    while first < last and (
        _is_title(text, first) or (first + 1 < last and text.words[first].form in KNOWN and _is_title(text, first + 1))
    ):
        first += 1
    if first < last:
        yield Name(first, last, tuple(word.root for word in text.words[first:last] if word.form != "of"))


def _is_title(text: Wording, place: int) -> bool:
    return text.words[place].form.rstrip(".") in TITLES


def _is_name(text: Wording, place: int, other: Wording) -> bool:
    word = text.words[place]
    if word.number or not word.raw[0].isupper() or word.form in CALENDAR or word.raw in ("I", "A"):
        return False
    if not text.begins(place) or (len(word.raw) > 1 and word.raw.isupper()):
        return True
    if word.form in KNOWN or any(w.form == word.form and w.raw[0].isupper() and not other.begins(n) for n, w in enumerate(other.words)):
        return True
    if word.form.endswith("'s") and not is_common(word.root):
        return True
    follows = text.words[place + 1] if place + 1 < len(text.words) else None
    beside = follows is not None and follows.raw[0].isupper() and not follows.number and not _BREAK.search(text.between(place, place + 1))
    return (beside and not is_common(word.root)) or _is_unusual(word)


def _is_unusual(word: Word) -> bool:
    return usual_share(word.root) == 0.0 and word.form.isalpha() and not any(_is_known(word.form, ending) for ending in _ENDINGS)


@lru_cache(maxsize=10_000)
def _is_known(form: str, ending: str) -> bool:
    return form.endswith(ending) and len(form) > len(ending) + 2 and usual_share(form.removesuffix(ending)) > 0


def _is_in(name: Name, other: Wording) -> bool:
    return all(is_like(root, other.roots) for root in name.roots) or _initials(name) in {word.form for word in other.words}


def is_like(root: str, roots: frozenset[str]) -> bool:
    """Whether a stem is among others, or another form of one: "Chinese" beside "China", "American" beside "United States"."""
    if root in roots or any(_demonym(root, one) for one in roots if one[:3] == root[:3]):
        return True
    return any(one in roots for one in _PEOPLES.get(root, ()))


def _demonym(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    alike = len(short) - 2 if len(short) > 4 else len(short)
    return long[:alike] == short[:alike] and len(long) - len(short) <= 4 and len(short) >= 4 and long.endswith(_DEMONYMS)


def _initials(name: Name) -> str:
    return "".join(root[0] for root in name.roots) if len(name.roots) > 1 else "\0"


def _same_name(one: Name, other: Name) -> bool:
    # "Brandt" and "Ana Brandt" can be one person, "Ruth Brandt" and "Ana Brandt" cannot; "Tom" is Thomas, "Malinger" Mallinger.
    left, right = set(one.roots) - set(other.roots), set(other.roots) - set(one.roots)
    if not left or not right:
        return True
    return len(left) == len(right) and all(any(_same_word(first, second) for second in right) for first in left)


def _same_word(one: str, other: str) -> bool:
    if min(len(one), len(other)) >= _LONG_ENOUGH and Levenshtein.distance(one, other, score_cutoff=1) == 1:
        return True
    return _FULL_NAMES.get(one, one) == _FULL_NAMES.get(other, other)


def _same_role(one: Name, other: Name, blocks: list[Block]) -> bool:
    ours, theirs = set(range(one.first, one.last)), set(range(other.first, other.last))
    return any(
        ours & set(left) and theirs & set(right) and len({*left} - ours) + len({*right} - theirs) <= MOST_BESIDE for left, right in blocks
    )


def _difference(ours: Wording, one: Name, theirs: Wording, other: Name) -> Difference:
    spans = [(text.words[name.first].start, text.words[name.last - 1].end) for text, name in ((ours, one), (theirs, other))]
    return Difference(DifferenceKind.NAME, ours.text[slice(*spans[0])], theirs.text[slice(*spans[1])], spans[0], spans[1])


def _same_event(ours: Wording, one: Name, theirs: Wording, other: Name) -> bool:
    # "The drug was developed by Pharmexa", "it was Medigen that developed the drug": nothing stands in line, but all else is said in both.
    if not _part(ours, one) & _part(theirs, other):
        return False
    left, right = _told(ours, one), _told(theirs, other)
    fewer = min(len(left), len(right))
    both = sum(is_like(root, right) for root in left)
    return fewer >= _TOLD_AT_LEAST and both >= _TOLD_OF_ALL * fewer


def _told(text: Wording, name: Name) -> frozenset[str]:
    rest = [word for place, word in enumerate(text.words) if not name.first <= place < name.last and not word.number]
    return frozenset(word.root for word in rest if not is_common(word.root) and word.form not in TITLES)


def _part(text: Wording, name: Name) -> frozenset[str]:
    # What a name can be in its sentence: a place, a party to what happens, or who tells of it, of whom nothing is claimed.
    place = name.first - 1
    while place >= 0 and (_is_title(text, place) or text.words[place].form in ("the", "a", "an")):
        place -= 1
    before = text.words[place].form if place >= 0 else ""
    after = text.words[name.last].form if name.last < len(text.words) else ""
    if base(after) in _TELLS or base(before) in _TELLS or (before == "to" and place and text.words[place - 1].form == "according"):
        return frozenset({"teller"})
    if before in ("at", "from"):
        return frozenset({"place", "party"})
    return frozenset({"place"}) if before in _WHERE else frozenset({"party"})
