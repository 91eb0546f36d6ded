"""A team and one of its rosters as pages look at them, read from what the store holds."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from constraints.loosening import held, rule_of
from constraints.reading import rulebook_of
from scheduler.bars import Bars
from scheduler.checking import presences_of
from scheduler.clock import Clock
from scheduler.pins import settle_pins
from scheduler.presence import Presence
from scheduler.problem import Problem
from scheduler.record import Record
from scheduler.roster import Roster
from scheduler.rule import Rulebook
from scheduler.team import Contract, Person, Team
from web.before import rosters_around, with_standing
from web.elsewhere import with_elsewhere
from web.storage.in_force import InForce
from web.storage.private_capacity import whole_document
from web.storage.rule_changes import waiting as waiting_rules
from web.storage.tables import Roster as RosterRow
from web.storage.tables import Team as TeamRow


class UnreadablePlanError(Exception):
    """The team has changed since, and no longer has what the roster speaks of."""


@dataclass(frozen=True)
class Plan:
    """A roster with its team, in elapsed minutes of the roster's own clock."""

    team: Team
    roster: Roster
    problem: Problem
    record: Record
    rulebook: Rulebook

    @property
    def clock(self) -> Clock:
        """The clock of the roster's days."""
        return self.problem.clock

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody by first name, analysts before volunteers; rows have no other order."""
        return tuple(sorted(self.team.people, key=lambda p: (p.volunteer, p.name.casefold(), p.id)))

    def on_day(self, day: int) -> dict[str, list[Presence]]:
        """The roster's shifts that start on a day, by person, in time order."""
        found: dict[str, list[Presence]] = {}
        for presence in self.record.planned:
            if presence.day == day:
                found.setdefault(presence.person, []).append(presence)
        return found

    @cached_property
    def bars(self) -> Bars:
        """All that the rules bar outright: for filling a shift, never to be told."""
        return self.rulebook.bars(self.problem)

    def pinned(self, presence: Presence) -> bool:
        """Whether the solver may not change the shift."""
        cell = presence.person, presence.day
        return cell in self.problem.standing or cell in self.problem.outlines


@lru_cache(maxsize=16)
def team_of(document: str) -> Team:
    """The team of a stored file. Stored files were read without a fault before."""
    return Team.model_validate_json(document)


@lru_cache(maxsize=16)
def plan_of(
    team_document: str,
    roster_document: str,
    around: tuple[str, ...] = (),
    days: tuple[date, date] | None = None,
    waiting: tuple[tuple[str, str], ...] = (),
) -> Plan:
    """A stored roster with its team. Kept by its texts, so a change is a new plan.

    around: what was published around it, whose shifts stand. days: the first and last of its days
    that are looked at; else all of them. waiting: names and settings of rules as they were before
    loosenings that these days do not feel.

    Raises:
        UnreadablePlanError: the roster names what the team no longer has.
    """
    team = team_of(team_document)
    roster = Roster.model_validate_json(roster_document)
    if days is not None:
        roster = _cut(roster, *days, ZoneInfo(team.timezone))
    team = _with_former(team, roster)
    team = with_standing(team, around, roster.first, roster.last)
    older = (rule_of(name, json.loads(settings)) for name, settings in waiting)
    rulebook = held(rulebook_of(team), older)
    try:
        asked = Problem.of(team, roster.first, (roster.last - roster.first).days + 1)
        problem, _ = settle_pins(asked, rulebook)
        shifts = presences_of(problem, roster.shifts)
    except ValueError as error:
        raise UnreadablePlanError from error
    if any(shift.person not in problem.people for shift in shifts):
        raise UnreadablePlanError
    return Plan(team, roster, problem, Record(problem, shifts), rulebook)


def stored_plan(
    session: Session, team: TeamRow, row: RosterRow, *, after: RosterRow | None = None
) -> Plan:
    """A roster of the store with its team and what is in force around it.

    after: a draft; the plan is as it will be once that is published.

    Raises:
        UnreadablePlanError: the roster names what the team no longer has.
    """
    return plan_in_force(session, team, InForce(row, row.first, row.last), after=after)


def plan_in_force(
    session: Session, team: TeamRow, one: InForce, *, after: RosterRow | None = None
) -> Plan:
    """The same of the days alone that a roster has in force; the days beside them are others'."""
    around = rosters_around(session, team.id, one.first, one.last, draft=after)
    rules = waiting_rules(session, team.id, one.first)
    older = tuple((rule.name, rule.model_dump_json()) for rule in rules)
    text = _document(session, team, one)
    return plan_of(text, one.row.document, around, (one.first, one.last), older)


def _with_former(team: Team, roster: Roster) -> Team:
    """The team with those of a published roster who have left it since, by their names of then."""
    known = {person.id for person in team.people}
    nothing = Contract(weekly_minutes=0)
    former = (
        Person(id=person, name=name, contract=nothing)
        for person, name in roster.names.items()
        if person not in known
    )
    return team.model_copy(update={"people": (*team.people, *former)})


def _document(session: Session, team: TeamRow, one: InForce) -> str:
    """The text of the team with what its people do elsewhere on the days around."""
    document = whole_document(session, team)
    known = team_of(document)
    whole = with_elsewhere(session, team.id, known, one.first, one.last)
    return document if whole is known else whole.model_dump_json(by_alias=True)


def _cut(roster: Roster, first: date, last: date, zone: ZoneInfo) -> Roster:
    if (first, last) == (roster.first, roster.last):
        return roster
    shifts = [s for s in roster.shifts if first <= s.start.astimezone(zone).date() <= last]
    return roster.model_copy(update={"first": first, "last": last, "shifts": tuple(shifts)})
