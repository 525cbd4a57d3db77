"""Tips: claims that somebody sent in, without an article."""
