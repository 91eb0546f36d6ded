"""An edit as somebody asks for it, by names and times, and the change that it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from scheduler.presence import Presence, Stretch
from scheduler.problem import PlacedShape
from web.editing import blocks, shifts
from web.editing.change import Change, NotPossibleError, Why, shift_at
from web.plan import Plan

BREAK, MEAL = "break", "meal"


class Op(StrEnum):
    """What is done with a block or a shift."""

    PLACE = "place"
    WORK = "work"
    SPLIT = "split"
    BREAK = "break"
    REMOVE_BLOCK = "remove-block"
    GIVE_BLOCK = "give-block"
    TIMES = "times"
    DAY = "day"
    GIVE = "give"
    SWAP = "swap"
    REMOVE = "remove"
    ADD = "add"


@dataclass(frozen=True)
class Asked:
    """One edit of the shift of a person that starts on a date.

    block: the minute at which the block in hand starts, elapsed minutes of the roster. start, end:
    new local times; of a split, start is where the second part begins. work: an activity's id, with
    `@` and a room's where it has one, or a break or meal. other: a second person. day: another
    date. shape: of a shift to be added, its start and length in minutes and its place.
    """

    op: Op
    person: str
    on: date
    block: int | None = None
    start: time | None = None
    end: time | None = None
    work: str | None = None
    other: str | None = None
    day: date | None = None
    shape: str | None = None


def change_of(plan: Plan, asked: Asked) -> Change:
    """What the edit makes of the draft.

    Raises:
        NotPossibleError: it makes no roster, or names what is not there.
    """
    return _MAKE[asked.op](plan, asked)


def _cell(plan: Plan, asked: Asked) -> tuple[str, int]:
    return asked.person, plan.clock.day(asked.on)


def _shift(plan: Plan, asked: Asked) -> Presence:
    return shift_at(plan.record.planned, _cell(plan, asked))


def _block(shift: Presence, asked: Asked) -> Stretch:
    if asked.block is None:
        raise NotPossibleError(Why.GONE)
    return blocks.block_at(shift, asked.block)


def _times(plan: Plan, shift: Presence, asked: Asked) -> tuple[int, int]:
    """Both times as minutes in the shift: one that lies before its start is of the next day."""
    start = minute_in(plan, shift, asked.start)
    end = minute_in(plan, shift, asked.end)
    return start, end if end > start else end + _one_day(plan, shift.day, end, start)


def minute_in(plan: Plan, shift: Presence, at: time | None) -> int:
    """A local time as a minute of the day of a shift, or of the next one where that is before it.

    Raises:
        NotPossibleError: there is no time.
    """
    if at is None:
        raise NotPossibleError(Why.EMPTY)
    minute = plan.clock.at(shift.day, at)
    return minute if minute >= shift.start else plan.clock.at(shift.day + 1, at)


def _one_day(plan: Plan, day: int, end: int, start: int) -> int:
    """What turns 00:00 after 22:00 into the midnight that follows; nothing within one day."""
    midnight = plan.clock.midnight(day + 1)
    return midnight - plan.clock.midnight(day) if end < start < midnight and end == 0 else 0


def _place(plan: Plan, asked: Asked) -> Change:
    shift = _shift(plan, asked)
    block = _block(shift, asked)
    start, end = _times(plan, shift, asked)
    if asked.other in {None, "", asked.person}:
        return _only(blocks.place_block(shift, block, start, end))
    if (start, end) != (block.start, block.end):
        shift = blocks.place_block(shift, block, start, end)
    return _exchanged(plan, asked, shift, start, end)


def _exchanged(plan: Plan, asked: Asked, shift: Presence, start: int, end: int) -> Change:
    other = _absent_or(plan, asked)
    one, two = blocks.exchange(shift, other, start, end)
    return Change({(one.person, one.day): one, (two.person, two.day): two})


def _absent_or(plan: Plan, asked: Asked) -> Presence:
    try:
        return shift_at(plan.record.planned, (asked.other or "", plan.clock.day(asked.on)))
    except NotPossibleError:
        raise NotPossibleError(Why.ABSENT) from None


def _give_block(plan: Plan, asked: Asked) -> Change:
    shift = _shift(plan, asked)
    block = _block(shift, asked)
    return _exchanged(plan, asked, shift, block.start, block.end)


def work_of(plan: Plan, text: str | None) -> Stretch:
    """The work that a text names, at no time yet. Material without a room gets the first one.

    Raises:
        NotPossibleError: the team has no such work or room.
    """
    if text in {BREAK, MEAL}:
        return Stretch(0, 0, None, None, meal=text == MEAL)
    name, _, room = (text or "").partition("@")
    activity = plan.problem.activities.get(name)
    if activity is None or (room and room not in plan.problem.rooms):
        raise NotPossibleError(Why.GONE)
    if activity.exposes != "material":
        return Stretch(0, 0, activity)
    return Stretch(0, 0, activity, room or next(iter(plan.problem.rooms), None))


def _work(plan: Plan, asked: Asked) -> Change:
    shift = _shift(plan, asked)
    block = _block(shift, asked)
    return _only(blocks.change_work(shift, block, work_of(plan, asked.work)))


def _split(plan: Plan, asked: Asked) -> Change:
    shift = _shift(plan, asked)
    block = _block(shift, asked)
    at = minute_in(plan, shift, asked.start)
    return _only(blocks.split_block(shift, block, at, work_of(plan, asked.work)))


def _break(plan: Plan, asked: Asked) -> Change:
    shift = _shift(plan, asked)
    start, end = _times(plan, shift, asked)
    rest = work_of(plan, asked.work if asked.work == MEAL else BREAK)
    return _only(blocks.paint(shift, replace(rest, start=start, end=end)))


def _remove_block(plan: Plan, asked: Asked) -> Change:
    shift = _shift(plan, asked)
    return _only(blocks.remove_block(shift, _block(shift, asked)))


def _shift_times(plan: Plan, asked: Asked) -> Change:
    cell = _cell(plan, asked)
    if asked.start is None or asked.end is None:
        raise NotPossibleError(Why.EMPTY)
    start, end = plan.clock.window(cell[1], asked.start, asked.end)
    return shifts.resize_shift(plan.record.planned, cell, start, end)


def _day(plan: Plan, asked: Asked) -> Change:
    if asked.day is None:
        raise NotPossibleError(Why.NO_DAY)
    day = plan.clock.day(asked.day)
    return shifts.move_to_day(plan.problem, plan.record.planned, _cell(plan, asked), day)


def _other(plan: Plan, asked: Asked) -> str:
    if asked.other is None or asked.other not in plan.problem.people:
        raise NotPossibleError(Why.GONE)
    return asked.other


def _give(plan: Plan, asked: Asked) -> Change:
    return shifts.give_shift(plan.record.planned, _cell(plan, asked), _other(plan, asked))


def _swap(plan: Plan, asked: Asked) -> Change:
    other = _other(plan, asked), plan.clock.day(asked.on)
    return shifts.swap_shifts(plan.record.planned, _cell(plan, asked), other)


def _remove(plan: Plan, asked: Asked) -> Change:
    return shifts.remove_shift(plan.record.planned, _cell(plan, asked))


def _add(plan: Plan, asked: Asked) -> Change:
    """A shift, with work from a time to a time where that is asked."""
    cell = _cell(plan, asked)
    if cell[0] not in plan.problem.people:
        raise NotPossibleError(Why.GONE)
    shape = next(
        (s for s in plan.problem.shapes(cell[1]) if shape_key(plan, s) == asked.shape), None
    )
    if shape is None:
        raise NotPossibleError(Why.NO_SHAPE)
    planned = plan.record.planned
    change = shifts.add_shift(plan.problem, plan.rulebook, plan.bars, planned, cell, shape)
    new = change.cells[cell]
    if new is None or not asked.work:
        return change
    work = work_of(plan, asked.work)
    if work.activity is None:
        return change
    start, end = _times(plan, new, asked)
    return _only(shifts.cover(new, plan.rulebook, work.activity, start, end, work.room))


def shape_key(plan: Plan, shape: PlacedShape) -> str:
    """A shape of a day as forms name it, as `0800-480-site`."""
    return (
        f"{plan.clock.local(shape.start).replace(':', '')}-{shape.end - shape.start}-{shape.place}"
    )


def _only(shift: Presence) -> Change:
    return Change({(shift.person, shift.day): shift})


_MAKE: dict[Op, Callable[[Plan, Asked], Change]] = {
    Op.PLACE: _place,
    Op.WORK: _work,
    Op.SPLIT: _split,
    Op.BREAK: _break,
    Op.REMOVE_BLOCK: _remove_block,
    Op.GIVE_BLOCK: _give_block,
    Op.TIMES: _shift_times,
    Op.DAY: _day,
    Op.GIVE: _give,
    Op.SWAP: _swap,
    Op.REMOVE: _remove,
    Op.ADD: _add,
}
