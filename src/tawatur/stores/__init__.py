"""Where nouns rest between runs."""

from tawatur.stores.base import Found, Store
from tawatur.stores.sqlite import SqliteStore, open_store

__all__ = ["Found", "SqliteStore", "Store", "open_store"]
