"""Which sentences carry a claim that can be checked, and why."""
