"""Feeds and news sitemaps: bytes in, the items they name out."""
