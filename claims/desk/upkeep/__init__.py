"""Maintaining the store: backups, checks, redaction, the demonstration."""
