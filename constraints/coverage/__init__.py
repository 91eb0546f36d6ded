"""Rules of the group coverage."""
