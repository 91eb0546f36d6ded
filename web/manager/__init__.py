"""Pages of those who make and publish a roster."""
