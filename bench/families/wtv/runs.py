"""What runs of one activity cost, by their length and by how many of them a person has."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from bench.families.wtv.posting import Runs
from scheduler.rule import (
    Board,
    Cost,
    Group,
    Presence,
    Problem,
    Record,
    Soft,
    Words,
    words,
)


class Tables(BaseModel):
    """Costs of an activity: by length of a run, by number of runs; both from 0, in slots."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: tuple[int, ...]
    frequency: tuple[int, ...]


class RunCosts(Soft):
    """Each run of an activity costs by its length, and a person's runs by their number.

    Requires
        A run is a longest stretch of whole slots in which a person does one activity. It costs
        what the activity's table says of its length, and each person costs what the second table
        says of the number of runs, 0 among them.

    How it is counted
        On level 2 as it stands in the tables. A slot without an activity ends a run.

    Source
        M. Z. Lagerkvist, M. Rattfeldt: work task variation, CP 2025 (LIPIcs.CP.2025.24).
    """

    name = "run_costs"
    group = Group.BREAKS

    tables: Mapping[str, Tables]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Runs of one activity cost by their length and their number.")

    def cuts(self, problem: Problem, day: int) -> Iterable[int]:
        """Every slot: a run is told by slots in a coarse plan as well."""
        clock = problem.clock
        return range(clock.midnight(day), clock.midnight(day + 1), clock.grid)

    def post(self, board: Board) -> None:
        """Both costs of each free cell; on a coarse board of parts of slots, which is no more."""
        for cell in board.cells.values():
            for activity, table in self.tables.items():
                if any(table.run) or any(table.frequency):
                    on = [
                        next((v for o, v in done.items() if o.activity.id == activity), 0)
                        for done in cell.doing.values()
                    ]
                    runs = Runs(board, on)
                    runs.post_lengths(table.run)
                    runs.post_number(table.frequency)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What each person's runs cost."""
        for person in record.people:
            runs = [run for shift in record.shifts(person.id) for run in _runs(record, shift)]
            cost = 0
            for activity, table in self.tables.items():
                lengths = [length for name, length in runs if name == activity]
                cost += sum(table.run[length] for length in lengths)
                cost += table.frequency[len(lengths)]
            if cost:
                yield Cost(self.name, 2, cost)


def _runs(record: Record, shift: Presence) -> Iterator[tuple[str, int]]:
    """Activity and length in slots of each run of a shift."""
    for activity, stretches in groupby(shift.stretches, lambda s: s.activity and s.activity.id):
        if activity is not None:
            yield activity, sum(s.minutes for s in stretches) // record.clock.grid
