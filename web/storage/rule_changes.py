"""Changes of rules: written down, and held back until they are in force where they protect people.

Whoever asks: they are noted where a team's file is stored, and read where a rulebook is made.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from constraints.loosening import BOUND, Change, changes, other_changes, rule_of
from scheduler.rule import Rule
from web.storage.tables import Roster, RuleChange, Team

NOTICE = timedelta(days=14)
ONE_DAY = timedelta(days=1)


def note_changes(
    session: Session,
    team: Team,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    by: int | None,
    at: datetime,
) -> None:
    """Write down what a new file of the team changes; with the team locked.

    before, after: settings by rule name. What is looser is in force from the fourteenth day after
    the day of asking, and after the last day that the team has published by then. What protects
    nobody is written down too, and waits for nothing.
    """
    for change in changes(before, after):
        looser_from = looser_in_force_from(session, team, at) if change.looser else None
        session.add(_row(team, change, looser_from, by=by, at=at))
    for change in other_changes(before, after):
        session.add(_row(team, change, None, by=by, at=at))
    session.flush()


def _row(
    team: Team, change: Change, looser_from: date | None, *, by: int | None, at: datetime
) -> RuleChange:
    return RuleChange(
        team_id=team.id,
        rule=change.new.name,
        old=change.old.model_dump(mode="json"),
        new=change.new.model_dump(mode="json"),
        asked_at=at,
        asked_by=by,
        looser_from=looser_from,
    )


def looser_in_force_from(session: Session, team: Team, at: datetime) -> date:
    """The local day from which a loosening that is asked for `at` a moment is in force."""
    query = select(func.max(Roster.last)).where(
        Roster.team_id == team.id, Roster.state == "published"
    )
    published = session.scalar(query)
    noticed = at.astimezone(ZoneInfo(team.zone)).date() + NOTICE
    return noticed if published is None else max(noticed, published + ONE_DAY)


def waiting(session: Session, team_id: int, first: date) -> tuple[Rule, ...]:
    """Each rule as it was before a loosening that a period from `first` is not to feel.

    In the order of asking. A period that begins before the date is held to the stricter value on
    all of its days.
    """
    query = select(RuleChange).where(
        RuleChange.team_id == team_id,
        RuleChange.looser_from > first,
        RuleChange.rule.in_(BOUND),
    )
    rows = session.scalars(query.order_by(RuleChange.id))
    return tuple(rule_of(row.rule, row.old) for row in rows)


def put_off(session: Session, team_id: int, first: date, last: date) -> None:
    """Move what would come into force within a period, now published, to the day after it."""
    session.execute(
        update(RuleChange)
        .where(
            RuleChange.team_id == team_id,
            RuleChange.looser_from > first,
            RuleChange.looser_from <= last,
        )
        .values(looser_from=last + ONE_DAY)
    )


def rule_changes(session: Session, team_id: int) -> list[RuleChange]:
    """All changes of rules that protect people, the newest first; for everybody in the team."""
    return [row for row in every_change(session, team_id) if row.rule in BOUND]


def every_change(session: Session, team_id: int) -> list[RuleChange]:
    """All changes of the team's rules, the newest first, also of those that protect nobody."""
    query = select(RuleChange).where(RuleChange.team_id == team_id)
    return list(session.scalars(query.order_by(RuleChange.id.desc())))
