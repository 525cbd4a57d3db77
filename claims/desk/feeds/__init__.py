"""Following feeds: which ones, and a run over those that are due."""
