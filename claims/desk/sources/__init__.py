"""Sources and evidence: adding, linking, quoting, checking pages again."""
