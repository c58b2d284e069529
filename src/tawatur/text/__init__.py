"""Strings and offsets. Nothing in here has ever heard of news."""
