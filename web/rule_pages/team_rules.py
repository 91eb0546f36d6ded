"""A team's rules on a day: what is in force, what its file has, what waits, and what was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from constraints import CATALOGUE
from constraints.loosening import held
from constraints.reading import rulebook_of
from scheduler.rule import Rule
from web import say
from web.plan import team_of
from web.rule_changes import Told, both_said, told_of
from web.rule_pages.saying import at
from web.rule_pages.titles import title_of
from web.rule_timeline import ONE_DAY, Asked, asked_of, in_force_on, steps
from web.storage.rule_changes import every_change, waiting
from web.storage.tables import Account, RuleChange, Team

RECOMMENDED: Mapping[str, Rule] = {kind.name: kind() for kind in CATALOGUE}


@dataclass(frozen=True)
class Line:
    """A line of a history. by: the account, by its number and for managers its name."""

    rule: str
    title: str
    on: str
    by: str
    old: str
    new: str
    since: str


@dataclass(frozen=True)
class TeamRules:
    """The rules by name, in the catalogue's order.

    now: in force for a roster that begins today. filed: as the team's file has them, what waits
    included. asked: the changes of each, in the order of asking.
    """

    today: date
    now: Mapping[str, Rule]
    filed: Mapping[str, Rule]
    asked: Mapping[str, Sequence[Asked]]

    def to_come(self, name: str) -> list[Told]:
        """What waits of a rule, the soonest first."""
        told = told_of(steps(self.asked.get(name, ())), self.today)
        return [one for one in told if one.to_come]


def team_rules(session: Session, team: Team, today: date) -> TeamRules:
    """The rules of a team on its local day."""
    book = rulebook_of(team_of(team.document))
    now = held(book, waiting(session, team.id, today))
    asked = asked_of(every_change(session, team.id), ZoneInfo(team.zone))
    return TeamRules(
        today,
        {rule.name: rule for rule in now.all},
        {rule.name: rule for rule in book.all},
        asked,
    )


def history(
    session: Session, team: Team, rules: TeamRules, *, name: str | None = None, named: bool
) -> list[Line]:
    """What was asked for, the newest first; of one rule by its name, or of all that there are.

    named: whether accounts are told by name, not by number alone.
    """
    rows = [
        row
        for row in every_change(session, team.id)
        if row.rule in RECOMMENDED and name in {None, row.rule}
    ]
    ids = {row.asked_by for row in rows if row.asked_by is not None}
    names = dict(session.execute(select(Account.id, Account.name).where(Account.id.in_(ids))).all())
    return [_line(row, team, rules, names if named else {}) for row in rows]


def _line(row: RuleChange, team: Team, rules: TeamRules, names: Mapping[int, str]) -> Line:
    asked = rules.asked[row.rule]
    (change,) = asked_of([row], ZoneInfo(team.zone))[row.rule]
    old, new = both_said(change.old, change.new)
    return Line(
        rule=row.rule,
        title=title_of(row.rule),
        on=at(change.on),
        by=_account(row.asked_by, names),
        old=old,
        new=new,
        since=_since(change, asked),
    )


def _account(number: int | None, names: Mapping[int, str]) -> str:
    if number is None:
        return str(gettext("when the team was set up"))
    if number in names:
        return str(gettext("by %(name)s, account %(number)s", name=names[number], number=number))
    return str(gettext("by account %(number)s", number=number))


def _since(change: Asked, asked: Sequence[Asked]) -> str:
    """From when on a change was felt, or that it never was."""
    if change.looser_from is None:
        return str(gettext("In force at once."))
    if in_force_on(asked, change.looser_from) != in_force_on(asked, change.looser_from - ONE_DAY):
        return str(gettext("In force from %(day)s.", day=say.dated(change.looser_from)))
    return str(gettext("Replaced or taken back before it was in force."))


def would_be(rules: TeamRules, new: Rule, looser_from: date) -> list[Told]:
    """What comes into force on which day if the rule were changed now; empty for nothing.

    looser_from: the day for what is looser.
    """
    old = rules.filed[new.name]
    if not type(new).binds_and_protects():
        return [_at_once(old, new, rules.today)] if new != old else []
    looser = any(new.looser_than(old))
    asked = [
        *rules.asked.get(new.name, ()),
        Asked(old, new, rules.today, looser_from if looser else None),
    ]
    now, after = rules.now[new.name], in_force_on(asked, rules.today)
    at_once = [_at_once(now, after, rules.today)] if now != after else []
    return [*at_once, *(one for one in told_of(steps(asked), rules.today) if one.to_come)]


def _at_once(old: Rule, new: Rule, today: date) -> Told:
    return Told(title_of(new.name), *both_said(old, new), since=today, to_come=False)


def local_day(team: Team, now: datetime) -> date:
    """The team's own day."""
    return now.astimezone(ZoneInfo(team.zone)).date()
