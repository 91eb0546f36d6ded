"""The team: its file as the commands read it, with a number for optimistic locking."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from web.storage.tables.base import Base


class Team(Base):
    """One team.

    `document` is the text of the team file without the private class; `revision` starts at 1 and
    grows by one with each change. `calendar_namespace` is random and never changes: ids of calendar
    events come from it, so that they stay the same and tell nobody where they are from. `practice`:
    whether the team only practises, so that what it publishes is told to nobody.
    """

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]
    calendar_namespace: Mapped[UUID] = mapped_column(Uuid(), default=uuid4)
    practice: Mapped[bool] = mapped_column(default=False)
