"""Articles: added, split into facts, given a new version, signed off."""
