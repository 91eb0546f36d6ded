"""Which roster is in force on which days: of a day that several have, the one published last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from scheduler.roster import by_day
from web.storage.tables import Roster

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class InForce:
    """A published roster on days in a row that it has in force: `first` to `last`, both inside.

    A roster of which a newer one replaced some days in its middle is here twice.
    """

    row: Roster
    first: date
    last: date


def in_force(
    session: Session,
    team_id: int,
    *,
    first: date = date.min,
    last: date = date.max,
    draft: Roster | None = None,
) -> list[InForce]:
    """All that is in force with a day between `first` and `last`, in order; none share a day.

    draft: taken as if it were published now. The rows' texts are read when they are asked for.
    """
    query = select(Roster).where(Roster.team_id == team_id, Roster.state == "published")
    rows = session.scalars(query.order_by(Roster.version).options(defer(Roster.document))).all()
    found = days_of([*rows, draft] if draft is not None else rows)
    return [one for one in found if one.first <= last and one.last >= first]


def days_of(rows: Iterable[Roster]) -> list[InForce]:
    """The same of rosters in the order of their publication."""
    tells = by_day(rows)
    found: list[InForce] = []
    for day in sorted(tells):
        before = found[-1] if found else None
        if before and before.row is tells[day] and before.last + ONE_DAY == day:
            found[-1] = InForce(before.row, before.first, day)
        else:
            found.append(InForce(tells[day], day, day))
    return found
