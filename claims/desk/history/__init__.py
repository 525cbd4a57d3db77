"""The history in sentences."""
