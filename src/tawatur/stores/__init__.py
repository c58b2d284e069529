"""Where nouns rest between runs."""

from tawatur.stores.base import Found, Store, digest_of, text_digest_of
from tawatur.stores.sqlite import SqliteStore, open_store

__all__ = ["Found", "SqliteStore", "Store", "digest_of", "open_store", "text_digest_of"]
