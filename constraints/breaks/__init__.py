"""Rules of the group breaks."""
