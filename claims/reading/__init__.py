"""Bytes or an address in; text, sentences, checkable claims and their speakers out. Pure, except for ``fetch``."""
