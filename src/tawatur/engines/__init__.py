"""Where stages run."""

from tawatur.engines.base import Engine, Work
from tawatur.engines.local import LocalEngine, rarely_collected

__all__ = ["Engine", "LocalEngine", "Work", "rarely_collected"]
