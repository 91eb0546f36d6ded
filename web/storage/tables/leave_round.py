"""Leave rounds: the days a team can wish for, and who wishes for which."""

from datetime import date, datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base

WishState = Literal["asked", "granted", "not granted"]


class LeaveRound(Base):
    """One round. `first` to `last` are the days it is about, `until` the last to wish on.

    All are local days, both ends inside. `most_off`: how many may be off on one day.
    """

    __tablename__ = "leave_round"
    __table_args__ = (
        CheckConstraint("first <= last", name="window"),
        CheckConstraint("most_off >= 1", name="most_off"),
        Index(None, "team_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    first: Mapped[date]
    last: Mapped[date]
    most_off: Mapped[int]
    until: Mapped[date]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class LeaveWish(Base):
    """Days that a person wishes to be off, of no kind and for no reason that is kept."""

    __tablename__ = "leave_wish"
    __table_args__ = (
        CheckConstraint("state IN ('asked', 'granted', 'not granted')", name="state"),
        CheckConstraint("first <= last", name="days"),
        Index(None, "round_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("leave_round.id"))
    person_id: Mapped[str] = mapped_column(String(100))
    first: Mapped[date]
    last: Mapped[date]
    state: Mapped[WishState] = mapped_column(String(12), default="asked")
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
