"""What the codes of a team's own sheets mean."""

from datetime import time

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class ShiftCode(Base):
    """One code: a shift with its local times, or nobody at work where it has none.

    Of what kind work is not done is told by no column: all such codes mean the same. `activity`:
    the work of the shift that exposes, by its id in the team's file, if any; `minutes` of it.
    """

    __tablename__ = "shift_code"
    __table_args__ = (
        CheckConstraint("(starts IS NULL) = (ends IS NULL)", name="times"),
        CheckConstraint("activity IS NOT NULL OR minutes = 0", name="minutes"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    activity: Mapped[str | None] = mapped_column(String(60))
    minutes: Mapped[int] = mapped_column(default=0)
