"""The passages of all stored texts, and which of them bear on a claim."""
