"""Opening the store, for the clients that may not know the store itself."""

from sqlite_utils import Database

from claims.store.connect import open_store

__all__ = ["Database", "open_store"]
