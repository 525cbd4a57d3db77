"""Opening the store, for the clients that may not know the store itself."""

from claims.store.connect import open_store

__all__ = ["open_store"]
