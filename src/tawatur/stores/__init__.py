"""Where nouns rest between runs."""

from tawatur.stores.base import Card, Digests, Found, Index, Met, Postings, Store, digest_of, text_digest_of
from tawatur.stores.sqlite import SqliteStore, open_store

__all__ = [
    "Card",
    "Digests",
    "Found",
    "Index",
    "Met",
    "Postings",
    "SqliteStore",
    "Store",
    "digest_of",
    "open_store",
    "text_digest_of",
]
