"""Looking after the store: backups, checks, redaction, the demonstration."""
