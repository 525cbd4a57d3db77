"""Which sentences of two versions of a text are the same, which are only reworded, and in which a fact changed."""
