"""Rules of the group people."""
