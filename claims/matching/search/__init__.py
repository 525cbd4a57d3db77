"""Finding candidates: words, meaning, and the index that holds both."""
