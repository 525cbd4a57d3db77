"""Figures about the future that can be checked nevertheless: somebody vouches for them, or what was expected is compared with the outcome.

Made for English. That a body estimates what a decision will cost is a fact, which rests on something or not; a plan, a promise,
a hope or a mere possibility is none.
"""

import re

_WHO_ANSWERS = re.compile(
    r"\b(?:said|says|told|claims|claimed|warns|warned|heard|according to|estimates?|estimated|calculates?|calculated|forecasts|predicts"
    r"|assumes?|puts|found|shows?|projects (?:that|the|a|an|growth|losses|[0-9])|expects (?!to\b)"
    r"|under (?:the|its|their|a) (?:[a-z]+ )?(?:contract|law|act|agreement|deal|treaty|rules|licence|permit))\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|(?:is|are|was|were) (?:expected|projected|forecast|set) to|projects|forecasts|predicts|expects|puts|assumes?)\b",
    re.IGNORECASE,
)
_NO_FORECAST = re.compile(
    r"\b(?:(?-i:may)|might|could|can be|perhaps|possibly|probably|likely|hop(?:es?|ed|ing)|plan(?:s|ned|ning)? to|aim(?:s|ed)? to|intend\w*|wants?|vow\w*"
    r"|pledge\w*|promis\w+|everybody|nobody|people say|I|we|you|should|must)\b|\bif (?:the|it|they|he|she|nothing|nobody)\b",
    re.IGNORECASE,
)
# "The company said it would hire 300 people": a plan of the speaker's own.
_OWN_PLAN = re.compile(r"\b(?:said|says|told(?: [\w’'-]+){1,3}|claims|claimed)(?: that)? (?:it|he|she|they) (?:will|would)\b")
_OVERTAKEN = re.compile(
    r"\b(?:was|were|had been|should have been) (?:expected|due|supposed|meant|scheduled|projected|forecast|planned|budgeted|promised)\b"
    r"|\bhad (?:promised|predicted|forecast|pledged|planned|expected)\b"
)
_WHAT_CAME = re.compile(
    r"(?:;|,|\band|\bbut|\byet|\bwhile)\s(?:[\w’'-]+ ){0,4}?(?:is|are|was|were|has|have|had|cost|costs|took|runs?|came|did|never|opened|closed|ended)\b"
)


def answered(words: str) -> str | None:
    """The words that say who vouches for a forecast in this sentence ("said", "according to"); None if nobody does.

    Whether there is a figure in the forecast is for the caller to see.
    """
    who = _WHO_ANSWERS.search(words)
    if who is None or _TO_COME.search(words) is None or _NO_FORECAST.search(words) or _OWN_PLAN.search(words):
        return None
    return who[0]


def overtaken(words: str) -> bool:
    """Whether a sentence compares what was once expected with the outcome."""
    expected = _OVERTAKEN.search(words)
    return expected is not None and _WHAT_CAME.search(words, expected.end()) is not None
