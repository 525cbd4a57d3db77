"""Feeds and news sitemaps: bytes in, the items they name out."""

from claims.reading.feeds.feeds import read

__all__ = ["read"]
