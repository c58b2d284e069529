"""Who publishes and who is an agency: names, spellings and domains, and the way from a name to its row."""

from tawatur.press.registry import Press, PressRow, agency_of, in_force, outlet_of, press, resolve, rows_digest

__all__ = ["Press", "PressRow", "agency_of", "in_force", "outlet_of", "press", "resolve", "rows_digest"]
