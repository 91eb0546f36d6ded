"""The codes of a team's sheets: what they were said to mean is kept for the next sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.storage.tables import ShiftCode


@dataclass(frozen=True)
class Meaning:
    """What one code means: a shift of local times, or nobody at work where it has none.

    ends: on the next day where it is not after the start. activity, minutes: the work in it that
    exposes, and how many minutes of it.
    """

    starts: time | None = None
    ends: time | None = None
    activity: str | None = None
    minutes: int = 0

    @property
    def works(self) -> bool:
        """Whether it is a shift."""
        return self.starts is not None


def codes_of(session: Session, team_id: int) -> dict[str, Meaning]:
    """All codes that the team has explained, in their order."""
    query = select(ShiftCode).where(ShiftCode.team_id == team_id).order_by(ShiftCode.code)
    return {
        row.code: Meaning(row.starts, row.ends, row.activity, row.minutes)
        for row in session.scalars(query)
    }


def keep_codes(session: Session, team_id: int, codes: Iterable[tuple[str, Meaning]]) -> None:
    """Keep what codes mean; what was kept of one of them before is replaced."""
    for code, meaning in codes:
        row = session.get(ShiftCode, (team_id, code)) or ShiftCode(team_id=team_id, code=code)
        row.starts, row.ends = meaning.starts, meaning.ends
        row.activity, row.minutes = meaning.activity, meaning.minutes
        session.add(row)
    session.flush()


def minutes_of(starts: time, ends: time) -> int:
    """How long a shift is; one that ends at or before its start ends on the next day."""
    day = date(2000, 1, 3)
    begin, end = datetime.combine(day, starts), datetime.combine(day, ends)
    return int(((end if end > begin else end + timedelta(days=1)) - begin).total_seconds()) // 60
