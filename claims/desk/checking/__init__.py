"""Deciding and rating: marks, wording, pairs, verdicts, notes."""
