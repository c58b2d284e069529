"""What a language knows about reporting: tables of rows, not code."""
