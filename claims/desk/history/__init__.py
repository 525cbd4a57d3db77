"""The history, told in sentences."""
