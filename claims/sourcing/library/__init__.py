"""The passages of everything stored, and which of them speak to a claim."""
