"""Who the words before a verb of speech mean: a person by full name, a body, a description, or the persons a pronoun may mean."""

import re
from dataclasses import replace

from claims.english.offices import FEMALE, MALE, bare, is_organisation, is_title, is_trade
from claims.english.word_lists import words
from claims.reading.capitals import NOT_NAMES, person_in, runs
from claims.reading.named_people import by_given_name
from claims.reading.speech.mentions import COMPANIES, NOBODY, Context, Who
from claims.reading.speech.persons_named import is_elsewhere
from claims.reading.speech.pronouns import OF_WHAT, group_pronoun_in, group_told_of, is_human_name, person_meant, pronoun_in
from claims.reading.speech.voices import can_speak, names_nothing
from claims.reading.speech.ways import Way

_PRONOUNS = words("he she")
_GROUP_PRONOUNS = words("they it")
_NOBODY = words(
    """
    i we you who which that what this these those some many others most several few one nobody someone everyone anyone everybody
    anybody none there all both another his her
    """
)
_ONE_OF = re.compile(
    r"(?:one|some|many|most|several|two|both|none|each|all) of (?:them|us|those)\b|(?:someone|somebody)(?! (?:from|at|in|close|with) )"
)
_CONTRACTED = re.compile(r"^(I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]here|[Tt]hat)['’](?:d|ve|ll|s|re|m)$")  # "He'd said it"
_NUMBERING = re.compile(r"[0-9]{1,2}(?:[/)]|[.:](?:[0-9]{2})?)\s+")  # "3/", "14.22", before the words of a line
_WHEN_FIRST = re.compile(
    r"^(?:in|at|on|during|after) (?:a|an|the|his|her|its|their) (?:[\w-]+ )?(?:statement|letter|interview|report|speech|tweet|post|e-?mail|message|briefing|hearing|filing|press release)"
    r"(?: (?:on|to|late|early|last) \w+)? (?=(?:the|a|an|his|her|its) |[A-Z])",
    re.IGNORECASE,
)
_NO_SPEAKER = re.compile(
    r"(?:^|\s)(?:i|he|she|we|they|it|you|when|while|is|was|are|were|has|had|no|that)(?:\s|$)|^(?:the|a|an|in|on|at|by|of|if|\W.*)$",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"[Tt]he [A-Z][\w’'-]*$|(?:[Ss]omeone|[Ss]omebody) (?:from|at|in|close|with) ")
_ACCOUNT = re.compile(r"(?<!\w)@[\w.]*\w")
_ARTICLE = re.compile(r"^(?:the|The)\s+")
_NO_DESCRIPTION = re.compile(r"\b(?:he|she|it|they|now|ever|never|who|which|denies|denied)\b|[,;]")
# "Figures from the statistics office": whoever they come from is who says it.
_WHOSE_FIGURES = re.compile(
    r"(?:(?:the|its|official|new|latest|recent|annual|internal|provisional|preliminary|government|census)\s+)*"
    r"(?:figures|data|statistics|numbers|records|estimates|accounts)\s+"
    r"(?:(?:published|released|compiled|collected|gathered|kept|held|issued|provided|supplied)\s+)?(?:from|by)\s+(?P<body>.{3,80}?)"
    r"(?:\s+(?:(?:late |early )?on\s+\w+day|yesterday|today|(?:this|last)\s+\w+|in\s+\w+))?",
    re.IGNORECASE,
)
_WHOSE_WORDS = re.compile(r"(?P<whose>.{3,60}?)['’]s? (?:own )?(?:explanations?|statements?|account|testimony|words|remarks|comments)")
_OWN_DOCUMENT = re.compile(
    r"(?:its|their) (?:\w+ )?(?:report|judge?ment|statement|ruling|study|paper|letter|verdict|note|website)s?", re.IGNORECASE
)
_AGED = re.compile(r"the [0-9]{1,3}-year-old(?: [a-z]+)?")
_BARE_NOUN = re.compile(r"the ([a-z-]+)")
_OFFICE_OF_PLACE = re.compile(r"the ([a-z-]+) (?:from|for|of) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?")
# "the utility, Aquaverde,", "Its author, economist Yannick Dreyer,", "The conductor (Dagny, the nice one)"
_APPOSED = re.compile(
    r"(?:,| \((?:hi, )?)\s?(?P<what>(?:(?:the|an?|its|his|her|their|our)\s)?(?:[a-z’'-]+\s){0,4}?)(?P<name>(?:(?:Dr|Mrs?|Ms|Prof|Rev|Sir|Fr)\.?\s)?[A-Z][\w’'-]*(?:\s(?:van|von|de|der|al|el|bin|[A-Z][\w.’'-]*)){0,4})(?=[,)])"
)
_RELATIVE = re.compile(
    r"^(?:who|whom|whose|which|where|when)\b|\b(?:with|from|in|at|for|to)\s|(?<!signed )(?<!written )\bby\s", re.IGNORECASE
)  # "who was linked with Orm"
_DESCRIBING = words("the a an its his her their our my your")
_LONGEST_DESCRIPTION = 9  # words


def resolve(subject: str, context: Context, *, is_sure: bool = False) -> Who:
    """The speaker that the words mean, as the article names them; nobody when they mean nobody in particular.

    ``is_sure`` tells that whatever they mean speaks, known to the word lists or not.
    """
    subject = _WHEN_FIRST.sub("", _NUMBERING.sub("", subject.strip(" ,")))
    subject = pronoun_in(subject) or group_pronoun_in(subject) or _CONTRACTED.sub(r"\1", subject)
    low = subject.lower()
    if low in _PRONOUNS:
        return person_meant(low, context)
    if low in _GROUP_PRONOUNS:
        if context.body:
            return Who(context.body, way=Way.GROUP)
        return _group_meant(low, context)
    if not low or (low in _NOBODY and subject != "WHO") or _ONE_OF.match(low) or names_nothing(subject):  # the health organization
        return NOBODY
    if _AGED.fullmatch(low) and (meant := person_meant("they", context)).name:  # "the 38-year-old"
        return meant
    if whose := _WHOSE_FIGURES.fullmatch(subject):
        return resolve(whose["body"], context)
    if (whose := _WHOSE_WORDS.fullmatch(subject)) and (name := _named(whose["whose"], context)):
        return Who(name, way=Way.NAME)
    if (whose := _OWN_DOCUMENT.fullmatch(subject)) and (body := resolve("they", context)).name:
        return body
    if account := _ACCOUNT.search(subject):
        return Who(account[0], way=Way.NAME)
    described = _described(subject, context)
    if name := _named(subject, context):
        return Who(name, way=Way.NAME)
    if described is None or _NO_SPEAKER.search(described):
        return NOBODY
    if not can_speak(described):
        return Who(described, way=Way.DESCRIPTION) if is_sure and _SOMEBODY.match(described) else NOBODY
    return _of_a_description(described, context)


def _group_meant(pronoun: str, context: Context) -> Who:
    """The body, document or group that "it" or "they" means: who spoke last, if in the sentence before, or what that tells of."""
    if not _is_group(context.spoke_before, pronoun, context):
        told_of = group_told_of(pronoun, context.before_now or context.before_paragraph, context)
        if told_of and (who := resolve(told_of, context)).name:
            return replace(who, way=Way.GROUP)
    return Who(context.speaker, way=Way.GROUP) if _is_group(context.speaker, pronoun, context) else NOBODY


def group_in_sentence(pronoun: str, own_words: str, context: Context) -> Who | None:
    """What "it" means where the same sentence tells of it before: "The company regrets every cut, it said"."""
    at = own_words.find(f" {pronoun} ")
    if at < 0 or _is_group(context.spoke_before, pronoun, context):
        return None
    told_of = group_told_of(pronoun, own_words[:at], context)
    who = resolve(told_of, context) if told_of else NOBODY
    return replace(who, way=Way.GROUP) if who.name else None


def _is_group(speaker: str | None, pronoun: str, context: Context) -> bool:
    if speaker is None or any(map(is_title, speaker.split()[-1:])):
        return False
    if pronoun == "it":  # which no person is
        return not (context.cast.has_office(speaker) or context.cast.told_pronoun(speaker) or by_given_name(speaker))
    return speaker not in context.cast.full_names.values() and (not speaker.istitle() or is_organisation(tuple(speaker.split())))


def with_apposed(subject: str, own_words: str) -> str:
    """The name that stands in commas or brackets after a bare description of whoever speaks; else the subject itself."""
    words = subject.split()
    if not words or any(word[:1].isupper() for word in words[1:]) or words[0].lower() not in _DESCRIBING:
        return subject
    at = own_words.find(subject)
    apposed = _APPOSED.match(own_words, at + len(subject)) if at >= 0 else None
    if apposed is None or apposed["name"].lower() in NOT_NAMES or _RELATIVE.search(apposed["what"] + apposed["name"]):
        return subject
    return apposed["name"].removesuffix("'s").removesuffix("’s")


def _of_a_description(described: str, context: Context) -> Who:
    """Who a description is: the body it was called by before ("the institute"), or either of two where a person just named may be meant."""
    noun = _BARE_NOUN.fullmatch(described)
    if noun is None:
        office = _OFFICE_OF_PLACE.fullmatch(described)
        is_known = office is not None and is_title(office[1]) and len(context.met) == 1 and not context.cast.has_office(context.met[0])
        return Who(context.met[0], way=Way.OFFICE) if is_known else _described_as(described)
    if is_organisation((noun[1],)) and (body := _body_called(noun[1], context)):
        return Who(body, way=Way.BODY)
    if noun[1] in COMPANIES and len(context.companies) == 1:
        return Who(context.companies[0], way=Way.BODY)
    meant = [
        name
        for name in context.named
        if is_human_name(name, context) and not context.cast.has_office(name) and context.cast.may_be(_pronoun_of(noun[1], described), name)
    ]
    if is_title(noun[1]) and len(meant) == 1 and set(context.met) == set(meant) and not context.stranger:
        return Who(meant[0], way=Way.OFFICE)  # "the cyclist", in a text that has named one person
    if is_title(noun[1]) and meant and len(re.findall(rf"\b{re.escape(noun[1])}\b", context.text, re.IGNORECASE)) == 1:
        return Who(None, (*meant, described))
    return _described_as(described)


def _described_as(described: str) -> Who:
    return Who(described, way=Way.BODY if is_organisation(tuple(OF_WHAT.split(described)[0].split())) else Way.DESCRIPTION)


def _pronoun_of(noun: str, default: str) -> str:
    return "she" if noun in FEMALE else "he" if noun in MALE else default


def _body_called(noun: str, context: Context) -> str | None:
    """The one name in the text that says what "the institute" is: "the regional institute IWR", "the Seabed Institute"."""
    if noun not in context.bodies_called:  # the whole text is read once for each noun
        called = set(re.findall(rf"\b{re.escape(noun)} ([A-Z][\w-]*(?: [A-Z][\w-]*)*)", context.text))
        called |= {" ".join(run.words) for run in runs(context.text) if len(run.words) > 1 and noun in map(bare, run.words)}
        context.bodies_called[noun] = called.pop() if len(called) == 1 else None
    return context.bodies_called[noun]


def _named(subject: str, context: Context) -> str | None:
    """The person in the words: the one whose office stands before the name, else the first."""
    named: list[str] = []
    for run in runs(subject):
        name = person_in(run, subject)
        before = subject[: run.start].split()
        if name is None or is_elsewhere(name, before, subject[run.end :], run.words[0]) or _common_word(name, subject[run.end :], context):
            continue
        if " " in name and before and is_title(before[-1]):
            return context.cast.full(name)
        named.append(name)
    return context.cast.full(named[0]) if named else None


def _common_word(name: str, after: str, context: Context) -> bool:
    """A capital at a sentence's start does not make a name of a word that the article also writes in lower case, nor of "Tenants of …"."""
    is_common_noun = is_trade(name) or (name.endswith("s") and not context.cast.is_person(name) and OF_WHAT.match(after) is not None)
    return " " not in name and (is_common_noun or name.lower() in context.small)


def _described(subject: str, context: Context) -> str | None:
    """An office, an organisation or a description, in the article's own words; an office becomes a name when one person holds it."""
    words = subject.split()
    if (
        len(words) > _LONGEST_DESCRIPTION
        or (len(words) > 1 and words[0].lower() not in NOT_NAMES and words[0][:1].isupper() and _NO_DESCRIPTION.search(subject))
        or (len(words) == 1 and subject.lower() in _NOBODY and subject != "WHO")
    ):
        return None
    if _ARTICLE.match(subject):
        offices = [word for word in words[1:] if is_title(word)]
        if offices and (name := context.cast.holder(offices[-1])):
            return name
    if any(is_organisation(run.words) for run in runs(subject)) and words[0].lower() not in NOT_NAMES - {"the"}:
        return _ARTICLE.sub("", subject)
    if subject.isupper() or (words[1:] and words[1][:1].isupper() and words[0][:1].isupper() and words[0].lower() != "the"):
        return subject  # "WHO", "Premier Adema's office", "Doctors Without Borders"
    common = words[0].lower() in NOT_NAMES or is_title(words[0]) or _common_word(words[0], subject[len(words[0]) :], context)
    return subject[:1].lower() + subject[1:] if common else subject
