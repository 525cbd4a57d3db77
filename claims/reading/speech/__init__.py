"""Who says each sentence, and whether the article asserts it, denies it or leaves it in doubt."""
