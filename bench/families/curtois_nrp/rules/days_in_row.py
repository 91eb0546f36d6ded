"""Days of work and days off in a row."""

from collections.abc import Iterator
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from bench.families.curtois_nrp.rules.turns import horizon_seen
from scheduler.rule import (
    Amount,
    Board,
    Breach,
    Day,
    Expression,
    Group,
    Hard,
    Record,
    Words,
    words,
)

# Minutes of level 1 for a day that a plan lacks in a run that an earlier one began.
MISSING = 480


class Rows(BaseModel):
    """The limits of one person: most and least days of work, least days off, in a row."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: int
    least: int = 1
    least_off: int = 1


class DaysInRow(Hard):
    """Runs of days of work are neither too long nor too short, and those of days off not too short.

    rows: by person. The two least numbers ask nothing of a run that holds the first or the last day
    of the horizon: it may go on outside.
    """

    name = "days_in_row"
    group = Group.REST

    rows: dict[str, Rows]

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Runs of days have their lengths.")

    def post(self, board: Board) -> None:
        """Windows for the most; whatever begins inside the horizon goes on, for the least."""
        days = board.clock.days
        # What a plan does not see yet may go on there.
        seen = range(horizon_seen(board))
        for person, rows in self.rows.items():
            if not board.touched(person, range(days)):
                continue
            for last in range(rows.most, days):
                window = range(last - rows.most, last + 1)
                if board.touched(person, window):
                    worked = Amount.total(board.works(person, day) for day in window)
                    board.at_most(worked, rows.most, person=person)
            works = [board.works(person, day).all for day in seen]
            self._post_least(board, person, works, rows.least)
            self._post_least(board, person, [1 - on for on in works], rows.least_off)

    @staticmethod
    def _post_least(board: Board, person: str, on: list[Expression], least: int) -> None:
        for start in range(1, len(on)):
            begins = on[start] - on[start - 1]
            begun = isinstance(begins, int)
            for ahead in range(start + 1, min(start + least, len(on))):
                # Between days that are decided already there is nothing to ask.
                if begun and isinstance(on[ahead], int):
                    continue
                if begun and board.coarse:
                    # An earlier plan began what this one may not be able to go on with.
                    board.cost(1, board.excess(begins - on[ahead], 1), MISSING, 1)
                else:
                    board.require(begins <= on[ahead], person=person)

    def check(self, record: Record) -> Iterator[Breach]:
        """Runs of a wrong length."""
        for person in record.people:
            rows = self.rows.get(person.id)
            if rows is not None:
                worked = {shift.day for shift in record.new_shifts(person.id)}
                days = range(record.clock.days)
                for works, run in groupby(days, key=worked.__contains__):
                    yield from self._check_run(record, person.id, list(run), rows, works=works)

    def _check_run(
        self, record: Record, person: str, run: list[int], rows: Rows, *, works: bool
    ) -> Iterator[Breach]:
        inside = run[0] > 0 and run[-1] < record.clock.days - 1
        least = (rows.least if works else rows.least_off) if inside else 0
        if works and len(run) > rows.most:
            said = "{name} works on {days} days in a row from {day} on. The limit is {limit}."
            yield self._breach(record, person, run, said, rows.most)
        elif works and len(run) < least:
            said = "{name} works on {days} days in a row from {day} on, {limit} are the least."
            yield self._breach(record, person, run, said, least)
        elif len(run) < least:
            said = "{name} is off on {days} days in a row from {day} on, {limit} are the least."
            # The shifts around are what breaks it.
            yield self._breach(record, person, [run[0] - 1, *run, run[-1] + 1], said, least)

    def _breach(self, record: Record, person: str, run: list[int], said: str, limit: int) -> Breach:
        clock = record.clock
        told = words(
            said,
            name=record.name(person),
            days=len(run),
            day=Day(clock.date(run[0])),
            limit=limit,
        )
        return Breach(self.name, person, clock.midnight(run[0]), clock.midnight(run[-1] + 1), told)
