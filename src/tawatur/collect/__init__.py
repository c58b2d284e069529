"""Live sources: feeds and the pages they name, fetched politely and kept as captured."""

from tawatur.collect.archive import archives
from tawatur.collect.feeds import Feed, FeedList, feed_list
from tawatur.collect.rounds import Round, collected, recovered

__all__ = ["Feed", "FeedList", "Round", "archives", "collected", "feed_list", "recovered"]
