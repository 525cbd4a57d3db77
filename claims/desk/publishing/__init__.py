"""Publishing claims' pages, and what visitors can find."""
