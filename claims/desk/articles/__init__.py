"""Articles: adding them, splitting sentences into facts, new versions, sign-offs."""
