"""What a line asserts under its framing: a rumour put as a question ("Did you know that …?"), a label before it ("WATCH: …"). Made for English."""

import re

_OPENER = re.compile(
    r"""^[\s"“'‘]*(?:(?:and|but|so|ok(?:ay)?|hey|wait),?\s+)?(?:
        (?:did|do)\s+(?:you|u|we|they|people|voters)\s+(?:guys\s+|all\s+|even\s+|really\s+)?(?:know|realise|realize|hear|notice)\s+(?!(?:what|who|how|why|where|when|if|of|about|any)\b)(?:that\s+)?
      | (?:have|has)\s+(?:you|u|anyone|anybody|nobody|no\s+one)\s+(?:else\s+)?(?:ever\s+)?(?:heard|noticed|seen|realised|realized)\s+(?!(?:what|who|how|why|where|of|about|any|from)\b)(?:that\s+)?
      | (?:were|are)\s+(?:you|u)\s+(?:even\s+)?aware\s+(?:that\s+)?
      | (?:is|was)\s+it\s+(?:really\s+|actually\s+)?(?:true|correct|a\s+fact|not\s+true)\s+(?:that\s+)?
      | (?:isn['’]t|is\s+it\s+not)\s+it\s+(?:true|so|a\s+fact|correct)\s+that\s+
      | is\s+it\s+not\s+(?:true|so|a\s+fact)\s+that\s+
      | (?:so\s+)?(?:it['’]s|it\s+is)\s+true\s+(?:then\s+)?that\s+
      | why\s+(?:did|does|has|do|is)\s+(?:nobody|no\s+one|no-one|anyone\s+not|the\s+media\s+not)\s+(?:tell|told|say|said|talk|talking|report|reporting|mention|mentioning)(?:\s+(?:us|you|about\s+the\s+fact))?\s+that\s+
      | how\s+come\s+(?:nobody|no\s+one)\s+\w+(?:\s+us)?\s+that\s+
    )(?=\S+\s\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_TAG = re.compile(
    r",\s*(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)(?:n['’]t)?\s+(?:it|he|she|they|you|we|there)(?:\s+not)?|right|correct|no|yes|true)\s*[?？][\"'”’)\]]*\s*$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？][\"'”’)\]]*\s*$")
_LABEL = re.compile(
    r"^(?:[A-Z]{2,}(?:\s[A-Z]{2,}){0,2}|(?i:watch|breaking|fact|video|just in|update|urgent|exclusive|revealed|confirmed))\s*[:|–—]\s+(?=\S+\s\S)"
)


def is_question(line: str) -> bool:
    """Whether a line ends as a question."""
    return _QUESTION.search(line[-40:]) is not None


def asserted(line: str) -> str | None:
    """The statement that a question or a labelled line makes, as a sentence; None if the line is a plain statement or asserts nothing."""
    bare = _LABEL.sub("", line, count=1)
    words = bare
    if is_question(bare):
        opener = _OPENER.match(bare)
        tag = _TAG.search(bare[-80:])
        if opener:
            words = bare[opener.end() :]
        elif tag and not re.match(r"(?:who|what|why|how|where|when|which)\b", bare, re.IGNORECASE):
            words = bare[: len(bare) - len(tag[0])]
        else:
            return None
        words = _QUESTION.sub("", words).rstrip(" ,") + "."
    if words == line:
        return None
    return words[:1].upper() + words[1:]
