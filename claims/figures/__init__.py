"""Figures and dates in a text, for all rooms: what a number counts, which days a date means. Pure."""
