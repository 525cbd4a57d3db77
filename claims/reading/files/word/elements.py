"""The names of Word's XML, ISO/IEC 29500-1 (WordprocessingML), as lxml writes them."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
VAL = f"{W}val"


def w(*names: str) -> frozenset[str]:
    """These names in Word's own namespace."""
    return frozenset(W + name for name in names)


_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SKIPPED = w(*"pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr smartTagPr customXmlPr delText delInstrText rt rubyPr".split()) | {
    f"{_A}t"  # a drawing's own labels; its text boxes hold paragraphs
}
