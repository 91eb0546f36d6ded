"""What is missing, and what a board of an early stage knows: open days, planned shifts."""

from collections.abc import Iterator

from bench.families.massp.reading import QUARTER
from bench.families.seen import known_days
from scheduler.rule import Board, Expression

# What a minute missing counts on level 2, beside its 1 on level 1: more than a surplus minute that
# could take its place, so that what is proved of level 2 holds of rosters that lack nothing.
WORTH = 20


def post_missing(board: Board, amount: Expression, minutes: int, most: int) -> None:
    """Charge an amount of at most `most`, each worth so many minutes, where it is above 0."""
    if most > 0:
        missing = board.excess(amount, most)
        board.cost(1, missing, minutes, most)
        board.cost(2, missing, minutes * WORTH, most)


def open_days(board: Board) -> frozenset[int]:
    """Days of the horizon that a later board plans: on this one nobody can start there.

    None on boards of slots: a day that nobody works on is then a day of the roster.
    """
    if not board.coarse:
        return frozenset()
    return frozenset(range(board.clock.days)) - known_days(board)


def planned_blocks(board: Board) -> Iterator[tuple[str, int, int]]:
    """Activity, start and end of the work of shifts that are planned without places in them.

    Work is unbroken from a shift's start, so that only the order of its activities is not known:
    it begins with another one from day to day and person to person.
    """
    people = {person.id: number for number, person in enumerate(board.people)}
    for (person, day), plan in board.plans.items():
        names = sorted(plan.minutes)
        turn = (people[person] + day) % len(names) if names else 0
        at = float(plan.shape.start)
        for name in (*names[turn:], *names[:turn]):
            until = at + plan.minutes[name]
            start, end = (round(edge / QUARTER) * QUARTER for edge in (at, until))
            if start < end:
                yield name, start, end
            at = until
