"""Finds the known claims most like a text, with what they share and where they differ. Pure: no store, no network."""
