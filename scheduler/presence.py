"""Shifts in elapsed minutes: what rules, board and checker compute with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.clock import Clock
from scheduler.roster import BREAK, Block, Shift
from scheduler.team import Activity, Place


@dataclass(frozen=True, slots=True)
class Stretch:
    """One block of a shift: [start, end) in elapsed minutes.

    activity: None on a break. meal: true on the one meal break of a shift.
    """

    start: int
    end: int
    activity: Activity | None
    room: str | None = None
    meal: bool = False

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.end - self.start

    @property
    def exposes(self) -> bool:
        """Whether its minutes are exposure, by material or by contact."""
        return self.activity is not None and self.activity.exposes is not None

    @property
    def material(self) -> bool:
        """Whether its minutes are exposure by material."""
        return self.activity is not None and self.activity.exposes == "material"

    @property
    def recovers(self) -> bool:
        """Whether its minutes count as recovery: a break, or work away from a screen."""
        return self.activity is None or not (self.activity.screen or self.exposes)


@dataclass(frozen=True)
class Presence:
    """One person's shift: [start, end) in elapsed minutes, filled by stretches without gap.

    day: the local day on which it starts. standing: history or pinned, not the solver's to change.
    elsewhere: in another team, so that limits of a person count it and nothing of this team does.
    """

    person: str
    day: int
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    place: Place = "site"
    overtime: bool = False
    standing: bool = False
    elsewhere: bool = False

    @property
    def minutes(self) -> int:
        """Length with breaks, in minutes."""
        return self.end - self.start

    def moved(self, day: int, by: int) -> "Presence":
        """The same shift `by` minutes later, on another day or the same; it does not stand."""
        return replace(
            self,
            day=day,
            start=self.start + by,
            end=self.end + by,
            stretches=tuple(replace(s, start=s.start + by, end=s.end + by) for s in self.stretches),
            standing=False,
        )

    @cached_property
    def meal_minutes(self) -> int:
        """Minutes of its meal break, 0 without one."""
        return sum(stretch.minutes for stretch in self.stretches if stretch.meal)

    def counted(self, *, meals_paid: bool) -> int:
        """Minutes for contract and share: without an unpaid meal break; of a shift elsewhere 0."""
        if self.elsewhere:
            return 0
        return self.minutes - (0 if meals_paid else self.meal_minutes)

    @cached_property
    def runs(self) -> tuple[tuple[Stretch, ...], ...]:
        """Its unbroken runs of exposing stretches, in order."""
        runs: list[list[Stretch]] = []
        for stretch in self.stretches:
            if not stretch.exposes:
                continue
            if runs and runs[-1][-1].end == stretch.start:
                runs[-1].append(stretch)
            else:
                runs.append([stretch])
        return tuple(tuple(run) for run in runs)


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Neighbouring stretches of one activity and room made into one; a meal stays apart."""
    out: list[Stretch] = []
    for stretch in stretches:
        before = out[-1] if out else None
        if (
            before
            and before.end == stretch.start
            and (before.activity, before.room, before.meal)
            == (stretch.activity, stretch.room, stretch.meal)
        ):
            out[-1] = Stretch(
                before.start, stretch.end, stretch.activity, stretch.room, stretch.meal
            )
        else:
            out.append(stretch)
    return tuple(out)


def from_shift(
    shift: Shift, clock: Clock, activities: Mapping[str, Activity], *, standing: bool = False
) -> Presence:
    """The shift of a file in elapsed minutes.

    Raises ValueError where blocks do not fill the shift, or an activity is not known. A shift
    without any block becomes one whole break.
    """
    start, end = clock.minute(shift.start), clock.minute(shift.end)
    if end <= start:
        raise ValueError(f"the shift of {shift.person} at {shift.start} ends before it starts")
    stretches = tuple(_stretch(block, clock, activities) for block in shift.blocks)
    if not stretches:
        stretches = (Stretch(start, end, None),)
    reached = start
    for stretch in stretches:
        if stretch.start != reached or stretch.end <= stretch.start:
            raise ValueError(
                f"the blocks of {shift.person}'s shift at {shift.start} leave a gap or overlap "
                f"at {clock.moment(reached)}"
            )
        reached = stretch.end
    if reached != end:
        raise ValueError(
            f"the blocks of {shift.person}'s shift at {shift.start} end at "
            f"{clock.moment(reached)}, the shift at {shift.end}"
        )
    return Presence(
        person=shift.person,
        day=clock.day_at(start),
        start=start,
        end=end,
        stretches=joined(stretches),
        place=shift.place,
        overtime=shift.overtime,
        standing=standing,
    )


def _stretch(block: Block, clock: Clock, activities: Mapping[str, Activity]) -> Stretch:
    start, end = clock.minute(block.start), clock.minute(block.end)
    if block.activity == BREAK:
        return Stretch(start, end, None, None, block.meal)
    if block.activity not in activities:
        raise ValueError(f"activity {block.activity!r} is not one of the team's")
    return Stretch(start, end, activities[block.activity], block.room)


def to_shift(presence: Presence, clock: Clock) -> Shift:
    """The shift as the roster file has it, with local datetimes."""
    return Shift(
        person=presence.person,
        start=clock.moment(presence.start),
        end=clock.moment(presence.end),
        overtime=presence.overtime,
        place=presence.place,
        blocks=tuple(
            Block(
                activity=stretch.activity.id if stretch.activity else BREAK,
                meal=stretch.meal,
                room=stretch.room,
                start=clock.moment(stretch.start),
                end=clock.moment(stretch.end),
            )
            for stretch in presence.stretches
        ),
    )
