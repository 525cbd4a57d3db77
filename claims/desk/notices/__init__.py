"""Telling people outside the desk what waits for them: by e-mail, and through one webhook."""
