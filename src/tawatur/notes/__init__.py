"""The terminal's output as text, in the style of an analyst's note."""

from tawatur.notes.check import check_note
from tawatur.notes.collect import round_note
from tawatur.notes.explain import explain
from tawatur.notes.show import show

__all__ = ["check_note", "explain", "round_note", "show"]
