"""Edits inside a shift: its blocks fill it without gap before and after each of them."""

from dataclasses import replace

from scheduler.presence import Presence, Stretch, joined
from web.editing.change import NotPossibleError, Why

# No team plans to the minute: the finest grid of a roster has slots of five.
FINEST = 5


def block_at(shift: Presence, start: int) -> Stretch:
    """The block of a shift that starts at a minute.

    Raises:
        NotPossibleError: none does.
    """
    found = next((s for s in shift.stretches if s.start == start), None)
    if found is None:
        raise NotPossibleError(Why.GONE)
    return found


def place_block(shift: Presence, block: Stretch, start: int, end: int) -> Presence:
    """The block from `start` to `end`: moved if as long as before, else made longer or shorter.

    A move changes places with what it passes over, so that no minute of any work is lost. A block
    that grows takes the time of its neighbours; one that shrinks gives it to them.

    Raises:
        NotPossibleError: the times are no block inside the shift, or those it has.
    """
    _inside(shift, start, end)
    if (start, end) == (block.start, block.end):
        raise NotPossibleError(Why.SAME)
    if end - start == block.minutes:
        return _moved(shift, block, start)
    given = _given_back(shift, block, start, end)
    if any((s.start, s.end) == (start, end) for s in given.stretches):
        return given
    return paint(given, replace(block, start=start, end=end))


def change_work(shift: Presence, block: Stretch, work: Stretch) -> Presence:
    """Other work, another room, a break or a meal in the place of a block.

    work: what comes there; its own times are not looked at.

    Raises:
        NotPossibleError: it is what stands there.
    """
    return paint(shift, replace(work, start=block.start, end=block.end))


def split_block(shift: Presence, block: Stretch, at: int, work: Stretch) -> Presence:
    """The block until `at`, and from there to its end what `work` says.

    Raises:
        NotPossibleError: `at` is not inside it, or both parts would be one block.
    """
    if not block.start < at < block.end:
        raise NotPossibleError(Why.OUTSIDE)
    return paint(shift, replace(work, start=at, end=block.end))


def remove_block(shift: Presence, block: Stretch) -> Presence:
    """Without the block: its time goes to the work beside it that does not expose, else to a break.

    Raises:
        NotPossibleError: it is a break with no such work beside it, so nothing would change.
    """
    index = shift.stretches.index(block)
    beside = [*shift.stretches[max(0, index - 1) : index], *shift.stretches[index + 1 : index + 2]]
    filler = next((s for s in beside if s.activity and not s.exposes), None)
    instead = filler or Stretch(block.start, block.end, None)
    return paint(shift, replace(instead, start=block.start, end=block.end))


def paint(shift: Presence, stretch: Stretch) -> Presence:
    """The shift with a stretch over whatever was there; `put a break` is this with a break.

    Raises:
        NotPossibleError: it lies outside the shift, or is there already.
    """
    _inside(shift, stretch.start, stretch.end)
    before = (replace(s, end=min(s.end, stretch.start)) for s in shift.stretches)
    after = (replace(s, start=max(s.start, stretch.end)) for s in shift.stretches)
    parts = [s for s in (*before, stretch, *after) if s.start < s.end]
    return _changed(shift, parts)


def exchange(one: Presence, other: Presence, start: int, end: int) -> tuple[Presence, Presence]:
    """Two people change what they do from `start` to `end`.

    Raises:
        NotPossibleError: one of them has no shift then, or both do the same.
    """
    for shift in (one, other):
        if not shift.start <= start < end <= shift.end:
            raise NotPossibleError(Why.ABSENT)
    given, taken = _part(one, start, end), _part(other, start, end)
    if [replace(s, room=None) for s in given] == [replace(s, room=None) for s in taken]:
        raise NotPossibleError(Why.SAME)
    return _with_part(one, taken), _with_part(other, given)


def _moved(shift: Presence, block: Stretch, start: int) -> Presence:
    """The block elsewhere in the shift; what it passes over comes into the place where it was."""
    by = start - block.start
    first, last = (block.end, block.end + by) if by > 0 else (block.start + by, block.start)
    passed = _part(shift, first, last)
    back = -block.minutes if by > 0 else block.minutes
    parts = [replace(block, start=start, end=start + block.minutes)]
    parts += [replace(s, start=s.start + back, end=s.end + back) for s in passed]
    return _with_part(shift, sorted(parts, key=lambda s: s.start))


def _given_back(shift: Presence, block: Stretch, start: int, end: int) -> Presence:
    """The block's time outside [start, end) given to its neighbours; without one to a break."""
    index = shift.stretches.index(block)
    first = max(block.start, min(start, block.end))
    last = min(block.end, max(end, block.start))
    before, after = shift.stretches[:index], shift.stretches[index + 1 :]
    nothing = Stretch(block.start, block.end, None)
    freed = [
        replace((before or (nothing,))[-1], start=block.start, end=first),
        replace(block, start=first, end=last),
        replace((after or (nothing,))[0], start=last, end=block.end),
    ]
    parts = [*before, *(s for s in freed if s.start < s.end), *after]
    return replace(shift, stretches=joined(parts), standing=False)


def _part(shift: Presence, start: int, end: int) -> list[Stretch]:
    cut = (replace(s, start=max(s.start, start), end=min(s.end, end)) for s in shift.stretches)
    return [part for part in cut if part.start < part.end]


def _with_part(shift: Presence, part: list[Stretch]) -> Presence:
    first, last = part[0].start, part[-1].end
    before, after = _part(shift, shift.start, first), _part(shift, last, shift.end)
    return _changed(shift, [*before, *part, *after])


def _changed(shift: Presence, parts: list[Stretch]) -> Presence:
    stretches = joined(parts)
    if stretches == shift.stretches:
        raise NotPossibleError(Why.SAME)
    return replace(shift, stretches=stretches, standing=False)


def _inside(shift: Presence, start: int, end: int) -> None:
    if end <= start:
        raise NotPossibleError(Why.EMPTY)
    if start % FINEST or end % FINEST:
        raise NotPossibleError(Why.OFF_GRID)
    if not shift.start <= start < end <= shift.end:
        raise NotPossibleError(Why.OUTSIDE)
