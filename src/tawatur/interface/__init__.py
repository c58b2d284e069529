"""What tawatur says to people: one catalogue, every sentence in Arabic and in English, by code."""

from __future__ import annotations

from tawatur.interface.catalogue import (
    LANGUAGES,
    CatalogueError,
    Fill,
    Piece,
    category,
    codes,
    direction,
    fills,
    pieces,
    say,
)

__all__ = [
    "LANGUAGES",
    "CatalogueError",
    "Fill",
    "Piece",
    "category",
    "codes",
    "direction",
    "fills",
    "pieces",
    "say",
]
