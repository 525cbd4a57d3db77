"""Printed pages: from words and their positions to a text in reading order."""
