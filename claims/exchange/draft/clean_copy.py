"""A plain Word file of an article that did not come as one: its title, whom the copy is for, and its text."""

import io


def clean(title: str, audience: str, text: str) -> bytes:
    """The file. A paragraph of the text stays one; its line breaks stay, too."""
    import docx

    document = docx.Document()
    if not text.startswith(title):
        document.add_heading(title, level=1)
    document.add_paragraph(audience).runs[0].italic = True
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    document.core_properties.title = title[:255]
    document.core_properties.author = ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
