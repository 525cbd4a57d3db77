"""Reads from the store what the screens and the contract's JSON show."""
