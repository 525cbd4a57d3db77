"""Reading files: bytes in, the text of an article out. One module for each format, and one table of formats."""
