"""The signs that words alone show, each with its words: the place to change if a sign is missed or wrongly seen. Made for English."""

import re
from dataclasses import dataclass

from claims.english.calendar_words import DAYS, MONTHS

_MONTH = rf"(?:{'|'.join(MONTHS).title()}|Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
_DAY = rf"(?:{'|'.join(DAYS).title()})"


@dataclass(frozen=True, slots=True)
class Rule:
    """A sign that words alone show."""

    name: str
    pattern: re.Pattern[str]


def _rule(name: str, pattern: str, flags: int = re.IGNORECASE) -> Rule:
    return Rule(name, re.compile(pattern, flags))


RULES = (
    # --- for ---
    _rule(
        "date",
        rf"\b(?:(?:in|since|by|until|during|from|before|after|of) )?(?:the )?(?:early |late |mid-?)?(?:1[5-9][0-9][0-9]"
        rf"|20[0-9][0-9])s?\b|\b{_MONTH} [0-9]{{1,2}}\b(?:,? [12][0-9]{{3}}\b)?|\b[0-9]{{1,2}} {_MONTH}(?: [12][0-9]{{3}}\b)?"
        rf"|\b(?:on|last|since|by|until) {_DAY}\b|\b(?:in|since|last) {_MONTH}(?: [12][0-9]{{3}}\b)?",
        re.NOFLAG,
    ),
    _rule(
        "when",
        rf"\b(?:yesterday|{_DAY}|last (?:week|month|year|night|spring|summer|autumn|fall|winter|decade)|(?:[0-9]+|two|three|four|five"
        rf"|six|seven|eight|nine|ten|a|several) (?:days?|weeks?|months?|years?|decades?|hours?) (?:ago|earlier|later|before)"
        rf"|in recent (?:years|months|weeks|decades))\b",
    ),
    _rule(
        "comparison",
        r"\b(?:(?:more|less|fewer|higher|lower|larger|smaller|bigger|faster|slower|cheaper|older|longer|shorter|better|worse|greater"
        r"|earlier|later) than|compared (?:with|to)|twice (?:as|the)|three times|as (?:many|much|high|low|large) as|up from|down from"
        r"|(?:double|triple|half) the)\b",
    ),
    _rule(
        "cause",
        r"\b(?:because (?:of|the|a|it|they|he|she)|due to|caused? by|caused|led to|leads to|as a result of|resulted (?:in|from)"
        r"|owing to|blamed (?:on|for)|thanks to|prompted by|after (?:a|an|the) \w+ (?:failed|collapsed|broke|burst))\b",
    ),
    _rule(
        "record",
        r"\b(?:the|its|their|his|her|a|by far)\s+(?:[a-z’'-]+\s+)?(?:most|largest|biggest|highest|lowest|smallest|fewest"
        r"|longest|oldest|worst|best"
        r"|youngest|fastest|busiest|deadliest|wettest|driest|hottest|coldest|tallest|richest|poorest|sole|last remaining)\b"
        r"|\b(?:the|its|their|his|her|a|by far)\s+first\b(?=(?:\s+[a-z’'-]+){0,4}\s+(?:since|in|to|ever|anywhere|worldwide|of its kind)\b)"
        r"|\bfirst (?:time|ever|since|in|woman)\b"
        r"|\brecord(?:[- ](?:high|low|number|profits?|losses|loss|year|sum|time)\b)|\b(?:unprecedented|the only|only (?:one|two|three"
        r"|[0-9]+)|never (?:before|been|had)|no other)\b",
    ),
    _rule(
        "document",
        r"\b(?:according to|(?:report|study|survey|census|audit|poll|data|figures|statistics|records|documents|filing|ruling"
        r"|inspection|review|index|estimate)s? (?:\w+ ){0,3}?(?:show(?:s|ed|n)?|found|finds|said|says|indicated?s?|suggest(?:s|ed)?"
        r"|released|published|put)|analysis of)\b",
    ),
    _rule(
        "denial",
        r"\b(?:did not|didn['’]t|has not|have not|had not|hasn['’]t|haven['’]t|was not|were not|wasn['’]t|weren['’]t|is not|isn['’]t"
        r"|are not|aren['’]t|never|no longer|none of|without any|no evidence)\b",
    ),
    # --- against ---
    _rule(
        "prediction",
        r"\b(?:will(?! (?:of|power)\b)(?! have (?!to\b))|won['’]t|shall|(?:is|are|was|were) (?:expected|set|due|likely|scheduled|projected|forecast"
        r"|poised|bound|planning|planned|slated|hoping|going) to|going to|plans? to(?! (?-i:[A-Z]))|hope[sd]? to|aim(?:s|ed)? to|intends? to|expects? (?:[\w’'-]+ ){0,4}?to"
        r"|expects? (?:growth|profits?|prices|sales|a (?:rise|fall|drop))|wants? to|(?:is|are) (?:expected|scheduled|planned|due|forecast|projected|slated|hopeful)"
        r"|promis(?:es|ed) to|promises|pledged to|vowed to|would(?! have| not have)|in the (?:coming|next) (?:\w+ )?(?:years?|months?|weeks?|days?"
        r"|decade)|by (?:20[3-9][0-9])|next (?:year|month|week|spring|summer|autumn|winter)|['’]ll|forecasts?|predicts?"
        r"|projects? that|upcoming)\b",
    ),
    _rule(
        "opinion",
        r"\b(?:I|we|you) (?:\w+ )?(?:think|believe|feel|hope|wish|want|love|hate|like|know|doubt|guess|suppose|prefer|would (?:like"
        r"|love|say))\b|\b(?:in my (?:view|opinion)|should|ought to|must|needs? to|have to|has to|deserves?|cannot afford|it is time"
        r"|it['’]s time|better off|makes? (?:no )?sense|the right thing|to be honest|frankly|obviously|clearly|surely|of course"
        r"|arguably|undoubtedly|the truth is)\b",
    ),
    _rule(
        "value",
        r"\b(?:terrible|horrible|awful|wonderful|great|amazing|beautiful|ugly|shocking|appalled|appalling|disgrace(?:ful)?|shameful"
        r"|outrageous|unacceptable|brilliant|excellent|fantastic|incredible|inspiring|remarkable|stunning|charming|delicious|proud"
        r"|tragic|sad|sadly|unfortunately|fortunately|hopefully|disappointing|welcome|historic|iconic|vibrant|resilient|bold|brave"
        r"|heroic|reckless|irresponsible|ridiculous|absurd|fair|unfair|wise|foolish|good|bad|nice|perfect|important|crucial|vital"
        r"|essential|meaningful|exciting|thrilled|delighted|beloved|magical|heart-?breaking|sensible|elegant|spectacular|lovely"
        r"|dreadful|insult|mess|scandal|courage(?:ous)?)\b",
    ),
    _rule(
        "no answer",
        r"\b(?:(?:did|does|has|have|had|do)(?:n['’]t| not) (?:immediately )?(?:respond|repl(?:y|ied)|return|answer|responded|returned|answered)\b"
        r"|(?:could not|couldn['’]t) (?:immediately )?be (?:reached|contacted)|declined (?:to (?:comment|elaborate|say|give|be)|requests?|an interview)"
        r"|(?:was|were|is|are) not (?:immediately )?(?:available|clear|known)|went unanswered|no immediate (?:comment|reaction|word)"
        r"|(?:has|have) been (?:approached|contacted|asked) for (?:a )?comment|committed to the highest|takes? .{0,40}\bvery seriously)\b",
    ),
    _rule(
        "hedge",
        r"\b(?:(?-i:may)|might|could(?! not)|perhaps|possibly|probably|maybe|potentially|presumably|seems?|seemed|appears? to"
        r"|appeared to|apparently|likely|unlikely|if (?:the|it|they|we|you|this|that|he|she)|would be|it is possible|can be|could be"
        r"|may be|unclear|unknown|uncertain|hard to (?:say|tell|know)|remains to be seen|time will tell|rumou?r(?:s|ed)?"
        r"|speculat\w+)\b",
    ),
    _rule(
        "framing",
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
        r"\b(?:I|we|I['’]m|we['’]re|I am|we are|I was|we were) (?:\w+ )?(?:feel|felt|glad|happy|sad|proud|grateful|thankful|thank"
        r"|sorry|afraid|scared|worried|concerned|excited|thrilled|delighted|honou?red|surprised|shocked|appalled|disappointed"
        r"|heartbroken|devastated|confident|hopeful|love|loved|miss|missed|enjoy|enjoyed|cried|tired|angry|upset|relieved|blessed"
        r"|lucky|looking forward)\b|\b(?:thank you|thanks|congratulations|welcome to|good (?:morning|evening|luck))\b",
    ),
)
