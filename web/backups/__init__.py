"""Copies of a whole store in one file, taken while it is in use, and read into an empty store."""
