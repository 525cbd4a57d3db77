"""Evidence in, what holds and what is weak out; pure."""
