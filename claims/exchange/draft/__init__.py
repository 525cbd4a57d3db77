"""Articles that go back to their authors: the original Word file with comments, a clean one, one annotated page."""
