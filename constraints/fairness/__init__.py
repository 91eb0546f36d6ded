"""Rules of the group fairness."""
