"""Opens the store for the clients, which may not import the store itself."""

from sqlite_utils import Database

from claims.store.connect import open_store
from claims.store.connection_pool import ConnectionPool, Opened

__all__ = ["ConnectionPool", "Database", "Opened", "open_store"]
