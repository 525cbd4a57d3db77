"""Web pages: parsed, cut into blocks without losing a word, and the article's blocks chosen."""
