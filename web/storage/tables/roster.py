"""The roster: one plan of one team for one period."""

from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base

RosterState = Literal["draft", "published", "superseded"]


class Roster(Base):
    """One roster.

    `first` and `last` are local days, both inside. `version` counts a team's publications from 1.
    `document` is the text of the roster file; `figures` holds objective, bound, short,
    short_bound and demanded. `job_id` is unique, so that the result of a job is stored once
    however often the job ran. `removed_at` of a draft: since when it is taken out of the lists.
    """

    __tablename__ = "roster"
    __table_args__ = (
        UniqueConstraint("team_id", "version"),
        UniqueConstraint("job_id"),
        CheckConstraint("state IN ('draft', 'published', 'superseded')", name="state"),
        CheckConstraint("first <= last", name="period"),
        CheckConstraint("(state = 'draft') = (version IS NULL)", name="version"),
        CheckConstraint("removed_at IS NULL OR state = 'draft'", name="removed"),
        Index(None, "team_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    version: Mapped[int | None]
    state: Mapped[RosterState] = mapped_column(String(12), default="draft")
    first: Mapped[date]
    last: Mapped[date]
    document: Mapped[str] = mapped_column(Text)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    removed_at: Mapped[datetime | None]
