"""What keeps two texts from being the same claim, as far as rules can tell: one file for each kind of difference."""
