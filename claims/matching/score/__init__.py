"""Which candidate comes first, how two texts relate, and how likely they are the same claim."""
