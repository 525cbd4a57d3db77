"""Opening the store, for the clients that may not know the store itself."""

from sqlite_utils import Database

from claims.store.connect import open_store
from claims.store.connection_pool import ConnectionPool, Opened

__all__ = ["ConnectionPool", "Database", "Opened", "open_store"]
