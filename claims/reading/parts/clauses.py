"""Which clauses of a sentence state a fact of their own, and what each borrows from the others: a subject, an auxiliary, a name.

Clauses joined by "and", "but", ";" or "while", those after ", which", those in "owned by …," or ", the mayor of …," between commas. Not the
ones after "if" or "that": they are not stated by themselves.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from claims.english.calendar_words import DAYS_AND_MONTHS
from claims.english.inflection import past_of
from claims.english.trees import Tree
from claims.reading.parts import descriptions
from claims.reading.parts.joints import (
    SAME_FORM,
    WITHOUT_OBJECT,
    follows_comma,
    is_comma,
    is_conditional,
    is_joined,
    is_set_in,
    keeps_time,
    only_links,
    opening_participles,
    spliced,
    states_fact_beside,
    trimmed,
)
from claims.reading.parts.relatives import noun_of, relative_of
from claims.reading.parts.reporting import added_verbs, is_aside, reported_verb, reporter_words

_LED_TO = frozenset("making bringing taking meaning giving leaving forcing causing killing injuring wounding including following".split())
_OF_TIME = DAYS_AND_MONTHS | frozenset("then later since year years month months week weeks day days yesterday today tomorrow now".split())

Words = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A fact: its words are numbers of words of the sentence, or text that stands between them; ``own`` are those that are not borrowed.

    ``opener`` is the word whose clause it is: its verb, or the head of a description. It is no verb where the fact is put in other words.
    """

    words: Words
    own: tuple[int, ...]
    opener: int
    reporter: tuple[int, ...] = ()  # the words that name who says it


def clauses(tree: Tree, together: Collection[int] = ()) -> list[Clause]:
    """The facts of a sentence in the order of their verbs; those of the verbs ``together`` stay with the clause they hang on."""
    return sorted(_Clauses(tree, together).stated(), key=lambda clause: clause.opener)


class _Clauses:
    def __init__(self, tree: Tree, together: Collection[int]) -> None:
        self._tree, self._together = tree, together

    def stated(self) -> Iterator[Clause]:
        tree = self._tree
        for root in tree.roots():
            reported = reported_verb(tree, root, self._together)
            if reported == root:
                yield from self._facts(root, ())
                continue
            subject = tree.subject(root)
            if subject is not None:
                yield from self._beside(subject, root)
            reporter = reporter_words(tree, subject) if subject is not None else ()
            for verb in (reported, *added_verbs(tree, root)):
                for clause in self._facts(verb, ()):
                    # What is told beside is the text's own: "The line, which closed in 1961, will reopen, the county said"
                    told_by = () if is_aside(tree, clause.opener, reported) else reporter
                    yield Clause(clause.words, clause.own, clause.opener, told_by)

    def _beside(self, subject: int, verb: int) -> Iterator[Clause]:
        """What is told of whoever reports: "Orm Air, founded in 1968, said …"."""
        tree = self._tree
        set_in = [word for word in tree.under(subject) if word != subject and self._is_apart(word) and is_set_in(tree, word)]
        for word in set_in:
            noun = noun_of(tree, word)
            if noun is not None:
                yield from self._told_of(word, noun, set_in, verb)

    def _facts(self, verb: int, borrowed: Words) -> Iterator[Clause]:
        """The clause of a verb, then those joined to it or set into it. ``borrowed`` comes before the clause's own words."""
        tree = self._tree
        doing = self._doing(verb)
        joined = self._joined(verb, bool(borrowed))
        near = tree.hanging(verb, "advcl", "ccomp", "parataxis")
        near += [word for head in near if not tree.is_finite(head) for word in tree.hanging(head, "advcl") if word > head > verb]
        beside = [word for word in near if self._is_apart(word) and states_fact_beside(tree, word, verb)]
        timed = [word for word in beside if keeps_time(tree, word)]
        opening = [word for word in opening_participles(tree, verb) if self._is_apart(word)]
        parted = [
            *joined,
            *(word for word in beside if word not in timed),
            *(word for word in doing if not self._goes_on(word, verb)),
            *opening,
        ]
        inner = tree.under(verb, parted)
        set_in = [
            word
            for number in inner
            for word in tree.below[number]
            if word in inner and self._is_apart(word) and is_set_in(tree, word) and not self._may_be_past(word, verb)
        ]
        left_out = [*parted, *set_in]
        own = self._own(verb, left_out, set_in)
        if (description := self._description(verb, own)) is not None:
            yield description
            own = trimmed(tree, [word for word in own if not description.opener - 1 <= word <= description.own[-1] + 1])
        yield Clause((*borrowed, *own), tuple(own), verb)
        for word in joined:
            yield from self._facts(word, self._lent(word, verb, own, borrowed))
        for word in beside:
            yield from self._facts(word, ())
        frame = self._frame(verb, own, borrowed, None)
        for word in doing:
            if word in parted:
                under = tree.under(word, [number for number in parted if number != word])
                whole = trimmed(tree, [number for number in under if not only_links(tree, number, word, left_out)])
                yield Clause((*frame, past_of(tree.lower(word)), *whole[1:]), tuple(whole), word)
        for word in opening:
            words, stretch = descriptions.opened(tree, word, verb, frame)
            yield Clause(words, stretch, word)
        for word in set_in:
            noun = noun_of(tree, word)
            if noun is not None:
                yield from self._told_of(word, noun, left_out, verb)

    def _may_be_past(self, word: int, verb: int) -> bool:
        """Whether nothing says if a description still holds."""
        tree = self._tree
        return tree.words[word].role == "appos" and descriptions.is_tense_unsure(tree, verb, tree.under(word)[0])

    def _description(self, verb: int, own: list[int]) -> Clause | None:
        """What a clause says of its subject between commas, as a fact: "Ana Reyes was the mayor of Avel"."""
        tree = self._tree
        subject = tree.subject(verb)
        aside = descriptions.between_commas(tree, subject, verb) if subject is not None else None
        if (
            subject is None
            or aside is None
            or not self._is_apart(aside[0])
            or descriptions.is_tense_unsure(tree, verb, aside[0])
            or set(range(*aside)) - set(own)
        ):
            return None
        name = [word for word in own if word < aside[0] - 1]
        described = tuple(range(*aside))
        return Clause((*name, descriptions.be(tree, subject, verb, aside[0]), *described), described, aside[0])

    def _lent(self, word: int, verb: int, own: list[int], borrowed: Words) -> Words:
        """What a verb without a subject of its own borrows from the verb that it is joined to: its frame, and in a row its helpers."""
        tree = self._tree
        if tree.subject(word) is not None:
            return ()
        is_row = tree.words[word].role == "conj" or (tree.words[word].tag == "VBN" and tree.lower(word) not in WITHOUT_OBJECT)
        helpers = self._helpers(word, verb) if is_row else []
        return (*self._frame(verb, own, borrowed, word), *helpers)

    def _is_apart(self, word: int) -> bool:
        return word not in self._together

    def _joined(self, verb: int, borrows: bool) -> list[int]:
        """The verbs that "and", a comma or a semicolon joins to this one."""
        tree = self._tree
        if is_conditional(tree, verb) or tree.is_paired(verb):  # "If the dam breaks, the town floods and the road is lost"
            return []
        near = [verb, *(word for word in self._doing(verb) if self._goes_on(word, verb))]
        joined = [word for head in near for word in tree.hanging(head, "conj") if is_joined(tree, word, verb)]
        joined += [word for word in spliced(tree, verb) if word not in joined]
        has_subject = borrows or tree.subject(verb) is not None
        shares = tree.words[min(verb + 1, len(tree.words) - 1)].tag == "CC"  # "owns and manages the hotel", but "visited and found a key"
        return [
            word
            for word in joined
            if self._is_apart(word)
            and (has_subject or tree.subject(word) is not None)
            and not (shares and tree.hanging(word, "dobj"))
            and not self._may_be_reporters(word, verb)
        ]

    def _may_be_reporters(self, word: int, verb: int) -> bool:
        """Whether a verb may go on what is reported or the report: "found that the mill leaked and fined nobody"."""
        tree = self._tree
        report = tree.words[tree.words[verb].head]
        return tree.words[verb].role == "ccomp" and tree.subject(word) is None and report.tag == tree.words[word].tag == "VBD"

    def _doing(self, verb: int) -> list[int]:
        """The participles after a comma: ", flooding 200 houses and drowning 40 sheep"."""
        tree = self._tree
        doing = [
            word for word in tree.hanging(verb, "advcl") if tree.words[word].tag == "VBG" and follows_comma(tree, word) and word > verb
        ]
        return doing + [word for first in doing for word in tree.hanging(first, "conj") if tree.words[word].tag == "VBG"]

    def _goes_on(self, doing: int, verb: int) -> bool:
        """Whether a participle stays with its clause: it says what an act led to (", killing 40"), or "it" would be unclear."""
        tree = self._tree
        if not self._is_apart(doing) or tree.words[verb].tag != "VBD" or not tree.hanging(verb, "dobj") or tree.hanging(verb, "auxpass"):
            return True
        if tree.words[doing].role == "conj":
            return self._goes_on(tree.words[doing].head, verb)  # "damaging 400 houses and injuring 27 people"
        whole = tree.under(doing, tree.hanging(doing, "conj"))
        first = next((word for word in whole if tree.words[word].tag not in ("CC", ",")), doing)
        return first != doing or tree.lower(doing) in _LED_TO or any(tree.words[word].tag == "PRP" for word in whole)

    def _own(self, verb: int, left_out: list[int], set_in: list[int]) -> list[int]:
        tree = self._tree
        commas = {edge for word in set_in for edge in (tree.under(word)[0] - 1, tree.under(word)[-1] + 1)}
        words = tree.under(verb, left_out)
        return trimmed(tree, [word for word in words if not only_links(tree, word, verb, left_out) and not is_comma(tree, word, commas)])

    def _frame(self, verb: int, own: list[int], borrowed: Words, joined: int | None) -> Words:
        """What a clause joined to this verb shares with it: the subject, and whatever is before it ("In 2019 the town …")."""
        tree = self._tree
        subject = tree.subject(verb)
        if subject is None:
            helpers = set(tree.hanging(verb, "aux", "auxpass", "neg"))
            if (
                joined is not None and tree.words[joined].tag == "VBD" and tree.hanging(joined, "dobj")
            ):  # "was schooled in Lund and spent a year at sea"
                helpers |= {word for word in borrowed if isinstance(word, int) and tree.words[word].role == "auxpass"}
            return tuple(word for word in borrowed if word not in helpers)
        first_of_verb = min([verb, *(word for word in tree.hanging(verb, "aux", "auxpass") if word > subject)])
        between = range(subject + 1, first_of_verb)  # "the probe Sunbird reached", where the parser hangs the name on the verb
        beside = between if all(tree.words[word].tag == "NNP" for word in between) else ()
        name = trimmed(tree, [word for word in sorted({*tree.under(subject), *beside}) if word in own])
        if any(tree.words[word].tag == "PRP" and word != subject for word in name):
            return ()  # "the lamp he tends"
        openers = [
            word
            for word in tree.hanging(verb, "prep", "npadvmod", "advcl")
            if word < subject and word in own and (tree.words[word].tag != "VBG" or tree.words[word].role == "prep")
        ]
        lead = [word for opener in openers for word in tree.under(opener) if word in own]
        is_source = any(tree.lower(opener) == "according" for opener in openers)
        if joined is not None and not is_source and any(tree.lower(word) in _OF_TIME for word in tree.under(joined)):
            lead = []  # it has a time of its own
        lead = sorted(set(lead))
        comma = (",",) if lead and tree.words[min(lead[-1] + 1, len(tree.words) - 1)].text == "," else ()
        return (*lead, *comma, *name, *self._closed(name))

    def _closed(self, name: list[int]) -> tuple[str, ...]:
        """The comma after a name that has one within it: "the treasurer, Ada Lind, noted …"."""
        tree = self._tree
        after = name[-1] + 1 if name else 0
        is_open = any(tree.words[word].text == "," for word in name) and after < len(tree.words) and tree.words[after].text == ","
        return (",",) if is_open else ()

    def _helpers(self, verb: int, main: int) -> list[int]:
        """The auxiliaries that a joined verb takes over: "was built and (was) closed", "will build and (will) sell"."""
        tree = self._tree
        has = [word for word in tree.hanging(main, "aux") if tree.lower(word) in ("has", "have", "had") and word < main]
        if tree.words[verb].tag == "VBD" and has and tree.words[main].tag == "VBN" and not tree.hanging(verb, "aux", "auxpass"):
            return [] if tree.hanging(main, "neg") else has  # "has doubled its exports and halved its debt"
        will = any(tree.words[word].tag == "MD" for word in tree.hanging(main, "aux"))
        is_same = will and tree.words[main].tag == "VB" and tree.lower(verb) in SAME_FORM and not tree.hanging(verb, "aux")
        is_base = tree.words[verb].tag == "VB" or is_same
        if tree.is_finite(verb) and not is_same:
            return []
        kinds = ("aux", "auxpass", "neg") if is_base else ("aux", "auxpass")
        return [word for word in tree.hanging(main, *kinds) if word < main]

    def _told_of(self, word: int, noun: int, left_out: list[int], main: int) -> Iterator[Clause]:
        """The fact that a phrase between commas states about a noun."""
        tree = self._tree
        name = descriptions.name_of(tree, noun, left_out)
        if tree.words[word].role != "relcl":
            for part, words, own in descriptions.told_of(tree, word, noun, name, main):
                yield Clause(words, own, part)
            return
        relative = relative_of(tree, word)
        if relative is None:
            return
        if tree.words[relative].role in ("nsubj", "nsubjpass") and tree.words[relative].head == word:
            for clause in self._facts(word, ()):
                at = clause.words.index(relative) if relative in clause.words else None
                words = clause.words if at is None else (*clause.words[:at], *name, *clause.words[at + 1 :])
                yield Clause(words, clause.own, clause.opener)
        elif wording := descriptions.relative(tree, word, relative, name):
            yield Clause(wording, tuple(trimmed(tree, tree.under(word))), word)
