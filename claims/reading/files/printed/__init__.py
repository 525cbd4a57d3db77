"""Printed pages: from words at places on paper to a text in reading order."""
