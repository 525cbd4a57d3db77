"""A fact-checking claim tracker: articles in, claims matched and sourced, reports out."""

__version__ = "0.1.0"
