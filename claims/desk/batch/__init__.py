"""Matching at scale: millions of lines, with several processes or machines."""
