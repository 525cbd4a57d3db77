"""Which sentences of two versions of a text are the same, which only say it otherwise, and in which a fact changed."""
