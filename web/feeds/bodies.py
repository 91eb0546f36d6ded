"""Feeds made from what a team published."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from web.calendars import ShiftEvent, calendar
from web.feeds.history import Publication, events_by_person
from web.storage.rosters import latest_version
from web.storage.tables import Membership, Roster, Team

# Clients mirror a feed: a shift that leaves it is gone from people's own records too.
PAST = timedelta(days=200)


class _Times(BaseModel):
    model_config = ConfigDict(frozen=True)

    person: str
    start: AwareDatetime
    end: AwareDatetime


class _Shifts(BaseModel):
    """Of a roster file what feeds tell. Reading all of it takes ten times as long."""

    shifts: tuple[_Times, ...]


@dataclass(frozen=True)
class ReadyFeeds:
    """Everybody's feed by person, made from what the team published up to `seen_version`."""

    bodies: dict[str, bytes]
    seen_version: int


def feeds_with(session: Session, roster_id: int, *, at: datetime) -> ReadyFeeds:
    """The feeds as they will be once this draft is published at `at`.

    Publish it with the same `at`: that moment stands in the feeds, and is read from the roster's
    row the next time.

    Raises:
        sqlalchemy.exc.NoResultFound: no such roster.
    """
    row = session.get_one(Roster, roster_id)
    team = session.get_one(Team, row.team_id)
    seen = latest_version(session, team.id)
    earlier = _publications(session, team, at)
    events = _events(team, [*earlier, _publication(row, seen + 1, at)], at)
    accounts = select(Membership.person_id).where(Membership.team_id == team.id)
    people = {person for person in session.scalars(accounts) if person is not None} | set(events)
    return ReadyFeeds({person: calendar(events.get(person, ())) for person in people}, seen)


def feed_of(session: Session, team_id: int, person_id: str) -> bytes:
    """One person's feed as published; an empty calendar for who is in no published roster."""
    team = session.get_one(Team, team_id)
    query = select(Roster.published_at).where(Roster.team_id == team_id)
    at = session.scalars(query.order_by(Roster.version.desc().nulls_last()).limit(1)).first()
    if at is None or team.practice:
        return calendar(())
    events = _events(team, _publications(session, team, at), at)
    return calendar(events.get(person_id, ()))


def _events(
    team: Team, publications: list[Publication], at: datetime
) -> dict[str, list[ShiftEvent]]:
    zone = ZoneInfo(team.zone)
    return events_by_person(
        publications, zone=zone, namespace=team.calendar_namespace, since=_since(team, at)
    )


def _publications(session: Session, team: Team, at: datetime) -> list[Publication]:
    """All of a team's, with the shifts of those that reach into the feeds of a moment."""
    query = select(Roster).where(Roster.team_id == team.id, Roster.version.is_not(None))
    rows = session.scalars(query.options(defer(Roster.document))).all()
    since = _since(team, at)
    return [
        _publication(row, row.version, row.published_at, reading=row.last >= since)
        for row in rows
        if row.version is not None and row.published_at is not None
    ]


def _publication(row: Roster, version: int, at: datetime, *, reading: bool = True) -> Publication:
    shifts = _Shifts.model_validate_json(row.document).shifts if reading else ()
    return Publication(version, at, row.first, row.last, shifts)


def _since(team: Team, at: datetime) -> date:
    """The first day in feeds made at a moment; a whole day, so that they stay the same on it."""
    return at.astimezone(ZoneInfo(team.zone)).date() - PAST
