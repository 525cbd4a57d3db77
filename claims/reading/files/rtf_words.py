"""The RTF commands that the reader knows, and what they do to the letters after them (Microsoft's RTF specification 1.9.1)."""

import codecs
import re
from dataclasses import dataclass, replace

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\'?", re.DOTALL
)
PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "column"))
ROW_ENDS = frozenset(("row", "nestrow"))
SIGNS = {
    "tab": " ", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "qmspace": " ", "cell": " | ", "nestcell": " | ", "zwj": "", "zwnj": "",
}  # fmt: skip
ESCAPED = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
NOT_SHOWN = frozenset(
    "fonttbl colortbl stylesheet pict object header headerl headerr headerf footer footerl footerr footerf themedata listtable"
    " listoverridetable rsidtbl revtbl filetbl xmlnstbl datastore latentstyles generator sp nonshppict fldtype datafield xe tc rxe bkmkstart"
    " bkmkend private pnseclvl comment doccomm operator company manager category keywords subject hlinkbase creatim revtim printim buptim".split()
)
GATHERED = frozenset(("fldinst", "title", "author", "annotation", "atnauthor", "atnid", "listtext", "pntext", "footnote", "shptxt"))
WALKED = frozenset(("shpinst", "fldinst", "annotation", "atnauthor", "atnid", "shprslt", "shptxt"))  # "\*" before these does not skip them
CODEPAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip  # \fcharset, as the specification lists them


@dataclass(frozen=True, slots=True)
class State:
    """The formatting of a group's letters, which nested groups inherit."""

    is_out: bool = False  # in a destination that is not shown
    is_hidden: bool = False
    is_deleted: bool = False
    is_inserted: bool = False
    is_struck: bool = False
    is_raised: bool = False
    skips: int = 1  # letters after \uN for readers that do not know Unicode
    codepage: str = "cp1252"
    destination: str = ""

    def after(self, word: str, number: int | None) -> "State":
        """The formatting after a command that sets the look or the charset of letters; a command without a number switches it on."""
        is_on = number != 0
        match word:
            case "plain":
                return replace(self, is_hidden=False, is_deleted=False, is_inserted=False, is_struck=False, is_raised=False)
            case "v":
                return replace(self, is_hidden=is_on)
            case "deleted":
                return replace(self, is_deleted=is_on)
            case "revised":
                return replace(self, is_inserted=is_on)
            case "strike" | "striked":
                return replace(self, is_struck=is_on)
            case "super" | "up" | "nosupersub" | "sub" | "dn":
                return replace(self, is_raised=is_on and word in ("super", "up"))
            case "uc":
                return replace(self, skips=max(0, min(number or 0, 10)))
            case "ansicpg" if number:
                return replace(self, codepage=_codepage(f"cp{number}"))
            case "mac":
                return replace(self, codepage="mac_roman")
        return self

    @property
    def left_out(self) -> str:
        """Why the letters are left out; "" if they are read."""
        if self.is_deleted:
            return "deletion"
        if self.is_struck:
            return "struck-out piece of text"
        return "hidden piece of text" if self.is_hidden else ""


def _codepage(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
