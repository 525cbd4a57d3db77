"""Who is named in an article, and by what office: enough to call a speaker by name, never to make one up.

Every name given out is a run of words that stands in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.reading.vocabulary import words

TITLES = words(
    """
    mr mrs ms miss dr doctor prof professor sir dame lord lady rev reverend father sister hon honourable honorable judge justice
    minister ministers mayor president governor premier director chief officer spokesman spokeswoman spokesperson senator sen rep
    representative congressman congresswoman secretary commissioner chairman chairwoman chairperson chair leader councillor
    councilor councilman councilwoman councilmember mp ambassador superintendent supt principal coach owner manager economist
    analyst engineer head deputy treasurer attorney lawyer researcher scientist author founder cofounder co-founder ceo cfo coo
    inspector prosecutor sheriff archbishop bishop rector dean captain capt sergeant sgt lieutenant lt colonel col general gen major
    maj admiral adm detective det constable gov pres supervisor administrator chancellor vice-president vice-chancellor envoy
    biologist geologist historian campaigner activist farmer teacher student resident fisherman editor reporter journalist
    consultant adviser advisor aide candidate lawmaker king queen prince princess pope imam rabbi sheikh auditor ombudsman registrar
    clerk marshal warden ranger nurse surgeon physician epidemiologist virologist meteorologist seismologist hydrologist
    conservationist ecologist planner architect operator pilot driver trustee convener organiser organizer statistician demographer
    veterinarian harbourmaster harbormaster eyewitness witness
    """
)
_BEFORE_TITLE = words(
    """
    vice deputy assistant acting interim former then-president prime foreign chief attorney press
    """
)
_PORTFOLIOS = words(
    """
    education health finance works transport transportation agriculture tourism energy justice defence defense state affairs foreign
    home labour labor trade culture sport sports environment interior housing fisheries water planning development commerce industry
    science technology communications communication operations marketing policy public relations security police treasury
    immigration infrastructure youth social welfare services employment resources forestry harbour harbours ports roads parks police
    fire rescue
    """
)
ORGANISATIONS = words(
    """
    ministry department council committee commission company inc corp corporation university college school bank authority agency
    association union party government board court office institute group club fund organisation organization bureau service
    services ltd plc llc news times post herald guardian tribune gazette hospital centre center foundation federation trust alliance
    society network police force team coalition campaign parliament senate assembly congress cabinet embassy secretariat laboratory
    observatory airport airline airlines port church museum library survey census report study stores resorts hotels industries
    holdings energy water power electric railways rail line lines partners brothers works
    """
)
_PARTICLES = words(
    """
    de da del della di do dos du la le van von der den ter ten bin ibn al el y e zu af av
    """
)
NOT_NAMES = words(
    """
    the a an this that these those it he she they we i you his her its their our my there here in on at by for from with after
    before during since until while when where why how what who which if although though because as but and or so yet nor however
    meanwhile moreover still then now today yesterday tomorrow later earlier soon also instead according despite under over about
    both each every many most more some several few all no not only one two three four five six seven eight nine ten another other
    others such nearly almost last next once even perhaps thus therefore asked speaking citing monday tuesday wednesday thursday
    friday saturday sunday january february march july september october november december feb mar apr jun jul aug sept sep oct nov
    dec to of into through among between against across along around again amid upon like unlike per via is was are were has had
    have will would critics officials police residents experts scientists researchers authorities witnesses supporters opponents
    analysts organisers organizers activists neighbours neighbors investigators prosecutors lawyers teachers parents workers farmers
    doctors lawmakers sources people someone everyone nobody anyone students economists engineers campaigners locals villagers
    traders shopkeepers fishermen nurses unions ministers councillors reporters journalists yes well oh thanks
    """
)
_WORD = re.compile(r"[^\W\d_][\w.’'-]*\w|[^\W\d_]\.?|[0-9][\w.,]*", re.UNICODE)
_SUFFIXES = words("jr sr jr. sr. ii iii iv")
_MONTHS_TOO = words("jan april may june august")  # first names, but alone they are months
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row, as a name or an office is written."""

    start: int
    end: int
    words: tuple[str, ...]


def runs(text: str) -> Iterator[Run]:
    """The runs of capitalised words in a text, particles ("van der") between them included."""
    start = end = stop = 0
    words: list[str] = []
    held: list[str] = []  # particles that count only when a capitalised word follows
    for match in _WORD.finditer(text):
        word = match[0].removesuffix("’s").removesuffix("'s")
        near = bool(words) and _together(text[end : match.start()], (held or words)[-1])
        if words and near and word in _PARTICLES:
            held.append(word)
            end = match.end()
            continue
        if word[:1].isupper() and word.lower() not in NOT_NAMES:
            if near:
                words += [*held, word]
            else:
                if words:
                    yield Run(start, stop, tuple(words))
                start, words = match.start(), [word]
            held = []
            stop = end = match.start() + len(word)
            if len(word) != len(match[0]):  # a possessive ends the name
                end = -9
        elif words:
            yield Run(start, stop, tuple(words))
            words, held = [], []
    if words:
        yield Run(start, stop, tuple(words))


def _together(between: str, word: str) -> bool:
    """Whether only a space, after an initial or "Dr" also a dot, keeps two words of a name apart."""
    return between in (" ", "\xa0") or (between == ". " and (len(word) == 1 or is_title(word) or word.lower() in _SUFFIXES or word == "St"))


def bare(word: str) -> str:
    return word.lower().strip(".")


def is_title(word: str) -> bool:
    return bare(word) in TITLES


def is_organisation(words: tuple[str, ...]) -> bool:
    return any(bare(word) in ORGANISATIONS for word in words)


def person_in(run: Run, text: str) -> str | None:
    """The person's name in a run that may begin with an office ("Opposition Leader Jon Marek"), as it stands in the text; else None."""
    words = list(run.words)
    last_title = max((at for at, word in enumerate(words) if is_title(word)), default=-1)
    name = words[last_title + 1 :]
    if last_title < 0 and follows_office(text, run.start):
        while len(name) > 1 and bare(name[0]) in _PORTFOLIOS:
            name = name[1:]
        name = name[-2:] if len(name) > 3 else name
    if (
        not name
        or len(name) > _LONGEST_NAME
        or is_organisation(tuple(name))
        or all(bare(word) in _PORTFOLIOS or bare(word) in _BEFORE_TITLE for word in name)
    ):
        return None
    return _as_written(name, run, text)


def follows_office(text: str, start: int) -> bool:
    """Whether "Minister of" or "Director for" stands right before."""
    before = text[max(0, start - 40) : start].split()
    return len(before) >= 2 and before[-1] in ("of", "for", "and") and (is_title(before[-2]) or bare(before[-2]) in _PORTFOLIOS)


def _as_written(name: list[str], run: Run, text: str) -> str | None:
    written = text[run.start : run.end]
    at = written.rfind(name[0], 0, len(written) - len(" ".join(name[1:])) or None)
    return " ".join(written[at:].split()) if at >= 0 else None


@dataclass(slots=True)
class People:
    """The persons an article names in full, and the offices it gives them."""

    full_names: dict[str, str] = field(default_factory=dict)  # last word of the name, lower case -> first full name
    offices: dict[str, set[str]] = field(default_factory=dict)  # "mayor" -> {"Ana Reyes"}

    def full(self, name: str) -> str:
        """The full name the article gives for a last name; the name itself when it gives none."""
        words = name.split()
        return self.full_names.get(words[-1].lower(), name) if len(words) == 1 else name

    def holder(self, office: str) -> str | None:
        """The one person the article gives this office; None when there is none or more than one."""
        holders = self.offices.get(office.lower(), set())
        return next(iter(holders)) if len(holders) == 1 else None


def people(text: str) -> People:
    """Read the names and offices of an article."""
    found = People()
    for run in runs(text):
        name = person_in(run, text)
        if name is None:
            continue
        words = name.split()
        if len(words) > 1 and _plausible(words):
            last = words[-2] if words[-1].lower() in _SUFFIXES else words[-1]
            found.full_names.setdefault(last.lower().strip(".,"), name)
            for office in _offices(run, name, text):
                found.offices.setdefault(office, set()).add(name)
    for office, holders in found.offices.items():
        found.offices[office] = {found.full(holder.split()[-1]) for holder in holders}
    return found


def _plausible(words: list[str]) -> bool:
    return len(words) <= 4 and not any(word.isupper() and len(word) > 3 for word in words)


def _offices(run: Run, name: str, text: str) -> Iterator[str]:
    """The offices written before the name ("Deputy Mayor Ana Reyes") and after it ("Ana Reyes, the deputy mayor of …")."""
    before = text[max(0, run.start - 60) : run.end][: -len(name) or None]
    last = re.split(r"[,.;:!?()“”\"\n]", before)[-1]
    yield from (bare(word) for word in last.split()[-6:] if is_title(word))
    after = re.match(
        r",? (?:who is )?(?:the |a |an |its |their |his |her )?((?:[\w’'-]+ ){0,4}?[\w’'-]+)(?=[,.;]| of | for | at | in | and | said"
        r"| told)",
        text[run.end : run.end + 120],
    )
    if after and (text[run.end : run.end + 1] == "," or " who is " in after[0]):
        yield from (bare(word) for word in after[1].split() if is_title(word))
