"""The families that there are, loaded when they are asked for."""

from importlib import import_module
from typing import Any

from bench.families.family import Family

# The module of each, which holds its FAMILY.
FAMILIES = {
    "massp": "bench.families.massp",
    "shoe": "bench.families.shoe",
    "shoe-capped": "bench.families.shoe.capped",
    "wtv": "bench.families.wtv",
    "curtois-nrp": "bench.families.curtois_nrp",
    "inrc2": "bench.families.inrc2",
}


def family(name: str) -> Family[Any]:
    """The family of a name. Raises KeyError where there is none."""
    found: Family[Any] = import_module(FAMILIES[name]).FAMILY
    return found
