"""The signs that words alone show, each with the words: what to change when a sign is missed or seen where there is none. Made for English."""

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A sign that words alone show."""

    name: str
    reads: str  # what a person reads before the words found
    pattern: re.Pattern[str]


def _rule(name: str, reads: str, pattern: str, flags: int = re.IGNORECASE) -> Rule:
    return Rule(name, reads, re.compile(pattern, flags))


RULES = (
    # --- for ---
    _rule(
        "date",
        "gives a date",
        rf"\b(?:(?:in|since|by|until|during|from|before|after|of) )?(?:the )?(?:early |late |mid-?)?(?:1[5-9][0-9][0-9]"
        rf"|20[0-9][0-9])s?\b|\b{_MONTH} [0-9]{{1,2}}\b|\b[0-9]{{1,2}} {_MONTH}|\b(?:on|last|since|by|until) {_DAY}\b|\b(?:in|since"
        rf"|last) {_MONTH}",
        re.NOFLAG,
    ),
    _rule(
        "when",
        "says when",
        rf"\b(?:yesterday|{_DAY}|last (?:week|month|year|night|spring|summer|autumn|fall|winter|decade)|(?:[0-9]+|two|three|four|five"
        rf"|six|seven|eight|nine|ten|a|several) (?:days?|weeks?|months?|years?|decades?|hours?) (?:ago|earlier|later|before)"
        rf"|in recent (?:years|months|weeks|decades))\b",
    ),
    _rule(
        "comparison",
        "compares",
        r"\b(?:(?:more|less|fewer|higher|lower|larger|smaller|bigger|faster|slower|cheaper|older|longer|shorter|better|worse|greater"
        r"|earlier|later) than|compared (?:with|to)|twice (?:as|the)|three times|as (?:many|much|high|low|large) as|up from|down from"
        r"|(?:double|triple|half) the)\b",
    ),
    _rule(
        "change",
        "reports a change",
        r"\b(?:rose|risen|fell|fallen|grew|grown|doubled|tripled|quadrupled|halved|dropped|declined|increased|decreased|climbed"
        r"|jumped|slipped|shrank|shrunk|soared|plunged|surged|raised|cut|reduced|lowered|expanded|widened|gained|lost)\b",
    ),
    _rule(
        "cause",
        "names a cause",
        r"\b(?:because (?:of|the|a|it|they|he|she)|due to|caused? by|caused|led to|leads to|as a result of|resulted (?:in|from)"
        r"|owing to|blamed (?:on|for)|thanks to|prompted by|after (?:a|an|the) \w+ (?:failed|collapsed|broke|burst))\b",
    ),
    _rule(
        "record",
        "claims a record",
        r"\b(?:the|its|their|his|her|a|by far)\s+(?:[a-z’'-]+\s+)?(?:first|most|largest|biggest|highest|lowest|smallest|fewest"
        r"|longest|oldest|worst|best"
        r"|youngest|fastest|busiest|deadliest|wettest|driest|hottest|coldest|tallest|richest|poorest|sole|last remaining)\b"
        r"|\bfirst (?:time|ever|since|in|woman)\b"
        r"|\brecord(?:[- ](?:high|low|number|profits?|losses|loss|year|sum|time)\b)|\b(?:unprecedented|the only|only (?:one|two|three"
        r"|[0-9]+)|never (?:before|been|had)|no other)\b",
    ),
    _rule(
        "scope",
        "says how many or how often",
        r"\b(?:all|every|each|none|no one|nobody|always|never|majority|half|most (?:of|people|residents|voters|countries)|nearly all"
        r"|almost (?:all|every|no))\b",
    ),
    _rule(
        "saying",
        "reports what somebody said",
        r"\b(?:said|says|told|stated|claimed|claims|argued|announced|confirmed|reported|according to|insisted|denied|acknowledged"
        r"|admitted|testified|added|noted|revealed|warned)\b",
    ),
    _rule(
        "document",
        "rests on a document or data",
        r"\b(?:according to|(?:report|study|survey|census|audit|poll|data|figures|statistics|records|documents|filing|ruling"
        r"|inspection|review|index|estimate)s? (?:\w+ ){0,3}?(?:show(?:s|ed|n)?|found|finds|said|says|indicated?s?|suggest(?:s|ed)?"
        r"|released|published|put)|analysis of)\b",
    ),
    _rule(
        "event",
        "reports an event",
        r"\b(?:voted|approved|rejected|passed|signed|banned|spent|built|closed|opened|died|killed|injured|arrested|charged|convicted"
        r"|sentenced|acquitted|won|defeated|elected|appointed|resigned|retired|fired|dismissed|hired|paid|cost|costs|sold|bought"
        r"|acquired|awarded|received|granted|allocated|borrowed|donated|collapsed|flooded|burned|destroyed|damaged|crashed|sank"
        r"|escaped|recovered|discovered|launched|founded|established|introduced|abolished|repealed|amended|ordered|ruled|sued|settled"
        r"|fined|seized|shut|moved|replaced|removed|installed|completed|delivered|began|started|ended|suspended|cancelled|canceled"
        r"|postponed|withdrew|attacked|invaded|struck|visited|arrived|fled|evacuated|rescued|infected|vaccinated|tested|recorded"
        r"|registered|reported|published|released|produced|exported|imported|employs|employed|owns|owned|operates|operated|serves"
        r"|served|contains|connects|consists|carried|caught|planted|cleared|imposed|lifted|extended|renewed|broke|breached|violated"
        r"|leaked|polluted|contaminated|missed|exceeded|reached|topped|wrote|sent|refused|declined|failed|accepted|requested|filed"
        r"|lodged|submitted|testified|transferred|stole|stolen|hacked|supplied|was (?:born|found|held|made|taken|given|named|set"
        r"|located))\b",
    ),
    _rule(
        "law",
        "says what a rule or a right is",
        r"\b(?:law|act|bill|treaty|constitution|regulations?|ordinance|by-?law|statute|licen[cs]e|permit|contract|budget|tax(?:es)?"
        r"|tariff|ban|fine|deadline|quota)\b",
    ),
    _rule(
        "denial",
        "denies something",
        r"\b(?:did not|didn['’]t|has not|have not|had not|hasn['’]t|haven['’]t|was not|were not|wasn['’]t|weren['’]t|is not|isn['’]t"
        r"|are not|aren['’]t|never|no longer|none of|without any|no evidence)\b",
    ),
    # --- against ---
    _rule(
        "prediction",
        "a prediction",
        r"\b(?:will(?! (?:of|power)\b)(?! have (?!to\b))|won['’]t|shall|(?:is|are|was|were) (?:expected|set|due|likely|scheduled|projected|forecast"
        r"|poised|bound|planning|planned|slated|hoping|going) to|going to|plans? to|hope[sd]? to|aim(?:s|ed)? to|intends? to|expects? (?:[\w’'-]+ ){0,4}?to"
        r"|expects? (?:growth|profits?|prices|sales|a (?:rise|fall|drop))|wants? to|(?:is|are) (?:expected|scheduled|planned|due|forecast|projected|slated|hopeful)"
        r"|promis(?:es|ed) to|promises|pledged to|vowed to|would(?! have| not have)|in the (?:coming|next) (?:\w+ )?(?:years?|months?|weeks?|days?"
        r"|decade)|by (?:20[3-9][0-9])|next (?:year|month|week|spring|summer|autumn|winter)|['’]ll|forecasts?|predicts?"
        r"|projects? that|upcoming)\b",
    ),
    _rule(
        "opinion",
        "an opinion",
        r"\b(?:I|we|you) (?:\w+ )?(?:think|believe|feel|hope|wish|want|love|hate|like|know|doubt|guess|suppose|prefer|would (?:like"
        r"|love|say))\b|\b(?:in my (?:view|opinion)|should|ought to|must|needs? to|have to|has to|deserves?|cannot afford|it is time"
        r"|it['’]s time|better off|makes? (?:no )?sense|the right thing|to be honest|frankly|obviously|clearly|surely|of course"
        r"|arguably|undoubtedly|the truth is)\b",
    ),
    _rule(
        "value",
        "a value judgement",
        r"\b(?:terrible|horrible|awful|wonderful|great|amazing|beautiful|ugly|shocking|appalled|appalling|disgrace(?:ful)?|shameful"
        r"|outrageous|unacceptable|brilliant|excellent|fantastic|incredible|inspiring|remarkable|stunning|charming|delicious|proud"
        r"|tragic|sad|sadly|unfortunately|fortunately|hopefully|disappointing|welcome|historic|iconic|vibrant|resilient|bold|brave"
        r"|heroic|reckless|irresponsible|ridiculous|absurd|fair|unfair|wise|foolish|good|bad|nice|perfect|important|crucial|vital"
        r"|essential|meaningful|exciting|thrilled|delighted|beloved|magical|heart-?breaking|sensible|elegant|spectacular|lovely"
        r"|dreadful|insult|mess|scandal|courage(?:ous)?)\b",
    ),
    _rule(
        "no answer",
        "tells of no answer, not of a fact",
        r"\b(?:(?:did|does|has|have|had|do)(?:n['’]t| not) (?:immediately )?(?:respond|repl(?:y|ied)|return|answer|responded|returned|answered)\b"
        r"|(?:could not|couldn['’]t) (?:immediately )?be (?:reached|contacted)|declined (?:to (?:comment|elaborate|say|give|be)|requests?|an interview)"
        r"|(?:was|were|is|are) not (?:immediately )?(?:available|clear|known)|went unanswered|no immediate (?:comment|reaction|word)"
        r"|(?:has|have) been (?:approached|contacted|asked) for (?:a )?comment|committed to the highest|takes? .{0,40}\bvery seriously)\b",
    ),
    _rule("question", "a question", r"[?？؟][\"'”’)\]]*\s*$"),
    _rule(
        "instruction",
        "an instruction",
        r"^[\"'“‘]?(?:please|let['’]?s|let us|make sure|remember|don['’]t|do not|never mind|click|visit|call|contact|check|bring"
        r"|avoid|keep|stay|take|try|use|read|see|watch|listen|vote|join|follow|consider|imagine|look|think|ask|tell|send|stop|start"
        r"|go|come|enjoy|be (?:sure|careful|prepared)|get|give|find|learn|register|apply|book|pack|wear|drink|eat|add|mix|bake|place"
        r"|put|turn|wash|store|leave|choose|start|download|subscribe|sign up)\b",
    ),
    _rule(
        "hedge",
        "only a possibility",
        r"\b(?:(?-i:may)|might|could(?! not)|perhaps|possibly|probably|maybe|potentially|presumably|seems?|seemed|appears? to"
        r"|appeared to|apparently|likely|unlikely|if (?:the|it|they|we|you|this|that|he|she)|would be|it is possible|can be|could be"
        r"|may be|unclear|unknown|uncertain|hard to (?:say|tell|know)|remains to be seen|time will tell|rumou?r(?:s|ed)?"
        r"|speculat\w+)\b",
    ),
    _rule(
        "framing",
        "framing, not a fact",
        r"\b(?:(?:marks?|marked|signals?|signaled|signalled|represents?|represented|reflects?|reflected) (?:a|an|the|another|what"
        r"|growing|its|their)\b(?:(?: \w+){0,3} (?:shift|change|step|turning|milestone|moment|chapter|era|departure|commitment|effort"
        r"|trend|victory|setback|blow|test|challenge|concern|frustration|tension|divide|turn|sign|reminder|beginning|end|low|high)\b)?"
        r"|(?:highlights?|highlighted|underscores?|underscored|underlines?|underlined|illustrates?|illustrated|demonstrates?"
        r"|emphasi[sz]es|showcases?|raises?|raised) (?:the|a|an|its|their|how|questions?|concerns?|fears?|hopes?|serious|fresh|new"
        r"|growing)\b"
        r"|importance of|amid (?:growing|rising|mounting|concerns|fears|tensions)|(?:a|stark|timely|powerful) (?:reminder|testament"
        r"|wake-up call|symbol)|sheds? light|paves? the way|at the heart of|in the spotlight|sparked (?:debate|outrage|controversy"
        r"|concern)|the (?:stakes|debate|question|controversy|story|saga|battle|picture|mood|message|road|tide|irony|challenge|fight"
        r"|issue|move|decision|news|developments?) (?:is|are|has|remains?|comes?|continues?|goes|could not|highlights|underscores)"
        r"|comes? (?:as|at a time|amid|after)|plays? a (?:key|crucial|vital|central|major|pivotal) role|game[- ]chang\w+|landscape"
        r"|crossroads|turning point|new (?:chapter|era)|ripple effects?|sea change|double-edged|tip of the iceberg|what (?:happens"
        r"|comes) next|one thing is (?:clear|certain)|only time|all eyes|much at stake|hopes? (?:are|is) high|growing (?:concern"
        r"|pressure|frustration|sense|debate)|sends? a (?:clear |strong )?(?:message|signal)|long overdue|more than just|not just)",
    ),
    _rule(
        "feeling",
        "a first-person feeling",
        r"\b(?:I|we|I['’]m|we['’]re|I am|we are|I was|we were) (?:\w+ )?(?:feel|felt|glad|happy|sad|proud|grateful|thankful|thank"
        r"|sorry|afraid|scared|worried|concerned|excited|thrilled|delighted|honou?red|surprised|shocked|appalled|disappointed"
        r"|heartbroken|devastated|confident|hopeful|love|loved|miss|missed|enjoy|enjoyed|cried|tired|angry|upset|relieved|blessed"
        r"|lucky|looking forward)\b|\b(?:thank you|thanks|congratulations|welcome to|good (?:morning|evening|luck))\b",
    ),
    _rule("first person", "speaks of oneself", r"\b(?:I|me|my|mine|myself|I['’](?:m|ve|d|ll)|we|us|our|ours|we['’](?:re|ve|d|ll))\b"),
    _rule("you", "speaks to the reader", r"\b(?:you|your|yours|you['’](?:re|ve|ll|d))\b"),
    _rule("pointing", "cannot be read alone", r"^[\"“'‘]?(?:this|that|these|those|it|they|such|and|but|so|or|which)\b"),
)
