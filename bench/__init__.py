"""Measures: of Breather on its own examples, and on other people's instances."""
