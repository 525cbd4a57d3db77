"""What "it", "the country" and "its" stand for within a sentence, so that a part of it can be read alone."""

from collections.abc import Sequence

from claims.english.offices import is_title
from claims.english.trees import Tree
from claims.reading.parts.antecedents import Antecedents
from claims.reading.parts.clauses import Clause

_KINDS = frozenset(
    "country nation state republic kingdom city town village island region company firm group agency ministry party club union bank team"
    " university hospital school museum airline charity newspaper council government army court committee".split()
)  # "the country" after a name means the bearer of the name
_ONE = {"it": "", "its": "’s"}
_PERSON = {"he": "", "she": "", "his": "’s", "her": "’s"}
_MANY = {"they": "", "their": "’s"}


class Names:
    """Who or what the first clause of a sentence tells of, and the wordings of the others with that name filled in."""

    def __init__(self, tree: Tree, before: Tree, facts: Sequence[Clause]) -> None:
        self._tree = tree
        self._antecedents = Antecedents(tree, before)
        main = min((fact for fact in facts if fact.subject is not None), key=lambda fact: fact.own[0], default=None)
        self._first = main.subject if main else None
        self._name = self._of(tree, self._first, main.own) if main else None
        self._before, self._before_tag, self._before_title = self._named_before(before)
        self._owner_before = self._owner(before)
        self._objects_before = self._plural_object(before)
        self._tag = tree.words[self._first].tag if self._first is not None else ""
        self._title = self._first is not None and is_title(tree.lower(self._first))
        if self._first is not None and self._tag == "PRP" and (name := self._name_before(tree.lower(self._first))):
            self._name, self._tag, self._title = name, self._before_tag, self._before_title

    def wording(self, fact: Clause) -> str:
        """A clause in words, its pronoun or "the country" replaced by the name where there is no doubt."""
        tree = self._tree
        pieces: list[str] = []
        run: list[int] = []
        for word in fact.words:
            new = self._filled_in(word, fact) if isinstance(word, int) else word
            if new is None and isinstance(word, int):
                new = self._antecedents.wording(word, fact.words, " ".join(piece for piece in pieces if piece))
            if new is None and isinstance(word, int):
                run.append(word)
                continue
            pieces += [tree.wording(run)] if run else []
            run = []
            if new:
                pieces.append(new)
        pieces += [tree.wording(run)] if run else []
        return " ".join(pieces).replace(" ’s ", "’s ").replace(" , ", ", ")

    def _filled_in(self, word: int, fact: Clause) -> str | None:
        """The words to put in place of one; "" to leave it out, None to keep it."""
        tree, subject = self._tree, fact.subject
        if subject is None and self._first in fact.words:  # borrowed from the first clause
            subject = self._first
        if (things := self._name_of_them(word, fact)) is not None:
            return things
        if subject is None or (word != subject and tree.words[word].head != subject):
            return None
        low, role = tree.lower(word), tree.words[word].role
        kind = low in _KINDS and word == subject and [tree.lower(number) for number in tree.under(subject)] == ["the", low]
        if role == "det" and low == "the" and tree.lower(subject) in _KINDS and len(tree.under(subject)) == 2:
            return "" if self._name_for_kind(subject) else None
        if kind:
            return self._name_for_kind(subject)
        if (word == subject and role != "expl") or role == "poss":
            return self._name_for_pronoun(low, subject)
        return None

    def _name_of_them(self, word: int, fact: Clause) -> str | None:
        """The things that "of them" means in a subject: "41 planes … eleven of them are grounded"."""
        tree, head = self._tree, self._tree.words[word].head
        is_of_them = tree.lower(word) in ("them", "those") and tree.words[word].role == "pobj" and tree.lower(head) == "of"
        if not is_of_them or tree.below[word] or fact.subject is None or tree.words[head].head != fact.subject:
            return None
        if fact.subject == self._first:
            return self._objects_before
        return self._name if self._tag in ("NNS", "NNPS") else None

    def _name_for_kind(self, subject: int) -> str | None:
        first = self._first
        if first is not None and subject != first and self._name and self._tree.words[first].tag == "NNP":
            return self._name
        return (self._before if self._before_tag == "NNP" else self._owner_before) if subject == first else None

    def _name_for_pronoun(self, low: str, subject: int) -> str | None:
        first = self._first
        if first is None or subject == first or self._name is None:
            return self._name_before(low) if subject == first and self._tree.words[subject].tag == "PRP" else None
        if first > subject or self._may_be_the_object(subject):
            return None
        many = self._tag in ("NNS", "NNPS") or bool(self._tree.hanging(first, "conj"))
        person = self._tag == "NNP" or self._title
        for endings, fits in ((_ONE, not many), (_PERSON, not many and person), (_MANY, many)):
            if low in endings and fits:
                ending = endings[low]
                return self._name + ("’" if ending and many and self._name.endswith("s") else ending)
        return None

    def _may_be_the_object(self, subject: int) -> bool:
        """ "The court fined the hospital because it had …": the subject or the object; nobody is named where both can be meant."""
        tree, first = self._tree, self._first
        verb = tree.words[subject].head
        objects = tree.hanging(tree.words[first].head, "dobj", "dative") if first is not None else []
        return tree.words[verb].role == "advcl" and any(tree.words[word].tag in ("NN", "NNP") for word in objects)

    def _name_before(self, low: str) -> str | None:
        """The subject of the sentence before, where a pronoun that opens this one can only be its."""
        tag = self._before_tag
        fits = {
            "he": tag == "NNP" or self._before_title,
            "it": tag in ("NN", "NNP") and not self._before_title,
            "they": tag in ("NNS", "NNPS"),
        }
        return self._before if fits.get("he" if low == "she" else low) else None

    @staticmethod
    def _of(tree: Tree, subject: int | None, own: Sequence[int]) -> str | None:
        """The words of a subject that can stand for it elsewhere; None for a pronoun."""
        if (
            subject is None
            or tree.words[subject].tag not in ("NN", "NNS", "NNP", "NNPS")
            or any(tree.words[word].tag == "PRP$" for word in tree.hanging(subject, "poss"))
        ):
            return None
        words = tree.wording([word for word in tree.under(subject, tree.hanging(subject, "relcl", "acl", "appos")) if word in own]).strip(
            " ,"
        )
        return (
            words
            if len(words.split()) <= 8 and tree.words[subject].tag in ("NNP", "NNPS")
            else words[:1].lower() + words[1:]
            if words
            else None
        )

    @staticmethod
    def _owner(before: Tree) -> str | None:
        """Whose the subject of the sentence before is: Stelland, of "Stelland’s army"."""
        subjects = [subject for root in before.roots() if (subject := before.subject(root)) is not None]
        owners = [word for subject in subjects for word in before.hanging(subject, "poss") if before.words[word].tag == "NNP"]
        return before.wording(before.under(owners[0], before.hanging(owners[0], "case"))) if len(owners) == 1 else None

    @staticmethod
    def _plural_object(before: Tree) -> str | None:
        """The things of "The airline has 41 planes": "the airline’s planes" would say whose, "the 41 planes" says which."""
        for root in before.roots():
            for thing in before.hanging(root, "dobj"):
                if before.words[thing].tag == "NNS" and not before.hanging(thing, "relcl", "acl"):
                    words = before.wording([word for word in before.under(thing) if word <= thing])
                    return words if words.lower().startswith(("the ", "its ", "their ")) else f"the {words[:1].lower()}{words[1:]}"
        return None

    @staticmethod
    def _named_before(before: Tree) -> tuple[str | None, str, bool]:
        """Whom or what the sentence before tells of, the tag of that word, and whether it is an office."""
        for root in before.roots():
            subject = before.subject(root)
            named = [word for word in before.hanging(subject, "appos") if before.words[word].tag == "NNP"] if subject is not None else []
            if named and before.words[subject or 0].tag == "NN":  # "the broadcaster KTV"
                subject = named[0]
            if subject is not None and before.words[subject].tag in ("NN", "NNS", "NNP", "NNPS"):
                words = before.wording(before.under(subject, before.hanging(subject, "relcl", "appos", "acl", "punct"))).strip(" ,")
                return words, before.words[subject].tag, is_title(before.lower(subject))
        return None, "", False
