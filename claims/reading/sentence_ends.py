"""Whether a sentence ends at a mark, judged by the words before and after it and by how the rest of the text uses them."""

import re
from functools import cached_property

from claims.english.abbreviations import ANYWHERE, BEFORE_NUMBERS, MONTHS, OPENERS, TITLES, Tongue, is_abbreviation, tongue
from claims.english.verbs import VERB
from claims.reading import end_patterns as near
from claims.reading import languages
from claims.reading.line_openings import ENDS_LINE, LABEL, Openings
from claims.reading.speech.saying import VERB as SPEECH
from claims.reading.terminals import CLOSERS, EMOJI, FULL_WIDTH, NEXT


class Ends:
    """Judges the marks of one text. ``begin`` names the block whose marks are judged next, in order."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self._text = text
        self._declared = language
        self._openings = Openings(text)
        self._block = ""
        self._label: re.Match[str] | None = None
        self._at = 0  # where the current sentence begins
        self._scanned = self._depth = 0

    def begin(self, block: str) -> None:
        self._block, self._at, self._scanned, self._depth = block, 0, 0, 0
        self._label = LABEL.match(block)

    def ends(self, mark: re.Match[str]) -> bool:
        """Whether the sentence ends with this mark, the next of the block."""
        ended = self._judge(mark)
        if ended:
            self._at = self.end_of(mark)
        return ended

    def end_of(self, mark: re.Match[str]) -> int:
        """Where the sentence that a mark ends stops: after the quotation mark that closes it, though no space follows ("zu.«Dann")."""
        end = mark.end()
        opening = near.OPENED_BY.get(self._block[end : end + 1])
        if opening is None or mark["after"] or not self._block[end + 1 : end + 2].isalpha():
            return end
        before = self._block[max(0, end - near.LONGEST_QUOTED) : end]
        return end + 1 if before.rfind(opening) > before.rfind(self._block[end]) else end

    def parts(self, sign: re.Match[str]) -> bool:
        """Whether a bullet or an emoji within a line separates two statements."""
        before = self._block[max(0, sign.start() - near.CLAUSE) : sign.start()]
        following = NEXT.match(self._block, sign.end())
        opening = following[1][:1] if following else ""
        if not sign[0].isspace() or (opening.isdigit() and near.COUNT.match(self._block, sign.end())):
            return bool(before.strip())
        if near.COUNT_IN_BRACKETS.match(self._block, sign.end()):
            return False
        saying = near.WORD.findall(re.split(rf"[{EMOJI}]\s|[.!?]\s", near.EMOJI_RUN.sub("", before))[-1])
        if near.CJK_SIGN.match(opening):
            return True
        small = opening.islower() and saying[:1] == [saying[0].lower()] if saying else False
        return (
            len(saying) >= 2
            and saying[-1].lower() not in near.LAST_WORD_OPEN
            and (small or opening.isupper() or opening.isdigit() or self._block[sign.end() : sign.end() + 1] == "#")
        )

    @cached_property
    def language(self) -> str:
        """The ISO 639-1 code of the text's language; "und" if it is too mixed, English for a few words."""
        return self._declared or languages.detect(self._text) or ("und" if len(self._text) > near.A_FEW_WORDS else "en")

    @cached_property
    def _tongue(self) -> Tongue | None:
        return None if self.language == "en" else tongue(self.language)

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that the text writes in lower case without a dot after them: neither names nor abbreviations, nor the "s" of "Cooper's"."""
        return frozenset(word for word in near.WITHOUT_DOT.findall(self._text) if word.islower())

    def _judge(self, mark: re.Match[str]) -> bool:
        block, end, sign = self._block, mark.end(), mark["mark"][0]
        if self._is_inside_brackets(mark) or near.COUNT_NEXT.match(block, end):
            return False
        if end >= len(block):
            return True
        if sign in FULL_WIDTH:
            return not mark["after"] or not near.CJK_GOES_ON.match(block, end)
        if not block[end].isspace():
            return self._is_glued(mark)
        following = NEXT.match(block, end + 1)
        word = following[1] if following else ""
        if word[:1].islower() and not word[1:2].isupper():
            if word == "i" and sign == "." and len(mark["mark"]) == 1 and self.language == "en" and not mark["after"]:
                return not is_abbreviation(self._word_before(mark))  # a post without capitals
            if following is not None and following[0].lstrip()[:1] in ("–", "—"):
                return False  # "– A szkoła? – dopytywała radna"
            if sign == "." and not mark["after"] and block[mark.start() - 1 : mark.start()] in tuple('”"»'):
                return True  # “… from monday”. the cap is
            if sign == "?" and not mark["after"].strip() and mark["mark"] == "?" and near.ASKED.match(block, end) is None:
                # "done with this. are you? no", but "Vous habitez ici ? demanda le facteur."
                return block[mark.start() - 1] not in " \u00a0\u202f"
            return self._ends_before_small(mark)
        if sign in "!?;\u037e":
            return not mark["after"] or mark["after"][-1] not in CLOSERS or not near.is_asked(block, end)
        if mark["mark"].startswith(("..", "…", ". ")):
            return self._is_broken_off(mark, word)
        return self._dot_ends(mark, word, following)

    def _is_broken_off(self, mark: re.Match[str], word: str) -> bool:
        """Whether a sentence ends with its dots: not "Well... I don't know", nor the heading "Five questions for… Ada Lind"."""
        before = self._block[max(self._at, mark.start() - near.CLAUSE) : mark.start()]
        saying = near.WORD.findall(before)
        if re.split("['’]", word)[0] == "I":  # a capital for another reason
            return len(saying) >= near.A_CLAUSE and VERB.search(before) is not None
        is_heading = (
            len(self._block) < near.CLAUSE and not ENDS_LINE.search(self._block) and not near.TERMINAL_LATER.search(self._block, mark.end())
        )
        return not (is_heading and saying and saying[-1].lower() in near.LAST_WORD_OPEN)

    def _is_inside_brackets(self, mark: re.Match[str]) -> bool:
        """Whether the mark is within a 「…」 that opened in the middle of its sentence, which is quoted as a whole."""
        for bracket in near.BRACKET.finditer(self._block, self._scanned, mark.end()):
            if bracket[0] in "」』":
                self._depth = max(0, self._depth - 1)
            elif self._depth or near.NO_SPACE.search(self._block, self._at, bracket.start()):
                self._depth += 1
        self._scanned = mark.end()
        return self._depth > 0

    def _is_glued(self, mark: re.Match[str]) -> bool:
        """Whether the next sentence follows without a space: "in 2019.The town", "2019.[1]The", Chinese "真的吗?他说"."""
        block, start, end = self._block, mark.start(), mark.end()
        if near.CJK_SIGN.match(block, end) and near.CJK_SIGN.match(block[max(0, start - 1) : start]):
            return mark["mark"][0] in "!?" or mark["mark"] == "……"
        after = near.GLUED_AFTER.match(block, end)
        token = (near.WORD_BEFORE.search(block, max(0, start - near.LOOK_BACK), start) or [""])[0]
        if (
            after is None
            or (len(mark["mark"]) > 1 and not mark["after"])
            or near.ADDRESS.search("".join(block[max(0, start - 60) : start].rsplit(None, 1)[-1:]))
        ):
            return False
        word = after[0].lstrip("“‘«„\"'(")
        if (
            not word[:1].isupper()
            or (len(word) > 1 and not word[1:].islower())
            or not near.GLUED_BEFORE.search(block, max(0, start - 20), start)
        ):
            return False
        return bool(mark["after"]) or (
            not is_abbreviation(token.lower())
            and (len(word) > 1 or word in ("A", "I"))
            and (not token[:1].isupper() or word.lower() in OPENERS or near.SMALL_NEXT.match(block, end + len(after[0])) is not None)
        )

    def _ends_before_small(self, mark: re.Match[str]) -> bool:
        """Whether a sentence ends before a lower-case letter: in a post without capitals, after a full stop that does not belong to an abbreviation."""
        begin = self._label.end() if self._label and not self._at else self._at  # "Ada: blocked. waiting for the keys"
        opening = near.LETTER.search(self._block, begin, mark.start())
        if (
            opening is None
            or not opening[0].islower()
            or (mark["after"].strip() and mark["after"][-1] in CLOSERS)
            or mark["mark"][:2] == ".."
            or mark["mark"][0] == "…"
        ):
            return False
        token = self._word_before(mark)
        return (
            not (len(token) <= 1 and token.isalpha())
            and not is_abbreviation(token)
            and not near.ACRONYM.search(token)
            and not near.MEASURED.search(self._block, max(self._at, mark.start() - near.LOOK_BACK), mark.start())
        )

    def _word_before(self, mark: re.Match[str]) -> str:
        return (near.WORD_BEFORE.search(self._block, max(0, mark.start() - near.LOOK_BACK), mark.start()) or [""])[0].lower()

    def _dot_ends(self, mark: re.Match[str], word: str, following: re.Match[str] | None) -> bool:
        """Whether a single dot, before a word that does not begin in lower case, ends the sentence."""
        block, start = self._block, mark.start()
        before = near.WORD_BEFORE.search(block, max(0, start - near.LOOK_BACK), start)
        last = before[0] if before else ""
        bare = last.lower().strip("'’-")
        if mark["after"]:  # a closed quotation or bracket, or a reference mark
            is_bracketed = mark["after"] == ")" and block.rfind("(", max(self._at, start - near.CLAUSE), start) >= 0
            return not (is_bracketed and is_abbreviation(bare))  # "children (6–15 yrs.) 4.–", "(Mrs.) Ada Lind"
        if self._goes_on(mark, last, word):
            return False
        opens = following is not None and following[0].lstrip()[:1] not in "-–—" and self._opens_here(mark, last, word)
        if last.isdigit() and len(last) <= 3 and (word[:1].isalpha() and not opens):
            return (
                self.language not in near.ORDINAL_DOTS
                or near.FIGURES_BEFORE.search(block, max(0, start - near.LOOK_BACK), start) is not None
            )
        if (bare in ("no", "nr") and near.CODE_NEXT.match(block, mark.end())) or (
            bare in near.COORDINATES and near.DEGREES_NEXT.match(block, mark.end())
        ):
            return False
        if bare in near.UNITS and near.COUNTED.search(block, max(0, start - near.LOOK_BACK), start):
            return word[:1].isalpha()  # "takes 50 min. Fares start at 9 crowns"
        if bare in TITLES or bare in ("e.g", "i.e", "a.k.a"):
            return bare == "st" and opens and not last[:1].islower()  # "on Main St. The house"
        if len(last) > 2 and last.isalpha() and last.isupper():
            return True  # "EST" is a time, not "est."
        if len(last) == 1 and last.isupper() and self._is_label(start):
            return True
        if bare in near.YEARS and near.YEAR_BEFORE.search(block, max(0, start - near.LOOK_BACK), start):
            return len(block[self._at : start].split()) > near.FEWEST_BEFORE_YEAR  # "W 2019 r. Ministerstwo ogłosiło" is not over yet
        if (abroad := self._ends_abroad(last, bare, word, opens)) is not None:
            return abroad
        if bare in MONTHS:
            is_dateline = block[mark.end() : mark.end() + 3] in (" – ", " — ")
            return not word[:1].isdigit() and word.lower().strip(".") not in MONTHS and not is_dateline
        if (
            last.islower()
            and len(last) <= near.LONGEST_SHORT
            and not near.VOWEL.search(last[-2:])
            and near.DECIMAL.match(block, mark.end())
        ):
            return False  # "as bright as a magn. 3.8 star"
        if bare in BEFORE_NUMBERS:
            return not word[:1].isdigit() and (bare == "no" or opens)
        if bare in ("a.m", "p.m"):
            is_time_alone = near.TIME_ALONE.fullmatch(block, self._at, before.start() if before else start)
            return not word[:1].isdigit() and word not in near.AFTER_HOURS and is_time_alone is None
        if len(last) == 1 and last.isupper():
            return opens
        if near.ACRONYM.search(last):
            is_first = bare in near.ADJECTIVES and start - self._at < near.LOOK_BACK and len(block[self._at : start].split()) <= 2
            return not is_first and (opens or self._is_whole(mark, bare))  # "The U.S. Army" opens its sentence
        if bare in ANYWHERE:
            return opens or near.SEVERAL_NEXT.match(block, mark.end()) is not None or self._are_two_clauses(mark, bare)
        return True

    def _goes_on(self, mark: re.Match[str], last: str, word: str) -> bool:
        """Whether the sentence goes on by what stands around its dot: initials, a credit, a signature, the opening of a line, "z. B."."""
        block, start, end = self._block, mark.start(), mark.end()
        if near.INITIAL_BEFORE.search(block, max(0, start - near.LOOK_BACK), start) and near.ABBREVIATED_NEXT.match(block, end):
            return True
        if near.CREDIT.match(block, end) or near.SIGNATURE_NEXT.match(block, end):
            return True
        if self._openings.belong_to_next(block, self._at, start, self.language):
            return True
        # "z. B.", "s. 12 of the Act"
        return len(last) == 1 and last.islower() and (word[:1].isdigit() or near.LETTER_NEXT.match(block, end) is not None)

    def _opens_here(self, mark: re.Match[str], last: str, word: str) -> bool:
        """Whether what follows a dot opens a sentence: a word that does, a quotation, a question, a lettered item."""
        block, end = self._block, mark.end()
        return (
            (self._tongue is not None and near.QUOTE_NEXT.match(block, end) is not None)
            or (self._opens(word) and near.INITIAL_NEXT.match(block, end) is None)
            or near.ASKED_NEXT.match(block, end) is not None
            or (len(last) > 1 and near.LETTERED.match(block, end) is not None)
        )

    def _ends_abroad(self, last: str, bare: str, word: str, opens: bool) -> bool | None:
        """The same in a language other than English; None if it is not certain."""
        if self._tongue is None:
            return None
        stem = re.split("[’']", bare)[-1]
        if self.language == "de" and stem.endswith("str") and word[:1].isdigit():
            return False  # "in der Lindenstr. 8"
        known = (stem in self._tongue.abbreviations and stem not in self._small) or (stem != bare and stem in self._tongue.elided)
        short = stem.isalpha() and (len(stem) == 1 or (not last.isupper() and not near.VOWEL.search(stem) and stem.isascii()))
        doubled = re.fullmatch(r"([A-Z])\1", last) is not None  # "EE. UU."
        if known or short or doubled or near.ACRONYM.search(last):
            return opens
        return None

    def _opens(self, word: str) -> bool:
        """Whether a word opens sentences far more often than it continues names: the commonest words, and those the text writes in lower case."""
        low = word.lower()
        if self._tongue is not None and self.language != "und" and low in self._tongue.openers:
            return True
        return low in self._small or (self.language in ("en", "und") and low in OPENERS)

    def _is_label(self, start: int) -> bool:
        """Whether a capital letter is not an initial: "Plan B.", "vitamin C." """
        preceding = self._block[max(0, start - near.LOOK_BACK) : start - 1].split()
        return bool(preceding) and (preceding[-1].lower() in near.LABELLED or (self._block[start - 1] == "X" and preceding[-1].islower()))

    def _is_whole(self, mark: re.Match[str], bare: str) -> bool:
        """Whether an acronym closes a clause, and one with a verb of its own follows: "in Washington, D.C. Mayor Brandt visited"."""
        block, start = self._block, mark.start()
        clause = block[max(self._at, start - near.CLAUSE) : start]
        if "-" in bare or (bare in near.ADJECTIVES and not clause[: -len(bare)].rstrip().endswith(",")):
            return False  # "J.-P. Moreau": initials, or "the U.S. Senate"
        return (len(bare) > 3 or bare in ("d.c", "b.c", "a.d", "m.d", "b.a", "m.a")) and self._are_two_clauses(mark, bare)

    def _are_two_clauses(self, mark: re.Match[str], bare: str) -> bool:
        """Whether a verb is on either side of the dot, and no verb of saying before it: "Runs Acme Inc. Bo Kern owns it"."""
        clause = self._block[max(self._at, mark.start() - near.CLAUSE) : mark.start() - len(bare)]
        return (
            VERB.search(clause) is not None
            and near.CLAUSE_NEXT.match(self._block, mark.end()) is not None
            and SPEECH.search(clause) is None
        )
