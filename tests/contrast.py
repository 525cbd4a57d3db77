"""The contrast set: pairs of statements that differ in one thing that matters, and pairs that differ in nothing that matters.

Made from frames by a fixed rule, so that every run gives the same pairs. Frozen before the rules that it judges were tuned:
change the rules to fit it, never the set to fit the rules. Places, people and offices are invented.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

PLACES = ["Corvale", "Belmar", "Norhaven", "Tessaly", "Quarrow", "Ostmark", "Lindholm", "Pellgrave", "Varnic", "Halden"]
COUNTRIES = ["Norway", "Chile", "Kenya", "Portugal", "Japan", "Canada", "Ghana", "Peru"]
PEOPLE = ["Ana Brandt", "Tomas Reyl", "Ruth Okafor", "Piet Larsson", "Mara Delgado", "Ivo Hensley", "Lena Marchetti", "Samuel Tirado"]
BODIES = ["Harbour Authority", "Water Board", "Teachers' Union", "Ministry of Transport", "Health Institute", "Farmers' League"]
THINGS = ["homes", "jobs", "patients", "pupils", "trees", "visitors", "buses", "complaints", "votes", "workers"]
MONTHS = ["January", "February", "March", "April", "May", "June", "September", "October", "November", "December"]
SAID = date(2026, 3, 14)
EARLIER = date(2024, 7, 2)


@dataclass(frozen=True)
class Pair:
    """Two statements; ``kind`` says what differs, or what harmless change was made."""

    kind: str
    ours: str
    theirs: str
    ours_on: date | None = None
    theirs_on: date | None = None


def harmful() -> list[Pair]:
    """At least 500 pairs that are not the same claim, over every kind of difference."""
    return _made(HARMFUL, 56)


def harmless() -> list[Pair]:
    """At least 500 pairs that are the same claim in other clothes."""
    return _made(HARMLESS, 40)


def _made(makers: dict[str, Callable[[random.Random], Pair]], each: int) -> list[Pair]:
    found = []
    for name, make in makers.items():
        chance = random.Random(name)
        found += [make(chance) for _ in range(each)]
    return found


def _fill(chance: random.Random, frame: str, **given: str) -> str:
    slots = {
        "place": chance.choice(PLACES),
        "person": chance.choice(PEOPLE),
        "body": chance.choice(BODIES),
        "thing": chance.choice(THINGS),
        "month": chance.choice(MONTHS),
        "year": str(chance.randint(1995, 2024)),
    }
    return frame.format(**slots | given)


def _pair(chance: random.Random, kind: str, frame: str, ours: dict[str, str], theirs: dict[str, str], **days: date) -> Pair:
    state = chance.getstate()
    left = _fill(chance, frame, **ours)
    chance.setstate(state)
    return Pair(kind, left, _fill(chance, frame, **theirs), **days)


NUMBER_FRAMES = [
    "{place} lost {n} {thing} last winter.",
    "The {body} counted {n} {thing} in {place}.",
    "About the flood, {person} said {n} {thing} were affected.",
    "There are now {n} {thing} in {place}, according to the {body}.",
    "{n} {thing} were registered in {place} in {year}.",
    "The programme will bring {n} {thing} to {place} by next summer.",
]
MONEY_FRAMES = [
    "{place} spent {n} on the new harbour.",
    "The bridge in {place} cost {n}, {person} said.",
    "The {body} asked for {n} to repair the roads.",
    "A grant of {n} went to the {body} in {year}.",
    "Taxpayers in {place} will pay {n} for the stadium.",
]
SHARE_FRAMES = [
    "Unemployment in {place} stands at {n}.",
    "The {body} said {n} of the {thing} came from {place}.",
    "Support for {person} reached {n} in the poll.",
    "Rents in {place} went up by {n} in {year}.",
]


def _numbers(chance: random.Random) -> Pair:
    first = chance.randint(11, 980)
    second = first + chance.choice([-1, 1, 5, 10, 60, 200, -7])
    scale = chance.choice(["", ",000", " million" if chance.random() < 0.3 else ""])
    return _pair(chance, "number", chance.choice(NUMBER_FRAMES), {"n": f"{first}{scale}"}, {"n": f"{max(second, 2)}{scale}"})


def _number_words(chance: random.Random) -> Pair:
    words = ["two", "three", "five", "seven", "nine", "eleven", "twelve", "twenty", "thirty-five", "forty"]
    first, second = chance.sample(words, 2)
    return _pair(chance, "number", chance.choice(NUMBER_FRAMES), {"n": first}, {"n": second})


def _magnitudes(chance: random.Random) -> Pair:
    size = chance.choice(["1.2", "3", "14", "250"])
    first, second = chance.sample(["thousand", "million", "billion"], 2)
    return _pair(chance, "number", chance.choice(MONEY_FRAMES), {"n": f"${size} {first}"}, {"n": f"${size} {second}"})


def _short_magnitudes(chance: random.Random) -> Pair:
    size = chance.randint(2, 90)
    return _pair(chance, "number", chance.choice(MONEY_FRAMES), {"n": f"£{size}m"}, {"n": f"£{size}bn"})


def _units(chance: random.Random) -> Pair:
    frame = chance.choice(
        [
            "The road to {place} is {n} long.",
            "The trench near {place} reaches {n} in length, the {body} found.",
            "{person} walked {n} for charity.",
        ]
    )
    size = chance.randint(3, 300)
    first, second = chance.sample(["km", "miles", "metres"], 2)
    return _pair(chance, "number", frame, {"n": f"{size} {first}"}, {"n": f"{size} {second}"})


def _currencies(chance: random.Random) -> Pair:
    size = f"{chance.randint(2, 900)} million"
    first, second = chance.sample(["$", "£", "€"], 2)
    return _pair(chance, "number", chance.choice(MONEY_FRAMES), {"n": first + size}, {"n": second + size})


def _shares(chance: random.Random) -> Pair:
    first = chance.randint(3, 88)
    second = first + chance.choice([-2, 1, 4, 10])
    ours, theirs = chance.choice([("{}%", "{}%"), ("{} percent", "{}%"), ("{} per cent", "{} percent")])
    return _pair(chance, "number", chance.choice(SHARE_FRAMES), {"n": ours.format(first)}, {"n": theirs.format(second)})


def _share_or_count(chance: random.Random) -> Pair:
    first = chance.randint(3, 88)
    return _pair(
        chance,
        "number",
        "The {body} said {n} left {place} in {year}.",
        {"n": f"{first}% of the {'{thing}'}".replace("{thing}", "workers")},
        {"n": f"{first} of the workers"},
    )


def _ranges(chance: random.Random) -> Pair:
    low = chance.randint(10, 60)
    style = chance.choice(["between {} and {}", "{} to {}", "{}-{}"])
    return _pair(
        chance, "number", chance.choice(NUMBER_FRAMES), {"n": style.format(low, low + 20)}, {"n": style.format(low + 30, low + 60)}
    )


def _bounds(chance: random.Random) -> Pair:
    size = str(chance.randint(2, 90) * 100)
    first, second = chance.choice(
        [
            ("more than", "fewer than"),
            ("over", "under"),
            ("at least", "at most"),
            ("fewer than", "exactly"),
            ("over", "about"),
            ("more than", "just"),
        ]
    )
    return _pair(chance, "number", chance.choice(NUMBER_FRAMES[1:3]), {"n": f"{first} {size}"}, {"n": f"{second} {size}"})


DATE_FRAMES = [
    "The {body} closed the pool in {place} {d}.",
    "{person} resigned {d}.",
    "{d}, {place} signed the treaty with the {body}.",
    "The first ferry left {place} {d}, records show.",
]


def _years(chance: random.Random) -> Pair:
    first = chance.randint(1960, 2023)
    return _pair(chance, "date", chance.choice(DATE_FRAMES), {"d": f"in {first}"}, {"d": f"in {first + chance.choice([-3, 1, 2, 10])}"})


def _months(chance: random.Random) -> Pair:
    first, second = chance.sample(MONTHS, 2)
    year = chance.choice(["", " 2021", " 2019"])
    return _pair(chance, "date", chance.choice(DATE_FRAMES), {"d": f"in {first}{year}"}, {"d": f"in {second}{year}"})


def _days(chance: random.Random) -> Pair:
    first, second = chance.sample(range(1, 29), 2)
    month = chance.choice(MONTHS)
    style = chance.choice(["on {0} {1}", "on {1} {0}", "on {0} {1}, 2022"])
    return _pair(chance, "date", chance.choice(DATE_FRAMES), {"d": style.format(month, first)}, {"d": style.format(month, second)})


def _weekdays(chance: random.Random) -> Pair:
    first, second = chance.sample(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], 2)
    return _pair(chance, "date", chance.choice(DATE_FRAMES), {"d": f"on {first}"}, {"d": f"on {second}"}, ours_on=SAID, theirs_on=SAID)


def _relative_later(chance: random.Random) -> Pair:
    words = chance.choice(["last month", "last year", "yesterday", "two years ago", "last week"])
    return _pair(chance, "date", chance.choice(DATE_FRAMES), {"d": words}, {"d": words}, ours_on=SAID, theirs_on=EARLIER)


def _relative_words(chance: random.Random) -> Pair:
    first, second = chance.sample(["last month", "last year", "yesterday", "three years ago", "last week"], 2)
    # A day of last month lies in last year only when the month does: these two are taken from the middle of a year.
    day = date(2025, 8, 20)
    return _pair(chance, "date", chance.choice(DATE_FRAMES), {"d": first}, {"d": second}, ours_on=day, theirs_on=day)


def _relative_absolute(chance: random.Random) -> Pair:
    words, year = chance.choice([("last year", "2025"), ("two years ago", "2024"), ("this year", "2026")])
    return _pair(
        chance,
        "date",
        chance.choice(DATE_FRAMES),
        {"d": words},
        {"d": f"in {int(year) - chance.randint(1, 4)}"},
        ours_on=SAID,
        theirs_on=SAID,
    )


NEGATIONS = [
    ("{person} approved the plan for {place}.", "{person} did not approve the plan for {place}."),
    ("The water in {place} is safe to drink.", "The water in {place} is not safe to drink."),
    ("The {body} has published the figures.", "The {body} has not published the figures."),
    ("{person} will stand for mayor of {place}.", "{person} won't stand for mayor of {place}."),
    ("The {body} found evidence of fraud in {place}.", "The {body} found no evidence of fraud in {place}."),
    ("{place} has a plan for the flood.", "{place} has no plan for the flood."),
    ("{person} has visited {place}.", "{person} has never visited {place}."),
    ("The {thing} were counted twice in {place}.", "The {thing} weren't counted twice in {place}."),
    ("{person} paid the fine in {month}.", "{person} failed to pay the fine in {month}."),
    ("The permit was issued with the consent of the {body}.", "The permit was issued without the consent of the {body}."),
    ("The {body} can close the road to {place}.", "The {body} cannot close the road to {place}."),
    ("The study says masks protect {thing}.", "The study says masks do not protect {thing}."),
]


def _negations(chance: random.Random) -> Pair:
    pair = list(chance.choice(NEGATIONS))
    chance.shuffle(pair)
    state = chance.getstate()
    ours = _fill(chance, pair[0])
    chance.setstate(state)
    return Pair("negation", ours, _fill(chance, pair[1]))


DIRECTIONS = [
    ("Crime in {place} {x} by 4% in {year}.", ["rose", "increased", "climbed"], ["fell", "dropped", "declined"]),
    ("{person} {x} the new school in {place}.", ["supports", "backs", "favours"], ["opposes", "rejects"]),
    ("The {body} {x} the fees for {thing}.", ["raised", "increased"], ["cut", "lowered", "reduced"]),
    ("{place} has {x} {thing} than it had in {year}.", ["more"], ["fewer", "less"]),
    ("Prices in {place} are {x} than in Halden Bay.", ["higher"], ["lower"]),
    ("{person} {x} the election in {place}.", ["won"], ["lost"]),
    ("The {body} {x} the proposal.", ["accepted", "approved", "passed"], ["rejected", "refused"]),
    ("The vote was held {x} the strike in {place}.", ["before"], ["after"]),
    ("The number of {thing} in {place} is {x}.", ["growing", "rising"], ["shrinking", "falling"]),
    ("The company {x} its shares in the {body}.", ["bought"], ["sold"]),
    ("The court found {person} {x}.", ["guilty"], ["innocent"]),
    ("The {body} {x} the report about {place}.", ["confirmed"], ["denied"]),
    ("{place} {x} its border in {month}.", ["opened"], ["closed", "shut"]),
    ("Output at the mill {x} in {year}.", ["doubled"], ["halved"]),
    ("The law makes fishing near {place} {x}.", ["legal"], ["illegal"]),
    ("{place} is the {x} town of the district.", ["largest", "biggest"], ["smallest"]),
]


def _directions(chance: random.Random) -> Pair:
    frame, up, down = chance.choice(DIRECTIONS)
    sides = [chance.choice(up), chance.choice(down)]
    chance.shuffle(sides)
    return _pair(chance, "direction", frame, {"x": sides[0]}, {"x": sides[1]})


NAME_FRAMES = {
    "person": [
        "{x} opened the library in {place}.",
        "The prize went to {x} in {year}.",
        "Mayor {x} signed the order.",
        "A letter from {x} reached the {body}.",
        "{x} said the bridge is unsafe.",
    ],
    "place": [
        "Two ships sank off {x} in {month}.",
        "{x} has the highest rents in the country.",
        "The {body} will move its office to {x}.",
        "A storm hit {x} on Friday.",
        "Teachers in {x} are on strike.",
    ],
    "country": [
        "{x} banned the pesticide in {year}.",
        "The minister met the president of {x}.",
        "Exports to {x} doubled.",
        "{x} sent a rescue team to {place}.",
    ],
    "body": [
        "The {x} published the list of {thing}.",
        "According to the {x}, the beach is closed.",
        "{person} leads the {x}.",
        "The {x} sued the owner of the mill.",
    ],
}
NAMES = {"person": PEOPLE, "place": PLACES, "country": COUNTRIES, "body": BODIES}


def _names(chance: random.Random) -> Pair:
    sort = chance.choice(list(NAMES))
    first, second = chance.sample(NAMES[sort], 2)
    return _pair(chance, "name", chance.choice(NAME_FRAMES[sort]), {"x": first}, {"x": second})


def _half_names(chance: random.Random) -> Pair:
    first, second = chance.sample(PEOPLE, 2)
    surname = first.split()[1]
    other = second.split()[0] + " " + surname if chance.random() < 0.5 else second
    return _pair(chance, "name", chance.choice(NAME_FRAMES["person"]), {"x": first}, {"x": other})


def _swapped(chance: random.Random) -> Pair:
    first, second = chance.sample(PLACES if chance.random() < 0.5 else COUNTRIES, 2)
    verb = chance.choice(["beat", "sued", "invaded", "overtook", "supplied"])
    tail = chance.choice([" in {year}.", " twice.", ", the {body} said."])
    return _pair(chance, "name", "{x} " + verb + " {y}" + tail, {"x": first, "y": second}, {"x": second, "y": first})


SCOPES = [
    ("{x} {thing} in {place} were inspected.", ["All", "All of the", "Every one of the"], ["Some", "Some of the", "Few"]),
    ("{x} teachers in {place} joined the strike.", ["All", "All the"], ["Most", "Many", "Some", "Half the"]),
    ("{x} pupil in {place} was tested.", ["Every", "Each"], ["Not every", "Hardly any"]),
    ("The {body} inspected {x} schools.", ["all"], ["most", "some", "several", "a few"]),
    ("{person} was the {x} woman to lead the {body}.", ["first"], ["second", "third", "last"]),
    ("It was the {x} strike in {place} since {year}.", ["first"], ["second", "third"]),
    ("{x} of the {thing} came from {place}.", ["Most", "The majority", "All"], ["Some", "A few", "None", "A minority"]),
    ("Trains to {place} are {x} late.", ["always"], ["sometimes", "rarely", "never"]),
]


def _scopes(chance: random.Random) -> Pair:
    frame, wide, narrow = chance.choice(SCOPES)
    sides = [chance.choice(wide), chance.choice(narrow)]
    chance.shuffle(sides)
    return _pair(chance, "scope", frame, {"x": sides[0]}, {"x": sides[1]})


HARMFUL: dict[str, Callable[[random.Random], Pair]] = {
    "numbers": _numbers,
    "number words": _number_words,
    "magnitudes": _magnitudes,
    "short magnitudes": _short_magnitudes,
    "units": _units,
    "currencies": _currencies,
    "shares": _shares,
    "share or count": _share_or_count,
    "ranges": _ranges,
    "bounds": _bounds,
    "years": _years,
    "months": _months,
    "days": _days,
    "weekdays": _weekdays,
    "relative later": _relative_later,
    "relative words": _relative_words,
    "relative absolute": _relative_absolute,
    "negations": _negations,
    "directions": _directions,
    "more directions": _directions,
    "names": _names,
    "more names": _names,
    "half names": _half_names,
    "swapped": _swapped,
    "scopes": _scopes,
}

PLAIN = [
    *(frame.replace("{n}", "240") for frame in NUMBER_FRAMES),
    *(frame.replace("{n}", "$3.5 million") for frame in MONEY_FRAMES),
    *(frame.replace("{n}", "12%") for frame in SHARE_FRAMES),
    *(frame.replace("{d}", "in 2019") for frame in DATE_FRAMES[:2]),
    *(pair[0] for pair in NEGATIONS),
    *(frame.replace("{x}", up[0]) for frame, up, _ in DIRECTIONS),
]


def _rewritten(kind: str, rewrite: Callable[[str, random.Random], str]) -> Callable[[random.Random], Pair]:
    def make(chance: random.Random) -> Pair:
        ours = _fill(chance, chance.choice(PLAIN))
        return Pair(kind, ours, rewrite(ours, chance))

    return make


def _slotted(kind: str, frames: list[str], wordings: list[tuple[str, str]], **days: date) -> Callable[[random.Random], Pair]:
    def make(chance: random.Random) -> Pair:
        sides = list(chance.choice(wordings))
        chance.shuffle(sides)
        frame = chance.choice(frames).replace("{d}", "{n}")
        return _pair(chance, kind, frame, {"n": sides[0]}, {"n": sides[1]}, **days)

    return make


def _pairs(kind: str, frames: list[tuple[str, str]]) -> Callable[[random.Random], Pair]:
    def make(chance: random.Random) -> Pair:
        sides = list(chance.choice(frames))
        chance.shuffle(sides)
        state = chance.getstate()
        ours = _fill(chance, sides[0])
        chance.setstate(state)
        return Pair(kind, ours, _fill(chance, sides[1]))

    return make


HARMLESS: dict[str, Callable[[random.Random], Pair]] = {
    "upper case": _rewritten("case", lambda text, _: text.upper()),
    "title case": _rewritten("case", lambda text, _: " ".join(word[:1].upper() + word[1:] for word in text.split())),
    "quotes": _rewritten("quotes", lambda text, chance: chance.choice(["“{}”", '"{}"', "‘{}’"]).format(text)),
    "no full stop": _rewritten("punctuation", lambda text, _: text.rstrip(".")),
    "said first": _rewritten(
        "attribution", lambda text, chance: chance.choice(["Officials said ", "It was reported that ", "Officials say that "]) + text
    ),
    "number words": _slotted(
        "number words",
        NUMBER_FRAMES,
        [("10", "ten"), ("12", "twelve"), ("20", "twenty"), ("45", "forty-five"), ("100", "a hundred"), ("1,500", "1500")],
    ),
    "large numbers": _slotted(
        "large numbers",
        NUMBER_FRAMES,
        [("2 million", "2,000,000"), ("two million", "2m"), ("40,000", "40 thousand"), ("3.5 million", "3,500,000")],
    ),
    "money": _slotted(
        "money",
        MONEY_FRAMES,
        [
            ("$1 million", "$1,000,000"),
            ("$1m", "$1 million"),
            ("$1,000,000", "$1m"),
            ("£3bn", "£3 billion"),
            ("5 million dollars", "$5m"),
            ("€20 million", "20 million euros"),
        ],
    ),
    "percent": _slotted(
        "percent",
        SHARE_FRAMES,
        [("50%", "50 percent"), ("50 per cent", "50%"), ("seven percent", "7%"), ("12.5%", "12.5 per cent"), ("half", "50%")],
    ),
    "ranges": _slotted("ranges", NUMBER_FRAMES, [("between 10 and 20", "10 to 20"), ("10-20", "10 to 20"), ("10–20", "between 10 and 20")]),
    "bounds": _slotted(
        "bounds",
        NUMBER_FRAMES,
        [
            ("more than 500", "over 500"),
            ("fewer than 500", "under 500"),
            ("about 500", "around 500"),
            ("roughly 500", "approximately 500"),
            ("nearly 500", "about 500"),
        ],
    ),
    "dates": _slotted(
        "dates",
        DATE_FRAMES,
        [
            ("on 3 May 2021", "on May 3, 2021"),
            ("on May 3", "on 3 May"),
            ("on 2021-05-03", "on 3 May 2021"),
            ("in Sept. 2020", "in September 2020"),
            ("on March 14th", "on March 14"),
        ],
    ),
    "relative dates": _slotted(
        "relative dates",
        DATE_FRAMES,
        [("last month", "in February 2026"), ("last year", "in 2025"), ("yesterday", "on 13 March 2026"), ("two years ago", "in 2024")],
        ours_on=SAID,
        theirs_on=SAID,
    ),
    "states": _pairs(
        "states",
        [
            ("The U.S. joined the talks in {place}.", "The United States joined the talks in {place}."),
            ("The US army left {place}.", "The United States army left {place}."),
            ("The U.K. and {place} signed a treaty.", "The United Kingdom and {place} signed a treaty."),
            ("UN inspectors reached {place}.", "United Nations inspectors reached {place}."),
        ],
    ),
    "contractions": _pairs(
        "contractions",
        [
            ("The {body} didn't answer.", "The {body} did not answer."),
            ("{person} won't stand again.", "{person} will not stand again."),
            ("The pool in {place} isn't open.", "The pool in {place} is not open."),
            ("They've closed the road to {place}.", "They have closed the road to {place}."),
            ("The {body} can’t pay.", "The {body} cannot pay."),
        ],
    ),
    "titles": _pairs(
        "titles",
        [
            ("Mayor {person} opened the fair in {place}.", "{person} opened the fair in {place}."),
            ("Dr. {person} leads the {body}.", "{person} leads the {body}."),
            ("Sen. {person} visited {place}.", "Senator {person} visited {place}."),
            ("President {person} signed the law.", "{person} signed the law."),
            ("Mr {person} paid the fine.", "Mr. {person} paid the fine."),
        ],
    ),
    "say or said": _pairs(
        "say or said",
        [
            ("{person} says the road to {place} is closed.", "{person} said the road to {place} is closed."),
            ("The {body} says rents doubled.", "Rents doubled, the {body} said."),
            ("According to the {body}, rents doubled in {place}.", "Rents doubled in {place}, according to the {body}."),
        ],
    ),
    "word order": _pairs(
        "word order",
        [
            ("In {year}, {place} built 300 homes.", "{place} built 300 homes in {year}."),
            ("On Friday the {body} met {person}.", "The {body} met {person} on Friday."),
            ("{person} was elected mayor of {place} in {month}.", "In {month}, {person} was elected mayor of {place}."),
            ("{person} wrote the report.", "The report was written by {person}."),
            ("{place} beat Halden Bay in {year}.", "Halden Bay was beaten by {place} in {year}."),
        ],
    ),
    "a detail more": _pairs(
        "a detail more",
        [
            ("{place} built 300 homes.", "{place} built 300 homes in {month}."),
            ("{person} resigned.", "{person} resigned on Monday after 12 years."),
            ("The {body} closed the beach.", "The {body} closed the beach in {place}, citing 3 incidents."),
            ("Crime fell in {place}.", "Crime fell by 4% in {place} in {year}."),
            ("The court fined the {body}.", "The court fined the {body} $2 million, {person} said."),
            ("Teachers in {place} are on strike.", "Many teachers in {place} are on strike."),
        ],
    ),
    "synonyms": _pairs(
        "synonyms",
        [
            ("Crime in {place} fell by 4%.", "Crime in {place} dropped by 4%."),
            ("Rents rose in {place} in {year}.", "Rents increased in {place} in {year}."),
            ("{person} backs the new school.", "{person} supports the new school."),
            ("The {body} approved the proposal.", "The {body} passed the proposal."),
            ("Every pupil in {place} was tested.", "All pupils in {place} were tested."),
            ("The {body} has fewer members than in {year}.", "The {body} has less members than in {year}."),
        ],
    ),
}
