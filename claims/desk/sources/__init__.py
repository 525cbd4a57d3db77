"""Sources and evidence: added, linked, quoted, looked at again."""
