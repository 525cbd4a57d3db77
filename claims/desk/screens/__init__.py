"""What the screens and the JSON of the contract show, read from the store."""
