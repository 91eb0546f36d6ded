"""What no roster of an instance is below."""

from bench.families.massp.reading import QUARTER, Instance


def least_squares(instance: Instance) -> int:
    """The objective of a roster whose surplus were spread evenly over all there is.

    Everybody works the least, and nobody is missing anywhere: what is left over is surplus, in
    person-quarters. Its squares are least where it is the same in every quarter and activity.
    Valid for every feasible roster.
    """
    work = sum(-(-worker.least // QUARTER) for worker in instance.staff)
    useful = sum(wanted.most for wanted in instance.cover)
    places = (instance.last - instance.first) // QUARTER * instance.tasks
    each, more = divmod(max(0, work - useful), places)
    return more * (each + 1) ** 2 + (places - more) * each**2
