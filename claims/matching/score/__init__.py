"""Which candidate comes first, how two texts relate, and how likely they are to be the same claim."""
