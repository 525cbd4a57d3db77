"""The fixed words of the product: states, marks, kinds and reasons."""

from enum import StrEnum


class Mark(StrEnum):
    """How a person marked a sentence. The program itself only ever sets UNMARKED."""

    UNMARKED = "unmarked"
    CLAIM = "claim"
    NOT_CLAIM = "not_claim"


class State(StrEnum):
    """How far the work on one of the newsroom's own claims is. Imported claims have no state."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    CHECKED = "checked"
    PUBLISHED = "published"
    DROPPED = "dropped"


class Origin(StrEnum):
    """OWN claims come from articles read here; IMPORTED ones are other publishers' reviews."""

    OWN = "own"
    IMPORTED = "imported"


class Status(StrEnum):
    """What a person decided about a match."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why two claims are not the same."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    DIRECTION = "direction"
    NAME = "name"
    SPEAKER = "speaker"
    SCOPE = "scope"
    OTHER = "other"


class Relation(StrEnum):
    """SAME: each text follows from the other. DIFFERS: they exclude each other. SIMILAR: everything in between; ``Closer`` says more."""

    SAME = "same"
    SIMILAR = "similar"
    DIFFERS = "differs"


class Closer(StrEnum):
    """How two similar texts relate. MORE: the first says more, and the second follows from it. LESS: the other way round.

    RELATED: the same subject, another statement.
    """

    MORE = "more"
    LESS = "less"
    RELATED = "related"

    def turned(self) -> "Closer":
        """The same seen from the other text."""
        return {Closer.MORE: Closer.LESS, Closer.LESS: Closer.MORE}.get(self, self)


class DifferenceKind(StrEnum):
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    NAME = "name"
    DIRECTION = "direction"
    SCOPE = "scope"


class Stance(StrEnum):
    """What a source says of a claim. A new one goes to the end: frozen pages store the place of a stance in this order."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class UsedAs(StrEnum):
    """PRIMARY: the document, data set or witness itself. SECONDARY: somebody's account of it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class SourceKind(StrEnum):
    PRIMARY_DOCUMENT = "primary_document"
    DATASET = "dataset"
    INTERVIEW = "interview"
    REPORT = "report"
    WIRE = "wire"
    NEWS = "news"
    SOCIAL_POST = "social_post"
    OTHER = "other"


class Medium(StrEnum):
    """The medium that carried a claim: its text, an image, a video and so on."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    LINK = "link"
    OTHER = "other"


class NoticeKind(StrEnum):
    """What people may hear of outside the desk."""

    MENTION = "mention"
    ASSIGNMENT = "assignment"
    SECOND_READING = "second_reading"
    ALERT = "alert"


class Pace(StrEnum):
    """When people hear of it: at once, or once a day in one message."""

    AT_ONCE = "at_once"
    DAILY = "daily"


class Role(StrEnum):
    """Roles from least to most rights; each may do everything that the earlier ones may."""

    VIEWER = "viewer"
    CHECKER = "checker"
    EDITOR = "editor"
    ADMIN = "admin"


class Meaning(StrEnum):
    """What a rating on the newsroom's scale means to the sourcing rules, which look at nothing else in it."""

    TRUE = "true"
    FALSE = "false"
    NEITHER = "neither"


class Outcome(StrEnum):
    """What the second reader decided about a submitted verdict."""

    APPROVED = "approved"
    RETURNED = "returned"


class Whereabouts(StrEnum):
    """Where a quote is in a text that may have changed. PRESENT: word for word at its old offset. MOVED: word for word elsewhere.

    CHANGED: slightly edited. GONE: not there.
    """

    PRESENT = "present"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


class ProblemKind(StrEnum):
    UNSOURCED = "unsourced"
    SINGLE_SOURCE = "single_source"
    SECONDARY_ONLY = "secondary_only"
    NOT_INDEPENDENT = "not_independent"
    CONTRADICTED = "contradicted"
    CONTRADICTED_BUT_TRUE = "contradicted_but_true"
    STALE = "stale"
    UNARCHIVED = "unarchived"
    QUOTE_MOVED = "quote_moved"
    NO_LOCATOR = "no_locator"
    SELF_APPROVED = "self_approved"
    REPEATS_FALSE_CLAIM = "repeats_false_claim"
    LINK_DOES_NOT_SAY = "link_does_not_say"
    LINK_GONE = "link_gone"


class Polarity(StrEnum):
    """How an article treats a claim: asserts it, itself or through somebody it reports; reports it as false; leaves it in doubt."""

    ASSERTED = "asserted"
    DENIED = "denied"
    DOUBTED = "doubted"


class LineStatus(StrEnum):
    """What happened to a sentence in a new version of its article.

    UNCHANGED: word for word. WORDING: different words but the same facts, as far as the program can tell; a person confirms it.
    CHANGED: a fact changed, or may have. NEW and GONE: it is in one version only.
    """

    UNCHANGED = "unchanged"
    WORDING = "wording"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class SharedKind(StrEnum):
    """What two texts share. MEANING: as a whole close in meaning. SUBJECT: about the same subject.

    TOLD: a sentence of an earlier release, kept as it was.
    """

    NAMES = "names"
    NUMBERS = "numbers"
    WORDS = "words"
    MEANING = "meaning"
    SUBJECT = "subject"
    TOLD = "told"


class FactKind(StrEnum):
    """What kind of fact changed in a sentence. WORDS: no rule knows which, but the two sentences may not say the same."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    QUOTE = "quote"
    NEGATION = "negation"
    CERTAINTY = "certainty"
    SCOPE = "scope"
    DIRECTION = "direction"
    SPEAKER = "speaker"
    WORDS = "words"
