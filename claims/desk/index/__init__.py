"""The index of known claims that all processes share, and questions to it."""
