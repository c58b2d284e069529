"""Live sources: feeds and the pages they name, fetched politely and kept as captured."""
