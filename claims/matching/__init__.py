"""From a text and the known claims to the likely matches, with what they share and where they differ. Pure: no store, no network."""
