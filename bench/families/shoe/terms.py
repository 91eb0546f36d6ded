"""How a shift of the family may look, in slots of a quarter of an hour. Facts, no code."""

from typing import NamedTuple


class Form(NamedTuple):
    """A kind of shift: blocks of work with a pause between each and the next.

    shortest, longest: of the whole shift, pauses included. pauses: the length of each.
    """

    shortest: int
    longest: int
    pauses: tuple[int, ...]


# Part time: two blocks around a break. Full time: four, with breaks and a lunch in the middle.
FORMS = (Form(13, 24, (1,)), Form(30, 38, (1, 4, 1)))
# A block is one activity for at least so long.
BLOCK = 4
# Fewest slots that anybody works who works at all.
LEAST_WORK = min(form.shortest - sum(form.pauses) for form in FORMS)
