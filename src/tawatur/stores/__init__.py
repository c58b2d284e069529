"""Where nouns rest between runs."""

from tawatur.stores.base import Digests, Found, Store, digest_of, text_digest_of
from tawatur.stores.sqlite import SqliteStore, open_store

__all__ = ["Digests", "Found", "SqliteStore", "Store", "digest_of", "open_store", "text_digest_of"]
