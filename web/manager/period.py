"""The days that a roster is asked for, and those of them that stay as they are."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from web.jobs.kept_days import KeptDays
from web.jobs.pinned_days import PinnedIn
from web.manager.forms import DAYS_OF_A_WEEK, Wanted
from web.manager.pins_before import weeks_of
from web.manager.reading import newest_roster
from web.storage.in_force import in_force
from web.storage.tables import DraftState, Roster, Team
from web.teams import local_now


def kept_days(session: Session, team_id: int, wanted: Wanted) -> Sequence[KeptDays]:
    """Which days stay as which roster has them, by what was chosen."""
    first, last = wanted.first, wanted.last
    if wanted.published:
        return [
            KeptDays(one.row.id, max(one.first, first), min(one.last, last))
            for one in in_force(session, team_id, first=first, last=last)
        ]
    row = newest_roster(session, team_id)
    if wanted.kept is None or row is None:
        return []
    begin, end = max(wanted.kept[0], row.first, first), min(wanted.kept[1], row.last, last)
    return [KeptDays(row.id, begin, end)] if begin <= end else []


def pinned_in(session: Session, team_id: int, wanted: Wanted) -> Sequence[PinnedIn]:
    """The rosters whose pins hold: those of the same days, and of the period before if chosen."""
    newest = newest_roster(session, team_id)
    found: list[int] = []
    if newest is not None and newest.first <= wanted.last and newest.last >= wanted.first:
        found.append(newest.id)
    now = in_force(session, team_id, first=wanted.first, last=wanted.last)
    pinned = [PinnedIn(number) for number in dict.fromkeys([*found, *(o.row.id for o in now)])]
    if wanted.pins:
        back = weeks_of(wanted.days)
        before = in_force(session, team_id, first=wanted.first - back, last=wanted.last - back)
        pinned += [PinnedIn(one.row.id, back.days) for one in before]
    return [one for one in pinned if _has_pins(session, one.roster_id)]


def _has_pins(session: Session, roster_id: int) -> bool:
    state = session.get(DraftState, roster_id)
    return state is not None and bool(state.pinned)


def next_first_day(team: Team, newest: Roster | None) -> date:
    """Where the next roster begins: with the newest draft, after what is published, or next Monday.

    What is over is no reason: then it is the next Monday.
    """
    today = local_now(team, datetime.now(UTC)).date()
    if newest is not None and newest.first >= today and newest.state == "draft":
        return newest.first
    if newest is not None and newest.state == "published" and newest.last >= today:
        return newest.last + timedelta(days=1)
    return today + timedelta(days=DAYS_OF_A_WEEK - today.weekday())
