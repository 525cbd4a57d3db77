"""Judges evidence: what holds up and what is weak. Pure."""
