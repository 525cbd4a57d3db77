"""Deciding and rating: marks, wordings, pairs, verdicts, notes."""
