"""Looking after the store: backups, checks, redaction, withdrawals, the demonstration."""
