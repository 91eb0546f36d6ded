"""Whose yes a roster was asked for, nearer than the notice, and the notice each version kept."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class Asking(Base):
    """One proposal to one person: a local day as it is in force, and as a draft would have it.

    `was_*` and `would_*` are start, end and whether at home; None where there is no shift. `until`
    is when it runs out. There is a yes or there is none: a no is not told from silence, and who
    takes a yes back leaves no trace of it. Those without a yes are deleted when the draft is
    published, the others a year after their day.
    """

    __tablename__ = "asking"
    __table_args__ = (
        UniqueConstraint("roster_id", "person_id", "day"),
        Index(None, "team_id", "person_id"),
        CheckConstraint("(was_start IS NULL) = (was_end IS NULL)", name="was"),
        CheckConstraint("(would_start IS NULL) = (would_end IS NULL)", name="would"),
        CheckConstraint("was_start IS NOT NULL OR would_start IS NOT NULL", name="something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(String(100))
    day: Mapped[date]
    was_start: Mapped[datetime | None]
    was_end: Mapped[datetime | None]
    was_home: Mapped[bool] = mapped_column(default=False)
    would_start: Mapped[datetime | None]
    would_end: Mapped[datetime | None]
    would_home: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime]
    until: Mapped[datetime]
    yes_at: Mapped[datetime | None]


class NoticeKept(Base):
    """What notice a version was published with: the team's number, never a person's.

    `working_days` is the notice of that moment, None where the team had none. `agreed` counts
    the person-days that were told nearer than it, each of them with a yes.
    """

    __tablename__ = "notice_kept"
    __table_args__ = (CheckConstraint("agreed >= 0", name="agreed"),)

    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"), primary_key=True)
    working_days: Mapped[int | None]
    agreed: Mapped[int]
