"""Writing files that only their owner may read, for the clients that may not know the store itself."""

from claims.store.private_files import make_private, write_private

__all__ = ["make_private", "write_private"]
