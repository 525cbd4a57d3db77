"""The facts of a sentence that states several, each in words that stand alone."""
