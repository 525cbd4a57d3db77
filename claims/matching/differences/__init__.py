"""What keeps two texts from being the same claim, where rules can tell: one file a kind of difference."""
