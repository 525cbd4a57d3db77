"""The product's fixed words as journalists read them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from claims.desk import shown_words
from claims.model import (
    Closer,
    Comparison,
    DifferenceKind,
    Meaning,
    Medium,
    NoticeKind,
    Outcome,
    Polarity,
    Reason,
    Relation,
    Role,
    Shared,
    SourceKind,
    Stance,
    UsedAs,
    Whereabouts,
)
from claims.model.links import LINK_WORDS
from claims.sourcing import labels, locators, rules
from claims.wording import phrase
from web.show.language import gettext, translated

Key = TypeVar("Key")


class Shown(Mapping[Key, str]):
    """A table of fixed words that gives each in the language of the page."""

    def __init__(self, words: Mapping[Key, str]) -> None:
        self.words = words

    def __getitem__(self, key: Key) -> str:
        """The words of a key, translated."""
        return translated(self.words[key])

    def __iter__(self) -> Iterator[Key]:
        """The keys, in the order of the table."""
        return iter(self.words)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.words)


STATES, MARKS, PROBLEMS = Shown(shown_words.STATES), Shown(shown_words.MARKS), Shown(rules.PROBLEMS)
NOTICES = Shown(
    {
        NoticeKind.MENTION: phrase("Notes that mention you"),
        NoticeKind.ASSIGNMENT: phrase("Claims that are assigned to you"),
        NoticeKind.SECOND_READING: phrase("Verdicts that wait for you or for any second reader"),
        NoticeKind.ALERT: phrase("Articles that may repeat a rated claim"),
    }
)
STANCES = Shown({Stance.SUPPORTS: phrase("Supports"), Stance.CONTRADICTS: phrase("Contradicts"), Stance.CONTEXT: phrase("Context")})
STANCE_KEYS = {Stance.SUPPORTS: "s", Stance.CONTRADICTS: "c", Stance.CONTEXT: "t"}
"""The keys that link a chosen passage with a stance. Not x for context: that key refuses a passage."""

POLARITIES = Shown(
    {
        Polarity.ASSERTED: phrase("The article states this as fact"),
        Polarity.DENIED: phrase("The article reports this as false"),
        Polarity.DOUBTED: phrase("The article leaves this in doubt"),
    }
)
SIGNS = {Relation.SAME: "=", Relation.SIMILAR: "~", Relation.DIFFERS: "≠", Closer.MORE: "+", Closer.LESS: "−", Closer.RELATED: "~"}
RELATIONS = Shown(
    {
        Relation.SAME: phrase("Same"),
        Relation.SIMILAR: phrase("Similar"),
        Relation.DIFFERS: phrase("Differs"),
        Closer.MORE: phrase("Ours says more"),
        Closer.LESS: phrase("Ours says less"),
        Closer.RELATED: phrase("Related"),
    }
)
KINDS = Shown(
    {
        DifferenceKind.NUMBER: phrase("Number"),
        DifferenceKind.DATE: phrase("Date"),
        DifferenceKind.NEGATION: phrase("Negation"),
        DifferenceKind.NAME: phrase("Name"),
        DifferenceKind.DIRECTION: phrase("Direction"),
        DifferenceKind.SCOPE: phrase("Scope"),
    }
)
NOTHING_OF = Shown(
    {
        DifferenceKind.NUMBER: phrase("no number"),
        DifferenceKind.DATE: phrase("no date"),
        DifferenceKind.NEGATION: phrase("no negation"),
        DifferenceKind.NAME: phrase("no name"),
        DifferenceKind.DIRECTION: phrase("no direction"),
        DifferenceKind.SCOPE: phrase("no scope"),
    }
)
"""What stands where one of two texts lacks what differs."""

REASONS = Shown(
    {
        Reason.NUMBER: phrase("Different figure"),
        Reason.NEGATION: phrase("Negated"),
        Reason.DATE: phrase("Different date"),
        Reason.SPEAKER: phrase("Different speaker"),
        Reason.SCOPE: phrase("Broader or narrower"),
        Reason.NAME: phrase("Different name"),
        Reason.DIRECTION: phrase("Opposite direction"),
        Reason.OTHER: phrase("Something else"),
    }
)
SOURCE_KIND_WORDS = {
    SourceKind.PRIMARY_DOCUMENT: phrase("Primary document"),
    SourceKind.DATASET: phrase("Data set"),
    SourceKind.INTERVIEW: phrase("Interview"),
    SourceKind.REPORT: phrase("Report"),
    SourceKind.WIRE: phrase("Wire agency"),
    SourceKind.NEWS: phrase("News article"),
    SourceKind.SOCIAL_POST: phrase("Social post"),
    SourceKind.OTHER: phrase("Other or not known"),
}
SOURCE_KINDS = Shown(SOURCE_KIND_WORDS)
MEDIA = Shown(
    {
        Medium.TEXT: phrase("Text"),
        Medium.IMAGE: phrase("Image"),
        Medium.VIDEO: phrase("Video"),
        Medium.AUDIO: phrase("Recording"),
        Medium.LINK: phrase("Link"),
        Medium.OTHER: phrase("Something else"),
    }
)
WHEREABOUTS = Shown(
    {
        Whereabouts.PRESENT: phrase("Still there, word for word"),
        Whereabouts.MOVED: phrase("Still there, in another place"),
        Whereabouts.CHANGED: phrase("Worded otherwise now"),
        Whereabouts.GONE: phrase("Not there any more"),
    }
)
NOTE_ABOUT = Shown(
    {
        "return": phrase("returned the verdict"),
        "approve": phrase("approved the verdict"),
        "reopen": phrase("sent it back for checking"),
        "withdraw": phrase("withdrew it from the public pages"),
        "drop": phrase("dropped it"),
    }
)
ROLES = Shown({Role.VIEWER: phrase("Viewer"), Role.CHECKER: phrase("Checker"), Role.EDITOR: phrase("Editor"), Role.ADMIN: phrase("Admin")})
USED_AS = Shown({UsedAs.PRIMARY: phrase("Primary"), UsedAs.SECONDARY: phrase("Secondary")})
MEANINGS = Shown({Meaning.TRUE: phrase("true"), Meaning.FALSE: phrase("false"), Meaning.NEITHER: phrase("neither")})
OUTCOMES = Shown({Outcome.APPROVED: phrase("approved"), Outcome.RETURNED: phrase("returned")})
LINKS = Shown(LINK_WORDS)
ACTIONS = (
    phrase("look"),
    phrase("add article"),
    phrase("correct details"),
    phrase("mark sentence"),
    phrase("edit claim"),
    phrase("decide match"),
    phrase("add tip"),
    phrase("add source"),
    phrase("link source"),
    phrase("withdraw source"),
    phrase("set confidential"),
    phrase("lift confidential"),
    phrase("recheck"),
    phrase("rate"),
    phrase("submit"),
    phrase("drop"),
    phrase("return"),
    phrase("approve"),
    phrase("assign"),
    phrase("tag"),
    phrase("note"),
    phrase("withdraw article"),
    phrase("save view"),
    phrase("share view"),
    phrase("reopen"),
    phrase("publish"),
    phrase("sign off"),
    phrase("withdraw"),
    phrase("import"),
    phrase("handle alert"),
    phrase("manage feeds"),
    phrase("manage people"),
    phrase("manage settings"),
    phrase("redact"),
    phrase("mend schema"),
    phrase("accept rows"),
    phrase("share article"),
)
"""Every action that a role may or may not do (claims.desk.people.people.MAY)."""
RATINGS = Shown(
    {
        "True": phrase("True"),
        "Mostly true": phrase("Mostly true"),
        "Missing context": phrase("Missing context"),
        "Mostly false": phrase("Mostly false"),
        "False": phrase("False"),
        "Unproven": phrase("Unproven"),
    }
)
"""The ratings that a newsroom begins with. Those that it wrote itself stay as they are in every language."""


def all_of(words: Iterable[str]) -> str:
    """Words as a list, in the language of the page: "A, B and C"."""
    return translated(labels.listed(words))


def any_of(words: Iterable[str]) -> str:
    """Words as a choice, in the language of the page: "A, B or C"."""
    return translated(labels.alternatives(words))


def stance_of_article(polarity: Polarity, speaker: str | None, *, is_unclear: bool = False) -> str:
    """What an article does with a claim, in words. What somebody in it says, it only reports; ``is_unclear`` means that nobody knows who."""
    if polarity is not Polarity.ASSERTED or not (speaker or is_unclear):
        return POLARITIES[polarity]
    if speaker:
        return gettext("The article reports that %(speaker)s says this", speaker=speaker)
    return gettext("The article reports that somebody says this")


def locator(stored: str | None) -> str:
    """Where a quote is in its source, in the language of the page: "párrafo 3". Empty when nobody said."""
    return translated(locators.in_words(stored)) if stored else ""


def relation_of(comparison: Comparison) -> str:
    """How a pair relates, with its sign: "= Same", "+ Ours says more", "≠ Reads as a different claim"."""
    key = comparison.closer or comparison.relation
    if comparison.relation is Relation.DIFFERS and not comparison.differences:
        return f"{SIGNS[key]} {gettext('Reads as a different claim')}"
    return f"{SIGNS[key]} {RELATIONS[Relation.DIFFERS if comparison.relation is Relation.DIFFERS else key]}"


def chance_of(comparison: Comparison) -> int | None:
    """The chance that a pair is the same claim, in 100, where it is shown beside the relation."""
    return shown_words.chance_of_same(comparison.score, comparison.relation, comparison.closer)


def shared_labelled(why: Sequence[Shared]) -> list[tuple[str, str]]:
    """What two texts share, each with its label: ("Names in both", "Tarnmouth, Vellmark")."""
    return [(translated(label), translated(words)) for label, words in shown_words.shared_labelled(why)]


def rating_label(label: str) -> str:
    """A rating as it is shown."""
    return RATINGS.get(label, label)
