"""The report on one article for an expert outside: links that expire, what they show, and the notes that come back."""
