"""Pages of those who are in a roster."""
