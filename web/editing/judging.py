"""Whether a draft may be changed so: which rules it would newly break, and what it would cost."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from scheduler.checking import STRUCTURE, check_cells
from scheduler.presence import Presence
from scheduler.problem import Cell
from scheduler.record import Record
from scheduler.rule import Breach
from web import say
from web.editing.change import Change
from web.manager.shortfalls import gaps_on
from web.plan import Plan

# What is said at once of what blocks; of the rest there is only how many they are.
MOST_BLOCKS = 2

# Rule, person, start, end, and the sentence that anybody may read.
Told = tuple[str, str | None, int, int, str]


@dataclass(frozen=True)
class Block:
    """What keeps an edit from being saved: a sentence, and what its rule asks where it is told."""

    words: str
    rule: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What is said of an edit. It may be saved where nothing blocks; costs are no hindrance."""

    blocks: tuple[Block, ...] = ()
    costs: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it may be saved."""
        return not self.blocks

    @property
    def shown(self) -> Sequence[Block]:
        """The first things that block."""
        return self.blocks[:MOST_BLOCKS]

    @property
    def more(self) -> int:
        """How many more block."""
        return max(0, len(self.blocks) - MOST_BLOCKS)


def new_breaches(plan: Plan, change: Change) -> list[Breach]:
    """What the change would break that the draft does not break already, as anybody may read it.

    They are compared by what is told, so that a private cause is never known by what it adds.
    """
    cells = list(change.cells)
    before = {_told(breach) for breach in _check(plan, plan.record.planned, cells)}
    after = _check(plan, change.of(plan.record.planned), cells)
    return [breach for breach in after if _told(breach) not in before]


def judge(plan: Plan, change: Change) -> Verdict:
    """The verdict on a change, in words in the language of the reader."""
    found = new_breaches(plan, change)
    sentences = {
        rule.name: say.sentence(rule.sentence())
        for rule in plan.rulebook.rules
        if any(rule.name == breach.rule for breach in found)
    }
    # What a private rule asks would say which one it is.
    blocks = [
        Block(
            say.sentence(breach.public_words),
            None if breach.private or breach.rule == STRUCTURE else sentences.get(breach.rule),
        )
        for breach in found
    ]
    if blocks:
        return Verdict(blocks=tuple(blocks))
    costs, gains = _coverage(plan, change)
    return Verdict(costs=tuple(costs), gains=tuple(gains))


def changed_plan(plan: Plan, change: Change) -> Plan:
    """The plan with the change made, to look at and not to store."""
    return replace(plan, record=Record(plan.problem, change.of(plan.record.planned)))


def _check(plan: Plan, shifts: Iterable[Presence], cells: Sequence[Cell]) -> list[Breach]:
    return check_cells(plan.problem, plan.rulebook, shifts, cells)


def _told(breach: Breach) -> Told:
    words = breach.public_words
    return breach.public_rule, breach.person, breach.start, breach.end, str(words)


def _coverage(plan: Plan, change: Change) -> tuple[list[str], list[str]]:
    """What is covered less and more of each work on the days that the change touches."""
    costs, gains = [], []
    for name, minutes in _difference(plan, changed_plan(plan, change), change):
        if minutes > 0:
            said = gettext(
                "%(work)s: %(length)s less is covered.", work=name, length=say.length(minutes)
            )
            costs.append(str(said))
        elif minutes < 0:
            said = gettext(
                "%(work)s: %(length)s more is covered.", work=name, length=say.length(-minutes)
            )
            gains.append(str(said))
    return costs, gains


def _difference(before: Plan, after: Plan, change: Change) -> Iterator[tuple[str, int]]:
    days = {day for _, day in change.cells}
    # A night shift covers the day after it, too.
    days |= {day + 1 for day in days}
    found: dict[str, int] = {}
    for day in sorted(day for day in days if 0 <= day < before.clock.days):
        for plan, sign in ((before, -1), (after, 1)):
            for gap in gaps_on(plan, day):
                found[gap.work] = found.get(gap.work, 0) + sign * gap.minutes
    yield from ((name, minutes) for name, minutes in found.items() if minutes)
