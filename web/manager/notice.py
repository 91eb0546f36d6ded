"""In what time a roster is published: the day to publish by, and whose yes it needs if later."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from constraints.change.publish_notice import PublishNotice
from scheduler.record import Record
from scheduler.reference import compared
from scheduler.roster import Roster
from web.plan import Plan


@dataclass(frozen=True)
class Notice:
    """The day to publish by, whether it is over, and the working days that it leaves."""

    day: date
    over: bool
    working_days: int


@dataclass(frozen=True)
class Asked:
    """A person by name, and the days for which publishing would need a yes."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True)
class Yeses:
    """Whose yes publishing now would need. working_days: the notice. number: person-days."""

    working_days: int
    number: int
    people: tuple[Asked, ...]


def notice_of(plan: Plan, today: date) -> Notice | None:
    """Counted from the first shift, else from the first day; None where the team has no notice."""
    rule = _rule(plan)
    if rule is None:
        return None
    starts = (presence.day for presence in plan.record.planned)
    by = plan.clock.date(rule.latest(plan.problem, min(starts, default=0)))
    return Notice(by, by < today, rule.working_days)


def yeses(plan: Plan, in_force: Sequence[Roster], at: datetime) -> Yeses | None:
    """Whose yes a draft needs if it is published at a moment; None where nobody's.

    in_force: the published rosters that share a day with it.
    """
    rule = _rule(plan)
    if rule is None:
        return None
    problem = replace(compared(plan.problem, in_force), announced=at)
    days = defaultdict(list)
    for ask in rule.asks(Record(problem, plan.record.planned)):
        days[ask.person].append(plan.clock.date(ask.day))
    people = [Asked(p.name, tuple(days[p.id])) for p in plan.people if p.id in days]
    number = sum(len(asked.days) for asked in people)
    return Yeses(rule.working_days, number, tuple(people)) if people else None


def _rule(plan: Plan) -> PublishNotice | None:
    return next((rule for rule in plan.rulebook.rules if isinstance(rule, PublishNotice)), None)
