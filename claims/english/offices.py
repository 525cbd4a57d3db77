"""Words for people's jobs and the bodies they belong to, and when such a word is part of a name."""

from claims.english.word_lists import words

TITLES = words(
    """
    mr mrs ms miss frau herr monsieur madame senor senora señor señora signor signora dr doctor prof professor sir dame lord lady rev reverend father sister hon honourable honorable judge justice
    minister ministers mayor president governor premier director chief officer spokesman spokeswoman spokesperson senator sen rep
    representative congressman congresswoman secretary commissioner chairman chairwoman chairperson chair leader councillor
    councilor councilman councilwoman councilmember mp ambassador superintendent supt principal coach owner manager economist
    analyst engineer head deputy treasurer attorney lawyer researcher scientist author founder cofounder co-founder ceo cfo coo
    inspector prosecutor sheriff archbishop bishop rector dean captain capt sergeant sgt lieutenant lt colonel col general gen major
    maj admiral adm detective det insp pc dci constable gov pres supervisor administrator chancellor vice-president vice-chancellor envoy
    biologist geologist historian campaigner activist farmer teacher student resident fisherman editor reporter journalist
    consultant adviser advisor aide candidate lawmaker king queen prince princess pope imam rabbi sheikh auditor ombudsman registrar
    clerk marshal warden ranger nurse surgeon physician epidemiologist virologist meteorologist seismologist hydrologist
    conservationist ecologist planner architect operator pilot driver trustee organiser organizer statistician
    veterinarian harbourmaster eyewitness witness
    cllr td mep msp headteacher headmaster headmistress schoolteacher lecturer scholar archaeologist astronomer physicist
    chemist botanist zoologist psychologist psychiatrist anthropologist glaciologist oceanographer
    paediatrician pediatrician cardiologist oncologist midwife paramedic pharmacist dentist vet firefighter
    goalkeeper striker midfielder defender forward captain skipper quarterback pitcher batsman bowler jockey boxer golfer
    swimmer sprinter cyclist footballer player trainer referee umpire teammate
    actor actress singer rapper musician composer conductor novelist poet playwright painter sculptor photographer filmmaker
    comedian presenter broadcaster host star chef baker butcher brewer winemaker grocer shopkeeper newsagent publican landlord
    landlady tenant homeowner resident neighbour neighbor villager passer-by bystander onlooker commuter passenger motorist
    sailor fisher miner builder plumber electrician carpenter mechanic welder labourer courier
    accountant banker broker trader investor entrepreneur businessman businesswoman retailer hotelier developer contractor
    barrister solicitor magistrate coroner notary constable soldier private corporal brigadier commander
    pensioner retiree grandmother grandfather mother father mum mom dad widow widower sister brother
    daughter son wife husband survivor victim whistleblower blogger influencer columnist correspondent pollster strategist
    lobbyist diplomat consul alderman assemblyman assemblywoman delegate legislator peer baroness
    baron earl duke duchess countess vicar priest
    monk nun deacon chaplain stewardess steward waitress waiter hostess master reverend uncle aunt nephew niece
    """
)
BEFORE_TITLE = words(
    """
    vice deputy assistant acting interim former prime foreign chief attorney press
    """
)
PORTFOLIOS = words(
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
    society network police force team coalition co campaign parliament senate assembly congress cabinet embassy secretariat laboratory
    guild league tribunal archive observatory airport airline airlines port church museum library survey census report study stores resorts hotels industries
    holdings energy water power electric railways rail line lines partners brothers works
    """
)
# Offices and trades that are also names: they are names when last in a run ("Stephen King") or first of two words ("Dean Coyle").
SURNAMES = words(
    """
    king bishop pope prince farmer baker fisher judge major marshal baron dean star forward host priest monk singer painter player
    driver warden ranger earl duke butcher brewer miner carpenter justice abbot captain private constable peer champion archbishop
    """
)
GIVEN_NAMES = words("dean earl duke prince marshal baron")
# The first or the last word of the name of a place, or of the club that is called after one: "North Quay", "Ellerby Lock", "Orm Rovers".
PLACES_FIRST = words(
    "north south east west upper lower great little port porto mount cape lake saint st st. santa san new old fort point isle nether high low mid central greater"
)
PLACES_LAST = words(
    """
    street road lane avenue bridge island islands isles bay river lake hill hills park square station hall house castle valley coast quay
    harbour harbor city town village county cross falls beach point wood woods forest lock dam canal tunnel pass peak mountain mountains moor marsh common
    rovers united athletic city wanderers league cup province district region republic sea ocean strait sound ridge delta plateau desert gardens court
    """
)
FEMALE = words(
    "mrs ms miss dame lady madam sister mother mum mom widow wife daughter grandmother actress baroness queen princess duchess landlady stewardess waitress hostess nun girl aunt niece bride"
)
MALE = words(
    "mr sir lord father dad widower husband son brother grandfather baron king prince duke earl landlord waiter uncle nephew monk boy groom"
)


def bare(word: str) -> str:
    return word.lower().strip(".")


def is_title(word: str) -> bool:
    """Whether the word is an office, a trade or a form of address: also "ex-minister", "co-author", "mother-of-two"."""
    word = bare(word)
    return word in TITLES or ("-" in word and (word.rsplit("-", 1)[1] in TITLES or word.split("-of-")[0] in TITLES))


def is_trade(word: str) -> bool:
    """Whether the word is a plural office or trade and not also a surname: "eyewitnesses", not "Fishers"."""
    word = bare(word)
    return any(word.endswith(ending) and word.removesuffix(ending) in TITLES - SURNAMES for ending in ("s", "es"))


def is_organisation(words: tuple[str, ...]) -> bool:
    return any(bare(word) in ORGANISATIONS for word in words)


def is_place(words: tuple[str, ...]) -> bool:
    """Whether a name of more than one word is that of a place or a club: "Cape Morvane", "Mill Lane", "Orm Rovers"."""
    return len(words) > 1 and (bare(words[0]) in PLACES_FIRST or bare(words[-1]) in PLACES_LAST)


def is_name_too(at: int, words: list[str]) -> bool:
    """Whether a word that may be an office is part of a name: the last one ("Stephen King"), or a first name ("Dean Coyle")."""
    if at == len(words) - 1 and at > 0:
        before = bare(words[at - 1])
        return bare(words[at]) in SURNAMES and not (is_title(before) or before in PORTFOLIOS or before in BEFORE_TITLE)
    return at == 0 and len(words) == 2 and bare(words[0]) in GIVEN_NAMES
