"""Matching at scale: millions of lines, by as many processes as there are."""
