"""From which day on which value of a rule was, is and will be in force.

Asking for a change is one thing, and what comes into force is another: what is looser waits, and
may be taken back or replaced before it is felt by anybody.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from constraints.loosening import rule_of, stricter
from scheduler.rule import Rule
from web.storage.tables import RuleChange

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """One change as it was asked for, `on` a local day. looser_from: as in `RuleChange`."""

    old: Rule
    new: Rule
    on: date
    looser_from: date | None


@dataclass(frozen=True)
class Step:
    """A day from which on another value is in force."""

    old: Rule
    new: Rule
    since: date


def asked_of(rows: Iterable[RuleChange], zone: ZoneInfo) -> dict[str, list[Asked]]:
    """The changes of rules by name, in the order of asking, whatever the order of the rows."""
    found: dict[str, list[Asked]] = {}
    for row in sorted(rows, key=lambda row: row.id):
        old, new = rule_of(row.rule, row.old), rule_of(row.rule, row.new)
        on = row.asked_at.astimezone(zone).date()
        found.setdefault(row.rule, []).append(Asked(old, new, on, row.looser_from))
    return found


def in_force_on(changes: Sequence[Asked], day: date) -> Rule:
    """The value of one rule for a roster that begins on the day. changes: of it, at least one."""
    known = [change for change in changes if change.on <= day]
    if not known:
        return changes[0].old
    waiting = [c.old for c in known if c.looser_from is not None and c.looser_from > day]
    return reduce(stricter, [*waiting, known[-1].new])


def steps(changes: Sequence[Asked]) -> Iterator[Step]:
    """Each day on which something else comes into force, the earliest first."""
    days = {change.on for change in changes}
    days |= {change.looser_from for change in changes if change.looser_from is not None}
    before = changes[0].old if changes else None
    for day in sorted(days):
        now = in_force_on(changes, day)
        if before is not None and differs(before, now):
            yield Step(before, now, day)
        before = now


def differs(one: Rule, other: Rule) -> bool:
    """Whether one is looser than the other in something; weights of costs do not count."""
    return any(one.looser_than(other)) or any(other.looser_than(one))
