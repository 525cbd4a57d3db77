"""The queue of claims to check: its filter, its saved views, and work on many claims at once."""
