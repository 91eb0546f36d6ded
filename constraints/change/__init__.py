"""Rules of the group change."""
