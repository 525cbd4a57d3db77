"""One module a format, and one table of formats: bytes in, the text of an article out."""
