"""Which shifts are decided anew next, where nothing is placed inside a shift."""

from collections.abc import Collection, Mapping

from scheduler.evaluating import Value
from scheduler.problem import Cell, Problem
from scheduler.solving.neighbourhoods import IN_FLIGHT, Chooser, Neighbourhood

# Deterministic time for the cells that are decided at once.
WHOLE_EFFORT = 1.0
# How many these are at first. What is soon done with gains seldom, so that more come next; where
# the time ends first it was too many.
CELLS = 70
FEWEST, MOST = 20, 600
MORE, FEWER = 1.03, 0.9
FORTNIGHT = 14


class WholeShiftChooser(Chooser):
    """Picks people and days of which all shifts are decided anew: wide, square or long."""

    effort = WHOLE_EFFORT
    KINDS: Mapping[str, float] = {
        "everybody's days": 2.0,
        "people's fortnight": 5.0,
        "people's period": 3.0,
    }

    def __init__(self, problem: Problem, seed: int) -> None:
        super().__init__(problem, seed)
        self.cells = float(CELLS)
        if len(problem.open_cells) < 2 * IN_FLIGHT * CELLS:
            # In a small team few lie apart.
            self.in_flight = IN_FLIGHT // 2

    def learn(self, found: Neighbourhood, gain: float, spent: float) -> None:
        """Weigh a kind by its gain for its time, and the size by the time alone."""
        super().learn(found, gain, spent)
        if spent < WHOLE_EFFORT / 2:
            self.cells = min(MOST, self.cells * MORE)
        elif spent >= WHOLE_EFFORT:
            self.cells = max(FEWEST, self.cells * FEWER)

    def _any(self, value: Value, shifts: Collection[Cell]) -> Neighbourhood:
        del value, shifts
        kinds = list(self._weights)
        kind = self._random.choices(kinds, [self._weights[name] for name in kinds])[0]
        people, days = list(self._problem.people), self._problem.clock.days
        cells = int(self.cells)
        length = {
            "everybody's days": max(2, cells // len(people)),
            "people's fortnight": FORTNIGHT,
            "people's period": days,
        }[kind]
        # As often over the ends of the period as anywhere else: what lies there has its turns too.
        first = self._random.randrange(1 - length // 2, max(2, days - length // 2))
        window = range(max(0, first), min(days, first + length)) if length < days else range(days)
        chosen = self._some(people, max(2, cells // len(window)))
        return Neighbourhood(kind, tuple((p, d) for d in window for p in chosen))
