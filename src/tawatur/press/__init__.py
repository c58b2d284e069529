"""Who publishes and who is an agency: names, spellings and domains, and the way from a name to its row."""

from tawatur.press.registry import Press, PressRow, agency_of, outlet_of, press, resolve

__all__ = ["Press", "PressRow", "agency_of", "outlet_of", "press", "resolve"]
