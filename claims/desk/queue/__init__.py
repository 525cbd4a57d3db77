"""What waits to be checked: its filter, its saved views, and work on many claims at once."""
