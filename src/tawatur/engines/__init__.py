"""Where stages run."""

from tawatur.engines.base import Engine, Work
from tawatur.engines.local import LocalEngine

__all__ = ["Engine", "LocalEngine", "Work"]
