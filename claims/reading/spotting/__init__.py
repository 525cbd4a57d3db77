"""Which sentences contain a checkable claim, and why."""
