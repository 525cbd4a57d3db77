"""Figures and dates in a text, read once for all rooms: what a number counts, which days a date means. Pure."""
