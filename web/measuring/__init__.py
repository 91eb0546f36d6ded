"""Measures of a large organisation: many teams as jobs of one store, done by several workers."""
