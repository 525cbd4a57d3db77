"""Finding candidates: by words, by meaning, and the index that holds both."""
