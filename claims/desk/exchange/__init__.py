"""Importing and exporting claims in other people's formats."""
