"""In what time a roster is published: the day to publish by, and whose yes it needs if later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from constraints.change.publish_notice import Ask, PublishNotice
from scheduler.presence import Presence
from scheduler.record import Record
from scheduler.reference import compared
from scheduler.roster import Roster
from web.plan import Plan
from web.storage.askings import Change, Times, askings, change_of
from web.storage.rosters import published_rosters
from web.storage.tables import Asking, Team


@dataclass(frozen=True)
class Notice:
    """The day to publish by, whether it is over, and the working days that it leaves."""

    day: date
    over: bool
    working_days: int


@dataclass(frozen=True)
class Proposal:
    """A change nearer than the notice. asking: how its person was asked for it, if at all."""

    name: str
    change: Change
    asking: Asking | None
    over: bool

    @property
    def yes(self) -> bool:
        """Whether its person has said yes, and it can still come to pass."""
        return self.asking is not None and self.asking.yes_at is not None and not self.over


def notice_of(plan: Plan, today: date) -> Notice | None:
    """Counted from the first shift, else from the first day; None where the team has no notice."""
    rule = _rule(plan)
    if rule is None:
        return None
    starts = (presence.day for presence in plan.record.planned)
    by = plan.clock.date(rule.latest(plan.problem, min(starts, default=0)))
    return Notice(by, by < today, rule.working_days)


def working_days(plan: Plan) -> int | None:
    """The notice of the team; None where it has none."""
    rule = _rule(plan)
    return None if rule is None else rule.working_days


def changes_too_near(plan: Plan, in_force: Sequence[Roster], at: datetime) -> list[Change]:
    """What a draft changes nearer than the notice if it is published at a moment, day by day.

    in_force: the published rosters that share a day with it.
    """
    rule = _rule(plan)
    if rule is None:
        return []
    problem = replace(compared(plan.problem, in_force), announced=at)
    return [_change(plan, ask) for ask in rule.asks(Record(problem, plan.record.planned))]


def proposals(session: Session, team: Team, plan: Plan, at: datetime) -> tuple[Proposal, ...]:
    """Each of these with its person's answer. A team that practises tells nobody, and asks nobody.

    Proposals are in time order, on one day in the order in which the pages have people.
    """
    if team.practice:
        return ()
    known = in_force_with(session, team, plan)
    asked = {
        change_of(row): row
        for row in askings(session, team.id, plan.roster.first, plan.roster.last)
    }
    order = {person.id: number for number, person in enumerate(plan.people)}
    names = {person.id: person.name for person in plan.people}
    found = sorted(
        changes_too_near(plan, known, at),
        key=lambda change: (change.day, order[change.person]),
    )
    return tuple(
        Proposal(names[change.person], change, asked.get(change), change.until <= at)
        for change in found
    )


def in_force_with(session: Session, team: Team, plan: Plan) -> list[Roster]:
    """The published rosters that share a day with a draft, in the order of their publication."""
    first, last = plan.roster.first, plan.roster.last
    rows = published_rosters(session, team.id, first=first, last=last)
    return [Roster.model_validate_json(row.document) for row in rows]


def _change(plan: Plan, ask: Ask) -> Change:
    day = plan.clock.date(ask.day)
    return Change(ask.person, day, _times(plan, ask.before), _times(plan, ask.after))


def _times(plan: Plan, shift: Presence | None) -> Times | None:
    if shift is None:
        return None
    start, end = (plan.clock.moment(at).astimezone(UTC) for at in (shift.start, shift.end))
    return Times(start, end, home=shift.place == "home")


def _rule(plan: Plan) -> PublishNotice | None:
    return next((rule for rule in plan.rulebook.rules if isinstance(rule, PublishNotice)), None)
