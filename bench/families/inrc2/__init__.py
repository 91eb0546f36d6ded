"""Instances of the second International Nurse Rostering Competition, in its static reading."""

from bench.families.inrc2.family import FAMILY

__all__ = ["FAMILY"]
