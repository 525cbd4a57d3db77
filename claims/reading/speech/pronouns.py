"""Whom "he" and "she" mean; nobody, and the candidates, where two are left."""

import re

from claims.english.offices import FEMALE, MALE, bare, is_organisation, is_place, is_title
from claims.reading.named_people import last_word
from claims.reading.speech import framing
from claims.reading.speech.mentions import NOBODY, Context, Who
from claims.reading.speech.voices import can_speak, is_human
from claims.reading.speech.ways import Way

_NEVER_PERSONS = frozenset(
    "christmas easter ramadan eid diwali hanukkah passover lent advent republic parliament congress senate somebody grupo".split()
)
_GROUP_LAST = re.compile(r"^(?:On|In|At|By|Last|After|Before|Later|Earlier)\b[^,;:]{0,60} (it|they)$")
OF_WHAT = re.compile(r"\s(?:of|from|in|at|on|near|with|who)\s")
_SEVERAL = re.compile(r"[^s]s$|\b(?:people|children|men|women|police)$")
_BEFORE_A_PLACE = re.compile(r"\b(?:in|at|of|from|near|to|the) $")
_BEFORE = len(" from ")
_PRONOUN_LAST = re.compile(r"^(?:[A-Z][^,;:]{1,80} )?([Hh]e|[Ss]he)$")


def person_meant(pronoun: str, context: Context) -> Who:
    """The one person it may be of those named last in the paragraph, else whoever spoke last; not a body, nor a man called "she"."""
    named = [name for name in context.named if context.cast.may_be(pronoun, name) and is_human_name(name, context)]
    if len(named) > 1:
        return Who(None, tuple(named))
    if context.speaker and context.cast.is_person(context.speaker) and context.cast.may_be(pronoun, context.speaker):
        named = [name for name in named if context.cast.is_person(name)]  # after "in Pell Crossing" the last speaker is likelier
    if context.stranger and (known := context.cast.holder(bare(context.stranger.split()[-1]))) and context.cast.may_be(pronoun, known):
        return Who(known, way=Way.PRONOUN)  # "The judge did not accept this. She said …"
    if context.stranger and named:  # "The driver was freed. He said …", with somebody named before
        return Who(None, (context.stranger, *named))
    if context.stranger and not named:
        topic = context.topic if context.topic and context.cast.may_be(pronoun, context.topic) else None
        return Who(None, (topic, context.stranger)) if topic else Who(context.stranger[:1].lower() + context.stranger[1:], way=Way.PRONOUN)
    for name in (
        *named,
        context.topic,
        context.speaker,
        *_of_the(pronoun, context),
        *_only_person(pronoun, context),
        *_only_met(pronoun, context),
    ):
        if name and context.cast.may_be(pronoun, name) and is_human_name(name, context):
            if _speaks_of_another(name, pronoun, context):
                return Who(None, (context.earlier or name, name))
            rival = context.rival if context.speaker == name else context.speaker
            if rival and rival != name and context.is_exchange and _may_as_well_be(rival, name, pronoun, context):
                return Who(None, (name, rival))
            if (shown := _told_of_before(name, pronoun, context)) is not None:
                return Who(None, (shown, name))
            context.cast.pronouns.setdefault(name.split()[-1].lower(), pronoun)
            return Who(name, way=Way.PRONOUN)
    return NOBODY


def group_told_of(pronoun: str, words: str, context: Context) -> str | None:
    """What "it" or "they" may mean of the words before, which tell of it: "The letter came at noon. It said …"; no person."""
    if not words:
        return None
    (tree,) = framing.trees([words])
    for root in tree.roots():
        subject = tree.subject(root)
        if subject is None or tree.is_quoted(subject) or tree.words[subject].tag not in ("NN", "NNS", "NNP", "NNPS"):
            continue
        shown = tree.wording(tree.under(subject, tree.hanging(subject, "relcl", "acl", "appos", "punct", "cc", "conj")))
        is_plural = tree.words[subject].tag == "NNS"
        is_one_person = not is_plural and (is_human(shown) or context.cast.is_person(tree.words[subject].text))
        spoken = shown if tree.words[tree.under(subject)[0]].tag.startswith("NNP") else shown[:1].lower() + shown[1:]
        if shown in context.text and can_speak(spoken) and not is_one_person and (pronoun == "they" or not is_plural):
            return shown
    return None


def _told_of_before(name: str, pronoun: str, context: Context) -> str | None:
    """Another person whom the sentence before tells of, and whom the pronoun may as well mean: "The spokesman shook his head. He said …"."""
    words = context.before_now
    if not words or name.split()[-1] in words:
        return None
    (tree,) = framing.trees([words])
    subjects = [subject for root in tree.roots() if (subject := tree.subject(root)) is not None and not tree.is_quoted(subject)]
    for subject in subjects:
        if tree.words[subject].tag in ("NN", "NNP"):
            shown = tree.wording(tree.under(subject, tree.hanging(subject, "relcl", "acl", "appos", "punct", "cc", "conj", "prep")))
            head = tree.words[subject].text
            is_described = is_human(head.lower()) and (is_title(head) or not head.endswith(("er", "or")))  # no order, no letter
            is_of_other_sex = head in (FEMALE if pronoun == "he" else MALE) or not context.cast.may_be(pronoun, context.cast.full(head))
            if (is_described or context.cast.is_person(head)) and not is_of_other_sex and shown in context.text:
                return shown
    return None


def _speaks_of_another(name: str, pronoun: str, context: Context) -> bool:
    """Whether the speaker just said "she" of somebody else, whom "she" may mean again."""
    is_known = context.cast.told_pronoun(name) == pronoun
    return (
        not is_known
        and name == context.speaker
        and pronoun in context.spoken_of
        and context.earlier is not None
        and context.cast.may_be(pronoun, context.earlier)
    )


def _may_as_well_be(rival: str, name: str, pronoun: str, context: Context) -> bool:
    """Whether a pronoun after an exchange of two may mean the one as well as the other."""
    cast = context.cast
    return cast.told_pronoun(name) is None and cast.is_person(rival) and cast.may_be(pronoun, rival) and is_human_name(rival, context)


def _of_the(pronoun: str, context: Context) -> list[str]:
    """The only person of the text whom the article calls "he" or "she" elsewhere."""
    called = [name for name in context.cast.full_names.values() if context.cast.pronouns.get(last_word(name)) == pronoun]
    return called if len(called) == 1 else []


def _only_person(pronoun: str, context: Context) -> list[str]:
    """The one person whom the whole text names in full."""
    persons = [name for name in context.cast.full_names.values() if is_human_name(name, context) and context.cast.may_be(pronoun, name)]
    return persons if len(persons) == 1 else []


def _only_met(pronoun: str, context: Context) -> list[str]:
    """The one person of those met so far."""
    persons = [name for name in context.met if is_human_name(name, context) and context.cast.may_be(pronoun, name)]
    return persons if len(persons) == 1 else []


def is_human_name(name: str, context: Context) -> bool:
    """Whether a name, or a description such as "the doctor", can be a person: no body, no place, no feast, no acronym."""
    words = name.split()
    is_acronym = len(words) == 1 and name.isupper() and len(name) <= 5
    if name.islower() or words[0] in ("the", "a", "an") or words[0].islower():
        return is_human(name) and not _SEVERAL.search(OF_WHAT.split(name)[0])
    if context.cast.is_person(name) or any(map(is_title, words)):
        return True
    if name in context.companies or name in context.bodies or bare(words[0]) in _NEVER_PERSONS:
        return False
    if len(words) == 1 and not _stands_like_a_person(name, context):
        return False
    return not (is_acronym or is_organisation(tuple(words)) or is_place(tuple(words)))


def group_pronoun_in(subject: str) -> str | None:
    """The "it" of "On Sunday it"."""
    pronoun = _GROUP_LAST.search(subject)
    return pronoun[1] if pronoun else None


def _stands_like_a_person(name: str, context: Context) -> bool:
    """Whether a name of one word stands within a sentence, and not after "in", "the" and such words, as a place or a thing does."""
    if name not in context.like_persons:  # the whole text is read once for each name
        text = context.text
        mentions = re.finditer(rf"(?<=[a-z,”’] ){re.escape(name)}\b", text)
        context.like_persons[name] = any(
            not _BEFORE_A_PLACE.search(text, max(0, mention.start() - _BEFORE), mention.start()) for mention in mentions
        )
    return context.like_persons[name]


def pronoun_in(subject: str) -> str | None:
    """The "he" of "in May he" and of "when I asked. he"."""
    pronoun = _PRONOUN_LAST.search(subject)
    return pronoun[1] if pronoun else None
