"""Rules of the group exposure."""
