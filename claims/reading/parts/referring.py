"""What "he", "its", "they" and "the country" mean, so that a part of a sentence can be read alone.

A word is filled in only if exactly one noun of the sentence, or of what the text before it is about, can be meant.
"""

from dataclasses import replace

from claims.english.trees import Tree
from claims.reading.parts.bearers import HERS, HIS, full_name, is_named_in, is_of_known_sex, is_other_sex, may_bear, may_own, only_noun
from claims.reading.parts.clauses import Clause
from claims.reading.parts.compared import compared_things
from claims.reading.parts.doers import doer, following_subject, is_second_subject, names_somebody, parallel_owner, verb_of, wanting_subject
from claims.reading.parts.introductions import SITES, introduced_as, introductions, is_bare, named_kind, told_by_deed
from claims.reading.parts.joints import SPEECH
from claims.reading.parts.nouns import (
    AS_OBJECT,
    AS_SUBJECT,
    COMPANIES,
    FACILITIES,
    KINDS,
    NOUNS,
    OF_TIME,
    Noun,
    acts_on_thing,
    counted_object,
    counted_things,
    counted_words,
    nouns,
    phrase,
    possessive,
    subjects_of,
)
from claims.reading.parts.person_again import AGE_WORDS, is_aged, is_at_work, only_person
from claims.reading.parts.units import unit_of

# Whether the pronoun means a person (None: either), and whether it means several.
_MEANS: dict[str, tuple[bool | None, bool]] = {
    **dict.fromkeys(("he", "she", "him", "his", "her"), (True, False)),
    **dict.fromkeys(("it", "its"), (False, False)),
    **dict.fromkeys(("they", "them", "their"), (None, True)),
}
# "Its crew" is as unclear as "its".
_UNCLEAR = frozenset(
    "his her its their my our your not he she it they this these those some many most half thousands hundreds dozens millions".split()
)
_LEFT = frozenset("leave leaves left leaving make makes made making keep keeps kept keeping".split())
_SHORT = 2  # words
_OF_EVENTS = frozenset(
    "report reported reports know knew knows say said deny denied admit admitted explain explained do did done regret mean".split()
)


class Referents:
    """The nouns of a sentence and of what the text before is about, for the pronouns in its parts."""

    def __init__(self, tree: Tree, before: Tree) -> None:
        self._tree = tree
        self._before = before
        self._speaks = any(before.lower(root) in SPEECH and before.hanging(root, "ccomp") for root in before.roots())
        deeds = told_by_deed(before)
        self._nouns = [*(replace(noun, at=-1, words=deeds.get(noun.at, noun.words)) for noun in subjects_of(before)), *nouns(tree)]
        if any(is_second_subject(tree, noun.at) for noun in self._nouns if noun.at >= 0):
            self._nouns = [noun for noun in self._nouns if noun.at < 0]
        spoken = {word.text.lower() for read in (before, tree) for word in read.words if word.tag in ("PRP", "PRP$")}
        persons = {word.text.lower() for word in tree.words if word.tag in ("PRP", "PRP$")}
        self._tells_of_both = bool(persons & HERS) and bool(persons & HIS)
        self._tells_of_people = bool(spoken & {*HERS, *HIS})  # so a name of two words may be a person's
        self._introduced = [*introductions(before, is_before=True), *introductions(tree)]
        self._counted_before = counted_object(before)
        self._has_rival = any(acts_on_thing(before, word) for word in range(len(before.words)))

    def wording(self, fact: Clause) -> str:
        """A part in words, with every pronoun and "the country" replaced if there is no doubt what it means."""
        pieces: list[str] = []
        run: list[int] = []
        owners: dict[int, str] = {}
        left_out = {word for name in fact.words if isinstance(name, int) for word in named_kind(self._tree, name)}
        for at, word in enumerate(fact.words):
            last = fact.words[at - 1] if at else None
            if word in left_out or (word == "," and isinstance(last, int) and last + 1 in left_out):
                continue
            new = self._filled_in(word, fact, " ".join([*pieces, self._tree.wording(run)])) if isinstance(word, int) else word
            if isinstance(word, int) and new and self._tree.lower(word) == "the":
                left_out |= {word + step for step in range(1, AGE_WORDS if is_aged(self._tree, word) else 2)}
            if isinstance(word, int) and new is not None and new.startswith("of "):  # "its crew": "the crew of the tanker"
                owners[self._tree.words[word].head] = new
                new = "the"
            if new is None and isinstance(word, int):
                run.append(word)
                if word in owners:
                    pieces += [self._tree.wording(run), owners[word]]
                    run = []
                continue
            pieces += [self._tree.wording(run)] if run else []
            run = []
            pieces += [new] if new else []
        pieces += [self._tree.wording(run)] if run else []
        return " ".join(pieces).replace(" ’s ", "’s ").replace(" 's ", "'s ").replace(" , ", ", ")

    def _filled_in(self, word: int, fact: Clause, text_before: str) -> str | None:
        """The words that replace a word; "" to leave it out, None to keep it."""
        tree = self._tree
        if tree.is_quoted(word):
            return None
        low = tree.lower(word)
        following = word + 1 if word + 1 < len(tree.words) else word
        if low == "the" and (name := self._person_again(word)) is not None:
            return None if name in text_before else name
        if low == "the" and self._names_kind(following):
            again = self._for_kind(following)
            return "" if again and again not in text_before else None  # a court does not order the court
        if self._names_kind(word):
            again = self._for_kind(word)
            return None if again and again in text_before else again
        if tree.words[word].tag == "NNP":
            return full_name(word, tree, self._before)
        if tree.words[word].tag == "CD":
            return f"{tree.words[word].text} {unit}" if (unit := unit_of(tree, word, fact.words)) else None
        if low == "there" and tree.is_place(word):
            return self._place(word, fact)
        if low == "her" and tree.lower(word - 1) in _LEFT and tree.words[word + 1 : word + 3][-1].tag in ("IN", "TO"):
            return None  # "leaving her dependent on the votes"
        if low == "those":
            return compared_things(tree, word, self._before)
        if low not in _MEANS or tree.words[word].tag not in ("PRP", "PRP$"):
            return None
        if tree.lower(tree.words[word].head) == "of":
            return self._of_them(word, fact)
        noun = self._owner(word, low, fact) or self._meant(word, low)
        if noun is None or _UNCLEAR & set(noun.words.lower().split()) or noun.at in fact.words or is_named_in(text_before, noun):
            return None
        if tree.words[word].role == "poss":
            return self._possessive(word, noun, fact)
        title, _, name = noun.words.partition(" ")
        has_title_before = bool(name) and text_before.lower().endswith(f" {title.lower()}")  # "As governor he": "As governor Ola Brun"
        return name if has_title_before else noun.words

    def _owner(self, word: int, pronoun: str, fact: Clause) -> Noun | None:
        """The subject of the sentence that owns something, where the fact does without it: "The company retires the Orm, its oldest ship"."""
        tree = self._tree
        if tree.words[word].role != "poss" or tree.words[tree.words[word].head].role != "appos":
            return None
        owner = doer(tree, verb_of(tree, word), word)
        if owner is None or owner in fact.words or tree.words[owner].tag not in NOUNS or not may_own(owner, pronoun, tree):
            return None
        own = tuple(phrase(tree, owner))
        words = self.wording(Clause(own, own, owner))
        return Noun(-1, words, is_person=None, is_many=words.endswith("s"), is_name=True, role="nsubj", kind=tree.lower(owner))

    def _possessive(self, word: int, noun: Noun, fact: Clause) -> str | None:
        """ "Ola Brun’s" for "his"; of a longer description "of the clinic at Orm", which comes after the owned noun; None if that is not safe."""
        if noun.is_many and not noun.is_name and len(noun.words.split()) == 1:
            return None  # "Shopkeepers’ association": of which?
        if noun.is_name or len(noun.words.split()) <= _SHORT or not {"in", "at", "on", "of", "that", "who"} & set(noun.words.split()):
            return possessive(noun)
        owned = self._tree.words[word].head
        is_bare = owned in fact.words and not any(
            self._tree.lower(beside) == "own" or self._tree.words[beside].role in ("prep", "relcl", "acl", "conj", "appos")
            for beside in self._tree.below[owned]
        )
        return f"of {noun.words}" if is_bare else None

    def _names_kind(self, word: int) -> bool:
        """Whether a word is the "country" of "the country" alone, as a subject."""
        return self._tree.words[word].role in (*AS_SUBJECT, *AS_OBJECT, "poss") and is_bare(self._tree, word)

    def _for_kind(self, word: int) -> str | None:
        """ "The island of Queltar" for "the island" after it; else the only name that can be an island's."""
        kind = self._tree.lower(word)
        fuller = introduced_as(self._introduced, kind, word)
        if fuller or kind not in KINDS:
            return fuller
        names = {
            noun.words
            for noun in self._nouns
            if noun.is_person is not True and noun.at < word and noun.is_name and not noun.is_many and noun.role in (*AS_SUBJECT, "poss")
        }
        if kind in COMPANIES:  # the port's operator is the company, not the port
            names = {name for name in names if not FACILITIES & {*name.lower().split()}}
        name = names.pop() if len(names) == 1 else None
        is_of_another = name is not None and name.split()[-1].lower() in KINDS - {kind}  # a committee is no "operator"
        return name if name and not is_of_another and may_bear(kind, name, self._tree, self._before) else None

    def _person_again(self, word: int) -> str | None:
        """The name of whoever is "the 52-year-old" or "the accountant" from this word on."""
        is_again = is_aged(self._tree, word) or is_at_work(self._tree, word, self._introduced)
        return only_person(self._nouns, word) if is_again else None

    def _place(self, there: int, fact: Clause) -> str | None:
        """ "In Morwen" for the "there" of a clause after "the teachers in Morwen"."""
        tree = self._tree
        places = [
            word
            for word in range(there)
            if tree.words[word].tag == "NNP"
            and tree.words[word].role == "pobj"
            and tree.lower(tree.words[word].head) in ("in", "at")
            and tree.lower(word) not in OF_TIME
        ]
        is_nearer = any(tree.lower(noun) in SITES for noun in range(places[0] + 1, there)) if places else False  # "its site was sold"
        if is_nearer:
            return None
        return (
            f"{tree.lower(tree.words[places[0]].head)} {tree.wording(phrase(tree, places[0]))}"
            if len(places) == 1 and places[0] not in fact.words
            else None
        )

    def _of_them(self, word: int, fact: Clause) -> str | None:
        """The things that "of them" means: "[The airline has 41 planes.] Eleven of them are grounded", "tested 90 wells and closed half of them"."""
        tree = self._tree
        if tree.lower(word) != "them":
            return None
        counted = {counted_words(tree, thing): thing for thing in counted_things(tree) if thing < word}
        if not counted and tree.words[tree.words[tree.words[word].head].head].role in AS_SUBJECT:
            return self._counted_before
        return next(iter(counted)) if len(counted) == 1 and next(iter(counted.values())) not in fact.words else None

    def _meant(self, word: int, pronoun: str) -> Noun | None:
        """The noun that a pronoun means; None where several may be meant, or the sentence itself says which."""
        tree = self._tree
        clause = verb_of(tree, word)
        if self._is_explained(word, pronoun, clause):
            return None
        subject = tree.subject(clause) if clause is not None else None
        if clause is not None and word == subject and tree.words[clause].role == "conj":
            earlier_subject = tree.subject(tree.words[clause].head)
            if earlier_subject is not None and earlier_subject < word and tree.lower(earlier_subject) == pronoun:
                return self._meant(earlier_subject, pronoun)  # "that it held antifreeze and that it was not from Orm"
        fitting = [noun for noun in self._nouns if self._may_mean(noun, word, pronoun)]
        fitting = [noun for noun in fitting if noun.at not in (subject, wanting_subject(tree, clause)) or word == subject]
        fitting = self._without_other_words_for(fitting)
        if (parallel := parallel_owner(tree, word, pronoun)) is not None:
            fitting = [noun for noun in fitting if noun.at == parallel] or fitting
        # "Fined the hospital because it had hidden …" may mean either.
        is_beside = clause is not None and tree.words[clause].role == "advcl"
        earlier = only_noun([noun for noun in fitting if noun.at < word], "" if is_beside else tree.words[word].role)
        if earlier is not None:
            return None if earlier.at < 0 and pronoun in ("it", "its") and self._has_rival else earlier
        return only_noun([noun for noun in fitting if noun.at > word and noun.at == following_subject(tree, word)], "")

    def _is_explained(self, word: int, pronoun: str, clause: int | None) -> bool:
        """Whether the sentence itself says what a pronoun means, or it means what happened."""
        tree = self._tree
        if pronoun == "it" and tree.words[word].role in AS_OBJECT and tree.lower(tree.words[word].head) in _OF_EVENTS:
            return True  # "nobody reported it": what happened
        is_person, _ = _MEANS[pronoun]
        if names_somebody(tree, word) or any(
            self._holds(noun, word) and noun.is_name and noun.is_person == is_person for noun in self._nouns
        ):
            return True  # "he was Ola Brun"; "Ola Brun, whose wife had missed him"
        # "the mill doubled its output", "Lind dedicated her victory to Orm": the subject's
        owner = doer(tree, clause, word) if tree.words[word].role == "poss" else None
        return owner is not None and may_own(owner, pronoun, tree)

    def _may_mean(self, noun: Noun, word: int, pronoun: str) -> bool:
        """Whether a noun agrees with a pronoun in number, person and sex, and does not hold it."""
        is_person, is_many = _MEANS[pronoun]
        if noun.at < 0 and (self._is_second_person(pronoun) if is_person else self._speaks):
            return False
        if noun.is_many not in (is_many, None) or (None not in (is_person, noun.is_person) and noun.is_person != is_person):
            return False
        if self._holds(noun, word) or is_other_sex(noun, pronoun):
            return False
        if is_person and ((self._tells_of_both and not is_of_known_sex(noun)) or (noun.is_person is None and noun.is_many is None)):
            return False
        is_perhaps_person = noun.is_name and noun.is_person is None and len(noun.words.split()) > 1
        if pronoun in ("it", "its") and is_perhaps_person and self._tells_of_people:
            return False
        if self._tree.words[word].role == "poss":  # "Her mother sold fish, her father mended nets": not the mother's father
            return noun.words.split()[0].lower() != pronoun
        return not (noun.role == "pobj" and noun.is_person is False)  # "Varna’s bakers", but nobody returns Varna of "a chapel in Varna"

    def _without_other_words_for(self, fitting: list[Noun]) -> list[Noun]:
        """The nouns without "the family firm" where the only name among them can be the firm's."""
        names = {noun.words for noun in fitting if noun.is_name}
        if len(names) != 1:
            return fitting
        (name,) = names
        return [
            noun for noun in fitting if noun.is_name or not (noun.kind in KINDS and may_bear(noun.kind, name, self._tree, self._before))
        ]

    def _is_second_person(self, pronoun: str) -> bool:
        """Whether the sentence before tells of two people: "Lind sat beside him"."""
        before = self._before
        kind = HERS if pronoun in HERS else HIS
        for word in before.words:
            if word.tag == "PRP" and word.text.lower() in kind and word.role in AS_OBJECT:
                verb = before.words[word.head].head if word.role == "pobj" else word.head
                subject = before.subject(verb)
                if subject is not None and before.words[subject].tag in NOUNS and before.words[subject].tag != "NNS":
                    return True
        return False

    def _holds(self, noun: Noun, word: int) -> bool:
        return noun.at >= 0 and word in self._tree.under(noun.at)
