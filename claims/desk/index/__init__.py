"""The index of known claims that all processes share, and lookups in it."""
